/** No bench of speed: what linking takes itself to be, beside what it is, on sets that are unlike each other. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TwinError } from '../../kernel/errors.ts';
import type { Estimate } from '../../linkage/core/estimate.ts';
import { INVENTED } from './invented/kinds.ts';
import { writeSet, type InventedKind } from './invented/write-set.ts';
import { judgeSet, type JudgedSet } from './judge-set.ts';
import { setFoldersIn, type SetFolder } from './set-folder.ts';

export interface JudgedOptions {
  /** Folder with a folder a set; sets are invented where it is left out. */
  readonly sets: string | undefined;
  /** Invented sets come to lie here and stay; else they go when they are judged. */
  readonly out: string | undefined;
  readonly seed: number;
  /** Of the invented sets this one alone. */
  readonly only?: string | undefined;
  readonly threads: number;
  /** Told as each set is done. */
  readonly onSet: (lines: string) => void;
}

/** A set that could not be linked, or whose truth is none. */
export interface FailedSet {
  readonly set: string;
  readonly error: string;
}

export interface JudgedResult {
  readonly sets: readonly JudgedSet[];
  readonly failed: readonly FailedSet[];
  readonly summary: JudgedSummary;
}

/** @throws TwinError input: a folder that is none, a set that is not whole, or no such kind, before any is linked */
export async function judgedBench({ sets, out, seed, only, threads, onSet }: JudgedOptions): Promise<JudgedResult> {
  const kinds = kindsOf(only);
  const made = sets === undefined ? (out ?? mkdtempSync(join(tmpdir(), 'kembaran-sets-'))) : undefined;
  try {
    if (made !== undefined) for (const kind of kinds) writeSet(join(made, kind.name), kind, seed);
    const judged: JudgedSet[] = [];
    const failed: FailedSet[] = [];
    const folders = setFoldersIn(sets ?? made!);
    onSet(HEADINGS);
    for (const set of folders) {
      const found = await judgeOrTell(set, threads);
      if ('error' in found) failed.push(found);
      else judged.push(found);
      onSet('error' in found ? `${found.set}: not judged. ${found.error}` : setLines(found));
    }
    return { sets: judged, failed, summary: summaryOf(judged) };
  } finally {
    if (made !== undefined && out === undefined) rmSync(made, { recursive: true, force: true });
  }
}

function kindsOf(only: string | undefined): readonly InventedKind[] {
  const kinds = INVENTED.filter(({ name }) => only === undefined || name === only);
  if (kinds.length > 0) return kinds;
  throw new TwinError('input', {
    code: 'kind-unknown',
    what: `No invented set is called "${only}".`,
    expected: `one of ${INVENTED.map(({ name }) => name).join(', ')}`,
    todo: 'Name one of them with --only, or leave --only out for all.',
  });
}

/** What is wrong with one set does not stop the others. */
async function judgeOrTell(set: SetFolder, threads: number): Promise<JudgedSet | FailedSet> {
  try {
    return await judgeSet(set, threads);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { set: set.name, error: error.message };
  }
}

/** How far a figure may be off to count as near. */
const POINT = 0.01;

interface Told {
  readonly isHeld: boolean;
  readonly isWithinPoint: boolean;
  readonly off: number;
  readonly width: number;
}

export function toldOf(truth: number, { value, low, high }: Estimate): Told {
  const off = Math.abs(value - truth);
  // A judged .98 is a point off .99, whatever the last bit says.
  return {
    isHeld: truth >= low && truth <= high,
    isWithinPoint: off <= POINT + 1e-12,
    off,
    width: high - low,
  };
}

const FIGURES = ['precision', 'recall'] as const;

export interface FigureSummary {
  readonly held: number;
  readonly withinPoint: number;
  readonly medianOff: number;
  readonly medianWidth: number;
}

export interface JudgedSummary {
  readonly sets: number;
  readonly precision: FigureSummary;
  readonly recall: FigureSummary;
  readonly meanF1: number;
}

/** NaN for medians and means of no set. */
export function summaryOf(sets: readonly JudgedSet[]): JudgedSummary {
  const of = (figure: (typeof FIGURES)[number]): FigureSummary => {
    const told = sets.map(({ score, judged }) => toldOf(score[figure], judged[figure]));
    return {
      held: told.filter(({ isHeld }) => isHeld).length,
      withinPoint: told.filter(({ isWithinPoint }) => isWithinPoint).length,
      medianOff: median(told.map(({ off }) => off)),
      medianWidth: median(told.map(({ width }) => width)),
    };
  };
  const meanF1 = sets.reduce((sum, { score }) => sum + score.f1, 0) / sets.length;
  return { sets: sets.length, precision: of('precision'), recall: of('recall'), meanF1 };
}

function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = ascending.length / 2;
  return (ascending[Math.floor(middle - 0.5)]! + ascending[Math.ceil(middle - 0.5)]!) / 2;
}

const percent = (share: number): string => (share * 100).toFixed(2).padStart(6);

const HEADINGS = [
  'In per cent: true, judged [95 % interval] and its width; ! the interval does not hold what is true; ~ more than a point off',
  `${'set'.padEnd(28)} ${'records'.padStart(8)} ${'F1'.padStart(6)}   precision${' '.repeat(36)}recall`,
].join('\n');

function setLines({ set, records, score, judged }: JudgedSet): string {
  const figures = FIGURES.map((figure) => {
    const { value, low, high } = judged[figure];
    const { isHeld, isWithinPoint, width } = toldOf(score[figure], judged[figure]);
    const marks = `${isHeld ? ' ' : '!'}${isWithinPoint ? ' ' : '~'}`;
    return `${percent(score[figure])} ${percent(value)} [${percent(low)}, ${percent(high)}] ${percent(width)} ${marks}`;
  });
  return `${set.padEnd(28)} ${records.toLocaleString('en').padStart(8)} ${percent(score.f1)}   ${figures.join('  ')}`;
}

export function judgedLines({ summary, failed }: JudgedResult): string {
  const line = (figure: (typeof FIGURES)[number]): string => {
    const { held, withinPoint, medianOff, medianWidth } = summary[figure];
    const medians = `median off ${percent(medianOff).trim()}, width ${percent(medianWidth).trim()} points`;
    return `  ${figure.padEnd(9)}  held in ${held}, within a point in ${withinPoint} of ${summary.sets}; ${medians}`;
  };
  return [
    `${summary.sets} sets judged${failed.length === 0 ? '' : `, ${failed.length} not`}: mean F1 ${percent(summary.meanF1).trim()} %`,
    ...FIGURES.map(line),
  ].join('\n');
}
