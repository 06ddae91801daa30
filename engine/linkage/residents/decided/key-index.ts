/**
 * Which row keys there are, as numbers in order: enough to say of a key at once that it names no row, and nothing that
 * tells who anybody is. It answers as rowFinder does (row-keys.ts), but for one key in 10⁸ that happens to look like one.
 */
import { lastingDigest, wholeDigest, type KeyedDigest, type NamedRows } from './row-keys.ts';

export interface KeyIndex {
  readonly registers: readonly string[];
  /** [register + 1] where its keys begin. */
  readonly starts: Uint32Array;
  /** First parts of keys, ascending within a register, each once. */
  readonly lasting: Float64Array;
  /** Rows that share the first part and do not say the same are told apart by the second: the place of the first … */
  readonly sharedAt: Uint32Array;
  /** … and the second beside it, ascending by both. */
  readonly sharedWhole: Float64Array;
}

/** As many bytes of a digest as a number holds; of either part of a key the first. */
const BYTES = 6;
const numberOf = (bytes: Uint8Array): number => Buffer.from(bytes.buffer, bytes.byteOffset, BYTES).readUIntBE(0, BYTES);
const numberOfHex = (hex: string): number => Number.parseInt(hex.slice(0, 2 * BYTES), 16);

interface RegisterIndex {
  readonly lasting: Float64Array;
  /** Second parts by place. */
  readonly shared: ReadonlyMap<number, readonly number[]>;
}

export function keyIndexOf(registers: readonly NamedRows[], digest: KeyedDigest): KeyIndex {
  const each = registers.map((records) => indexOf(records, digest));
  const starts = new Uint32Array(each.length + 1);
  each.forEach(({ lasting }, r) => (starts[r + 1] = starts[r]! + lasting.length));
  const lasting = new Float64Array(starts.at(-1)!);
  each.forEach((one, r) => lasting.set(one.lasting, starts[r]));
  const shared = each.flatMap((one, r) =>
    [...one.shared].flatMap(([at, wholes]) => wholes.map((whole) => [starts[r]! + at, whole] as const)),
  );
  return {
    registers: registers.map(({ registerId }) => registerId),
    starts,
    lasting,
    sharedAt: Uint32Array.from(shared, ([at]) => at),
    sharedWhole: Float64Array.from(shared, ([, whole]) => whole),
  };
}

function indexOf(records: NamedRows, digest: KeyedDigest): RegisterIndex {
  const ofRow = Float64Array.from({ length: records.count }, (_, row) => numberOf(lastingDigest(records, row, digest)));
  const sorted = ofRow.slice().sort();
  const lasting = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const twice = new Set(sorted.filter((value, i) => i > 0 && value === sorted[i - 1]));
  const wholes = new Map<number, Set<number>>();
  for (let row = 0; row < records.count && twice.size > 0; row++) {
    if (!twice.has(ofRow[row]!)) continue;
    const at = placeIn(lasting, 0, lasting.length, ofRow[row]!);
    const known = wholes.get(at) ?? new Set();
    wholes.set(at, known.add(numberOf(wholeDigest(records, row, digest))));
  }
  const shared = [...wholes]
    .filter(([, different]) => different.size > 1)
    .sort(([one], [other]) => one - other)
    .map(([at, different]) => [at, [...different].sort((a, b) => a - b)] as const);
  return { lasting, shared: new Map(shared) };
}

/** Place of a value among ascending ones from `low` up to `high`; -1 where it is not there. */
function placeIn(values: Float64Array | Uint32Array, low: number, high: number, wanted: number): number {
  let [from, to] = [low, high];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (values[middle]! < wanted) from = middle + 1;
    else to = middle;
  }
  return from < high && values[from] === wanted ? from : -1;
}

/** Whether a key names a row of a register. @param key lasting-whole, as rowKey makes it */
export function hasKey(index: KeyIndex, registerId: string, key: string): boolean {
  const r = index.registers.indexOf(registerId);
  if (r < 0) return false;
  const [lasting = '', whole = ''] = key.split('-');
  const at = placeIn(index.lasting, index.starts[r]!, index.starts[r + 1]!, numberOfHex(lasting));
  if (at < 0) return false;
  let next = placeIn(index.sharedAt, 0, index.sharedAt.length, at);
  if (next < 0) return true;
  for (; index.sharedAt[next] === at; next++) if (index.sharedWhole[next] === numberOfHex(whole)) return true;
  return false;
}
