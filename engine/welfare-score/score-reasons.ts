/** What raised and lowered the score of a family, from what was kept with it: no model is opened, and none is loaded. */
import { reasonFinder, type Reasons } from '../estimation/explain/fact-words.ts';
import type { HouseholdFact } from '../estimation/scoring/household-fact.ts';
import type { KeptScore } from './kept-score.ts';

/** Household to what raised and lowered its score; undefined where it has none. No model is opened for it. */
export function reasonsOf(
  kept: KeptScore,
  facts: ReadonlyMap<string, HouseholdFact>,
): (household: number) => Reasons | undefined {
  const { main, otherwise, label } = kept.about;
  const finders = [undefined, main, otherwise].map((about) =>
    about === undefined ? undefined : reasonFinder({ ...about, label }, facts),
  );
  return (household) => {
    const added = kept.added(household);
    return added === undefined ? undefined : finders[kept.by[household]!]!(household, added);
  };
}
