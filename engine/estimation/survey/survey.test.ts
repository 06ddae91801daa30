/** What a survey must be before anything is learnt from it; each fault with its place. */
import { describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { preparedFrom } from '../test-prepared.ts';

const COUNT = 240;
const source = chance(4, 'survey-test');
type Cell = (i: number) => string;

/** Households with an amount, a size and two facts; columns are added or written otherwise. */
function csv(more: Readonly<Record<string, Cell>> = {}, count = COUNT): string {
  const columns: Record<string, Cell> = {
    amount: (i) => String(Math.round(100_000 * Math.exp(0.5 * source.normal(i, 1)))),
    size: (i) => String(1 + (i % 6)),
    schooling: (i) => String(source.below(17, i, 3)),
    wall: (i) => ['brick', 'wood', 'bamboo'][source.below(3, i, 5)]!,
    ...more,
  };
  const quoted = (text: string): string => (text.includes(',') ? `"${text}"` : text);
  const rows = Array.from({ length: count }, (_, i) =>
    Object.values(columns)
      .map((cell) => quoted(cell(i)))
      .join(','),
  );
  return [Object.keys(columns).join(','), ...rows, ''].join('\n');
}
const MODEL = 'label: amount\nfeatures: [size, schooling, wall]\n';
const refused = async (text: string, model: string) => {
  const error: unknown = await preparedFrom(text, model).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Error);
  return error as Error & { text: { code: string; where: object } };
};

describe('numbers that can be read in two ways', () => {
  /** 1.250, 950, 2.100 … */
  const thousands: Cell = (i) => (i % 3 === 0 ? '950' : `${1 + (i % 9)}.${100 + (i % 7) * 50}`);
  const heads = 'label: { column: amount, per: heads }\nfeatures: [size, schooling]\n';

  test.each<[string, Record<string, Cell>, string, string]>([
    ['label', { amount: thousands }, MODEL, 'amount'],
    ['label with three places behind each point', { amount: (i) => `${100 + i}.000` }, MODEL, 'amount'],
    ['label with commas', { amount: (i) => `${100 + i},${500 + i}` }, MODEL, 'amount'],
    ['weight', { w: thousands }, `${MODEL}weight: w\n`, 'w'],
    ['people', { p: thousands }, `${MODEL}people: p\n`, 'p'],
    ['label.per', { heads: thousands }, heads, 'heads'],
  ])('are refused as %s, with the column and what to write', async (_, more, model, column) => {
    const { message, text } = await refused(csv(more), model);
    expect(text).toMatchObject({ code: 'number-ambiguous', where: { file: 'survey.csv', column } });
    expect(message).toContain("file: { decimal: ',' }");
  });

  test.each<[string, ',' | '.', number[]]>([
    ['comma', ',', [950, 1250, 1900]],
    ['point', '.', [950, 1.25, 1.9]],
  ])('are read as MODEL.yaml says: a %s stands before the fraction', async (_, decimal, amounts) => {
    const few: Cell = (i) => ['950', '1.250', '1.900'][i % 3]!;
    const more = { amount: few, w: few, p: few, heads: few };
    const model = `${heads}weight: w\npeople: p\nfile: { decimal: '${decimal}' }\n`;
    const { survey } = await preparedFrom(csv({ ...more, heads: () => '2' }), model);
    for (const values of [survey.label.amounts.map((amount) => amount * 2), survey.weight, survey.people])
      expect([...new Set(values)].sort((a, b) => b - a)).toEqual([...amounts].sort((a, b) => b - a));
    const { survey: perHead } = await preparedFrom(
      csv({ amount: (i) => String(1000 + i), heads: few }),
      `${heads}file: { decimal: '${decimal}' }\n`,
    );
    expect(Math.max(...perHead.label.amounts) > 10).toBe(decimal === '.');
  });

  test('are refused as a fact that is named a number, told of one that nobody named', async () => {
    const land = csv({ land: thousands });
    const { text } = await refused(land, 'label: amount\nfeatures: { size: number, land: number }\n');
    expect(text).toMatchObject({ code: 'number-ambiguous', where: { column: 'land' } });
    const { notes } = await preparedFrom(land, 'label: amount\nfeatures: auto\n');
    expect(notes).toMatch(/land: "\d\.\d{3}" is read as \d\.\d+; where that is wrong, write file: \{ decimal: ',' \}/);
    expect((await preparedFrom(csv(), 'label: amount\nfeatures: auto\n')).notes).not.toContain('is read as');
  });

  test('are not those that other cells of the column settle, nor fractions of nought', async () => {
    await preparedFrom(csv({ amount: (i) => (i === 0 ? '1234.5' : `${100 + i}.000`) }), MODEL);
    await preparedFrom(csv({ amount: (i) => `${100 + i},${500 + i},000` }), MODEL);
    await preparedFrom(csv({ w: (i) => (0.5 + i / 1000).toFixed(3) }), `${MODEL}weight: w\n`);
  });
});

