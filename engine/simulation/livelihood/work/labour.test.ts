import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../../kernel/normal.ts';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { SEX_AGES } from '../../microsimulation/persons.ts';
import { emptyLifeAccount, workersOf } from '../account.ts';
import { AGE_OF } from '../ages.ts';
import { layOutBrings } from '../aid/brings-table.ts';
import { earnedBy, OUTSIDE, SEEKING, WORKING } from '../columns.ts';
import { lifeKeys } from '../life-keys.ts';
import { EDUCATIONS } from '../school/education.ts';
import {
  correlation,
  deviates,
  PARAMETERS,
  peopleOf,
  plainOf,
  RULES,
  setLives,
  shareOf,
  type TestPeople,
} from '../test-lives.ts';
import { ROWS_AT_ONCE } from '../rows-at-hand.ts';
import { earningTables } from './earnings.ts';
import { liftWages, placeMoves, type LabourSetting } from './labour.ts';
import { layOutWork, plainWorkYear, workBytes } from './work-loop.ts';
import {
  broughtAtHand,
  closeHand,
  columnsAtHand,
  listsAtHand,
  openHand,
  putBack,
  takePeople,
} from '../people-at-hand.ts';
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
  moves: placeMoves(0.9, 0.95),
  components: RULES.components,
  asked: new Uint16Array(AGE_OF.length),
  training: undefined,
  wageFloor: undefined,
});

/** Men of 30 with SMA in two kelurahan, with every standing there is. */
function people(): TestPeople {
  const found = peopleOf(NUMBER, (i) => ({ age: AGE, region: i % 2 }));
  setLives(found.lives, (i) => ({
    education: SMA,
    standing: normalQuantile((i + 0.5) / NUMBER),
    pay: normalQuantile(((i * 7919) % NUMBER) / NUMBER + 0.5 / NUMBER),
  }));
  return found;
}

function year({ persons, lives, homes }: TestPeople, labour: LabourSetting, step = 1): void {
  const at = openHand(homes, 2, workBytes(labour));
  layOutWork(labour, at.free);
  layOutBrings(RULES);
  const laid = columnsAtHand();
  // All of them, whoever would be listed.
  const everybody = listsAtHand().adults;
  everybody.forEach((_, row) => (everybody[row] = row));
  const keys = lifeKeys(6, step);
  for (let from = 0; from < NUMBER; from += ROWS_AT_ONCE) {
    const to = Math.min(NUMBER, from + ROWS_AT_ONCE);
    takePeople(laid, persons, lives, from, to);
    const number = to - from;
    expect(plainWorkYear(at, labour, keys.labour, at.free, from, number, number, 0)).toBe(0);
    putBack(laid, lives, from, to);
    if (labour.wageFloor !== undefined)
      liftWages(persons, lives, labour, labour.wageFloor, keys, everybody, from, number, broughtAtHand(at));
  }
  const account = emptyLifeAccount(2);
  closeHand(at, homes, account);
  const { work } = plainOf(lives);
  for (const does of [OUTSIDE, WORKING, SEEKING])
    expect(workersOf(account, 0, does) + workersOf(account, 1, does)).toBe(work.filter((each) => each === does).length);
}

const workOf = ({ lives }: TestPeople): number[] => plainOf(lives).work;
const earnings = ({ homes }: TestPeople): number[] => rows.map((row) => earnedBy(homes, row));
const rows = Array.from({ length: NUMBER }, (_, row) => row);

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
    for (const people of [BASE, found]) {
      expect(deviates(shareOf(workOf(people), SEEKING), seeking, NUMBER)).toBeLessThan(5);
      expect(deviates(shareOf(workOf(people), OUTSIDE), 1 - force, NUMBER)).toBeLessThan(5);
    }
  });

  test('persists: standing and pay of years apart correlate as stated', () => {
    const found = people();
    const { standing: first, pay } = plainOf(found.lives);
    for (const years of [1, 2, 3, 4, 5]) {
      year(found, setting(), years);
      const now = plainOf(found.lives);
      // A correlation of 30,000 is within 5 (1 - r²) / √n.
      for (const [before, after, persistence] of [
        [first, now.standing, 0.9],
        [pay, now.pay, 0.95],
      ] as const) {
        const expected = persistence ** years;
        expect(Math.abs(correlation(before, after) - expected)).toBeLessThan(
          (5 * (1 - expected ** 2)) / Math.sqrt(NUMBER),
        );
      }
    }
  });

  test('is for those of 15 or more', () => {
    const found = peopleOf(NUMBER, () => ({ age: 14 }));
    setLives(found.lives, () => ({ standing: -7 }));
    year(found, setting());
    expect(shareOf(workOf(found), OUTSIDE)).toBe(1);
    expect(earnings(found).every((each) => each === 0)).toBe(true);
  });

  test('earns what the tables say: the median of 30-year-old men with SMA', () => {
    const found = earnings(BASE)
      .filter((each) => each > 0)
      .sort((a, b) => a - b);
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
    const [before, now] = [workOf(BASE), workOf(found)];
    const hit = now.filter((_, i) => i % 2 === 1);
    expect(deviates(shareOf(hit, SEEKING), 2 * seeking, hit.length)).toBeLessThan(5);
    const odd = before.filter((does, i) => (i % 2 === 0 ? now[i] !== does : now[i] === WORKING && does !== WORKING));
    expect(odd).toEqual([]);
  });

  test('jobs come to those whom they are for, and go from them', () => {
    for (const share of [0.05, -0.05]) {
      const jobShare = EDUCATIONS.map((_, education) => (education === SMA ? share : 0));
      const change = { ...UNCHANGED_WORK, jobShare };
      const found = after(setting(change, UNCHANGED_WORK));
      const [meant, others] = [0, 1].map((region) => workOf(found).filter((_, i) => i % 2 === region));
      expect(deviates(shareOf(meant!, WORKING), force - seeking + share, NUMBER / 2)).toBeLessThan(5);
      expect(others).toEqual(workOf(BASE).filter((_, i) => i % 2 === 1));
      const elsewhere = people();
      setLives(elsewhere.lives, () => ({ education: SMA - 1 }));
      const plain = people();
      setLives(plain.lives, () => ({ education: SMA - 1 }));
      year(elsewhere, setting(change, change));
      year(plain, setting());
      expect(workOf(elsewhere)).toEqual(workOf(plain));
    }
  });

  test('a minimum wage lifts formal work below it, at most by as much as it rose, and lowers nothing', () => {
    const wageFloor = { least: 3000, factor: 1.2, formalShare: [0, 0, 0, 0.6, 0, 0] };
    const found = after({ ...setting(), wageFloor });
    let [below, lifted, odd] = [0, 0, 0];
    earnings(BASE).forEach((plain, i) => {
      const now = earnedBy(found.homes, i);
      const isBelow = plain > 0 && plain < 3000;
      if (isBelow) below++;
      if (isBelow && now !== plain) lifted++;
      if (now < plain || now > (isBelow ? Math.round(Math.min(3000, plain * 1.2)) : plain)) odd++;
    });
    expect(odd).toBe(0);
    expect(deviates(lifted / below, 0.6, below)).toBeLessThan(5);
  });
});
