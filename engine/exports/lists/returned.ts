/**
 * A worked-on workbook against what was written and against what others have written since: what is new, what was known, where
 * two people say different things. Nothing that stands is overwritten without somebody seeing it.
 */
import type { ErrorPlace } from '../../kernel/errors.ts';
import { isoDate } from '../../kernel/time.ts';
import { readDate } from '../../registers/standardise.ts';
import type { Keys } from '../../store/keys.ts';
import { asWritten } from '../harmless.ts';
import { CODE_HEADING, DAFTAR_SHEET, FIXED_HEADINGS, ID_HEADING } from './list-source.ts';
import { METADATA_LABELS } from './metadata.ts';
import type { ReadRow, ReadSheets } from './read-workbook.ts';
import { checkRow, workHash } from './row-code.ts';
import { METADATA_SHEET, type Cell } from './sheet.ts';
import { workNow, type NewWork, type WorkLine } from './work-file.ts';
import {
  NOTHING_WORKED,
  RECOMMENDATIONS,
  WORKED_HEADINGS,
  WORKED_KEYS,
  type Worked,
  type WorkedKey,
} from './worked.ts';

/** Something in the workbook that keeps it from being taken in. */
export interface Fault {
  readonly code: string;
  readonly what: string;
  readonly where: ErrorPlace;
  readonly expected?: string;
  readonly todo: string;
}

/** Two people say different things about one row, and neither saw what the other wrote. */
export interface Conflict {
  readonly row: number;
  readonly id: string;
  /** What stands, who wrote it, and when. */
  readonly kept: Worked;
  readonly by: string;
  readonly at: string;
  readonly inFile: Worked;
}

export interface Returned {
  readonly faults: readonly Fault[];
  readonly list: string;
  /** Rows with something new; `replaces` where something else stood there, which whoever wrote had before him. */
  readonly entries: readonly (NewWork & { readonly row: number; readonly replaces: WorkLine | undefined })[];
  readonly conflicts: readonly Conflict[];
  /** Rows of which nothing was changed, and those that say what stands there already. */
  readonly untouched: number;
  readonly known: number;
  /** Rows of the list that are not in the workbook any more: nothing is taken from them. */
  readonly missing: number;
}

export interface ReturnInputs {
  readonly sheets: ReadSheets;
  /** Name of the file, for faults. */
  readonly file: string;
  readonly programme: string;
  /** Snapshots whose lists are taken: the newest, and one that somebody names. */
  readonly snapshots: readonly string[];
  readonly keys: Keys;
  /** The newest entry of each row of a list, by its name. */
  readonly newestOf: (list: string) => ReadonlyMap<string, WorkLine>;
  readonly by: string;
}

const HEADINGS = [...FIXED_HEADINGS, ...WORKED_KEYS.map((key) => WORKED_HEADINGS[key]), CODE_HEADING];
const CODE_AT = HEADINGS.length - 1;
const ID_AT = HEADINGS.indexOf(ID_HEADING);

export function compareReturned(inputs: ReturnInputs): Returned {
  const about = readMetadata(inputs);
  const faults = [...about.faults];
  const result = { entries: [] as Returned['entries'][number][], conflicts: [] as Conflict[], untouched: 0, known: 0 };
  const rows = inputs.sheets.get(DAFTAR_SHEET) ?? [];
  if (faults.length === 0) faults.push(...headingFaults(inputs.file, rows[0]));
  if (faults.length > 0) return { faults, list: about.list, ...result, missing: 0 };
  const newest = inputs.newestOf(about.list);
  const seen = new Map<string, number>();
  for (const read of rows.slice(1)) {
    if (read.cells.every((cell) => cell === '') && read.formulas.length === 0) continue;
    const checked = readRow(inputs, about.list, read, seen);
    faults.push(...checked.faults);
    if (checked.row === undefined) continue;
    const { id, work, workBefore } = checked.row;
    const line = newest.get(id);
    const [own, kept] = [workHash(work), workHash(workNow(newest, id))];
    if (own === workBefore) result.untouched++;
    else if (own === kept) result.known++;
    else if (kept === workBefore) {
      const { programme, by } = inputs;
      result.entries.push({ programme, id, work, list: about.list, by, row: read.row, replaces: line });
    } else {
      const [by, at] = [line?.by ?? '', line?.at ?? ''];
      result.conflicts.push({ row: read.row, id, kept: line?.work ?? NOTHING_WORKED, by, at, inFile: work });
    }
  }
  return { faults, list: about.list, ...result, missing: Math.max(0, about.rows - seen.size) };
}

