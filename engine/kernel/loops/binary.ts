/** The binary form of WebAssembly, as far as loops over columns need it: one function over one memory, or over that of others too. */

/** Kinds of values: whole numbers of 32 bits, floats of 64, and four whole numbers at once. */
export const WHOLE = 0x7f;
export const REAL = 0x7c;
export const FOUR = 0x7b;

const FUNCTION = 0x60;
const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const SECTION = { types: 1, imports: 2, functions: 3, exports: 7, code: 10 } as const;
const [EXPORTED_FUNCTION, IMPORTED_MEMORY] = [0x00, 0x02];
const END = 0x0b;

/** LEB128, the sign left out: of a number from 0 to 2^32 - 1. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** LEB128 of 32 bits with a sign. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 127;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0);
    bytes.push(isLast ? low : low | 128);
    if (isLast) return bytes;
  }
}

export const realBytes = (value: number): number[] => [...new Uint8Array(Float64Array.of(value).buffer)];

const section = (id: number, body: readonly number[]): number[] => [id, ...unsigned(body.length), ...body];
/** Of shared memory: at least nothing, at most all that 32 bits address. */
const SHARED_WITH_MOST = 0x03;
const ALL_PAGES = 65_536;

const name = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)];

/**
 * @param parameters how many whole numbers it is given
 * @param locals     kinds of its own variables, numbered after the parameters
 * @param code       leaves one whole number, which is returned
 * @param sees       whether memory 1 is there as well, which threads share
 */
export function moduleOf(
  parameters: number,
  locals: readonly number[],
  code: readonly number[],
  sees = false,
): Uint8Array {
  const type = [FUNCTION, ...unsigned(parameters), ...Array<number>(parameters).fill(WHOLE), 1, WHOLE];
  const body = [...unsigned(locals.length), ...locals.flatMap((kind) => [1, kind]), ...code, END];
  const own = [...name('at'), ...name('hand'), IMPORTED_MEMORY, 0, 1];
  const shared = [...name('at'), ...name('shared'), IMPORTED_MEMORY, SHARED_WITH_MOST, 0, ...unsigned(ALL_PAGES)];
  return Uint8Array.from([
    ...HEADER,
    ...section(SECTION.types, [1, ...type]),
    ...section(SECTION.imports, [sees ? 2 : 1, ...own, ...(sees ? shared : [])]),
    ...section(SECTION.functions, [1, 0]),
    ...section(SECTION.exports, [1, ...name('run'), EXPORTED_FUNCTION, 0]),
    ...section(SECTION.code, [1, ...unsigned(body.length), ...body]),
  ]);
}
