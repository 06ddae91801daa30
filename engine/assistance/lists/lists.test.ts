import { describe, expect, test } from 'vitest';
import { parseIsoDate } from '../../kernel/time.ts';
import { RESIDENCE_STATES } from '../../population/residents.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate, type ProgrammeColumns } from '../evaluation/whole-city.ts';
import { familyReceivesFact } from '../facts/catalogue.ts';
import { coded, membersByHousehold, type FactTable } from '../facts/table.ts';
import { rulesOn } from '../programmes/rule-set.ts';
import { listCounts } from '../publication/list-counts.ts';
import type { RecipientRows } from '../recipients/recipient-rows.ts';
import { againstRecipients, FINDINGS, NOT_RECEIVING, type BothErrors } from './against-recipients.ts';
import { frozenContent } from './frozen-list.ts';
import { makeList, STANDINGS } from './make-list.ts';
import { placesOf, requireQuota, shareOut } from './places.ts';
import { rankingOf } from './ranking.ts';
import { area, at, CODES, HOUSEHOLD_IDS, ids, inputs, programmes, QUOTA, rules, table } from './test-lists.ts';

describe('a list', () => {
  const made = inputs(rules('bltd', QUOTA));
  const list = makeList(made);
  const { found } = made;

  test('holds nobody whose conditions fail, and sets apart who has other aid', () => {
    list.standing.forEach((of, unit) => {
      expect(of === 0).toBe(found.conditions[unit] === NO);
      if (STANDINGS[of] === 'other-aid') expect(found.overlaps[unit]).toBe(NO);
    });
    expect(at(list, 'other-aid').length).toBeGreaterThan(10);
    expect(at(list, 'placeless').every((unit) => area[unit] === 65535)).toBe(true);
  });

  test('is cut at the places of each kelurahan, with the reserve counted on behind them', () => {
    list.cuts.forEach((cut, k) => {
      if (cut.places.kind === 'unknown') throw new Error('places are known');
      const here = [...at(list, 'proposed'), ...at(list, 'reserve')].filter((unit) => area[unit] === k);
      expect(cut.proposed).toBe(Math.min(cut.places.count, here.length));
      expect(here.map((unit) => list.position[unit]!).sort((a, b) => a - b)).toEqual(here.map((_, i) => i + 1));
      const last = here.filter((unit) => STANDINGS[list.standing[unit]!] === 'proposed').map((u) => list.position[u]!);
      expect(Math.max(0, ...last)).toBe(cut.proposed);
    });
    expect(list.cuts.map(({ places }) => places.kind)).toEqual(['quota', 'shared-out', 'shared-out']);
    expect(list.cuts.map(({ places }) => (places.kind === 'unknown' ? 0 : places.count)).reduce((a, b) => a + b)).toBe(
      90,
    );
    expect(at(list, 'reserve').length).toBeGreaterThan(20);
  });

  test('puts nobody into reserve who stands before one that is proposed', () => {
    const ranking = rankingOf(found, made.columns);
    for (let k = 0; k < 3; k++) {
      const of = (name: (typeof STANDINGS)[number]) => at(list, name).filter((unit) => area[unit] === k);
      for (const a of of('proposed'))
        for (const b of of('reserve')) expect(ranking.compare(a, b)).toBeLessThanOrEqual(0);
    }
  });

  test('says where only the lot stood between in and out, and counts what is still open', () => {
    for (const cut of list.cuts) {
      expect(cut.alikeAbove > 0).toBe(cut.alikeBelow > 0);
      const here = at(list, 'proposed').filter((unit) => list.cuts[area[unit]!] === cut);
      expect(cut.open).toBe(here.filter((unit) => found.fits[unit] === UNKNOWN).length);
    }
    const byLot = Array.from(list.isByLot.keys()).filter((unit) => list.isByLot[unit] === 1);
    expect(byLot).toHaveLength(list.cuts.reduce((sum, { alikeAbove, alikeBelow }) => sum + alikeAbove + alikeBelow, 0));
  });

  test('is the same in any order of the rows', () => {
    const turned = makeList(
      inputs(rules('bltd', QUOTA), reversed(table), area.toReversed(), reversedIds(HOUSEHOLD_IDS)),
    );
    expect([...turned.standing.toReversed()]).toEqual([...list.standing]);
    expect([...turned.position.toReversed()]).toEqual([...list.position]);
  });

  test('without a quota is not cut', () => {
    const whole = makeList(inputs(rules('sembako')));
    expect(whole.cuts.every(({ places, reserve }) => places.kind === 'unknown' && reserve === 0)).toBe(true);
  });

  test('with places for some kelurahan alone proposes there and nowhere else: the others have no quota yet', () => {
    const named = { ...QUOTA, city: undefined };
    const made = inputs(rules('bltd', named));
    const partly = makeList(made);
    expect(partly.cuts.map(({ places, proposed }) => [places.kind, proposed])).toEqual([
      ['quota', 20],
      ['unknown', 0],
      ['unknown', 0],
    ]);
    const waiting = at(partly, 'no-quota');
    expect(waiting.length).toBe(partly.cuts[1]!.withoutQuota + partly.cuts[2]!.withoutQuota);
    expect(waiting.length).toBeGreaterThan(20);
    expect(waiting.every((unit) => area[unit] !== 0 && partly.position[unit]! > 0)).toBe(true);
    const about = { programme: 'bltd', referenceDate: '2025-11-01', snapshotId: 'a1b2', seed: 9 };
    const { rows } = frozenContent(partly, about, HOUSEHOLD_IDS, area);
    expect(new Set(rows.filter(({ kelurahan }) => kelurahan === CODES[1]).map(({ standing }) => standing))).toEqual(
      new Set(['no-quota', 'other-aid']),
    );
    // Nobody has told any places: what is proposed is the whole pool, as before.
    expect(at(makeList(inputs(rules('sembako'))), 'no-quota')).toEqual([]);
  });

  test('of a day after the last quota is not cut, says for which time one is told, and is not frozen', () => {
    const [from, to] = [parseIsoDate('2025-01-01')!, parseIsoDate('2025-09-30')!];
    const bltd = programmes.find(({ id }) => id === 'bltd')!;
    const [edition] = bltd.editions;
    const ended = { ...bltd, editions: [{ ...edition, quotas: [{ ...QUOTA, from, to }] }] } as const;
    const before = rulesOn(ended, to);
    expect(makeList(inputs(before)).cuts.map(({ places }) => places.kind)).toEqual([
      'quota',
      'shared-out',
      'shared-out',
    ]);
    expect(() => requireQuota(before)).not.toThrow();
    const after = rulesOn(ended, to + 1);
    const uncut = makeList(inputs(after));
    expect(uncut.cuts.map(({ places, reserve }) => [places, reserve])).toEqual(
      CODES.map(() => [{ kind: 'unknown', toldFor: [{ from, to }] }, 0]),
    );
    expect(() => requireQuota(after)).toThrow(
      /quotas: none is told for 2025-10-01, only from 2025-01-01 to 2025-09-30\. In bltd\/parameters\.yaml, row \d+\. Write the quota of that day/,
    );
    expect(() => requireQuota(rules('sembako'))).not.toThrow();
  });

  test('of a programme for persons ranks persons', () => {
    const kelurahan = Uint16Array.from(table.householdRow, (h) => area[h]!);
    const persons = makeList(
      inputs(rules('pip', { ...QUOTA, byKelurahan: {} }), table, kelurahan, ids(table.personCount)),
    );
    expect(at(persons, 'proposed')).toHaveLength(90);
  });
});

