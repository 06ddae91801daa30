import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { evaluate } from '../../assistance/evaluation/whole-city.ts';
import { bestUse, budgetFor } from '../../assistance/what-if/best-use.ts';
import { spendingWithout } from '../../assistance/what-if/poverty.ts';
import { programmePool } from '../../assistance/what-if/programme-pool.ts';
import { METHODS, type Method } from '../../assistance/what-if/select.ts';
import { whatIf, type WhatIf } from '../../assistance/what-if/what-if.ts';
import type { Interval } from '../../assistance/what-if/intervals.ts';
import { povertyLineOn } from '../../assistance/what-if/poverty-line.ts';
import { rulesOn } from '../../assistance/programmes/rule-set.ts';
import type { CityFacts } from '../../city-facts.ts';
import { communityRanking, meetingFile } from '../../community-ranking.ts';
import type { Config } from '../../config.ts';
import { householdColumn } from '../../household-column.ts';
import { noScore, readKeptScore } from '../../welfare-score/kept-score.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from '../command.ts';
import { quotasFile } from './quotas-file.ts';
import { evaluatedCity, known, millisecondsSince, OFFICE_ONLY, programmeOf, RULE_OPTIONS, rupiah } from './city.ts';

const DEFAULT_SEED = 3577;
const DEFAULT_REPLICATES = 1000;
const MOST = Number.MAX_SAFE_INTEGER;
const DESIL_LIMIT = 'desilLimit';

async function run(context: CommandContext): Promise<CommandResult> {
  const { options, config } = context;
  const method = methodOption(options['method']);
  const { city, columns, found } = await evaluatedCity(context, context.operands[0]!);
  const { households } = city.population;
  const ids = households.householdId;
  const column = (name: string, least?: number): Float64Array | undefined => {
    const file = options[name];
    return typeof file === 'string' ? householdColumn(resolve(file), ids, households.count, least) : undefined;
  };
  const needsScore = method === 'score' || method === 'hybrid';
  const score = column('score') ?? (needsScore ? await keptAmounts(config, city.snapshotId) : undefined);
  const ranks = rankingFor(context, city, method);
  const own = programmePool(found, columns, households.kelurahan, score, ranks);
  const { programme, day, version } = found.rules;
  const inForce = rulesOn(programmeOf(programme.id, city.programmes.programmes), day);
  const now =
    inForce.version === version ? own : programmePool(evaluate(inForce, columns), columns, households.kelurahan);
  // Who stays on the list of now stays as he is on it.
  const rupiahPerYear = method === 'current-list' ? own.presentRupiahPerYear : own.rupiahPerYear;
  const budget = wholeOption(context, 'budget', 0, MOST);
  if (budget !== undefined && rupiahPerYear.some(Number.isNaN))
    throw usageError(
      '--budget needs an amount, and no source tells it.',
      `Try one: --amount ${Object.keys(programme.amounts)[0]}=N.`,
    );
  const spent = column('spending', 0);
  const spending = spent === undefined ? undefined : { size: households.size, rupiahPerPersonPerMonth: spent };
  const line = povertyLineOn(config.modelsFolder, day).rupiahPerPersonPerMonth;
  const seed = wholeOption(context, 'seed', 0, 4_294_967_295) ?? DEFAULT_SEED;
  const placesByKelurahan = quotasOf(options['quotas'], city);
  const startedAt = performance.now();
  const result = whatIf({
    pool: own.pool,
    rupiahPerYear,
    presentRupiahPerYear: now.presentRupiahPerYear,
    due: own.due,
    dueNow: now.due,
    choice: {
      method,
      desilLimit: found.rules.limits.get(DESIL_LIMIT) ?? 10,
      places: wholeOption(context, 'places', 0, MOST),
      placesByKelurahan,
      budgetRupiahPerYear: budget,
      seed,
    },
    size: households.size,
    spending,
    lineRupiahPerPersonPerMonth: line,
    kelurahanCount: city.geography.levels.kelurahan.count,
    replicates: wholeOption(context, 'replicates', 0, 100_000) ?? DEFAULT_REPLICATES,
    hasIntervalsByKelurahan: true,
    seed,
  });
  const milliseconds = millisecondsSince(startedAt);
  const amount = result.recipients === 0 ? NaN : result.costRupiahPerYear / result.recipients;
  const without = spending && spendingWithout(spending, now.presentRupiahPerYear);
  const best =
    without === undefined || !(amount > 0) ? undefined : bestUse(without, line, amount, result.costRupiahPerYear);
  const target = options['target-gap'] === undefined ? undefined : Number(options['target-gap']);
  if (target !== undefined && !(target >= 0 && target <= 1))
    throw usageError('--target-gap takes a share from 0 to 1.', 'For example --target-gap 0.003.');
  const needed =
    target === undefined || without === undefined || !(amount > 0)
      ? undefined
      : budgetFor(without, line, amount, target);
  const { byKelurahan, ...numbers } = result;
  const { codes, names } = city.geography.levels.kelurahan;
  const byArea = result.intervals?.byKelurahan;
  return {
    lines: [
      ...linesOf(version, method, result, milliseconds, best, needed),
      '',
      ...areaLines(result, names),
      '',
      OFFICE_ONLY,
    ],
    json: {
      version,
      method,
      isSample: city.snapshot.isSample,
      lineRupiahPerPersonPerMonth: line,
      milliseconds,
      ...numbers,
      isChosen: undefined,
      drawing: undefined,
      byGroup: undefined,
      ...(result.intervals === undefined ? {} : { intervals: { ...result.intervals, byKelurahan: undefined } }),
      costRupiahPerYear: known(result.costRupiahPerYear),
      costNowRupiahPerYear: known(result.costNowRupiahPerYear),
      byKelurahan: byKelurahan.map((each, k) => ({
        code: codes[k],
        ...each,
        costRupiahPerYear: known(each.costRupiahPerYear),
        costNowRupiahPerYear: known(each.costNowRupiahPerYear),
        ...(byArea === undefined ? {} : { intervals: byArea[k] }),
      })),
      ...(best === undefined ? {} : { bestUse: { ...best, isChosen: undefined } }),
      ...(needed === undefined ? {} : { neededBudget: needed }),
    },
  };
}

