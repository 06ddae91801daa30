/** Ages by sex as bars: shares of all residents of an area, with the city's for comparison. */
import type { Cell } from '../columns.ts';

export const SEXES = ['m', 'f'] as const;
export type Sex = (typeof SEXES)[number];

export interface PyramidBar {
  /** 0-4 … 75+ */
  readonly ages: string;
  readonly cells: Readonly<Record<Sex, Cell>>;
  /** Of all residents, 0 to 1; undefined where hidden or not known. */
  readonly shares: Readonly<Record<Sex, number | undefined>>;
  readonly cityShares: Readonly<Record<Sex, number | undefined>>;
  /** Ends of a band around the bar, as persons and as shares, where there is one. */
  readonly bands?: Readonly<Record<Sex, PyramidBand | undefined>>;
}

export interface PyramidBand {
  readonly low: number;
  readonly high: number;
  readonly lowShare: number;
  readonly highShare: number;
}

export interface Pyramid {
  /** Youngest first. */
  readonly bars: readonly PyramidBar[];
  /** Right end of the scale: a round share that no bar passes. */
  readonly scaleEnd: number;
  readonly hiddenCount: number;
}

const PREFIX = 'pyramid/';
const ROUND_ENDS = [0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5, 1];

/** Age groups among the columns of a table, youngest first: `pyramid/m/0-4` has 0-4. */
export function ageGroupsIn(indicators: Iterable<string>): string[] {
  const groups = new Set([...indicators].filter((key) => key.startsWith(PREFIX)).map((key) => key.split('/')[2]!));
  return [...groups].toSorted((a, b) => parseInt(a, 10) - parseInt(b, 10));
}

/**
 * @param cellOf, cityCellOf cell of an indicator in the area and in the city
 * @param bandOf band of a bar in persons, where bars have one
 */
export function pyramidOf(
  ageGroups: readonly string[],
  cellOf: (indicator: string) => Cell,
  cityCellOf: (indicator: string) => Cell,
  bandOf?: (indicator: string) => { readonly low: number; readonly high: number } | undefined,
): Pyramid {
  const residents = cellOf('residents');
  const cityResidents = cityCellOf('residents');
  const bars = ageGroups.map((ages): PyramidBar => {
    const cells = bySex((sex) => cellOf(`${PREFIX}${sex}/${ages}`));
    return {
      ages,
      cells,
      shares: bySex((sex) => shareOf(cells[sex], residents)),
      cityShares: bySex((sex) => shareOf(cityCellOf(`${PREFIX}${sex}/${ages}`), cityResidents)),
      ...(bandOf === undefined
        ? {}
        : { bands: bySex((sex) => bandShares(bandOf(`${PREFIX}${sex}/${ages}`), residents)) }),
    };
  });
  const longest = Math.max(
    0,
    ...bars.flatMap(({ shares, cityShares, bands }) =>
      [
        ...Object.values(shares),
        ...Object.values(cityShares),
        ...Object.values(bands ?? {}).map((band) => band?.highShare),
      ].map((n) => n ?? 0),
    ),
  );
  return {
    bars,
    scaleEnd: ROUND_ENDS.find((end) => end >= longest) ?? 1,
    hiddenCount: bars.flatMap(({ cells }) => Object.values(cells)).filter(({ kind }) => kind === 'hidden').length,
  };
}

const bySex = <T>(of: (sex: Sex) => T): Record<Sex, T> => ({ m: of('m'), f: of('f') });

const shareOf = (cell: Cell, residents: Cell): number | undefined =>
  cell.kind === 'value' && residents.kind === 'value' && residents.value > 0 ? cell.value / residents.value : undefined;

function bandShares(
  band: { readonly low: number; readonly high: number } | undefined,
  residents: Cell,
): PyramidBand | undefined {
  if (band === undefined || residents.kind !== 'value' || residents.value <= 0) return undefined;
  return { ...band, lowShare: band.low / residents.value, highShare: band.high / residents.value };
}
