import { languageOf } from '../language.ts';
import { resolve } from 'node:path';
import { criterionColumns, isWithoutList, needsOf } from '../../assistance/indications/find.ts';
import { UNKNOWN, YES, type Truth } from '../../assistance/evaluation/truth.ts';
import {
  differenceOf,
  proposedByKelurahan,
  type FrozenContent,
  type ListDifference,
} from '../../assistance/lists/frozen-list.ts';
import { listGaps } from '../../assistance/lists/list-gaps.ts';
import { whereaboutsOf } from '../../assistance/lists/whereabouts.ts';
import { notBesideOf } from '../../assistance/recipients/doubles.ts';
import { STANDINGS, type Cut } from '../../assistance/lists/make-list.ts';
import { spanText, type RuleSet } from '../../assistance/programmes/rule-set.ts';
import { namedResidents } from '../../exports/lists/review-rows.ts';
import {
  confirmationsIn,
  newestWork,
  readWork,
  workedLists,
  type Confirmation,
  type WorkLine,
} from '../../exports/lists/work-file.ts';
import { listNameOf } from '../../exports/lists/metadata.ts';
import { RECOMMENDATIONS } from '../../exports/lists/worked.ts';
import { reviewProgramme, type ProgrammeReview } from '../../programme-review.ts';
import type { Bilingual } from '../../kernel/bilingual.ts';
import { isoDate } from '../../kernel/time.ts';
import type { Command, CommandContext, CommandResult } from '../command.ts';
import { errorLines } from './error-lines.ts';
import { missingOf } from '../../publish-lists.ts';
import { evaluatedCity, OFFICE_ONLY } from './city.ts';
import {
  BY_OPTION,
  byOption,
  freezeInto,
  otherListLines,
  frozenLines,
  LIST_OPTIONS,
  PREVIOUS_OPTION,
  previousOption,
  scoreOptions,
  seedOption,
} from './list-options.ts';

