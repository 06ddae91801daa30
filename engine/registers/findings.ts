/** Every reason why a row is refused or accepted with a remark, in words. */
import type { NumberFault } from '../kernel/ids.ts';

interface FindingText {
  /** What was expected, for the finding itself. */
  readonly expected: string;
  /** The reason as a screen shows it. */
  readonly id: string;
  readonly en: string;
}

const number = (
  what: 'NIK' | 'No. KK',
): Readonly<Record<Exclude<NumberFault, 'rounded'> | 'as-number', FindingText>> => ({
  blank: { expected: '16 digits', id: `${what} kosong`, en: `${what} is blank` },
  'not-digits': { expected: '16 digits', id: `${what} berisi selain angka`, en: `${what} holds more than digits` },
  'fifteen-digits': { expected: '16 digits', id: `${what} hanya 15 digit`, en: `${what} has only 15 digits` },
  'wrong-length': { expected: '16 digits', id: `Panjang ${what} bukan 16 digit`, en: `${what} has not 16 digits` },
  placeholder: { expected: `a ${what}, not a stand-in`, id: `${what} isian semu`, en: `${what} is a stand-in` },
  scientific: {
    expected: '16 digits written as text',
    id: `${what} ditulis ilmiah oleh spreadsheet`,
    en: `${what} in scientific writing of a spreadsheet`,
  },
  'as-number': {
    expected: 'a text cell: a spreadsheet keeps 15 digits of a number',
    id: `${what} tersimpan sebagai angka`,
    en: `${what} stored as a number`,
  },
});

const nik = number('NIK');
const kk = number('No. KK');

/** By stable code. Codes of numbers of identity start with the kind of the field: `nik-fifteen-digits`. */
export const FINDING_TEXTS = {
  'row-too-short': {
    expected: 'as many cells as headings',
    id: 'Baris terpotong: kolom wajib tidak ada',
    en: 'Row cut short: a needed column is not there',
  },
  'cells-left-out': {
    expected: 'as many cells as headings',
    id: 'Sel di akhir baris tidak ditulis, dianggap kosong',
    en: 'Cells at the end of the row left out, taken for blank',
  },
  'row-too-long': {
    expected: 'as many cells as headings',
    id: 'Baris bergeser: sel lebih dari judul kolom',
    en: 'Row shifted: more cells than headings',
  },
  'row-unusable': {
    expected: 'a number of identity or a name',
    id: 'Baris tanpa identitas',
    en: 'Row that names nobody',
  },
  'total-row': { expected: 'a record', id: 'Baris jumlah, bukan data', en: 'Line of totals, not a record' },
  'heading-repeated': { expected: 'a record', id: 'Judul kolom terulang', en: 'Headings repeated' },
  blank: { expected: 'a value', id: 'Isian wajib kosong', en: 'Needed value is blank' },
  'cell-error': { expected: 'a value', id: 'Sel berisi galat spreadsheet', en: 'Cell holds a spreadsheet error' },
  'repeat-disagrees': {
    expected: 'the same value in each repeated column',
    id: 'Kolom berulang tidak sama isinya',
    en: 'Repeated columns disagree',
  },
  'nik-blank': nik.blank,
  'nik-not-digits': nik['not-digits'],
  'nik-fifteen-digits': nik['fifteen-digits'],
  'nik-wrong-length': nik['wrong-length'],
  'nik-placeholder': nik.placeholder,
  'nik-scientific': nik.scientific,
  'nik-as-number': nik['as-number'],
  'kk-blank': kk.blank,
  'kk-not-digits': kk['not-digits'],
  'kk-fifteen-digits': kk['fifteen-digits'],
  'kk-wrong-length': kk['wrong-length'],
  'kk-placeholder': kk.placeholder,
  'kk-scientific': kk.scientific,
  'kk-as-number': kk['as-number'],
  'nik-birth-disagrees': {
    expected: 'birth date and sex as the NIK tells them',
    id: 'Tanggal lahir atau jenis kelamin tidak sesuai NIK',
    en: 'Birth date or sex disagrees with the NIK',
  },
  'name-has-digits': { expected: 'a name', id: 'Nama mengandung angka', en: 'Name holds digits' },
  'date-impossible': { expected: 'a day of the calendar', id: 'Tanggal tidak mungkin', en: 'Impossible date' },
  'date-unreadable': { expected: 'a date', id: 'Tanggal tidak terbaca', en: 'Date cannot be read' },
  'date-short-year': { expected: 'a year of four digits', id: 'Tahun hanya dua digit', en: 'Year of two digits' },
  'date-placeholder': { expected: 'a date, not zeros', id: 'Tanggal isian semu', en: 'Date is a stand-in' },
  'date-in-future': {
    expected: 'a date up to the reference day',
    id: 'Tanggal setelah tanggal acuan',
    en: 'Date after the reference day',
  },
  'date-too-old': { expected: 'a later date', id: 'Tanggal terlalu lampau', en: 'Date too long ago' },
  'code-unknown': {
    expected: 'an answer of the code list',
    id: 'Isian di luar daftar kode',
    en: 'Answer not in the code list',
  },
  'code-needs-sex': {
    expected: 'a sex that tells husband from wife',
    id: 'Kode bergantung pada jenis kelamin yang kosong',
    en: 'Code depends on a sex that is blank',
  },
  'number-unreadable': { expected: 'a number', id: 'Teks di kolom angka', en: 'Text in a number column' },
  'number-out-of-range': {
    expected: 'a number within its range',
    id: 'Angka di luar rentang',
    en: 'Number out of range',
  },
  'rt-unreadable': {
    expected: 'a number of up to three digits',
    id: 'RT atau RW tidak terbaca',
    en: 'RT or RW cannot be read',
  },
  'kelurahan-unknown': {
    expected: 'a kelurahan of the city',
    id: 'Kelurahan tidak dikenal',
    en: 'Kelurahan not known',
  },
  'kelurahan-ambiguous': {
    expected: 'a kelurahan whose kecamatan tells it from its namesake',
    id: 'Nama kelurahan ganda',
    en: 'Two kelurahan have this name',
  },
} as const satisfies Readonly<Record<string, FindingText>>;

export type FindingCode = keyof typeof FINDING_TEXTS;

/** The writing has two meanings and nobody declared which: reading stops and asks. */
export const AMBIGUOUS = 'ambiguous';

/** What is wrong with a cell; '' for nothing. */
export type Fault = FindingCode | typeof AMBIGUOUS | '';

/** Words for the code of a finding; the code itself where a later version of the engine wrote it. */
export const findingText = (code: string): FindingText =>
  (FINDING_TEXTS as Readonly<Record<string, FindingText>>)[code] ?? { expected: '', id: code, en: code };
