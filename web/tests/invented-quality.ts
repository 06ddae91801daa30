/** An invented report on data quality: large and small registers, none of whose rows is lost. */
import type { QualityReport, ReasonCount, RegisterQuality } from '#engine';

const reason = (
  code: string,
  severity: ReasonCount['severity'],
  column: string,
  count: number,
  id: string,
  en: string,
): ReasonCount => ({
  code,
  severity,
  column,
  count,
  text: { id, en },
  todo: {
    id: 'Periksa kolom ini di berkas asal, perbaiki, lalu kirim ulang berkasnya.',
    en: 'Check this column in the original file, mend it and send the file again.',
  },
});

const REASONS: readonly ReasonCount[] = [
  reason(
    'nik-fifteen-digits',
    'finding',
    'NIK',
    1874,
    'NIK hanya 15 angka; satu angka hilang, biasanya karena Excel.',
    'The NIK has 15 digits only; one was lost, usually in Excel.',
  ),
  reason(
    'between-thresholds',
    'doubt',
    '',
    912,
    'Mirip seseorang, tetapi buktinya belum cukup.',
    'Like somebody, but not proof enough.',
  ),
  reason(
    'nik-owner-disagrees',
    'doubt',
    'NIK',
    406,
    'NIK-nya milik orang yang nama dan tanggal lahirnya berbeda.',
    'The NIK belongs to somebody with another name and birth date.',
  ),
  reason('born-blank', 'refused', 'TGL_LHR', 233, 'Tanggal lahir kosong.', 'The birth date is blank.'),
  reason('name-blank', 'refused', 'NAMA_LGKP', 121, 'Nama kosong.', 'The name is blank.'),
  reason(
    'born-impossible',
    'refused',
    'TGL_LHR',
    38,
    'Tanggal lahir tidak ada di kalender, misalnya 31 Februari.',
    'The birth date is not in the calendar, such as 31 February.',
  ),
  reason('kk-blank', 'finding', 'NO_KK', 17, 'Nomor KK kosong.', 'The family card number is blank.'),
];

function register(
  registerId: string,
  id: string,
  en: string,
  received: number,
  role: string,
  reasons = REASONS,
): RegisterQuality {
  const isAnchor = role === 'population';
  const refused = Math.round(received * 0.0031);
  const inReview = isAnchor ? 0 : Math.round(received * 0.021);
  const linked = received - refused - inReview;
  const byEvidence = isAnchor ? 0 : Math.round(linked * 0.071);
  const alone = isAnchor ? 0 : Math.round(linked * 0.023);
  return {
    registerId,
    name: { id, en },
    role,
    files: [
      {
        name: `${registerId}_2025.csv`,
        sha256: '7d865e959b2466918c9863afca942d0fb89d7c9ac0c99bafc3749504ded97730',
        bytes: received * 143,
        dialect: {
          id: 'Ekspor (CSV, ";", Windows-1252, koma desimal)',
          en: 'Export (CSV, ";", Windows-1252, decimal comma)',
        },
        rowsReceived: received,
      },
    ],
    received,
    linked,
    inReview,
    refused,
    linkedAsAnchor: isAnchor ? linked : 0,
    linkedByDecision: 0,
    linkedByNumber: isAnchor ? 0 : linked - byEvidence - alone,
    linkedByEvidence: byEvidence,
    knownHereOnly: alone,
    matchedShare: isAnchor ? 1 : (linked - alone) / received,
    withFindings: Math.round(received * 0.04),
    judged: isAnchor
      ? null
      : { precision: { value: 0.998, low: 0.992, high: 1 }, recall: { value: 0.985, low: 0.951, high: 0.996 } },
    reasons,
  };
}

export const inventedQuality: QualityReport = {
  registers: [
    register('dukcapil', 'Penduduk Dukcapil (SIAK)', 'Civil registry, residents (SIAK)', 204_512, 'population'),
    register('dtsen-members', 'DTSEN: anggota keluarga', 'DTSEN: family members', 187_340, 'members'),
    register('pkh', 'Penerima PKH', 'Recipients of PKH', 3152, 'recipients'),
    register('sembako', 'Penerima sembako (BPNT)', 'Recipients of sembako (BPNT)', 8020, 'recipients'),
    register('bltd', 'Penerima BLT Daerah', 'Recipients of BLTD', 1787, 'recipients'),
    register('dukcapil-deaths', 'Kematian (Dukcapil)', 'Deaths (civil registry)', 1488, 'deaths', []),
  ],
  overlap: {
    programmes: ['pkh', 'sembako', 'bltd'],
    families: 14_310,
    familiesInSeveral: 2605,
    share: 0.182,
    pairs: [
      { first: 'pkh', second: 'sembako', families: 2291 },
      { first: 'sembako', second: 'bltd', families: 306 },
      { first: 'pkh', second: 'bltd', families: null },
    ],
  },
  population: {
    residents: 201_733,
    households: 65_101,
    personsOutsideRegister: 4213,
    deadStillListed: 641,
    movedStillListed: null,
  },
};
