import { describe, expect, test } from 'vitest';
import type { AreaLevel, Geography } from '../geography/geography.ts';
import { projectPath } from '../kernel/files.ts';
import { SILENT } from '../kernel/progress.ts';
import { dayOf, NO_DATE } from '../kernel/time.ts';
import { loadCodeLists } from '../registers/codes.ts';
import { buildPopulation, type PopulationResult } from './build.ts';
import { NO_AREA, PLACE_PRECISIONS } from './columns.ts';
import { smallGeography, smallLinkage, smallReading, type SmallRegister, type SmallRow } from './small-city.ts';

const REFERENCE_DAY = dayOf(2025, 12, 31)!;
const geography = smallGeography({ kecamatan: 1, kelurahan: 2, rw: 2, rt: 2 });
const [FIRST, SECOND] = geography.levels.kelurahan.codes as [string, string];
const LISTS = loadCodeLists(projectPath('models'));
const HEAD = 1;
const WIFE = 3;
const CHILD = 4;
const card = (family: number): string => `35770101012000${String(family).padStart(2, '0')}`;
const year = (y: number): number => dayOf(y, 6, 15)!;

const idOf = (text: string): Uint8Array => {
  const id = new Uint8Array(16);
  Buffer.from(text.padEnd(16, '.')).copy(id, 0, 0, 16);
  return id;
};

type Lists = Partial<Record<string, readonly SmallRow[]>>;
const ROLES: Record<string, Pick<SmallRegister, 'role' | 'programme'>> = {
  dukcapil: { role: 'population' },
  deaths: { role: 'deaths' },
  moves: { role: 'moves' },
  families: { role: 'families' },
  members: { role: 'members' },
  pkh: { role: 'recipients', programme: 'pkh' },
  bltd: { role: 'recipients', programme: 'bltd' },
  disnaker: { role: 'job-seekers' },
  dapodik: { role: 'pupils' },
};

function build(
  lists: Lists,
  order: (person: number) => number = (p) => p,
  areas: Geography = geography,
): PopulationResult {
  const registers = Object.entries(ROLES).map(([registerId, role]) => ({
    registerId,
    ...role,
    rows: lists[registerId] ?? [],
  }));
  return buildPopulation({
    reading: smallReading(registers),
    linkage: smallLinkage(registers),
    geography: areas,
    codeLists: LISTS,
    referenceDay: REFERENCE_DAY,
    personIdOf: (person) => idOf(`person ${order(person)}`),
    householdIdOf: (source) => idOf(source.slice(-16)),
    progress: SILENT,
  });
}

const at = (kelurahan: string, rw: number, rt: number): Partial<SmallRow> => ({
  kelurahan,
  rw: String(rw),
  rt: String(rt),
});
const resident = (person: number, family: number, shdk: number, more: Partial<SmallRow> = {}): SmallRow => ({
  person,
  kkNumber: card(family),
  shdk,
  bornOn: year(1980),
  sex: 1,
  ...at(FIRST, 1, 1),
  ...more,
});

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

