import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CITY_EVENTS_FILE, readCityEvents, type CityEvent } from './city-events.ts';
import { keepCityPersons, PERSONS_FILE, personsBefore, type CityPersons } from './city-persons.ts';
import { SILENT } from './kernel/progress.ts';
import { linesOf, linkDecidedTown, named } from './linkage/residents/decided/test-decisions.ts';
import {
  BUDI,
  inventTown,
  permuteRows,
  toRegisters,
  USUAL_ERRORS,
  type TestRegister,
  type TestRow,
} from './linkage/residents/test-registers.ts';
import type { DecisionLine } from './linkage/review/decision.ts';
import type { LinkedCity } from './linked-city.ts';
import { loadOrCreateKeys, type Keys } from './store/keys.ts';
import { openSealed, sealBytes } from './store/sealed-bytes.ts';

const town = inventTown({ seed: 5, families: 50, errors: USUAL_ERRORS });
const ratna: TestRow = { ...BUDI, nik: '3577014202870001', fullName: 'RATNA PUSPITA', bornOn: '1987-02-02', sex: 2 };

let folder: string;
let keys: Keys;
let notes: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kembaran-persons-'));
  keys = loadOrCreateKeys(join(folder, 'keys.json'));
  notes = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Dukcapil with these rows besides, and a list. */
const city = (extra: readonly TestRow[], list: readonly TestRow[] = []): TestRegister[] => [
  { ...town[0]!, rows: [...town[0]!.rows, ...extra] },
  ...town.slice(1),
  { id: 'list', role: 'recipients', rows: list },
];

interface Built {
  readonly persons: CityPersons;
  /** [register][row] id of its person; '' while it waits. */
  readonly ids: readonly (readonly string[])[];
  readonly events: readonly CityEvent[];
  readonly text: string;
}

/** Builds snapshot `name` after those in `before`, the newest first. */
async function build(
  name: string,
  before: readonly string[],
  registers: readonly TestRegister[],
  lines?: readonly DecisionLine[],
  usedKeys = keys,
): Promise<Built> {
  const linkage = await linkDecidedTown(registers, lines);
  const reading = { registers: toRegisters(registers).registers, files: [] } as unknown as LinkedCity['reading'];
  const progress = { ...SILENT, note: (text: string) => void notes.push(text) };
  const known = personsBefore({ snapshotsFolder: folder }, usedKeys, before, progress);
  const persons = keepCityPersons({ reading, linkage }, usedKeys, known);
  mkdirSync(join(folder, name));
  persons.write(join(folder, name));
  const idOf = (p: number): string =>
    p < 0 ? '' : Buffer.from(persons.ids.subarray(p * 16, p * 16 + 16)).toString('hex');
  const written = readCityEvents(join(folder, name, CITY_EVENTS_FILE));
  const { run } = written.findLast((line) => line.kind === 'build')!;
  return {
    persons,
    ids: linkage.links.map(({ person }) => Array.from(person, idOf)),
    events: written.filter((line): line is typeof line & CityEvent => line.kind !== 'build' && line.run === run),
    text: readFileSync(join(folder, name, CITY_EVENTS_FILE), 'utf8'),
  };
}

const told = ({ events }: Built): string[] => events.map(({ kind }) => kind);
/** Ids of the residents whom `city` adds. */
const added = ({ ids }: Built): string[] => ids[0]!.slice(town[0]!.rows.length);
/** Ids of everybody else in Dukcapil. */
const others = ({ ids }: Built): string[] => ids[0]!.slice(0, town[0]!.rows.length);

