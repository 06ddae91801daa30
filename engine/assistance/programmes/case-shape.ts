/** What a file of worked families may hold, in the words that a social worker uses. */
import { z } from 'zod';
import { TRUTH_WORDS } from '../evaluation/truth.ts';
import { DAY } from './dated-values.ts';

/** How a case writes that nobody knows. */
export const NOT_KNOWN = 'tidak tahu';

const FACT_VALUE = z.union([z.number(), z.string()]);

/** What must come out: said of the family, or of a member where the programme is given to persons. */
const EXPECTED = {
  layak: z.enum(Object.values(TRUTH_WORDS)).optional(),
  /** A year; `tidak tahu` where no source tells the amount. */
  rupiah: z.union([z.number(), z.literal(NOT_KNOWN)]).optional(),
  gagal: z.array(z.string()).optional(),
  terbuka: z.array(z.string()).optional(),
};
export const EXPECTED_WORDS = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];
const RECEIVED = { menerima: z.array(z.string()).optional(), 'belum tahu menerima': z.array(z.string()).optional() };

const MEMBER = z.object({ ...EXPECTED, ...RECEIVED }).catchall(FACT_VALUE);
const FAMILY = z.object({ anggota: z.array(MEMBER).min(1), ...EXPECTED, ...RECEIVED });

const CASE = FAMILY.extend({
  nama: z.string().min(1),
  tanggal: DAY.optional(),
  /** The day has no rules of this programme: before they begin, after they end. */
  berlaku: z.literal('tidak').optional(),
}).catchall(FACT_VALUE);

/** Families in the order in which the list has them, the first one first. */
const ORDER = z.strictObject({
  nama: z.string().min(1),
  tanggal: DAY.optional(),
  keluarga: z.array(FAMILY.catchall(FACT_VALUE)).min(2),
});

export const COMMON = z.strictObject({
  keluarga: z.record(z.string(), FACT_VALUE).default({}),
  anggota: z.record(z.string(), FACT_VALUE).default({}),
});

export const CASES = z.strictObject({
  /** Day of the cases that do not name their own. */
  tanggal: DAY,
  /** Facts of every family and member, where the case does not say otherwise. */
  umum: COMMON,
  kasus: z.array(CASE).min(1),
  urutan: z.array(ORDER).default([]),
});

/** Words of a case that are no facts. */
const NO_FACTS = [...EXPECTED_WORDS, ...Object.keys(RECEIVED), 'nama', 'tanggal', 'berlaku', 'anggota'];
export const isFactWord = (word: string): boolean => !NO_FACTS.includes(word);

export type WrittenExpectation = z.infer<z.ZodObject<typeof EXPECTED>>;
export type WrittenReceipt = z.infer<z.ZodObject<typeof RECEIVED>>;
export type WrittenFamily = z.infer<typeof FAMILY>;
export type WrittenCase = z.infer<typeof CASE>;
