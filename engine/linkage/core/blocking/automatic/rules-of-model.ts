/** The blocking rules of a run: those that the model names, else those that a look at the values chooses. */
import { TwinError } from '../../../../kernel/errors.ts';
import type { BlockingRuleSpec, ReadyModel } from '../../link-model.ts';
import type { Note } from '../../values/standardise.ts';
import type { LinkTable } from '../../table.ts';
import { allPairs, type SourcePairs } from '../source-pairs.ts';
import { automaticRules } from './automatic-rules.ts';

export interface ChosenRules {
  readonly rules: readonly BlockingRuleSpec[];
  readonly notes: readonly Note[];
}

/** Rules that bring so large a share of imagined matches need no word about pairs that are not allowed. */
const ENOUGH = 0.95;

/** The table without fields that say nothing of who is who: those alone that may be keys. */
export function comparedOf(table: LinkTable, { fields }: Pick<ReadyModel, 'fields'>): LinkTable {
  const besides = new Set(fields.flatMap(({ name, isCompared }) => (isCompared === false ? [name] : [])));
  return besides.size === 0
    ? table
    : { ...table, fields: new Map([...table.fields].filter(([name]) => !besides.has(name))) };
}

/**
 * @param table with the fields alone that may be keys
 * @throws TwinError where no rule can be chosen: without one nothing would be found, and that would look like a result
 */
export function rulesOfModel(
  table: LinkTable,
  sources: SourcePairs,
  model: Pick<ReadyModel, 'rules' | 'maximumPerKey' | 'maximumPairs'>,
): ChosenRules {
  if (model.rules !== 'auto') return { rules: model.rules, notes: [] };
  const { rules, expectedRecall, isShortOfPairs } = automaticRules(table, sources, model);
  if (rules.length > 0)
    return { rules, notes: isShortOfPairs && expectedRecall < ENOUGH ? [shortNote(expectedRecall, model)] : [] };
  throw new TwinError('configuration', {
    code: 'link-no-rule',
    what: `No blocking rule could be chosen: every key of ${[...table.fields.keys()].join(', ')} is too common, or held by no second record.`,
    expected: `keys that leave far fewer than the ${String(allPairs(table, sources))} pairs that there are in all`,
    todo: 'In MODEL.yaml, name rules under blocking, or map more columns to fields; limits.maximumPerKey says how many records may share a key.',
  });
}

/** Matches that the limit leaves out are found by nobody later: whoever set it should know. */
function shortNote(recall: number, { maximumPairs }: Pick<ReadyModel, 'maximumPairs'>): Note {
  const percent = (recall * 100).toFixed(0);
  const pairs = String(maximumPairs);
  return {
    id: `Batas limits.maximumPairs (${pairs} pasangan) hanya memberi tempat bagi aturan pencarian yang menemukan sekitar ${percent} % pasangan yang sama: yang lain tidak dibandingkan. Naikkan batasnya, atau sebutkan aturan di bawah blocking.`,
    en: `The limit limits.maximumPairs (${pairs} pairs) leaves room for blocking rules that bring about ${percent} % of matches: the others are not compared. Raise it, or name rules under blocking.`,
  };
}
