/** The sheet Daftar: one row a family or person of a programme, what is known of each, and room for what people find out. */
import { componentsOf, reasonsOf } from '../../assistance/evaluation/reasons.ts';
import { turningFinder } from '../../assistance/evaluation/turning.ts';
import { turningWords } from '../../assistance/evaluation/turning-words.ts';
import { NO, UNKNOWN, YES } from '../../assistance/evaluation/truth.ts';
import { IndicationFinder, type Indication } from '../../assistance/indications/find.ts';
import type { Finding } from '../../assistance/lists/against-recipients.ts';
import type { Standing } from '../../assistance/lists/make-list.ts';
import { OVERLAP_KEY, type Condition } from '../../assistance/programmes/shape.ts';
import { isoDate, NO_DATE } from '../../kernel/time.ts';
import { NO_AREA } from '../../population/columns.ts';
import type { ProgrammeReview } from '../../programme-review.ts';
import type { CodeLists } from '../../registers/codes.ts';
import type { Identity } from '../../store/identities.ts';
import type { Keys } from '../../store/keys.ts';
import { hexId, placeOfRow, type ReviewRow } from './review-rows.ts';
import { rowCode } from './row-code.ts';
import { SCORE_HEADINGS, scoreColumns } from './score-columns.ts';
import type { AnySheet, Cell, SheetColumn } from './sheet.ts';
import {
  NOTHING_WORKED,
  RECOMMENDATIONS,
  WORKED_HEADINGS,
  WORKED_KEYS,
  type Worked,
  type WorkedKey,
} from './worked.ts';

export const DAFTAR_SHEET = 'Daftar';
export const CODE_HEADING = 'Kode baris';
export const ID_HEADING = 'ID';

/** Headings of the columns that only the twin fills in; a workbook that comes back must have them in this order. */
export const FIXED_HEADINGS: readonly string[] = [
  'No',
  ID_HEADING,
  'ID Keluarga',
  'No KK',
  'NIK',
  'Nama',
  'Tgl Lahir',
  'JK',
  'SHDK',
  'Alamat',
  'RT',
  'RW',
  'Kelurahan',
  'Kecamatan',
  'Desil',
  'Versi DTSEN',
  ...SCORE_HEADINGS,
  'Program saat ini',
  'Komponen',
  'Perkiraan setahun (Rp)',
  'Posisi',
  'Urutan',
  'Menurut aturan',
  'Alasan menurut aturan',
  'Yang mengubah hasil',
  'Temuan penerima sekarang',
  'Status padan',
  'Letak baris penerima',
  'Indikasi (kode)',
  'Sumber indikasi',
];

/** All that a sheet about a programme is written from. */
export interface ListSource {
  /** The folder models/. */
  readonly modelsFolder: string;
  readonly review: ProgrammeReview;
  readonly rows: readonly ReviewRow[];
  /** By id of the person. */
  readonly identities: ReadonlyMap<string, Identity>;
  readonly codeLists: CodeLists;
  /** By id of the row: what people have written onto this list before. */
  readonly worked: ReadonlyMap<string, Worked>;
  readonly keys: Keys;
  /** Names the list: programme, snapshot and fingerprint. */
  readonly listName: string;
}

export const FINDING_WORDS: Readonly<Record<Finding, string>> = {
  fits: 'Tepat menurut data',
  'seems-wrongly-in': 'Indikasi salah masuk',
  'cannot-tell': 'Belum dapat dipastikan',
  'double-person': 'Ganda: orang yang sama',
  'double-family': 'Ganda: keluarga yang sama',
  'double-aid': 'Ganda: bantuan yang tidak boleh bersama',
  'double-number': 'Ganda: rekening atau kartu yang sama',
  dead: 'Meninggal menurut Dukcapil',
  moved: 'Pindah menurut Dukcapil',
  'not-found': 'Tidak aktif di Dukcapil',
  unmatched: 'Tidak padan',
};

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  'not-in-pool': 'Di luar usulan',
  proposed: 'Diusulkan',
  reserve: 'Cadangan',
  'other-aid': 'Menerima bantuan lain',
  placeless: 'Kelurahan belum diketahui',
};

const FITS_WORDS = { [NO]: 'Tidak memenuhi', [UNKNOWN]: 'Belum dapat dipastikan', [YES]: 'Memenuhi' } as const;

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

/** Unit to the conditions that do not hold, or that nobody can tell. */
export function reasonText({ found, columns }: Pick<ProgrammeReview, 'found' | 'columns'>): (unit: number) => string {
  const reasons = reasonsOf(found, columns);
  return (unit) => {
    const { failing, open } = reasons(unit);
    return [
      ...failing.map((condition) => reasonWords(condition, 'menerima ', 'tidak terpenuhi: ')),
      ...open.map((condition) => reasonWords(condition, 'belum diketahui apakah menerima ', 'belum diketahui: ')),
    ].join('; ');
  };
}

/** An overlap is named by what is not to be: said of who has it, the two no would stand beside each other. */
function reasonWords({ key, name }: Condition, ofOverlap: string, ofCondition: string): string {
  return key.startsWith(OVERLAP_KEY) ? `${ofOverlap}${key.slice(OVERLAP_KEY.length)}` : `${ofCondition}${name.id}`;
}

export const placeWords = ({ file, sheet, row }: ReturnType<typeof placeOfRow>): string =>
  `${file}${sheet > 0 ? ` lembar ${sheet + 1}` : ''} baris ${row}`;

/** Somebody of the city, as far as he is known: rows in PersonColumns and HouseholdColumns, or -1, and his id in the store. */
export type Named = Pick<ReviewRow, 'household' | 'resident' | 'personId'>;

