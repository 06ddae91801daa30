/** model.trained.json: the model as it was used, with what it learnt. */
import type { ComparisonSpec } from '../../core/comparison.ts';
import type { LinkModel } from '../../core/link-model.ts';
import type { LinkResult } from '../../core/pairs.ts';

/** The same bytes for the same files: no time, no machine in it. */
export function trainedModelFile(
  model: LinkModel & { readonly comparisons: readonly ComparisonSpec[] },
  { trained, threshold, rules }: LinkResult,
): string {
  const specs = new Map(model.comparisons.map((spec) => [spec.name, spec]));
  const comparisons = trained.comparisons.map(({ name, levels, dropped }) => {
    const spec = specs.get(name);
    return {
      name,
      ...(spec && { measure: spec.measure, fields: spec.fields }),
      ...(spec?.options && { options: spec.options }),
      ...(spec?.mutedBy && { mutedBy: spec.mutedBy }),
      levels,
      ...(dropped !== undefined && { dropped }),
    };
  });
  const file = {
    version: 1,
    fields: model.fields,
    comparisons,
    rules: model.rules === 'auto' ? rules.map(({ rule }) => ({ name: rule })) : model.rules,
    deduplicate: model.deduplicate,
    between: model.between,
    priorShare: trained.priorShare,
    expectedMatches: trained.expectedMatches,
    rounds: trained.rounds,
    threshold,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
