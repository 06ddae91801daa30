/** Who is a resident, who lives with whom, and the columns of both. */
import { describe, expect, test } from 'vitest';
import type { SmallRow } from './small-city.ts';
import {
  at,
  build,
  card,
  CHILD,
  FIRST,
  HEAD,
  type Lists,
  REFERENCE_DAY,
  resident,
  SECOND,
  WIFE,
  year,
} from './test-built-city.ts';

describe('who is a resident', () => {
  const lives = (lists: Lists): boolean => build(lists).residentOfPerson[0] === 0;

  test.each<[string, Partial<SmallRow>, boolean]>([
    ['living', { lifeStatus: 1 }, true],
    ['without a status', {}, true],
    ['dead', { lifeStatus: 2 }, false],
    ['moved', { lifeStatus: 3 }, false],
    ['lost', { lifeStatus: 4 }, false],
    ['away', { lifeStatus: 6 }, false],
    ['not valid', { lifeStatus: 9 }, false],
    ['born on the reference day', { bornOn: REFERENCE_DAY }, true],
    ['born the day after', { bornOn: REFERENCE_DAY + 1 }, false],
  ])('somebody %s', (_, more, expected) => {
    expect(lives({ dukcapil: [resident(0, 1, HEAD, more)] })).toBe(expected);
  });

  test.each<[string, Lists, boolean]>([
    ['died the day before', { deaths: [{ person: 0, diedOn: REFERENCE_DAY - 1 }] }, false],
    ['died on it', { deaths: [{ person: 0, diedOn: REFERENCE_DAY }] }, false],
    ['died the day after', { deaths: [{ person: 0, diedOn: REFERENCE_DAY + 1 }] }, true],
    ['died on a day that nobody wrote down', { deaths: [{ person: 0 }] }, false],
    ['moved out', { moves: [{ person: 0, movedOn: REFERENCE_DAY - 1, moveKind: 4 }] }, false],
    ['moved out later', { moves: [{ person: 0, movedOn: REFERENCE_DAY + 1, moveKind: 4 }] }, true],
    ['moved to the next kelurahan', { moves: [{ person: 0, movedOn: REFERENCE_DAY - 1, moveKind: 2 }] }, true],
    ['is named by a death that waits for review', { deaths: [{ person: -1, diedOn: REFERENCE_DAY - 1 }] }, true],
  ])('somebody who %s', (_, reports, expected) => {
    expect(lives({ dukcapil: [resident(0, 1, HEAD)], ...reports })).toBe(expected);
  });

  test('of two lines of one person death counts most, then living', () => {
    const twice = (a: number, b: number): boolean =>
      lives({ dukcapil: [resident(0, 1, HEAD, { lifeStatus: a }), resident(0, 1, HEAD, { lifeStatus: b })] });
    expect([twice(1, 2), twice(2, 1), twice(3, 1), twice(1, 3)]).toEqual([false, false, true, true]);
  });

  test('who is on lists only is no resident, and is counted', () => {
    const { population, findings } = build({ dukcapil: [resident(0, 1, HEAD)], pkh: [{ person: 1 }] });
    expect(population.persons.count).toBe(1);
    expect(findings.persons).toMatchObject({ resident: 1, outside: 1 });
  });

  test('the dead and the moved are counted where a list still has them as living', () => {
    const dead = { person: 0, diedOn: REFERENCE_DAY - 9 };
    const count = (lists: Lists): number[] => {
      const { findings } = build(lists);
      return [findings.deadStillListed, findings.movedStillListed];
    };
    expect(count({ dukcapil: [resident(0, 1, HEAD, { lifeStatus: 2 })], deaths: [dead] })).toEqual([0, 0]);
    expect(count({ dukcapil: [resident(0, 1, HEAD)], deaths: [dead] })).toEqual([1, 0]);
    expect(count({ dukcapil: [resident(0, 1, HEAD, { lifeStatus: 2 })], pkh: [{ person: 0 }, { person: 0 }] })).toEqual(
      [1, 0],
    );
    expect(count({ dukcapil: [resident(0, 1, HEAD, { lifeStatus: 3 })], members: [{ person: 0 }] })).toEqual([0, 1]);
  });
});

