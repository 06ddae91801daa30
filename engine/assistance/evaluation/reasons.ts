/** Why the rules say what they say of each unit, over the whole city: conditions that fail or are open, components that apply. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { FactLevel } from '../facts/catalogue.ts';
import type { Condition } from '../programmes/shape.ts';
import { ALWAYS, resolve } from './resolve.ts';
import type { TruthColumn, TruthColumns } from './truth-columns.ts';
import { NO, UNKNOWN, YES } from './truth.ts';
import type { ProgrammeColumns } from './whole-city.ts';

export interface Reasons {
  /** Conditions and overlaps that do not hold. */
  readonly failing: readonly Condition[];
  /** Those of which nobody can tell. */
  readonly open: readonly Condition[];
}

/** @returns unit to its reasons */
export function reasonsOf({ rules, level }: ProgrammeColumns, columns: TruthColumns): (unit: number) => Reasons {
  const asked = [...rules.conditions, ...rules.overlaps].map((condition) => ({
    condition,
    truth: columns.of(resolve(condition.when, rules), level),
  }));
  const which = (unit: number, truth: number): Condition[] =>
    asked.filter((each) => each.truth[unit] === truth).map(({ condition }) => condition);
  return (unit) => ({ failing: which(unit, NO), open: which(unit, UNKNOWN) });
}

/** A part of the aid, and how many of the family it is for; 1 where it is for the unit itself. */
export interface AppliedComponent {
  readonly key: string;
  readonly name: Bilingual;
  readonly count: number;
}

/** @returns unit to the components that apply to it for sure */
export function componentsOf(found: ProgrammeColumns, columns: TruthColumns): (unit: number) => AppliedComponent[] {
  const { rules } = found;
  const { memberStart, members } = columns.table;
  const asked = rules.components.map(({ key, of, when, amount }) => {
    const level: FactLevel = of === 'members' ? 'person' : found.level;
    const applies: TruthColumn = columns.of(when === undefined ? ALWAYS : resolve(when, rules), level);
    return { key, of, applies, name: rules.programme.amounts[amount]!.name };
  });
  return (unit) =>
    asked.flatMap(({ key, name, of, applies }): AppliedComponent[] => {
      let count = 0;
      if (of === 'unit') count = Number(applies[unit] === YES);
      else for (let i = memberStart[unit]!; i < memberStart[unit + 1]!; i++) if (applies[members[i]!] === YES) count++;
      return count === 0 ? [] : [{ key, name, count }];
    });
}
