/** What the papers beside the code say is so: every place they link is there, and the record that they follow goes that way. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filesUnder } from './fingerprint.ts';
import { projectPath } from './kernel/files.ts';
import { standardiseName } from './registers/names.ts';
import { declarationOf, readFiles, valuesOf } from './registers/test-files.ts';
import { HEADINGS } from './samples/registers/headings.ts';

const FOLDERS = ['engine', 'geodata', 'models', 'web', 'notebooks'].filter((folder) => existsSync(projectPath(folder)));
const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  ...FOLDERS.flatMap((folder) =>
    filesUnder(projectPath(folder), (p) => p.endsWith('.md')).map((p) => `${folder}/${p}`),
  ),
];
const textOf = (document: string): string => readFileSync(projectPath(document), 'utf8');

/** Places of the project that a text links. */
const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z]+:/.test(target));

test.each(DOCUMENTS)('%s links nothing that is not there', (document) => {
  const folder = dirname(projectPath(document));
  expect(linksOf(textOf(document)).filter((target) => !existsSync(join(folder, target)))).toEqual([]);
});

test('the glossary and the life of a record are linked from the readme, and link the code at every step', () => {
  expect(linksOf(textOf('README.md'))).toEqual(
    expect.arrayContaining(['engine/GLOSSARY.md', 'engine/LIFE-OF-A-RECORD.md', 'engine/pipeline.ts']),
  );
  const steps = textOf('engine/LIFE-OF-A-RECORD.md')
    .split(/^\d+\. /m)
    .slice(1);
  expect(steps.length).toBeGreaterThanOrEqual(10);
  expect(steps.filter((step) => linksOf(step).length === 0)).toEqual([]);
});

describe('the glossary', () => {
  const rows = textOf('engine/GLOSSARY.md')
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (-|Indonesian)/.test(line))
    .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| /, '').trim()));

  test('has each term once, in both languages, with what it is', () => {
    expect(rows.filter((cells) => cells.length !== 4 || cells.some((cell) => cell === ''))).toEqual([]);
    const terms = rows.map(([term]) => term!);
    expect(new Set(terms).size).toBe(terms.length);
    const order = terms.map((term) => term.toLowerCase().replace(/[^a-z ]/g, ''));
    expect(order).toEqual([...order].sort());
  });

  /** `Geography.status` ([geography.ts](geography/geography.ts)) */
  const named = rows.flatMap(([, , inCode]) =>
    [...inCode!.matchAll(/`([^`]+)` \(\[[^\]]*\]\(([^)]+)\)\)/g)].map(([, name, path]) => [name!, path!] as const),
  );
  test.each(named)('%s stands where it says, in %s', (name, path) => {
    const place = projectPath('engine', path);
    const files = statSync(place).isDirectory()
      ? filesUnder(place, (p) => /\.(ts|sql)$/.test(p)).map((p) => join(place, p))
      : [place];
    const code = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    for (const word of name.split('.')) expect(code).toMatch(new RegExp(`\\b${word}\\b`));
  });
  test('names its code often enough to be of use', () => expect(named.length).toBeGreaterThan(15));
});

describe('the record of LIFE-OF-A-RECORD.md', () => {
  const [head, row] = /```\n(.*)\n(.*)\n```/
    .exec(textOf('engine/LIFE-OF-A-RECORD.md'))!
    .slice(1)
    .map((line) => line.split(';'));
  const headings = HEADINGS['dtsen-members'];
  /** The cells that the page shows; `406` stands for the heading that begins so. */
  const shown = new Map(
    head!.flatMap((heading, i) =>
      heading === '…' ? [] : [[headings.findIndex((h) => h.startsWith(heading)), row![i]!]],
    ),
  );

  const read = (changes: Readonly<Record<string, string>> = {}) => {
    const cells = headings.map((heading, i) => {
      const change = Object.keys(changes).find((key) => heading.startsWith(key));
      return change === undefined ? (shown.get(i) ?? '') : changes[change]!;
    });
    const file = `${headings.join(';')}\n${cells.join(';')}\n`;
    return readFiles({
      'anggota.csv': file,
      'registers.yaml': declarationOf('{ file: anggota.csv, register: dtsen-members, dates: ymd }'),
    });
  };
  const findings = async (changes: Readonly<Record<string, string>>): Promise<string[]> =>
    (await read(changes)).findings.map(({ severity, code }) => `${severity} ${code}`);

  test('has headings that a DTSEN list of members has', () => {
    expect([...shown.keys()].includes(-1)).toBe(false);
    expect(shown.size).toBe(6);
  });

  test('is read without the apostrophe before its NIK, its date as it is written', async () => {
    const { registers } = await read();
    const [records] = registers;
    expect(records!.registerId).toBe('dtsen-members');
    expect(valuesOf(records!, 'nik')).toEqual(['3577010107850003']);
    expect(valuesOf(records!, 'bornOn')).toEqual([Date.UTC(1985, 6, 1) / 864e5]);
    expect([valuesOf(records!, 'desil'), valuesOf(records!, 'desilVersion')]).toEqual([[2], ['2025-TW4']]);
    expect(await findings({})).not.toContain('finding nik-birth-disagrees');
  });

  test('with another birth date is accepted with a finding; without number and name it is refused', async () => {
    const other = await read({ '406': '1985-07-02' });
    expect(other.files[0]).toMatchObject({ rowsAccepted: 1, rowsWithFindings: 1, rowsRefused: 0 });
    expect(await findings({ '406': '1985-07-02' })).toContain('finding nik-birth-disagrees');
    const nobody = await read({ '402': '', '403': '' });
    expect(nobody.files[0]).toMatchObject({ rowsAccepted: 0, rowsRefused: 1 });
    expect(nobody.findings.at(-1)).toMatchObject({ severity: 'refused', file: 0, row: 2 });
  });

  test('has a name whose title is left aside', () => {
    expect(standardiseName('MOH. SLAMET, S.PD')).toEqual({ tokens: ['MOH', 'SLAMET'], titles: ['SPD'] });
  });
});
