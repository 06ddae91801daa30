/** By what one of several rows is believed about a field. */
import { ROW_CRITERIA } from '../../core/golden/criteria.ts';

export const GOLDEN_CRITERIA = [...ROW_CRITERIA, 'link'] as const;
/**
 * `rank`: the register, the population register first, then in the order of models/registers; `date`: the latest row;
 * `agreement`: what most rows say; `completeness`: most letters; `link`: the row that is linked most surely.
 */
export type GoldenCriterion = (typeof GOLDEN_CRITERIA)[number];

export interface GoldenRules {
  /** What is asked one after the other, until one row is left. */
  readonly all: readonly GoldenCriterion[];
  /** In place of that, by field. */
  readonly fields: Readonly<Record<string, readonly GoldenCriterion[]>>;
  /** Fields that date a row, the first that its register has. */
  readonly datedBy: readonly string[];
}
