/** Which kelurahan a feature of somebody else's file is: every office names its columns in its own way. */
import type { KelurahanFacts } from '../../../geodata/facts.ts';

export type Properties = Readonly<Record<string, unknown>>;

/** Columns that hold a code, without capitals and signs: of Kemendagri, BIG (RBI), BPS, OCHA and hand-made files. */
const CODE_COLUMNS = [
  'code',
  'kode',
  'kdepum',
  'kodekemendagri',
  'kemendagri',
  'kdkemendagri',
  'kodekelurahan',
  'kodekel',
  'kdkel',
  'kodedesa',
  'kddesakel',
  'desakode',
  'kelcode',
  'villagecode',
  'kodewilayah',
  'kodewil',
  'kode2018',
  'bpscode',
  'kodebps',
  'kdebps',
  'iddesa',
  'idkel',
  'adm4pcode',
  'pcode',
  'id',
] as const;
/** BPS files may hold the code in four parts. */
const BPS_PARTS = [
  ['kdprov', 'kdkab', 'kdkec', 'kddesa'],
  ['provno', 'kabkotno', 'kecno', 'desano'],
] as const;
const NAME_COLUMNS = [
  'name',
  'nama',
  'namobj',
  'wadmkd',
  'nmdesa',
  'namakel',
  'namakelurahan',
  'namadesa',
  'nmkel',
  'kelurahan',
  'desa',
  'adm4en',
  'adm4id',
] as const;

/** What the file's reader is told to look for. */
export const KNOWN_CODE_COLUMNS = 'KDEPUM, KODE_KEL, code, kode (Kemendagri) or iddesa, KDEBPS, bps_code (BPS)';

export type FeatureCode =
  | { readonly kind: 'known'; readonly index: number }
  | { readonly kind: 'unknown'; readonly written: string; readonly column: string }
  | { readonly kind: 'no-code' }
  /** Two columns of one feature name two kelurahan. */
  | { readonly kind: 'contradiction'; readonly columns: readonly [string, string] }
  /** A column names a kelurahan, and another holds a code that none has. */
  | { readonly kind: 'unknown-beside'; readonly column: string; readonly unknown: { column: string; written: string } };

/** How the number that GeoJSON gives a whole feature is called in messages. */
const FEATURE_ID = 'id (of the feature)';

const plainKey = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '');
const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^(kelurahan|kel|desa)\b\.?/, '')
    .replace(/[^a-z]/g, '');

export class KelurahanFinder {
  /** Ten digits of either code system; the two never coincide. */
  readonly #byDigits = new Map<string, number>();
  readonly #byName = new Map<string, number>();
  readonly #provinces: ReadonlySet<string>;

  constructor(facts: readonly KelurahanFacts[]) {
    this.#provinces = new Set(facts.map((fact) => fact.code.slice(0, 2)));
    facts.forEach((fact, index) => {
      this.#byDigits.set(fact.code.replaceAll('.', ''), index);
      this.#byDigits.set(fact.bpsCode, index);
      this.#byName.set(plainName(fact.name), index);
    });
  }

  find(properties: Properties, id: unknown): FeatureCode {
    const written = codesWritten(properties, id);
    const known = written.filter(({ digits }) => this.#byDigits.has(digits));
    const unknown = written.find((code) => !this.#byDigits.has(code.digits) && this.#looksLikeCode(code));
    const first = known[0];
    if (first === undefined) {
      // A running number called "id" is no code.
      const tried = unknown ?? written.find(({ isId }) => !isId);
      return tried === undefined ? { kind: 'no-code' } : { kind: 'unknown', written: tried.text, column: tried.column };
    }
    const index = this.#byDigits.get(first.digits)!;
    const other = known.find(({ digits }) => this.#byDigits.get(digits) !== index);
    if (other !== undefined) return { kind: 'contradiction', columns: [first.column, other.column] };
    if (unknown !== undefined) {
      return {
        kind: 'unknown-beside',
        column: first.column,
        unknown: { column: unknown.column, written: unknown.text },
      };
    }
    const nameColumn = this.#contradictingName(properties, index);
    return nameColumn === undefined
      ? { kind: 'known', index }
      : { kind: 'contradiction', columns: [first.column, nameColumn] };
  }

  /** The shape of a code of either system; an id is one when it also begins with the province, as no running number does. */
  #looksLikeCode({ text, digits, isId }: WrittenCode): boolean {
    const isWhole = /^(ID)?\d{10}$/i.test(text) || /^\d+(\.\d+){3}$/.test(text);
    return isWhole && (!isId || this.#provinces.has(digits.slice(0, 2)));
  }

  /** A column with the name of another kelurahan; spellings that fit none are let pass. */
  #contradictingName(properties: Properties, index: number): string | undefined {
    const columns = Object.keys(properties).filter((key) =>
      (NAME_COLUMNS as readonly string[]).includes(plainKey(key)),
    );
    const named = columns.map((column) => this.#byName.get(plainName(String(properties[column]))));
    if (named.includes(index)) return undefined;
    return columns.find((_, i) => named[i] !== undefined);
  }
}

interface WrittenCode {
  readonly column: string;
  readonly text: string;
  readonly digits: string;
  /** A column "id" or the id of the feature, where a running number may stand. */
  readonly isId: boolean;
}

/** Codes in the order in which columns are trusted; the id of the feature comes last. */
function codesWritten(properties: Properties, featureId: unknown): WrittenCode[] {
  const columns = new Map(Object.keys(properties).map((key) => [plainKey(key), key]));
  const text = (key: string): string | undefined => {
    const column = columns.get(key);
    return column === undefined ? undefined : textOf(properties[column]);
  };
  const written = CODE_COLUMNS.flatMap((key) => writtenCode(columns.get(key) ?? '', text(key), key === 'id'));
  for (const parts of BPS_PARTS) {
    const values = parts.map(text);
    if (values.some((value) => value === undefined)) continue;
    const digits = values.map((value, i) => value!.padStart(i < 2 ? 2 : 3, '0')).join('');
    written.push({ column: columns.get(parts[3])!, text: digits, digits, isId: false });
  }
  return [...written, ...writtenCode(FEATURE_ID, textOf(featureId), true)];
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;

function writtenCode(column: string, text: string | undefined, isId: boolean): WrittenCode[] {
  if (text === undefined || text === '') return [];
  return [{ column, text: text.slice(0, 40), digits: text.replace(/^ID/i, '').replace(/\D/g, ''), isId }];
}
