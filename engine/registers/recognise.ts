/** Which register a file is: its headings laid against every description. */
import { TwinError } from '../kernel/errors.ts';
import type { DialectDescription, RegisterDescription } from './description-shape.ts';
import { foldHeading } from './fold.ts';
import { HEADING_ROWS, headingBlocks, type HeadingBlock, type HeadRow } from './headings.ts';
import { columnMissing, layOut, type LayoutPlace, type SheetLayout } from './layout.ts';

/** One way to understand the top of a sheet. */
export interface Candidate {
  readonly register: RegisterDescription;
  readonly dialect: DialectDescription;
  readonly block: HeadingBlock;
  /** Headings of the file that the dialect knows. */
  readonly known: number;
  /** Headings that would recognise it and are not there. */
  readonly missing: readonly string[];
  /** It has all of them, and none that speaks against it. */
  readonly fits: boolean;
}

/** The best way to read a sheet by each dialect that knows any of its headings, most headings first. */
export function candidatesFor(top: readonly HeadRow[], registers: readonly RegisterDescription[]): Candidate[] {
  const blocks = headingBlocks(top);
  const candidates = registers.flatMap((register) =>
    register.dialects.flatMap((dialect) => {
      const best = blocks.map((block) => candidate(register, dialect, block)).reduce(better, undefined);
      return best === undefined || best.known === 0 ? [] : [best];
    }),
  );
  return candidates.sort((a, b) => Number(b.fits) - Number(a.fits) || b.known - a.known);
}

const better = (best: Candidate | undefined, next: Candidate): Candidate =>
  best === undefined || Number(next.fits) > Number(best.fits) || (next.fits === best.fits && next.known > best.known)
    ? next
    : best;

function candidate(register: RegisterDescription, dialect: DialectDescription, block: HeadingBlock): Candidate {
  const folds = new Set(block.headings.flatMap((heading) => heading.folds));
  const known = block.headings.filter((heading) => heading.folds.some((fold) => dialect.known.has(fold))).length;
  const missing = dialect.recognise.filter((heading) => !hasHeading(dialect, heading, folds));
  const speaksAgainst = dialect.unless.some((heading) => folds.has(foldHeading(heading)));
  return { register, dialect, block, known, missing, fits: missing.length === 0 && !speaksAgainst };
}

/** A heading is there when the file has it, or any other that means the same field. */
function hasHeading(dialect: DialectDescription, heading: string, folds: ReadonlySet<string>): boolean {
  const fold = foldHeading(heading);
  if (folds.has(fold)) return true;
  const field = dialect.known.get(fold);
  return field !== undefined && dialect.headings[field]!.some((other) => folds.has(foldHeading(other)));
}

/** The registers that fit, the best dialect of each. */
export const fitting = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.filter(
    (one, i) => one.fits && candidates.findIndex((other) => other.fits && other.register === one.register) === i,
  );

/**
 * Makes the layout of a sheet that is to be read.
 *
 * @param declared the register that registers.yaml names; undefined to go by the headings alone
 * @returns        undefined when the sheet is none of the registers, which the caller may pass over
 * @throws TwinError input `register-ambiguous`, and those of `layOut`
 */
export function layoutOf(
  candidates: readonly Candidate[],
  declared: RegisterDescription | undefined,
  place: LayoutPlace,
): SheetLayout | undefined {
  const fits = fitting(candidates).filter(({ register }) => declared === undefined || register === declared);
  const [best, second] = fits;
  if (best === undefined) return undefined;
  if (second !== undefined) throw ambiguous(place, best, second);
  return layOut(best.register, best.dialect, best.block, place);
}

/** Why no sheet of a file could be read, as exactly as the headings allow. */
export function unrecognised(
  candidates: readonly Candidate[],
  declared: RegisterDescription | undefined,
  place: LayoutPlace,
): TwinError {
  const other = fitting(candidates)[0];
  if (declared !== undefined && other !== undefined) return wrongRegister(place, declared, other);
  const nearest = candidates
    .filter(({ register }) => declared === undefined || register === declared)
    .toSorted((a, b) => nearness(b) - nearness(a))[0];
  if (nearest === undefined || nearness(nearest) < 0.4) return unknownRegister(place, declared, nearest);
  return columnMissing(place, nearest.block.row, nearest.register, nearest.missing);
}

/** Share of the telling headings that are there; a dialect that another heading speaks against is far. */
const nearness = ({ dialect, missing }: Candidate): number =>
  missing.length === 0 ? 0 : 1 - missing.length / dialect.recognise.length;

function ambiguous(place: LayoutPlace, first: Candidate, second: Candidate): TwinError {
  return new TwinError('input', {
    code: 'register-ambiguous',
    what: `The headings fit two registers: ${first.register.id} and ${second.register.id}.`,
    where: { ...place, row: first.block.row },
    todo: `Declare which it is in registers.yaml: - { file: ${place.file}, register: ${first.register.id} }.`,
  });
}

function wrongRegister(place: LayoutPlace, declared: RegisterDescription, found: Candidate): TwinError {
  return new TwinError('input', {
    code: 'register-wrong',
    what: `The file is declared as ${declared.id}, and its headings are those of ${found.register.id}.`,
    where: { ...place, row: found.block.row },
    expected: declared.dialects.map(({ name }) => name.en).join(', or '),
    todo: 'Correct the entry in registers.yaml, or put the right file in its place.',
  });
}

function unknownRegister(
  place: LayoutPlace,
  declared: RegisterDescription | undefined,
  nearest: Candidate | undefined,
): TwinError {
  const near =
    nearest === undefined ? '' : ` Nearest is ${nearest.register.id}; missing: ${nearest.missing.join(', ')}.`;
  return new TwinError('input', {
    code: declared === undefined ? 'register-unknown' : 'headings-not-found',
    what: `None of the first ${HEADING_ROWS} rows holds the headings of ${declared === undefined ? 'a register' : declared.id}.${near}`,
    where: place,
    expected:
      declared === undefined
        ? 'headings as models/registers describes them'
        : declared.dialects[0]!.recognise.join(', '),
    todo:
      'Check that it is the right file and the right delimiter, or take it out of the folder if it is no register; a new ' +
      'layout is added to models/registers, not to the code.',
  });
}
