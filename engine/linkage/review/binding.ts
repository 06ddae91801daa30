/**
 * Which decisions bind: those that are not undone, the last one about a pair, and none that contradicts one before it. They
 * are about records by source and id, so that they bind every later run: after learning anew, growing, or in another order
 * of rows. Whoever links registers binds the same file by the names of registers and the keys of rows.
 */
import { settledPairs, type Settled, type SettledPair } from '../core/deciding/settled-pairs.ts';
import type { Note } from '../core/values/standardise.ts';
import { recordName, type Decision, type DecisionLine, type RecordId } from './decision.ts';

/** A pair as a decision settles it. */
export interface NamedPair {
  readonly left: string;
  readonly right: string;
  readonly kind: 'same' | 'different';
  /** Number of the decision. */
  readonly decision: number;
}

/** A decision that cannot hold beside others before it. */
export interface Contradiction {
  readonly decision: number;
  /** Those that it contradicts, all of them together. */
  readonly with: readonly number[];
}

export interface InForce {
  readonly pairs: readonly NamedPair[];
  readonly contradictions: readonly Contradiction[];
  /** Pairs that are put off, by the decision that says so. */
  readonly later: ReadonlyMap<string, number>;
}

/** One name for a pair, whichever record comes first. */
export const pairName = (one: string, other: string): string => (one < other ? `${one}\r${other}` : `${other}\r${one}`);

/** Decisions that are not undone. */
export function standing(lines: readonly DecisionLine[]): Decision[] {
  const undone = new Set(lines.flatMap((line) => (line.kind === 'undo' ? [line.undoes] : [])));
  return lines.flatMap((line) => (line.kind === 'undo' || undone.has(line.decision) ? [] : [line]));
}

export function inForce(lines: readonly DecisionLine[]): InForce {
  const last = new Map<string, { left: string; right: string; decision: Decision }>();
  for (const decision of standing(lines)) {
    for (const [left, right] of pairsOf(decision)) {
      const name = pairName(left, right);
      // Whoever puts a pair off that is decided leaves it decided.
      if (decision.kind === 'later' && last.has(name)) continue;
      last.delete(name);
      last.set(name, { left, right, decision });
    }
  }
  const later = new Map<string, number>();
  const asked: NamedPair[] = [];
  for (const [name, { left, right, decision }] of last) {
    if (decision.kind === 'later') later.set(name, decision.decision);
    else asked.push({ left, right, kind: decision.kind, decision: decision.decision });
  }
  return { ...withoutContradictions(asked), later };
}

/** Decisions that settle or put off a pair at least: those whose pairs others settled later are not among them. */
export const decisionsOf = ({ pairs, later }: InForce): ReadonlySet<number> =>
  new Set([...pairs.map(({ decision }) => decision), ...later.values()]);

export const pairsOf = ({ left, right }: Decision): [string, string][] =>
  left.flatMap((one) => right.map((other): [string, string] => [recordName(one), recordName(other)]));

/** A decision holds whole or not at all; those before it go first. */
function withoutContradictions(asked: readonly NamedPair[]): Pick<InForce, 'pairs' | 'contradictions'> {
  const kept: NamedPair[] = [];
  const contradictions: Contradiction[] = [];
  const book = new SameBook();
  const byDecision = Map.groupBy(
    asked.toSorted((a, b) => a.decision - b.decision),
    ({ decision }) => decision,
  );
  for (const [decision, pairs] of byDecision) {
    const against = book.take(pairs);
    if (against.length > 0) contradictions.push({ decision, with: against });
    else for (const pair of pairs) kept.push(pair);
  }
  return { pairs: kept, contradictions };
}

/** Who is one with whom by the decisions taken so far, and who is not. */
class SameBook {
  /** Records by those that they are directly one with. */
  readonly #same = new Map<string, NamedPair[]>();
  readonly #different: NamedPair[] = [];

  /** Takes the pairs of a decision, unless they contradict others. @returns the decisions that they contradict */
  take(pairs: readonly NamedPair[]): readonly number[] {
    for (const pair of pairs) {
      if (pair.kind === 'different') this.#different.push(pair);
      else for (const name of [pair.left, pair.right]) this.#listOf(name).push(pair);
    }
    const against = this.#against(pairs);
    if (against.length > 0) this.#giveBack(pairs);
    return against;
  }

