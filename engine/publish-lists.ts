/** From the facts of a snapshot to what a browser may see of the recipient lists: errors, doubles, overlap, quotas. */
import { evaluate, type ProgrammeColumns } from './assistance/evaluation/whole-city.ts';
import { TruthColumns } from './assistance/evaluation/truth-columns.ts';
import { familyReceivesFact, receivesFact, type FactSource } from './assistance/facts/catalogue.ts';
import type { FactTable } from './assistance/facts/table.ts';
import { againstRecipients, FINDINGS, type Finding } from './assistance/lists/against-recipients.ts';
import { factsOf } from './assistance/programmes/expression.ts';
import { familyProgrammes, type Programmes } from './assistance/programmes/load.ts';
import { isInForce, rulesOn, type RuleSet } from './assistance/programmes/rule-set.ts';
import type { Condition, Edition, Programme } from './assistance/programmes/shape.ts';
import { listCounts, overlapCounts } from './assistance/publication/list-counts.ts';
import type { RecipientRows } from './assistance/recipients/recipient-rows.ts';
import { hasList } from './assistance/what-if/ask.ts';
import { leversOf, PERCENTS, TARGET_PERCENTS } from './assistance/what-if/levers.ts';
import { METHODS } from './assistance/what-if/select.ts';
import type { Geography } from './geography/geography.ts';
import type { Bilingual } from './kernel/bilingual.ts';
import { isoDate } from './kernel/time.ts';
import { CELL_STATES, type AreaTable } from './layers/area-table.ts';
import { LIST_LEVELS, shownList, type ListLevel } from './layers/assistance/list-disclosure.ts';
import {
  LISTS_ARTEFACT,
  shownOverlap,
  type ListsPublication,
  type PublishedProgramme,
} from './layers/assistance/lists-publication.ts';
import { decodeAreaTable } from './layers/encode.ts';
import { ARTEFACTS, type Artefact, type QualityReport } from './layers/publication.ts';
import type { Population } from './population/columns.ts';

export interface PublishListsInputs {
  readonly programmes: Programmes;
  readonly table: FactTable;
  readonly recipients: readonly RecipientRows[];
  readonly population: Population;
  readonly geography: Geography;
  /** The artefacts of the map: what is hidden there stays hidden. */
  readonly artefacts: readonly Artefact[];
  readonly quality: QualityReport;
  /** Counts under it are hidden. */
  readonly smallestShownCount: number;
}

export function publishLists(inputs: PublishListsInputs): Artefact {
  return {
    name: LISTS_ARTEFACT,
    contentType: 'application/json',
    bytes: new TextEncoder().encode(JSON.stringify(listsPublication(inputs))),
  };
}

export function listsPublication(inputs: PublishListsInputs): ListsPublication {
  const { programmes, table, geography, smallestShownCount } = inputs;
  const columns = new TruthColumns(table);
  const tables = tablesOf(inputs.artefacts);
  const published = programmes.programmes
    .filter((programme) => isInForce(programme, table.referenceDay))
    .map((programme) => publishedProgramme(programme, columns, tables, inputs));
  const listed = published.filter((each) => each.hasList).map(({ id }) => id);
  const overlap = shownOverlap(overlapCounts(listed, columns), smallestShownCount);
  for (const { first, second, families } of inputs.quality.overlap.pairs) {
    const [a, b] = [listed.indexOf(first), listed.indexOf(second)];
    if (families === null && a >= 0 && b >= 0) overlap[a]![b] = overlap[b]![a] = null;
  }
  return {
    referenceDate: isoDate(table.referenceDay),
    smallestShownCount,
    areaCodes: Object.fromEntries(LIST_LEVELS.map((level) => [level, geography.levels[level].codes])) as Record<
      ListLevel,
      readonly string[]
    >,
    grid: { methods: METHODS, percents: PERCENTS, targetPercents: TARGET_PERCENTS },
    programmes: published,
    overlap: { programmes: listed, families: overlap },
    sources: Object.fromEntries(programmes.sources),
  };
}

function tablesOf(artefacts: readonly Artefact[]): ReadonlyMap<ListLevel, AreaTable> {
  return new Map(
    LIST_LEVELS.map((level) => {
      const artefact = artefacts.find(({ name }) => name === ARTEFACTS.table(level));
      if (artefact === undefined) throw new RangeError(`There is no table of the ${level}.`);
      return [level, decodeAreaTable(artefact.bytes)];
    }),
  );
}

