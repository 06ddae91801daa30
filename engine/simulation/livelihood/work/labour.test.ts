import { describe, expect, test } from 'vitest';
import { fillDrawBits } from '../../chance/keyed-draws.ts';
import { normalQuantile } from '../../../kernel/normal.ts';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { SEX_AGES } from '../../microsimulation/persons.ts';
import { OUTSIDE, SEEKING, WORK_STATES, WORKING } from '../columns.ts';
import { lifeKeys } from '../life-keys.ts';
import { EDUCATIONS } from '../school/education.ts';
import { correlation, deviates, PARAMETERS, peopleOf, rowsOf, shareOf, type TestPeople } from '../test-lives.ts';
import { earningTables } from './earnings.ts';
import { earn, findWork, type LabourSetting, type Training } from './labour.ts';
import { fittedOdds, UNCHANGED_WORK, WORK_CELLS, workShares, workTables, type WorkChange } from './work-tables.ts';

const { count } = SINGLE_YEARS;
const { work } = PARAMETERS;
const NUMBER = 30_000;
const SMA = EDUCATIONS.indexOf('sma');
const ODDS = { participation: 1.2, unemployment: 0.9 };
const SHARES = workShares(work, ODDS);
const AGE = 30;
const CELL = SMA * SEX_AGES + AGE;

const setting = (...changes: readonly WorkChange[]): LabourSetting => ({
  tables: workTables(SHARES, changes.length === 0 ? [UNCHANGED_WORK, UNCHANGED_WORK] : changes),
  earnings: earningTables(work),
  persistence: 0.9,
  payPersistence: 0.95,
  training: undefined,
  wageFloor: undefined,
});

/** Men of 30 with SMA in two kelurahan, with every standing there is. */
function people(): TestPeople {
  const found = peopleOf(NUMBER, (i) => ({ age: AGE, region: i % 2 }));
  found.lives.education.fill(SMA);
  found.lives.standing.forEach((_, i) => (found.lives.standing[i] = normalQuantile((i + 0.5) / NUMBER)));
  found.lives.pay.forEach(
    (_, i) => (found.lives.pay[i] = normalQuantile(((i * 7919) % NUMBER) / NUMBER + 0.5 / NUMBER)),
  );
  return found;
}

function year({ persons, lives, homes }: TestPeople, labour: LabourSetting, step = 1): void {
  const bits = new Uint32Array(NUMBER);
  const groups = new Uint16Array(NUMBER);
  const keys = lifeKeys(6, step);
  fillDrawBits(keys.labour, 0, persons.low, persons.high, bits);
  const workers = new Uint32Array(2 * WORK_STATES);
  const rows = rowsOf(persons);
  findWork(persons, lives, labour, keys, rows, NUMBER, bits, 0, groups, workers);
  expect(workers[WORKING]! + workers[WORK_STATES + WORKING]!).toBe(
    lives.work.filter((does) => does === WORKING).length,
  );
  homes.earned.fill(0);
  earn(persons, lives, labour, keys, rows, NUMBER, groups, homes.earned);
}

const after = (labour: LabourSetting): TestPeople => {
  const found = people();
  year(found, labour);
  return found;
};

const BASE = after(setting());
const force = SHARES.inForce[CELL]!;
const seeking = force * SHARES.seeking[CELL]!;

// Shares of 30,000: further off than 5 standard deviations is one in a million and a half.
describe('work', () => {
  test('has the shares of the schedules, in the first year and after many', () => {
    const found = people();
    for (let step = 1; step <= 12; step++) year(found, setting(), step);
    for (const { lives } of [BASE, found]) {
      expect(deviates(shareOf(lives.work, SEEKING), seeking, NUMBER)).toBeLessThan(5);
      expect(deviates(shareOf(lives.work, OUTSIDE), 1 - force, NUMBER)).toBeLessThan(5);
    }
  });

  test('persists: standing and pay of years apart correlate as stated', () => {
    const found = people();
    const [first, pay] = [found.lives.standing.slice(), found.lives.pay.slice()];
    for (const years of [1, 2, 3, 4, 5]) {
      year(found, setting(), years);
      // A correlation of 30,000 is within 5 (1 - r²) / √n.
      for (const [before, now, persistence] of [
        [first, found.lives.standing, 0.9],
        [pay, found.lives.pay, 0.95],
      ] as const) {
        const expected = persistence ** years;
        expect(Math.abs(correlation(before, now) - expected)).toBeLessThan(
          (5 * (1 - expected ** 2)) / Math.sqrt(NUMBER),
        );
      }
    }
  });

  test('is for those of 15 or more', () => {
    const found = peopleOf(NUMBER, () => ({ age: 14 }));
    found.lives.standing.fill(-9);
    year(found, setting());
    expect(shareOf(found.lives.work, OUTSIDE)).toBe(1);
    expect(found.homes.earned.every((each) => each === 0)).toBe(true);
  });

  test('earns what the tables say: the median of 30-year-old men with SMA', () => {
    const found = [...BASE.homes.earned].filter((each) => each > 0).sort((a, b) => a - b);
    const best = work.earnings.medianRupiahPerMonth[SMA]! / 1000;
    const median = found[Math.floor(found.length / 2)]!;
    // The factor of age lies between 0.9 and 1; the median of so many errs by half a percent.
    expect(median).toBeGreaterThan(0.88 * best);
    expect(median).toBeLessThan(0.94 * best);
  });
});

