/** What a list was made from, for whom, and how it is worked on; what its return is known by. */
import { criteriaFor, isWithoutList, needsOf } from '../../assistance/indications/find.ts';
import type { FrozenContent } from '../../assistance/lists/frozen-list.ts';
import type { Edition } from '../../assistance/programmes/shape.ts';
import { sha256 } from '../../kernel/checksum.ts';
import type { ProgrammeReview } from '../../programme-review.ts';
import type { ListWorked } from './work-file.ts';

export const METADATA_LABELS = {
  programme: 'Program',
  snapshot: 'Snapshot',
  list: 'Daftar',
  rows: 'Jumlah baris',
  by: 'Dibuat oleh',
  at: 'Waktu dibuat',
} as const;

export interface Stamp {
  readonly by: string;
  readonly at: Date;
}

/** Names a list: programme, snapshot, rules, and a fingerprint of who stands where on it. */
export function listNameOf({ content, city }: Pick<ProgrammeReview, 'content' | 'city'>): string {
  const print = sha256(JSON.stringify(content)).slice(0, 16);
  return `${content.programme} ${city.snapshotId} ${print}`;
}

/** 29 Nov 2026 06.21 WIB */
export const timeWords = (at: Date): string =>
  `${at.toLocaleString('id-ID', {
    timeZone: 'Asia/Jakarta',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })} WIB`;

export const watermarkOf = ({ by, at }: Stamp, { city }: Pick<ProgrammeReview, 'city'>): string =>
  `${by} · ${timeWords(at)} · snapshot ${city.snapshotId} · data pribadi, untuk pekerjaan dinas`;

/** Criteria that nobody has looked at, for want of a list: an empty column says nothing of them. */
const withoutList = ({ criteria, found, city }: ProgrammeReview): [string, string][] =>
  criteriaFor(criteria, found)
    .filter((criterion) => isWithoutList(criterion, city.table))
    .map((criterion) => [
      'Belum ada daftar',
      `${criterion.name.id} (perlu: ${needsOf(criterion, city.programmes.facts).id})`,
    ]);

/** How what is due in a year is paid, where a source tells. */
const paymentLine = ({ payment }: Edition): [string, string][] =>
  payment === undefined
    ? []
    : [
        [
          'Penyaluran',
          `${payment.name.id} (${payment.reference.join(', ')}): sekali salur 1/${payment.perYear} dari perkiraan setahun`,
        ],
      ];

export function metadataLines(
  review: ProgrammeReview,
  report: string,
  rows: number,
  stamp: Stamp,
  seed: number,
  otherLists: readonly ListWorked[],
  previous?: FrozenContent,
): [string, string][] {
  const { city, found, content } = review;
  const { programme, version } = found.rules;
  const { snapshot, snapshotId, population } = city;
  return [
    ...(snapshot.isSample
      ? ([['Perhatian', 'DATA CONTOH: penduduk rekaan, bukan penduduk sebenarnya']] as [string, string][])
      : []),
    [METADATA_LABELS.programme, content.programme],
    ['Nama program', programme.name.id],
    ['Laporan', report],
    [METADATA_LABELS.snapshot, snapshotId],
    ['Tanggal acuan', content.referenceDate],
    ['Aturan', version],
    ['Dasar aturan', programme.reference.join(', ')],
    ...paymentLine(programme),
    ['Versi DTSEN', population.desilVersion === '' ? 'tidak ada' : population.desilVersion],
    ['Undian (seed)', String(seed)],
    ...(previous === undefined
      ? []
      : ([
          [
            'Daftar sebelumnya',
            `aturan ${previous.version}, tanggal acuan ${previous.referenceDate}, snapshot ${previous.snapshotId}, undian ${previous.seed}`,
          ],
        ] as [string, string][])),
    [METADATA_LABELS.list, listNameOf(review)],
    [METADATA_LABELS.rows, String(rows)],
    [METADATA_LABELS.by, stamp.by],
    [METADATA_LABELS.at, timeWords(stamp.at)],
    ['Tanda air', watermarkOf(stamp, review)],
    ['Saringan', 'tidak ada: seluruh kelurahan'],
    ['Sifat', 'Usulan dan indikasi untuk diperiksa petugas; bukan putusan tentang siapa pun'],
    [
      'Cara mengerjakan',
      'Isi hanya kolom Hasil muskel sampai Catatan. Baris boleh diurutkan dan disaring; jangan menambah baris, memindah kolom, atau menulis rumus. Kembalikan dengan: twin assist import',
    ],
    ...otherLists.map(({ list, rows: worked, lastAt }): [string, string] => [
      'Dikerjakan pada daftar lain',
      `${worked} baris pada ${list}, terakhir ${timeWords(new Date(lastAt))}; tidak dibawa ke daftar ini`,
    ]),
    ...withoutList(review),
    ...programme.contested.map(({ id }): [string, string] => ['Masih diperdebatkan', id]),
    ...snapshot.inputs.map(({ name, sha256: sum }): [string, string] => [`Berkas ${name}`, `SHA-256 ${sum}`]),
  ];
}
