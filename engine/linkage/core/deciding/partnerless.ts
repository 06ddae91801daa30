/**
 * What it is worth, where each record has one partner at most, that two records have no other: strangers mostly have each
 * a partner of their own, who would be seen, so that two records of which nobody else is a partner are one entity more
 * often than two taken at random. A neighbour or a brother who is alike has been told from the person by then.
 */
import type { LinkModel } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import { applyCompetition, competeAgain, type Competing, type CompetingSources } from './competition.ts';
import type { PairEnds } from './components.ts';
import { probabilityOf } from './match-weights.ts';

/** Of the records of a file at least this share is taken to have no partner, whatever was counted. */
const LEAST_PARTNERLESS = 0.02;
/** Matches come to rest sooner, and hardly move after. */
const MOST_ROUNDS = 8;
/** Matches that more or less change nothing. */
const AT_REST = 0.5;
/** Chances are added up in whole steps, so that the order of pairs does not change the sum. */
const STEPS = 2 ** 20;

/**
 * How many matches there are and what it is worth to have no other partner follow from each other, in turn until they rest.
 *
 * @param bits [pair] match weight by itself
 * @returns sources with what it is worth between each two that are linked one to one
 * Source: the conditional chance of a link given all others under a prior of bipartite matchings, matches over the product
 *         of the records that each file has besides: Sadinle (2017), "Bayesian Estimation of Bipartite Matchings for Record
 *         Linkage", JASA 112, with the number of matches as it is expected in place of a prior of it.
 */
export function learnPartnerless(
  competing: Competing & { readonly table: LinkTable },
  bits: Float32Array,
): CompetingSources {
  const { table, sources, deduplicate, pairs } = competing;
  if (!sources.isOneToOne.includes(1)) return sources;
  const width = sources.sources;
  const first = bits.slice();
  applyCompetition(competing, first);
  let learnt = sources;
  let before: Float64Array = new Float64Array(width * width);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const after = first.slice();
    competeAgain({ ...competing, sources: learnt }, after);
    const matches = matchesBetween(table, width, pairs, after);
    const partnerlessBits = matches.map((each, place) => {
      const [s, t] = [Math.floor(place / width), place % width];
      if (sources.isOneToOne[place] === 0 || deduplicate[s] === true || deduplicate[t] === true) return 0;
      return bitsWithout(each, recordsOf(table, s)) + bitsWithout(each, recordsOf(table, t));
    });
    learnt = { ...sources, partnerlessBits };
    if (matches.every((each, place) => Math.abs(each - before[place]!) < AT_REST)) break;
    before = matches;
  }
  return learnt;
}

const recordsOf = ({ sourceStart }: LinkTable, source: number): number =>
  sourceStart[source + 1]! - sourceStart[source]!;

const bitsWithout = (matches: number, records: number): number =>
  records === 0 ? 0 : -Math.log2(Math.max(LEAST_PARTNERLESS, 1 - matches / records));

/** [source × source] matches in expectation, symmetric. */
function matchesBetween(
  { source }: LinkTable,
  width: number,
  { count, left, right }: PairEnds,
  bits: Float32Array,
): Float64Array {
  const steps = new Float64Array(width * width);
  for (let pair = 0; pair < count; pair++) {
    const [s, t] = [source[left[pair]!]!, source[right[pair]!]!];
    const chance = Math.round(probabilityOf(bits[pair]!) * STEPS);
    steps[s * width + t]! += chance;
    if (s !== t) steps[t * width + s]! += chance;
  }
  return steps.map((sum) => sum / STEPS);
}

/** As a trained model says it. */
export function partnerlessAsTrained(
  { sources: names }: Pick<LinkTable, 'sources'>,
  sources: CompetingSources,
  between: LinkModel['between'],
): CompetingSources {
  if (between.every(({ partnerlessBits = 0 }) => partnerlessBits === 0)) return sources;
  const width = sources.sources;
  const bits = new Float64Array(width * width);
  for (const { left, right, partnerlessBits = 0 } of between) {
    const [s, t] = [names.indexOf(left), names.indexOf(right)];
    bits[s * width + t] = bits[t * width + s] = partnerlessBits;
  }
  return { ...sources, partnerlessBits: bits };
}
