/** Faults of a MODEL.yaml, and of files that are not as it says. */
import { TwinError, type ErrorPlace } from '../../../kernel/errors.ts';

/** "a", "b" and "c", or "nothing"; long lists are cut. */
export function listed(names: readonly string[], most = 40): string {
  if (names.length === 0) return 'nothing';
  const shown = names.slice(0, most).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

/** Something in MODEL.yaml that cannot be as it is. @param key the place in it: `blocking.2.keys` */
export function modelFault(file: string, key: string, what: string, expected: string, todo: string): TwinError {
  return new TwinError('configuration', {
    code: 'link-model',
    what: `${key}: ${what}`,
    where: { file },
    expected,
    todo,
  });
}

/** A file that cannot be linked as it is. */
export function inputFault(code: string, where: ErrorPlace, what: string, expected: string, todo: string): TwinError {
  return new TwinError('input', { code, what, where, expected, todo });
}

/** The readers of registers speak of registers.yaml; here the same keys stand in MODEL.yaml. */
export function inWordsOfModel(error: unknown): unknown {
  if (!(error instanceof TwinError) || !error.text.todo.includes('registers.yaml')) return error;
  const todo = error.text.todo.replaceAll(' and of registers.yaml', '').replaceAll('registers.yaml', 'MODEL.yaml');
  return new TwinError(error.kind, { ...error.text, todo }, { cause: error });
}
