/**
 * The poor of a year in the order of their rank, so far as bins tell it: put so once, and gone through by each programme from
 * the poorest on until it has no place left.
 */
import { BROUGHT, FITS, FITS_AT, type HouseholdLives } from '../columns.ts';
import { binOf, BINS } from './choice-loop.ts';

/** Rows of households below a rank are among the first `number`. */
export interface Poor {
  readonly rows: Uint32Array;
  readonly number: number;
  readonly below: number;
}

export interface RankedPoor {
  /** Bin after bin, the poorest first. */
  readonly rows: Uint32Array;
  /** [entry of FITS] of each, as `brought` has them. */
  readonly fits: readonly Uint32Array[];
  /** [bin] where its rows end; they begin where those of the bin before it do. */
  readonly ends: Uint32Array;
}

/** Used again from year to year. */
const ends = new Uint32Array(BINS);
let bins = new Uint16Array(0);
let rows = new Uint32Array(0);
let fits: readonly Uint32Array[] = [];

function makeRoom(number: number): void {
  if (rows.length >= number) return;
  const length = Math.ceil(number * 1.2);
  bins = new Uint16Array(length);
  rows = new Uint32Array(length);
  fits = Array.from({ length: FITS }, () => new Uint32Array(length));
}

/** Stands in place of a bin for who is not below the rank. */
const ABOVE = 0xffff;

/** @returns those below the rank, until it is asked anew */
export function rankPoor(poor: Poor, { rank, brought }: Pick<HouseholdLives, 'rank' | 'brought'>): RankedPoor {
  const { number, below } = poor;
  makeRoom(number);
  ends.fill(0);
  for (let i = 0; i < number; i++) {
    const stands = rank[poor.rows[i]!]!;
    const bin = stands < below ? binOf(stands) : ABOVE;
    bins[i] = bin;
    if (bin !== ABOVE) ends[bin]!++;
  }
  let before = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const own = ends[bin]!;
    ends[bin] = before;
    before += own;
  }
  // Each end begins where its bin does, and moves on by each of its rows.
  const [first, second] = [fits[0]!, fits[1]!];
  for (let i = 0; i < number; i++) {
    const bin = bins[i]!;
    if (bin === ABOVE) continue;
    const at = ends[bin]!++;
    const row = poor.rows[i]!;
    rows[at] = row;
    first[at] = brought[row * BROUGHT + FITS_AT]!;
    second[at] = brought[row * BROUGHT + FITS_AT + 1]!;
  }
  return { rows, fits, ends };
}
