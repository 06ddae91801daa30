/** What a parameter file should have had where it does not fit its shape, in words. */
import type { z, ZodType } from 'zod';

/** As far as a shape is walked into here: zod tells no more of a kind than what it is made of. */
interface Inside {
  readonly type: string;
  readonly shape?: Readonly<Record<string, ZodType>>;
  readonly valueType?: ZodType;
  readonly element?: ZodType;
  readonly innerType?: ZodType;
  readonly in?: ZodType;
  readonly out?: ZodType;
  readonly options?: readonly ZodType[];
  readonly items?: readonly ZodType[];
}

const insideOf = (shape: ZodType): Inside => shape.def as unknown as Inside;

/** Shapes of keys and values that may stand at a place of a file. */
function objectsAt(shape: ZodType, path: readonly PropertyKey[]): Readonly<Record<string, ZodType>>[] {
  const { type, shape: fields, valueType, element, innerType, in: read, out, options, items } = insideOf(shape);
  if (options !== undefined) return options.flatMap((option) => objectsAt(option, path));
  if (innerType !== undefined) return objectsAt(innerType, path);
  // What is put into another form before it is looked at has the shape that it is put into.
  if (read !== undefined && out !== undefined) {
    return objectsAt(insideOf(read).type === 'transform' ? out : read, path);
  }
  const [step, ...rest] = path;
  if (step === undefined) return type === 'object' && fields !== undefined ? [fields] : [];
  const next = fields?.[String(step)] ?? items?.[Number(step)] ?? valueType ?? element;
  return next === undefined ? [] : objectsAt(next, rest);
}

/** Keys that may stand at a place, in the order of the shape. */
export const keysAt = (shape: ZodType, path: readonly PropertyKey[]): string[] => [
  ...new Set(objectsAt(shape, path).flatMap((fields) => Object.keys(fields))),
];

/** How the words of a fault begin that go on with what should stand there. */
const STARTS = ['is missing: write ', 'must be ', 'expected '];

/**
 * @param fault what is wrong, as `issueText` says it of the same issue
 * @returns     what should stand there; what the words of the fault tell besides is not told again
 */
export function expectedOf(shape: ZodType, issue: z.core.$ZodIssue, fault: string): string {
  const start = STARTS.find((each) => fault.startsWith(each));
  if (start !== undefined) return fault.slice(start.length);
  if (issue.code === 'unrecognized_keys') {
    const keys = keysAt(shape, issue.path);
    return keys.length === 0 ? NO_KEY : `one of ${keys.map((key) => `"${key}"`).join(', ')}`;
  }
  if (issue.code === 'invalid_value') return `one of ${issue.values.map((value) => `"${String(value)}"`).join(', ')}`;
  if (issue.code === 'too_small') return least(issue);
  if (issue.code === 'too_big') return most(issue);
  if (issue.code === 'invalid_format' && issue.format === 'date') return 'a date such as 2025-12-31';
  return DESCRIBED;
}

const NO_KEY = 'no key there';
const DESCRIBED = 'what the description of the file has at that key';

function least({ origin, minimum, inclusive, exact }: z.core.$ZodIssueTooSmall): string {
  const count = String(minimum);
  if (origin === 'string') return exact === true ? `a text of ${count} letters` : `a text of ${count} letters or more`;
  if (origin === 'array') return exact === true ? `${count} items` : `${count} items or more`;
  return inclusive === false ? `more than ${count}` : `${count} or more`;
}

function most({ origin, maximum, inclusive, exact }: z.core.$ZodIssueTooBig): string {
  const count = String(maximum);
  if (origin === 'string') return exact === true ? `a text of ${count} letters` : `a text of ${count} letters or less`;
  if (origin === 'array') return exact === true ? `${count} items` : `${count} items or less`;
  return inclusive === false ? `less than ${count}` : `${count} or less`;
}
