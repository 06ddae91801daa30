/** Which language the names of a field are read in: one for all sources, and only where two signs show it. */
import { describe, expect, test } from 'vitest';
import { textOfValue } from '../../table.ts';
import { makeTable, type Readings } from '../make-table.ts';

/** Names of several sources, as they are read, with the notes. */
function read(sources: Readonly<Record<string, readonly string[]>>, readings: Readings = {}) {
  const table = makeTable({
    sources: Object.entries(sources).map(([name, texts]) => ({
      name,
      ids: texts.map((_, row) => String(row)),
      columns: new Map([['name', texts]]),
    })),
    fields: [{ name: 'name', kind: 'full-name' }],
    readings,
  });
  const { values, book } = table.fields.get('name')!;
  const names = Array.from(values, (value) => textOfValue(book, value));
  return { names, notes: table.notes.map(({ id }) => id), readings: table.readings };
}

const INITIALS = ['H. Perez', 'R. Perez', 'Juan S. Pi', 'Ir Wong'];
const SHORTENED = ['PEREZ', 'PEREZ', 'JUAN', 'WONG'];
const WHOLE = ['H PEREZ', 'R PEREZ', 'JUAN S PI', 'IR WONG'];
const some = (text: string, times: number): string[] =>
  Array.from({ length: times }, (_, i) => `${text} ${'ABCDEFGH'[i]!}`);

describe('names of other countries keep their initials', () => {
  test.each([
    ['a Spanish doctora', some('Dra. Ana', 5)],
    ['Malaysian hajis', [...some('Hj. Ahmad bin Haji', 5), ...some('Hjh. Siti binti Hj.', 5)]],
    ['Dutch doctorandi', some('Drs. Jan', 5)],
    ['one sign alone, however often', some('Siti, S.Pd', 8)],
    ['one dentist more than one abbreviation', ['Drg. Otto', 'Drg. Otto Braun', 'Drg. Eva']],
  ])('%s', (_, shown) => {
    const { names, notes } = read({ file: [...shown, ...INITIALS] });
    expect(names.slice(-4)).toEqual(WHOLE);
    expect(notes).toEqual([]);
  });
});

describe('two signs that differ show Indonesian names', () => {
  const titled = ['Siti Aminah, S.Pd', 'Budi, A.Md', 'Drg. Wati'];

  test('and a note says so', () => {
    const { names, notes } = read({ file: [...titled, ...INITIALS] });
    expect(names).toEqual(['SITI AMINAH', 'BUDI', 'WATI', ...SHORTENED]);
    expect(notes).toEqual([expect.stringMatching(/^Isian name memuat gelar yang hanya ditulis di Indonesia/)]);
  });

  test('for all sources alike, whichever shows them', () => {
    for (const sources of [
      { one: [...titled, 'R. Slamet'], other: ['H. Slamet'] },
      { one: ['H. Slamet'], other: ['R. Slamet', ...titled] },
    ]) {
      const { names, notes } = read(sources);
      expect(names.filter((name) => name === 'SLAMET')).toHaveLength(2);
      expect(notes).toHaveLength(1);
    }
  });

  test('once and for rows that come later', () => {
    const { readings } = read({ file: titled });
    expect(read({ file: ['R. Slamet'] }, readings)).toMatchObject({ names: ['SLAMET'], notes: [] });
    expect(read({ file: ['R. Slamet'] })).toMatchObject({ names: ['R SLAMET'] });
  });

  test('but not where one row in some thousands does', () => {
    const others = Array.from({ length: 9000 }, (_, i) => `Juan ${String(i)}`);
    expect(read({ file: [...others, ...titled, ...INITIALS] }).names.slice(-4)).toEqual(WHOLE);
  });
});
