/** Files of other encodings than UTF-8: read where they are named, and never taken for Windows-1252 without a word. */
import { describe, expect, test } from 'vitest';
import { TwinError } from '../../../kernel/errors.ts';
import { ENCODINGS } from '../../../registers/encodings.ts';
import { MODEL_SHAPE } from '../model/shape.ts';
import { readAll, textsOf } from '../test-folder.ts';

/** Bytes of a text in an encoding of one byte a letter. */
function encoded(text: string, encoding: string): Buffer {
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Buffer.from(Array.from(text, (letter) => letters.indexOf(letter)));
}

const model = (encoding?: string): object => ({
  files: { '*': { id: 'id', columns: 'all', ...(encoding && { encoding }) } },
});
const rows = (names: readonly string[]): string =>
  ['id,name', ...names.map((name, i) => `${i},${name}`), ''].join('\n');

const NAMES: readonly (readonly [encoding: string, names: readonly string[], guess: 'likely' | 'doubtful'])[] = [
  ['windows-1252', ['José', 'Müller', 'Anaïs', 'Åsa', 'Zoë', 'O’Neil', 'Núñez'], 'likely'],
  ['windows-1252', ['Määttä', 'Pääkkönen', 'Hämäläinen', 'Töölö'], 'likely'],
  ['windows-1252', ['Renée', 'Créée', 'Chloé', 'Noël'], 'likely'],
  ['windows-1250', ['Paweł', 'Łukasz', 'Bogusław', 'Małgorzata'], 'doubtful'],
  ['windows-1251', ['Иван', 'Олег'], 'doubtful'],
  ['koi8-r', ['Иванов', 'Ольга', 'Фёдор'], 'doubtful'],
  ['windows-1253', ['Παπαδόπουλος', 'Ελένη'], 'doubtful'],
  ['windows-1254', ['Ayşe', 'Işık', 'Yıldız'], 'doubtful'],
  ['windows-1255', ['כהן', 'לוי'], 'doubtful'],
];

describe('an encoding of one byte a letter', () => {
  test.each(NAMES)('%s named: %j', async (encoding, names) => {
    const [source] = await readAll(model(encoding), { 'a.csv': encoded(rows(names), encoding) });
    expect(textsOf(source!.columns.get('name'))).toEqual(names);
    expect(source!.notes).toEqual([]);
  });

  test.each(NAMES)('%s not named: %j is %s', async (encoding, names, guess) => {
    const [source] = await readAll(model(), { 'a.csv': encoded(rows(names), encoding) });
    expect(source!.dialect).toBe('CSV, ",", Windows-1252');
    expect(source!.notes).toHaveLength(1);
    const { en, id } = source!.notes[0]!;
    expect(en).toMatch(/^a\.csv: read as Windows-1252, as it is not UTF-8.*encoding: windows-1250/);
    expect(id).toMatch(/^a\.csv: dibaca sebagai Windows-1252, karena bukan UTF-8.*encoding: windows-1250/);
    expect(/probably of another encoding/.test(en) ? 'doubtful' : 'likely').toBe(guess);
    expect(/mungkin pengodeannya lain/.test(id) ? 'doubtful' : 'likely').toBe(guess);
  });
});

test.each([
  ['windows-1251', ['Сергеева Алла', 'Фёдоров Пётр'], 'Windows-1251'],
  // Ź and ť are bytes that Windows-1252 does not have.
  [
    'windows-1250',
    ['Źrebiec Łukasz', 'Wójcik Paweł', 'Żak Małgorzata', 'Świątek Józef', 'Dębska Róża'],
    'Windows-1250',
  ],
  ['windows-1250', ['Šťastný Jiří', 'Dvořák Ondřej', 'Růžička Tomáš'], 'Windows-1250'],
  ['iso-8859-2', ['Šťastný Jiří', 'Dvořák Ondřej', 'Růžička Tomáš'], 'ISO-8859-2'],
])('%s that nobody named is found out by its letters, with a note: %j', async (encoding, names, shown) => {
  const [source] = await readAll(model(), { 'a.csv': encoded(rows(names), encoding) });
  expect(textsOf(source!.columns.get('name'))).toEqual(names);
  expect(source!.dialect).toBe(`CSV, ",", ${shown}`);
  expect(source!.notes).toHaveLength(1);
  expect(source!.notes[0]!.en).toContain(`read as ${shown}, as it is not UTF-8 and its letters are`);
  expect(source!.notes[0]!.id).toContain(`dibaca sebagai ${shown}, karena bukan UTF-8 dan hurufnya`);
});

