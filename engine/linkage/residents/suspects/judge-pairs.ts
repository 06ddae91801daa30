/** What speaks against two rows of one person being one, and how likely they are. */
import type { ComparedEnds } from '../../core/comparing/compare-candidates.ts';
import { probabilityOf } from '../../core/deciding/match-weights.ts';
import { SETTLED_BITS } from '../../core/deciding/settled-pairs.ts';
import type { LinkBook } from '../link-book.ts';
import type { ResidentRun } from '../resident-run.ts';
import { weigh, type Weighing } from '../weighing.ts';
import type { AllJoined } from './members.ts';
import { suspicionsOf, type Suspicion } from './suspicions.ts';

/** What rows of residents, and rows of whom the population register does not know, were weighed by. */
export interface Weighings {
  readonly ofResidents: Weighing;
  readonly ofAlone: Weighing;
}

export interface JudgedPair {
  readonly suspicions: readonly Suspicion[];
  readonly probability: number;
  readonly bits: number;
  /** People said that the two are one. */
  readonly isDecided: boolean;
}

/** @returns judges a pair of those joined; the first end of each is the row that stands for the person, or another one */
export function pairJudge(
  run: ResidentRun,
  { ofResidents, ofAlone }: Weighings,
  book: LinkBook,
  { pairs }: AllJoined,
  compared: ComparedEnds,
): (pair: number) => JudgedPair {
  const { residents, anchors, model, decided } = run;
  const { table, firstAnchor } = residents;
  const { source, fields } = table;
  const cards = fields.get('kkNumber')!.values;
  const { suspicions, isTwice } = suspicionsOf(compared.patterns, model.link.comparisons);
  const [bitsOfResidents, bitsOfAlone] = [weigh(compared, ofResidents), weigh(compared, ofAlone)];
  const isForeign = foreignNumbers(run, book);

  const ofRegister = (left: number, right: number, pattern: number): Suspicion[] => {
    // What says the same of everything is one resident, as is whom people said to be.
    if (source[left] !== source[right] || left >= firstAnchor || isTwice[pattern] === 1) return [];
    return [cards[left] !== 0 && cards[left] === cards[right] ? 'two-of-one-card' : 'two-of-one-register'];
  };
  /** A row is as sure of its resident as it was when it was linked: a number taken to be borrowed says nothing. */
  const bitsOf = (pair: number, left: number, right: number): number => {
    const isResident = book.personOf(right) < anchors.count;
    const own = isResident ? bitsOfResidents[pair]! : bitsOfAlone[pair]!;
    const linked = left >= firstAnchor && right < firstAnchor ? book.weightOf(right) : NaN;
    return Number.isNaN(linked) ? own : Math.max(own, linked);
  };
  return (pair) => {
    const [left, right] = [pairs.left[pair]!, pairs.right[pair]!];
    const unit = decided.unitOf(left);
    if (unit !== undefined && unit === decided.unitOf(right)) {
      return { suspicions: [], probability: 1, bits: SETTLED_BITS, isDecided: true };
    }
    const pattern = compared.pattern[pair]!;
    const bits = bitsOf(pair, left, right);
    const isWithResident = left >= firstAnchor && right < firstAnchor;
    const all: Suspicion[] = [
      ...(isWithResident && isForeign(right) ? (['nik-of-another'] as const) : []),
      ...suspicions[pattern]!,
      ...ofRegister(left, right, pattern),
    ];
    return { suspicions: all, probability: probabilityOf(bits), bits, isDecided: false };
  };
}

/** Whether the NIK of a row is that of residents, and of none who is its person. */
function foreignNumbers({ residents, anchors }: ResidentRun, book: LinkBook): (record: number) => boolean {
  const { table, firstAnchor } = residents;
  const { values, book: numbers } = table.fields.get('nik')!;
  const [NOBODY, SEVERAL] = [-1, -2];
  const owner = new Int32Array(numbers.count).fill(NOBODY);
  const owners = new Map<number, Set<number>>();
  for (let record = firstAnchor; record < table.count; record++) {
    const [number, person] = [values[record]!, anchors.personOf[record]!];
    if (owner[number] === NOBODY) owner[number] = person;
    else if (owner[number] !== person) {
      const known = owners.get(number) ?? new Set([owner[number]!]);
      owners.set(number, known.add(person));
      owner[number] = SEVERAL;
    }
  }
  return (record) => {
    const number = values[record]!;
    if (number === 0 || owner[number] === NOBODY) return false;
    const person = book.personOf(record);
    return owner[number] === SEVERAL ? !owners.get(number)!.has(person) : owner[number] !== person;
  };
}