/** The score kept with the snapshot. @throws TwinError input where there is none */
async function keptAmounts(config: Config, snapshotId: string): Promise<Float64Array> {
  const kept = await readKeptScore(config, snapshotId);
  if (kept === undefined) throw noScore();
  return kept.amount;
}

/** Of --ranking, or else what lies in the data folder for the programme; method hybrid needs one. */
function rankingFor(
  { options, config, operands }: CommandContext,
  { population, geography }: CityFacts,
  method: Method,
): Float64Array | undefined {
  const given = options['ranking'];
  if (typeof given !== 'string' && method !== 'hybrid') return undefined;
  const path = typeof given === 'string' ? resolve(given) : meetingFile(config, operands[0]!);
  if (typeof given !== 'string' && !existsSync(path))
    throw usageError(
      '--method hybrid needs the ranks that the meetings of the kelurahan gave.',
      `Give --ranking FILE, or put them at meetings/${operands[0]!}.csv in the data folder; assist ranking writes the form to fill in.`,
    );
  const { codes } = geography.levels.kelurahan;
  return communityRanking(path, { ...population.households, codes });
}

function methodOption(text: string | boolean | undefined): Method {
  const found = METHODS.find((method) => method === text);
  if (found !== undefined) return found;
  throw usageError('--method says how families are chosen.', `It is one of: ${METHODS.join(', ')}.`);
}

/** Of --quotas. */
function quotasOf(
  file: string | boolean | undefined,
  { geography, population }: CityFacts,
): Map<number, number> | undefined {
  if (typeof file !== 'string') return undefined;
  const { codes, count } = geography.levels.kelurahan;
  const families = new Array<number>(count).fill(0);
  for (const area of population.households.kelurahan) if (area < count) families[area]!++;
  return quotasFile(resolve(file), codes, families);
}

/** What happens in each kelurahan, with 95 % intervals where spending is known. */
function areaLines({ byKelurahan, intervals }: WhatIf, names: readonly string[]): string[] {
  const row = (name: string, cells: readonly string[]): string =>
    [name.padEnd(20), ...cells.map((cell) => cell.padStart(20))].join('').trimEnd();
  return [
    row('Kelurahan', ['on the list', 'now', 'gain', 'lose', ...(intervals ? ['change of gap'] : [])]),
    ...byKelurahan.map((each, k) => {
      const of = intervals?.byKelurahan?.[k];
      const count = (value: number, interval: Interval | undefined): string =>
        interval === undefined ? String(value) : `${value} (${interval.low}–${interval.high})`;
      const gap = of?.gapShareChange;
      return row(names[k]!, [
        count(each.recipients, of?.recipients),
        String(each.recipientsNow),
        count(each.winners, of?.winners),
        count(each.losers, of?.losers),
        ...(gap === undefined ? [] : [`${(gap.low * 100).toFixed(2)} to ${(gap.high * 100).toFixed(2)} %`]),
      ]);
    }),
  ];
}

