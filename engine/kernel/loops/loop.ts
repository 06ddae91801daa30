/** A loop over columns that are copied to where it finds them: a few thousand rows at a time, all of them at hand. */
import { moduleOf, REAL, unsigned, WHOLE } from './binary.ts';
import {
  accessOf,
  addressOf,
  ENTRIES,
  isLess,
  isRealLess,
  plus,
  realCeil,
  realMinus,
  realOf,
  realOfUnsigned,
  wholeOf,
  type Place,
  type Real,
  type Whole,
  type WholeOrNumber,
} from './values.ts';

const [BLOCK, LOOP, IF, BRANCH, BRANCH_IF, END] = [0x02, 0x03, 0x04, 0x0c, 0x0d, 0x0b];
const [GET, SET, DEMOTE] = [0x20, 0x21, 0xb6];
const NOTHING = 0x40;
const IS_ZERO = 0x45;

/** A number that a loop changes. */
export interface Variable {
  readonly value: Whole;
  readonly set: (value: WholeOrNumber) => void;
}

export interface RealVariable {
  readonly value: Real;
  readonly set: (value: Real) => void;
}

/** Writes a loop, one statement after the other. */
export interface Writer {
  /** Reckons a value once, to be used again. */
  readonly hold: (value: WholeOrNumber) => Whole;
  readonly holdReal: (value: Real) => Real;
  readonly variable: (start: WholeOrNumber) => Variable;
  readonly realVariable: (start: Real) => RealVariable;
  readonly store: (place: Place, index: WholeOrNumber, value: WholeOrNumber) => void;
  readonly storeReal: (place: Place, index: WholeOrNumber, value: Real) => void;
  /** From 0 to before `count`. */
  readonly repeat: (count: WholeOrNumber, body: (i: Whole) => void) => void;
  /** As long as the condition, which is asked before each time, holds. */
  readonly asLongAs: (condition: Whole, body: () => void) => void;
  readonly when: (condition: Whole, body: () => void) => void;
  /** What has no word of its own here: a variable of another kind, and an instruction. */
  readonly holdAs: (kind: number, code: readonly number[]) => number[];
  readonly emit: (code: readonly number[]) => void;
}

/** As Math.round, of what is not negative. */
export function rounded({ holdReal }: Pick<Writer, 'holdReal'>, value: Real): Real {
  const exact = holdReal(value);
  const above = holdReal(realCeil(exact));
  return realMinus(above, realOfUnsigned(isRealLess(exact, realMinus(above, 0.5))));
}

/** Runs it with as many whole numbers as it was written for. */
export type Loop = (...given: readonly number[]) => number;

/** The part of the runtime's WebAssembly that is used: engine/ is compiled without the library of a browser. */
interface Machine {
  readonly Memory: new (size: {
    readonly initial: number;
    readonly maximum?: number;
    readonly shared?: boolean;
  }) => Memory<ArrayBuffer | SharedArrayBuffer>;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: { readonly run: Loop } };
}
interface Memory<B> {
  readonly buffer: B;
  readonly grow: (pages: number) => number;
}
const { WebAssembly: machine } = globalThis as unknown as { readonly WebAssembly: Machine };
const PAGE = 65_536;

/** Memory that threads share and send each other; loops read it beside their own, see `shared` of handOf. */
export interface SharedMemory {
  readonly buffer: SharedArrayBuffer;
}

/** What 32 bits address. */
export const MOST_SHARED_BYTES = 2 ** 32 - PAGE;

/** @throws RangeError where there is no such room */
export function sharedMemory(bytes: number): SharedMemory {
  const pages = Math.max(1, Math.ceil(bytes / PAGE));
  return new machine.Memory({ initial: pages, maximum: pages, shared: true }) as Memory<SharedArrayBuffer>;
}

type Kind = keyof typeof ENTRIES;

/** A memory whose first columns have a fixed length, and that others are put behind for each use. */
export interface Hand {
  /** A column of so many entries. */
  readonly column: (kind: Kind, length: number) => Place;
  /** Its entries; asked anew after each `behind`. */
  readonly bytes: () => ArrayBuffer;
  /**
   * Room behind the fixed columns for columns of so many bytes each.
   *
   * @returns where each begins
   */
  readonly behind: (...sizes: readonly number[]) => number[];
  readonly loop: (parameters: number, write: (writer: Writer, given: readonly Whole[]) => WholeOrNumber) => Loop;
}

