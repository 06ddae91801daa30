/** The doubtful pairs of the city's registers, each by the names that decisions of people have for its two rows. */
import { loadCityDecisions } from './city-decisions.ts';
import type { Config } from './config.ts';
import type { Progress } from './kernel/progress.ts';
import type { Evidence } from './linkage/files/explain.ts';
import { rowsOfPersons, type Linkage } from './linkage/linkage.ts';
import type { Doubt } from './linkage/residents/decisions.ts';
import { rowKey, type KeyedDigest } from './linkage/residents/decided/row-keys.ts';
import { inForce, pairName } from './linkage/review/binding.ts';
import { recordName, type RecordId } from './linkage/review/decision.ts';
import { linkCity } from './linked-city.ts';
import type { FolderReading } from './registers/read.ts';
import { loadOrCreateKeys } from './store/keys.ts';

/** A row without a value of it. */
export interface DoubtfulRow {
  readonly record: RecordId;
  readonly file: string;
  /** As a spreadsheet shows it. */
  readonly row: number;
}

export interface CityDoubt {
  readonly left: DoubtfulRow;
  /** A row of the person that the left one may be. */
  readonly right: DoubtfulRow;
  readonly doubt: Doubt;
  /** Chance that the two are one, by their own evidence. */
  readonly probability: number;
  /** The same among all candidates of the left row, of whom one at most is right. */
  readonly share: number;
  readonly weightBits: number;
  /** What the weight is made of, where it was asked for. */
  readonly explained?: {
    /** Row of the right one's person that the left one was compared with. */
    readonly comparedWith: DoubtfulRow;
    readonly isNikCounted: boolean;
    readonly evidence: readonly Evidence[];
  };
  /** Somebody put it off. */
  readonly isLater: boolean;
}

export interface CityDoubts {
  readonly doubts: readonly CityDoubt[];
  readonly linkage: Linkage;
}

/**
 * Links the registers as `twin build` does, and lists what it left to people: the pairs that an answer tells most about
 * first, those that were put off last.
 *
 * @param isExplained each with its evidence
 * @throws TwinError input, configuration: as `twin build` tells them
 */
export async function findCityDoubts(config: Config, progress: Progress, isExplained = false): Promise<CityDoubts> {
  const decisions = loadCityDecisions(config.decisionsFile, loadOrCreateKeys(config.keysFile));
  const { reading, linkage } = await linkCity(config, decisions, progress, { isReviewExplained: isExplained });
  progress.end();
  const { later } = inForce(decisions.lines);
  return { doubts: doubtsOf(reading, linkage, decisions.digest, new Set(later.keys())), linkage };
}

/** Names rows by their registers, for people and for their decisions. */
export const rowNamer =
  ({ registers, files }: Pick<FolderReading, 'registers' | 'files'>, digest: KeyedDigest) =>
  (r: number, row: number): DoubtfulRow => ({
    record: [registers[r]!.registerId, rowKey(registers[r]!, row, digest)],
    file: files[registers[r]!.sourceFile[row]!]!.name,
    row: registers[r]!.sourceRow[row]!,
  });

/** @param later names of pairs that were put off */
export function doubtsOf(
  reading: Pick<FolderReading, 'registers' | 'files'>,
  linkage: Linkage,
  digest: KeyedDigest,
  later: ReadonlySet<string>,
): CityDoubt[] {
  const { registers } = reading;
  const { review } = linkage;
  const nameRow = rowNamer(reading, digest);
  const speakerOf = speakers(registers, linkage);
  const doubts = Array.from({ length: review.count }, (_, pair): Omit<CityDoubt, 'share'> => {
    const left = nameRow(review.register[pair]!, review.row[pair]!);
    const right = nameRow(...speakerOf(review.person[pair]!));
    const told = linkage.reviewEvidence?.[pair];
    return {
      left,
      right,
      doubt: review.doubts[review.doubt[pair]!]! as Doubt,
      probability: review.probability[pair]!,
      weightBits: review.weightBits[pair]!,
      ...(told && {
        explained: {
          comparedWith: nameRow(told.register, told.row),
          isNikCounted: told.isNikCounted,
          evidence: told.evidence,
        },
      }),
      isLater: later.has(pairName(recordName(left.record), recordName(right.record))),
    };
  });
  const shares = sharesOf(doubts);
  const name = ({ left, right }: Pick<CityDoubt, 'left' | 'right'>): string =>
    pairName(recordName(left.record), recordName(right.record));
  return doubts
    .map((doubt, pair) => {
      const share = shares[pair]!;
      return { doubt: { ...doubt, share }, uncertainty: share * (1 - share), name: name(doubt) };
    })
    .sort(
      (a, b) =>
        Number(a.doubt.isLater) - Number(b.doubt.isLater) ||
        b.uncertainty - a.uncertainty ||
        (a.name < b.name ? -1 : Number(a.name > b.name)),
    )
    .map(({ doubt }) => doubt);
}

/** [pair] chance of each pair where the candidates of a row exclude each other: two that are both likely are a question. */
function sharesOf(doubts: readonly Pick<CityDoubt, 'left' | 'weightBits'>[]): number[] {
  const odds = doubts.map(({ weightBits }) => 2 ** weightBits);
  const sums = new Map<string, number>();
  const nameOf = ({ left }: Pick<CityDoubt, 'left'>): string => recordName(left.record);
  doubts.forEach((doubt, pair) => sums.set(nameOf(doubt), (sums.get(nameOf(doubt)) ?? 0) + odds[pair]!));
  return doubts.map((doubt, pair) => odds[pair]! / (1 + sums.get(nameOf(doubt))!));
}

/** The row that stands for a person: his first of the population register, or the first of all where he has none there. */
function speakers(registers: FolderReading['registers'], linkage: Linkage) {
  const { starts, register, row } = rowsOfPersons(registers, linkage);
  return (person: number): [register: number, row: number] => {
    let at = starts[person]!;
    for (let i = starts[person + 1]! - 1; i >= starts[person]!; i--) {
      if (registers[register[i]!]!.role === 'population') at = i;
    }
    return [register[at]!, row[at]!];
  };
}