describe('a label', () => {
  test('of a code for "no answer" is none: the household is left out, and that is said', async () => {
    const { survey, notes } = await preparedFrom(csv({ amount: (i) => (i < 7 ? '-99' : String(1000 + i)) }), MODEL);
    expect(survey.count).toBe(COUNT - 7);
    expect(survey.label).toMatchObject({ transformation: 'log' });
    expect(notes).toContain('7 rows with -99 ("not known") as amount are left out (rows 2, 3, 4, 5, 6, 7, 8).');
    expect(notes).toContain('amount is learnt as log: all are above 0.');
  });

  const withAmounts = (codes: readonly string[]): string => csv({ amount: (i) => codes[i] ?? String(1000 + i) });
  const LOG = 'label: { column: amount, transformation: log }\nfeatures: [size, schooling, wall]\n';

  test.each<[string, string[], number]>([
    ['-5 that stands alone', ['1000', '-5'], 3],
    ['-5 among codes', ['-99', '-99', '-99', '-5'], 5],
    ['-9 that stands twice', ['-9', '1000', '-9'], 2],
    ['-1, however often', ['-1', '-1', '-1', '-1'], 2],
  ])('of %s is no code for "no answer": refused at its row, as 0 is', async (_, codes, row) => {
    const { text } = await refused(withAmounts(codes), LOG);
    expect(text).toMatchObject({ code: 'label-not-positive', where: { row, column: 'amount' } });
    expect(text).toMatchObject({ todo: expect.stringContaining('file: { missing:') as string });
    const named = await preparedFrom(withAmounts(codes), `${LOG}file: { missing: ['-5', '-9', '-99', '-1'] }\n`);
    expect(named.survey.count).toBe(COUNT - codes.filter((code) => code.startsWith('-')).length);
  });

  test('of codes that nobody takes for an amount is none, and each row is told', async () => {
    const { survey, notes } = await preparedFrom(withAmounts(['-9', '-9', '-9', '5', '-98', '-99']), LOG);
    expect(survey.count).toBe(COUNT - 5);
    expect(notes).toContain('5 rows with -9, -98, -99 ("not known") as amount are left out (rows 2, 3, 4, 6, 7).');
    const many = await preparedFrom(withAmounts(Array.from({ length: 12 }, () => '-99')), LOG);
    expect(many.notes).toContain('are left out (rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 … 2 more).');
  });

  test('of amounts that may fall below 0 keeps -99 where others do', async () => {
    const model = 'label: { column: amount, transformation: none }\nfeatures: [size, schooling, wall]\n';
    expect((await preparedFrom(withAmounts(['-99', '-99', '-1200']), model)).survey.count).toBe(COUNT);
    expect((await preparedFrom(withAmounts(['-99', '-99']), model)).survey.count).toBe(COUNT - 2);
  });

  test('of 0 stays, and the transformation that was chosen for it is said', async () => {
    const { survey, notes } = await preparedFrom(csv({ amount: (i) => (i < 3 ? '0' : String(1000 + i)) }), MODEL);
    expect(survey).toMatchObject({ count: COUNT, label: { transformation: 'asinh' } });
    expect(notes).toContain('amount is learnt as asinh, since 3 of it are 0 or below');
  });

  test('of a yes and a no is refused: nobody said which of the two is the poorer', async () => {
    for (const amount of [(i: number) => String(i % 2), (i: number) => (i % 3 === 0 ? '5' : '1')]) {
      const { text, message } = await refused(csv({ amount }), MODEL);
      expect(text).toMatchObject({ code: 'label-binary', where: { file: 'survey.csv', column: 'amount' } });
      expect(message).toMatch(/two values, \d and \d/);
      await refused(csv({ amount }), 'label: { column: amount, per: size }\nfeatures: [schooling, wall]\n');
    }
    const classes = await preparedFrom(csv({ amount: (i) => String(1 + (i % 5)) }), MODEL);
    expect(classes.survey.count).toBe(COUNT);
  });

  test('that nobody is due by, or everybody, is refused at its line', async () => {
    const { message } = await refused(csv(), `${MODEL}coverages: [{ coverage: 0.2, line: 5 }]\n`);
    expect(message).toMatch(/coverages\.0\.line.*No household of the survey is below 5/s);
    await refused(csv(), `${MODEL}coverages: [0.2, { coverage: 0.2, line: 1e9 }]\n`);
  });
});

