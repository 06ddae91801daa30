/** What is asked about the digital transition, as words of an address: a path, edits by the keys of their fields, how long. */
import { TwinError } from '../kernel/errors.ts';
import type { Edits, Field } from '../simulation/digital/fields.ts';

export const TRANSITION_LIMITS = {
  months: { low: 3, high: 60, default: 18 },
  /** None: what is believed most, at once and without bands. */
  replicates: { low: 0, high: 100, default: 20 },
  seed: { low: 0, high: 2 ** 31 - 1, default: 3577 },
} as const;
type LimitName = keyof typeof TRANSITION_LIMITS;
const LIMIT_NAMES = Object.keys(TRANSITION_LIMITS) as LimitName[];

export interface TransitionQuestion extends Readonly<Record<LimitName, number>> {
  /** Name of a path of models/digital/paths. */
  readonly path: string;
  /** What is otherwise than models/digital has it. */
  readonly edits: Edits;
}

/**
 * @param pathNames that may be asked for; the first is asked for where no word says which
 * @param fieldsOf  fields with the values of a path
 * @throws TwinError input `digital-unknown`, `digital-bounds`: names the word and what it may be
 */
export function readTransition(
  words: Iterable<readonly [string, string]>,
  pathNames: readonly string[],
  fieldsOf: (path: string) => readonly Field[],
): TransitionQuestion {
  const given = new Map<string, string>();
  for (const [name, text] of words) given.set(name, text);
  const path = given.get('path') ?? pathNames[0]!;
  if (!pathNames.includes(path)) throw unknown('path', `one of ${pathNames.join(', ')}`);
  const fields = new Map(fieldsOf(path).map((field) => [field.key, field]));
  const limited = Object.fromEntries(LIMIT_NAMES.map((name) => [name, limitedOf(name, given.get(name))]));
  const edits = [...given].flatMap(([name, text]): [string, number][] => {
    if (name === 'path' || LIMIT_NAMES.includes(name as LimitName)) return [];
    const field = fields.get(name);
    if (field === undefined) throw unknown(name.slice(0, 60), 'path, months, replicates, seed or the key of a field');
    const value = numberOf(text);
    const isWhole = field.part === 'ages';
    if (!(value >= field.low && value <= field.high) || (isWhole && !Number.isInteger(value)))
      throw outOfBounds(name, field, isWhole);
    return value === field.value ? [] : [[name, value]];
  });
  const order = [...fields.keys()];
  return {
    path,
    edits: Object.fromEntries(edits.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))),
    ...(limited as Record<LimitName, number>),
  };
}

function limitedOf(name: LimitName, text: string | undefined): number {
  const limits = TRANSITION_LIMITS[name];
  const value = text === undefined ? limits.default : numberOf(text);
  if (Number.isInteger(value) && value >= limits.low && value <= limits.high) return value;
  throw outOfBounds(name, limits, true);
}

const numberOf = (text: string): number => (text.trim() === '' ? NaN : Number(text));

const unknown = (name: string, expected: string): TwinError =>
  new TwinError('input', {
    code: 'digital-unknown',
    what: `There is no such "${name}" in a digital transition.`,
    expected,
    todo: 'Mend that word.',
  });

const outOfBounds = (
  name: string,
  { low, high }: { readonly low: number; readonly high: number },
  isWhole: boolean,
): TwinError =>
  new TwinError('input', {
    code: 'digital-bounds',
    what: `${name} is out of its bounds.`,
    expected: isWhole ? `a whole number from ${low} to ${high}` : `a number from ${low} to ${high}`,
    todo: 'Give a number within them.',
  });
