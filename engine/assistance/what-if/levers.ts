/**
 * What may be moved in a what-if, and by which steps. The steps are few and fixed: an answer to one question then tells no more
 * about a family than an answer to another, and the same question has the same answer for everybody.
 */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { TwinError } from '../../kernel/errors.ts';
import { inForceOn } from '../programmes/dated-values.ts';
import { editionOn } from '../programmes/rule-set.ts';
import type { Edition, Programme } from '../programmes/shape.ts';
import { METHODS, type Method } from './select.ts';

/** Of what is now. */
export const PERCENTS = [25, 50, 60, 70, 75, 80, 90, 100, 110, 120, 125, 150, 175, 200] as const;
/** By which the poverty gap is to fall. */
export const TARGET_PERCENTS = [5, 10, 25, 50] as const;
export const SHARED_OUT = ['city', 'kelurahan'] as const;
export const MISSING_LISTS = ['unknown', 'empty'] as const;

export interface Question {
  readonly programme: string;
  readonly method: Method;
  /** By name of the limit: another value than the one in force. */
  readonly limits: Readonly<Record<string, number>>;
  /** By name of the amount: per cent of the one in force. */
  readonly amountPercents: Readonly<Record<string, number>>;
  /** Per cent of the families of now; undefined without a limit of places. */
  readonly placesPercent: number | undefined;
  /** Per cent of what is spent now. */
  readonly budgetPercent: number | undefined;
  /** `kelurahan`: each has places in proportion to the families whom the rules fit. */
  readonly sharedOut: (typeof SHARED_OUT)[number];
  /** What is made of other programmes whose lists are not here: `empty` takes it that nobody receives them. */
  readonly missingLists: (typeof MISSING_LISTS)[number];
  /** The budget that would lower the poverty gap by so many per cent is told as well. */
  readonly targetPercent: number | undefined;
}

export const questionOfNow = (programme: string): Question => ({
  programme,
  method: 'current-list',
  limits: {},
  amountPercents: {},
  placesPercent: undefined,
  budgetPercent: undefined,
  sharedOut: 'city',
  missingLists: 'unknown',
  targetPercent: undefined,
});

export interface Lever {
  readonly key: string;
  readonly name: Bilingual;
  readonly unit: string;
  /** In force; NaN for an amount that no source tells. */
  readonly value: number;
  readonly contested: Bilingual | undefined;
  readonly reference: readonly string[];
}

export interface LimitLever extends Lever {
  readonly choices: readonly number[];
}

const run = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);

/** The one in force is always among them. */
function choicesOf(unit: string, value: number): number[] {
  if (unit === 'desil') return run(1, 10);
  if (unit === 'orang') return run(1, 8);
  if (unit === 'tahun') return value <= 18 ? run(Math.max(0, value - 4), value + 4) : run(value - 15, value + 15, 5);
  return PERCENTS.map((percent) => (value * percent) / 100);
}

/** @throws TwinError configuration where the programme is not in force on that day */
export function leversOf(
  programme: Programme,
  day: number,
): { readonly limits: readonly LimitLever[]; readonly amounts: readonly Lever[] } {
  const { limits, amounts } = editionOn(programme, day);
  const lever = (key: string, { name, unit, contested, values }: Edition['limits'][string]): Lever[] => {
    const found = inForceOn(values, day);
    return found === undefined ? [] : [{ key, name, unit, contested, value: found.value, reference: found.reference }];
  };
  return {
    limits: Object.entries(limits).flatMap(([key, limit]) =>
      lever(key, limit).map((each) => ({ ...each, choices: choicesOf(each.unit, each.value) })),
    ),
    amounts: Object.entries(amounts).flatMap(([key, amount]) => lever(key, amount)),
  };
}

/**
 * Reads a question as an address writes it: `programme=sembako&method=desil&limit.desilLimit=4&amount.food=110&places=90`.
 *
 * @throws TwinError input: a word that is none, or a step between the steps
 */