const ALIGNED = 64;
const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNED) * ALIGNED;

/**
 * @param reserved bytes of columns for which there is room from the start: until they are taken up, `bytes` stays as it is
 * @param shared   what its loops see besides, as memory 1
 */
export function handOf(reserved = 0, shared?: SharedMemory): Hand {
  const memory = new machine.Memory({ initial: Math.max(1, Math.ceil(reserved / PAGE)) }) as Memory<ArrayBuffer>;
  let end = 0;
  const room = (bytes: number): void => {
    const missing = bytes - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  };
  return {
    column: (kind, length) => {
      const offset = end;
      end += bytesOfColumn(kind, length);
      room(end);
      return { entry: ENTRIES[kind], base: undefined, offset };
    },
    bytes: () => memory.buffer,
    behind: (...sizes) => {
      let next = end;
      const starts = sizes.map((size) => {
        const start = next;
        next = aligned(next + size);
        return start;
      });
      room(next);
      return starts;
    },
    loop: (parameters, write) => {
      const { code, locals } = written(parameters, write);
      const module = new machine.Module(moduleOf(parameters, locals, code, shared !== undefined));
      return new machine.Instance(module, { at: { hand: memory, shared } }).exports.run;
    },
  };
}

/** Bytes that a column takes up. */
export const bytesOfColumn = (kind: Kind, length: number): number => aligned(length << ENTRIES[kind].bits);

/** A column that begins where the loop is told. */
export const columnAt = (base: Whole, kind: Kind): Place => ({ entry: ENTRIES[kind], base, offset: 0 });

function written(
  parameters: number,
  write: (writer: Writer, given: readonly Whole[]) => WholeOrNumber,
): { readonly code: readonly number[]; readonly locals: readonly number[] } {
  const code: number[] = [];
  const locals: number[] = [];
  const get = (local: number): number[] => [GET, ...unsigned(local)];
  const local = (kind: number, value: readonly number[]): number => {
    const number = parameters + locals.push(kind) - 1;
    code.push(...value, SET, ...unsigned(number));
    return number;
  };
  const hold = (value: WholeOrNumber): Whole => ({ kind: WHOLE, code: get(local(WHOLE, wholeOf(value).code)) });
  const variable = (start: WholeOrNumber): Variable => {
    const number = local(WHOLE, wholeOf(start).code);
    return {
      value: { kind: WHOLE, code: get(number) },
      set: (value) => void code.push(...wholeOf(value).code, SET, ...unsigned(number)),
    };
  };
  const writer: Writer = {
    hold,
    holdReal: (value) => ({ kind: REAL, code: get(local(REAL, value.code)) }),
    variable,
    realVariable: (start) => {
      const number = local(REAL, start.code);
      return {
        value: { kind: REAL, code: get(number) },
        set: (value) => void code.push(...value.code, SET, ...unsigned(number)),
      };
    },
    store: (place, index, value) =>
      void code.push(...addressOf(place, index).code, ...wholeOf(value).code, place.entry.store, ...accessOf(place)),
    storeReal: (place, index, value) => {
      const stored = [...realOf(value).code, ...(place.entry.isShort ? [DEMOTE] : [])];
      code.push(...addressOf(place, index).code, ...stored, place.entry.store, ...accessOf(place));
    },
    repeat: (count, body) => {
      const times = hold(count);
      const i = variable(0);
      code.push(BLOCK, NOTHING, ...times.code, IS_ZERO, BRANCH_IF, 0, LOOP, NOTHING);
      body(i.value);
      i.set(plus(i.value, 1));
      code.push(...isLess(i.value, times).code, BRANCH_IF, 0, END, END);
    },
    asLongAs: (condition, body) => {
      code.push(BLOCK, NOTHING, LOOP, NOTHING, ...condition.code, IS_ZERO, BRANCH_IF, 1);
      body();
      code.push(BRANCH, 0, END, END);
    },
    when: (condition, body) => {
      code.push(...condition.code, IF, NOTHING);
      body();
      code.push(END);
    },
    holdAs: (kind, value) => get(local(kind, value)),
    emit: (instructions) => void code.push(...instructions),
  };
  const given = Array.from({ length: parameters }, (_, i): Whole => ({ kind: WHOLE, code: get(i) }));
  const found = wholeOf(write(writer, given));
  return { code: [...code, ...found.code], locals };
}
