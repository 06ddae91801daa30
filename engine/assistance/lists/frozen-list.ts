/** A list as it was when it was signed: it never changes again; the next one is held against it. */
import { z } from 'zod';
import { sha256 } from '../../kernel/checksum.ts';
import { TwinError } from '../../kernel/errors.ts';
import type { ResidenceState } from '../../population/residents.ts';
import { STANDINGS, type ProgrammeList, type Standing } from './make-list.ts';

const ROW = z.strictObject({
  /** Id without meaning, 32 hexadecimal digits. */
  id: z.string().regex(/^[0-9a-f]{32}$/),
  kelurahan: z.string(),
  standing: z.enum(STANDINGS),
  position: z.int().min(0),
});
const CONTENT = z.strictObject({
  format: z.literal('kembaran-list-2'),
  programme: z.string(),
  /** Rules that made it. */
  version: z.string(),
  referenceDate: z.string(),
  /** Data that it was made of. */
  snapshotId: z.string(),
  /** Of the lot between those who are alike. */
  seed: z.int().min(0),
  rows: z.array(ROW),
});
/** Who put the name to it, and when (UTC). */
const SIGNATURE = z.strictObject({ by: z.string().min(1), at: z.iso.datetime() });
const FROZEN = z.strictObject({ content: CONTENT, signed: SIGNATURE, sha256: z.string() });

export type FrozenRow = z.infer<typeof ROW>;
export type FrozenContent = z.infer<typeof CONTENT>;
export type Signature = z.infer<typeof SIGNATURE>;
export interface FrozenList {
  readonly content: FrozenContent;
  readonly signed: Signature;
}

const hex = (ids: Uint8Array, unit: number): string =>
  Buffer.from(ids.buffer, ids.byteOffset + unit * 16, 16).toString('hex');

/**
 * @param about     programme, day of the rules, data and seed that the list was made of
 * @param ids       [unit × 16 bytes]
 * @param kelurahan [unit] index into the codes
 */
export function frozenContent(
  list: ProgrammeList,
  about: Pick<FrozenContent, 'programme' | 'referenceDate' | 'snapshotId' | 'seed'>,
  ids: Uint8Array,
  kelurahan: ArrayLike<number>,
): FrozenContent {
  const rows: FrozenRow[] = [];
  list.standing.forEach((of, unit) => {
    if (of === 0) return;
    rows.push({
      id: hex(ids, unit),
      kelurahan: list.cuts[kelurahan[unit]!]?.code ?? '',
      standing: STANDINGS[of]!,
      position: list.position[unit]!,
    });
  });
  rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  const { programme, referenceDate, snapshotId, seed } = about;
  return { format: 'kembaran-list-2', programme, version: list.version, referenceDate, snapshotId, seed, rows };
}

const checksum = ({ content, signed }: FrozenList): string => sha256(JSON.stringify([content, signed]));

/** As bytes, with their checksum: the same list, approved by the same at the same time, gives the same bytes. */
export function freeze({ content, signed }: FrozenList): string {
  return `${JSON.stringify({ content, signed, sha256: checksum({ content, signed }) })}\n`;
}

/** @throws TwinError input when it is no frozen list, or was changed since */
export function thaw(text: string, file: string): FrozenList {
  const fault = (code: string, what: string): TwinError =>
    new TwinError('input', {
      code,
      what,
      where: { file },
      todo: 'Take the copy that was put away when it was approved.',
    });
  let parsed;
  try {
    parsed = FROZEN.safeParse(JSON.parse(text));
  } catch {
    throw fault('list-unreadable', 'The file is no frozen list.');
  }
  if (!parsed.success) throw fault('list-unreadable', 'The file is no frozen list.');
  const { content, signed, sha256: told } = parsed.data;
  if (checksum({ content, signed }) !== told) throw fault('list-changed', 'The list was changed after it was frozen.');
  return { content, signed };
}

/** Why a family that was proposed is not any more, or is now. */
export type ChangeReason =
  | 'was-not-in-pool'
  | 'was-in-reserve'
  | 'had-other-aid'
  | 'was-placeless'
  | 'was-without-quota'
  | 'now-in-reserve'
  | 'now-other-aid'
  | 'now-not-in-pool'
  | 'now-placeless'
  | 'now-without-quota'
  | 'died'
  | 'moved-away'
  | 'no-longer-recorded';

export interface ListDifference {
  readonly entered: readonly { readonly id: string; readonly reason: ChangeReason }[];
  readonly left: readonly { readonly id: string; readonly reason: ChangeReason }[];
  readonly stayed: number;
}

/** What is known of who stood on the list before: whether it lives in the city still, and else what became of it. */
export interface Whereabouts {
  isHere(id: string): boolean;
  stateOf(id: string): ResidenceState | undefined;
}

/** Masuk, keluar and tetap between two lists of one programme. @throws RangeError for lists of two programmes */
export function differenceOf(before: FrozenContent, after: FrozenContent, whereabouts?: Whereabouts): ListDifference {
  if (before.programme !== after.programme) throw new RangeError(`${before.programme} is not ${after.programme}`);
  const standingIn = ({ rows }: FrozenContent): Map<string, Standing> =>
    new Map(rows.map(({ id, standing }) => [id, standing]));
  const [was, is] = [standingIn(before), standingIn(after)];
  const proposed = (rows: readonly FrozenRow[]): string[] =>
    rows.filter(({ standing }) => standing === 'proposed').map(({ id }) => id);
  const entered = proposed(after.rows).filter((id) => was.get(id) !== 'proposed');
  const left = proposed(before.rows).filter((id) => is.get(id) !== 'proposed');
  return {
    entered: entered.map((id) => ({ id, reason: BEFORE[(was.get(id) ?? 'not-in-pool') as OffList] })),
    left: left.map((id) => ({ id, reason: reasonNow(id, is.get(id), whereabouts) })),
    stayed: proposed(after.rows).length - entered.length,
  };
}

/** Code of the kelurahan to how many are proposed there. */
export function proposedByKelurahan({ rows }: Pick<FrozenContent, 'rows'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kelurahan, standing } of rows)
    if (standing === 'proposed') counts.set(kelurahan, (counts.get(kelurahan) ?? 0) + 1);
  return counts;
}

type OffList = Exclude<Standing, 'proposed'>;

const BEFORE: Readonly<Record<OffList, ChangeReason>> = {
  'not-in-pool': 'was-not-in-pool',
  reserve: 'was-in-reserve',
  'other-aid': 'had-other-aid',
  placeless: 'was-placeless',
  'no-quota': 'was-without-quota',
};
const NOW: Readonly<Record<OffList, ChangeReason>> = {
  'not-in-pool': 'now-not-in-pool',
  reserve: 'now-in-reserve',
  'other-aid': 'now-other-aid',
  placeless: 'now-placeless',
  'no-quota': 'now-without-quota',
};

function reasonNow(id: string, standing: Standing | undefined, whereabouts: Whereabouts | undefined): ChangeReason {
  if (standing === undefined && whereabouts?.isHere(id) === false) {
    const state = whereabouts.stateOf(id);
    return state === 'dead' ? 'died' : state === 'moved' ? 'moved-away' : 'no-longer-recorded';
  }
  return NOW[(standing ?? 'not-in-pool') as OffList];
}
