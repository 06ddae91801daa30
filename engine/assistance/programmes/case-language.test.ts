/** What a case may say, and what it means: an unknown is never lost, and what would be read by nobody is refused. */
import { afterAll, describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import { loadCases, type WorkedCases } from './cases.ts';
import { loadProgrammes } from './load.ts';
import { faultOf } from './test-cases.ts';
import { TestModels } from './test-models.ts';

const models = new TestModels();
afterAll(() => models.remove());
const lists = loadCodeLists(projectPath('models'));

function read(folder: string, id: string): WorkedCases {
  const loaded = loadProgrammes(folder);
  const programme = loaded.programmes.find((each) => each.id === id)!;
  return loadCases(programme, loaded, lists);
}
const file = (cases: string): string => `tanggal: 2025-11-01\numum: {}\nkasus:\n${cases}`;
const casesOf = (id: string, cases: string): WorkedCases =>
  read(models.with({ [`${id}/cases.yaml`]: file(cases) }), id);
const saidOf = (id: string, cases: string): string =>
  models.saidOf({ [`${id}/cases.yaml`]: file(cases) }, (folder) => read(folder, id));
const receipts = (cases: string, fact: string): (number | undefined)[] => {
  const [{ family }] = casesOf('bltd', `  - { nama: a, layak: ya, ${cases} }\n`).families as [
    WorkedCases['families'][number],
  ];
  return [family.facts.get(`family-receives/${fact}`), ...family.members.map((each) => each.get(`receives/${fact}`))];
};

test.each<[string, string, (number | undefined)[]]>([
  ['nobody is said to receive', 'anggota: [{ usia: 1 }, { usia: 2 }]', [0, 0, 0]],
  ['a member does', 'anggota: [{ menerima: [pkh] }, { usia: 2 }]', [1, 1, 0]],
  ['of a member nobody knows', 'anggota: [{ belum tahu menerima: [pkh] }, { usia: 2 }]', [undefined, undefined, 0]],
  [
    'one does and of another nobody knows',
    'anggota: [{ belum tahu menerima: [pkh] }, { menerima: [pkh] }]',
    [1, undefined, 1],
  ],
  ['the family does, and who is not said', 'menerima: [pkh], anggota: [{ usia: 1 }]', [1, undefined]],
  ['of the family nobody knows', 'belum tahu menerima: [pkh], anggota: [{ usia: 1 }]', [undefined, undefined]],
  [
    'of the family nobody knows, and a member does',
    'belum tahu menerima: [pkh], anggota: [{ menerima: [pkh] }]',
    [1, 1],
  ],
])('receipt where %s', (_, cases, expected) => {
  expect(receipts(cases, 'pkh')).toEqual(expected);
});

test('an amount that no source tells is expected as not known, and a number in its place is seen', () => {
  const loaded = loadProgrammes(projectPath('models'));
  const programme = loaded.programmes.find(({ id }) => id === 'blt-dbhcht')!;
  const faults = (rupiah: string) =>
    casesOf(
      'blt-dbhcht',
      `  - { nama: a, desil: 2, anggota: [{ di dtsen: ya }], layak: ya, rupiah: ${rupiah} }\n`,
    ).families.map((each) => faultOf(programme, each));
  expect(faults('tidak tahu')).toEqual([undefined]);
  expect(faults('2400000')).toEqual(['rupiah is NaN']);
});

test('a day without rules can be a case; rules that hold on it after all are seen', () => {
  const programme = loadProgrammes(projectPath('models')).programmes.find(({ id }) => id === 'pkh')!;
  const on = (day: string) =>
    casesOf('pkh', `  - { nama: a, tanggal: ${day}, berlaku: tidak, anggota: [{ usia: 70 }] }\n`).families.map((each) =>
      faultOf(programme, each),
    );
  expect(on('2024-12-31')).toEqual([undefined]);
  expect(on('2025-01-01')).toEqual(['rules hold on 2025-01-01']);
});

test('ya, tidak and tidak tahu are three answers', () => {
  const { families } = casesOf(
    'pkh',
    ['ya', 'tidak', 'tidak tahu']
      .map((word) => `  - { nama: ${word}, layak: ${word}, anggota: [{ usia: 1 }] }\n`)
      .join(''),
  );
  expect(families.map(({ expectations }) => expectations[0]!.fits)).toEqual([YES, NO, UNKNOWN]);
});

describe('refused, with file, row and key', () => {
  test.each<[string, string, string, RegExp]>([
    [
      'layak of a member of a programme of families',
      'pkh',
      '  - { nama: a, layak: ya, anggota: [{ usia: 1, layak: ya }] }\n',
      /kasus\.0\.anggota\.0\.layak: is written in the wrong place: pkh is given to families.*In pkh\/cases\.yaml, row 4/,
    ],
    [
      'rupiah of a member of a programme of families',
      'pkh',
      '  - nama: a\n    layak: ya\n    anggota:\n      - { usia: 1, rupiah: 5 }\n',
      /kasus\.0\.anggota\.0\.rupiah: is written in the wrong place.*row 7/,
    ],
    [
      'layak of the family of a programme of persons',
      'pbi-jk',
      '  - { nama: a, layak: ya, anggota: [{ usia: 1, layak: ya }] }\n',
      /kasus\.0\.layak: is written in the wrong place: pbi-jk is given to persons/,
    ],
    [
      'rupiah where nothing says whether it is layak',
      'pbi-jk',
      '  - { nama: a, anggota: [{ usia: 1, layak: ya }, { usia: 2, rupiah: 5 }] }\n',
      /kasus\.0\.anggota\.1\.rupiah: is said where it is not said whether it is layak/,
    ],
    [
      'layak of a day without rules',
      'pkh',
      '  - { nama: a, tanggal: 2024-01-01, berlaku: tidak, layak: tidak, anggota: [{ usia: 1 }] }\n',
      /kasus\.0\.layak: is said of a day on which no rules hold/,
    ],
    [
      'received and not known at once',
      'bltd',
      '  - { nama: a, layak: ya, menerima: [pkh], belum tahu menerima: [pkh], anggota: [{ usia: 1 }] }\n',
      /kasus\.0\.menerima: pkh is received, and is written as not known as well/,
    ],
    [
      'layak in an order',
      'pkh',
      '  - { nama: a, layak: ya, anggota: [{ usia: 1 }] }\nurutan:\n  - { nama: b, keluarga: [{ desil: 1, anggota: [{ usia: 1 }] }, { layak: ya, anggota: [{ usia: 1 }] }] }\n',
      /urutan\.0\.keluarga\.1\.layak: is said of an order/,
    ],
    ['nothing said', 'pkh', '  - { nama: a, anggota: [{ usia: 1 }] }\n', /kasus\.0: says nowhere whether it is layak/],
  ])('%s', (_, id, cases, said) => {
    expect(saidOf(id, cases)).toMatch(said);
  });
});
