/** Errors in Indonesian, for the terminal and for machines. */
import type { ErrorPlace, ErrorText } from '../../kernel/errors.ts';
import { BOUNDARY_SENTENCES } from './boundary-sentences.ts';
import { FILE_SENTENCES } from './file-sentences.ts';
import { LIST_SENTENCES } from './list-sentences.ts';
import { MODEL_SENTENCES } from './model-sentences.ts';
import { PIECES } from './pieces.ts';
import { REGISTER_SENTENCES } from './register-sentences.ts';
import { COMMAND_SENTENCES, FOREIGN_SENTENCES, RESULT_SENTENCES } from './result-sentences.ts';
import { RULE_SENTENCES } from './rule-sentences.ts';
import { sentenceBook } from './sentences.ts';
import { LIBRARY_SENTENCES, SHAPE_PIECES, SHAPE_SENTENCES } from './shape-sentences.ts';
import { SIMULATION_SENTENCES } from './simulation-sentences.ts';
import { STORE_SENTENCES } from './store-sentences.ts';
import { SURVEY_SENTENCES } from './survey-sentences.ts';

/** All that can be said; a test holds it against what the code says. */
export const SENTENCES = [
  ...MODEL_SENTENCES,
  ...FILE_SENTENCES,
  ...RESULT_SENTENCES,
  ...COMMAND_SENTENCES,
  ...REGISTER_SENTENCES,
  ...STORE_SENTENCES,
  ...BOUNDARY_SENTENCES,
  ...RULE_SENTENCES,
  ...LIST_SENTENCES,
  ...SURVEY_SENTENCES,
  ...SIMULATION_SENTENCES,
  ...SHAPE_SENTENCES,
];

const BOOK = sentenceBook([...SENTENCES, ...FOREIGN_SENTENCES, ...LIBRARY_SENTENCES], [...PIECES, ...SHAPE_PIECES]);

/** A key of a file before what is wrong with it: `blocking.2.keys: There is no …` */
const KEYED = /^(The file|The request|[\w.*-]+(?:\.[^:\n]+?)?): (.+)$/s;

/** What is wrong at a key is closed by who tells the key: there it ends in a full stop. */
function found(english: string): string | undefined {
  const whole = BOOK.find(english);
  if (whole !== undefined || !english.endsWith('.')) return whole;
  const open = BOOK.find(english.slice(0, -1));
  return open === undefined ? undefined : `${open}.`;
}

const OF_WHAT: Readonly<Record<string, string>> = { 'The file': 'Berkas', 'The request': 'Permintaan' };

/** One part of an error, as `what` and `todo` are. */
export function inIndonesian(english: string): string | undefined {
  const whole = found(english);
  if (whole !== undefined) return whole;
  const [, key, rest] = KEYED.exec(english) ?? [];
  const said = rest === undefined ? undefined : found(rest);
  return said === undefined ? undefined : `${OF_WHAT[key!] ?? key}: ${said}`;
}

const describedPlace = ({ file, sheet, row, column }: ErrorPlace): string =>
  [
    file,
    sheet === undefined ? undefined : `lembar "${sheet}"`,
    row === undefined ? undefined : `baris ${row}`,
    column === undefined ? undefined : `kolom "${column}"`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');

/** What a library says of a shape is told as it says it where it has no Indonesian here: the key and the line are what counts. */
function shapeInIndonesian(english: string): string | undefined {
  const [, key, rest] = KEYED.exec(english) ?? [];
  return key === undefined ? undefined : `${key}: bentuknya lain dari yang diharapkan (${rest!.replace(/\.$/, '')}).`;
}

/** @returns the error in its parts; undefined where what is wrong or what to do is not known in Indonesian */
export function partsInIndonesian(text: ErrorText): ErrorText | undefined {
  const { code, expected } = text;
  const what = inIndonesian(text.what) ?? (code === 'yaml-shape' ? shapeInIndonesian(text.what) : undefined);
  const todo = inIndonesian(text.todo);
  if (what === undefined || todo === undefined) return undefined;
  return {
    ...text,
    what,
    todo,
    ...(expected === undefined ? {} : { expected: inIndonesian(expected) ?? BOOK.value(expected) }),
  };
}

/** @returns the whole error as one text; undefined where what is wrong or what to do is not known in Indonesian */
export function errorInIndonesian(text: ErrorText): string | undefined {
  const parts = partsInIndonesian(text);
  if (parts === undefined) return undefined;
  const { what, where, expected, todo } = parts;
  return [
    what,
    where === undefined || describedPlace(where) === '' ? undefined : `Di ${describedPlace(where)}.`,
    expected === undefined ? undefined : `Yang diharapkan: ${expected}.`,
    todo,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}
