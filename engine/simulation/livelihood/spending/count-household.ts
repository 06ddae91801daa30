/** What households add to the account of their kelurahan: the poor, what is spent, and aid. */
import { AT, classOf, HOME_WIDTH, SHARE_UNIT, SPENDING_CLASSES, type LifeAccount } from '../account.ts';
import type { HouseholdLives } from '../columns.ts';
import { aidOf, type AidYear } from '../aid/recipients.ts';

const { poor: POOR, gap: GAP, severity: SEVERITY } = AT;
const RECIPIENTS = AT['recipients-pkh'];
const COST = AT['cost-pkh'];

/** @param short of the line, as a share of it */
export function countPoor({ homes }: LifeAccount, region: number, persons: number, short: number): void {
  const at = region * HOME_WIDTH;
  homes[at + POOR]! += persons;
  homes[at + GAP]! += persons * Math.round(short * SHARE_UNIT);
  homes[at + SEVERITY]! += persons * Math.round(short * short * SHARE_UNIT);
}

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

/** @returns what of it the family can spend, thousand rupiah a year */
export function countAid(
  year: AidYear,
  homes: HouseholdLives,
  row: number,
  persons: number,
  region: number,
  account: LifeAccount,
): number {
  const thousand = aidOf(year, homes, row, persons);
  const at = region * HOME_WIDTH + year.place;
  account.homes[at + RECIPIENTS]! += year.aid.isOfPersons ? persons : 1;
  account.homes[at + COST]! += thousand;
  return year.aid.isCash ? thousand : 0;
}
