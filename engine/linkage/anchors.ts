/** Which rows of the population register are one person: each makes its own, but for plain repetitions. */
import type { CandidatePairs } from './blocking.ts';
import type { ComparableRecords } from './comparable.ts';

export interface AnchorPersons {
  readonly count: number;
  /** [row in ComparableRecords] person; -1 for rows of other registers. */
  readonly personOfRow: Int32Array;
}

/**
 * Gives each row of the population register its person. Two rows are one person only where NIK, name, birth date and sex
 * are all told and all the same: anything less may be twins, or two people with one NIK, and is for a person to decide.
 */
export function personsOfAnchors({
  count,
  isAnchor,
  nik,
  fullName,
  names,
  bornOn,
  sex,
}: ComparableRecords): AnchorPersons {
  const personOfRow = new Int32Array(count).fill(-1);
  const rowsOfNik = new Map<number, number[]>();
  let persons = 0;
  for (let row = 0; row < count; row++) {
    if (isAnchor[row] === 0) continue;
    const isWhole = nik[row] !== 0 && fullName[row] !== 0 && bornOn[row] !== 0;
    const before = isWhole ? (rowsOfNik.get(nik[row]!) ?? []) : [];
    const same = before.find(
      (other) =>
        names.nameHash[fullName[other]!] === names.nameHash[fullName[row]!] &&
        bornOn[other] === bornOn[row] &&
        sex[other] === sex[row],
    );
    personOfRow[row] = same === undefined ? persons++ : personOfRow[same]!;
    if (isWhole && same === undefined) rowsOfNik.set(nik[row]!, [...before, row]);
  }
  return { count: persons, personOfRow };
}

/** More rows than this with one NIK, or with one name and birth date, are no doubtful pair but a doubtful value. */
const MOST_ALIKE = 8;

/** Pairs of anchors of different persons that share their NIK, or name, birth date and mother's name: for a reviewer. */
export function doubtfulAnchors(records: ComparableRecords, { personOfRow }: AnchorPersons): CandidatePairs {
  const { count, isAnchor, nik, fullName, motherName, names, bornOn } = records;
  const pairs = new Map<number, [left: number, right: number]>();
  const groups = [new Map<number | string, number[]>(), new Map<number | string, number[]>()];
  const join = (group: Map<number | string, number[]>, key: number | string, row: number): void => {
    const rows = group.get(key);
    if (rows === undefined) group.set(key, [row]);
    else rows.push(row);
  };
  for (let row = 0; row < count; row++) {
    if (isAnchor[row] === 0) continue;
    if (nik[row] !== 0) join(groups[0]!, nik[row]!, row);
    if (fullName[row] === 0 || motherName[row] === 0 || bornOn[row] === 0) continue;
    const [own, mother] = [names.nameHash[fullName[row]!]!, names.nameHash[motherName[row]!]!];
    join(groups[1]!, `${own}/${mother}/${bornOn[row]}`, row);
  }
  for (const group of groups) {
    for (const rows of group.values()) {
      if (rows.length < 2 || rows.length > MOST_ALIKE) continue;
      rows.forEach((left, i) =>
        rows.slice(0, i).forEach((right) => {
          if (personOfRow[left] !== personOfRow[right]) pairs.set(left * count + right, [left, right]);
        }),
      );
    }
  }
  const sorted = [...pairs.entries()].sort(([a], [b]) => a - b).map(([, pair]) => pair);
  return {
    count: sorted.length,
    left: Uint32Array.from(sorted, ([left]) => left),
    right: Uint32Array.from(sorted, ([, right]) => right),
    rule: new Uint8Array(sorted.length),
  };
}
