/** The loop over the people at hand that adds what each fits to his household: members.ts tells what that is. */
import { columnAt, type Loop } from '../../../kernel/loops/loop.ts';
import { and, at, or, plus, shiftLeft } from '../../../kernel/loops/values.ts';
import { AGE_OF } from '../ages.ts';
import { FITS } from '../columns.ts';
import { HAND, PEOPLE, type YearAtHand } from '../people-at-hand.ts';
import { AGE_BITS, NO_AGE } from './components.ts';
import type { MemberTables } from './members.ts';
import { ORPHAN } from './simulated-facts.ts';

/** Of who is no orphan: those are asked apart. */
const ENTRIES = (ORPHAN << AGE_BITS) * FITS;
const ADDS = HAND.column('word', ENTRIES);
const AGES = HAND.column('byte', AGE_OF.length);

/** To be called before the people of a year are taken to hand. */
export function layOutMembers({ adds }: MemberTables): void {
  const bytes = HAND.bytes();
  new Uint32Array(bytes, ADDS.offset, ENTRIES).set(adds.subarray(0, ENTRIES));
  // Whoever is older than anybody fits nothing.
  new Uint8Array(bytes, AGES.offset, AGE_OF.length).set(AGE_OF.map((age) => Math.min(age, NO_AGE)));
}

const pass: Loop = HAND.loop(2, ({ hold, store, repeat }, [number, given]) => {
  const fits = columnAt(given!, 'word');
  repeat(number!, (row) => {
    const circumstance = and(at(PEOPLE.state, row), ORPHAN - 1);
    const from = hold(shiftLeft(or(shiftLeft(circumstance, AGE_BITS), at(AGES, at(PEOPLE.sexAge, row))), 1));
    const home = hold(shiftLeft(at(PEOPLE.household, row), 1));
    const next = hold(or(home, 1));
    store(fits, home, plus(at(fits, home), at(ADDS, from)));
    store(fits, next, plus(at(fits, next), at(ADDS, or(from, 1))));
  });
  return 0;
});

/** What people at hand add to their households, as they do now: the first so many. */
export const addMembers = (number: number, { fits }: YearAtHand): void => void pass(number, fits);
