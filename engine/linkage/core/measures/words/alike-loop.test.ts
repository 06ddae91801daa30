import { expect, test } from 'vitest';
import { handOf } from '../../../../kernel/loops/loop.ts';
import { chance } from '../../../../kernel/random.ts';
import { tableOf } from '../../test-table.ts';
import { lettersOf, mayBeAlikeIn } from './alike-loop.ts';
import { mayBeAlike, NUMBERS_A_WORD, wordFacts } from './word-facts.ts';

/** Every word of up to four of three letters, and words of chance that are longer or begin with a digit. */
function words(): string[] {
  const all = ['A', 'B', 'R'];
  for (let from = 0; all.length < 120; from++) all.push(...['A', 'B', 'R'].map((letter) => all[from]! + letter));
  const draws = chance(9, 'alike-loop-test');
  const letters = 'AAABDEIKLMNRSTUY1';
  const longer = Array.from({ length: 300 }, (_, word) =>
    Array.from({ length: 4 + draws.below(9, word, 0) }, (__, i) => letters[draws.below(17, word, 1 + i)]!).join(''),
  );
  return [...all, ...longer, 'A'.repeat(300)];
}

test('a loop says of every two words what is said of them one by one', () => {
  const { book } = tableOf({ text: ['category', words()] }).fields.get('text')!;
  const known = wordFacts(
    book,
    Uint32Array.from({ length: book.count }, (_, word) => word),
  );
  const hand = handOf();
  const [facts, alike] = [hand.column('word', known.length), hand.column('byte', book.count)];
  const run = hand.loop(2, (writer, [left, count]) => {
    writer.repeat(count!, (right) => writer.store(alike, right, mayBeAlikeIn(writer, facts, left!, right)));
    return lettersOf(facts, left!);
  });
  new Int32Array(hand.bytes(), facts.offset, known.length).set(known);
  const found = new Uint8Array(hand.bytes(), alike.offset, book.count);
  let some = 0;
  for (let left = 1; left < book.count; left++) {
    expect(run(left, book.count)).toBe(known[left * NUMBERS_A_WORD + 2]! & 0xff);
    const others = Array.from(found.subarray(1), (_, i) => Number(mayBeAlike(known, left, i + 1)));
    expect([...found.subarray(1)]).toEqual(others);
    some += others.reduce((sum, each) => sum + each, 0);
  }
  expect(some / book.count ** 2).toBeGreaterThan(0.01);
  expect(some / book.count ** 2).toBeLessThan(0.9);
});
