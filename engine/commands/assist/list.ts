import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { loadCriteria } from '../../assistance/indications/criteria.ts';
import { criterionColumns } from '../../assistance/indications/find.ts';
import { YES } from '../../assistance/evaluation/truth.ts';
import { familyProgrammes } from '../../assistance/programmes/load.ts';
import { againstRecipients, type AgainstRecipients } from '../../assistance/lists/against-recipients.ts';
import { differenceOf, freeze, frozenContent, thaw } from '../../assistance/lists/frozen-list.ts';
import { makeList, STANDINGS, type Cut, type ProgrammeList } from '../../assistance/lists/make-list.ts';
import { TwinError } from '../../kernel/errors.ts';
import { FOR_OWNER, writeFileAtomic } from '../../kernel/files.ts';
import { isoDate } from '../../kernel/time.ts';
import { wholeOption, type Command, type CommandContext, type CommandResult } from '../command.ts';
import { evaluatedCity, OFFICE_ONLY, RULE_OPTIONS, type EvaluatedCity } from './city.ts';

const DEFAULT_SEED = 3577;

async function run(context: CommandContext): Promise<CommandResult> {
  const { options, config } = context;
  const id = context.operands[0]!;
  const evaluated = await evaluatedCity(context, id);
  const { city, columns, found, kelurahan, ids } = evaluated;
  const { codes, names } = city.geography.levels.kelurahan;
  const seed = wholeOption(context, 'seed', 0, 4_294_967_295) ?? DEFAULT_SEED;
  const list = makeList({ found, columns, kelurahan, codes, ids, seed });
  const content = frozenContent(list, id, isoDate(city.table.referenceDay), ids, kelurahan);
  const out = typeof options['out'] === 'string' ? resolve(options['out']) : undefined;
  if (out !== undefined) writeFileAtomic(out, freeze(content), FOR_OWNER);
  const previous = typeof options['previous'] === 'string' ? options['previous'] : undefined;
  const change = previous === undefined ? undefined : differenceOf(readFrozen(previous), content);
  const errors = recipients(evaluated);
  const indications = proposedIndications(evaluated, list, config.modelsFolder);
  return {
    lines: [
      `${list.version}: proposals for people to look at; nobody is granted or refused anything by it.`,
      '',
      ...cutLines(list.cuts, names),
      '',
      'Indications among the proposed (something to look at, never a verdict):',
      ...indications.map(({ criterion, units }) => `  ${criterion.padEnd(28)} ${units}`),
      ...(errors === undefined ? ['', 'There is no list of who receives now.'] : errorLines(errors)),
      ...(change === undefined
        ? []
        : [
            '',
            `Since the list before: ${change.entered.length} in, ${change.left.length} out, ${change.stayed} stay.`,
          ]),
      '',
      OFFICE_ONLY,
    ],
    json: {
      version: list.version,
      snapshotId: city.snapshotId,
      isSample: city.snapshot.isSample,
      seed,
      cuts: list.cuts.map((cut, k) => ({ ...cut, name: names[k] })),
      indications,
      ...(errors === undefined
        ? {}
        : { recipients: errors.counts, seemWronglyOut: errors.wronglyOut, byKelurahan: errors.byKelurahan }),
      ...(change === undefined ? {} : { change }),
      ...(out === undefined ? {} : { file: out }),
    },
  };
}

function readFrozen(path: string) {
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
  return thaw(text, basename(path));
}

/** Undefined where no recipient list of the programme was read. */
function recipients({ city, found }: EvaluatedCity): AgainstRecipients | undefined {
  const { table, population, geography, recipients: lists } = city;
  return againstRecipients({
    found,
    table,
    lists,
    familyProgrammes: familyProgrammes(city.programmes),
    households: population.households,
    kelurahanCount: geography.levels.kelurahan.count,
  });
}

function proposedIndications(
  { city, found, columns }: EvaluatedCity,
  list: ProgrammeList,
  models: string,
): { criterion: string; units: number }[] {
  const criteria = loadCriteria(models, city.programmes);
  const { householdRow } = city.table;
  return criterionColumns(criteria, found, columns).map(({ criterion, shows }) => ({
    criterion: criterion.key,
    units: list.standing.reduce((sum, standing, unit) => {
      const household = found.level === 'household' ? unit : householdRow[unit]!;
      return sum + (STANDINGS[standing] === 'proposed' && shows[household] === YES ? 1 : 0);
    }, 0),
  }));
}

function cutLines(cuts: readonly Cut[], names: readonly string[]): string[] {
  const placesOf = ({ places }: Cut): string =>
    places.kind === 'unknown' ? 'unknown' : `${places.count}${places.kind === 'shared-out' ? '*' : ''}`;
  const row = (name: string, cells: readonly (string | number)[]): string =>
    [name.padEnd(20), ...cells.map((cell) => String(cell).padStart(10))].join(' ');
  return [
    row('Kelurahan', ['places', 'proposed', 'open', 'reserve', 'other aid', 'by lot']),
    ...cuts.map((cut, k) =>
      row(names[k]!, [
        placesOf(cut),
        cut.proposed,
        cut.open,
        cut.reserve,
        cut.otherAid,
        cut.alikeAbove + cut.alikeBelow,
      ]),
    ),
    ...(cuts.some(({ places }) => places.kind === 'shared-out')
      ? ["* a share of the city's places, worked out here: no quota that anybody set"]
      : []),
  ];
}

const errorLines = ({ counts, wronglyOut }: AgainstRecipients): string[] => [
  '',
  'Who receives now, against the rules:',
  ...Object.entries(counts).map(([finding, count]) => `  ${finding.padEnd(28)} ${count}`),
  `  ${'due and not on the list'.padEnd(28)} ${wronglyOut}`,
];

export const assistListCommand: Command = {
  name: 'assist list',
  summary:
    'Proposes the list of a programme: ranked, cut at the places of each kelurahan, with a reserve and both errors of the list of now',
  operands: ['PROGRAMME'],
  options: [
    ...RULE_OPTIONS,
    { name: 'seed', value: 'N', help: `Of the lot between families that are alike (default ${DEFAULT_SEED})` },
    { name: 'out', value: 'FILE', help: 'Freeze the list into this file, with ids without meaning and a checksum' },
    { name: 'previous', value: 'FILE', help: 'A frozen list: tell who comes in, who leaves and why' },
  ],
  run,
};
