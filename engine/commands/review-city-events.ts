/** twin review city-events: what happened to persons from build to build, and taking back a merge that an event tells of. */
import { join } from 'node:path';
import {
  CITY_EVENTS_FILE,
  readCityEvents,
  type CityEvent,
  type CityEventLine,
  type EventCounts,
} from '../city-events.ts';
import type { Config } from '../config.ts';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { TwinError } from '../kernel/errors.ts';
import { EVENT_KINDS } from '../linkage/core/entities/entity-events.ts';
import type { RecordId } from '../linkage/review/decision.ts';
import { populationFolder } from '../save-snapshot.ts';
import { snapshotFolderName } from '../snapshot-files.ts';
import { openPublished } from '../store/open.ts';
import { newestSnapshot } from '../store/snapshots.ts';
import { nameOf } from './city-decision.ts';
import { EVENT_WORDS } from './city-words.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { say } from './words.ts';

const [DEFAULT_TOP, MOST_TOP] = [20, 1_000_000];

/**
 * Events of the newest snapshot, those of all builds before it included.
 *
 * @throws TwinError input: nothing was built, or it was built before events were kept; store, busy
 */
export async function newestEvents(config: Config): Promise<CityEventLine[]> {
  const reader = await openPublished(config);
  try {
    const snapshot = await newestSnapshot(reader);
    if (snapshot === undefined) {
      throw new TwinError('input', {
        code: 'nothing-built',
        what: 'There is no complete snapshot to tell of.',
        expected: 'a build that was completed',
        todo: 'Build one first: npm run twin -- build',
      });
    }
    const folder = populationFolder(config, snapshotFolderName(snapshot.number, snapshot.contentId));
    return readCityEvents(join(folder, CITY_EVENTS_FILE));
  } finally {
    await reader.close();
  }
}

async function list(context: CommandContext): Promise<CommandResult> {
  const { config, options } = context;
  const language = languageOf(context);
  const top = wholeOption(context, 'top', 1, MOST_TOP) ?? DEFAULT_TOP;
  const kind = options['kind'];
  if (typeof kind === 'string' && !(EVENT_KINDS as readonly string[]).includes(kind)) {
    const kinds = EVENT_KINDS.join(', ');
    throw usageError(`"${kind.slice(0, 20)}" is no kind of event.`, `Say one of ${kinds}.`, `one of ${kinds}`);
  }
  const lines = await newestEvents(config);
  const builds = lines.filter((line) => line.kind === 'build');
  const events = lines.filter((line): line is CityEventLine & CityEvent => line.kind !== 'build');
  const asked = events.filter((event) => kind === undefined || event.kind === kind).reverse();
  const shown = asked.slice(0, top);
  return {
    lines: [
      ...builds.map((build) => buildLine(build, language)),
      '',
      say(HEADING, language, asked.length, shown.length),
      ...shown.flatMap((each) => eventLines(each, language)),
      '',
      ...NEXT[language],
    ],
    json: { builds, events: shown },
  };
}

type BuildEvent = Extract<CityEventLine, { kind: 'build' }>;

function buildLine({ run, persons, counts, isFirst }: BuildEvent, language: Language): string {
  const changes = countsText(counts, language);
  const what = isFirst === true ? FIRST[language] : changes;
  return say(BUILD, language, run, persons, what);
}

/** `3 created, 1 split`, as a build tells what became of persons. */
export function countsText(counts: EventCounts, language: Language): string {
  const told = Object.entries(counts).map(
    ([kind, count]) => `${count} ${EVENT_WORDS[kind as keyof EventCounts][language]}`,
  );
  return told.length === 0 ? NOBODY[language] : told.join(', ');
}

function eventLines(event: CityEvent, language: Language): string[] {
  const { kind, person, other, rows, rowsGone, isRevived } = event;
  const gone = rowsGone === 0 ? '' : say(GONE, language, rowsGone);
  const revived = isRevived === true ? REVIVED[language] : '';
  const who = other === undefined ? person : `${person} / ${other}`;
  return [
    `${say(EVENT, language, event.event, event.run, EVENT_WORDS[kind][language])} ${who}${revived}${gone}`,
    ...rows.map((row) => `          ${nameOf(row)}`),
  ];
}

