import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { chance } from '../../kernel/random.ts';
import { familyAt } from '../evaluation/explain.ts';
import { truth } from '../evaluation/one-family.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate } from '../evaluation/whole-city.ts';
import { NO, UNKNOWN } from '../evaluation/truth.ts';
import { PLACE_PRECISIONS, type PlacePrecision } from '../../population/columns.ts';
import { coded, type FactTable } from '../facts/table.ts';
import { randomTable, TEST_DAY } from '../facts/test-table.ts';
import { loadProgrammes } from '../programmes/load.ts';
import { rulesOn } from '../programmes/rule-set.ts';
import { partWords, rankSeekers, type RankedSeeker, type TrainingRanking } from './rank.ts';
import { loadTrainings, TRAINING_PROGRAMME, type Training } from './trainings.ts';

const MODELS = projectPath('models');
const KELURAHAN = ['35.77.01.1005', '35.77.02.1005', '35.77.03.1005'];
const loaded = loadProgrammes(MODELS);
const trainings = loadTrainings(MODELS, loaded, KELURAHAN);
const programme = loaded.programmes.find(({ id }) => id === TRAINING_PROGRAMME)!;
const rules = rulesOn(programme, TEST_DAY);
const table = randomTable(loaded.facts, { households: 250, seed: 12, unknownShare: 0.1 });
const draw = chance(3, 'training');
const households = {
  lon: Float64Array.from({ length: 250 }, (_, h) => 111.5 + draw.uniform(h) / 10),
  lat: Float64Array.from({ length: 250 }, (_, h) => -7.6 - draw.uniform(h, 1) / 10),
  precision: new Uint8Array(250).fill(PLACE_PRECISIONS.indexOf('house')),
};
const PLACE = { lon: 111.55, lat: -7.62 };
const ids = Uint8Array.from({ length: table.personCount * 16 }, (_, i) => draw.below(256, i, 2));
const las: Training = { ...trainings.trainings.find(({ id }) => id === 'las')!, seats: 5 };

const rank = (of: FactTable, training = las, seed = 1, homes = households): TrainingRanking => {
  const columns = new TruthColumns(of);
  const found = evaluate(rules, columns);
  return rankSeekers({ training, trainings, found, columns, households: homes, place: PLACE, ids, seed });
};
const ranking = rank(table);

/** The table with other values of one fact. */
function withFact(of: FactTable, key: string, value: (row: number, was: number) => number): FactTable {
  const column = of.columns.get(key)!;
  const values = Float64Array.from(column.values, (was, row) => value(row, was));
  return { ...of, columns: new Map([...of.columns, [key, { ...column, ...coded(values) }]]) };
}

describe('a ranking', () => {
  test('has each registered seeker once: who fits, who is open, and who does not, as one family at a time tells', () => {
    const conditions = [...rules.conditions, ...las.conditions];
    const expected = { fit: new Set<number>(), open: new Set<number>(), not: 0 };
    for (let h = 0; h < table.householdCount; h++) {
      const family = familyAt(table, h);
      family.members.forEach((person, i) => {
        if (person.get('isJobSeeker') !== 1) return;
        const row = table.members[table.memberStart[h]! + i]!;
        const truths = conditions.map(({ when }) => truth(when, { rules, family, person }));
        if (truths.includes(NO)) expected.not++;
        else (truths.includes(UNKNOWN) ? expected.open : expected.fit).add(row);
      });
    }
    const told = (isOpen: boolean): Set<number> =>
      new Set(ranking.seekers.filter(({ open }) => open.length > 0 === isOpen).map(({ person }) => person));
    expect([told(false), told(true), ranking.doNotFit]).toEqual([expected.fit, expected.open, expected.not]);
    expect(Math.min(expected.fit.size, expected.open.size, expected.not)).toBeGreaterThan(10);
  });

  test('goes by points, who has something open behind all others, and the parts add up', () => {
    const key = ({ open, points }: RankedSeeker): number => (open.length > 0 ? 1000 : 0) - points;
    expect(ranking.seekers.map(key)).toEqual(ranking.seekers.map(key).toSorted((a, b) => a - b));
    ranking.seekers.forEach(({ rank: place, points, parts, isWithinSeats }, i) => {
      expect([place, isWithinSeats]).toEqual([i + 1, i < 5]);
      expect(points).toBeCloseTo(
        parts.reduce((sum, part) => sum + part.points, 0),
        6,
      );
      expect(parts.reduce((sum, part) => sum + part.of, 0)).toBe(100);
    });
  });

  test('says which condition how many fail', () => {
    expect(new Set(ranking.failing.map(({ condition }) => condition.key))).toEqual(
      new Set(['age', 'education', 'no-pupil']),
    );
    for (const { seekers } of ranking.failing) {
      expect(seekers).toBeGreaterThan(0);
      expect(seekers).toBeLessThanOrEqual(ranking.doNotFit);
    }
  });

  test('draws by lot only between those who are alike at the last seat, and says so', () => {
    const alike = ['desil', 'experienceYears', 'ageYears'].reduce(
      (of, key) => withFact(of, key, () => (key === 'ageYears' ? 30 : 3)),
      table,
    );
    const oneHouse = {
      ...households,
      lon: new Float64Array(250).fill(PLACE.lon),
      lat: new Float64Array(250).fill(PLACE.lat),
    };
    const [first, second] = [rank(alike, las, 1, oneHouse), rank(alike, las, 2, oneHouse)];
    const within = ({ seekers }: TrainingRanking): number[] =>
      seekers.filter((each) => each.isWithinSeats).map(({ person }) => person);
    expect(first.seekers.filter(({ isByLot }) => isByLot).length).toBeGreaterThan(5);
    expect(within(first)).not.toEqual(within(second));
    expect(within(rank(alike, las, 1, oneHouse))).toEqual(within(first));
    expect(rank(alike, { ...las, seats: 10_000 }, 1, oneHouse).seekers.some(({ isByLot }) => isByLot)).toBe(false);
  });
});