const GBK = Buffer.concat([
  Buffer.from('id,name\n1,'),
  Buffer.from('cdf5b7bc', 'hex'),
  Buffer.from('\n2,'),
  Buffer.from('c0eec4c8', 'hex'),
]);
const SHIFT_JIS = Buffer.concat([Buffer.from('id,name\n1,'), Buffer.from('8e529363', 'hex'), Buffer.from('\n')]);
const NOT_SHIFT_JIS = Buffer.concat([Buffer.from('id,name\n1,'), Buffer.from([0xff, 0xff, 10])]);

describe('an encoding of several bytes a letter', () => {
  test.each([
    ['gbk', GBK, ['王芳', '李娜'], 'GBK'],
    ['gb18030', GBK, ['王芳', '李娜'], 'GB18030'],
    ['shift_jis', SHIFT_JIS, ['山田'], 'Shift_JIS'],
    ['SJIS', SHIFT_JIS, ['山田'], 'Shift_JIS'],
  ])('%s', async (encoding, bytes, names, shown) => {
    const [source] = await readAll(model(encoding), { 'a.csv': bytes });
    expect(textsOf(source!.columns.get('name'))).toEqual(names);
    expect(source!.dialect).toBe(`CSV, ",", ${shown}`);
  });

  test('a letter that lies across two pieces of the file is whole', async () => {
    const rows = ['id,name'];
    for (let i = 0, length = 8; length < (1 << 20) - 100; i++)
      length += rows[rows.push(`${i},${'x'.repeat(90)}`) - 1]!.length + 1;
    const head = Buffer.from(`${rows.join('\n')}\nlast,`);
    // The first byte of 山 is the last one of the first MiB.
    const filler = Buffer.alloc((1 << 20) - 1 - head.length, 'y');
    const bytes = Buffer.concat([head, filler, Buffer.from('8e529363', 'hex'), Buffer.from('\n')]);
    expect(bytes.indexOf(0x8e)).toBe((1 << 20) - 1);
    const [source] = await readAll(model('shift_jis'), { 'a.csv': bytes });
    expect(textsOf(source!.columns.get('name')).at(-1)).toMatch(/^y+山田$/);
  });

  test('is not taken for Windows-1252 without a word', async () => {
    const [source] = await readAll(model(), { 'a.csv': GBK });
    expect(source!.notes[0]!.en).toContain('probably of another encoding');
  });

  test('bytes that it does not have are told', async () => {
    const fault: unknown = await readAll(model('shift_jis'), { 'a.csv': NOT_SHIFT_JIS }).catch(
      (error: unknown) => error,
    );
    expect(fault).toBeInstanceOf(TwinError);
    expect((fault as TwinError).text).toMatchObject({
      code: 'encoding-wrong',
      what: 'The file holds bytes that are not shift_jis.',
      todo: 'Correct the encoding in MODEL.yaml, or export the file as UTF-8.',
    });
  });
});

test.each(ENCODINGS)('%s is an encoding that can be read, by its own name', (encoding) => {
  expect(new TextDecoder(encoding, { fatal: true }).encoding).toBe(encoding);
});

test.each([
  ['latin1', 'windows-1252'],
  ['ISO-8859-1', 'windows-1252'],
  ['cp1251', 'windows-1251'],
  ['gb2312', 'gbk'],
  ['UTF-8', 'utf-8'],
  ['klingon', undefined],
  ['iso-2022-jp', undefined],
])('a model that names %s means %s', (written, meant) => {
  const { data } = MODEL_SHAPE.safeParse(model(written));
  expect(data?.files['*']!.encoding).toBe(meant);
});
