/** The baseline side of a replicate as bytes: it is the same whatever scenario stands beside it. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Layout } from './sides.ts';
import type { Gradients } from '../microsimulation/families/gradients.ts';

export interface KeptBaseline {
  /** [year, the start first × area × indicator] */
  readonly side: Float32Array;
  /** [period × from × to] */
  readonly moves: Float32Array;
  /** [year] how births and deaths were told apart within an age, which the scenario takes over. */
  readonly gradients: readonly Gradients[];
}

const COLUMNS = ['deaths', 'births', 'women', 'multiplied'] as const;
/** Most of the gradients is nought or as the year before: the fastest way already takes four fifths off. */
const LEVEL = 1;

/** Lengths of the columns of a year, then those of all years, deflated; before them both blocks as they are. */
export function packBaseline({ side, moves, gradients }: KeptBaseline): Uint8Array {
  const lengths = COLUMNS.map((name) => gradients[0]![name].length);
  const numbers = new Float64Array(lengths.length + gradients.length * lengths.reduce((sum, each) => sum + each, 0));
  numbers.set(lengths);
  let at = lengths.length;
  for (const year of gradients)
    for (const name of COLUMNS) {
      numbers.set(year[name], at);
      at += year[name].length;
    }
  return Buffer.concat([bytesOf(side), bytesOf(moves), deflateRawSync(bytesOf(numbers), { level: LEVEL })]);
}

/**
 * @param layout of the run
 * @throws RangeError when the bytes are of another shape
 */
export function unpackBaseline(
  bytes: Uint8Array,
  { side, movesSide, areas }: Pick<Layout, 'side' | 'movesSide' | 'areas'>,
): KeptBaseline {
  const whole = Uint8Array.from(bytes).buffer;
  const floats = side + movesSide;
  const numbers = new Float64Array(
    Uint8Array.from(inflateRawSync(new Uint8Array(whole, floats * Float32Array.BYTES_PER_ELEMENT))).buffer,
  );
  const lengths = Array.from(numbers.subarray(0, COLUMNS.length));
  const gradients: Gradients[] = [];
  for (let at = COLUMNS.length; at < numbers.length;) {
    const columns = COLUMNS.map((_, i) => numbers.slice(at, (at += lengths[i]!))) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const [deaths, births, women, multiplied] = columns;
    gradients.push({ deaths, births, women, multiplied, birthGroup: new Uint8Array(areas - 1) });
  }
  return {
    side: new Float32Array(whole, 0, side),
    moves: new Float32Array(whole, side * Float32Array.BYTES_PER_ELEMENT, movesSide),
    gradients,
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Float64Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
