/** What stands on the list of a programme for people to work on: each unit and each row of the list of now, once. */
import { FINDINGS, NOT_RECEIVING, type Finding } from '../../assistance/lists/against-recipients.ts';
import { STANDINGS, type Standing } from '../../assistance/lists/make-list.ts';
import type { RecipientRows, RowPlace } from '../../assistance/recipients/recipient-rows.ts';
import { NO_AREA } from '../../population/columns.ts';
import type { ProgrammeReview } from '../../programme-review.ts';

/** Places in the columns of the city; -1 where there is none. */
export interface ReviewRow {
  /**
   * Id without meaning of the unit; of a row that leads to none, where it stands in the files of one snapshot, for in those of
   * another somebody else stands there: `baris/pkh/000003-c0ffee/0/0/17`.
   */
  readonly id: string;
  readonly unit: number;
  readonly household: number;
  /** Who is named: the recipient of now, else the head of the family. Row in PersonColumns. */
  readonly resident: number;
  /** Whom the store knows him by; '' for nobody. */
  readonly personId: string;
  readonly standing: Standing;
  /** In its kelurahan, 1 first; 0 without. */
  readonly position: number;
  /** Row of the list of now. */
  readonly listRow: number;
  readonly finding: Finding | undefined;
}

export const hexId = (ids: Uint8Array, row: number): string =>
  Buffer.from(ids.buffer, ids.byteOffset + row * 16, 16).toString('hex');

export const placeOfRow = (rows: RecipientRows, row: number): RowPlace => ({
  file: rows.files[rows.sourceFile[row]!]!,
  sheet: rows.sourceSheet[row]!,
  row: rows.sourceRow[row]!,
});

const NOBODY: ReadonlySet<string> = new Set();

/**
 * By kelurahan; in it who is proposed, then the reserve, then who has other aid, then who only receives now.
 *
 * @param alsoIds units that are told though they are on no list now: those of the list before
 */
export function reviewRows(review: ProgrammeReview, alsoIds = NOBODY): ReviewRow[] {
  const { city, found, list, ids, recipients } = review;
  const { persons, households } = city.population;
  const names = namedResidents(review);
  const isOfFamilies = found.level === 'household';
  const listRowOf = firstRowOfUnits(review);
  const rows: ReviewRow[] = [];
  const findingOf = (row: number): Finding | undefined => (row < 0 ? undefined : FINDINGS[recipients!.finding[row]!]);
  list.standing.forEach((standing, unit) => {
    const listRow = listRowOf.get(unit) ?? -1;
    if (standing === 0 && listRow < 0 && (alsoIds.size === 0 || !alsoIds.has(hexId(ids, unit)))) return;
    const household = isOfFamilies ? unit : persons.householdRow[unit]!;
    const named = names[unit]!;
    rows.push({
      id: hexId(ids, unit),
      unit,
      household,
      resident: named,
      personId: hexId(persons.personId, named),
      standing: STANDINGS[standing]!,
      position: list.position[unit]!,
      listRow,
      finding: findingOf(listRow),
    });
  });
  rows.push(...rowsAlone(review, new Set(listRowOf.values())));
  const areaOf = ({ household }: ReviewRow): number => (household < 0 ? NO_AREA : households.kelurahan[household]!);
  const rank: Record<Standing, number> = {
    proposed: 0,
    reserve: 1,
    'no-quota': 2,
    'other-aid': 3,
    placeless: 4,
    'not-in-pool': 5,
  };
  const order = (a: ReviewRow, b: ReviewRow): number =>
    areaOf(a) - areaOf(b) ||
    rank[a.standing] - rank[b.standing] ||
    a.position - b.position ||
    a.listRow - b.listRow ||
    (a.id < b.id ? -1 : 1);
  return rows.sort(order);
}

/** [unit] who is named: of a family the recipient of now, else its head. Row in PersonColumns. */
export function namedResidents(review: Pick<ProgrammeReview, 'recipients' | 'found' | 'city'>): Uint32Array {
  const { recipients, found, city } = review;
  if (found.level !== 'household') return Uint32Array.from({ length: city.table.personCount }, (_, person) => person);
  const named = city.population.households.headRow.slice();
  for (const [unit, row] of firstRowOfUnits(review)) named[unit] = recipients!.rows.resident[row]!;
  return named;
}

/** Unit to the first row of the list of now that leads to it. */
function firstRowOfUnits({
  recipients,
  found,
  city,
}: Pick<ProgrammeReview, 'recipients' | 'found' | 'city'>): Map<number, number> {
  const rowOf = new Map<number, number>();
  recipients?.finding.forEach((finding, row) => {
    const resident = finding === NOT_RECEIVING ? -1 : recipients.rows.resident[row]!;
    if (resident < 0) return;
    const unit = found.level === 'household' ? city.table.householdRow[resident]! : resident;
    if (!rowOf.has(unit)) rowOf.set(unit, row);
  });
  return rowOf;
}

/** Rows of the list of now that lead to no unit, or to one that an earlier row leads to. */
function rowsAlone({ recipients, city }: ProgrammeReview, shown: ReadonlySet<number>): ReviewRow[] {
  if (recipients === undefined) return [];
  const { rows, finding } = recipients;
  const idOf = (row: number): string =>
    ['baris', rows.registerId, city.snapshotId, rows.sourceFile[row], rows.sourceSheet[row], rows.sourceRow[row]].join(
      '/',
    );
  return Array.from(finding.keys()).flatMap((row): ReviewRow[] => {
    if (finding[row] === NOT_RECEIVING || shown.has(row)) return [];
    return [
      {
        id: idOf(row),
        unit: -1,
        household: rows.household[row]!,
        resident: rows.resident[row]!,
        personId: rows.person[row]! < 0 ? '' : hexId(rows.personId, row),
        standing: 'not-in-pool',
        position: 0,
        listRow: row,
        finding: FINDINGS[finding[row]!],
      },
    ];
  });
}
