import { describe, expect, test } from 'vitest';
import { RESIDENCE_STATES } from '../../population/residents.ts';
import { differenceOf, freeze, frozenContent, thaw } from './frozen-list.ts';
import type { STANDINGS } from './make-list.ts';
import { makeList } from './make-list.ts';
import { whereaboutsOf } from './whereabouts.ts';
import { area, CODES, HOUSEHOLD_IDS, ids, inputs, QUOTA, rules } from './test-lists.ts';

describe('a frozen list', () => {
  const frozen = (quota: typeof QUOTA) => {
    const list = makeList(inputs(rules('bltd', quota)));
    const about = { programme: 'bltd', referenceDate: '2025-11-01', snapshotId: 'a1b2', seed: 9 };
    return frozenContent(list, about, HOUSEHOLD_IDS, area);
  };
  const before = frozen(QUOTA);
  const signed = { by: 'Kepala Bidang, Dinsos', at: '2025-11-03T02:00:00.000Z' };
  const bytes = freeze({ content: before, signed });

  test('comes back as it was, with the same bytes for the same list, and holds no name and no number', () => {
    expect(thaw(bytes, 'list.json')).toEqual({ content: before, signed });
    expect(freeze({ content: frozen(QUOTA), signed })).toBe(bytes);
    expect(bytes).not.toMatch(/"\d{16}"/);
  });

  test('that was changed is refused, and so is what is none', () => {
    for (const [was, is] of [
      ['"proposed"', '"reserve"'],
      ['Kepala Bidang', 'Somebody else'],
      ['2025-11-03', '2025-11-04'],
      ['"seed":9', '"seed":10'],
    ] as const) {
      expect(bytes).toContain(was);
      expect(() => thaw(bytes.replace(was, is), 'list.json')).toThrow(/changed after it was frozen.*list\.json/);
    }
    expect(() => thaw('no list', 'list.json')).toThrow(/no frozen list/);
  });

  test('is held against the next: who comes in, who leaves and why, who stays', () => {
    const after = frozen({ ...QUOTA, city: 60 });
    const change = differenceOf(before, after);
    expect(change.left.length).toBe(30);
    expect(new Set(change.left.map(({ reason }) => reason))).toEqual(new Set(['now-in-reserve']));
    expect([change.entered.length, change.stayed]).toEqual([0, 60]);
    const lists = [whereaboutsOf(HOUSEHOLD_IDS, [])];
    expect(differenceOf(before, after, lists[0])).toEqual(change);
    const back = differenceOf(after, before);
    expect(back.entered.map(({ reason }) => reason)).toEqual(Array.from({ length: 30 }, () => 'was-in-reserve'));
  });
});

test('who is not on the next list died, moved away, is no longer recorded, or lives where nobody knows: each told as such', () => {
  const [dead, moved, gone, unlisted, nowhere, waiting, out] = ids(7).reduce<string[]>(
    (found, _, i, all) => (i % 16 === 0 ? [...found, hex(all, i)] : found),
    [],
  ) as [string, string, string, string, string, string, string];
  const row = (id: string, standing: (typeof STANDINGS)[number]) => ({
    id,
    kelurahan: CODES[0]!,
    standing,
    position: 1,
  });
  const content = (rows: ReturnType<typeof row>[]) => ({
    ...{ format: 'kembaran-list-2' as const, programme: 'pip', version: 'pip', referenceDate: '2025-11-01' },
    ...{ snapshotId: 'a1b2', seed: 9, rows },
  });
  const all = [dead, moved, gone, unlisted, nowhere, waiting, out];
  const before = content(all.map((id) => row(id, 'proposed')));
  const after = content([row(nowhere, 'placeless'), row(waiting, 'no-quota')]);
  const here = Buffer.from([nowhere, waiting, out].join(''), 'hex');
  const listed = [dead, moved, gone];
  const states = ['dead', 'moved', 'gone'] as const;
  const whereabouts = whereaboutsOf(here, [
    {
      count: 3,
      person: Int32Array.of(7, 8, 9),
      personId: Buffer.from(listed.join(''), 'hex'),
      resident: Int32Array.of(-1, -1, -1),
      state: Uint8Array.from(states, (state) => RESIDENCE_STATES.indexOf(state)),
    },
  ]);
  const reasons = new Map(differenceOf(before, after, whereabouts).left.map(({ id, reason }) => [id, reason]));
  expect(all.map((id) => reasons.get(id))).toEqual([
    'died',
    'moved-away',
    'no-longer-recorded',
    'no-longer-recorded',
    'now-placeless',
    'now-without-quota',
    'now-not-in-pool',
  ]);
  const back = differenceOf(after, before).entered.map(({ reason }) => reason);
  expect(back.filter((reason) => reason === 'was-placeless' || reason === 'was-without-quota')).toHaveLength(2);
});

const hex = (of: Uint8Array, from: number): string => Buffer.from(of.slice(from, from + 16)).toString('hex');