function linesOf(
  version: string,
  method: Method,
  result: WhatIf,
  milliseconds: number,
  best: ReturnType<typeof bestUse> | undefined,
  needed: ReturnType<typeof budgetFor> | undefined,
): string[] {
  const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;
  const { before, after, intervals } = result;
  const welfare =
    before === undefined || after === undefined
      ? ['Poverty and Gini: nobody has estimated what families spend. Give --spending FILE.']
      : (['headcountShare', 'gapShare', 'severityShare', 'gini'] as const).map((key) => {
          const change = intervals?.change[key];
          const between = change === undefined ? '' : ` (change ${percent(change.low)} to ${percent(change.high)})`;
          return `  ${key.padEnd(24)} ${percent(before[key])} -> ${percent(after[key])}${between}`;
        });
  return [
    `${version}, method ${method}; worked out in ${milliseconds.toFixed(0)} ms.`,
    '',
    `  families on the list     ${result.recipients} (${result.persons} persons; now ${result.recipientsNow} families)`,
    `  cost a year              ${rupiah(result.costRupiahPerYear)} (now ${rupiah(result.costNowRupiahPerYear)})`,
    `  not due by the rules     ${result.inclusionErrors} (now ${result.inclusionErrorsNow})`,
    `  due and not on it        ${result.exclusionErrors} (now ${result.exclusionErrorsNow})`,
    `  cannot be told yet       ${result.undetermined} (now ${result.undeterminedNow})`,
    `  gain / lose              ${result.winners} / ${result.losers}`,
    `  alike at the cut         ${result.alikeAtCut}`,
    ...welfare,
    ...(best === undefined
      ? []
      : [
          `  best use of the budget   gap ${percent(best.gapShareBefore)} without the programme -> ${percent(best.gapShareAfter)}: a bound, not a list`,
        ]),
    ...(needed === undefined
      ? []
      : [
          needed.kind === 'enough'
            ? `  the target needs         ${rupiah(needed.costRupiahPerYear)} for ${needed.recipients} families, at best`
            : `  the target is out of reach with this amount: ${percent(needed.lowestGapShare)} at best`,
        ]),
  ];
}

export const assistWhatIfCommand: Command = {
  name: 'assist what-if',
  summary:
    'Tells what other rules or another way of choosing would do: recipients, cost, errors, poverty, who gains and who loses',
  operands: ['PROGRAMME'],
  options: [
    { name: 'method', value: 'METHOD', help: `How families are chosen: ${METHODS.join(', ')}` },
    ...RULE_OPTIONS,
    { name: 'places', value: 'N', help: 'Places in the city' },
    {
      name: 'quotas',
      value: 'FILE',
      help: 'kelurahan,places: places of each kelurahan to try; one without a row has none',
    },
    { name: 'budget', value: 'RUPIAH', help: 'Budget a year' },
    {
      name: 'spending',
      value: 'FILE',
      help: 'household_id,rupiah a head a month, aid of now in it: for poverty and Gini',
    },
    {
      name: 'score',
      value: 'FILE',
      help: 'household_id,score, the lower the poorer (default: the score that welfare score kept with the snapshot)',
    },
    {
      name: 'ranking',
      value: 'FILE',
      help: 'kelurahan,household_id,rank of the meetings, 1 first (default: meetings/PROGRAMME.csv in the data folder)',
    },
    { name: 'replicates', value: 'N', help: `Of the bootstrap (default ${DEFAULT_REPLICATES})` },
    { name: 'target-gap', value: 'SHARE', help: 'Tell the least budget that brings the poverty gap down to this' },
    { name: 'seed', value: 'N', help: `Of the lot and the bootstrap (default ${DEFAULT_SEED})` },
  ],
  details: [
    'Example: npm run twin -- assist what-if bltd --method desil --limit desilLimit=3 --places 2800',
    '         npm run twin -- assist what-if bltd --method score --places 2800   (after twin welfare score)',
  ],
  run,
};
