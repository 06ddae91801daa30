/** What the server did not take, or what ended a run, in the reader's words: of the engine's text only numbers and names stay. */
import type { Formatter } from '../format.ts';
import type { MessageKey, MessageValues } from '../../i18n/index.ts';
import { writtenNumber } from './lever-text.ts';

const KNOWN = [
  'ages-reversed',
  'aid-rule-missing',
  'area-unknown',
  'disk-full',
  'file-unreadable',
  'folder-of-another-run',
  'ground-changed',
  'in-the-way',
  'lever-no-choice',
  'lever-of-all-ages',
  'lever-of-all-educations',
  'lever-of-whole-city',
  'lever-out-of-bounds',
  'no-json',
  'no-results',
  'no-run',
  'no-snapshot',
  'nobody-known',
  'not-writable',
  'other-origin',
  'population-unreadable',
  'poverty-line-missing',
  'request-shape',
  'request-too-long',
  'run-not-over',
  'scenario-same',
  'scenario-shape',
  'scenario-unknown',
  'store-unreadable',
  'too-many-replicates',
  'unforeseen',
  'unreachable',
  'yaml-shape',
  'yaml-unreadable',
  'year-outside',
  'years-reversed',
] as const;

/** What an error of the engine or an answer of the server says. */
export interface Fault {
  readonly code: string;
  readonly what: string;
  readonly expected?: string;
}

export interface RefusalWords {
  readonly text: string;
  /** What would have been taken; undefined where the engine's text holds no number and no name. */
  readonly detail: string | undefined;
}

interface Words {
  readonly t: (key: MessageKey, values?: MessageValues) => string;
  readonly format: Formatter;
}

export function refusalWords(fault: Fault, { t, format }: Words): RefusalWords {
  const known = KNOWN.find((each) => each === fault.code);
  const text = known === undefined ? t('scenario.refusal.other', { code: fault.code }) : t(`scenario.refusal.${known}`);
  const lever = /^levers\.(\d+)\./.exec(fault.what)?.[1];
  return {
    text: lever === undefined ? text : t('scenario.detail.lever', { number: Number(lever) + 1, text }),
    detail: detailOf(fault.expected ?? '', { t, format }),
  };
}

function detailOf(expected: string, { t, format }: Words): string | undefined {
  const number = (text: string): string => writtenNumber(Number(text), format);
  const shapes: readonly [RegExp, (...found: string[]) => string][] = [
    [
      /^(-?[\d.]+) to (-?[\d.]+)$/,
      (low, high) => t('scenario.detail.between', { low: number(low!), high: number(high!) }),
    ],
    [/^a year from (\d+) to (\d+)$/, (low, high) => t('scenario.detail.years', { low: low!, high: high! })],
    [/^(\d+) or (?:later|more)$/, (low) => t('scenario.detail.from', { low: low! })],
    [
      /^at most (\d+) replicates with (\d+) threads?$/,
      (count, threads) => t('scenario.detail.at-most', { count: number(count!), threads: threads! }),
    ],
    [/^one of ([\w, -]+)$/, (names) => t('scenario.detail.one-of', { names: names! })],
    [/^codes such as ([\d.]+)$/, (code) => t('scenario.detail.codes', { code: code! })],
  ];
  for (const [shape, write] of shapes) {
    const found = shape.exec(expected);
    if (found !== null) return write(...found.slice(1));
  }
  return undefined;
}
