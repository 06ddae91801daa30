/** Reports about a programme beside its list: what changed, doubles, rows that lead to nobody, indications, places. */
import {
  DOUBLE_CONFIDENCE,
  FAULTY_DOUBLES,
  type Double,
  type DoubleKind,
} from '../../assistance/recipients/doubles.ts';
import type { Indication } from '../../assistance/indications/find.ts';
import type { Confidence } from '../../assistance/indications/criteria.ts';
import { differenceOf, type ChangeReason, type FrozenContent } from '../../assistance/lists/frozen-list.ts';
import { whereaboutsOf } from '../../assistance/lists/whereabouts.ts';
import type { Finding } from '../../assistance/lists/against-recipients.ts';
import { isoDate } from '../../kernel/time.ts';
import type { Identity } from '../../store/identities.ts';
import type { ListSource } from './list-source.ts';
import { hexId, placeOfRow, type ReviewRow } from './review-rows.ts';
import { FINDING_WORDS, indicationsOf, placeWords, reasonText, turningText } from './row-words.ts';
import { anySheet, type AnySheet, type SheetColumn } from './sheet.ts';
import { whoColumns } from './who-columns.ts';

const CONFIDENCE_WORDS: Readonly<Record<Confidence, string>> = { low: 'rendah', medium: 'sedang', high: 'tinggi' };

const CHANGE_WORDS: Readonly<Record<ChangeReason | 'stayed', string>> = {
  'was-not-in-pool': 'sebelumnya di luar usulan',
  'was-in-reserve': 'sebelumnya cadangan',
  'had-other-aid': 'sebelumnya menerima bantuan lain',
  'now-in-reserve': 'kini cadangan',
  'now-other-aid': 'kini menerima bantuan lain',
  'was-placeless': 'sebelumnya kelurahan belum diketahui',
  'was-without-quota': 'sebelumnya belum ada kuota',
  'now-not-in-pool': 'kini di luar usulan',
  'now-placeless': 'kini kelurahan belum diketahui',
  'now-without-quota': 'kini belum ada kuota',
  died: 'meninggal',
  'moved-away': 'pindah dari kota ini',
  'no-longer-recorded': 'tidak lagi tercatat di kota ini',
  stayed: '',
};

interface ChangedRow {
  readonly id: string;
  /** Undefined for who does not live here any more. */
  readonly row: ReviewRow | undefined;
  readonly change: 'Masuk' | 'Keluar' | 'Tetap';
  readonly reason: ChangeReason | 'stayed';
}

/** Daftar Perubahan: who comes in, who leaves, who stays. */
export function changesSheet(source: ListSource, previous: FrozenContent): AnySheet {
  const { content } = source.review;
  const rowOf = new Map(source.rows.map((row) => [row.id, row]));
  const reasons = reasonText(source.review);
  const { entered, left } = differenceOf(
    previous,
    content,
    whereaboutsOf(source.review.ids, source.review.city.recipients),
  );
  const isNew = new Set(entered.map(({ id }) => id));
  const placeIn = ({ rows: of }: FrozenContent): ReadonlyMap<string, number> =>
    new Map(of.map(({ id, position }) => [id, position]));
  const [placeBefore, placeNow] = [placeIn(previous), placeIn(content)];
  const stayed = content.rows.filter(({ id, standing }) => standing === 'proposed' && !isNew.has(id));
  const rows: ChangedRow[] = [
    ...entered.map(({ id, reason }) => ({ id, row: rowOf.get(id), change: 'Masuk', reason }) as const),
    ...left.map(({ id, reason }) => ({ id, row: rowOf.get(id), change: 'Keluar', reason }) as const),
    ...stayed.map(({ id }) => ({ id, row: rowOf.get(id), change: 'Tetap', reason: 'stayed' }) as const),
  ];
  return anySheet<ChangedRow>({
    name: 'Daftar Perubahan',
    columns: [
      { heading: 'No', width: 6, of: (_, i) => i + 1 },
      { heading: 'Perubahan', width: 10, of: ({ change }) => change },
      {
        heading: 'Alasan',
        width: 30,
        of: ({ reason }) => CHANGE_WORDS[reason],
      },
      // The reserve is counted on behind the places: 85 of 84 is the first that waits.
      { heading: 'Urutan sebelumnya', width: 10, of: ({ id }) => placeBefore.get(id) || '' },
      { heading: 'Urutan kini', width: 10, of: ({ id }) => placeNow.get(id) || '' },
      { heading: 'Menurut aturan kini', width: 34, of: ({ row }) => (row === undefined ? '' : reasons(row.unit)) },
      { heading: 'ID', width: 34, of: ({ id }) => id },
      ...whoColumns(source).map((column): SheetColumn<ChangedRow> => ({
        ...column,
        of: ({ row }, i) => (row === undefined ? '' : column.of(row, i)),
      })),
    ],
    rows,
    fixedColumns: 3,
  });
}