export function readQuestion(
  params: Iterable<readonly [string, string]>,
  programmes: readonly Programme[],
  day: number,
): Question {
  const given = [...params];
  const twice = given.find(([name], i) => given.findIndex(([other]) => other === name) < i);
  if (twice !== undefined) throw offGrid(twice[0], 'once');
  const words = new Map(given);
  const id = take(words, 'programme') ?? '';
  const programme = programmes.find((each) => each.id === id);
  if (programme === undefined) throw offGrid('programme', programmes.map((each) => each.id).join(', '));
  const levers = leversOf(programme, day);
  const question: Question = {
    programme: id,
    method: oneOf(words, 'method', METHODS) ?? 'current-list',
    limits: numbers(words, 'limit.', new Map(levers.limits.map(({ key, choices }) => [key, choices]))),
    amountPercents: numbers(words, 'amount.', new Map(levers.amounts.map(({ key }) => [key, PERCENTS]))),
    placesPercent: stepOf(words, 'places', PERCENTS),
    budgetPercent: stepOf(words, 'budget', PERCENTS),
    sharedOut: oneOf(words, 'shared', SHARED_OUT) ?? 'city',
    missingLists: oneOf(words, 'missing', MISSING_LISTS) ?? 'unknown',
    targetPercent: stepOf(words, 'target', TARGET_PERCENTS),
  };
  const [odd] = words.keys();
  if (odd !== undefined) throw offGrid(odd, 'no such word');
  return question;
}

/** As `readQuestion` reads it, in one order, what is as now left out: the name of the answer. */
export function writeQuestion(question: Question): string {
  const { programme, method, limits, amountPercents, placesPercent, budgetPercent, sharedOut } = question;
  const named = (prefix: string, values: Readonly<Record<string, number>>): [string, string][] =>
    Object.entries(values)
      .map(([key, value]): [string, string] => [prefix + key, String(value)])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const written: [string, string | number | undefined][] = [
    ['programme', programme],
    ['method', method === 'current-list' ? undefined : method],
    ...named('limit.', limits),
    ...named('amount.', amountPercents),
    ['places', placesPercent],
    ['budget', budgetPercent],
    ['shared', sharedOut === 'city' ? undefined : sharedOut],
    ['missing', question.missingLists === 'unknown' ? undefined : question.missingLists],
    ['target', question.targetPercent],
  ];
  const told = written.flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return new URLSearchParams(told).toString();
}

function take(words: Map<string, string>, name: string): string | undefined {
  const word = words.get(name);
  words.delete(name);
  return word;
}

function oneOf<T extends string>(words: Map<string, string>, name: string, known: readonly T[]): T | undefined {
  const word = take(words, name);
  const found = known.find((each) => each === word);
  if (word !== undefined && found === undefined) throw offGrid(name, known.join(', '));
  return found;
}

function stepOf(words: Map<string, string>, name: string, steps: readonly number[]): number | undefined {
  const word = take(words, name);
  if (word === undefined) return undefined;
  const found = steps.find((step) => String(step) === word);
  if (found === undefined) throw offGrid(name, steps.join(', '));
  return found;
}

function numbers(
  words: Map<string, string>,
  prefix: string,
  steps: ReadonlyMap<string, readonly number[]>,
): Record<string, number> {
  const found: Record<string, number> = {};
  for (const name of [...words.keys()].filter((each) => each.startsWith(prefix))) {
    const known = steps.get(name.slice(prefix.length));
    if (known === undefined) throw offGrid(name, [...steps.keys()].map((key) => prefix + key).join(', ') || 'none');
    found[name.slice(prefix.length)] = stepOf(words, name, known)!;
  }
  return found;
}

const offGrid = (name: string, expected: string): TwinError =>
  new TwinError('input', {
    code: 'what-if-off-grid',
    what: `The question does not fit at "${name.slice(0, 40)}".`,
    expected,
    todo: 'Ask with one of these.',
  });
