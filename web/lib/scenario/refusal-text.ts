/** What the server did not take, or what ended a run, in the reader's words: of the engine's text only numbers and names stay. */
import type { Formatter } from '../format.ts';
import type { MessageKey, MessageValues } from '../../i18n/index.ts';
import type { Fault } from '../state/loading.svelte.ts';
import { writtenNumber } from './lever-text.ts';

const KNOWN = [
  'ages-reversed',
  'aid-rule-missing',
  'artefact-damaged',
  'area-unknown',
  'assistance-rule',
  'digital-bounds',
  'digital-field-missing',
  'digital-unknown',
  'disk-full',
  'file-unreadable',
  'folder-of-another-run',
  'ground-changed',
  'in-the-way',
  'lever-no-choice',
  'lever-not-whole',
  'lever-of-all-ages',
  'lever-of-all-educations',
  'lever-of-whole-city',
  'lever-out-of-bounds',
  'lever-unknown',
  'no-json',
  'no-results',
  'no-run',
  'no-snapshot',
  'nobody-known',
  'nobody-old-enough',
  'not-writable',
  'other-origin',
  'path-unknown',
  'population-unreadable',
  'poverty-line-missing',
  'request-out-of-bounds',
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

export interface RefusalWords {
  readonly text: string;
  /** What would have been taken, and where it stands; undefined where the engine's text holds neither. */
  readonly detail: string | undefined;
}

interface Words {
  readonly t: (key: MessageKey, values?: MessageValues) => string;
  readonly format: Formatter;
  /** What a key is called on the page; undefined where it is not on it. */
  readonly nameOf?: (key: string) => string | undefined;
}

/** A key before what is wrong with it: `levers.1.value: 9 is out of bounds …`, `path.days is out of its bounds.` */
const KEY = /^([a-z]\w*(?:\.[\w-]+)*)(?:: | is out of its bounds)/i;

/** Levers are counted from 1 for people, whose keys count from 0. */
const OF_LEVER = /^levers\.(\d+)(?:\.|$)/;

export function refusalWords(fault: Fault, words: Words): RefusalWords {
  const { t } = words;
  const known = KNOWN.find((each) => each === fault.code);
  const text = known === undefined ? t('scenario.refusal.other', { code: fault.code }) : t(`scenario.refusal.${known}`);
  const key = KEY.exec(fault.what)?.[1];
  const lever = OF_LEVER.exec(key ?? '')?.[1];
  const name = key === undefined ? undefined : words.nameOf?.(key);
  const details = [expectedOf(fault.expected ?? '', words), placeOf(fault, key, words)].filter(
    (each) => each !== undefined,
  );
  return {
    text:
      lever !== undefined
        ? t('scenario.detail.lever', { number: Number(lever) + 1, text })
        : name === undefined
          ? text
          : t('scenario.detail.named', { name, text }),
    detail: details.length === 0 ? undefined : details.join(' '),
  };
}

/** In one text; undefined where the server said nothing, or failed in a way that only its terminal tells. */
export function refusalSentence(fault: Fault | undefined, words: Words): string | undefined {
  if (fault === undefined || fault.code === 'store-unreadable') return undefined;
  const { text, detail } = refusalWords(fault, words);
  return [text, detail].filter((part) => part !== undefined).join(' ');
}

/** What is wrong in the shape of a thing has no place on the page: its key is told, that within a lever, and the line of a file. */
function placeOf({ code, where }: Fault, whole: string | undefined, { t }: Words): string | undefined {
  const key = whole?.replace(OF_LEVER, '') || undefined;
  const isOfShape = code.endsWith('-shape') || code === 'assistance-rule' || code === 'digital-field-missing';
  const parts = [
    ...(where?.file === undefined ? [] : [t('scenario.detail.file', { file: where.file })]),
    ...(where?.row === undefined ? [] : [t('scenario.detail.row', { row: where.row })]),
    ...(isOfShape && key !== undefined ? [t('scenario.detail.key', { key })] : []),
  ];
  return parts.length === 0 ? undefined : t('scenario.detail.place', { place: parts.join(', ') });
}

function expectedOf(expected: string, { t, format }: Words): string | undefined {
  const number = (text: string): string => writtenNumber(Number(text), format);
  const shapes: readonly [RegExp, (...found: string[]) => string][] = [
    [
      /^a number from (-?[\d.]+) to (-?[\d.]+)$/,
      (low, high) => t('scenario.detail.between', { low: number(low!), high: number(high!) }),
    ],
    [
      /^a whole number from (-?\d+) to (-?\d+)$/,
      (low, high) => t('scenario.detail.whole', { low: number(low!), high: number(high!) }),
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
