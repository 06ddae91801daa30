/** What households add to the account of their kelurahan, one by one: the loops of a year (spend-loop.ts) do the same. */
import { classOf, SPENDING_CLASSES, type LifeAccount } from '../account.ts';

/** What the Gini is reckoned from. */
export function addSpending(
  { classPersons, classSpent }: LifeAccount,
  region: number,
  persons: number,
  spends: number,
): void {
  const whole = (spends + 0.5) | 0;
  const at = region * SPENDING_CLASSES + classOf(whole);
  classPersons[at]! += persons;
  classSpent[at]! += persons * whole;
}
