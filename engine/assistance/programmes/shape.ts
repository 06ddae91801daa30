/** What parameters.yaml of a programme, and each file of rules beside it, may hold. */
import { z } from 'zod';
import { BILINGUAL, type Bilingual } from '../../kernel/bilingual.ts';
import { AMOUNT, DAY, LIMIT, REFERENCE, type Amount, type Limit } from './dated-values.ts';
import type { FactLevel } from '../facts/catalogue.ts';
import type { Expression } from './expression.ts';
import type { RulePath } from './rule-error.ts';

/** What a programme is given to. A pupil is a person, counted as schools count. */
export const UNITS = ['family', 'person', 'pupil'] as const;
export type Unit = (typeof UNITS)[number];

const CONDITION = z.strictObject({
  key: z.string().min(1),
  name: BILINGUAL,
  reference: REFERENCE,
  when: z.unknown(),
});

const COMPONENT = z.strictObject({
  key: z.string().min(1),
  /** `unit`: the family or person itself; `members`: each member of the family whom it fits. */
  of: z.enum(['unit', 'members']),
  amount: z.string(),
  when: z.unknown().optional(),
  /** Paid beside the others; without it only the largest of them counts. */
  adds: z.boolean().default(false),
});

const OVERLAP = z.strictObject({
  with: z.string(),
  /** Whose other benefit counts: that of anybody in the family, or the person's own. */
  level: z.enum(['family', 'person']).default('family'),
  reference: REFERENCE,
});

const WHOLE = z.int('must be a whole number');

/** In how many parts of a year it is paid, as far as a source tells. */
const PAYMENT = z.strictObject({
  perYear: WHOLE.min(1, 'must be 1 or more').max(366, 'must be 366 or less'),
  name: BILINGUAL,
  reference: REFERENCE,
});
export type Payment = z.infer<typeof PAYMENT>;

const PLACES = WHOLE.min(0, 'must be 0 or more');
const QUOTA = z.strictObject({
  from: DAY,
  to: DAY.optional(),
  reference: REFERENCE,
  /** Places in the whole city. */
  city: PLACES.optional(),
  /** Places by Kemendagri code. */
  byKelurahan: z.record(z.string(), PLACES).default({}),
});
export type Quota = z.infer<typeof QUOTA>;

const ORDER = z.enum(['ascending', 'descending']);
const RANKING = z.union([
  z.strictObject({ by: z.string(), order: ORDER }),
  z.strictObject({ membersWho: z.unknown(), order: ORDER }),
]);

export const PARAMETERS = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: BILINGUAL,
  unit: z.enum(UNITS),
  validFrom: DAY,
  /** Without it until the rules of the next file begin. */
  validTo: DAY.optional(),
  /** Nobody was given anything between the end of the rules before and these. */
  afterPause: z.literal(true).optional(),
  reference: REFERENCE,
  limits: z.record(z.string(), LIMIT),
  amounts: z.record(z.string(), AMOUNT),
  conditions: z.array(CONDITION).min(1),
  components: z.array(COMPONENT).min(1),
  /** Limit that says how many members count in a family. */
  memberCap: z.string().optional(),
  payment: PAYMENT.optional(),
  overlaps: z.array(OVERLAP),
  /** Criteria of models/assistance/indications.yaml that reviewers of this programme look at. */
  indications: z.union([z.literal('all'), z.array(z.string())]),
  quotas: z.array(QUOTA).default([]),
  ranking: z.array(RANKING).min(1),
  contested: z.array(BILINGUAL).default([]),
});

/** One source that a rule names. */
export const SOURCE = z.strictObject({
  publisher: z.string().min(1),
  /** As exactly as it is known: 2025-01-25, 2025-01 or 2025. */
  date: z.union([z.string(), z.number()]).transform(String),
  about: z.string().min(1),
});
export type Source = z.infer<typeof SOURCE>;

/** How the keys of conditions begin that say which other programme is not received. */
export const OVERLAP_KEY = 'overlap/';

export interface Condition {
  readonly key: string;
  readonly name: Bilingual;
  readonly reference: readonly string[];
  readonly when: Expression;
}

export interface Component {
  readonly key: string;
  readonly of: 'unit' | 'members';
  readonly amount: string;
  /** Undefined where it applies to every unit. */
  readonly when: Expression | undefined;
  readonly adds: boolean;
}

export type RankingKey =
  | { readonly kind: 'fact'; readonly fact: string; readonly order: 'ascending' | 'descending' }
  | { readonly kind: 'members-who'; readonly who: Expression; readonly order: 'ascending' | 'descending' };

/** The rules of a programme for a time, as one file writes them, checked. */
export interface Edition {
  readonly id: string;
  readonly name: Bilingual;
  readonly unit: Unit;
  readonly validFrom: number;
  /** Infinity while nobody has set an end. */
  readonly validTo: number;
  readonly reference: readonly string[];
  readonly limits: Readonly<Record<string, Limit>>;
  readonly amounts: Readonly<Record<string, Amount>>;
  readonly conditions: readonly Condition[];
  readonly components: readonly Component[];
  readonly memberCap: string | undefined;
  /** Undefined where no source tells how it is paid. */
  readonly payment: Payment | undefined;
  /** What no family or person who is given this one should receive besides. */
  readonly overlaps: readonly Condition[];
  readonly indications: 'all' | readonly string[];
  readonly quotas: readonly Quota[];
  readonly ranking: readonly RankingKey[];
  readonly contested: readonly Bilingual[];
  readonly path: RulePath;
}

/** A programme with its rules of every time that somebody has written down. */
export interface Programme {
  readonly id: string;
  /** As the newest rules write it. */
  readonly name: Bilingual;
  readonly unit: Unit;
  /** Of the first rules; where there was a pause, isInForce tells. */
  readonly validFrom: number;
  /** Of the last rules. */
  readonly validTo: number;
  /** In the order of their times; there is at least one. */
  readonly editions: readonly [Edition, ...Edition[]];
  /** Where its files are. */
  readonly folder: string;
}

export const levelOf = ({ unit }: { readonly unit: Unit }): FactLevel => (unit === 'family' ? 'household' : 'person');
