/** What lists tell of residents and households. */
import { describe, expect, test } from 'vitest';
import { NO_DATE, dayOf } from '../kernel/time.ts';
import type { SmallRow } from './small-city.ts';
import { build, card, CHILD, HEAD, LISTS, type Lists, resident, WIFE, year } from './test-built-city.ts';

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
