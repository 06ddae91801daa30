/** Whom the programmes reach, and who is on several lists. */
import type { Population } from '../population/columns.ts';
import { share, type Counts, type Derived, type Leaves } from './counts.ts';
import type { Programme } from './programmes.ts';
import { TARGETED_TO } from './welfare.ts';

/** Bits of the programmes whose lists are held against each other. */
export function overlapMask(population: Population, programmes: readonly Programme[]): number {
  return population.programmes.reduce(
    (mask, key, bit) =>
      programmes.some((programme) => programme.key === key && programme.overlap) ? mask | (1 << bit) : mask,
    0,
  );
}

/** How many bits are set. */
export function bitCount(bits: number): number {
  let n = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) n++;
  return n;
}

/**
 * `recipients/pkh` … families or persons, as the list counts; `covered/pkh` … households of deciles 1–4 with a recipient;
 * `overlap/any`, `overlap/several`: households on one list or more, on two or more, of those that are held against each other;
 * `overlap/more/3` …: on three or more, and so on. Nobody is shown these, yet they follow from the others.
 */
export function countCoverage(
  population: Population,
  programmes: readonly Programme[],
  leaves: Leaves,
  leafOf: Uint32Array,
): Counts {
  const mask = overlapMask(population, programmes);
  const counts = new Map<string, Float64Array>();
  population.programmes.forEach((key, bit) => {
    const counted = programmes.find((programme) => programme.key === key)?.counts;
    const { receives } = counted === 'persons' ? population.persons : population.households;
    const householdOf = counted === 'persons' ? population.persons.householdRow : undefined;
    counts.set(`recipients/${key}`, countBit(receives, bit, leaves, leafOf, householdOf));
    counts.set(`covered/${key}`, countBit(targetedReceipts(population), bit, leaves, leafOf));
  });
  countOverlap(population.households.receives, mask, leaves, leafOf).forEach((households, i) => {
    counts.set(OVERLAP_KEYS[i] ?? `overlap/more/${i + 1}`, households);
  });
  return counts;
}

const OVERLAP_KEYS = ['overlap/any', 'overlap/several'] as const;
/** Counted even where there are fewer lists, so that sums over lists have all their terms. */
const FEWEST_LISTS = 3;

function countBit(
  bits: Uint32Array,
  bit: number,
  leaves: Leaves,
  leafOf: Uint32Array,
  householdOf?: Uint32Array,
): Float64Array {
  const counts = new Float64Array(leaves.count);
  for (let i = 0; i < bits.length; i++)
    if ((bits[i]! >>> bit) & 1) counts[leafOf[householdOf === undefined ? i : householdOf[i]!]!]!++;
  return counts;
}

/** [household] its bits where it is in deciles 1–4, else none. */
function targetedReceipts({ households }: Population): Uint32Array {
  return households.receives.map((bits, h) => {
    const desil = households.desil[h]!;
    return desil > 0 && desil <= TARGETED_TO ? bits : 0;
  });
}

/** [i][leaf] households on more than i lists. */
function countOverlap(receives: Uint32Array, mask: number, leaves: Leaves, leafOf: Uint32Array): Float64Array[] {
  const length = Math.max(FEWEST_LISTS, bitCount(mask));
  const onMoreThan = Array.from({ length }, () => new Float64Array(leaves.count));
  for (let h = 0; h < receives.length; h++) {
    const lists = bitCount(receives[h]! & mask);
    for (let i = 0; i < lists; i++) onMoreThan[i]![leafOf[h]!]!++;
  }
  return onMoreThan;
}

export const coverageOf = (programmes: readonly string[]): readonly Derived[] => [
  ...programmes.map((key) => share(`coverage/${key}`, `covered/${key}`, 'households/desil-1-4')),
  share('overlap-share', 'overlap/several', 'overlap/any'),
];
