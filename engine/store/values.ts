/** Values on their way to PostgreSQL and back: as text, the same for both stores. */

/**
 * A bound value as PostgreSQL reads it from text. Typed arrays and arrays become array literals, plain objects JSON.
 *
 * @throws TypeError for a value that has no such text (a function, a symbol)
 */
export function toWire(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array)
    return `\\x${Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')}`;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return arrayLiteral(value as unknown as ArrayLike<unknown>);
  if (typeof value === 'object') return JSON.stringify(value);
  throw new TypeError(`A ${typeof value} cannot be bound to a statement.`);
}

function arrayLiteral(values: ArrayLike<unknown>): string {
  const parts = Array.from(values, (value) => {
    const text = toWire(value);
    if (text === null) return 'NULL';
    return typeof value === 'number' ? text : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return `{${parts.join(',')}}`;
}

type Parser = (text: string) => unknown;

function parseWhole(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

function parseBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text.slice(2), 'hex');
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** 2026-11-23 18:57:00.123+00, as both stores write it when their time zone is UTC. */
const parseTimestamp: Parser = (text) => new Date(`${text.slice(0, 10)}T${text.slice(11).replace(/\+00$/, 'Z')}`);

/** One-dimensional arrays: {1,2,NULL}, {"a,b","c\"d"}. */
function parseArray(text: string, parse: Parser): unknown[] {
  const values: unknown[] = [];
  for (const match of text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/g)) {
    const [, quoted, plain] = match;
    if (quoted !== undefined) values.push(parse(quoted.replace(/\\(.)/g, '$1')));
    else values.push(plain === 'NULL' ? null : parse(plain!));
  }
  return values;
}

const asIs: Parser = (text) => text;
const arrayOf =
  (parse: Parser): Parser =>
  (text) =>
    parseArray(text, parse);

/** Type number of PostgreSQL to how its text is read; a type that is not here stays text. */
export const PARSERS: Readonly<Record<number, Parser>> = {
  16: (text) => text === 't',
  17: parseBytes,
  20: parseWhole,
  21: Number,
  23: Number,
  26: Number,
  114: (text) => JSON.parse(text) as unknown,
  700: Number,
  701: Number,
  1005: arrayOf(Number),
  1007: arrayOf(Number),
  1009: arrayOf(asIs),
  1016: arrayOf(parseWhole),
  1021: arrayOf(Number),
  1022: arrayOf(Number),
  1082: asIs,
  1114: asIs,
  1184: parseTimestamp,
  3802: (text) => JSON.parse(text) as unknown,
};
