/** What a backtest tells besides its table: totals, events, how much the unknown ages of migrants matter, doubts. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { ageGroupName, FIVE_YEAR_GROUPS, SEXES } from '../demography/ages.ts';
import type { Backtest, BacktestPeriod } from './backtest.ts';

export interface BacktestReport {
  readonly years: readonly {
    readonly year: number;
    readonly male: number;
    readonly female: number;
    readonly total: number;
  }[];
  readonly periods: readonly BacktestPeriod[];
  /** Largest difference of any age group under 80 in the last year, had migrants been of all ages alike. */
  readonly migrationAges: { readonly largestShare: number; readonly sex: string; readonly age: string };
  /** Signs that the files do not belong together. */
  readonly doubts: readonly Bilingual[];
}

const { count } = FIVE_YEAR_GROUPS;
/** 80-84: from here on the UN's bases mix in other sources. */
const FIRST_OLD_GROUP = 16;
/** WPP prints two decimals, of tables that it rounds too. */
const LIFE_EXPECTANCY_TOLERANCE_YEARS = 0.05;

export function reportOf(result: Backtest, alike: Backtest): BacktestReport {
  return {
    years: result.years.map(({ year, personsThousand }) => {
      const bySex = [0, 1].map((sex) => sum(personsThousand.subarray(sex * count, (sex + 1) * count)));
      return { year, male: bySex[0]!, female: bySex[1]!, total: bySex[0]! + bySex[1]! };
    }),
    periods: result.periods,
    migrationAges: largestDifference(result, alike),
    doubts: result.periods.flatMap(doubtsOf),
  };
}

const sum = (column: Float64Array): number => column.reduce((total, each) => total + each, 0);

function largestDifference(result: Backtest, alike: Backtest): BacktestReport['migrationAges'] {
  const ours = result.years.at(-1)!.personsThousand;
  const other = alike.years.at(-1)!.personsThousand;
  let worst = 0;
  ours.forEach((persons, cell) => {
    const isYoung = cell % count < FIRST_OLD_GROUP;
    if (isYoung && differenceAt(other[cell]!, persons) > differenceAt(other[worst]!, ours[worst]!)) worst = cell;
  });
  return {
    largestShare: differenceAt(other[worst]!, ours[worst]!),
    sex: SEXES[Math.floor(worst / count)]!,
    age: ageGroupName(FIVE_YEAR_GROUPS, worst % count),
  };
}

const differenceAt = (other: number, ours: number): number => Math.abs(other / ours - 1);

const SEX_WORDS = { male: 'laki-laki', female: 'perempuan' } as const;

function doubtsOf(period: BacktestPeriod): Bilingual[] {
  return SEXES.flatMap((sex, i) => {
    const [ours, printed] = [period.lifeExpectancyYears[i]!, period.printedLifeExpectancyYears[i]!];
    if (Math.abs(ours - printed) <= LIFE_EXPECTANCY_TOLERANCE_YEARS) return [];
    const [years, own, told] = [`${period.fromYear}-${period.toYear}`, ours.toFixed(2), printed.toFixed(2)];
    const comma = (text: string): string => text.replace('.', ',');
    return [
      {
        id: `${years}: laju kematian memberi e0 ${SEX_WORDS[sex]} ${comma(own)} tahun, sedangkan berkas rates menyebut ${comma(told)}. Apakah semua berkas dari satu revisi?`,
        en: `${years}: the death rates give ${sex} e0 ${own} years and the rates file says ${told}. Are the files of one revision?`,
      },
    ];
  });
}
