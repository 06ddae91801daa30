/** For tests: invented people in one or two sources, some of them more than once with errors, linked as asked. */
import { SILENT } from '../../../kernel/progress.ts';
import { chance } from '../../../kernel/random.ts';
import { linkTable } from '../link-table.ts';
import type { ReadyModel } from '../link-model.ts';
import { autoComparisons } from '../measures/auto-comparisons.ts';
import type { LinkResult } from '../pairs.ts';
import type { FieldKind, LinkTable } from '../table.ts';
import { makeTable, type Readings } from '../values/make-table.ts';
import type { TrainedParameters } from './parameters.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  name: 'full-name',
  given: 'name-part',
  surname: 'name-part',
  born: 'date',
  sex: 'category',
  nik: 'national-id',
  address: 'address',
};
export const TEST_FIELDS = Object.entries(KINDS).map(([name, kind]) => ({ name, kind }));
export const TEST_FIELD_NAMES = Object.keys(KINDS);

export interface TestPerson {
  readonly source: string;
  readonly id: string;
  readonly values: Readonly<Record<string, string>>;
}

const SYLLABLES = ['ba', 'di', 'ku', 'ma', 'no', 'ri', 'sa', 'tu', 'wi', 'yo', 'le', 'han'];
const STREETS = ['Serayu', 'Pahlawan', 'Diponegoro', 'Merdeka', 'Cokroaminoto'];

/** Record `version` of person `entity`: version 0 is without error. */
export function testPerson(source: string, id: string, entity: number, version = 0): TestPerson {
  const draw = chance(7, 'test-people');
  const word = (at: number, syllables: number): string =>
    Array.from({ length: syllables }, (_, i) => SYLLABLES[draw.below(12, entity, at + i)]).join('');
  const [given, surname] = [word(0, 2), word(10, 2)];
  const values: Record<string, string> = {
    name: `${given} ${surname}`,
    given,
    surname,
    born: `${String(1950 + draw.below(50, entity, 20))}-0${String(1 + draw.below(9, entity, 21))}-${String(10 + draw.below(18, entity, 22))}`,
    sex: draw.below(2, entity, 23) === 0 ? 'L' : 'P',
    nik: `3577${String(10_000_000_000 + draw.below(89_999_999, entity, 24) * 997)}`,
    address: `Jl ${STREETS[draw.below(5, entity, 25)]!} ${String(1 + draw.below(40, entity, 26))}`,
  };
  return { source, id, values: version === 0 ? values : { ...values, ...errorIn(values, version) } };
}

function errorIn(values: Record<string, string>, version: number): Record<string, string> {
  const errors: readonly Record<string, string>[] = [
    { given: `${values['given']!.slice(0, -1)}x`, name: `${values['given']!.slice(0, -1)}x ${values['surname']!}` },
    { given: values['surname']!, surname: values['given']!, name: `${values['surname']!} ${values['given']!}` },
    { born: values['born']!.replace(/\d$/, '9'), nik: '' },
    { address: 'Jl Serayu 1', nik: values['nik']!.replace(/\d$/, '0') },
    { born: '', address: '' },
    { nik: '', name: values['given']!, surname: '' },
  ];
  return errors[version % errors.length]!;
}

/** Every third person twice, every ninth three times; over two sources in turn where two are named. */
export function testPeople(count: number, sources: readonly string[] = ['a']): TestPerson[] {
  const rows: TestPerson[] = [];
  for (let entity = 0; entity < count; entity++) {
    const times = entity % 9 === 0 ? 3 : entity % 3 === 0 ? 2 : 1;
    for (let version = 0; version < times; version++) {
      rows.push(
        testPerson(
          sources[(entity + version) % sources.length]!,
          `${String(entity)}-${String(version)}`,
          entity,
          version === 0 ? 0 : entity + version,
        ),
      );
    }
  }
  return rows;
}

export function tableOfPeople(
  rows: readonly TestPerson[],
  sources: readonly string[],
  readings: Readings = {},
): ReturnType<typeof makeTable> {
  return makeTable({
    sources: sources.map((name) => {
      const own = rows.filter(({ source }) => source === name);
      const columns = new Map(TEST_FIELD_NAMES.map((field) => [field, own.map(({ values }) => values[field]!)]));
      return { name, ids: own.map(({ id }) => id), columns };
    }),
    fields: TEST_FIELDS,
    readings,
  });
}

/** People in the order in which the table has them. */
export const inTableOrder = (rows: readonly TestPerson[], sources: readonly string[]): TestPerson[] =>
  sources.flatMap((name) => rows.filter(({ source }) => source === name));

export function testModel(table: LinkTable, changes: Partial<ReadyModel> = {}): ReadyModel {
  const fields = TEST_FIELDS.filter(({ name }) => name !== 'name');
  return {
    fields: TEST_FIELDS,
    comparisons: autoComparisons(table, fields).comparisons,
    rules: [
      { name: 'nik', keys: [{ part: 'value', fields: ['nik'] }] },
      {
        name: 'born and sound',
        keys: [
          { part: 'year-month', fields: ['born'] },
          { part: 'sound', fields: ['given', 'surname'] },
        ],
      },
      {
        name: 'names',
        keys: [
          { part: 'words', fields: ['name'] },
          { part: 'value', fields: ['sex'] },
        ],
        maximumPerKey: 12,
      },
      { name: 'nik with a slip', keys: [{ part: 'one-left-out', fields: ['nik'] }] },
    ],
    maximumPerKey: 1000,
    maximumPairs: 1e7,
    deduplicate: table.sources.map((_, i) => i === 0 && table.sources.length === 1),
    between: table.sources.flatMap((left, i) =>
      table.sources.slice(i + 1).map((right) => ({ left, right, isOneToOne: false })),
    ),
    threshold: 'auto',
    training: { maximumRounds: 60, tolerance: 1e-5, priorMatches: 5 },
    ...changes,
  };
}

export const linkPeople = (table: LinkTable, model: ReadyModel, trained?: TrainedParameters): Promise<LinkResult> =>
  linkTable(table, model, { threads: 1, progress: SILENT, trained });

/** All that a result says of records, by their names. */
export function toldOf(rows: readonly Pick<TestPerson, 'source' | 'id'>[], { pairs, clusterOf }: LinkResult) {
  const nameOf = (record: number): string => `${rows[record]!.source}/${rows[record]!.id}`;
  const clusters = new Map<number, string[]>();
  clusterOf.forEach((cluster, record) => clusters.set(cluster, [...(clusters.get(cluster) ?? []), nameOf(record)]));
  const width = pairs.count === 0 ? 0 : pairs.levels.length / pairs.count;
  return {
    clusters: [...clusters.values()].map((names) => names.sort().join(' ')).sort(),
    pairs: Array.from(pairs.left, (left, i) =>
      [
        [nameOf(left), nameOf(pairs.right[i]!)].sort().join(' '),
        pairs.weightBits[i],
        pairs.probability[i],
        pairs.isLinked[i],
        pairs.rarityBits[i],
        pairs.levels.subarray(i * width, (i + 1) * width).join(''),
      ].join(' | '),
    ).sort(),
  };
}
