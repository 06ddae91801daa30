/** Which fields a measure, a part of a key and a format are made for: over others they would tell nothing, or nonsense. */
import type { FieldSpec } from '../../core/link-model.ts';
import type { FieldKind } from '../../core/table.ts';
import { listed, modelFault } from './model-error.ts';

const WORDS: readonly FieldKind[] = ['name-part', 'full-name', 'address'];
/** Kinds whose fields can be read as one. */
const READ_AS_ONE: ReadonlySet<FieldKind> = new Set(['name-part', 'address']);

/** What a measure compares. A measure that is not here compares the values of one field of any kind. */
interface Fit {
  /** [field] kinds that it may be of; of the last one, all that follow as well where `hasMore`. */
  readonly kinds: readonly (readonly FieldKind[] | 'any')[];
  readonly hasMore?: true;
}

const ONE_FIELD: Fit = { kinds: ['any'] };
const TEXTS: Fit = { kinds: [WORDS], hasMore: true };

const FITS: ReadonlyMap<string, Fit> = new Map<string, Fit>([
  ['name-part', { kinds: [WORDS] }],
  ['name-parts', { kinds: [['name-part'], ['name-part']] }],
  ['full-name', TEXTS],
  ['address', TEXTS],
  ['date', { kinds: [['date']] }],
  ['birth-date', { kinds: [['date'], ['national-id']] }],
  ['number', { kinds: [['number', 'code']] }],
  ['coordinate', { kinds: [['coordinate', 'number']] }],
  ['neighbourhood', { kinds: ['any', 'any', 'any', 'any'] }],
]);

/**
 * @param key    place of the fields in MODEL.yaml
 * @param fields those that the comparison names, all of them told
 * @throws TwinError configuration: too few or too many fields, or one of a kind that the measure cannot compare
 */
export function checkMeasureFields(
  modelFile: string,
  key: string,
  measure: string,
  fields: readonly FieldSpec[],
): void {
  const { kinds, hasMore } = FITS.get(measure) ?? ONE_FIELD;
  if (fields.length < kinds.length || (fields.length > kinds.length && hasMore !== true)) {
    const expected = `${counted(kinds.length)}${hasMore ? ' or more' : ''}`;
    const what = `The measure ${measure} compares ${expected}, not ${fields.length}.`;
    throw modelFault(modelFile, key, what, expected, 'Write one comparison for each field, or another measure.');
  }
  fields.forEach(({ name, kind }, i) => {
    const fitting = kinds[Math.min(i, kinds.length - 1)]!;
    if (fitting === 'any' || fitting.includes(kind)) return;
    const what = `The measure ${measure} cannot compare the field ${name}, which is of kind ${kind}.`;
    throw modelFault(modelFile, key, what, `a field of kind ${listed(fitting)}`, WHAT_TO_DO);
  });
  const [first, ...others] = fields;
  const odd = others.find(({ kind }) => kind !== first!.kind || !READ_AS_ONE.has(kind));
  if (hasMore !== true || odd === undefined) return;
  const what = `The fields ${first!.name} (${first!.kind}) and ${odd.name} (${odd.kind}) cannot be read as one.`;
  const todo = 'Give them one of these kinds, join their columns under files, or compare each by itself.';
  throw modelFault(modelFile, key, what, `fields that are all of one kind, ${listed([...READ_AS_ONE])}`, todo);
}

const WHAT_TO_DO = 'Name another measure, or mend the kind under fields.';
const counted = (count: number): string => (count === 1 ? '1 field' : `${count} fields`);

const OF_DATES: ReadonlySet<string> = new Set([
  'year',
  'near-year',
  'year-month',
  'year-day',
  'month-day',
  'date-either',
]);

/** @throws TwinError configuration: a part of a date of a field that is none */
export function checkKeyFields(modelFile: string, key: string, part: string, fields: readonly FieldSpec[]): void {
  const odd = fields.find(({ kind }) => OF_DATES.has(part) && kind !== 'date');
  if (odd === undefined) return;
  const what = `The part ${part} is one of dates, and the field ${odd.name} is of kind ${odd.kind}.`;
  throw modelFault(modelFile, key, what, 'a field of kind "date"', 'Name another part, or mend the kind under fields.');
}

interface Formats {
  readonly pattern: RegExp;
  readonly inWords: string;
}

const NIK: Formats = { pattern: /^nik$/, inWords: 'nik' };
const FORMATS: Partial<Record<FieldKind, Formats>> = {
  date: { pattern: /^(dmy|mdy|ymd|nik( \d{4})?)$/, inWords: 'dmy, mdy, ymd, or nik for the birth that a NIK holds' },
  'national-id': NIK,
  'household-id': NIK,
  'full-name': { pattern: /^indonesian$/, inWords: 'indonesian' },
  address: { pattern: /^(place|street)$/, inWords: 'place or street' },
};

/** @throws TwinError configuration: a format that nobody reads */
export function checkFormats(modelFile: string, fields: readonly FieldSpec[]): void {
  for (const { name, kind, format } of fields) {
    const known = FORMATS[kind];
    if (format === undefined || known?.pattern.test(format) === true) continue;
    const what = `There is no format "${format}" of the kind ${kind}.`;
    const expected = known?.inWords ?? `no format: the kind ${kind} has none`;
    throw modelFault(modelFile, `fields.${name}.format`, what, expected, 'Write one of these, or leave format out.');
  }
}

/** By measure, what its options may be. */
const OPTIONS: Readonly<Record<string, Readonly<Record<string, readonly (string | boolean)[]>>>> = {
  'national-id': { format: ['nik'] },
  'name-parts': { follows: [true, false] },
};

/** @throws TwinError configuration: an option that the measure does not read */
export function checkOptions(
  modelFile: string,
  key: string,
  measure: string,
  options: Readonly<Record<string, string | number | boolean>> = {},
): void {
  const known = OPTIONS[measure] ?? {};
  for (const [name, value] of Object.entries(options)) {
    if (known[name]?.includes(value as string) === true) continue;
    const what = `The measure ${measure} has no option ${name}: ${value}.`;
    const all = Object.entries(known).map(([option, values]) => `${option}: ${values.join(' or ')}`);
    const expected = all.length === 0 ? 'no option' : all.join('; ');
    throw modelFault(modelFile, `${key}.options`, what, expected, 'Mend the option, or leave it out.');
  }
}
