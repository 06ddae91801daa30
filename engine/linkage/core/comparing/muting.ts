/** Comparisons that mute others: where one agrees at a level, another tells nothing new. */
import { TwinError } from '../../../kernel/errors.ts';
import type { ComparisonSpec } from '../comparison.ts';

/**
 * Those that mute others come before them.
 *
 * @throws TwinError where they mute each other, or one is named that is not there
 */
export function inOrderOfMuting(specs: readonly ComparisonSpec[]): ComparisonSpec[] {
  const placed: ComparisonSpec[] = [];
  const isReady = ({ mutedBy }: ComparisonSpec): boolean =>
    mutedBy === undefined || placed.some(({ name }) => name === mutedBy.comparison);
  let rest = [...specs];
  while (rest.length > 0) {
    const next = rest.filter(isReady);
    if (next.length === 0) throw mutingError(rest[0]!);
    placed.push(...next);
    rest = rest.filter((spec) => !next.includes(spec));
  }
  return placed;
}

export function mutingError({ name, mutedBy }: ComparisonSpec): TwinError {
  return new TwinError('configuration', {
    code: 'link-muting-unknown',
    what: `The comparison "${name}" is muted by "${mutedBy?.comparison ?? ''}" at "${mutedBy?.level ?? ''}", which does not exist or is muted by it in turn.`,
    expected: 'a comparison of the model that is not muted by this one, and one of its levels',
    todo: 'Correct `mutedBy` in the model.',
  });
}
