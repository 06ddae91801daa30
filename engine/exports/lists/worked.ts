/** What people write onto a list: the open columns of the workbook, and what is kept of them. */
import { z } from 'zod';

export const RECOMMENDATIONS = ['Layak', 'Tidak layak', 'Tunda'] as const;

/** Texts as written; '' where nothing is. */
export const WORKED = z.strictObject({
  /** Hasil musyawarah kelurahan. */
  meeting: z.string(),
  /** Hasil kunjungan. */
  visit: z.string(),
  /** 2025-12-31 */
  visitedOn: z.string().regex(/^(\d{4}-\d\d-\d\d)?$/),
  officer: z.string(),
  recommendation: z.union([z.enum(RECOMMENDATIONS), z.literal('')]),
  reason: z.string(),
  note: z.string(),
});
export type Worked = z.infer<typeof WORKED>;
export type WorkedKey = keyof Worked;

export const NOTHING_WORKED: Worked = {
  meeting: '',
  visit: '',
  visitedOn: '',
  officer: '',
  recommendation: '',
  reason: '',
  note: '',
};

/** In the order of the columns. */
export const WORKED_HEADINGS: Readonly<Record<WorkedKey, string>> = {
  meeting: 'Hasil muskel',
  visit: 'Hasil kunjungan',
  visitedOn: 'Tgl kunjungan',
  officer: 'Petugas',
  recommendation: 'Rekomendasi',
  reason: 'Alasan',
  note: 'Catatan',
};
export const WORKED_KEYS = Object.keys(WORKED_HEADINGS) as WorkedKey[];

export const isSameWork = (a: Worked, b: Worked): boolean => WORKED_KEYS.every((key) => a[key] === b[key]);