async function run(context: CommandContext): Promise<CommandResult> {
  const { options, config } = context;
  const id = context.operands[0]!;
  const seed = seedOption(context);
  const evaluated = await evaluatedCity(context, id);
  const scoring = await scoreOptions(context, evaluated.city.snapshotId);
  const review = reviewProgramme(evaluated, config, seed, scoring);
  const { city, list, content, recipients: errors } = review;
  const { names } = city.geography.levels.kelurahan;
  const out = typeof options['out'] === 'string' ? resolve(options['out']) : undefined;
  const previous = previousOption(context);
  const frozen = out === undefined ? undefined : freezeInto(out, review, byOption(context), new Date());
  const change =
    previous === undefined ? undefined : differenceOf(previous, content, whereaboutsOf(review.ids, city.recipients));
  const indications = proposedIndications(review);
  const missing = missingOf(review.found.rules.programme, city);
  const { kelurahan: areas } = city.geography.levels;
  const lists = [content.programme, ...notBesideOf(review.found.rules).map(({ programme }) => programme)];
  const gaps = listGaps(city.table, lists, city.population.households.kelurahan, areas.count);
  const file = readWork(config.assistanceWorkFile);
  const listName = listNameOf(review);
  const [work, confirmed] = [newestWork(file, listName), confirmationsIn(file)];
  const otherLists = workedLists(file, content.programme).filter(({ list: name }) => name !== listName);
  const recommended = RECOMMENDATIONS.map((word) => {
    const rows = [...work.values()].filter((line) => line.work.recommendation === word);
    return {
      recommendation: word,
      rows: rows.length,
      confirmed: rows.filter(({ entry }) => confirmed.has(entry)).length,
    };
  });
  return {
    lines: [
      `${list.version}: proposals for people to look at; nobody is granted or refused anything by it.`,
      '',
      ...cutLines(list.cuts, names),
      ...quotaLines(review.found.rules),
      ...(missing.length === 0
        ? []
        : [
            '',
            'Asked by the rules and told by no register, so that rows stay open (programmes that nobody receives: --empty-lists):',
            ...missing.map(({ name, needs }) => `  ${name.id}${needs === undefined ? '' : ` (perlu: ${needs.id})`}`),
          ]),
      ...(gaps.length === 0
        ? []
        : [
            '',
            'A list names nobody of a kelurahan: was that part of it sent? If not, "not on it" means nothing there:',
            ...gaps.map(
              ({ programme, kelurahan, families, expected }) =>
                `  ${programme.padEnd(22)} ${names[kelurahan]!}: ${families} families, of whom about ${Math.round(expected)} would be on it if as many were as elsewhere`,
            ),
          ]),
      '',
      'Indications among the proposed (something to look at, never a verdict):',
      ...indications.map(
        ({ criterion, units, cannotTell, needs }) =>
          `  ${criterion.padEnd(28)} ${needs === undefined ? `${units}${cannotTell === 0 ? '' : `, cannot be told of ${cannotTell}`}` : `belum ada daftar (perlu: ${needs.id})`}`,
      ),
      ...(errors === undefined ? ['', 'There is no list of who receives now.'] : errorLines(errors, review.groups)),
      '',
      work.size === 0
        ? 'Nobody has written anything onto this list yet: assist export, assist import.'
        : `Written onto the list by people: ${work.size} rows.`,
      ...(work.size === 0
        ? []
        : recommended.map(
            (each) =>
              `  ${each.recommendation.padEnd(28)} ${each.rows}, confirmed by a second person ${each.confirmed}`,
          )),
      ...otherListLines(otherLists),
      ...(change === undefined
        ? []
        : [
            '',
            `Since the list before: ${change.entered.length} in, ${change.left.length} out, ${change.stayed} stay.`,
            ...basisLines(previous!, content, names, city.geography.levels.kelurahan.codes),
            ...reasonLines(change),
          ]),
      ...(frozen?.isLeftAsItWas === true ? ['', ...frozenLines(out!, frozen)] : []),
      '',
      OFFICE_ONLY[languageOf(context)],
    ],
    json: {
      version: list.version,
      snapshotId: city.snapshotId,
      isSample: city.snapshot.isSample,
      seed,
      rankedBy: scoring.isRankedByScore === true ? `score ${scoring.score!.about.version}` : 'rules',
      cuts: list.cuts.map((cut, k) => ({ ...cut, name: names[k] })),
      missing,
      listsWithoutKelurahan: gaps.map((gap) => ({ ...gap, kelurahan: areas.codes[gap.kelurahan]! })),
      indications,
      work: {
        rows: work.size,
        recommended,
        otherLists,
        byRow: [...work.values()].map((line) => workLine(line, confirmed.get(line.entry))),
      },
      ...(errors === undefined
        ? {}
        : {
            recipients: errors.counts,
            notDueByFinding: errors.notDue,
            seemWronglyOut: errors.wronglyOut,
            ofThosePerhapsOnList: errors.perhapsOnList,
            byKelurahan: errors.byKelurahan,
            byGroup: review.groups.map(({ key, name, names: of }) => ({
              key,
              name,
              groups: errors.byGroup.get(key)!.map((both, i) => ({ name: of[i], ...both })),
            })),
          }),
      ...(change === undefined ? {} : { change: { ...change, before: madeBy(previous!), now: madeBy(content) } }),
      ...(out === undefined ? {} : { file: out, ...frozen }),
    },
  };
}

/** What somebody wrote onto a row, and who; what he wrote freely stays in the workbook. */
const workLine = ({ id, work, by, at, list }: WorkLine, confirmation: Confirmation | undefined) => ({
  id,
  recommendation: work.recommendation,
  officer: work.officer,
  reason: work.reason,
  visitedOn: work.visitedOn,
  by,
  at,
  list,
  ...(confirmation === undefined ? {} : { confirmedBy: confirmation.by, confirmedAt: confirmation.at }),
});

function proposedIndications(review: ProgrammeReview): {
  criterion: string;
  units: number;
  /** No register tells it, or not of these: nothing was looked at, which is no "no". */
  cannotTell: number;
  /** What would have to be there, where no register tells it of anybody. */
  needs?: Bilingual;
}[] {
  const { city, found, columns, list, criteria } = review;
  return criterionColumns(criteria, found, columns, namedResidents(review)).map(({ criterion, shows }) => {
    const proposedWhere = (truth: Truth): number =>
      list.standing.reduce(
        (sum, standing, unit) => sum + (STANDINGS[standing] === 'proposed' && shows[unit] === truth ? 1 : 0),
        0,
      );
    const needs = isWithoutList(criterion, city.table) ? needsOf(criterion, city.programmes.facts) : undefined;
    return {
      criterion: criterion.key,
      units: proposedWhere(YES),
      cannotTell: proposedWhere(UNKNOWN),
      ...(needs === undefined ? {} : { needs }),
    };
  });
}

