import { resolve } from 'node:path';
import { criterionColumns, isWithoutList, needsOf } from '../../assistance/indications/find.ts';
import { UNKNOWN, YES, type Truth } from '../../assistance/evaluation/truth.ts';
import { differenceOf, type FrozenContent } from '../../assistance/lists/frozen-list.ts';
import { listGaps } from '../../assistance/lists/list-gaps.ts';
import { whereaboutsOf } from '../../assistance/lists/whereabouts.ts';
import { notBesideOf } from '../../assistance/recipients/doubles.ts';
import { STANDINGS } from '../../assistance/lists/make-list.ts';
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
import type { Command, CommandContext, CommandResult } from '../command.ts';
import { languageOf } from '../language.ts';
import { say } from '../words.ts';
import { errorLines } from './error-lines.ts';
import {
  changeLines,
  cutLines,
  gapLines,
  indicationLines,
  missingLines,
  quotaLines,
  workLines,
  type ProposedIndication,
} from './list-lines.ts';
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
  const language = languageOf(context);
  return {
    lines: [
      say(PROPOSALS, language, list.version),
      '',
      ...cutLines(list.cuts, names, language),
      ...quotaLines(review.found.rules, language),
      ...(missing.length === 0 ? [] : ['', ...missingLines(MISSING, missing, language)]),
      ...gapLines(gaps, names, language),
      ...indicationLines(indications, language),
      ...(errors === undefined ? ['', NO_RECIPIENTS[language]] : errorLines(errors, review.groups, language)),
      ...workLines(work.size, recommended, language),
      ...otherListLines(otherLists, language),
      ...(change === undefined ? [] : changeLines(change, { before: previous!, now: content }, areas, language)),
      ...(frozen?.isLeftAsItWas === true ? ['', ...frozenLines(out!, frozen, language)] : []),
      '',
      OFFICE_ONLY[language],
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

function proposedIndications(review: ProgrammeReview): ProposedIndication[] {
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
      name: criterion.name,
      units: proposedWhere(YES),
      cannotTell: proposedWhere(UNKNOWN),
      ...(needs === undefined ? {} : { needs }),
    };
  });
}

/** What a list was made by, for JSON. */
const madeBy = ({ version, referenceDate, snapshotId, seed }: FrozenContent) => ({
  version,
  referenceDate,
  snapshotId,
  seed,
});

const PROPOSALS: Bilingual = {
  id: '{}: usulan untuk diperiksa orang; tidak ada yang diberi atau ditolak karenanya.',
  en: '{}: proposals for people to look at; nobody is granted or refused anything by it.',
};
const MISSING: Bilingual = {
  id: 'Ditanya aturan dan tidak ada di register mana pun, sehingga ada baris yang belum pasti (program yang memang tanpa penerima: --empty-lists):',
  en: 'Asked by the rules and told by no register, so that rows stay open (programmes that nobody receives: --empty-lists):',
};
const NO_RECIPIENTS: Bilingual = {
  id: 'Tidak ada daftar penerima sekarang.',
  en: 'There is no list of who receives now.',
};

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
