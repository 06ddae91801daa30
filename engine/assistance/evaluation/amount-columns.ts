/** Rupiah a year for every unit at once, by what is sure and by what is possible at most. */
import type { FactLevel } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';
import type { RuleSet } from '../programmes/rule-set.ts';
import type { Component } from '../programmes/shape.ts';
import { ALWAYS, resolve } from './resolve.ts';
import type { TruthColumn, TruthColumns } from './truth-columns.ts';
import type { Truth } from './truth.ts';

/** A component with whom it applies to. */
interface Applied {
  readonly rupiah: number;
  readonly applies: TruthColumn;
}

/**
 * @param least truth from which a component counts: YES for what is sure, UNKNOWN for what is possible
 * @param fits  [unit] whom the rules fit; units below `least` get nothing
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
  for (const component of ofUnit.filter(({ adds }) => adds))
    addDearest(rupiah, [appliedTo(component, rules, columns, level)], fits, least);
  const single = ofUnit.filter(({ adds }) => !adds).map((each) => appliedTo(each, rules, columns, level));
  addDearest(rupiah, single, fits, least);
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

/** Adds the largest of the components that apply; NaN, an amount that no source tells, is larger than any. */
function addDearest(rupiah: Float64Array, applied: readonly Applied[], fits: TruthColumn, least: Truth): void {
  const [only] = applied;
  if (only === undefined) return;
  if (applied.length === 1) {
    for (let i = 0; i < rupiah.length; i++)
      if (fits[i]! >= least && only.applies[i]! >= least) rupiah[i]! += only.rupiah;
    return;
  }
  for (let i = 0; i < rupiah.length; i++) {
    if (fits[i]! < least) continue;
    let dearest = 0;
    for (const each of applied) if (each.applies[i]! >= least) dearest = Math.max(dearest, each.rupiah);
    rupiah[i]! += dearest;
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
  const found: number[] = [];
  for (let h = 0; h < rupiah.length; h++) {
    if (fits[h]! < least) continue;
    found.length = 0;
    for (let i = memberStart[h]!; i < memberStart[h + 1]!; i++) {
      const person = members[i]!;
      for (let c = 0; c < sorted.length; c++) {
        if (sorted[c]!.applies[person]! < least) continue;
        found.push(sorted[c]!.rupiah);
        break;
      }
    }
    if (found.length > cap) found.sort((a, b) => b - a);
    const counted = Math.min(found.length, cap);
    for (let i = 0; i < counted; i++) rupiah[h]! += found[i]!;
  }
}
