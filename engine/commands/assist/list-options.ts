/** Options that everything about the list of a programme takes. */
import { readFileSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import {
  freeze,
  thaw,
  type Signature,
  type FrozenContent,
  type FrozenList,
} from '../../assistance/lists/frozen-list.ts';
import { requireQuota } from '../../assistance/lists/places.ts';
import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import { TwinError } from '../../kernel/errors.ts';
import type { ListWorked } from '../../exports/lists/work-file.ts';
import { FOR_OWNER, writeFileAtomic } from '../../kernel/files.ts';
import type { ProgrammeReview } from '../../programme-review.ts';
import type { ReviewOptions } from '../../programme-review.ts';
import { noScore, readKeptScore } from '../../welfare-score/kept-score.ts';
import { usageError, wholeOption, type CommandContext, type Option } from '../command.ts';
import { say } from '../words.ts';
import { RULE_OPTIONS } from './city.ts';

const DEFAULT_LIST_SEED = 3577;

export const SEED_OPTION: Option = {
  name: 'seed',
  value: 'N',
  help: {
    id: `Untuk undian antara keluarga yang setara (bawaan ${DEFAULT_LIST_SEED})`,
    en: `Of the lot between families that are alike (default ${DEFAULT_LIST_SEED})`,
  },
};

/** What people wrote onto other lists of the programme: decisions are those of one cycle, so that a new list begins without them. */
export const otherListLines = (lists: readonly ListWorked[], language: Language): string[] =>
  lists.length === 0
    ? []
    : [
        say(
          OTHER_LISTS,
          language,
          lists.reduce((sum, { rows }) => sum + rows, 0),
        ),
        ...lists.map(({ list, rows, lastAt }) => say(OTHER_LIST, language, list, rows, lastAt.slice(0, 10))),
      ];
const OTHER_LISTS: Bilingual = {
  id: 'Dikerjakan pada daftar lain dari program ini: {} baris; semuanya tetap di berkas kerja, dan tidak mengisi apa pun di sini:',
  en: 'Worked on in other lists of this programme: {} rows; they stay in the file of work, and fill nothing here:',
};
const OTHER_LIST: Bilingual = { id: '  {}: {} baris, terakhir pada {}', en: '  {}: {} rows, the last on {}' };

const RANKINGS = ['rules', 'score'] as const;
export const RANK_OPTION: Option = {
  name: 'rank',
  value: 'WAY',
  help: {
    id: 'Siapa didahulukan: rules (bawaan), atau score: skor kerentanan lokal sebelum urutan menurut aturan',
    en: 'Who comes first: rules (default), or score: the skor kerentanan lokal before the ranking of the rules',
  },
};

/** The score kept with the snapshot, and whether it is to rank. @throws TwinError usage; input where it is to rank and is not there */
export async function scoreOptions({ options, config }: CommandContext, snapshotId: string): Promise<ReviewOptions> {
  const way = RANKINGS.find((each) => each === (options['rank'] ?? 'rules'));
  if (way === undefined) throw usageError('--rank says who comes first.', `It is one of: ${RANKINGS.join(', ')}.`);
  const score = await readKeptScore(config, snapshotId);
  if (way === 'score' && score === undefined) throw noScore();
  return { score, isRankedByScore: way === 'score' };
}

/** How a list is made: by which rules, who comes first, and the lot. */
export const LIST_OPTIONS: readonly Option[] = [...RULE_OPTIONS, RANK_OPTION, SEED_OPTION];

export const PREVIOUS_OPTION: Option = {
  name: 'previous',
  value: 'FILE',
  help: {
    id: 'Daftar yang dibekukan: sebutkan siapa masuk, siapa keluar, dan sebabnya',
    en: 'A frozen list: tell who comes in, who leaves and why',
  },
};
export const BY_OPTION: Option = {
  name: 'by',
  value: 'NAME',
  help: { id: 'Siapa yang melakukannya; tertulis pada hasil', en: 'Who does it; stands in what is written' },
};

export const seedOption = (context: CommandContext): number =>
  wholeOption(context, 'seed', 0, 4_294_967_295) ?? DEFAULT_LIST_SEED;

/** @throws TwinError input when it cannot be read, is no frozen list, or that of another programme */
export function previousOption({ options, operands }: CommandContext): FrozenContent | undefined {
  const path = options['previous'];
  if (typeof path !== 'string') return undefined;
  let text;
  try {
    text = readFileSync(resolve(path), 'utf8');
  } catch (error) {
    throw new TwinError(
      'input',
      {
        code: 'file-unreadable',
        what: 'The list before cannot be read.',
        where: { file: basename(path) },
        todo: 'Check that it is there and that this user may read it.',
      },
      { cause: error },
    );
  }
  const { content } = thaw(text, basename(path));
  if (content.programme === operands[0]) return content;
  throw new TwinError('input', {
    code: 'list-of-another',
    what: `The list before is one of ${content.programme}.`,
    where: { file: basename(path) },
    expected: operands[0]!,
    todo: 'Give it the list that was frozen for this programme.',
  });
}

/** What stands in a file after somebody asked to freeze a list into it. */
export interface FrozenInto {
  readonly signed: Signature;
  /** The same list stood there before, under the name that was put to it then. */
  readonly isLeftAsItWas: boolean;
}

/**
 * Freezes a list into a file, with who approved it and when. The same list is left there as it was approved first.
 *
 * @throws TwinError input when something else stands there: a list that was approved is never written over; configuration where
 *         quotas are told and none for its day
 */
export function freezeInto(
  path: string,
  { content, found }: Pick<ProgrammeReview, 'content' | 'found'>,
  by: string,
  at: Date,
): FrozenInto {
  requireQuota(found.rules);
  const signed = { by, at: at.toISOString() };
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
    writeFileAtomic(path, freeze({ content, signed }), FOR_OWNER);
    return { signed, isLeftAsItWas: false };
  }
  const there = listIn(path);
  if (there !== undefined && JSON.stringify(there.content) === JSON.stringify(content))
    return { signed: there.signed, isLeftAsItWas: true };
  throw new TwinError('input', {
    code: 'list-frozen-already',
    what: 'Another list, or something else, stands there already: a frozen list is never written over.',
    where: { file: basename(path) },
    todo: 'Name another file, for example with the period in its name.',
  });
}

/** Whose name stands in the file, where it is not the name that was just given. */
export const frozenLines = (
  path: string,
  { signed: { by, at }, isLeftAsItWas }: FrozenInto,
  language: Language,
): string[] =>
  isLeftAsItWas ? [say(FROZEN_ALREADY, language, basename(path), by, at.slice(0, 16).replace('T', ' '))] : [];
const FROZEN_ALREADY: Bilingual = {
  id: '{}: sudah dibekukan oleh {}, pada {} UTC: dibiarkan apa adanya.',
  en: '{}: frozen already by {}, on {} UTC: left as it is.',
};

function listIn(path: string): FrozenList | undefined {
  try {
    return thaw(readFileSync(path, 'utf8'), basename(path));
  } catch {
    // Something else, which stays as it is.
    return undefined;
  }
}

const LONGEST_NAME = 80;

/** @throws TwinError usage when nobody is named, or a number of identity instead */
export function byOption({ options }: CommandContext): string {
  const by = options['by'];
  if (typeof by !== 'string' || by.trim() === '')
    throw usageError('--by is missing.', 'Say who does it: --by "Name, office".');
  if (by.length > LONGEST_NAME || /\d{10}/.test(by))
    throw usageError(
      '--by is no name.',
      `Give a name and an office of at most ${LONGEST_NAME} letters, without a number.`,
    );
  return by.trim();
}
