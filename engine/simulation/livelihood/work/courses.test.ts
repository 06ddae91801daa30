/** Who is trained: as many as there are places for, of those whom the rules mean, and nobody else is touched. */
import { describe, expect, test } from 'vitest';
import { thresholdOf } from '../../chance/keyed-draws.ts';
import { AT, emptyLifeAccount, HOME_WIDTH, workersOf } from '../account.ts';
import type { AidYear } from '../aid/recipients.ts';
import { AGE_OF } from '../ages.ts';
import { earnedBy, OUTSIDE, SEEKING, WORKING } from '../columns.ts';
import { lifeKeys } from '../life-keys.ts';
import { COURSE_PLACE } from '../parameters.ts';
import { EDUCATIONS } from '../school/education.ts';
import { deviates, PARAMETERS, peopleOf, plainOf, RULES, setLives, type TestPeople } from '../test-lives.ts';
import { trainSeekers } from './courses.ts';
import { earningTables } from './earnings.ts';
import { placeMoves, type LabourSetting } from './labour.ts';
import type { Training } from './training.ts';
import { UNCHANGED_WORK, workShares, workTables } from './work-tables.ts';

const { work } = PARAMETERS;
const NUMBER = 6000;
const SMA = EDUCATIONS.indexOf('sma');
const ROWS = Array.from({ length: NUMBER }, (_, row) => row);
const LABOUR: LabourSetting = {
  tables: workTables(workShares(work, { participation: 1.2, unemployment: 0.9 }), [UNCHANGED_WORK, UNCHANGED_WORK]),
  earnings: earningTables(work),
  moves: placeMoves(0.9, 0.95),
  components: RULES.components,
  asked: new Uint16Array(AGE_OF.length),
  training: undefined,
  wageFloor: undefined,
};
const EVERYWHERE = Uint8Array.of(1, 1);
const ageOf = (row: number): number => 15 + (row % 50);
const doesOf = (row: number): number => [SEEKING, WORKING, OUTSIDE][row % 3]!;

function people(): TestPeople {
  const found = peopleOf(NUMBER, (i) => ({ age: ageOf(i), region: (i >> 2) % 2 }));
  setLives(found.lives, (i) => ({ work: doesOf(i), education: SMA, standing: 2, pay: 0.3 }));
  for (const row of ROWS) found.homes.rank[row] = (((row * 2741) % NUMBER) / NUMBER) * 4 - 2;
  return found;
}

const yearOf = (more: Partial<AidYear> = {}): AidYear => ({
  aid: RULES.aids[COURSE_PLACE]!,
  place: COURSE_PLACE,
  targeting: 'current-list',
  rankLimit: Infinity,
  excluding: 0,
  places: 0,
  budget: Infinity,
  amountFactor: 1,
  takeUpBits: thresholdOf(1),
  takenOffBits: 0,
  memberCap: 4,
  ...more,
});

function after(training: Partial<Training>) {
  const found = people();
  const account = emptyLifeAccount(2);
  const before = plainOf(found.lives).work;
  for (const row of ROWS) account.workers[found.persons.region[row]! * 3 + before[row]!]!++;
  const whole = { groups: [], year: yearOf(), course: RULES.course, effectShare: 1, ...training };
  trainSeekers(
    found.persons,
    found.lives,
    found.homes,
    { labour: LABOUR, members: RULES.members },
    whole,
    lifeKeys(6, 1),
    account,
  );
  const now = plainOf(found.lives).work;
  const sumOf = (name: 'recipients-pkh' | 'cost-pkh', region: number): number =>
    account.homes[region * HOME_WIDTH + AT[name] + COURSE_PLACE]!;
  for (const region of [0, 1])
    for (const does of [OUTSIDE, WORKING, SEEKING])
      expect(workersOf(account, region, does)).toBe(
        ROWS.filter((row) => found.persons.region[row] === region && now[row] === does).length,
      );
  return {
    ...found,
    helped: ROWS.filter((row) => now[row] !== before[row]),
    trained: sumOf('recipients-pkh', 0) + sumOf('recipients-pkh', 1),
    trainedIn: (region: number) => sumOf('recipients-pkh', region),
    cost: sumOf('cost-pkh', 0) + sumOf('cost-pkh', 1),
  };
}
const places = (number: number, isMeant = EVERYWHERE) => ({ places: number, isMeant });
const MEANT = ROWS.filter((row) => doesOf(row) === SEEKING && ageOf(row) >= 18 && ageOf(row) <= 45);

describe('courses', () => {
  test('are filled to the last place by the poorest whom the rules mean, at what a place costs', () => {
    const { helped, trained, cost, homes } = after({ groups: [places(150)] });
    const poorest = MEANT.toSorted((a, b) => homes.rank[a]! - homes.rank[b]!).slice(0, 150);
    expect(helped).toEqual(poorest.sort((a, b) => a - b));
    expect([trained, cost]).toEqual([150, 150 * 4000]);
    expect(helped.every((row) => earnedBy(homes, row) > 0)).toBe(true);
    expect(ROWS.filter((row) => !helped.includes(row)).every((row) => earnedBy(homes, row) === 0)).toBe(true);
  });
  test('help of those trained the share that finds work by it', () => {
    const { helped, trained } = after({ groups: [places(1000)], effectShare: 0.3 });
    expect(trained).toBe(1000);
    expect(deviates(helped.length / 1000, 0.3, 1000)).toBeLessThan(5);
  });
  test('have no more to teach than there are who fit, and go only where they are for', () => {
    expect(after({ groups: [places(1e5)] }).trained).toBe(MEANT.length);
    const one = after({ groups: [places(40, Uint8Array.of(0, 1))] });
    expect([one.trainedIn(0), one.trainedIn(1)]).toEqual([0, 40]);
  });
  test('of several levers nobody takes two', () => {
    const both = after({ groups: [places(40, Uint8Array.of(0, 1)), places(60)] });
    expect([both.trained, both.helped.length]).toEqual([100, 100]);
  });
  test('keep to the budget, the decile limit and who takes a place', () => {
    expect(after({ groups: [places(500)], year: yearOf({ budget: 100 * 4000 + 1 }) }).trained).toBe(100);
    const { helped, homes } = after({ groups: [places(1e5)], year: yearOf({ rankLimit: -1 }) });
    expect(helped).toEqual(MEANT.filter((row) => homes.rank[row]! < -1));
    const some = after({ groups: [places(1e5)], year: yearOf({ takeUpBits: thresholdOf(0.5) }) });
    expect(deviates(some.trained / MEANT.length, 0.5, MEANT.length)).toBeLessThan(5);
  });
  test.each(['categorical', 'universal'] as const)('%s: by lot, whatever the rank', (targeting) => {
    const { helped, homes } = after({ groups: [places(300)], year: yearOf({ targeting, rankLimit: -1 }) });
    expect(helped.length).toBe(300);
    expect(deviates(helped.filter((row) => homes.rank[row]! >= 0).length / 300, 0.5, 300)).toBeLessThan(5);
  });
});