describe('odds of the city', () => {
  test('bring the people of the start to its participation and unemployment', () => {
    const persons = Float64Array.from(
      { length: WORK_CELLS },
      (_, cell) => ((cell * 7) % 13) + (cell % count < 70 ? 5 : 0),
    );
    const shares = workShares(work, fittedOdds(work, persons));
    let [adults, inForce, seekers] = [0, 0, 0];
    persons.forEach((number, cell) => {
      if (cell % count < 15) return;
      adults += number;
      inForce += number * shares.inForce[cell]!;
      seekers += number * shares.inForce[cell]! * shares.seeking[cell]!;
    });
    expect(inForce / adults).toBeCloseTo(work.participationShare.value, 6);
    expect(seekers / inForce).toBeCloseTo(work.unemploymentShare.value, 6);
  });
});

describe('levers', () => {
  test('a shock takes work from those next to the edge, in its kelurahan alone', () => {
    const found = after(setting(UNCHANGED_WORK, { ...UNCHANGED_WORK, unemploymentFactor: 2 }));
    const hit = [...found.lives.work].filter((_, i) => i % 2 === 1);
    expect(deviates(shareOf(hit, SEEKING), 2 * seeking, hit.length)).toBeLessThan(5);
    const odd = [...BASE.lives.work].filter((does, i) =>
      i % 2 === 0 ? found.lives.work[i] !== does : found.lives.work[i] === WORKING && does !== WORKING,
    );
    expect(odd).toEqual([]);
  });

  test('jobs come to those whom they are for, and go from them', () => {
    for (const share of [0.05, -0.05]) {
      const jobShare = EDUCATIONS.map((_, education) => (education === SMA ? share : 0));
      const change = { ...UNCHANGED_WORK, jobShare };
      const found = after(setting(change, UNCHANGED_WORK));
      const [meant, others] = [0, 1].map((region) => [...found.lives.work].filter((_, i) => i % 2 === region));
      expect(deviates(shareOf(meant!, WORKING), force - seeking + share, NUMBER / 2)).toBeLessThan(5);
      expect(others).toEqual([...BASE.lives.work].filter((_, i) => i % 2 === 1));
      const elsewhere = people();
      elsewhere.lives.education.fill(SMA - 1);
      const plain = people();
      plain.lives.education.fill(SMA - 1);
      year(elsewhere, setting(change, change));
      year(plain, setting());
      expect(elsewhere.lives.work).toEqual(plain.lives.work);
    }
  });

  test('courses help as many as they have places for, and nobody who was not looking for work', () => {
    const training: Training = { placeShare: Float64Array.of(0.5, 0), effectShare: 0.4 };
    const found = after({ ...setting(), training });
    const looked = [...BASE.lives.work.keys()].filter((i) => BASE.lives.work[i] === SEEKING && i % 2 === 0);
    const helped = looked.filter((i) => found.lives.work[i] === WORKING);
    expect(deviates(helped.length / looked.length, 0.2, looked.length)).toBeLessThan(5);
    const reached = new Set(looked);
    const odd = [...BASE.lives.work].filter(
      (does, i) =>
        !reached.has(i) && (found.lives.work[i] !== does || found.lives.standing[i] !== BASE.lives.standing[i]),
    );
    expect(odd).toEqual([]);
  });

  test('a minimum wage lifts formal work below it, at most by as much as it rose, and lowers nothing', () => {
    const wageFloor = { least: 3000, factor: 1.2, formalShare: [0, 0, 0, 0.6, 0, 0] };
    const found = after({ ...setting(), wageFloor });
    let [below, lifted, odd] = [0, 0, 0];
    BASE.homes.earned.forEach((plain, i) => {
      const now = found.homes.earned[i]!;
      const isBelow = plain > 0 && plain < 3000;
      if (isBelow) below++;
      if (isBelow && now !== plain) lifted++;
      if (now < plain || now > (isBelow ? Math.round(Math.min(3000, plain * 1.2)) : plain)) odd++;
    });
    expect(odd).toBe(0);
    expect(deviates(lifted / below, 0.6, below)).toBeLessThan(5);
  });
});
