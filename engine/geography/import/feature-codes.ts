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
  | { readonly kind: 'unknown'; readonly written: string }
  | { readonly kind: 'no-code' }
  /** Two columns of one feature name two kelurahan. */
  | { readonly kind: 'contradiction'; readonly columns: readonly [string, string] };

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

  constructor(facts: readonly KelurahanFacts[]) {
    facts.forEach((fact, index) => {
      this.#byDigits.set(fact.code.replaceAll('.', ''), index);
      this.#byDigits.set(fact.bpsCode, index);
      this.#byName.set(plainName(fact.name), index);
    });
  }

  find(properties: Properties, id: unknown): FeatureCode {
    const written = codesWritten({ ...properties, ...(id === undefined ? {} : { id }) });
    const known = written.filter(({ digits }) => this.#byDigits.has(digits));
    const first = known[0];
    if (first === undefined) {
      // A running number called "id" is no code.
      const codeLike =
        written.find(({ digits }) => digits.length === 10) ?? written.find(({ column }) => plainKey(column) !== 'id');
      return codeLike === undefined ? { kind: 'no-code' } : { kind: 'unknown', written: codeLike.text };
    }
    const index = this.#byDigits.get(first.digits)!;
    const other = known.find(({ digits }) => this.#byDigits.get(digits) !== index);
    if (other !== undefined) return { kind: 'contradiction', columns: [first.column, other.column] };
    const nameColumn = this.#contradictingName(properties, index);
    return nameColumn === undefined
      ? { kind: 'known', index }
      : { kind: 'contradiction', columns: [first.column, nameColumn] };
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
}

/** Codes in the order in which columns are trusted. */
function codesWritten(properties: Properties): WrittenCode[] {
  const columns = new Map(Object.keys(properties).map((key) => [plainKey(key), key]));
  const text = (key: string): string | undefined => {
    const column = columns.get(key);
    const value = column === undefined ? undefined : properties[column];
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
  };
  const written = CODE_COLUMNS.flatMap((key): WrittenCode[] => {
    const value = text(key);
    if (value === undefined || value === '') return [];
    return [
      { column: columns.get(key)!, text: value.slice(0, 40), digits: value.replace(/^ID/i, '').replace(/\D/g, '') },
    ];
  });
  for (const parts of BPS_PARTS) {
    const values = parts.map(text);
    if (values.some((value) => value === undefined)) continue;
    const digits = values.map((value, i) => value!.padStart(i < 2 ? 2 : 3, '0')).join('');
    written.push({ column: columns.get(parts[3])!, text: digits, digits });
  }
  return written;
}