interface AboutList {
  readonly list: string;
  readonly rows: number;
  readonly faults: readonly Fault[];
}

/** Which list it is, by the sheet beside it. */
function readMetadata({ sheets, file, programme, snapshots }: ReturnInputs): AboutList {
  const none = { list: '', rows: 0 };
  for (const sheet of [DAFTAR_SHEET, METADATA_SHEET]) {
    if (!sheets.has(sheet))
      return { ...none, faults: [fault('sheet-missing', 'The sheet is not there.', { file, sheet }, TAKE_AGAIN)] };
  }
  const rows = sheets.get(METADATA_SHEET)!;
  const told = (label: string): { text: string; place: ErrorPlace } => {
    const found = rows.find(({ cells }) => cells[0] === label);
    const place = { file, sheet: METADATA_SHEET, ...(found === undefined ? {} : { row: found.row }), column: label };
    return { text: asWritten(String(found?.cells[1] ?? '')), place };
  };
  const [ofProgramme, ofSnapshot, ofList] = [
    told(METADATA_LABELS.programme),
    told(METADATA_LABELS.snapshot),
    told(METADATA_LABELS.list),
  ];
  const faults = rows.flatMap(({ row, formulas }) =>
    formulas.map((i) => formulaFault({ file, sheet: METADATA_SHEET, row, column: `${i + 1}` })),
  );
  if (ofProgramme.text !== programme)
    faults.push(
      fault(
        'list-of-another',
        `The workbook is a list of ${named(ofProgramme.text)}.`,
        ofProgramme.place,
        'Name the programme of the workbook, or take the workbook of this one.',
        programme,
      ),
    );
  if (!ofList.text.startsWith(`${programme} ${ofSnapshot.text} `))
    faults.push(fault('list-unknown', 'The name of the list was changed.', ofList.place, TAKE_AGAIN));
  if (!snapshots.includes(ofSnapshot.text))
    faults.push(
      fault(
        'list-of-other-snapshot',
        `The workbook was made from ${named(ofSnapshot.text)}.`,
        ofSnapshot.place,
        'Export the list again; or, if the work was done before the newest build, say so: --snapshot ID.',
        snapshots.join(', '),
      ),
    );
  return { list: ofList.text, rows: Number(told(METADATA_LABELS.rows).text), faults };
}

/** A programme or a snapshot, where the text can be one. */
const named = (text: string): string =>
  /^[a-z0-9-]{1,30}$/.test(text) && !/\d{13}/.test(text) ? `"${text}"` : 'something else';

const TAKE_AGAIN = 'Take the workbook as it was exported, and put the work into it.';

const fault = (code: string, what: string, where: ErrorPlace, todo: string, expected?: string): Fault => ({
  code,
  what,
  where,
  todo,
  ...(expected === undefined ? {} : { expected }),
});

/** A heading that is none of ours may be anything, a name or a number too: it is not repeated. */
function headingFaults(file: string, heading: ReadRow | undefined): Fault[] {
  const place = (column: string): ErrorPlace => ({ file, sheet: DAFTAR_SHEET, row: heading?.row ?? 1, column });
  const width = Math.max(HEADINGS.length, heading?.cells.length ?? 0);
  for (let i = 0; i < width; i++) {
    const [is, wanted] = [asWritten(String(heading?.cells[i] ?? '')), HEADINGS[i]];
    if (is === (wanted ?? '')) continue;
    if (wanted === undefined)
      return [fault('column-added', 'A column was added.', place(`${i + 1}`), 'Delete it; notes belong into Catatan.')];
    const found = HEADINGS.includes(is) ? `"${is}"` : 'another heading';
    const what = `Column ${i + 1} has ${found}: columns were moved, renamed or deleted.`;
    return [fault('column-moved', what, place(wanted), 'Put the columns back as they were exported.', wanted)];
  }
  return [];
}

interface CheckedRow {
  readonly faults: readonly Fault[];
  readonly row?: { readonly id: string; readonly work: Worked; readonly workBefore: string };
}

