/** Who receives now, held against the rules: both errors side by side, doubles, and rows that lead to nobody who lives here. */
import type { HouseholdColumns } from '../../population/columns.ts';
import { RESIDENCE_STATES } from '../../population/residents.ts';
import { NO, YES } from '../evaluation/truth.ts';
import type { ProgrammeColumns } from '../evaluation/whole-city.ts';
import { familyReceivesFact, receivesFact } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';
import { doublesOf, notBesideOf, type Double, type DoubleKind } from '../recipients/doubles.ts';
import type { RecipientRows } from '../recipients/recipient-rows.ts';
import type { Groups } from '../what-if/what-if.ts';

/**
 * What a row of a recipient list is. `fits`: tepat; `seems-wrongly-in`: indikasi salah masuk; `cannot-tell`: facts are
 * missing; `double-person`: the same person in an earlier row; `double-family`: another member of the family in an earlier
 * row of a programme for families; `double-aid`: in a programme that excludes this one; `double-number`: the account or the
 * card of another row; `double-house`: of another family in the same house as an earlier row, which may well be due all the same; `dead`, `moved`: by Dukcapil; `not-found`: Dukcapil has another status; `unmatched`: no resident could
 * be found, or somebody has to look at the link. Where several hold, the first of them in the order of findingOf.
 */
export const FINDINGS = [
  'fits',
  'seems-wrongly-in',
  'cannot-tell',
  'double-person',
  'double-family',
  'double-aid',
  'double-number',
  'double-house',
  'dead',
  'moved',
  'not-found',
  'unmatched',
] as const;
export type Finding = (typeof FINDINGS)[number];

export interface RecipientInputs {
  readonly found: ProgrammeColumns;
  readonly table: FactTable;
  /** All lists as received: a double may stand on another one. */
  readonly lists: readonly RecipientRows[];
  /** Ids of the programmes that are given to families. */
  readonly familyProgrammes: readonly string[];
  readonly households: Pick<HouseholdColumns, 'kelurahan' | 'lon' | 'lat' | 'precision'>;
  readonly kelurahanCount: number;
  /** Families parted in other ways, each told as the kelurahan are. */
  readonly groups?: readonly Groups[];
}

/**
 * Both errors of a list in one place or group, side by side; units of the programme, each once however many rows it has. As page
 * _Bansos_ counts them: `wronglyIn` receives and is not due, whatever its row was found to be, a double for example; `wronglyOut`
 * fits for sure and does not receive.
 */
export interface BothErrors {
  readonly receives: number;
  readonly wronglyIn: number;
  readonly wronglyOut: number;
}

export interface AgainstRecipients {
  /** The list of the programme as received. */
  readonly rows: RecipientRows;
  /** Each with the row that it stands beside; a row may have several. */
  readonly doubles: readonly Double[];
  /** [row of the list] index into FINDINGS; 255 for a row whose status says that it does not receive. */
  readonly finding: Uint8Array;
  readonly counts: Readonly<Record<Finding, number>>;
  /** Units that receive and are not due, each once, by what its first row was found to be; together `wronglyIn` of all groups. */
  readonly notDue: Readonly<Record<Finding, number>>;
  /** Units that fit for sure and do not receive: indikasi salah keluar. [unit] */
  readonly seemsWronglyOut: Uint8Array;
  readonly wronglyOut: number;
  /**
   * Of those, whom the list names all the same as far as anybody can tell: a row has their family card, and leads to somebody who
   * died or left (ganti pengurus), or waits for review.
   */
  readonly perhapsOnList: number;
  /** [kelurahan] */
  readonly byKelurahan: readonly BothErrors[];
  /** By key of the groups: [group] */
  readonly byGroup: ReadonlyMap<string, readonly BothErrors[]>;
}

export const NOT_RECEIVING = 255;