describe('points', () => {
  const person = ranking.seekers[0]!.person;
  const household = table.householdRow[person]!;
  const partsOf = (of: FactTable) =>
    Object.fromEntries(
      rank(of)
        .seekers.find((each) => each.person === person)!
        .parts.map((part) => [part.key, part]),
    );
  const only = (key: string, value: number) =>
    partsOf(withFact(table, key, (row, was) => (row === (key === 'desil' ? household : person) ? value : was)));

  test('of need run from decile 1 to 10, of experience from none to its limit, and stop there', () => {
    expect([1, 10].map((desil) => only('desil', desil)['need']!.points)).toEqual([40, 0]);
    expect([0, 2.5, 5, 20].map((years) => only('experienceYears', years)['experience']!.points)).toEqual([
      20, 10, 0, 0,
    ]);
  });

  test('of a fact that nobody knows are the share that the file says, and told as such', () => {
    const part = only('desil', NaN)['need']!;
    expect([part.points, part.counted]).toEqual([20, undefined]);
    expect(partWords(part)).toEqual({
      id: '20 dari 40: desil belum diketahui',
      en: '20 of 40: decile not known',
    });
  });

  test('of distance go by the straight line: a tenth of a degree of latitude is eleven kilometres', () => {
    const km = (lat: number): number => {
      const homes = {
        ...households,
        lon: households.lon.slice().fill(PLACE.lon, household, household + 1),
        lat: households.lat.slice(),
      };
      homes.lat[household] = lat;
      const seeker = rank(table, las, 1, homes).seekers.find((each) => each.person === person)!;
      return seeker.parts.find(({ key }) => key === 'distance')!.counted!;
    };
    expect([km(PLACE.lat), km(PLACE.lat + 0.1), km(PLACE.lat - 0.01)]).toEqual([0, 11.1, 1.1]);
  });

  test('of distance say from where: the point of an RT is no house, and of nowhere there is none', () => {
    const told = (precision: PlacePrecision): string => {
      const homes = { ...households, precision: new Uint8Array(250).fill(PLACE_PRECISIONS.indexOf(precision)) };
      const seeker = rank(table, las, 1, homes).seekers.find((each) => each.person === person)!;
      return partWords(seeker.parts.find(({ key }) => key === 'distance')!).id;
    };
    expect(told('house')).toMatch(/: [\d,]+ km dari rumah$/);
    expect(told('rt')).toMatch(/: sekitar [\d,]+ km dari titik RT \(letak rumah belum diketahui\)$/);
    expect(told('kelurahan')).toMatch(/: sekitar [\d,]+ km dari titik kelurahan/);
    expect(told('unknown')).toMatch(/: jarak belum diketahui$/);
  });

  test('of dependants are not known where an age is not, and no fewer than those who are known give', () => {
    const mates = [...table.members.subarray(table.memberStart[household], table.memberStart[household + 1])];
    const aged = (ofMate: (i: number) => number) =>
      partsOf(
        withFact(table, 'ageYears', (row, was) =>
          row === person || !mates.includes(row) ? was : ofMate(mates.filter((mate) => mate !== person).indexOf(row)),
        ),
      )['dependants']!;
    const { weight, upTo } = trainings.points.dependants;
    expect(mates.length).toBeGreaterThan(1);
    expect(aged(() => 30)).toMatchObject({ points: 0, counted: 0 });
    const one = aged((i) => (i === 0 ? NaN : 30));
    expect(one).toMatchObject({ points: weight * trainings.unknownShare, counted: undefined });
    expect(partWords(one).id).toMatch(/tanggungan belum diketahui$/);
    const others = mates.length - 2;
    const known = aged((i) => (i === 0 ? NaN : 5));
    const least = Math.max(trainings.unknownShare, Math.min(1, others / upTo));
    expect(known.counted).toBeUndefined();
    expect(known.points).toBeCloseTo(weight * least, 1);
  });
});

describe('a file of courses', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kembaran-courses-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  cpSync(join(MODELS, 'assistance'), join(folder, 'assistance'), { recursive: true });
  const path = join(folder, 'assistance', TRAINING_PROGRAMME, 'trainings.yaml');
  const text = readFileSync(path, 'utf8');

  test.each([
    ['weights that are not 100', 'weight: 40', 'weight: 41', /points: add up to 101/],
    [
      'a source that is none',
      'weight: 40, reference: [proposal]',
      'weight: 40, reference: [S999]',
      /points\.need\.reference: S999/,
    ],
    ['a kelurahan that is none', '35.77.01.1005', '35.77.09.1005', /las\.place\.kelurahan: 35\.77\.09\.1005/],
    [
      'a fact that is none',
      'fact: education, atLeast: 4',
      'fact: hobby, atLeast: 4',
      /las\.conditions\.0\.when\.fact: there is no fact hobby/,
    ],
    ['an unknown field', 'seats: 16', 'seats: 16\n    chairs: 3', /trainings\.las.*chairs/s],
  ])('with %s is refused by its key', (_, from, to, message) => {
    writeFileSync(path, text.replace(from, to));
    expect(() => loadTrainings(folder, loaded, KELURAHAN)).toThrow(message);
  });
});

test('who seeks work is what the register says: nobody is ranked where nobody knows', () => {
  const unknown = withFact(table, 'isJobSeeker', () => NaN);
  expect(rank(unknown)).toMatchObject({ seekers: [], doNotFit: 0 });
  expect(table.columns.get('isJobSeeker')!.values.filter((value) => value === 1).length).toBeGreaterThan(50);
});
