/** Golden records against their slow, obvious form: rows as texts, each criterion asked of each row anew. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldKind } from '../../core/table.ts';
import { GoldenChooser, type GoldenChoice } from './choose.ts';
import type { GoldenColumn } from './golden-column.ts';
import type { GoldenCriterion } from './spec.ts';

const SOURCES = ['a', 'b', 'c'];
const KINDS = { name: 'full-name', phone: 'code', seen: 'date', made: 'date' } as const;
type Field = keyof typeof KINDS;
/** A row as its file has it, and the cluster that it is of. */
type Row = Readonly<Record<Field, string>> & { readonly source: number; readonly cluster: number };

const CRITERIA: readonly GoldenCriterion[] = [
  { by: 'agreement' },
  { by: 'completeness' },
  { by: 'usual' },
  { by: 'rank', sources: ['b', 'c', 'a'] },
  { by: 'date', fields: ['seen', 'made'] },
];

/** As files are read: each distinct text once. */
function columnOf(rows: readonly Row[], field: Field): GoldenColumn {
  const texts = ['', ...new Set(rows.map((row) => row[field]).filter((text) => text !== ''))];
  const kind: FieldKind = KINDS[field];
  const column = {
    field,
    kind,
    values: Uint32Array.from(rows, (row) => texts.indexOf(row[field])),
    count: texts.length,
    textOf: (value: number) => texts[value]!,
  };
  if (kind !== 'full-name') return column;
  const ofText = texts.map((text) => text.split(' ').filter((word) => word !== ''));
  const words = [...new Set(ofText.flat())];
  const ends = ofText.map((_, value) => ofText.slice(0, value + 1).flat().length);
  return {
    ...column,
    words: {
      starts: Uint32Array.of(0, ...ends),
      wordOf: Uint32Array.from(ofText.flat(), (word) => words.indexOf(word)),
      wordCount: words.length,
    },
  };
}

/** What a criterion says of a row, the more the better: numbers that are compared one after the other. */
function slowScore(rows: readonly Row[], told: readonly Row[], row: Row, field: Field, by: GoldenCriterion): number[] {
  const saying = told.filter((other) => other[field] === row[field]);
  const others = rows.filter(({ cluster }) => cluster !== row.cluster);
  switch (by.by) {
    case 'agreement':
      return [new Set(saying.map(({ source }) => source)).size, saying.length];
    case 'completeness':
      return [row[field].replaceAll(' ', '').length];
    case 'usual':
      return field === 'name'
        ? [row.name.split(' ').every((word) => others.some(({ name }) => name.split(' ').includes(word))) ? 1 : 0]
        : [others.filter((other) => other[field] === row[field]).length];
    case 'rank':
      return [-by.sources.indexOf(SOURCES[row.source]!)];
    case 'date':
      return [Number([row.seen, row.made].find((day) => day !== '' && !day.endsWith('99')) ?? 0)];
  }
}

const isMore = (one: readonly number[], other: readonly number[]): boolean => {
  const at = one.findIndex((number, i) => number !== other[i]);
  return at >= 0 && one[at]! > other[at]!;
};

function chooseSlowly(
  rows: readonly Row[],
  members: readonly Row[],
  field: Field,
  criteria: readonly GoldenCriterion[],
) {
  const told = members.filter((row) => row[field] !== '');
  const kinds = (of: readonly Row[]): number => new Set(of.map((row) => row[field])).size;
  let left = told;
  let rule = kinds(told) > 1 ? 'order' : told.length > 1 ? 'agreed' : 'only';
  for (const criterion of criteria) {
    const score = (row: Row): number[] => slowScore(rows, told, row, field, criterion);
    left = left.filter((row) => !left.some((other) => isMore(score(other), score(row))));
    if (rule === 'order' && kinds(left) === 1) rule = criterion.by;
  }
  return { record: left.length === 0 ? -1 : rows.indexOf(left[0]!), rule, others: Math.max(0, kinds(told) - 1) };
}

const word = fc.constantFrom('SITI', 'BUDI', 'ANI', 'NUR');
const day = fc.constantFrom('', '20200101', '20210500', '20200199', '20190000');
const row = fc.record({
  name: fc.oneof(
    fc.constant(''),
    fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
  ),
  phone: fc.constantFrom('', '0811', '08112', '0899'),
  seen: day,
  made: day,
  source: fc.nat(2),
  cluster: fc.nat(3),
});
const criteria = fc.shuffledSubarray([...CRITERIA]);

test('a golden record takes each field from the row, and by the rule, that a look at all rows gives', () => {
  const rules = new Set<string>();
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 14 }), criteria, (unsorted, asked) => {
      // Sources stand one behind the other, as files do.
      const rows = unsorted.toSorted((a, b) => a.source - b.source);
      const columns = (Object.keys(KINDS) as Field[]).map((field) => columnOf(rows, field));
      const chooser = new GoldenChooser(columns, SOURCES, (record) => rows[record]!.source);
      for (const field of ['name', 'phone'] as const) {
        const choose = chooser.chooser(field, asked);
        for (let cluster = 0; cluster < 4; cluster++) {
          const members = rows.filter((each) => each.cluster === cluster);
          if (members.length === 0) continue;
          const choice: GoldenChoice = { record: -1, rule: 'only', others: 0 };
          choose(
            Uint32Array.from(members, (each) => rows.indexOf(each)),
            choice,
          );
          const slow = chooseSlowly(rows, members, field, asked);
          expect(choice.record < 0 ? { ...choice, rule: slow.rule } : choice).toEqual(slow);
          if (choice.record >= 0) rules.add(choice.rule);
        }
      }
    }),
    { seed: 5, numRuns: 400 },
  );
  expect([...rules].sort()).toEqual(
    ['agreed', 'agreement', 'completeness', 'date', 'only', 'order', 'rank', 'usual'].sort(),
  );
});