describe('places', () => {
  const [west, south] = [111.5, -7.6];
  /** A point in RT n, counted from the west. */
  const point = (rt: number) => ({ lon: west + rt * 0.001 + 0.0003, lat: south + 0.0004 });
  const placed = (rows: readonly Partial<SmallRow>[], others: Lists = {}) => {
    const { population, findings } = build({
      dukcapil: rows.map((row, person) => ({
        person,
        kkNumber: card(1),
        shdk: person === 0 ? HEAD : CHILD,
        bornOn: year(2000),
        sex: 1,
        ...row,
      })),
      ...others,
    });
    const { households: h } = population;
    return {
      area: [h.kelurahan[0], h.rw[0], h.rt[0]],
      point: [h.lon[0], h.lat[0]],
      precision: PLACE_PRECISIONS[h.precision[0]!],
      findings,
    };
  };

  test.each<[string, Partial<SmallRow>, readonly number[], string]>([
    ['RT', at(SECOND, 2, 1), [1, 3, 6], 'rt'],
    ['RT written with zeros', { kelurahan: SECOND, rw: '002', rt: '001' }, [1, 3, 6], 'rt'],
    ['RT written with words', { kelurahan: SECOND, rw: 'RW 02', rt: 'RT 01' }, [1, 3, 6], 'rt'],
    ['RW, no such RT', at(SECOND, 2, 9), [1, 3, NO_AREA], 'rw'],
    ['kelurahan, no RW', { kelurahan: SECOND }, [1, NO_AREA, NO_AREA], 'kelurahan'],
    ['kelurahan, RW 000', at(SECOND, 0, 0), [1, NO_AREA, NO_AREA], 'kelurahan'],
    ['code without dots', { kelurahan: SECOND.replaceAll('.', '') }, [1, NO_AREA, NO_AREA], 'kelurahan'],
    ['kelurahan of another city', { kelurahan: 'NGLAMES', rw: '1', rt: '1' }, [NO_AREA, NO_AREA, NO_AREA], 'unknown'],
  ])('an address with %s', (_, address, area, precision) => {
    expect(placed([address])).toMatchObject({ area, precision });
  });

  test('the point is the label of the smallest area known, or nowhere', () => {
    const { rt, kelurahan } = geography.levels;
    expect(placed([at(SECOND, 2, 1)]).point).toEqual([rt.labelLon[6], rt.labelLat[6]]);
    expect(placed([{ kelurahan: SECOND }]).point).toEqual([kelurahan.labelLon[1], kelurahan.labelLat[1]]);
    expect(placed([{}]).point).toEqual([NaN, NaN]);
  });

  test('what the head lacks is taken from the others, the population register before the lists, the same kelurahan only', () => {
    const head = { kelurahan: FIRST };
    expect(placed([head, at(FIRST, 2, 2)], { pkh: [{ person: 0, ...at(FIRST, 1, 1) }] }).area).toEqual([0, 1, 3]);
    expect(placed([head], { pkh: [{ person: 0, ...at(FIRST, 1, 1) }] }).area).toEqual([0, 0, 0]);
    expect(placed([head], { pkh: [{ person: 0, ...at(SECOND, 1, 1) }] }).area).toEqual([0, NO_AREA, NO_AREA]);
  });

  test('a point that a register gives is the house, when it lies in the kelurahan of the address', () => {
    const house = placed([{ ...at(FIRST, 1, 1), ...point(1) }]);
    expect(house).toMatchObject({ precision: 'house', area: [0, 0, 0], point: [point(1).lon, point(1).lat] });
    const elsewhere = placed([{ ...at(FIRST, 1, 1), ...point(7) }]);
    expect(elsewhere).toMatchObject({ precision: 'rt', area: [0, 0, 0] });
    expect(elsewhere.findings.pointsElsewhere).toBe(1);
  });

  test('a point without an address gives the kelurahan; RW and RT only where boundaries are official', () => {
    expect(placed([point(6)]).area).toEqual([1, NO_AREA, NO_AREA]);
    const officialUpTo = (...official: AreaLevel[]): Geography => {
      const levels = { ...geography.levels };
      for (const level of official) levels[level] = { ...levels[level], status: 'official' };
      return { ...geography, status: 'official', levels };
    };
    const resident = { person: 0, kkNumber: card(1), shdk: HEAD, bornOn: year(2000), sex: 1, ...point(6) };
    const area = (areas: Geography): unknown => {
      const { households } = build({ dukcapil: [resident] }, undefined, areas).population;
      return [households.kelurahan[0], households.rw[0], households.rt[0]];
    };
    // An import brings the kelurahan; RW and RT inside them are still drawn by rule.
    expect(area(officialUpTo('city', 'kecamatan', 'kelurahan'))).toEqual([1, NO_AREA, NO_AREA]);
    expect(area(officialUpTo('city', 'kecamatan', 'kelurahan', 'rw', 'rt'))).toEqual([1, 3, 6]);
  });
});