/** @param seen ids of the rows before, with their rows; the row's own is added */
function readRow({ file, keys }: ReturnInputs, list: string, read: ReadRow, seen: Map<string, number>): CheckedRow {
  const at = (i: number): ErrorPlace => ({
    file,
    sheet: DAFTAR_SHEET,
    row: read.row,
    column: HEADINGS[i] ?? `${i + 1}`,
  });
  if (read.formulas.length > 0) {
    return { faults: read.formulas.map((i) => formulaFault(at(i))) };
  }
  const extra = read.cells.findIndex((cell, i) => i >= HEADINGS.length && cell !== '');
  if (extra >= 0)
    return {
      faults: [
        fault('cell-added', 'There is a cell beside the list.', at(extra), 'Delete it; notes belong into Catatan.'),
      ],
    };
  const cells = HEADINGS.map((_, i): Cell => {
    const cell = read.cells[i] ?? '';
    return typeof cell === 'string' ? asWritten(cell) : cell;
  });
  const fixed = cells.slice(0, FIXED_HEADINGS.length);
  const checked = checkRow(keys, list, fixed, String(cells[CODE_AT]));
  if (checked.kind === 'foreign')
    return {
      faults: [
        fault(
          'row-added',
          'The row is not one of the list: it was added, or its code was changed.',
          at(CODE_AT),
          'Delete the row; who is missing on the list is proposed at the kelurahan.',
        ),
      ],
    };
  if (checked.kind === 'changed') return { faults: checked.cells.map((i) => changedFault(at(i), i)) };
  const id = String(cells[ID_AT]);
  const before = seen.get(id);
  if (before !== undefined)
    return {
      faults: [
        fault('row-twice', `The row stands there already, in row ${before}.`, at(ID_AT), 'Delete one of the two.'),
      ],
    };
  seen.set(id, read.row);
  const open = cells.slice(FIXED_HEADINGS.length, CODE_AT);
  const { work, faults } = readWork(open, (key) => at(FIXED_HEADINGS.length + WORKED_KEYS.indexOf(key)));
  return faults.length > 0 ? { faults } : { faults, row: { id, work, workBefore: checked.workBefore } };
}

const formulaFault = (place: ErrorPlace): Fault =>
  fault(
    'formula',
    'The cell holds a formula.',
    place,
    'Write the value itself: copy the cell, and paste it as a value.',
  );

const changedFault = (place: ErrorPlace, i: number): Fault =>
  i === ID_AT
    ? fault('id-changed', 'The id of the row was changed.', place, TAKE_AGAIN)
    : fault(
        'fixed-changed',
        'The cell was changed, and the column is not one to be filled in.',
        place,
        'Put the cell back as it was exported; write what is wrong in it into Catatan.',
      );

/** A number of 16 digits, however it is grouped. */
const IDENTITY_NUMBER = /(?<!\d)(?:\d[ .-]?){15}\d(?!\d)/;

function readWork(cells: readonly Cell[], place: (key: WorkedKey) => ErrorPlace): { work: Worked; faults: Fault[] } {
  const faults: Fault[] = [];
  const text = Object.fromEntries(
    WORKED_KEYS.map((key, i) => [key, String(cells[i]).trim() === '' ? '' : String(cells[i])]),
  ) as Record<WorkedKey, string>;
  for (const key of WORKED_KEYS)
    if (IDENTITY_NUMBER.test(text[key]))
      faults.push(
        fault(
          'number-in-note',
          'The cell holds a number of identity.',
          place(key),
          'Take it out: the row says who it is.',
        ),
      );
  const recommendation = RECOMMENDATIONS.find(
    (word) => word.toLowerCase() === text.recommendation.trim().toLowerCase(),
  );
  if (text.recommendation !== '' && recommendation === undefined)
    faults.push(
      fault(
        'recommendation-unknown',
        'The answer is none of those to choose from.',
        place('recommendation'),
        'Choose one of them, or leave it blank.',
        RECOMMENDATIONS.join(', '),
      ),
    );
  const visitedOn = readVisit(text.visitedOn);
  if (visitedOn === undefined)
    faults.push(
      fault(
        'date-unreadable',
        'That is no date.',
        place('visitedOn'),
        'Write it so.',
        '31-12-2025, 31 Des 2025 or 2025-12-31',
      ),
    );
  if (recommendation !== undefined && text.officer === '')
    faults.push(
      fault(
        'officer-missing',
        'There is a recommendation, and nobody who made it.',
        place('officer'),
        'Write who made it.',
      ),
    );
  if (recommendation !== undefined && recommendation !== 'Layak' && text.reason === '')
    faults.push(fault('reason-missing', `"${recommendation}" has no reason.`, place('reason'), 'Write why.'));
  return { work: { ...text, recommendation: recommendation ?? '', visitedOn: visitedOn ?? '' }, faults };
}

/** As people write it, day first, a month as a number or a word, or as 2025-12-31; '' for a blank, undefined for no date. */
function readVisit(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const { value, fault: isNone } = readDate(trimmed, 'dmy');
  return isNone === '' ? isoDate(value) : undefined;
}
