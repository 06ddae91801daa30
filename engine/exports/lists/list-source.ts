/** What sheets about a programme are written from, and the headings that only the twin fills in. */
import type { ProgrammeReview } from '../../programme-review.ts';
import type { CodeLists } from '../../registers/codes.ts';
import type { Identity } from '../../store/identities.ts';
import type { Keys } from '../../store/keys.ts';
import type { ReviewRow } from './review-rows.ts';
import { SCORE_HEADINGS } from './score-columns.ts';
import type { Worked } from './worked.ts';

export const DAFTAR_SHEET = 'Daftar';
export const CODE_HEADING = 'Kode baris';
export const ID_HEADING = 'ID';

/** Headings of the columns that only the twin fills in; a workbook that comes back must have them in this order. */
export const FIXED_HEADINGS: readonly string[] = [
  'No',
  ID_HEADING,
  'ID Keluarga',
  'No KK',
  'NIK',
  'Nama',
  'Tgl Lahir',
  'JK',
  'SHDK',
  'Alamat',
  'RT',
  'RW',
  'Kelurahan',
  'Kecamatan',
  'Desil',
  'Versi DTSEN',
  'Tgl ambil desil',
  ...SCORE_HEADINGS,
  'Program saat ini',
  'Komponen',
  'Perkiraan setahun (Rp)',
  'Posisi',
  'Urutan',
  'Menurut aturan',
  'Alasan menurut aturan',
  'Yang mengubah hasil',
  'Temuan penerima sekarang',
  'Status padan',
  'Letak baris penerima',
  'Indikasi (kode)',
  'Sumber indikasi',
];

/** All that a sheet about a programme is written from. */
export interface ListSource {
  /** The folder models/. */
  readonly modelsFolder: string;
  readonly review: ProgrammeReview;
  readonly rows: readonly ReviewRow[];
  /** By id of the person. */
  readonly identities: ReadonlyMap<string, Identity>;
  readonly codeLists: CodeLists;
  /** By id of the row: what people have written onto this list before. */
  readonly worked: ReadonlyMap<string, Worked>;
  readonly keys: Keys;
  /** Names the list: programme, snapshot and fingerprint. */
  readonly listName: string;
}