function cutLines(cuts: readonly Cut[], names: readonly string[]): string[] {
  const placesOf = ({ places }: Cut): string =>
    places.kind === 'unknown' ? 'unknown' : `${places.count}${places.kind === 'shared-out' ? '*' : ''}`;
  const row = (name: string, cells: readonly (string | number)[]): string =>
    [name.padEnd(20), ...cells.map((cell) => String(cell).padStart(10))].join(' ');
  return [
    row('Kelurahan', ['places', 'proposed', 'open', 'reserve', 'no quota', 'other aid', 'by lot']),
    ...cuts.map((cut, k) =>
      row(names[k]!, [
        placesOf(cut),
        cut.proposed,
        cut.open,
        cut.reserve,
        cut.withoutQuota,
        cut.otherAid,
        cut.alikeAbove + cut.alikeBelow,
      ]),
    ),
    ...(cuts.some(({ withoutQuota }) => withoutQuota > 0)
      ? ['no quota: in order, and neither proposed nor in reserve, for nobody has told the places of the kelurahan']
      : []),
    ...(cuts.some(({ places }) => places.kind === 'shared-out')
      ? ["* a share of the city's places, worked out here: no quota that anybody set"]
      : []),
  ];
}

/** What a list was made by, for JSON. */
const madeBy = ({ version, referenceDate, snapshotId, seed }: FrozenContent) => ({
  version,
  referenceDate,
  snapshotId,
  seed,
});

/** What the two lists were made by, and where another number is proposed: rules, quotas and data change who comes in and who leaves. */
function basisLines(
  before: FrozenContent,
  now: FrozenContent,
  names: readonly string[],
  codes: readonly string[],
): string[] {
  const words = ({ version, referenceDate, snapshotId, seed }: FrozenContent): string =>
    `rules ${version}, of ${referenceDate}, snapshot ${snapshotId}, seed ${seed}`;
  const [was, is] = [proposedByKelurahan(before), proposedByKelurahan(now)];
  const changed = codes.flatMap((code, k) => {
    const [b, n] = [was.get(code) ?? 0, is.get(code) ?? 0];
    return b === n ? [] : [`${names[k]!} ${b} -> ${n}`];
  });
  return [
    `  before: ${words(before)}`,
    `  now:    ${words(now)}`,
    ...(changed.length === 0 ? [] : [`  proposed before and now: ${changed.join('; ')}`]),
  ];
}

/** How many for each reason; who it is stands in the JSON and in the workbook. */
function reasonLines({ entered, left }: ListDifference): string[] {
  const counts = new Map<string, number>();
  for (const { reason } of [...entered, ...left]) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `  ${reason.padEnd(28)} ${count}`);
}

const quotaLines = ({ quotasOfOtherTimes, day }: RuleSet): string[] =>
  quotasOfOtherTimes.length === 0
    ? []
    : [
        '',
        `No quota is told for ${isoDate(day)}, only ${quotasOfOtherTimes.map(spanText).join('; ')}: the list is not cut, and not frozen.`,
      ];

export const assistListCommand: Command = {
  name: 'assist list',
  summary: {
    id: 'Mengusulkan daftar sebuah program: diurutkan, dibatasi kuota setiap kelurahan, dengan cadangan dan kedua kesalahan daftar sekarang',
    en: 'Proposes the list of a programme: ranked, cut at the places of each kelurahan, with a reserve and both errors of the list of now',
  },
  operands: ['PROGRAMME'],
  options: [
    ...LIST_OPTIONS,
    {
      name: 'out',
      value: 'FILE',
      help: {
        id: 'Bekukan daftarnya ke berkas ini, dengan id tanpa arti, siapa yang bertanggung jawab (--by), dan jumlah periksa; tidak pernah menimpa daftar lain',
        en: 'Freeze the list into this file, with ids without meaning, who puts the name to it (--by) and a checksum; never over another',
      },
    },
    BY_OPTION,
    PREVIOUS_OPTION,
  ],
  run,
};