function publishedProgramme(
  programme: Programme,
  columns: TruthColumns,
  tables: ReadonlyMap<ListLevel, AreaTable>,
  inputs: PublishListsInputs,
): PublishedProgramme {
  const { table, geography, population, smallestShownCount } = inputs;
  const day = table.referenceDay;
  const found = evaluate(rulesOn(programme, day), columns);
  const { programme: edition } = found.rules;
  const isListed = hasList(table, programme.id);
  const { kelurahan } = population.households;
  const isHiddenOnMap =
    (key: string) =>
    (level: ListLevel, area: number): boolean => {
      const column = tables.get(level)!.columns.find(({ indicator }) => indicator === key);
      return column !== undefined && CELL_STATES[column.states[area]!] !== 'value';
    };
  const levers = leversOf(programme, day);
  const rows = rowsOf(found, inputs);
  const quota = quotaOf(found.rules, geography.levels.kelurahan.codes);
  return {
    id: programme.id,
    name: edition.name,
    unit: programme.unit,
    version: found.rules.version,
    validFrom: isoDate(edition.validFrom),
    ...(edition.validTo === Infinity ? {} : { validTo: isoDate(edition.validTo) }),
    reference: edition.reference,
    conditions: edition.conditions.map(({ name, reference }) => ({ name, reference })),
    notBeside: edition.overlaps.map(({ key }) => key.replace('overlap/', '')),
    contested: [
      ...edition.contested,
      ...[...levers.limits, ...levers.amounts].flatMap(({ contested }) => contested ?? []),
    ],
    hasList: isListed,
    counts: shownList({
      counts: listCounts(found, columns, kelurahan, geography.levels.kelurahan.count),
      hasList: isListed,
      isOfFamilies: found.level === 'household',
      geography,
      limit: smallestShownCount,
      isReceivingHidden: isHiddenOnMap(`recipients/${programme.id}`),
      // The map tells of deciles up to the fourth alone, and by its coverage how many of those receive.
      isLowDesilHidden:
        found.rules.limits.get('desilLimit') === MAPPED_DESIL && found.level === 'household'
          ? isHiddenOnMap(isListed ? `coverage/${programme.id}` : `households/desil-1-${MAPPED_DESIL}`)
          : undefined,
    }),
    ...(rows === undefined ? {} : { rows }),
    ...(quota === undefined ? {} : { quota }),
    ...quotaTimesOf(found.rules),
    missing: missingOf(edition, inputs),
    limits: levers.limits,
    amounts: levers.amounts.map((amount) => ({ ...amount, value: Number.isNaN(amount.value) ? null : amount.value })),
  };
}

/** Highest decile of the groups on the map (models/indicators/welfare.yaml). */
const MAPPED_DESIL = 4;

/** Rows that stand for a unit are counted as units already. */
const OF_UNITS: readonly Finding[] = ['fits', 'seems-wrongly-in', 'cannot-tell', 'double-aid'];

function rowsOf(found: ProgrammeColumns, inputs: PublishListsInputs): PublishedProgramme['rows'] {
  const { smallestShownCount } = inputs;
  const against = againstRecipients({
    found,
    table: inputs.table,
    lists: inputs.recipients,
    households: inputs.population.households,
    kelurahanCount: inputs.geography.levels.kelurahan.count,
    familyProgrammes: familyProgrammes(inputs.programmes),
  });
  if (against === undefined) return undefined;
  const told = FINDINGS.filter((finding) => !OF_UNITS.includes(finding)).map((finding) => {
    const count = against.counts[finding];
    // That there is none is no secret. How many rows there are in all is not told: with it the last one would follow.
    return [finding, count > 0 && count < smallestShownCount ? null : count];
  });
  return Object.fromEntries(told) as PublishedProgramme['rows'];
}

function quotaOf({ quota }: RuleSet, codes: readonly string[]): PublishedProgramme['quota'] {
  if (quota === undefined) return undefined;
  return {
    reference: quota.reference,
    ...(quota.city === undefined ? {} : { city: quota.city }),
    byKelurahan: codes.map((code) => quota.byKelurahan[code] ?? null),
  };
}

const quotaTimesOf = ({ quotasOfOtherTimes }: RuleSet): Pick<PublishedProgramme, 'quotaTimes'> =>
  quotasOfOtherTimes.length === 0
    ? {}
    : {
        quotaTimes: quotasOfOtherTimes.map(({ from, to }) => ({
          from: isoDate(from),
          ...(to === Infinity ? {} : { to: isoDate(to) }),
        })),
      };

/**
 * What the rules ask and no register tells of anybody: facts, and the lists of other programmes.
 *
 * @param more conditions besides, such as those of a course
 */
export function missingOf(
  rules: Edition,
  { table, programmes }: Pick<PublishListsInputs, 'table' | 'programmes'>,
  more: readonly Condition[] = [],
): PublishedProgramme['missing'] {
  const asked = [
    ...more.map(({ when }) => when),
    ...rules.conditions.map(({ when }) => when),
    ...rules.overlaps.map(({ when }) => when),
    ...rules.components.flatMap(({ when }) => when ?? []),
  ];
  const facts = new Set(asked.flatMap(factsOf));
  return [...facts]
    .filter((fact) => table.columns.get(fact)!.distinct.length === 1)
    .map((fact) => {
      const list = programmes.programmes.find(({ id }) => [receivesFact(id), familyReceivesFact(id)].includes(fact));
      if (list !== undefined) return { name: listName(list.name), needs: howToGive(list.id) };
      const { name, from, needs = registersNeeded(from) } = programmes.facts.get(fact)!;
      return { name, needs };
    });
}

/** Of a fact that registers of the twin tell: any of these would do. */
function registersNeeded(from: readonly FactSource[]): Bilingual {
  const ids = [...new Set(from.flatMap((source) => ('knownTo' in source ? source.knownTo : [source.register])))];
  return { id: `register ${ids.join(' atau ')}`, en: `register ${ids.join(' or ')}` };
}

const howToGive = (id: string): Bilingual => ({
  id: `daftar penerimanya dari pengelola program, atau pernyataan pengelola bahwa tidak ada penerimanya (untuk operator: register: ${id} di registers.yaml, atau --empty-lists ${id})`,
  en: `the list of its recipients from those who run the programme, or their word that nobody receives it (for the operator: register: ${id} in registers.yaml, or --empty-lists ${id})`,
});

const listName = ({ id, en }: Bilingual): Bilingual => ({ id: `Daftar penerima ${id}`, en: `Recipient list of ${en}` });
