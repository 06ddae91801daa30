import { languageOf } from '../language.ts';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { evaluate } from '../../assistance/evaluation/whole-city.ts';
import type { SpendingBasis } from '../../assistance/what-if/ask.ts';
import type { Effect } from '../../assistance/what-if/effects.ts';
import { familyGroups } from '../../assistance/what-if/groups.ts';
import { moneyOf } from '../../assistance/what-if/money.ts';
import { spendingWithout } from '../../assistance/what-if/poverty.ts';
import { programmePool } from '../../assistance/what-if/programme-pool.ts';
import { METHODS, type Method } from '../../assistance/what-if/select.ts';
import { whatIf } from '../../assistance/what-if/what-if.ts';
import { povertyLineOn } from '../../assistance/what-if/poverty-line.ts';
import { rulesOn } from '../../assistance/programmes/rule-set.ts';
import type { CityFacts } from '../../city-facts.ts';
import { communityRanking, meetingFile } from '../../community-ranking.ts';
import { householdColumn } from '../../household-column.ts';
import { welfareBasis } from '../../welfare-basis.ts';
import { noScore } from '../../welfare-score/kept-score.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from '../command.ts';
import { quotasFile } from './quotas-file.ts';
import { evaluatedCity, known, millisecondsSince, OFFICE_ONLY, programmeOf, RULE_OPTIONS } from './city.ts';
import { whatIfLines } from './what-if-lines.ts';

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
  const { basis, score } = await spendingAndScore(context, city, method, column);
  const ranks = rankingFor(context, city, method);
  const own = programmePool(found, columns, households.kelurahan, score, ranks);
  const { programme, day, version } = found.rules;
  const inForce = rulesOn(programmeOf(programme.id, city.programmes.programmes), day);
  const now =
    inForce.version === version ? own : programmePool(evaluate(inForce, columns), columns, households.kelurahan);
  // Who stays on the list of now stays as he is on it.
  const isOfList = method === 'current-list';
  const rupiahPerYear = isOfList ? own.presentRupiahPerYear : own.rupiahPerYear;
  const mostRupiahPerYear = isOfList ? own.presentMostRupiahPerYear : own.mostRupiahPerYear;
  const budget = wholeOption(context, 'budget', 0, MOST);
  if (budget !== undefined && mostRupiahPerYear.some(Number.isNaN))
    throw usageError(
      '--budget needs an amount, and no source tells it.',
      `Try one: --amount ${Object.keys(programme.amounts)[0]}=N.`,
    );
  const target = options['target-gap'] === undefined ? undefined : Number(options['target-gap']);
  if (target !== undefined && !(target >= 0 && target <= 1))
    throw usageError('--target-gap takes a share from 0 to 1.', 'For example --target-gap 0.003.');
  const line = povertyLineOn(config.modelsFolder, day).rupiahPerPersonPerMonth;
  const seed = wholeOption(context, 'seed', 0, 4_294_967_295) ?? DEFAULT_SEED;
  const groups = familyGroups(city.table.columns.get('desil')!.values, households.size);
  const placesByKelurahan = quotasOf(options['quotas'], city);
  const startedAt = performance.now();
  const result = whatIf({
    pool: own.pool,
    rupiahPerYear,
    mostRupiahPerYear,
    presentRupiahPerYear: now.presentRupiahPerYear,
    presentMostRupiahPerYear: now.presentMostRupiahPerYear,
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
    spending: basis.spending,
    lineRupiahPerPersonPerMonth: line,
    kelurahanCount: city.geography.levels.kelurahan.count,
    groups,
    replicates: wholeOption(context, 'replicates', 0, 100_000) ?? DEFAULT_REPLICATES,
    hasIntervalsByKelurahan: true,
    seed,
  });
  const milliseconds = millisecondsSince(startedAt);
  const without = spendingWithout(basis.spending, now.presentRupiahPerYear);
  const money = moneyOf({
    result,
    rupiahPerYear,
    own,
    now,
    without,
    lineRupiahPerPersonPerMonth: line,
    targetGapShare: target,
  });
  const { codes, names } = city.geography.levels.kelurahan;
  const byArea = result.intervals?.byKelurahan;
  const { byKelurahan, byGroup, intervals, before, after, ...numbers } = result;
  const language = languageOf(context);
  return {
    lines: [
      ...whatIfLines(
        { version, method, result, milliseconds, money, spendingName: basis.name, names, groups },
        language,
      ),
      '',
      OFFICE_ONLY[language],
    ],
    json: {
      version,
      method,
      isSample: city.snapshot.isSample,
      basis: { kind: basis.kind, name: basis.name, reference: basis.reference },
      lineRupiahPerPersonPerMonth: line,
      milliseconds,
      ...withKnownCosts(numbers),
      isChosen: undefined,
      drawing: undefined,
      ...(before === undefined ? {} : { before, after }),
      ...(intervals === undefined ? {} : { intervals: { ...intervals, byKelurahan: undefined } }),
      byKelurahan: byKelurahan.map((each, k) => ({
        code: codes[k],
        ...withKnownCosts(each),
        ...(byArea === undefined ? {} : { intervals: byArea[k] }),
      })),
      byGroup: groups.map(({ key, name, names: of }) => ({
        key,
        name,
        groups: byGroup.get(key)!.map((each, i) => ({ name: of[i], ...withKnownCosts(each) })),
      })),
      ...(money.best === undefined ? {} : { bestUse: { ...money.best, isChosen: undefined } }),
      ...(money.bestNow === undefined ? {} : { bestUseNow: { ...money.bestNow, isChosen: undefined } }),
      ...(money.needed === undefined ? {} : { neededBudget: money.needed }),
    },
  };
}

