/** How right the kept score of the sample city is, against its truth; never used by the twin itself. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { comparableRegisters } from '../accuracy.ts';
import type { CityFacts } from '../city-facts.ts';
import { rankCorrelation } from '../estimation/features/rank-correlation.ts';
import { choose, judged, targetingErrors } from '../estimation/metrics/targeting.ts';
import { TwinError } from '../kernel/errors.ts';
import { loadTruth, NOBODY, TRUTH_FILE, type Truth } from '../samples/registers/truth.ts';
import { sql } from '../kernel/sql.ts';
import type { Store } from '../store/store.ts';
import type { HouseholdFact } from '../estimation/scoring/household-fact.ts';
import type { KeptScore } from './kept-score.ts';
import { cityGroupings, scoreFairness, type GroupsAccuracy } from './score-fairness.ts';

export interface CoverageAccuracy {
  readonly coverage: number;
  readonly auc: number;
  /** Of those within the coverage, who is not among the truly poorest. */
  readonly inclusionError: number;
  /** Of the truly poorest, who is not within the coverage. */
  readonly exclusionError: number;
}

export interface GroupAccuracy {
  readonly families: number;
  readonly spearman: number;
  /** Share of intervals that hold what is truly spent a head, and what they promise. */
  readonly covered: number;
  readonly coverages: readonly CoverageAccuracy[];
}

export interface ScoreAccuracy {
  readonly version: string;
  readonly interval: number;
  /** Families of the city, those of whom the truth is known, and those of them with a score. */
  readonly families: number;
  readonly comparable: number;
  readonly all: GroupAccuracy;
  readonly main: GroupAccuracy;
  readonly otherwise: GroupAccuracy | undefined;
  /** The same families and the same coverage by the desil of DTSEN, where they have one. */
  readonly byDesil: { readonly families: number; readonly score: GroupAccuracy; readonly desil: GroupAccuracy };
  /** Both errors of the families with a score, by kelurahan, sex and age of the head, disability and size, with intervals. */
  readonly fairness: readonly GroupsAccuracy[];
}

/** @throws TwinError input where no truth lies beside the registers, or the population register was changed since; store */
export async function scoreAccuracy(
  city: CityFacts,
  kept: KeptScore,
  facts: readonly HouseholdFact[],
  truthFolder: string,
  store: Store,
): Promise<ScoreAccuracy> {
  const spent = await trueSpending(city, truthOf(city, truthFolder), store);
  const scored = [...spent.keys()].filter((h) => !Number.isNaN(spent[h]!) && kept.by[h] !== 0);
  const desil = city.population.households.desil;
  const ranked = scored.filter((h) => desil[h]! > 0);
  const { coverages, interval, version } = kept.about;
  const of = (rows: readonly number[], order = kept.amount): GroupAccuracy =>
    groupAccuracy(rows, order, spent, kept, coverages);
  return {
    version,
    interval,
    families: kept.count,
    comparable: spent.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0),
    all: of(scored),
    main: of(scored.filter((h) => kept.by[h] === 1)),
    otherwise: kept.about.otherwise === undefined ? undefined : of(scored.filter((h) => kept.by[h] === 2)),
    fairness: scoreFairness(
      Float64Array.from(scored, (h) => spent[h]!),
      Float64Array.from(scored, (h) => kept.amount[h]!),
      cityGroupings(
        facts,
        { kelurahan: city.population.households.kelurahan, names: city.geography.levels.kelurahan.names },
        scored,
      ),
      coverages,
    ),
    byDesil: { families: ranked.length, score: of(ranked), desil: of(ranked, Float64Array.from(desil)) },
  };
}

/** @throws TwinError input where no truth lies beside the registers, or the population register was changed since */
export function truthOf({ snapshot }: CityFacts, truthFolder: string): Truth {
  if (!existsSync(join(truthFolder, TRUTH_FILE))) throw noTruth('There is no truth beside the registers.');
  const truth = loadTruth(truthFolder);
  if (comparableRegisters(snapshot.inputs, truth.summary.registers).has('dukcapil')) return truth;
  throw noTruth('The population register is not that of the sample any more.');
}

function groupAccuracy(
  rows: readonly number[],
  order: Float64Array,
  spent: Float64Array,
  { low, high }: KeptScore,
  coverages: readonly number[],
): GroupAccuracy {
  const [amounts, prediction] = [spent, order].map((values) => Float64Array.from(rows, (h) => values[h]!));
  const weight = new Float64Array(rows.length).fill(1);
  const data = judged(amounts!, prediction!);
  const held = rows.filter((h) => spent[h]! >= low[h]! && spent[h]! <= high[h]!).length;
  return {
    families: rows.length,
    spearman: rankCorrelation(prediction!, amounts!, weight),
    covered: held / rows.length,
    coverages: coverages.map((coverage) => {
      const { auc, inclusionError, exclusionError } = targetingErrors(data, weight, choose(data, weight, { coverage }));
      return { coverage, auc, inclusionError, exclusionError };
    }),
  };
}

/** [household] what the family of its head truly spends, a head a month; NaN where the truth does not know the head. */
export async function trueSpending(
  { snapshot, population }: CityFacts,
  truth: Truth,
  store: Store,
): Promise<Float64Array> {
  const rows = await store.rows<{ sheet: number; row: number; person_id: string }>(sql`
    select lineage.sheet, lineage.row, lineage.person_id
    from twin.lineage join twin.register_file as received
      on received.snapshot = lineage.snapshot and received.file = lineage.file
    where lineage.snapshot = ${snapshot.number} and received.register_id = 'dukcapil' and lineage.person_id is not null`);
  const householdOf = new Map<string, number>();
  for (const { sheet, row, person_id } of rows) {
    const person = truth.personOf('dukcapil', sheet, row);
    if (person !== NOBODY && person < truth.persons.count)
      householdOf.set(person_id.replaceAll('-', ''), truth.persons.household[person]!);
  }
  const { personId } = population.persons;
  return Float64Array.from(population.households.headRow, (head) => {
    const id = Buffer.from(personId.buffer, personId.byteOffset + head * 16, 16).toString('hex');
    const household = householdOf.get(id);
    return household === undefined ? NaN : truth.households.expenditureRupiahPerPersonPerMonth[household]!;
  });
}

const noTruth = (what: string): TwinError =>
  new TwinError('input', {
    code: 'truth-missing',
    what,
    expected: 'the sample city as it was written, built into the newest snapshot',
    todo: 'Make the sample city and build it: npm run twin -- sample; npm run twin -- build',
  });
