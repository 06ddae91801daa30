import { expect, test } from 'vitest';
import type { LeverCard } from '#engine';
import { distinctWords } from './distinct-words.ts';
import { findLevers, leverGroups } from './lever-groups.ts';

const both = (id: string, en = id): { id: string; en: string } => ({ id, en });
const card = (key: string, group: string, name: ReturnType<typeof both>): LeverCard => ({
  key: key as LeverCard['key'],
  name,
  effect: both('Mengubah kursi belajar.', 'Changes places to learn.'),
  overlap: 'last',
  unit: 'factor',
  unitName: both('kali', 'times'),
  group,
  groupName: both(group === 'aid' ? 'Bantuan sosial' : group, group === 'aid' ? 'Social aid' : group),
  low: 0,
  high: 5,
  default: 1,
  source: both('asumsi', 'assumption'),
  areas: false,
  ages: false,
  education: false,
});
const PLAIN = [
  card('fertility', 'people', both('Kelahiran', 'Births')),
  card('wage-growth', 'work', both('Pertumbuhan upah', 'Growth of wages')),
  card('price-growth', 'work', both('Kenaikan harga', 'Growth of prices')),
  card('flood', 'disaster', both('Banjir', 'Flood')),
  card('flood-years', 'disaster', both('Lama mengungsi', 'Years away')),
  card('flood-return', 'disaster', both('Yang pulang', 'Who return')),
];
const programme = (key: string, name: string, group = 'aid'): LeverCard[] => [
  card(`${key}-amount`, group, both(`Besaran ${name}`, `Amount of ${name}`)),
  card(`${key}-quota`, group, both(`Kuota ${name}`, `Quota of ${name}`)),
  card(`${key}-take-up`, group, both(`Yang mengambil ${name}`, `Who take ${name} up`)),
];
const PROGRAMMES = [...programme('pkh', 'PKH'), ...programme('blt', 'BLT'), ...programme('blt-dd', 'BLT Desa')];

test('levers of programmes are put together by programme, and all others stay as they are', () => {
  const groups = leverGroups([...PLAIN, ...PROGRAMMES]);
  expect(groups.map(({ key, plain, subjects }) => [key, plain.length, subjects.length])).toEqual([
    ['people', 1, 0],
    ['work', 2, 0],
    ['disaster', 3, 0],
    ['aid', 0, 3],
  ]);
  const { subjects, levers } = groups[3]!;
  expect(levers).toHaveLength(9);
  expect(subjects.map(({ name }) => name)).toEqual(['PKH', 'BLT', 'BLT Desa'].map((name) => both(name)));
  expect(subjects[2]!.levers.map(({ key }) => key)).toEqual(['blt-dd-amount', 'blt-dd-quota', 'blt-dd-take-up']);
});

test('a programme whose key begins with that of another is told by the longest key that several levers share', () => {
  // By their keys `blt` and `pkh` could have the levers `desa-amount` and `desa-quota` in common as well.
  const groups = leverGroups([
    card('blt-desa-amount', 'aid', both('Besaran BLT Desa')),
    card('blt-desa-quota', 'aid', both('Kuota BLT Desa')),
    card('blt-amount', 'aid', both('Besaran BLT')),
    card('blt-quota', 'aid', both('Kuota BLT')),
    card('pkh-desa-amount', 'aid', both('Besaran PKH Desa')),
    card('pkh-desa-quota', 'aid', both('Kuota PKH Desa')),
  ]);
  expect(groups[0]!.subjects.map(({ key }) => key)).toEqual(['blt-desa', 'blt', 'pkh-desa']);
});

test('a programme that is a group of its own has its levers at once', () => {
  const groups = leverGroups([...programme('pkh', 'PKH', 'PKH'), ...programme('pip', 'PIP', 'PIP')]);
  expect(groups.map(({ key, plain, subjects }) => [key, plain.length, subjects.length])).toEqual([
    ['PKH', 3, 0],
    ['PIP', 3, 0],
  ]);
});

test('groups of a programme each stand under what their names have in common', () => {
  const of = (key: string, name: string): LeverCard[] =>
    programme(key, name).map((lever) => ({
      ...lever,
      group: `aid-${key}`,
      groupName: both(`Bantuan sosial: ${name}`, `Social aid: ${name}`),
    }));
  const groups = leverGroups([...PLAIN, ...of('pkh', 'PKH'), ...of('blt', 'BLT'), ...of('blt-dd', 'BLT Desa')]);
  expect(groups.map(({ name, levers, subjects }) => [name.en, levers.length, subjects.length])).toEqual([
    ['people', 1, 0],
    ['work', 2, 0],
    ['disaster', 3, 0],
    ['Social aid', 9, 3],
  ]);
  expect(groups[3]!.subjects.map(({ name }) => name.id)).toEqual(['PKH', 'BLT', 'BLT Desa']);
});

test('a hundred levers of a kind that nobody has heard of are told apart by what they are of', () => {
  const many = Array.from({ length: 33 }, (_, i) => programme(`p${i}`, `Program ${i}`)).flat();
  const [group] = leverGroups(many);
  expect(group!.subjects).toHaveLength(33);
  expect(group!.subjects[7]!.name.id).toBe('7');
  expect(group!.plain).toEqual([]);
});

test('words are found in any order, whatever stands between them, in the language that is spoken', () => {
  const found = (text: string, language: 'id' | 'en' = 'id'): string[] =>
    findLevers([...PLAIN, ...PROGRAMMES], text, (each) => each[language]).map(({ key }) => key);
  expect(found('desa kuota')).toEqual(['blt-dd-quota']);
  expect(found('KUOTA')).toEqual(['pkh-quota', 'blt-quota', 'blt-dd-quota']);
  expect(found('bantuan-sosial pkh')).toEqual(['pkh-amount', 'pkh-quota', 'pkh-take-up']);
  expect(found('births', 'en')).toEqual(['fertility']);
  expect(found('births')).toEqual([]);
  // Only what it does tells of seats.
  expect(found('kursi')).toHaveLength(PLAIN.length + PROGRAMMES.length);
});

test('names of one pattern are told by what they differ in, and none is left without a word', () => {
  expect(distinctWords(['Biaya PKH (juta rupiah)', 'Biaya BLT Daerah (juta rupiah)'])).toEqual({
    own: ['PKH', 'BLT Daerah'],
    common: 'Biaya (juta rupiah)',
  });
  expect(distinctWords(['Kuota BLT', 'Kuota BLT Desa']).own).toEqual(['BLT', 'BLT Desa']);
  expect(distinctWords(['Kuota PKH'])).toEqual({ own: ['Kuota PKH'], common: '' });
});