/** @returns undefined where no list of the programme was read */
export function againstRecipients(inputs: RecipientInputs): AgainstRecipients | undefined {
  const { found, table, lists, households } = inputs;
  const list = lists.findIndex(({ programme }) => programme === found.rules.programme.id);
  const rows = lists[list];
  if (rows === undefined) return undefined;
  const notBeside = notBesideOf(found.rules);
  const beside = found.level === 'household' ? inputs.familyProgrammes : [];
  const doubles = doublesOf({ lists, list, level: found.level, notBeside, beside, households });
  const kindsOf = new Map<number, Set<DoubleKind>>();
  for (const { row, kind } of doubles) kindsOf.set(row, (kindsOf.get(row) ?? new Set()).add(kind));
  const finding = new Uint8Array(rows.count).fill(NOT_RECEIVING);
  const [counts, notDue] = [noneFound(), noneFound()];
  const partings: Groups[] = [
    { key: 'kelurahan', of: households.kelurahan, count: inputs.kelurahanCount },
    ...(inputs.groups ?? []),
  ];
  const parts = partings.map(({ count }) =>
    Array.from({ length: count }, () => ({ receives: 0, wronglyIn: 0, wronglyOut: 0 })),
  );
  const count = (household: number, error: keyof BothErrors): void =>
    partings.forEach(({ of }, i) => {
      const part = parts[i]![of[household]!];
      if (part !== undefined) part[error]++;
    });
  const isIn = new Uint8Array(found.fits.length);
  const isOfFamilies = found.level === 'household';
  for (let row = 0; row < rows.count; row++) {
    if (rows.isReceiving[row] === 0) continue;
    const resident: number = rows.resident[row]!;
    const household: number = resident < 0 ? -1 : table.householdRow[resident]!;
    const unit = isOfFamilies ? household : resident;
    const is = findingOf(found, rows, row, unit, kindsOf.get(row) ?? NO_DOUBLES);
    finding[row] = FINDINGS.indexOf(is);
    counts[is]++;
    if (unit < 0 || isIn[unit] === 1) continue;
    isIn[unit] = 1;
    count(household, 'receives');
    if (found.fits[unit] !== NO) continue;
    count(household, 'wronglyIn');
    notDue[is]++;
  }
  const seemsWronglyOut = Uint8Array.from(found.fits, (truth, unit) => (truth === YES && isIn[unit] === 0 ? 1 : 0));
  const onList = receiptOf(found, table);
  let [wronglyOut, perhapsOnList] = [0, 0];
  seemsWronglyOut.forEach((is, unit) => {
    if (is === 0) return;
    wronglyOut++;
    if (Number.isNaN(onList[unit]!)) perhapsOnList++;
    count(isOfFamilies ? unit : table.householdRow[unit]!, 'wronglyOut');
  });
  const [byKelurahan, ...others] = parts;
  const byGroup = new Map(inputs.groups?.map(({ key }, i) => [key, others[i]!]));
  return {
    rows,
    doubles,
    finding,
    counts,
    notDue,
    seemsWronglyOut,
    wronglyOut,
    perhapsOnList,
    byKelurahan: byKelurahan!,
    byGroup,
  };
}

/** [unit] whether it is on the list of the programme: 1, 0, or NaN where nobody can tell. */
export const receiptOf = (
  { rules, level }: Pick<ProgrammeColumns, 'rules' | 'level'>,
  table: FactTable,
): Float64Array =>
  table.columns.get((level === 'household' ? familyReceivesFact : receivesFact)(rules.programme.id))!.values;

const noneFound = (): Record<Finding, number> =>
  Object.fromEntries(FINDINGS.map((each) => [each, 0])) as Record<Finding, number>;

const NO_DOUBLES: ReadonlySet<DoubleKind> = new Set();

/** @param unit household or resident, as the programme is given; -1 for nobody */
function findingOf(
  found: ProgrammeColumns,
  rows: RecipientRows,
  row: number,
  unit: number,
  doubles: ReadonlySet<DoubleKind>,
): Finding {
  if (doubles.has('same-person')) return 'double-person';
  if (rows.person[row]! < 0) return 'unmatched';
  if (rows.resident[row]! < 0) {
    const state = RESIDENCE_STATES[rows.state[row]!];
    if (state === 'dead' || state === 'moved') return state;
    return state === 'gone' ? 'not-found' : 'unmatched';
  }
  if (doubles.has('same-family')) return 'double-family';
  if (doubles.has('other-aid') || found.overlaps[unit] === NO) return 'double-aid';
  if (doubles.has('same-account') || doubles.has('same-card')) return 'double-number';
  if (found.conditions[unit] === NO) return 'seems-wrongly-in';
  // Whose conditions fail is told so first: a house that two families share is the weakest of all indications.
  if (doubles.has('same-house')) return 'double-house';
  return found.fits[unit] === YES ? 'fits' : 'cannot-tell';
}
