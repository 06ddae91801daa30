import { describe, expect, test } from 'vitest';
import { readAll, textsOf } from '../test-folder.ts';
import { joinDateParts } from './date-parts.ts';

const ALL = { files: { '*': { id: 'id', columns: 'all' } } };
const HEADINGS = 'id,by,bm,bd,rooms';

/** Forty rows with every day and month; the row says how the parts are written. */
const rows = (write: (year: number, month: number, day: number) => string): string =>
  Array.from({ length: 40 }, (_, i) => `${i},${write(1950 + i, 1 + (i % 12), 1 + (i % 31))},${1 + (i % 5)}`).join('\n');
const plain = rows((year, month, day) => `${year},${month},${day}`);

async function joined(
  text: string,
  isOpen: (field: string) => boolean = () => true,
  readings: Record<string, unknown> = {},
) {
  const { sources, notes } = joinDateParts(await readAll(ALL, { 'a.csv': text }), isOpen, readings);
  return { source: sources[0]!, fields: [...sources[0]!.columns.keys()], notes, readings };
}

describe('a date in three columns', () => {
  test('is found by its values and read as one, in whatever order the columns stand', async () => {
    const { source, fields, notes } = await joined(`${HEADINGS}\n${plain}\n`);
    expect(fields).toEqual(['rooms', 'by + bm + bd']);
    expect(textsOf(source.columns.get('by + bm + bd')).slice(0, 2)).toEqual(['1950-01-01', '1951-02-02']);
    expect(source.headings.get('by + bm + bd')).toBe('by + bm + bd');
    expect(notes).toHaveLength(1);
    const turned = rows((year, month, day) => `${day},${month},${year}`);
    expect((await joined(`id,d,m,y,rooms\n${turned}\n`)).fields).toEqual(['rooms', 'y + m + d']);
  });

  test('keeps zeros for what is not told, and is blank where nothing is', async () => {
    const { source } = await joined(`${HEADINGS}\n${plain}\n50,1980,,3,1\n51,,,,2\n52,,7,9,2\n`);
    expect(textsOf(source.columns.get('by + bm + bd')).slice(40)).toEqual(['1980-00-03', '', '0000-07-09']);
  });

  test('is left as it is where a kind is said, or where a fourth column could be one of the three', async () => {
    expect((await joined(`${HEADINGS}\n${plain}\n`, (field) => field !== 'bm')).fields).toContain('bm');
    const twice = rows((year, month, day) => `${year},${month},${day},${1 + ((month + 3) % 12)}`);
    expect((await joined(`id,by,bm,bd,paid,rooms\n${twice}\n`)).fields).toContain('bm');
    const small = rows((year, month, day) => `${year},${month % 4},${day}`);
    expect((await joined(`${HEADINGS}\n${small}\n`)).fields).toContain('bm');
  });

  test('is read of few rows as it was read of many', async () => {
    const { readings } = await joined(`${HEADINGS}\n${plain}\n`);
    const few = await joined(`${HEADINGS}\n1,1980,5,3,1\n`, () => false, readings);
    expect(textsOf(few.source.columns.get('by + bm + bd'))).toEqual(['1980-05-03']);
    expect((await joined(`${HEADINGS}\n1,1980,5,3,1\n`)).fields).toContain('bm');
  });
});
