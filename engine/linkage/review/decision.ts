/** What people decide about records: that they are one, that they are not, or that it must wait; and that it is undone. */
import { z } from 'zod';

/** A record by the name of its source (a file, a register) and its id there (a row key): never by its row number. */
export const RECORD = z.tuple([z.string().min(1), z.string().min(1)]);
export type RecordId = z.infer<typeof RECORD>;

export const DECISION_KINDS = ['same', 'different', 'later'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

const WHO = {
  /** Number of the decision, from 1 on. */
  decision: z.int().min(1),
  reason: z.string(),
  by: z.string().min(1),
  /** When, in ISO 8601. */
  at: z.iso.datetime(),
  /** Fingerprint of the line before, so that a line that was changed or lost is noticed. */
  follows: z.string(),
};

/** Every record on the left is one with, or another than, every record on the right. */
const ABOUT_RECORDS = z.strictObject({
  kind: z.enum(DECISION_KINDS),
  left: z.array(RECORD).min(1),
  right: z.array(RECORD).min(1),
  ...WHO,
});

const UNDOING = z.strictObject({ kind: z.literal('undo'), undoes: z.int().min(1), ...WHO });

export const LINE = z.discriminatedUnion('kind', [ABOUT_RECORDS, UNDOING]);
export type DecisionLine = z.infer<typeof LINE>;
export type Decision = z.infer<typeof ABOUT_RECORDS>;

/** A decision before it is written: who and when are added then. */
export type NewDecision =
  | Pick<Decision, 'kind' | 'left' | 'right' | 'reason' | 'by'>
  | Pick<z.infer<typeof UNDOING>, 'kind' | 'undoes' | 'reason' | 'by'>;

export const sameRecord = (one: RecordId, other: RecordId): boolean => one[0] === other[0] && one[1] === other[1];
export const recordName = ([source, id]: RecordId): string => `${source}\n${id}`;
export function recordOfName(name: string): RecordId {
  const at = name.indexOf('\n');
  return [name.slice(0, at), name.slice(at + 1)];
}
