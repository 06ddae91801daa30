/** twin review city-events: what happened to persons from build to build, and taking back a merge that an event tells of. */
import { join } from 'node:path';
import { CITY_EVENTS_FILE, readCityEvents, type CityEvent, type CityEventLine } from '../city-events.ts';
import type { Config } from '../config.ts';
import { TwinError } from '../kernel/errors.ts';
import { EVENT_KINDS } from '../linkage/core/entities/entity-events.ts';
import type { RecordId } from '../linkage/review/decision.ts';
import { populationFolder } from '../save-snapshot.ts';
import { snapshotFolderName } from '../snapshot-files.ts';
import { openPublished } from '../store/open.ts';
import { newestSnapshot } from '../store/snapshots.ts';
import { nameOf } from './city-decision.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';

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
  const top = wholeOption(context, 'top', 1, MOST_TOP) ?? DEFAULT_TOP;
  const kind = options['kind'];
  if (typeof kind === 'string' && !(EVENT_KINDS as readonly string[]).includes(kind)) {
    throw usageError(`"${kind.slice(0, 20)}" is no kind of event.`, `Say one of ${EVENT_KINDS.join(', ')}.`);
  }
  const lines = await newestEvents(config);
  const builds = lines.filter((line) => line.kind === 'build');
  const events = lines.filter((line): line is CityEventLine & CityEvent => line.kind !== 'build');
  const asked = events.filter((event) => kind === undefined || event.kind === kind).reverse();
  const shown = asked.slice(0, top);
  return {
    lines: [
      ...builds.map(({ run, persons, counts, isFirst }) => {
        const told = Object.entries(counts).map(([each, count]) => `${count} ${each}`);
        const what = isFirst === true ? 'the first' : told.length === 0 ? 'nobody changed' : told.join(', ');
        return `Build ${run}: ${persons} persons; ${what}.`;
      }),
      '',
      `${asked.length} events; the last ${shown.length}:`,
      ...shown.flatMap(eventLines),
      '',
      'create: a new person; absorb: the other person is no more, his rows came to the person; split: rows left for the other;',
      'move: rows went from the other to the person; end: his rows are no more. Rows that come and go are counted alone.',
      'npm run twin -- review city-undo event-N --by NAME --reason TEXT takes a merge back.',
    ],
    json: { builds, events: shown },
  };
}

function eventLines({ event, run, kind, person, other, rows, rowsGone, isRevived }: CityEvent): string[] {
  const gone = rowsGone === 0 ? '' : `, ${rowsGone} rows that are no more`;
  const revived = isRevived === true ? ', there once before' : '';
  return [
    `event-${event}  build ${run}  ${kind} ${person}${other === undefined ? '' : ` / ${other}`}${revived}${gone}`,
    ...rows.map((row) => `          ${nameOf(row)}`),
  ];
}

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
  );
}

export const reviewCityEventCommands: readonly Command[] = [
  {
    name: 'review city-events',
    summary: 'What happened to persons of the city from build to build: created, absorbed, split, moved, ended',
    operands: [],
    options: [
      { name: 'top', value: 'N', help: `How many (default ${DEFAULT_TOP})` },
      { name: 'kind', value: 'KIND', help: 'Of one kind alone: absorb' },
    ],
    details: [
      'Ids of persons stay from build to build, also where a NIK was corrected, rows came or went, or people decided. Each',
      'snapshot keeps the events of all builds up to it, by ids without meaning and names of rows; never a NIK or a name.',
    ],
    run: list,
  },
];
