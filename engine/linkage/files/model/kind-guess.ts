/** Guesses what a field is from what its columns are called and what stands in them. */
import type { FieldKind } from '../../core/table.ts';

/** What the values of a field look like. */
export interface ValueLooks {
  /** Distinct values, blank not counted. */
  readonly distinct: number;
  /** Rows that tell it. */
  readonly told: number;
  /** Share of distinct values, 0 to 1, that … */
  readonly dates: number;
  readonly digitsOnly: number;
  /** Digits alone, a nought before them: a number that counts or measures is not written so. */
  readonly leadingNought: number;
  readonly withDigits: number;
  /** Latitude or longitude: a number with three decimals or more. */
  readonly decimals: number;
  /** 16 digits, as a NIK or a No. KK. */
  readonly sixteenDigits: number;
  /** Letters and digits as postcodes of Britain, Ireland, Canada and the Netherlands have them. */
  readonly letteredPostcodes: number;
  /** Words a value, on average. */
  readonly words: number;
}

const DATE =
  /^(\d{8}|\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}|\d{1,2}[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ](\d{4}|\d{2}))([T ].*)?$/;
const LIKELY_YEAR = /^(1[6-9]|20)\d\d/;
const LETTERED_POSTCODE =
  /^([A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}|[A-Z]\d\d\s*[A-Z\d]{4}|[A-Z]\d[A-Z]\s*\d[A-Z]\d|\d{4}\s*[A-Z]{2})$/i;
const MOST_LOOKED_AT = 5000;

/** Eight digits are a date only where they begin or end as one. */
const isDate = (text: string): boolean =>
  DATE.test(text) &&
  (text.length !== 8 || /\D/.test(text) || LIKELY_YEAR.test(text) || LIKELY_YEAR.test(text.slice(4)));

/** @param texts distinct values, '' among them or not @param told rows that tell the field */
export function looksOf(texts: readonly string[], told: number): ValueLooks {
  const distinct = texts.reduce((count, text) => count + Number(text !== ''), 0);
  const stride = Math.max(1, Math.floor(texts.length / MOST_LOOKED_AT));
  const sample = texts.filter((text, i) => i % stride === 0 && text !== '');
  const share = (test: (text: string) => boolean): number =>
    sample.length === 0 ? 0 : sample.filter(test).length / sample.length;
  const words = sample.reduce((sum, text) => sum + text.split(/[\s,]+/).length, 0);
  return {
    distinct,
    told,
    dates: share(isDate),
    digitsOnly: share((text) => /^[\d\s.-]*\d[\d\s.-]*$/.test(text)),
    leadingNought: share((text) => /^0\d+$/.test(text)),
    withDigits: share((text) => /\d/.test(text)),
    decimals: share((text) => /^-?\d{1,3}[.,]\d{3,}$/.test(text)),
    sixteenDigits: share((text) => /^\d{16}$/.test(text.replace(/\D/g, ''))),
    letteredPostcodes: share((text) => LETTERED_POSTCODE.test(text.trim())),
    words: sample.length === 0 ? 0 : words / sample.length,
  };
}

/** Words of a heading, without regard to how they are put together: `DateOfBirth`, `date_of_birth`. */
const wordsOfHeading = (heading: string): string =>
  ` ${heading
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()} `;

/** Headings in Indonesian and English, the more telling first. A guess holds only where the values bear it out. */
const HEADINGS: readonly (readonly [RegExp, FieldKind, (looks: ValueLooks) => boolean])[] = [
  [
    / (no kk|nokk|kk|household id|hhid|hh id|family card|kartu keluarga|household|family id) /,
    'household-id',
    hasDigits,
  ],
  [
    / (nik|ktp|ssn|soc sec( id)?|social security.*|national id|nin|nhs.*|medicare.*|passport|paspor|bsn|cpr) /,
    'national-id',
    hasDigits,
  ],
  [/ (postcode|post code|postal code|postal|kode pos|kodepos|zip|zip code|zipcode|plz) /, 'postcode', () => true],
  [/ (tempat lahir|place of birth|birth ?place|pob|kota lahir) /, 'category', () => true],
  [/ (dob|birth|born|bday|birthday|birthdate|lahir|tgl|tanggal|date|tarikh) /, 'date', (looks) => looks.dates > 0.5],
  [
    / (lat|latitude|lintang|lon|lng|long|longitude|bujur|coordinates?|koordinat) /,
    'coordinate',
    (looks) => looks.withDigits > 0.8,
  ],
  [
    / (given|first|last|middle|surname|sur|forename|fname|lname|mname|maiden|nickname|family name|nama depan|nama belakang|nama tengah|panggilan|initials?|vorname|nachname|prenom|apellidos?|gname|sname) /,
    'name-part',
    isText,
  ],
  [/ (phone|telephone|mobile|telp|telepon|hp|handphone|email|e mail|surel|fax) /, 'code', () => true],
  [
    / (sex|gender|kelamin|jk|jenis kelamin|race|ras|ethnicity|marital|agama|religion|status|state|province|provinsi|county|country) /,
    'category',
    (looks) => looks.distinct < 2000,
  ],
  [/ (street number|house number|house no|no rumah|unit|flat|rt|rw) /, 'code', () => true],
  [
    / (address|addr|alamat|street|jalan|jl|road|suburb|town|city|kota|kelurahan|desa|kecamatan|locality|village|parish|location) /,
    'address',
    isText,
  ],
  [
    / (name|nama|fullname|full name|person|mother|ibu|father|ayah) /,
    'full-name',
    (looks) => isText(looks) && looks.words > 1.25,
  ],
  [/ (name|nama|fullname|person|mother|ibu|father|ayah) /, 'name-part', isText],
  [/ (age|umur|usia|year|tahun|weight|height|income|amount|count) /, 'number', (looks) => looks.digitsOnly > 0.8],
];

function isText(looks: ValueLooks): boolean {
  return looks.digitsOnly < 0.5;
}

function hasDigits(looks: ValueLooks): boolean {
  return looks.withDigits > 0.7;
}

/** A field of fewer values than this is a choice from a list. */
const MOST_CHOICES = 60;
const NEARLY_UNIQUE = 0.3;
/** Of numbers of one length one in ten begins with nought; of amounts hardly any is written so. */
const LEAST_NOUGHTS = 0.05;

/** @param headings what its columns are called, and the field itself */
export function guessKind(headings: readonly string[], looks: ValueLooks): FieldKind {
  for (const words of headings.map(wordsOfHeading)) {
    const found = HEADINGS.find(([pattern, , holds]) => pattern.test(words) && holds(looks));
    if (found !== undefined) return found[1];
  }
  return kindOfValues(looks);
}

function kindOfValues(looks: ValueLooks): FieldKind {
  const isNearlyUnique = looks.distinct > looks.told * NEARLY_UNIQUE;
  if (looks.dates > 0.8) return 'date';
  if (looks.sixteenDigits > 0.7) return isNearlyUnique ? 'national-id' : 'household-id';
  if (looks.letteredPostcodes > 0.8) return 'postcode';
  if (looks.decimals > 0.8) return 'coordinate';
  if (looks.distinct <= MOST_CHOICES && !isNearlyUnique) return 'category';
  if (looks.digitsOnly > 0.8) return isNearlyUnique || looks.leadingNought > LEAST_NOUGHTS ? 'code' : 'number';
  if (looks.withDigits > 0.5) return looks.words > 1.8 ? 'address' : 'code';
  return looks.words > 1.5 ? 'full-name' : 'name-part';
}
