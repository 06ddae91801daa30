/** The blocking rules of a run: those that the model names, else those that a look at the values chooses. */
import { TwinError } from '../../../../kernel/errors.ts';
import type { BlockingRuleSpec, ReadyModel } from '../../link-model.ts';
import type { LinkTable } from '../../table.ts';
import { allPairs, type SourcePairs } from '../source-pairs.ts';
import { automaticRules } from './automatic-rules.ts';

/**
 * @param table with the fields alone that may be keys
 * @throws TwinError where no rule can be chosen: without one nothing would be found, and that would look like a result
 */
export function rulesOfModel(
  table: LinkTable,
  sources: SourcePairs,
  model: Pick<ReadyModel, 'rules' | 'maximumPerKey' | 'maximumPairs'>,
): readonly BlockingRuleSpec[] {
  if (model.rules !== 'auto') return model.rules;
  const { rules } = automaticRules(table, sources, model);
  if (rules.length > 0) return rules;
  throw new TwinError('configuration', {
    code: 'link-no-rule',
    what: `No blocking rule could be chosen: every key of ${[...table.fields.keys()].join(', ')} is too common, or held by no second record.`,
    expected: `keys that leave far fewer than the ${String(allPairs(table, sources))} pairs that there are in all`,
    todo: 'In MODEL.yaml, name rules under blocking, or map more columns to fields; limits.maximumPerKey says how many records may share a key.',
  });
}