const DOUBLE_WORDS: Readonly<Record<DoubleKind, string>> = {
  'same-person': 'Orang yang sama dua kali dalam daftar',
  'same-family': 'Keluarga yang sama dua kali dalam daftar',
  'other-aid': 'Keluarga juga di daftar yang tidak boleh bersama',
  'same-account': 'Nomor rekening yang sama',
  'same-card': 'Nomor kartu yang sama',
  'same-house': 'Rumah yang sama, keluarga lain',
  'other-list': 'Keluarga juga di daftar lain (tidak dilarang aturan)',
};

/** Daftar Ganda: each row beside the other. */
export function doublesSheet(source: ListSource): AnySheet {
  const { city, recipients } = source.review;
  const lists = city.recipients;
  const who = (list: number, row: number): Identity | undefined => {
    const rows = lists[list]!;
    return rows.person[row]! < 0 ? undefined : source.identities.get(hexId(rows.personId, row));
  };
  const own = lists.indexOf(recipients?.rows ?? lists[0]!);
  const side = (label: string, at: (double: Double) => readonly [list: number, row: number]): SheetColumn<Double>[] => [
    {
      heading: `${label}: daftar`,
      width: 12,
      of: (double) => lists[at(double)[0]]!.programme,
    },
    {
      heading: `${label}: letak`,
      width: 26,
      of: (double) => placeWords(placeOfRow(lists[at(double)[0]]!, at(double)[1])),
    },
    { heading: `${label}: NIK`, width: 19, isText: true, of: (double) => who(...at(double))?.nik ?? '' },
    { heading: `${label}: No KK`, width: 19, isText: true, of: (double) => who(...at(double))?.kkNumber ?? '' },
    { heading: `${label}: Nama`, width: 28, of: (double) => who(...at(double))?.fullName ?? '' },
    { heading: `${label}: Alamat`, width: 28, of: (double) => who(...at(double))?.address ?? '' },
  ];
  return anySheet<Double>({
    name: 'Daftar Ganda',
    columns: [
      { heading: 'No', width: 6, of: (_, i) => i + 1 },
      { heading: 'Jenis', width: 40, of: ({ kind }) => DOUBLE_WORDS[kind] },
      { heading: 'Menyalahi aturan', width: 10, of: ({ kind }) => (FAULTY_DOUBLES.has(kind) ? 'ya' : 'tidak') },
      { heading: 'Keyakinan', width: 11, of: ({ kind }) => CONFIDENCE_WORDS[DOUBLE_CONFIDENCE[kind]] },
      ...side('Baris', ({ row }) => [own, row]),
      ...side('Baris lain', ({ otherList, otherRow }) => [otherList, otherRow]),
    ],
    rows: recipients?.doubles ?? [],
    fixedColumns: 2,
  });
}