/** Who is named, and where he lives. */
export function whoColumns(
  source: Pick<ListSource, 'identities' | 'codeLists'> & { readonly review: Pick<ProgrammeReview, 'city'> },
): SheetColumn<Named>[] {
  const { persons, households } = source.review.city.population;
  const { kelurahan, kecamatan, rw, rt } = source.review.city.geography.levels;
  const known = (row: Named): Identity | undefined => source.identities.get(row.personId);
  const label = (list: string, code: number): string => source.codeLists.get(list)?.byCode.get(code)?.labelId ?? '';
  const ofResident =
    (of: (resident: number) => Cell) =>
    (row: Named): Cell =>
      row.resident < 0 ? '' : of(row.resident);
  const areaOf =
    (column: Uint16Array, of: (area: number) => string) =>
    ({ household }: Named): string => {
      const area = household < 0 ? NO_AREA : column[household]!;
      return area === NO_AREA ? '' : of(area);
    };
  const numberOf = (code: string): string => /\d+$/.exec(code)?.[0] ?? '';
  return [
    {
      heading: 'ID Keluarga',
      width: 34,
      of: ({ household }) => (household < 0 ? '' : hexId(households.householdId, household)),
    },
    { heading: 'No KK', width: 19, isText: true, of: (row) => known(row)?.kkNumber ?? '' },
    { heading: 'NIK', width: 19, isText: true, of: (row) => known(row)?.nik ?? '' },
    { heading: 'Nama', width: 28, of: (row) => known(row)?.fullName ?? '' },
    {
      heading: 'Tgl Lahir',
      width: 12,
      of: ofResident((resident) => (persons.bornOn[resident] === NO_DATE ? '' : isoDate(persons.bornOn[resident]!))),
    },
    { heading: 'JK', width: 11, of: ofResident((resident) => label('sex', persons.sex[resident]!)) },
    { heading: 'SHDK', width: 15, of: ofResident((resident) => label('shdk', persons.shdk[resident]!)) },
    { heading: 'Alamat', width: 30, of: (row) => known(row)?.address ?? '' },
    { heading: 'RT', width: 6, of: areaOf(households.rt, (area) => numberOf(rt.codes[area]!)) },
    { heading: 'RW', width: 6, of: areaOf(households.rw, (area) => numberOf(rw.codes[area]!)) },
    { heading: 'Kelurahan', width: 18, of: areaOf(households.kelurahan, (area) => kelurahan.names[area]!) },
    {
      heading: 'Kecamatan',
      width: 14,
      of: areaOf(households.kelurahan, (area) => kecamatan.names[kelurahan.parent[area]!]!),
    },
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

function programmesOf({ city }: ProgrammeReview, household: number): string {
  if (household < 0) return '';
  const { programmes, households } = city.population;
  return programmes.filter((_, bit) => (households.receives[household]! & (1 << bit)) !== 0).join(', ');
}

/** What stands between the row and a clear answer; nothing for who fits, or is only told as a row of the list of now. */
export function turningText({ review, codeLists }: ListSource): (row: ReviewRow) => string {
  const { found, city } = review;
  const { table, programmes } = city;
  const find = turningFinder(found.rules, table, programmes.facts);
  return ({ unit, household }) => {
    if (unit < 0 || found.fits[unit] === YES) return '';
    const member =
      found.level === 'household'
        ? undefined
        : table.members.subarray(table.memberStart[household]!, table.memberStart[household + 1]!).indexOf(unit);
    const turnings = find(household, member, [YES]);
    return turningWords(turnings, programmes.facts, codeLists)
      .slice(0, MOST_TURNINGS)
      .map(({ text }) => text.id)
      .join('; ');
  };
}
const MOST_TURNINGS = 2;

function matchWords({ recipients }: ProgrammeReview, { listRow, resident, finding }: ReviewRow): string {
  if (listRow < 0) return 'PADAN';
  if (finding === 'dead') return 'MENINGGAL';
  if (finding === 'moved') return 'PINDAH';
  if (finding === 'not-found') return 'TIDAK DITEMUKAN';
  if (finding?.startsWith('double') === true) return 'GANDA';
  if (resident >= 0) return 'PADAN';
  return recipients!.rows.person[listRow]! < 0 ? 'PERLU PERBAIKAN' : 'TIDAK PADAN';
}

/** Row to its indications, worked out once for the columns that tell of them. */
export function indicationsOf({ review }: ListSource): (row: ReviewRow) => readonly Indication[] {
  const { criteria, found, columns, city } = review;
  const finder = new IndicationFinder(criteria, found, columns, city.programmes.facts);
  const { memberStart, members } = city.table;
  let last: { readonly row: ReviewRow; readonly indications: readonly Indication[] } | undefined;
  return (row) => {
    if (last?.row === row) return last.indications;
    const { household, resident } = row;
    const member =
      household < 0 ? -1 : members.subarray(memberStart[household]!, memberStart[household + 1]!).indexOf(resident);
    const indications = household < 0 ? [] : finder.of(household, member);
    last = { row, indications };
    return indications;
  };
}

const codesOf = (indications: readonly Indication[]): string =>
  [...new Set(indications.map(({ criterion }) => criterion))].join('; ');

const sourcesOf = (indications: readonly Indication[]): string => [...new Set(indications.map(sourceWords))].join('; ');

export const sourceWords = ({ register, day }: Indication): string =>
  register === undefined ? 'aturan program' : `${register}${day === undefined ? '' : ` ${isoDate(day)}`}`;