describe('ids of persons from build to build', () => {
  test('the same rows in any order: the same ids, nothing happened, and they are those of a first build', async () => {
    const first = await build('1', [], city([BUDI]));
    const registers = permuteRows(city([BUDI]), 3);
    const again = await build('2', ['1'], registers);
    expect(again.persons.counts).toEqual({});
    expect(again.persons.idsSha256).toBeUndefined();
    const place = registers[0]!.rows.indexOf(BUDI);
    expect(again.ids[0]![place]).toBe(added(first)[0]);
    expect(again.ids.map((of) => [...of].sort())).toEqual(first.ids.map((of) => [...of].sort()));
  });

  test('a corrected NIK, name, birth or house: the id stays; the negative control: begun anew, that of the NIK does not', async () => {
    const first = await build('1', [], city([BUDI, ratna]));
    const corrections: TestRow[] = [
      { ...BUDI, nik: '3577010503810009' },
      { ...BUDI, fullName: 'BUDI WURYANTO' },
      { ...BUDI, bornOn: '1981-05-03' },
      { ...BUDI, address: 'JL. MERAK NO. 3', kkNumber: '3577010101180999' },
    ];
    for (const [i, corrected] of corrections.entries()) {
      const second = await build(`2-${String(i)}`, ['1'], city([ratna, corrected]));
      expect(added(second)).toEqual(added(first).reverse());
      expect(others(second)).toEqual(others(first));
      expect(second.persons.counts).toEqual({});
    }
    const anew = await build('anew', [], city([ratna, corrections[0]!]));
    expect(added(anew)[1]).not.toBe(added(first)[0]);
    const kept = await build('3', ['2-0', '1'], city([ratna, corrections[0]!]));
    expect(added(kept)[1]).toBe(added(first)[0]);
    expect(kept.persons.idsSha256).toBeDefined();
  });

  test('who takes over a NIK that was corrected is another person', async () => {
    const first = await build('1', [], city([BUDI]));
    const owner = { ...ratna, nik: BUDI.nik! };
    const second = await build('2', ['1'], city([{ ...BUDI, nik: '3577010503810009' }, owner]));
    expect(added(second)[0]).toBe(added(first)[0]);
    expect(added(second)[1]).not.toBe(added(first)[0]);
    expect(told(second)).toEqual(['create']);
    expect((await build('3', ['2'], city([owner]))).ids[0]!.at(-1)).toBe(added(second)[1]);
  });

  test('a new row, a removed one, and one that comes back: create, end, and the same id again', async () => {
    const first = await build('1', [], city([BUDI]));
    const second = await build('2', ['1'], city([BUDI, ratna]));
    expect(told(second)).toEqual(['create']);
    expect(second.events[0]).toMatchObject({ person: added(second)[1], rows: [['dukcapil', expect.any(String)]] });
    expect(others(second)).toEqual(others(first));
    const third = await build('3', ['2'], city([ratna]));
    expect(told(third)).toEqual(['end']);
    expect(third.events[0]).toMatchObject({ person: added(first)[0], rowsGone: 1 });
    const fourth = await build('4', ['3'], city([ratna]));
    expect(fourth.persons.counts).toEqual({});
    const fifth = await build('5', ['4'], city([{ ...BUDI, address: 'JL. MERAK NO. 3' }, ratna]));
    expect(added(fifth)).toEqual(added(second));
    expect(fifth.events).toMatchObject([{ kind: 'create', isRevived: true, person: added(first)[0] }]);
  });

  test('a row of a list that comes and goes is counted, and no event is told', async () => {
    await build('1', [], city([BUDI]));
    const second = await build('2', ['1'], city([BUDI], [BUDI]));
    expect(second.persons.counts).toEqual({ join: 1 });
    expect(second.ids.at(-1)).toEqual(added(second));
    const third = await build('3', ['2'], city([BUDI]));
    expect(third.persons.counts).toEqual({ leave: 1 });
    expect([...second.events, ...third.events]).toEqual([]);
  });

  test('decided to be one: absorb; undone, later builds in between: split, and all ids as if it had never been decided', async () => {
    const said = linesOf([['same', named('dukcapil', BUDI), named('dukcapil', ratna)]]);
    const first = await build('1', [], city([BUDI, ratna], [BUDI]));
    const merged = await build('2', ['1'], city([BUDI, ratna], [BUDI]), said);
    expect(told(merged)).toEqual(['absorb']);
    const [{ person, other, rows, beside }] = merged.events as [CityEvent];
    expect([person, other].sort()).toEqual([...new Set(added(first))].sort());
    expect(new Set(added(merged))).toEqual(new Set([person]));
    expect([rows.length, beside.length]).toEqual([1, 2]);
    // Somebody came in between.
    const kartini: TestRow = { ...ratna, nik: '3577015511640002', fullName: 'SRI KARTINI', bornOn: '1964-11-15' };
    const between = await build('3', ['2'], city([BUDI, ratna, kartini], [BUDI]), said);
    expect(told(between)).toEqual(['create']);
    const undone = linesOf([['same', named('dukcapil', BUDI), named('dukcapil', ratna)]], [1]);
    const after = await build('4', ['3'], city([BUDI, ratna, kartini], [BUDI]), undone);
    expect(after.events).toMatchObject([{ kind: 'split', isRevived: true, person, other }]);
    const never = await build('never', ['1'], city([BUDI, ratna, kartini], [BUDI]));
    expect(after.ids).toEqual(never.ids);
    expect(Buffer.compare(after.persons.ids, never.persons.ids)).toBe(0);
    expect(after.persons.idsSha256).toBeUndefined();
  });

  test('no NIK and no name in what is written; the rows are sealed', async () => {
    await build('1', [], city([BUDI]));
    const { text } = await build('2', ['1'], city([BUDI, ratna]));
    expect(text).toMatch(/"kind":"create"/);
    expect(text).not.toMatch(/(?<![\w.])\d{16}(?!\w)|RATNA|BUDI/);
    expect(readFileSync(join(folder, '2', PERSONS_FILE)).includes('persons')).toBe(false);
  });

  test('damaged, or sealed with other keys: told, and the snapshot before it is taken, or ids begin anew', async () => {
    const first = await build('1', [], city([BUDI]));
    await build('2', ['1'], city([BUDI]));
    const path = join(folder, '2', PERSONS_FILE);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path, bytes);
    const corrected = city([{ ...BUDI, nik: '3577010503810009' }]);
    const third = await build('3', ['2', '1'], corrected);
    expect(notes.join()).toMatch(/snapshot 2 are damaged/);
    expect(added(third)).toEqual(added(first));
    notes = [];
    const anew = await build('4', ['2'], corrected);
    expect(notes.join()).toMatch(/snapshot 2 are damaged.*begin anew/s);
    expect([anew.persons.isFirst, added(anew)[0] === added(first)[0]]).toEqual([true, false]);
    notes = [];
    await build('5', ['1'], corrected, undefined, loadOrCreateKeys(join(folder, 'others.json')));
    expect(notes.join()).toMatch(/other keys.*begin anew/s);
  });

  test.each<[string, (persons: string, events: string) => void]>([
    ['events torn in a line', (_, path) => writeFileSync(path, readFileSync(path).subarray(0, -9))],
    [
      'events torn between two lines',
      (_, path) => writeFileSync(path, readFileSync(path, 'utf8').split('\n', 1)[0]! + '\n'),
    ],
    ['no events', (_, path) => rmSync(path)],
    ['events of another version', (_, path) => writeFileSync(path, '{"kind":"began","run":1}\n')],
    [
      'persons of another version',
      (path) => {
        const bytes = openSealed(keys, 'persons of a snapshot', readFileSync(path))!;
        const other = Buffer.from(
          Buffer.from(bytes).toString('latin1').replace('"version":1', '"version":2'),
          'latin1',
        );
        writeFileSync(path, sealBytes(keys, 'persons of a snapshot', other));
      },
    ],
  ])('%s: told, and the snapshot before it is taken, or ids begin anew', async (_, damage) => {
    const first = await build('1', [], city([BUDI]));
    await build('2', ['1'], city([BUDI, ratna]));
    damage(join(folder, '2', PERSONS_FILE), join(folder, '2', CITY_EVENTS_FILE));
    const corrected = city([{ ...BUDI, nik: '3577010503810009' }]);
    const third = await build('3', ['2', '1'], corrected);
    expect(notes.join()).toMatch(/snapshot 2 are damaged/);
    expect(added(third)).toEqual(added(first));
    notes = [];
    const anew = await build('4', ['2'], corrected);
    expect(notes.join()).toMatch(/snapshot 2 are damaged.*begin anew/s);
    expect(anew.persons.isFirst).toBe(true);
  });
});