/** Persons whom the doubles name on other lists: their identities are needed as well. */
export function otherPersons({ review }: Pick<ListSource, 'review'>): string[] {
  return (review.recipients?.doubles ?? []).flatMap(({ otherList, otherRow }) => {
    const rows = review.city.recipients[otherList]!;
    return rows.person[otherRow]! < 0 ? [] : [hexId(rows.personId, otherRow)];
  });
}

const UNMATCHED: ReadonlySet<Finding> = new Set(['unmatched', 'not-found', 'dead', 'moved']);

/** Daftar Tidak Padan, for Dispendukcapil: rows that lead to nobody who lives here. */
export function unmatchedSheet(source: ListSource): AnySheet {
  const rows = source.rows.filter(({ finding }) => finding !== undefined && UNMATCHED.has(finding));
  const { recipients } = source.review;
  return anySheet<ReviewRow>({
    name: 'Daftar Tidak Padan',
    columns: [
      { heading: 'No', width: 6, of: (_, i) => i + 1 },
      { heading: 'Temuan', width: 26, of: ({ finding }) => FINDING_WORDS[finding!] },
      { heading: 'Letak baris', width: 28, of: ({ listRow }) => placeWords(placeOfRow(recipients!.rows, listRow)) },
      {
        heading: 'Keterangan',
        width: 40,
        of: ({ listRow, personId, finding }) => {
          if (recipients!.rows.person[listRow]! < 0) return 'Penautan menunggu putusan petugas (twin review city)';
          return finding === 'unmatched' && personId !== '' ? 'Tidak ditemukan di Dukcapil kota ini' : '';
        },
      },
      { heading: ID_HEADING_TEXT, width: 34, of: ({ id }) => id },
      ...whoColumns(source),
    ],
    rows,
    fixedColumns: 2,
  });
}
const ID_HEADING_TEXT = 'ID';

const sourceName = (register: string | undefined, source: Indication['source']): string =>
  register === undefined ? 'aturan program' : source === undefined ? register : `${register} (${source.id})`;

interface IndicatedRow {
  readonly row: ReviewRow;
  readonly indication: Indication;
}

/** Daftar Indikasi, for who goes to see: one row an indication, with its source, day and how far to trust it. */
export function indicationsSheet(source: ListSource): AnySheet {
  const of = indicationsOf(source);
  const turning = turningText(source);
  const numbers = new Map(source.review.criteria.criteria.map(({ key, number }) => [key, number]));
  const rows = source.rows.flatMap((row) => of(row).map((indication): IndicatedRow => ({ row, indication })));
  return anySheet<IndicatedRow>({
    name: 'Daftar Indikasi',
    columns: [
      { heading: 'No', width: 6, of: (_, i) => i + 1 },
      { heading: 'Kriteria', width: 9, of: ({ indication }) => numbers.get(indication.criterion) ?? 'lain' },
      { heading: 'Indikasi', width: 34, of: ({ indication }) => indication.name.id },
      {
        heading: 'Tentang',
        width: 14,
        of: ({ indication: { member } }) => (member === undefined ? 'keluarga' : `anggota ke-${member + 1}`),
      },
      { heading: 'Sumber', width: 16, of: ({ indication: { register, source } }) => sourceName(register, source) },
      {
        heading: 'Tanggal',
        width: 12,
        of: ({ indication: { day } }) => (day === undefined ? '' : isoDate(day)),
      },
      { heading: 'Keyakinan', width: 11, of: ({ indication }) => CONFIDENCE_WORDS[indication.confidence] },
      { heading: 'Mengapa', width: 40, of: ({ indication }) => indication.why.id },
      { heading: 'Acuan', width: 14, of: ({ indication }) => indication.reference.join(', ') },
      { heading: 'Yang mengubah hasil', width: 40, of: ({ row }) => turning(row) },
      { heading: ID_HEADING_TEXT, width: 34, of: ({ row }) => row.id },
      ...whoColumns(source).map((column): SheetColumn<IndicatedRow> => ({
        ...column,
        of: ({ row }, i) => column.of(row, i),
      })),
    ],
    rows,
    fixedColumns: 3,
  });
}
