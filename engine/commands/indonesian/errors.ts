/** Errors in Indonesian, for the terminal: those of linking and of its review all of them, others where all of it is known. */
import type { ErrorPlace, ErrorText } from '../../kernel/errors.ts';
import { FILE_SENTENCES } from './file-sentences.ts';
import { MODEL_SENTENCES } from './model-sentences.ts';
import { PIECES } from './pieces.ts';
import { COMMAND_SENTENCES, FOREIGN_SENTENCES, RESULT_SENTENCES } from './result-sentences.ts';
import { sentenceBook } from './sentences.ts';

/** All that can be said; a test holds it against what the code says. */
export const SENTENCES = [...MODEL_SENTENCES, ...FILE_SENTENCES, ...RESULT_SENTENCES, ...COMMAND_SENTENCES];

const BOOK = sentenceBook([...SENTENCES, ...FOREIGN_SENTENCES], PIECES);

/** A key of a file before what is wrong with it: `blocking.2.keys: There is no …` */
const KEYED = /^([\w.*-]+(?:\.[^:\n]+?)?): (.+)$/s;

/** One part of an error, as `what` and `todo` are. */
export function inIndonesian(english: string): string | undefined {
  const whole = BOOK.find(english);
  if (whole !== undefined) return whole;
  const [, key, rest] = KEYED.exec(english) ?? [];
  const said = rest === undefined ? undefined : BOOK.find(rest);
  return said === undefined ? undefined : `${key === 'The file' ? 'Berkas' : key}: ${said}`;
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

/** @returns the whole error as one text; undefined where what is wrong or what to do is not known in Indonesian */
export function errorInIndonesian({ code, what, where, expected, todo }: ErrorText): string | undefined {
  const said = inIndonesian(what) ?? (code === 'yaml-shape' ? shapeInIndonesian(what) : undefined);
  const toDo = inIndonesian(todo);
  if (said === undefined || toDo === undefined) return undefined;
  const wanted = expected === undefined ? undefined : (inIndonesian(expected) ?? expected);
  return [
    said,
    where === undefined || describedPlace(where) === '' ? undefined : `Di ${describedPlace(where)}.`,
    wanted === undefined ? undefined : `Yang diharapkan: ${wanted}.`,
    toDo,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}
