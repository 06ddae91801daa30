/** Any two rows of the city's registers, by the names that decisions have for them: why they are likely one, or not. */
import { loadCityDecisions } from './city-decisions.ts';
import { rowNamer, type DoubtfulRow } from './city-doubts.ts';
import type { Config } from './config.ts';
import { TwinError } from './kernel/errors.ts';
import type { Progress } from './kernel/progress.ts';
import { LINK_KINDS, type LinkKind, type RowPair, type RowPlace } from './linkage/linkage.ts';
import { rowFinder, type KeyedDigest } from './linkage/residents/decided/row-keys.ts';
import type { RecordId } from './linkage/review/decision.ts';
import { linkCity } from './linked-city.ts';
import type { RegisterRecords } from './registers/records.ts';
import { loadOrCreateKeys } from './store/keys.ts';

export interface CityRow extends DoubtfulRow {
  /** How the row came to its person. */
  readonly kind: LinkKind;
}

export interface CityPair extends RowPair {
  readonly left: CityRow;
  readonly right: CityRow;
  readonly thresholdBits: number;
}

/**
 * Links the registers as `twin build` does, and tells of two rows.
 *
 * @throws TwinError usage: a row that is not there, the same one twice; input, configuration: as `twin build` tells them
 */
export async function tellCityPair(
  config: Config,
  names: readonly [RecordId, RecordId],
  progress: Progress,
): Promise<CityPair> {
  const decisions = loadCityDecisions(config.decisionsFile, loadOrCreateKeys(config.keysFile));
  const find = (registers: readonly RegisterRecords[]) => placesOfRows(registers, names, decisions.digest);
  const { reading, linkage } = await linkCity(config, decisions, progress, {}, find);
  progress.end();
  const [left, right] = find(reading.registers).map(({ register, row }): CityRow => ({
    ...rowNamer(reading, decisions.digest)(register, row),
    kind: LINK_KINDS[linkage.links[register]!.kind[row]!]!,
  })) as [CityRow, CityRow];
  return { ...linkage.rowPair!, left, right, thresholdBits: linkage.report.upperThresholdBits };
}

/** Where two rows are; of rows that say the very same the first. */
export function placesOfRows(
  registers: readonly RegisterRecords[],
  names: readonly [RecordId, RecordId],
  digest: KeyedDigest,
): [RowPlace, RowPlace] {
  const find = rowFinder(registers, new Set(names.map(([register]) => register)), digest);
  const places = names.map(([registerId, key]): RowPlace => {
    const register = registers.findIndex((each) => each.registerId === registerId);
    const [row] = find(registerId, key);
    if (row === undefined) throw noSuchRow();
    return { register, row };
  }) as [RowPlace, RowPlace];
  const [one, other] = places;
  if (one.register === other.register && one.row === other.row) throw rowTwice();
  return places;
}

const noSuchRow = (): TwinError =>
  new TwinError('usage', {
    code: 'row-unknown',
    what: 'A row that is named is in no register.',
    expected: 'REGISTER:KEY of rows that are there',
    todo: 'npm run twin -- review city, review city-clusters and review city-events list rows by these names.',
  });

const rowTwice = (): TwinError =>
  new TwinError('usage', {
    code: 'row-twice',
    what: 'The same row is named twice.',
    todo: 'Name two rows, each as REGISTER:KEY.',
  });
