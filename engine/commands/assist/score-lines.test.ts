import { expect, test } from 'vitest';
import type { ScoreOfFamily } from '../../welfare-score/explain-score.ts';
import { scoreLines } from './score-lines.ts';

const said = (id: string) => ({ id, en: `${id} in English` });
const answer = { value: 1, word: said('x'), amount: 1, score: 1 };
const toFindOut = ['Jenis lantai: 80 (Tanah) sampai 20 (Keramik)', 'Mobil: 60 (tidak) sampai 50 (ya)'].map((text) => ({
  fact: 'floorMaterial',
  name: said('Jenis lantai'),
  poorest: answer,
  richest: answer,
  text: said(`Cari tahu dahulu ${text}`),
}));
const scored: ScoreOfFamily = {
  kind: 'scored',
  version: 'v1',
  trainedOn: 'survey.csv',
  surveyed: '2025-09',
  by: 'main',
  score: 72.3,
  scoreLow: 31,
  scoreHigh: 95,
  rank: 12,
  of: 90,
  amount: 1_190_000,
  low: 643_000,
  high: 2_230_000,
  interval: 0.9,
  currency: 'Rp',
  label: 'pengeluaran / size',
  unknownFacts: 2,
  reasons: { raised: [], lowered: [] },
  turns: [],
  toFindOut,
  mainLacks: [],
};
const asked = (found: ScoreOfFamily): string[] => scoreLines(found, 'id').filter((line) => line.includes('ari tahu'));

test('the unknown fact that may move the score most is told, with its ends', () => {
  expect(asked(scored)).toEqual(['    ? Cari tahu dahulu Jenis lantai: 80 (Tanah) sampai 20 (Keramik)']);
  expect(asked({ ...scored, toFindOut: [] })).toEqual([]);
});

test('of whom the main model knows too little, it is told what to find out first, and how much more', () => {
  const mainLacks = ['Luas lantai', 'Daya listrik', 'Jenis lantai', 'Atap'].map(said);
  expect(asked({ ...scored, by: 'otherwise', toFindOut: [], mainLacks })).toEqual([
    '    ? Cari tahu dahulu, agar model utama dapat dipakai: Luas lantai; Daya listrik; Jenis lantai; dan 1 lagi',
  ]);
  const unscored: ScoreOfFamily = { kind: 'too-little-known', version: 'v1', unknownFacts: 4, mainLacks };
  expect(asked(unscored)).toEqual([
    '    ? Cari tahu dahulu, agar dapat dihitung: Luas lantai; Daya listrik; Jenis lantai; dan 1 lagi',
  ]);
});

test('a score is told in the one language that is asked for', () => {
  const mainLacks = ['Luas lantai', 'Daya listrik', 'Jenis lantai', 'Atap'].map(said);
  const english = scoreLines({ ...scored, by: 'otherwise', surveyed: undefined, mainLacks }, 'en').join('\n');
  expect(english).toContain('72.3 of 100, interval 31–95; rank 12 of 90 families');
  expect(english).toContain('Rp1,190,000 (Rp643,000–Rp2,230,000)');
  expect(english).toContain('Find out first, so that the main model can be used: Luas lantai in English; ');
  expect(english.replaceAll(/\S+ \S+ in English|pengeluaran|Cari .*in English/g, '')).not.toMatch(
    /\b(dari|keluarga|keterangan|selang|tidak|perkiraan|dan|agar|cara)\b/,
  );
  const indonesian = scoreLines({ ...scored, by: 'otherwise', surveyed: undefined, mainLacks }, 'id').join('\n');
  expect(indonesian).toContain('72,3 dari 100, selang 31–95; peringkat 12 dari 90 keluarga');
  expect(indonesian).not.toMatch(/\b(of|families|English|interval|rank|unknown)\b/);
  expect(scoreLines({ kind: 'not-scored' }, 'en')).toEqual([expect.stringMatching(/^Local vulnerability score: not/)]);
});