describe('a row of a CSV', () => {
  const at = (row: number, change: (line: string) => string, text = csv()): string =>
    text
      .split('\n')
      .map((line, i) => (i + 1 === row ? change(line) : line))
      .join('\n');
  const semicolons = csv().replaceAll(',', ';');

  test.each<[string, string, string, string]>([
    ['a decimal comma without quotes', at(21, (line) => line.replace(/^(\d+),/, '$1,5,')), 'row-too-long', '5 cells'],
    ['the same in a row whose last cell is blank', at(21, () => '5000,36,5,12,'), 'row-too-long', '5 cells'],
    ['a cell too few', at(21, (line) => line.replace(/,[^,]*$/, '')), 'row-too-short', '3 cells'],
    ['a title behind the table', at(21, () => 'Sumber: BPS'), 'row-too-short', '1 cell'],
    ['one too many between ";"', at(21, (line) => `${line};x`, semicolons), 'row-too-long', '5 cells'],
  ])('with %s is refused with its cells and those expected', async (_, text, code, cells) => {
    const { text: told } = await refused(text, MODEL);
    expect(told).toMatchObject({ code, where: { file: 'survey.csv', row: 21 }, expected: '4 cells' });
    expect(told).toMatchObject({ what: expect.stringContaining(`The row has ${cells},`) as string });
    expect(told).toMatchObject({ todo: expect.stringMatching(/between quotes|cells that are missing/) as string });
  });

  test('may be quoted, as may a comma between ";"', async () => {
    const quoted = at(21, (line) => line.replace(/^(\d+),/, '"$1,5",'));
    expect((await preparedFrom(quoted, `${MODEL}file: { decimal: ',' }\n`)).survey.count).toBe(COUNT);
    expect(
      (
        await preparedFrom(
          at(21, (line) => line.replace(/^(\d+);/, '$1,5;'), semicolons),
          MODEL,
        )
      ).survey.count,
    ).toBe(COUNT);
  });

  test('may end in blank cells as all others do, which is told', async () => {
    const all = csv().replaceAll('\n', ',,\n').replace(',,\n', '\n');
    expect((await preparedFrom(all, MODEL)).notes).toContain('Every row ends in 2 blank cells without a heading');
    expect((await preparedFrom(csv(), MODEL)).notes).not.toContain('Every row ends');
  });
});