describe('facts', () => {
  const family = [
    resident(0, 1, HEAD),
    resident(1, 1, WIFE, { sex: 2 }),
    resident(2, 1, CHILD, { bornOn: year(2014) }),
  ];
  const desil = (lists: Lists): number => build({ dukcapil: family, ...lists }).population.households.desil[0]!;

  test.each<[string, Lists, number]>([
    ['the row with the card', { families: [{ person: -1, kkNumber: card(1), desil: 3 }] }, 3],
    [
      'the row linked to a member, when the card is an old one',
      { families: [{ person: 1, kkNumber: card(50), desil: 4 }] },
      4,
    ],
    [
      'the card before the person',
      {
        families: [
          { person: 1, kkNumber: card(50), desil: 1 },
          { person: 0, kkNumber: card(1), desil: 5 },
        ],
      },
      5,
    ],
    [
      'the poorer of two',
      {
        families: [
          { person: 0, kkNumber: card(1), desil: 6 },
          { person: 1, kkNumber: card(1), desil: 2 },
        ],
      },
      2,
    ],
    [
      'the members where no family has one',
      { families: [{ person: 0, kkNumber: card(1) }], members: [{ person: 2, kkNumber: card(1), desil: 7 }] },
      7,
    ],
    ['none where nobody tells', {}, 0],
    ['none where the number is no decile', { families: [{ person: 0, kkNumber: card(1), desil: 11 }] }, 0],
  ])('the decile is that of %s', (_, lists, expected) => {
    expect(desil(lists)).toBe(expected);
  });

  test('a row whose card another household has says nothing of the home of its person', () => {
    const { population, householdOfPerson } = build({
      dukcapil: [...family, resident(3, 2, HEAD)],
      families: [{ person: 3, kkNumber: card(1), desil: 2 }],
    });
    expect(population.households.desil[householdOfPerson[0]!]).toBe(2);
    expect(population.households.desil[householdOfPerson[3]!]).toBe(0);
  });

  test('the version of the deciles is the one that most rows have', () => {
    const version = (v: string) => ({ person: 0, kkNumber: card(1), desil: 1, desilVersion: v });
    const { population } = build({
      dukcapil: family,
      families: [version('2025-TW3'), version('2025-TW4'), version('2025-TW4')],
    });
    expect(population.desilVersion).toBe('2025-TW4');
    expect(build({ dukcapil: family }).population.desilVersion).toBe('');
  });

  test.each([
    ['an active member', 'AKTIF', true],
    ['a bank that is told to pay', 'SI', true],
    ['an heir who is paid', 'AHLI WARIS', true],
    ['a list without a status', undefined, true],
    ['a failed check of the account', 'GAGAL CEK REKENING', false],
    ['who did not withdraw', 'TIDAK TRANSAKSI', false],
    ['a suspended member', 'NONAKTIF SEMENTARA', false],
    ['who is dropped', 'EXCLUDE TIDAK LAYAK DAERAH', false],
    ['who waits for a decree', 'CALON PENERIMA BANSOS', false],
  ])('%s (%s) receives: %s; on the list and known to it in any case', (_, written, receives) => {
    const status = LISTS.get('recipient-status')!.entries.find(({ id }) => id === written)?.code ?? 0;
    const { population, residentOfPerson } = build({ dukcapil: family, bltd: [{ person: 1, status }] });
    const { persons, households, registers } = population;
    const row = residentOfPerson[1]!;
    expect([persons.receives[row]! > 0, households.receives[0]! > 0]).toEqual([receives, receives]);
    expect(persons.knownTo[row]! & (2 ** registers.indexOf('bltd'))).toBeGreaterThan(0);
  });

  test('of two rows of one person on a list it is enough that one counts', () => {
    const [counts, not] = [1, 51];
    const twice = (a: number, b: number): number => {
      const rows = [
        { person: 1, status: a },
        { person: 1, status: b },
      ];
      return build({ dukcapil: family, bltd: rows }).population.households.receives[0]!;
    };
    expect([twice(counts, not), twice(not, counts), twice(not, not)].map((bits) => bits > 0)).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('receipts, school, job search and registers come from the rows of each person', () => {
    const { population, residentOfPerson } = build({
      dukcapil: family,
      pkh: [{ person: 1 }, { person: -1 }],
      bltd: [{ person: 1 }],
      disnaker: [{ person: 0 }],
      dapodik: [{ person: 2, schoolLevel: 2 }],
    });
    const { persons, households } = population;
    const of = (column: ArrayLike<number>): number[] => [0, 1, 2].map((p) => column[residentOfPerson[p]!]!);
    expect(population.programmes).toEqual(['pkh', 'bltd']);
    expect(of(persons.receives)).toEqual([0, 3, 0]);
    expect([...households.receives]).toEqual([3]);
    expect([of(persons.isJobSeeker), of(persons.schoolLevel)]).toEqual([
      [1, 0, 0],
      [0, 0, 2],
    ]);
    const bit = (id: string): number => 2 ** population.registers.indexOf(id);
    expect(of(persons.knownTo)).toEqual([
      bit('dukcapil') + bit('disnaker'),
      bit('dukcapil') + bit('pkh') + bit('bltd'),
      bit('dukcapil') + bit('dapodik'),
    ]);
  });

  test.each<[string, Partial<SmallRow>, number, number, number]>([
    ['a woman of 1999', { nik: '3577014304990001' }, dayOf(1999, 4, 3)!, 2, 1],
    ['a man of 2005', { nik: '3577010304050001' }, dayOf(2005, 4, 3)!, 1, 1],
    ['a number with no date in it', { nik: '3577019904050001' }, NO_DATE, 0, 0],
    ['no number', {}, NO_DATE, 0, 0],
  ])('birth date and sex are filled from the NIK: %s', (_, row, bornOn, sex, isImputed) => {
    const { persons } = build({ dukcapil: [{ person: 0, kkNumber: card(1), shdk: HEAD, ...row }] }).population;
    expect([persons.bornOn[0], persons.sex[0], persons.isImputed[0]]).toEqual([bornOn, sex, isImputed]);
    expect(persons.ageYears[0]).toBe(bornOn === NO_DATE ? 255 : 2025 - new Date(bornOn * 864e5).getUTCFullYear());
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