function withKnownCosts<T extends Effect>(effect: T) {
  const { costRupiahPerYear, costNowRupiahPerYear, mostCostRupiahPerYear, mostCostNowRupiahPerYear, ...counts } =
    effect;
  return {
    ...counts,
    costRupiahPerYear: known(costRupiahPerYear),
    costNowRupiahPerYear: known(costNowRupiahPerYear),
    mostCostRupiahPerYear: known(mostCostRupiahPerYear),
    mostCostNowRupiahPerYear: known(mostCostNowRupiahPerYear),
  };
}

const GIVEN = { id: 'Pengeluaran menurut berkas', en: 'Spending as the file tells it' } as const;

/** On what measures of poverty rest, and who comes first by score: of the files given, else as page Bansos has them. */
async function spendingAndScore(
  { config }: CommandContext,
  city: CityFacts,
  method: Method,
  column: (name: string, least?: number) => Float64Array | undefined,
): Promise<{
  basis: Omit<SpendingBasis, 'kind'> & { kind: SpendingBasis['kind'] | 'file' };
  score: Float64Array | undefined;
}> {
  const spent = column('spending', 0);
  const given = column('score');
  const line = povertyLineOn(config.modelsFolder, city.table.referenceDay).rupiahPerPersonPerMonth;
  const own = await welfareBasis(config, city, line);
  const score = given ?? own.score;
  if ((method === 'score' || method === 'hybrid') && score === undefined) throw noScore();
  if (spent === undefined) return { basis: own.basis, score };
  const spending = { size: city.population.households.size, rupiahPerPersonPerMonth: spent };
  return { basis: { kind: 'file', name: GIVEN, explanation: GIVEN, reference: [], spending }, score };
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

export const assistWhatIfCommand: Command = {
  name: 'assist what-if',
  summary: {
    id: 'Menerangkan akibat aturan atau cara memilih yang lain: penerima, biaya, kesalahan, kemiskinan, siapa untung dan siapa rugi',
    en: 'Tells what other rules or another way of choosing would do: recipients, cost, errors, poverty, who gains and who loses',
  },
  operands: ['PROGRAMME'],
  options: [
    {
      name: 'method',
      value: 'METHOD',
      help: {
        id: `Cara memilih keluarga: ${METHODS.join(', ')}`,
        en: `How families are chosen: ${METHODS.join(', ')}`,
      },
    },
    ...RULE_OPTIONS,
    { name: 'places', value: 'N', help: { id: 'Kuota kota', en: 'Places in the city' } },
    {
      name: 'quotas',
      value: 'FILE',
      help: {
        id: 'kelurahan,places: kuota setiap kelurahan yang dicoba; yang tidak disebut tidak punya kuota',
        en: 'kelurahan,places: places of each kelurahan to try; one without a row has none',
      },
    },
    {
      name: 'budget',
      value: 'RUPIAH',
      help: {
        id: 'Anggaran setahun; jika fakta penentu besaran tidak ada, dihitung besaran yang terbesar',
        en: 'Budget a year; where facts are missing that an amount hangs on, it is enough for the most that it can be',
      },
    },
    {
      name: 'spending',
      value: 'FILE',
      help: {
        id: 'household_id,rupiah per kepala per bulan, termasuk bantuan sekarang: untuk kemiskinan dan Gini (bawaan: model terlatih setempat, jika tidak ada asumsi yang tertulis, seperti di halaman Bansos)',
        en: 'household_id,rupiah a head a month, aid of now in it: for poverty and Gini (default: the trained model of the site, else the stated assumption, as on page Bansos)',
      },
    },
    {
      name: 'score',
      value: 'FILE',
      help: {
        id: 'household_id,skor, makin kecil makin miskin (bawaan: skor yang disimpan welfare score bersama snapshot, jika tidak ada dari model terlatih setempat)',
        en: 'household_id,score, the lower the poorer (default: the score that welfare score kept with the snapshot, else that of the trained model of the site)',
      },
    },
    {
      name: 'ranking',
      value: 'FILE',
      help: {
        id: 'kelurahan,household_id,urutan dari musyawarah, 1 paling depan (bawaan: meetings/PROGRAM.csv di folder data)',
        en: 'kelurahan,household_id,rank of the meetings, 1 first (default: meetings/PROGRAMME.csv in the data folder)',
      },
    },
    {
      name: 'replicates',
      value: 'N',
      help: {
        id: `Jumlah ulangan bootstrap (bawaan ${DEFAULT_REPLICATES})`,
        en: `Of the bootstrap (default ${DEFAULT_REPLICATES})`,
      },
    },
    {
      name: 'target-gap',
      value: 'SHARE',
      help: {
        id: 'Sebutkan anggaran terkecil yang menurunkan kedalaman kemiskinan sampai angka ini',
        en: 'Tell the least budget that brings the poverty gap down to this',
      },
    },
    {
      name: 'seed',
      value: 'N',
      help: {
        id: `Untuk undian dan bootstrap (bawaan ${DEFAULT_SEED})`,
        en: `Of the lot and the bootstrap (default ${DEFAULT_SEED})`,
      },
    },
  ],
  details: {
    id: [
      'Contoh: npm run twin -- assist what-if bltd --method desil --limit desilLimit=3 --places 2800',
      '        npm run twin -- assist what-if bltd --method score --places 2800   (sesudah twin welfare score)',
    ],
    en: [
      'Example: npm run twin -- assist what-if bltd --method desil --limit desilLimit=3 --places 2800',
      '         npm run twin -- assist what-if bltd --method score --places 2800   (after twin welfare score)',
    ],
  },
  run,
};