describe('clusters', () => {
  const village: Cell = (i) => `v${Math.floor(i / 10)}`;

  test('may be numbered anew in each stratum: named with it they are as many as there are', async () => {
    const numbered = csv({
      province: (i) => `p${Math.floor(i / 60)}`,
      ea: (i) => String(1 + (Math.floor(i / 10) % 6)),
    });
    const { survey } = await preparedFrom(numbered, `${MODEL}cluster: [province, ea]\nstrata: province\n`);
    expect(survey).toMatchObject({ clusterCount: 24, clusterColumn: 'province, ea' });
    const { notes } = await preparedFrom(numbered, `${MODEL}cluster: ea\nstrata: province\n`);
    expect(notes).toContain('6 clusters (ea) stand in more than one stratum');
    expect((await refused(numbered, `${MODEL}cluster: [province, psu]\n`)).text.where).toMatchObject({ column: 'psu' });
  });

  test('must lie whole in the folds that a column says', async () => {
    const whole = csv({ village, fold: (i) => String(1 + (Math.floor(i / 10) % 3)) });
    const model = `${MODEL}cluster: village\nfolds: { column: fold, inner: 2 }\n`;
    expect((await preparedFrom(whole, model)).prepared.folds.map(({ length }) => length)).toEqual([80, 80, 80]);
    const split = csv({ village, fold: (i) => String(1 + (i === 14 ? 0 : Math.floor(i / 10) % 3)) });
    const { message, text } = await refused(split, model);
    expect(text).toMatchObject({ code: 'fold-splits-cluster', where: { row: 16, column: 'fold' } });
    expect(message).toContain('Rows 12 and 16 are of one cluster (village)');
    const blank = csv({ village, fold: (i) => (i === 25 ? '' : String(1 + (Math.floor(i / 10) % 3))) });
    expect((await refused(blank, model)).text).toMatchObject({ code: 'fold-missing', where: { row: 27 } });
  });

  test.each<[string, Cell, Cell, string, string]>([
    ['three in two folds: one is learnt from', (i) => `v${i % 3}`, () => '1', '2, inner: 2', 'too-few-clusters'],
    ['three in three folds: one in a part', (i) => `v${i % 3}`, () => '1', '3, inner: 2', 'too-few-clusters'],
    ['one alone', () => 'v', () => '1', '2, inner: 2', 'too-few-clusters'],
    ['fewer than folds', (i) => `v${i % 4}`, () => '1', '5, inner: 2', 'too-few-clusters'],
    ['five, of which two count', (i) => `v${i % 5}`, (i) => String(Number(i % 5 < 2)), '2, inner: 2', 'too-few-rows'],
    ['24, of which four count', village, (i) => String(Number(i % 2 === 0 && i < 40)), '2, inner: 2', 'too-few-rows'],
    ['one with nearly all', (i) => (i < 210 ? 'v' : `v${i}`), () => '1', '2, inner: 2', 'too-few-rows'],
  ])('too few are refused: %s', async (_, cluster, weight, folds, code) => {
    const model = `${MODEL}cluster: c\nweight: w\nfolds: { count: ${folds} }\n`;
    const { text, message } = await refused(csv({ c: cluster, w: weight }), model);
    expect(text.code).toBe(code);
    expect(message).not.toContain('NaN');
  });

  test('without weight do not count as clusters', async () => {
    const ten: Cell = (i) => `v${i % 10}`;
    const model = `${MODEL}cluster: c\nweight: w\nfolds: { count: 2, inner: 2 }\n`;
    const some = (count: number): string => csv({ c: ten, w: (i) => String(Number(i % 10 < count)) }, 600);
    expect((await preparedFrom(some(8), model)).prepared.folds).toHaveLength(2);
    expect((await refused(some(3), model)).text.code).toBe('too-few-clusters');
  });
});

test('two words of the survey for one code of the city are refused', async () => {
  const model = 'label: amount\nfeatures: { wall: { kind: category, codes: { brick: 1, wood: 1, bamboo: 2 } } }\n';
  expect((await refused(csv(), model)).message).toMatch(/features\.wall.*two words of the survey are one code/s);
});

test('an id that stands twice is told with its rows, and not with itself', async () => {
  const { notes } = await preparedFrom(csv({ id: (i) => `h${i === 9 ? 4 : i}` }), `${MODEL}id: id\n`);
  expect(notes).toContain('1 row repeats the id of another (first: rows 6 and 11)');
});

describe('groups', () => {
  const code: Cell = (i) => String(3_577_010_001 + (i % 27));
  const names = async (model: string): Promise<readonly string[]> =>
    (await preparedFrom(csv({ code }), MODEL + model)).groupings[0]!.names;

  test('of numbers are quarters, and of codes of places each a group of its own', async () => {
    expect(await names('groups: [code]\n')).toHaveLength(4);
    const areas = await names('groups: [{ column: code, kind: category }]\n');
    expect(areas).toHaveLength(27);
    expect(areas[0]).toBe('3577010001');
  });

  test('are as MODEL.yaml has the column elsewhere: a category among features, a cluster', async () => {
    const feature = 'label: amount\nfeatures: { size: number, code: category }\ngroups: [code]\n';
    expect((await preparedFrom(csv({ code }), feature)).groupings[0]!.names).toHaveLength(27);
    expect(await names('cluster: code\ngroups: [code]\n')).toHaveLength(27);
  });

  test('of a category have no cuts', async () => {
    const model = `${MODEL}groups: [{ column: code, kind: category, cuts: [5] }]\n`;
    expect((await refused(csv({ code }), model)).message).toContain('groups.0');
  });
});
