import type { Bilingual } from '../../kernel/bilingual.ts';
import { languageOf } from '../language.ts';
import { say } from '../words.ts';
import { loadProgrammes } from '../../assistance/programmes/load.ts';
import {
  appendConfirmations,
  confirmationsIn,
  isSamePerson,
  newestWork,
  readWork,
  workedLists,
  type ListWorked,
  type WorkLine,
} from '../../exports/lists/work-file.ts';
import { changeWork } from '../../exports/lists/work-lock.ts';
import { RECOMMENDATIONS } from '../../exports/lists/worked.ts';
import { usageError, type Command, type CommandContext, type CommandResult } from '../command.ts';
import { programmeOf } from './city.ts';
import { BY_OPTION, byOption } from './list-options.ts';

function run(context: CommandContext): Promise<CommandResult> {
  const { config, progress } = context;
  return changeWork(config.assistanceWorkFile, progress, () => confirm(context));
}

function confirm(context: CommandContext): CommandResult {
  const { config, options } = context;
  const programme = programmeOf(context.operands[0]!, loadProgrammes(config.modelsFolder).programmes).id;
  const by = byOption(context);
  const file = readWork(config.assistanceWorkFile);
  const confirmed = confirmationsIn(file);
  const lists = workedLists(file, programme);
  const list = listOption(options['list'], lists);
  const waitingOn = (name: string): WorkLine[] =>
    [...newestWork(file, name).values()].filter(
      ({ entry, work }) => work.recommendation !== '' && !confirmed.has(entry),
    );
  const waiting = list === undefined ? [] : waitingOn(list);
  const elsewhere = lists
    .filter((each) => each.list !== list)
    .map((each) => ({ list: each.list, rows: waitingOn(each.list).length }))
    .filter(({ rows }) => rows > 0);
  const asked = rowsOption(options['rows'], waiting);
  const own = asked.filter((line) => isSamePerson(line.by, by));
  const others = asked.filter((line) => !isSamePerson(line.by, by));
  const isTrial = options['check'] === true;
  const language = languageOf(context);
  const entries = others.map(({ entry }) => entry);
  const written = isTrial ? [] : appendConfirmations(config.assistanceWorkFile, entries, by, new Date());
  const counts = RECOMMENDATIONS.map((word) => ({
    recommendation: word,
    rows: others.filter(({ work }) => work.recommendation === word).length,
  }));
  return {
    lines: [
      ...(list === undefined ? [] : [say(LIST, language, list)]),
      isTrial ? say(TRIAL, language, others.length) : say(CONFIRMED, language, written.length),
      ...counts.map(({ recommendation, rows }) => `  ${recommendation.padEnd(28)} ${rows}`),
      ...(own.length === 0 ? [] : [say(OWN, language, own.length)]),
      ...elsewhere.map((each) => say(ELSEWHERE, language, each.rows, String(each.list))),
    ],
    json: { isTrial, list, elsewhere, confirmed: written.map(({ confirms }) => confirms), counts, own: own.length },
  };
}

/** The list that is named, else the one that somebody wrote onto last. @throws TwinError usage when nobody wrote onto it */
function listOption(text: string | boolean | undefined, lists: readonly ListWorked[]): string | undefined {
  if (typeof text !== 'string') return lists[0]?.list;
  if (lists.some(({ list }) => list === text)) return text;
  const known = lists.map(({ list }) => `"${list}"`).join(', ');
  throw usageError(
    'Nobody has written onto a list of that name.',
    known === '' ? 'There is none yet.' : `There are: ${known}.`,
  );
}

/** @throws TwinError usage when an id has nothing that waits */
function rowsOption(text: string | boolean | undefined, waiting: readonly WorkLine[]): readonly WorkLine[] {
  if (typeof text !== 'string') return waiting;
  return text.split(',').map((id) => {
    const found = waiting.find((line) => line.id === id);
    if (found !== undefined) return found;
    throw usageError('A row has no recommendation that waits for a second person.', 'assist list --json has the ids.');
  });
}

const LIST: Bilingual = { id: 'Daftar {}', en: 'List {}' };
const TRIAL: Bilingual = { id: 'Percobaan: {} baris akan disahkan.', en: 'A trial: {} rows would be confirmed.' };
const CONFIRMED: Bilingual = { id: '{} baris disahkan.', en: '{} rows were confirmed.' };
const OWN: Bilingual = {
  id: '{} adalah milik Anda sendiri, dan menunggu orang lain.',
  en: '{} are your own, and wait for somebody else.',
};
const ELSEWHERE: Bilingual = {
  id: 'Di daftar lain {} menunggu: --list "{}"',
  en: 'On another list {} wait: --list "{}"',
};

export const assistConfirmCommand: Command = {
  name: 'assist confirm',
  summary: {
    id: 'Orang kedua mengesahkan rekomendasi yang ditulis orang lain pada daftar',
    en: 'A second person agrees with recommendations that another wrote onto a list',
  },
  operands: ['PROGRAMME'],
  options: [
    BY_OPTION,
    {
      name: 'rows',
      value: 'IDS',
      help: {
        id: 'Hanya baris ini, menurut id-nya, dengan koma (bawaan: semua yang menunggu)',
        en: 'Only these rows, by their ids, with commas (default: all that wait)',
      },
    },
    {
      name: 'list',
      value: 'NAME',
      help: {
        id: 'Pada daftar bernama ini (bawaan: yang terakhir diisi)',
        en: 'On the list of this name (default: the one that somebody wrote onto last)',
      },
    },
    { name: 'check', help: { id: 'Hanya sebutkan yang akan disahkan', en: 'Only tell what would be confirmed' } },
  ],
  details: {
    id: ['Contoh: npm run twin -- assist confirm bltd --by "Budi, Dinsos"'],
    en: ['Example: npm run twin -- assist confirm bltd --by "Budi, Dinsos"'],
  },
  run,
};