const FIRST: Bilingual = { id: 'yang pertama', en: 'the first' };
const NOBODY: Bilingual = { id: 'tidak ada yang berubah', en: 'nobody changed' };
const BUILD: Bilingual = { id: 'Pembangunan {}: {} orang; {}.', en: 'Build {}: {} persons; {}.' };
const HEADING: Bilingual = { id: '{} peristiwa; {} yang terakhir:', en: '{} events; the last {}:' };
const EVENT: Bilingual = { id: 'event-{}  pembangunan {}  {}', en: 'event-{}  build {}  {}' };
const GONE: Bilingual = { id: ', {} baris tidak ada lagi', en: ', {} rows that are no more' };
const REVIVED: Bilingual = { id: ', pernah ada sebelumnya', en: ', there once before' };
const NEXT: Readonly<Record<Language, readonly string[]>> = {
  id: [
    'orang baru (create): belum pernah ada; dilebur (absorb): orang kedua tidak ada lagi, barisnya menjadi milik yang pertama;',
    'dipecah (split): baris berpindah ke orang kedua yang baru; berpindah baris (move): baris dari orang kedua ke yang pertama;',
    'tidak ada lagi (end): barisnya tidak ada lagi. Baris yang datang dan pergi hanya dihitung.',
    'npm run twin -- review city-undo event-N --by NAMA --reason ALASAN membatalkan sebuah peleburan.',
  ],
  en: [
    'created (create): a new person; absorbed (absorb): the other person is no more, his rows came to the person;',
    'split (split): rows left for the other; rows moved (move): rows went from the other to the person;',
    'ended (end): his rows are no more. Rows that come and go are counted alone.',
    'npm run twin -- review city-undo event-N --by NAME --reason TEXT takes a merge back.',
  ],
};

/**
 * Rows that a merge brought together.
 *
 * @throws TwinError usage: no such event, or one that merged nothing that is still there
 */
export async function sidesOfMerge(config: Config, number: number): Promise<{ left: RecordId[]; right: RecordId[] }> {
  const lines = await newestEvents(config);
  const event = lines.find((line): line is CityEventLine & CityEvent => line.kind !== 'build' && line.event === number);
  if (event !== undefined && event.rows.length > 0 && event.beside.length > 0) {
    return { left: [...event.rows], right: [...event.beside] };
  }
  throw usageError(
    `Event ${number} brought no two persons together.`,
    'npm run twin -- review city-events --kind absorb lists the events that did. Rows that came to a person otherwise are parted by review city-part REGISTER:KEY…',
    'an event that brought two persons together',
  );
}

export const reviewCityEventCommands: readonly Command[] = [
  {
    name: 'review city-events',
    summary: {
      id: 'Yang terjadi pada orang di kota dari pembangunan ke pembangunan: baru, dilebur, dipecah, berpindah, tidak ada lagi',
      en: 'What happened to persons of the city from build to build: created, absorbed, split, moved, ended',
    },
    operands: [],
    options: [
      {
        name: 'top',
        value: 'N',
        help: { id: `Berapa banyak (bawaan ${DEFAULT_TOP})`, en: `How many (default ${DEFAULT_TOP})` },
      },
      { name: 'kind', value: 'KIND', help: { id: 'Hanya satu jenis: absorb', en: 'Of one kind alone: absorb' } },
    ],
    details: {
      id: [
        'Id orang tetap dari pembangunan ke pembangunan, juga ketika NIK diperbaiki, baris datang atau pergi, atau petugas memutuskan.',
        'Setiap snapshot menyimpan peristiwa semua pembangunan sampai saat itu, dengan id tanpa arti dan nama baris; tidak pernah NIK atau nama.',
      ],
      en: [
        'Ids of persons stay from build to build, also where a NIK was corrected, rows came or went, or people decided. Each',
        'snapshot keeps the events of all builds up to it, by ids without meaning and names of rows; never a NIK or a name.',
      ],
    },
    run: list,
  },
];
