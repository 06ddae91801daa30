/** Rupiah a year for every unit at once, by what is sure and by what is possible at most. */
import type { FactLevel } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';
import type { RuleSet } from '../programmes/rule-set.ts';
import type { Component } from '../programmes/shape.ts';
import { ALWAYS, resolve } from './resolve.ts';
import { fourAtATime, type TruthColumn, type TruthColumns } from './truth-columns.ts';
import type { Truth } from './truth.ts';

/** A component with whom it applies to. */
interface Applied {
  readonly rupiah: number;
  readonly applies: TruthColumn;
}

/**
 * @param least truth from which a component counts: YES for what is sure, UNKNOWN for what is possible
 * @param fits  [unit] whom the rules fit, a column of `columns`; units below `least` get nothing
 * @returns     [unit] rupiah a year
 */
export function rupiahColumn(
  rules: RuleSet,
  columns: TruthColumns,
  level: FactLevel,
  fits: TruthColumn,
  least: Truth,
): Float64Array {
  const rupiah = new Float64Array(fits.length);
  const ofUnit = rules.components.filter(({ of }) => of === 'unit');
  for (const component of ofUnit.filter(({ adds }) => !adds)) {
    const applied = appliedTo(component, rules, columns, level);
    raiseWhere(rupiah, applied.rupiah, fits, applied.applies, least);
  }
  for (const component of ofUnit.filter(({ adds }) => adds)) {
    const applied = appliedTo(component, rules, columns, level);
    addWhere(rupiah, applied.rupiah, fits, applied.applies, least);
  }
  const ofMembers = rules.components.filter(({ of }) => of === 'members');
  if (ofMembers.length > 0) {
    const members = ofMembers.map((each) => appliedTo(each, rules, columns, 'person'));
    addMembers(rupiah, members, fits, least, rules.memberCap, columns.table);
  }
  return rupiah;
}

function appliedTo(component: Component, rules: RuleSet, columns: TruthColumns, level: FactLevel): Applied {
  const { when, amount } = component;
  const applies = columns.of(when === undefined ? ALWAYS : resolve(when, rules), level);
  return { rupiah: rules.rupiahPerYear.get(amount)!, applies };
}

// The loops over all units are functions of their own that see numbers and columns alone: then they are translated once, also in a
// process that evaluates once and ends. Four units of whom none fits, which is most of them, are passed over at once.

/** The largest of the components that apply counts; NaN, an amount that no source tells, is larger than any. */
function raiseWhere(into: Float64Array, amount: number, fits: TruthColumn, applies: TruthColumn, least: Truth): void {
  const [fitting, applying] = [fourAtATime(fits), fourAtATime(applies)];
  for (let w = 0; w < fitting.length; w++) {
    if ((fitting[w]! & applying[w]!) === 0) continue;
    const end = Math.min(4 * w + 4, into.length);
    for (let i = 4 * w; i < end; i++)
      if (fits[i]! >= least && applies[i]! >= least) into[i] = Math.max(into[i]!, amount);
  }
}

function addWhere(into: Float64Array, amount: number, fits: TruthColumn, applies: TruthColumn, least: Truth): void {
  const [fitting, applying] = [fourAtATime(fits), fourAtATime(applies)];
  for (let w = 0; w < fitting.length; w++) {
    if ((fitting[w]! & applying[w]!) === 0) continue;
    const end = Math.min(4 * w + 4, into.length);
    for (let i = 4 * w; i < end; i++) if (fits[i]! >= least && applies[i]! >= least) into[i]! += amount;
  }
}

/** Adds each member's largest component, of at most `cap` members with the largest. */
function addMembers(
  rupiah: Float64Array,
  applied: readonly Applied[],
  fits: TruthColumn,
  least: Truth,
  cap: number,
  { memberStart, members }: FactTable,
): void {
  // Dearest first: the first that applies is the one.
  const sorted = applied.toSorted((a, b) => b.rupiah - a.rupiah);
  const amounts = Float64Array.from(sorted, (each) => each.rupiah);
  const applies = sorted.map((each) => each.applies);
  const found: number[] = [];
  for (let h = 0; h < rupiah.length; h++) {
    if (fits[h]! < least) continue;
    found.length = 0;
    for (let i = memberStart[h]!; i < memberStart[h + 1]!; i++) {
      const dearest = firstFrom(applies, members[i]!, least);
      if (dearest < applies.length) found.push(amounts[dearest]!);
    }
    if (found.length > cap) found.sort((a, b) => b - a);
    const counted = Math.min(found.length, cap);
    for (let i = 0; i < counted; i++) rupiah[h]! += found[i]!;
  }
}

/** Place of the first column that says so of a row; their number where none does. */
function firstFrom(columns: readonly TruthColumn[], row: number, least: Truth): number {
  for (let c = 0; c < columns.length; c++) if (columns[c]![row]! >= least) return c;
  return columns.length;
}
