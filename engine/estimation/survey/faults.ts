/** Faults of a survey and of the MODEL.yaml that describes it. */
import { TwinError, type ErrorPlace } from '../../kernel/errors.ts';

/** A survey that cannot be learnt from as it is. */
export function surveyFault(code: string, where: ErrorPlace, what: string, expected: string, todo: string): TwinError {
  return new TwinError('input', { code, where, what, expected, todo });
}

/** @param key the place in MODEL.yaml: `features.age` */
export function modelFault(file: string, key: string, what: string, expected: string, todo: string): TwinError {
  return new TwinError('configuration', {
    code: 'welfare-model',
    what: `${key}: ${what}`,
    where: { file },
    expected,
    todo,
  });
}

const MOST_NAMED = 40;

/** "a", "b" and "c", or "nothing"; long lists are cut. */
export function listed(names: readonly string[]): string {
  if (names.length === 0) return 'nothing';
  const shown = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}
