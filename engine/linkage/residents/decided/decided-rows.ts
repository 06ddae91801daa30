/** Decides on the rows that people decided about: by what they said, and within it by number and evidence. */
import { SETTLED_BITS } from '../../core/deciding/settled-pairs.ts';
import type { AnchorPersons } from '../anchors.ts';
import { decide, type Candidate, type RowDecision, type Thresholds } from '../decisions.ts';
import type { LinkBook } from '../link-book.ts';
import type { Decided, Unit } from './decided.ts';

/** What a unit is linked to. */
interface Outcome {
  /** -1 for one that is alone or waits. */
  readonly person: number;
  /** How sure that is; decided by people is surest. */
  readonly bits: number;
  /** [row of the unit] by its own evidence. */
  readonly own: readonly RowDecision[];
}

/**
 * Links the rows of each unit to one person: to its resident where it has one, else to whom its surest row is linked. A
 * person who is decided to be another is no candidate; where two units that are decided to be two persons have the same
 * surest person, the surer one keeps him.
 *
 * @param candidatesOf candidates of a row, one a person
 */
export function linkDecided(
  decided: Decided,
  { personOf }: AnchorPersons,
  candidatesOf: (record: number) => readonly Candidate[],
  thresholds: Thresholds,
  book: LinkBook,
): void {
  const residentOf = ({ anchors }: Unit): number => (anchors.length === 0 ? -1 : personOf[anchors[0]!]!);
  const excluded = new Map<Unit, Set<number>>();
  for (const unit of decided.units) {
    const residents = [...decided.apartFrom(unit)].map(residentOf);
    excluded.set(unit, new Set(residents.filter((person) => person >= 0)));
  }
  const decideUnit = (unit: Unit): Outcome => {
    const resident = residentOf(unit);
    if (resident >= 0) return { person: resident, bits: Infinity, own: [] };
    const own = unit.rows.map((row) => decide(withoutExcluded(candidatesOf(row), excluded.get(unit)!), thresholds));
    return surest(own);
  };
  const outcomes = new Map(decided.units.map((unit) => [unit, decideUnit(unit)]));
  for (let loser = loserOf(decided, outcomes); loser !== undefined; loser = loserOf(decided, outcomes)) {
    excluded.get(loser)!.add(outcomes.get(loser)!.person);
    outcomes.set(loser, decideUnit(loser));
  }
  for (const [unit, outcome] of outcomes) write(unit, outcome, book);
}

/** A NIK whose owner is decided to be somebody else was borrowed, and says nothing about who the row is. */
function withoutExcluded(candidates: readonly Candidate[], excluded: ReadonlySet<number>): Candidate[] {
  const isBorrowed = candidates.some(({ person, nik }) => excluded.has(person) && nik !== 'other');
  return candidates
    .filter(({ person }) => !excluded.has(person))
    .map((each) => (isBorrowed ? { ...each, weightBits: each.bitsWithoutNik } : each));
}

function surest(own: readonly RowDecision[]): Outcome {
  let best: Outcome = { person: -1, bits: -Infinity, own };
  for (const decision of own) {
    if (decision.kind === 'alone' || decision.kind === 'review') continue;
    const bits = decision.weightBits + (decision.kind === 'number' ? SETTLED_BITS : 0);
    if (bits > best.bits || (bits === best.bits && decision.person < best.person)) {
      best = { person: decision.person, bits, own };
    }
  }
  return best;
}

/** A unit that is linked to the person of another one which it is decided not to be, and less surely. */
function loserOf(decided: Decided, outcomes: ReadonlyMap<Unit, Outcome>): Unit | undefined {
  for (const [unit, { person, bits }] of outcomes) {
    if (person < 0) continue;
    for (const other of decided.apartFrom(unit)) {
      const rival = outcomes.get(other)!;
      // Of two that are as sure, the later one in the order of units gives way.
      if (rival.person === person) return rival.bits <= bits ? other : unit;
    }
  }
  return undefined;
}

function write({ rows }: Unit, { person, own }: Outcome, book: LinkBook): void {
  if (person >= 0) {
    rows.forEach((row, i) => {
      const decision = own[i];
      const isOwn = decision !== undefined && 'person' in decision && decision.person === person;
      if (isOwn) book.link(row, decision.kind, person, decision.weightBits);
      else book.linkDecided(row, person);
    });
    return;
  }
  const waiting = own.find((decision) => decision.kind === 'review');
  // Who is one with a row that waits, waits with it.
  if (waiting === undefined) return;
  rows.forEach((row, i) => {
    const decision = own[i]!;
    const { doubt, candidates } = decision.kind === 'review' ? decision : waiting;
    book.review(row, doubt, candidates);
  });
}
