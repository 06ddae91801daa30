/** The sheet Daftar: one row a family or person of a programme, what is known of each, and room for what people find out. */
import { componentsOf } from '../../assistance/evaluation/reasons.ts';
import { NO, YES } from '../../assistance/evaluation/truth.ts';
import { familyReceivesFact } from '../../assistance/facts/catalogue.ts';
import type { ProgrammeReview } from '../../programme-review.ts';
import { CODE_HEADING, DAFTAR_SHEET, ID_HEADING, type ListSource } from './list-source.ts';
import { placeOfRow, type ReviewRow } from './review-rows.ts';
import { rowCode } from './row-code.ts';
import {
  codesOf,
  FINDING_WORDS,
  FITS_WORDS,
  indicationsOf,
  matchWords,
  placeWords,
  reasonText,
  sourcesOf,
  STANDING_WORDS,
  turningText,
} from './row-words.ts';
import { scoreColumns } from './score-columns.ts';
import type { AnySheet, Cell, SheetColumn } from './sheet.ts';
import { dayWords, whoColumns } from './who-columns.ts';
import { NOTHING_WORKED, RECOMMENDATIONS, WORKED_HEADINGS, WORKED_KEYS, type WorkedKey } from './worked.ts';

/** Columns that nobody but the twin fills in. */
export function fixedColumns(source: ListSource): SheetColumn<ReviewRow>[] {
  const { review, modelsFolder } = source;
  const { found, columns, city, recipients } = review;
  const reasons = reasonText(review);
  const components = componentsOf(found, columns);
  const indications = indicationsOf(source);
  const possible = found.possibleRupiahPerYear();
  /** What is due for sure, or would be if all that is unknown turned out so; nothing for who does not fit. */
  const rupiahOf = (unit: number): Cell => {
    if (found.fits[unit] === NO) return '';
    return (found.fits[unit] === YES ? found.rupiahPerYear : possible)[unit]!;
  };
  const { desilVersion, households } = city.population;
  const desil = city.table.columns.get('desil')!;
  const day = dayWords();
  /** As DTSEN tells it of each family; of one whose row has none, the day of the register. */
  const desilDay = (household: number): string =>
    day(desil.days?.[household] ?? desil.origins[desil.origin[household]!]!.day);
  const inUnit =
    (of: (unit: number) => Cell) =>
    (row: ReviewRow): Cell =>
      row.unit < 0 ? '' : of(row.unit);
  return [
    { heading: 'No', width: 6, of: (_, i) => i + 1 },
    { heading: ID_HEADING, width: 34, of: (row) => row.id },
    ...whoColumns(source),
    { heading: 'Desil', width: 7, of: ({ household }) => (household < 0 ? '' : households.desil[household]! || '') },
    {
      heading: 'Versi DTSEN',
      width: 10,
      of: ({ household }) => (household >= 0 && households.desil[household]! > 0 ? desilVersion : ''),
    },
    {
      heading: 'Tgl ambil desil',
      width: 12,
      of: ({ household }) => (household >= 0 && households.desil[household]! > 0 ? desilDay(household) : ''),
    },
    ...scoreColumns(review, modelsFolder),
    { heading: 'Program saat ini', width: 18, of: ({ household }) => programmesOf(review, household) },
    {
      heading: 'Komponen',
      width: 24,
      of: inUnit((unit) =>
        components(unit)
          .map(({ name, count }) => (count > 1 ? `${name.id} (${count})` : name.id))
          .join('; '),
      ),
    },
    { heading: 'Perkiraan setahun (Rp)', width: 14, of: inUnit(rupiahOf) },
    { heading: 'Posisi', width: 14, of: ({ standing }) => STANDING_WORDS[standing] },
    { heading: 'Urutan', width: 7, of: ({ position }) => position || '' },
    {
      heading: 'Menurut aturan',
      width: 16,
      of: inUnit((unit) => FITS_WORDS[found.fits[unit] as keyof typeof FITS_WORDS]),
    },
    {
      heading: 'Alasan menurut aturan',
      width: 34,
      of: inUnit(reasons),
    },
    { heading: 'Yang mengubah hasil', width: 40, of: turningText(source) },
    {
      heading: 'Temuan penerima sekarang',
      width: 22,
      of: ({ finding }) => (finding === undefined ? '' : FINDING_WORDS[finding]),
    },
    { heading: 'Status padan', width: 14, of: (row) => matchWords(review, row) },
    {
      heading: 'Letak baris penerima',
      width: 24,
      of: ({ listRow }) => (listRow < 0 ? '' : placeWords(placeOfRow(recipients!.rows, listRow))),
    },
    { heading: 'Indikasi (kode)', width: 24, of: (row) => codesOf(indications(row)) },
    { heading: 'Sumber indikasi', width: 34, of: (row) => sourcesOf(indications(row)) },
  ];
}

/** Columns that people fill in, with what was written before. */
function openColumns({ worked }: ListSource): SheetColumn<ReviewRow>[] {
  const widths: Record<WorkedKey, number> = {
    meeting: 20,
    visit: 24,
    visitedOn: 13,
    officer: 18,
    recommendation: 14,
    reason: 28,
    note: 28,
  };
  return WORKED_KEYS.map((key) => ({
    heading: WORKED_HEADINGS[key],
    width: widths[key],
    isOpen: true,
    ...(key === 'recommendation' ? { choices: RECOMMENDATIONS } : {}),
    of: ({ id }) => worked.get(id)?.[key] ?? '',
  }));
}

/** Fixed columns, open ones, and the code of the row, which is worked out from the cells before it. */
export function daftarSheet(source: ListSource): AnySheet {
  const [fixed, open] = [fixedColumns(source), openColumns(source)];
  const { keys, listName, worked, rows } = source;
  return {
    name: DAFTAR_SHEET,
    columns: [...fixed, ...open, { heading: CODE_HEADING, width: 12 }],
    rowCount: rows.length,
    fixedColumns: FIXED_IN_SIGHT,
    cells: (i) => {
      const row = rows[i]!;
      const cells = fixed.map((column) => asCell(column.of(row, i)));
      const code = rowCode(keys, listName, cells, worked.get(row.id) ?? NOTHING_WORKED);
      return [...cells, ...open.map((column) => column.of(row, i)), code];
    },
  };
}
/** No and ID. */
const FIXED_IN_SIGHT = 2;

/** As it comes back: what is not known is blank. */
const asCell = (cell: Cell): Cell => (typeof cell === 'number' && Number.isNaN(cell) ? '' : cell);

/** Programmes of the family; those of which nobody can say it, for a row of its card leads to nobody who lives here, are said to be so. */
function programmesOf({ city }: ProgrammeReview, household: number): string {
  if (household < 0) return '';
  const { programmes, households } = city.population;
  const isUnclear = (id: string): boolean =>
    Number.isNaN(city.table.columns.get(familyReceivesFact(id))?.values[household] ?? 0);
  return programmes
    .flatMap((id, bit) =>
      (households.receives[household]! & (1 << bit)) !== 0 ? [id] : isUnclear(id) ? [`${id} (belum pasti)`] : [],
    )
    .join(', ');
}
