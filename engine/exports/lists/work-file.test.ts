/** What several people write onto one list, and what the file of their work keeps. */
import { readFileSync, rmSync, statSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { idOf, LIST, METADATA_SHEET, ReturnedFiles, rowOf, WORK } from './test-returned.ts';
import {
  appendConfirmations,
  appendWork,
  confirmationsIn,
  isSamePerson,
  newestWork,
  readWork,
  workedLists,
} from './work-file.ts';
import { NOTHING_WORKED, type Worked } from './worked.ts';

const files = new ReturnedFiles();
afterAll(files.remove);
beforeEach(files.forget);
const { workFile, sheetOf, returned, writeText } = files;

describe('what others have written since', () => {
  const about = { programme: 'pkh', list: LIST };
  const layak: Worked = { ...WORK, recommendation: 'Layak', reason: '' };
  const put = (work: Worked, by: string): void =>
    void appendWork(workFile, [{ ...about, by, id: idOf(0), work }], new Date('2025-12-01T00:00:00Z'));
  const back = (after: Worked, before: Worked = NOTHING_WORKED) =>
    returned([sheetOf([rowOf(0, after, before)]), METADATA_SHEET]);

  test('the same again is known', async () => {
    put(WORK, 'Sari');
    expect(await back(WORK)).toMatchObject({ known: 1, entries: [], conflicts: [] });
  });

  test('something else is a conflict, told with what stands, who wrote it and when; nothing is taken', async () => {
    put(layak, 'Sari');
    const { entries, conflicts } = await back(WORK);
    expect(entries).toEqual([]);
    expect(conflicts).toEqual([
      { row: 2, id: idOf(0), kept: layak, by: 'Sari', at: '2025-12-01T00:00:00.000Z', inFile: WORK },
    ]);
  });

  test('a change of what stood in the workbook is told with what it stands instead of, and both stay in the file', async () => {
    put(layak, 'Sari');
    const { entries, conflicts } = await back(WORK, layak);
    expect(conflicts).toEqual([]);
    expect(entries.map(({ replaces }) => replaces!.by)).toEqual(['Sari']);
    put(WORK, 'Rina');
    const { lines } = readWork(workFile);
    expect(lines.map((line) => line.kind === 'work' && [line.entry, line.replaces])).toEqual([
      [1, undefined],
      [2, 1],
    ]);
  });

  test('a second person confirms what another wrote; nobody confirms what is his own, however he writes his name', () => {
    put(layak, 'Sari, Dinsos');
    appendConfirmations(workFile, [1], 'Budi', new Date(0));
    expect([...confirmationsIn(readWork(workFile)).values()].map(({ confirms, by }) => [confirms, by])).toEqual([
      [1, 'Budi'],
    ]);
    expect(isSamePerson('Sari, Dinsos', ' sari dinsos')).toBe(true);
    put(WORK, 'Sari');
    expect(confirmationsIn(readWork(workFile)).has(3)).toBe(false);
    const again = (entry: number, by: string) => () => appendConfirmations(workFile, [entry], by, new Date(0));
    expect(again(3, 'SARI ')).toThrow(/nobody else wrote/);
    expect(again(1, 'Rina')).toThrow(/confirmed already/);
    expect(again(9, 'Rina')).toThrow(/nobody else wrote/);
    expect(readWork(workFile).lines).toHaveLength(3);
    const lines = readFileSync(workFile, 'utf8').replace('"by":"Budi"', '"by":"SARI Dinsos"');
    writeText(lines);
    expect(() => readWork(workFile)).toThrow(/nobody else wrote.*row 2/);
  });

  test('work on the list of another cycle fills nothing, stands instead of nothing, and is told with its list', async () => {
    const older = 'pkh 000002-beef 0123456789abcdef';
    const at = new Date('2025-09-01T00:00:00Z');
    appendWork(workFile, [{ ...about, list: older, by: 'Sari', id: idOf(0), work: layak }], at);
    appendWork(workFile, [{ ...about, list: older, by: 'Sari', id: idOf(1), work: layak }], at);
    expect([...newestWork(readWork(workFile), LIST)]).toEqual([]);
    const { entries, conflicts } = await back(WORK);
    expect([entries.map(({ replaces }) => replaces), conflicts]).toEqual([[undefined], []]);
    put(WORK, 'Rina');
    const file = readWork(workFile);
    expect(file.lines.map((line) => line.kind === 'work' && line.replaces)).toEqual([undefined, undefined, undefined]);
    expect(newestWork(file, older).get(idOf(0))!.work).toEqual(layak);
    expect(workedLists(file, 'pkh')).toEqual([
      { list: LIST, rows: 1, lastAt: '2025-12-01T00:00:00.000Z' },
      { list: older, rows: 2, lastAt: '2025-09-01T00:00:00.000Z' },
    ]);
    expect(workedLists(file, 'bltd')).toEqual([]);
  });

  test('an old workbook that nobody touched changes nothing', async () => {
    put(layak, 'Sari');
    expect(await back(NOTHING_WORKED)).toMatchObject({ untouched: 1, entries: [], conflicts: [] });
  });

  test('the file of work tells when a line was changed', () => {
    put(layak, 'Sari');
    put(WORK, 'Rina');
    const text = readFileSync(workFile, 'utf8');
    rmSync(workFile);
    expect(readWork(workFile).lines).toEqual([]);
    appendWork(workFile, [], new Date());
    expect(() => statSync(workFile)).toThrow();
    writeText(text.replace('Sari', 'Siti'));
    expect(() => readWork(workFile)).toThrow(/does not follow.*work\.jsonl, row 2/);
    writeText(text.slice(0, -3));
    expect(() => readWork(workFile)).toThrow(/not whole/);
  });
});
