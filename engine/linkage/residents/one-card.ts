/** Two rows of one register with one family card are two members of that family, unless they are plainly one. */
import { shareNumbers } from '../core/threads/shared.ts';
import type { LinkBook } from './link-book.ts';
import { meaningOf } from './pattern-meaning.ts';
import type { ResidentRun } from './resident-run.ts';

/**
 * Where two rows of one register that bear one card were linked to one resident and are not the same member twice, the
 * one that is linked less surely goes to a reviewer.
 */
export async function partOneCard(run: ResidentRun, book: LinkBook): Promise<void> {
  const { model, compare } = run;
  const pairs = sharersOfResidents(run, book);
  const [surer, other] = [
    shareNumbers(Uint32Array.from(pairs, ([s]) => s)),
    shareNumbers(Uint32Array.from(pairs, ([, o]) => o)),
  ];
  const { pattern, patterns } = await compare({ count: pairs.length, left: surer, right: other });
  const { isOneMember } = meaningOf(patterns, model.link.comparisons);
  pairs.forEach(([, record], pair) => {
    if (isOneMember[pattern[pair]!] === 1) return;
    const candidate = { person: book.personOf(record), weightBits: book.weightOf(record) };
    book.review(record, 'two-of-one-card', [candidate]);
  });
}

/** Pairs of records of one register and card with one resident, that which is linked most surely first. */
function sharersOfResidents(
  { residents, anchors, decided }: ResidentRun,
  book: LinkBook,
): [surer: number, other: number][] {
  const { table, firstAnchor } = residents;
  const cards = table.fields.get('kkNumber')!.values;
  // Of whom people said with whom he is one, he says nothing against the others.
  const isSettled = (record: number): boolean => {
    const unit = decided.unitOf(record);
    return unit !== undefined && unit.rows.length + unit.anchors.length > 1;
  };
  const pairs: [number, number][] = [];
  const first = new Int32Array(anchors.count);
  for (let source = 0; table.sourceStart[source]! < firstAnchor; source++) {
    first.fill(-1);
    const several = new Map<number, number[]>();
    for (let record = table.sourceStart[source]!; record < table.sourceStart[source + 1]!; record++) {
      const person = book.personOf(record);
      if (person < 0 || cards[record] === 0 || isSettled(record)) continue;
      const before = first[person]!;
      if (before < 0) first[person] = record;
      else several.set(person, [...(several.get(person) ?? [before]), record]);
    }
    for (const records of several.values()) {
      const [surest, ...others] = records.sort((a, b) => isSurer(book, table.idHash, a, b)) as [number, ...number[]];
      for (const other of others) if (cards[other] === cards[surest]) pairs.push([surest, other]);
    }
  }
  return pairs;
}

const isSurer = (book: LinkBook, idHash: Uint32Array, a: number, b: number): number =>
  book.weightOf(b) - book.weightOf(a) || idHash[a]! - idHash[b]! || a - b;