/** The same city with its households, and their members, the other way round. */
function reversed(city: FactTable): FactTable {
  const householdRow = city.householdRow.toReversed().map((h) => city.householdCount - 1 - h);
  const columns = [...city.columns].map(([key, column]) => {
    const values = column.values.toReversed();
    return [key, { ...column, ...coded(values), origin: column.origin.toReversed() }] as const;
  });
  return { ...city, householdRow, ...membersByHousehold(householdRow, city.householdCount), columns: new Map(columns) };
}

function reversedIds(of: Uint8Array): Uint8Array {
  const count = of.length / 16;
  return Uint8Array.from(of, (_, i) => of[(count - 1 - Math.floor(i / 16)) * 16 + (i % 16)]!);
}

describe('places', () => {
  test('above the families of a kelurahan, or of the city, are refused with the file and the key', () => {
    const many = (quota: Partial<typeof QUOTA>) => () =>
      placesOf(rules('bltd', { ...QUOTA, ...quota }), CODES, [19, 50, 50], [9, 9, 9]);
    expect(many({})).toThrow(
      /byKelurahan\.35\.77\.03\.1005: is 20 places, and 19 families live there\. In bltd\/parameters\.yaml, row \d+\. Mend that key\./,
    );
    expect(many({ byKelurahan: {} as never, city: 120 })).toThrow(/city: is 120 places, and the city has 119 families/);
    expect(many({ byKelurahan: { '35.77.99.1001': 1 } as never })).toThrow(/35\.77\.99\.1001: is no kelurahan/);
  });

  test('are shared out whole, in proportion', () => {
    expect(shareOut(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(shareOut(7, [0, 30, 5])).toEqual([0, 6, 1]);
    expect(shareOut(5, [0, 0])).toEqual([0, 0]);
  });
});

describe('who receives now, against the rules', () => {
  const NOWHERE = new Float64Array(600).fill(NaN);
  // The list was read: who is not on it is known not to be.
  const onList = { ...table.columns.get(familyReceivesFact('bltd'))!, ...coded(new Float64Array(600)) };
  const listed = { ...table, columns: new Map([...table.columns, [familyReceivesFact('bltd'), onList]]) };
  const found = evaluate(rules('bltd'), new TruthColumns(table));
  const pick = (is: (h: number) => boolean): number => Array.from(found.fits.keys()).find((h) => is(h))!;
  const head = (h: number): number => table.members[table.memberStart[h]!]!;
  const fits = pick((h) => found.fits[h] === YES && table.memberStart[h + 1]! - table.memberStart[h]! > 1);
  const fails = pick((h) => found.conditions[h] === NO && found.overlaps[h] === YES);
  const open = pick((h) => found.fits[h] === UNKNOWN);
  const twice = pick((h) => found.overlaps[h] === NO);
  const [DEAD, MOVED, GONE, OUTSIDE] = [1, 2, 3, 4].map((i) => table.personCount + i) as [
    number,
    number,
    number,
    number,
  ];
  const person = [
    head(fits),
    head(fits),
    head(fits) + 1,
    head(fails),
    head(open),
    head(twice),
    DEAD,
    MOVED,
    GONE,
    OUTSIDE,
    -1,
    head(fails),
  ];

  const state = new Uint8Array(table.personCount + 5);
  for (const [who, is] of [
    [DEAD, 'dead'],
    [MOVED, 'moved'],
    [GONE, 'gone'],
    [OUTSIDE, 'outside'],
  ] as const)
    state[who] = RESIDENCE_STATES.indexOf(is);
  const result = against(found);

  function against(
    of: ProgrammeColumns,
    account = new Uint32Array(person.length),
    house = new Uint32Array(person.length),
    city = listed,
  ) {
    return againstRecipients({
      found: of,
      table: city,
      lists: [
        {
          programme: 'bltd',
          count: person.length,
          person: Int32Array.from(person),
          resident: Int32Array.from(person, (p) => (p < table.personCount ? p : -1)),
          state: Uint8Array.from(person, (p) => state[p] ?? 0),
          household: Int32Array.from(person, (p) => (p >= 0 && p < table.personCount ? table.householdRow[p]! : -1)),
          isReceiving: Uint8Array.from(person, (_, row) => Number(row !== person.length - 1)),
          account,
          card: new Uint32Array(person.length),
          house,
        } as unknown as RecipientRows,
      ],
      familyProgrammes: ['bltd'],
      households: { kelurahan: area, lon: NOWHERE, lat: NOWHERE, precision: new Uint8Array(600) },
      kelurahanCount: 3,
    })!;
  }

  test('each row is told for what it is', () => {
    expect([...result.finding].map((each) => (each === NOT_RECEIVING ? '-' : FINDINGS[each]))).toEqual([
      'fits',
      'double-person',
      'double-family',
      'seems-wrongly-in',
      'cannot-tell',
      'double-aid',
      'dead',
      'moved',
      'not-found',
      'unmatched',
      'unmatched',
      '-',
    ]);
  });

  test('of another family in the same house it is told, after what speaks against it more, as Daftar Ganda has it', () => {
    const none = new Uint32Array(person.length);
    // The first row's house is also that of who fails, who is open and who has other aid.
    const shared = against(
      found,
      none,
      Uint32Array.from(person, (_, row) => ([0, 3, 4, 5].includes(row) ? 9 : 0)),
    );
    const told = [0, 3, 4, 5].map((row) => FINDINGS[shared.finding[row]!]);
    expect(told).toEqual(['fits', 'seems-wrongly-in', 'double-house', 'double-aid']);
    const ofHouse = shared.doubles.filter(({ kind }) => kind === 'same-house').map(({ row }) => row);
    expect(ofHouse).toEqual([3, 4, 5]);
    expect(shared.counts['double-house']).toBe(1);
  });

  test('a family that is due and of whose card a row leads to nobody here is told apart from who was never proposed', () => {
    expect(result.perhapsOnList).toBe(0);
    const unclear = Array.from(found.fits.keys()).filter((h) => found.fits[h] !== NO && h !== fits);
    const values = Float64Array.from({ length: table.householdCount }, (_, h) => (unclear.includes(h) ? NaN : 0));
    const own = { ...table.columns.get(familyReceivesFact('bltd'))!, ...coded(values) };
    const waiting = against(found, undefined, undefined, {
      ...table,
      columns: new Map([...table.columns, [familyReceivesFact('bltd'), own]]),
    });
    expect(waiting.perhapsOnList).toBe(unclear.filter((h) => found.fits[h] === YES).length);
    expect(waiting.wronglyOut).toBe(result.wronglyOut);
  });

  test('both errors stand side by side, by kelurahan too', () => {
    const due = found.fits.filter((truth) => truth === YES).length;
    expect(result.wronglyOut).toBe(due - 1);
    expect(result.seemsWronglyOut[fits]).toBe(0);
    const sum = (key: 'receives' | 'wronglyIn' | 'wronglyOut'): number =>
      result.byKelurahan.reduce((total, each) => total + each[key], 0);
    expect(sum('wronglyOut')).toBe(
      Array.from(result.seemsWronglyOut.keys()).filter((h) => result.seemsWronglyOut[h] === 1 && area[h]! < 3).length,
    );
  });

  test('both errors are those of the page, a family once, whoever shares its account', () => {
    const receiving = new Set([fits, fails, open, twice]);
    const values = Float64Array.from({ length: table.householdCount }, (_, h) => Number(receiving.has(h)));
    const columns = new Map([
      ...table.columns,
      [familyReceivesFact('bltd'), { ...table.columns.get(familyReceivesFact('bltd'))!, ...coded(values) }] as const,
    ]);
    const page = listCounts(found, new TruthColumns({ ...table, columns }), area, 3);
    // The family that is not due has the account of the first row.
    const shared = against(
      found,
      Uint32Array.from(person, (_, row) => (row === 0 || row === 3 ? 7 : 0)),
    );
    expect(FINDINGS[shared.finding[3]!]).toBe('double-number');
    for (const { byKelurahan } of [result, shared]) {
      const told = (key: keyof BothErrors): number[] => byKelurahan.map((each) => each[key]);
      expect(told('receives')).toEqual([...page.receives.subarray(0, 3)]);
      expect(told('wronglyIn')).toEqual([0, 1, 2].map((k) => page['seems-wrongly-in'][k]! + page['other-aid'][k]!));
      expect(told('wronglyOut')).toEqual([...page['wrongly-out'].subarray(0, 3)]);
    }
    expect([fits, fails, open, twice].every((h) => area[h]! < 3)).toBe(true);
  });
});
