/** All rules of a programme over the whole city at once, as columns. Agrees with one-family.ts on every family. */
import type { FactLevel } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';
import type { RuleSet } from '../programmes/rule-set.ts';
import { levelOf } from '../programmes/shape.ts';
import { rupiahColumn } from './amount-columns.ts';
import { resolve } from './resolve.ts';
import { TruthColumns, type TruthColumn } from './truth-columns.ts';
import { UNKNOWN, YES } from './truth.ts';

/** Row i is a household, or a person for a programme that is given to persons. */
export interface ProgrammeColumns {
  readonly rules: RuleSet;
  readonly level: FactLevel;
  /** [unit] all conditions together. */
  readonly conditions: TruthColumn;
  /** [unit] YES where no other programme stands against it. */
  readonly overlaps: TruthColumn;
  /** [unit] conditions and overlaps together. */
  readonly fits: TruthColumn;
  /** [unit] as in Assessment. */
  readonly rupiahPerYear: Float64Array;
  /** [unit] computed when asked for. */
  possibleRupiahPerYear(): Float64Array;
}

/** @param columns shared by rules that are asked of the same facts, so that each step is taken once */
export function evaluate(rules: RuleSet, columns: TruthColumns): ProgrammeColumns {
  const level = levelOf(rules.programme);
  const conditions = columns.all(
    rules.conditions.map(({ when }) => resolve(when, rules)),
    level,
  );
  const overlaps = columns.all(
    rules.overlaps.map(({ when }) => resolve(when, rules)),
    level,
  );
  const fits = columns.all(
    [...rules.conditions, ...rules.overlaps].map(({ when }) => resolve(when, rules)),
    level,
  );
  return {
    rules,
    level,
    conditions,
    overlaps,
    fits,
    rupiahPerYear: rupiahColumn(rules, columns, level, fits, YES),
    possibleRupiahPerYear: () => rupiahColumn(rules, columns, level, fits, UNKNOWN),
  };
}

export function evaluateAll(ruleSets: readonly RuleSet[], table: FactTable): ProgrammeColumns[] {
  const columns = new TruthColumns(table);
  return ruleSets.map((rules) => evaluate(rules, columns));
}
