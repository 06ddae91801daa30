/** Who receives now, held against the rules: both errors side by side, and rows that lead to nobody who lives here. */
import { RESIDENCE_STATES } from '../../population/residents.ts';
import { NO, YES } from '../evaluation/truth.ts';
import type { ProgrammeColumns } from '../evaluation/whole-city.ts';
import type { FactTable } from '../facts/table.ts';
import type { RecipientRows } from '../recipients/recipient-rows.ts';

/**
 * What a row of a recipient list is. `fits`: tepat; `seems-wrongly-in`: indikasi salah masuk; `cannot-tell`: facts are
 * missing; `double-person`: the same person in an earlier row; `double-family`: another member of the family in an earlier
 * row of a programme for families; `double-aid`: in a programme that excludes this one; `dead`, `moved`: by Dukcapil;
 * `not-found`: Dukcapil has another status; `unmatched`: no resident could be found, or somebody has to look at the link.
 */
export const FINDINGS = [
  'fits',
  'seems-wrongly-in',
  'cannot-tell',
  'double-person',
  'double-family',
  'double-aid',
  'dead',
  'moved',
  'not-found',
  'unmatched',
] as const;
export type Finding = (typeof FINDINGS)[number];

export interface RecipientInputs {
  readonly found: ProgrammeColumns;
  readonly table: FactTable;
  /** The list of the programme as received. */
  readonly rows: RecipientRows;
  /** [household] index of the kelurahan. */
  readonly kelurahan: ArrayLike<number>;
  readonly kelurahanCount: number;
}

export interface AgainstRecipients {
  /** [row of the list] index into FINDINGS; 255 for a row whose status says that it does not receive. */
  readonly finding: Uint8Array;
  readonly counts: Readonly<Record<Finding, number>>;
  /** Units that fit for sure and do not receive: indikasi salah keluar. [unit] */
  readonly seemsWronglyOut: Uint8Array;
  readonly wronglyOut: number;
  /** [kelurahan] both errors side by side. */
  readonly byKelurahan: readonly {
    readonly receives: number;
    readonly wronglyIn: number;
    readonly wronglyOut: number;
  }[];
}

export const NOT_RECEIVING = 255;

export function againstRecipients(inputs: RecipientInputs): AgainstRecipients {
  const { found, table, rows } = inputs;
  const finding = new Uint8Array(rows.count).fill(NOT_RECEIVING);
  const counts = Object.fromEntries(FINDINGS.map((each) => [each, 0])) as Record<Finding, number>;
  const byKelurahan = Array.from({ length: inputs.kelurahanCount }, () => ({
    receives: 0,
    wronglyIn: 0,
    wronglyOut: 0,
  }));
  const isIn = new Uint8Array(found.fits.length);
  const seen = { persons: new Set<number>(), households: new Set<number>() };
  const isOfFamilies = found.level === 'household';
  for (let row = 0; row < rows.count; row++) {
    if (rows.isReceiving[row] === 0) continue;
    const person = rows.person[row]!;
    const resident = rows.resident[row]!;
    const household = resident < 0 ? -1 : table.householdRow[resident]!;
    const unit = isOfFamilies ? household : resident;
    const is = findingOf(inputs, row, household, unit, seen);
    finding[row] = FINDINGS.indexOf(is);
    counts[is]++;
    seen.persons.add(person);
    if (unit < 0) continue;
    seen.households.add(household);
    isIn[unit] = 1;
    const area = byKelurahan[inputs.kelurahan[household]!];
    if (area === undefined) continue;
    area.receives++;
    if (is === 'seems-wrongly-in' || is === 'double-aid') area.wronglyIn++;
  }
  const seemsWronglyOut = Uint8Array.from(found.fits, (truth, unit) => (truth === YES && isIn[unit] === 0 ? 1 : 0));
  let wronglyOut = 0;
  seemsWronglyOut.forEach((is, unit) => {
    if (is === 0) return;
    wronglyOut++;
    const household = isOfFamilies ? unit : table.householdRow[unit]!;
    const area = byKelurahan[inputs.kelurahan[household]!];
    if (area !== undefined) area.wronglyOut++;
  });
  return { finding, counts, seemsWronglyOut, wronglyOut, byKelurahan };
}

function findingOf(
  { found, rows }: RecipientInputs,
  row: number,
  household: number,
  unit: number,
  seen: { readonly persons: ReadonlySet<number>; readonly households: ReadonlySet<number> },
): Finding {
  const person = rows.person[row]!;
  if (person < 0) return 'unmatched';
  if (seen.persons.has(person)) return 'double-person';
  if (rows.resident[row]! < 0) {
    const state = RESIDENCE_STATES[rows.state[row]!];
    if (state === 'dead' || state === 'moved') return state;
    return state === 'gone' ? 'not-found' : 'unmatched';
  }
  if (found.level === 'household' && seen.households.has(household)) return 'double-family';
  if (found.overlaps[unit] === NO) return 'double-aid';
  if (found.fits[unit] === YES) return 'fits';
  return found.conditions[unit] === NO ? 'seems-wrongly-in' : 'cannot-tell';
}