  #listOf(name: string): NamedPair[] {
    let list = this.#same.get(name);
    if (list === undefined) this.#same.set(name, (list = []));
    return list;
  }

  #giveBack(pairs: readonly NamedPair[]): void {
    for (const { left, right, kind } of pairs) {
      if (kind === 'different') this.#different.pop();
      else for (const name of [left, right]) this.#listOf(name).pop();
    }
  }

  #against(pairs: readonly NamedPair[]): readonly number[] {
    const own = pairs[0]!.decision;
    const touched = new Set(pairs.flatMap(({ left, right }) => [...this.#reach(left), ...this.#reach(right)]));
    for (const { left, right, decision } of this.#different) {
      if (!touched.has(left) || !touched.has(right)) continue;
      const way = this.#way(left, right);
      if (way === undefined) continue;
      return [...new Set([...way, decision])].filter((each) => each !== own).sort((a, b) => a - b);
    }
    return [];
  }

  #reach(from: string): string[] {
    const met = [from];
    const seen = new Set(met);
    for (const name of met) {
      for (const { left, right } of this.#same.get(name) ?? []) {
        for (const other of [left, right]) {
          if (seen.has(other)) continue;
          seen.add(other);
          met.push(other);
        }
      }
    }
    return met;
  }

  /** Decisions by which two records are one, over the fewest others; undefined where they are not. */
  #way(from: string, to: string): number[] | undefined {
    const by = new Map<string, { before: string; decision: number } | undefined>([[from, undefined]]);
    const open = [from];
    for (const name of open) {
      for (const { left, right, decision } of this.#same.get(name) ?? []) {
        const other = left === name ? right : left;
        if (by.has(other)) continue;
        by.set(other, { before: name, decision });
        open.push(other);
      }
    }
    if (!by.has(to)) return undefined;
    const way: number[] = [];
    for (let at = by.get(to); at !== undefined; at = by.get(at.before)) way.push(at.decision);
    return way;
  }
}

export interface Bound {
  readonly settled: Settled;
  /** Decisions about records that are not there: kept, told, and not applied. */
  readonly absent: readonly number[];
  readonly notes: readonly Note[];
}

/**
 * Binds decisions to the records of a table.
 *
 * @param find record of a source (a file, a register) by its id (a row key); undefined where it is not there
 */
export function bindDecisions(
  { pairs, contradictions }: InForce,
  find: (source: string, id: string) => number | undefined,
): Bound {
  const absent = new Set<number>();
  const bound: SettledPair[] = [];
  for (const { left, right, kind, decision } of pairs) {
    const [l, r] = [left, right].map((name) => find(...splitName(name)));
    if (l === undefined || r === undefined) absent.add(decision);
    else bound.push({ left: Math.min(l, r), right: Math.max(l, r), kind });
  }
  return { settled: settledPairs(bound), absent: [...absent], notes: notesOf([...absent], contradictions) };
}

const splitName = (name: string): RecordId => {
  const at = name.indexOf('\n');
  return [name.slice(0, at), name.slice(at + 1)];
};

/** What must be told of decisions that are not applied. */
export function notesOf(absent: readonly number[], contradictions: readonly Contradiction[]): Note[] {
  const notes: Note[] = contradictions.map(({ decision, with: others }) => ({
    id: `Keputusan ${String(decision)} bertentangan dengan keputusan ${others.join(', ')} dan tidak diterapkan; batalkan salah satu.`,
    en: `Decision ${String(decision)} contradicts ${others.join(', ')} and is not applied; undo one of them.`,
  }));
  if (absent.length === 0) return notes;
  const list = absent.join(', ');
  return [
    ...notes,
    {
      id: `Keputusan tentang catatan yang tidak ada di berkas disimpan dan tidak diterapkan: ${list}.`,
      en: `Decisions about records that are in no file are kept and not applied: ${list}.`,
    },
  ];
}