describe('households', () => {
  const homes = (lists: Lists): number[][] => {
    const { householdOfPerson, population } = build(lists);
    return Array.from({ length: population.households.count }, (_, h) =>
      [...householdOfPerson.keys()].filter((p) => householdOfPerson[p] === h),
    );
  };

  test('residents of one card live together; spaces in a number do not part them', () => {
    const spaced = card(1).replace(/(\d{4})/g, '$1 ');
    const lists = {
      dukcapil: [resident(0, 1, HEAD), resident(1, 2, HEAD), { ...resident(2, 1, WIFE), kkNumber: spaced }],
    };
    expect(homes(lists).sort()).toEqual([[0, 2], [1]]);
  });

  test('who has no valid card lives with the DTSEN family, and is flagged', () => {
    const lists = {
      dukcapil: [resident(0, 1, HEAD), resident(1, 1, WIFE), resident(2, 0, CHILD, { kkNumber: '3577' })],
      members: [0, 1, 2].map((person) => ({ person, kkNumber: card(77) })),
    };
    expect(homes(lists)).toEqual([[0, 1, 2]]);
    const { population, residentOfPerson, findings } = build(lists);
    expect([0, 1, 2].map((p) => population.persons.isImputed[residentOfPerson[p]!])).toEqual([0, 0, 1]);
    expect(findings.placedWithoutCard).toBe(1);
  });

  test('a DTSEN family that lives in two homes equally settles nothing: its card stands alone', () => {
    const lists = {
      dukcapil: [resident(0, 1, HEAD), resident(1, 2, HEAD), resident(2, 0, CHILD, { kkNumber: '' })],
      members: [0, 1, 2].map((person) => ({ person, kkNumber: card(77) })),
    };
    expect(homes(lists).sort()).toEqual([[0], [1], [2]]);
  });

  test('two without a card whom DTSEN has in one family live together; who is nowhere lives alone', () => {
    const lists = {
      dukcapil: [0, 1, 2].map((person) => resident(person, 0, CHILD, { kkNumber: '9999999999999999' })),
      members: [0, 1].map((person) => ({ person, kkNumber: card(77) })),
    };
    expect(homes(lists).sort()).toEqual([[0, 1], [2]]);
  });

  test.each<[string, readonly (readonly [shdk: number, bornIn: number])[], number, string]>([
    [
      'the one declared',
      [
        [WIFE, 1950],
        [HEAD, 1980],
        [CHILD, 2010],
      ],
      1,
      'declared',
    ],
    [
      'the eldest of two declared',
      [
        [HEAD, 1985],
        [HEAD, 1980],
      ],
      1,
      'eldest-of-heads',
    ],
    [
      'the spouse where nobody is',
      [
        [CHILD, 1975],
        [WIFE, 1980],
        [CHILD, 2010],
      ],
      1,
      'spouse',
    ],
    [
      'the eldest where there is no spouse',
      [
        [CHILD, 2010],
        [CHILD, 2001],
      ],
      1,
      'eldest',
    ],
  ])('the head is %s', (_, members, head, rule) => {
    const { population, residentOfPerson, findings } = build({
      dukcapil: members.map(([shdk, bornIn], person) => resident(person, 1, shdk, { bornOn: year(bornIn) })),
    });
    const row = residentOfPerson[head]!;
    expect([...population.households.headRow]).toEqual([row]);
    expect(row).toBe(0);
    expect(population.persons.isImputed[row]).toBe(rule === 'declared' ? 0 : 1);
    expect(findings.heads).toMatchObject({ [rule]: 1 });
  });
});

describe('the columns', () => {
  const lists: Lists = {
    dukcapil: [
      resident(0, 1, HEAD, at(SECOND, 1, 1)),
      resident(1, 2, HEAD, at(FIRST, 2, 1)),
      resident(2, 1, WIFE, { sex: 2, ...at(SECOND, 1, 1) }),
      resident(3, 3, HEAD, at(FIRST, 2, 1)),
      resident(4, 3, CHILD, { bornOn: year(2012) }),
    ],
    pkh: [{ person: 2 }],
  };

  test('do not depend on the order of rows and persons', () => {
    const turned = (p: number): number => 4 - p;
    const reversed = Object.fromEntries(
      Object.entries(lists).map(([id, rows]) => [
        id,
        rows!.toReversed().map((row) => ({ ...row, person: turned(row.person) })),
      ]),
    );
    expect(build(reversed, turned).population).toEqual(build(lists).population);
  });

  test('lie on shared memory', () => {
    const { persons, households } = build(lists).population;
    for (const column of [...Object.values(persons), ...Object.values(households)])
      if (typeof column !== 'number') expect(column.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test('have one row a resident and one a household, heads first', () => {
    const { persons, households } = build(lists).population;
    expect([persons.count, households.count]).toEqual([5, 3]);
    expect([...households.size].reduce((a, b) => a + b)).toBe(5);
    for (let h = 0; h < households.count; h++) expect(persons.householdRow[households.headRow[h]!]).toBe(h);
    expect([...persons.householdRow]).toEqual([...persons.householdRow].sort());
  });

  test('a city without people is a population without rows', () => {
    const { population, findings } = build({});
    expect([population.persons.count, population.households.count]).toEqual([0, 0]);
    expect(findings.persons.resident).toBe(0);
  });
});
