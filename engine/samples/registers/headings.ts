/**
 * Headings of the sample register files, word for word, in the order of their columns.
 *
 * SIAK export, Regsosek 2022-K, BDT and the Dukcapil web service are real templates (as printed in OpenSID and in the
 * Kemensos DTKS app). Where no template was found (deaths, moves, PKH, BLTD, Disnaker) the headings are put together
 * from the words of those systems; sembako follows the columns that the BPNT guideline asks a kelurahan to record;
 * Dapodik follows its "Daftar Peserta Didik", with the grouped headings of the parents flattened.
 */

/** In the order in which they are written. */
export const SAMPLE_REGISTERS = [
  'dukcapil',
  'dukcapil-deaths',
  'dukcapil-moves',
  'dtsen-families',
  'dtsen-members',
  'pkh',
  'sembako',
  'pbi-jk',
  'bltd',
  'disnaker',
  'dapodik',
] as const;
export type SampleRegister = (typeof SAMPLE_REGISTERS)[number];

export const FILE_OF_REGISTER: Readonly<Record<SampleRegister, string>> = {
  dukcapil: 'dukcapil-penduduk.csv',
  'dukcapil-deaths': 'dukcapil-kematian.xlsx',
  'dukcapil-moves': 'dukcapil-pindah.csv',
  'dtsen-families': 'dtsen-keluarga.csv',
  'dtsen-members': 'dtsen-anggota.csv',
  pkh: 'pkh.xlsx',
  sembako: 'sembako.csv',
  'pbi-jk': 'pbi-jk.csv',
  bltd: 'bltd.xlsx',
  disnaker: 'disnaker-pencari-kerja.csv',
  dapodik: 'dapodik-peserta-didik.xlsx',
};

const list = (text: string): readonly string[] => text.split('|').map((heading) => heading.trim());

/** SIAK export, all 37 columns. */
const SIAK = list(
  'Nomor KK|NIK|Nama Penduduk|Status|Tempat Lahir|Tanggal Lahir|Kelamin|NIK Ayah|Ayah|NIK Ibu|Ibu|Status Kawin|SHDK|Agama|' +
    'Kecamatan|Desa/Kel|Alamat|RW|RT|Pendidikan|Pekerjaan|Deskripsi Pekerjaan|Gol. Darah|Cacat|Cetak KTP|Ganti KTP|' +
    'KTP Berakhir|Nomor Paspor|Nomor Akta Lahir|Nomor Akta Kawin|Tanggal Kwn|Nomor Akta Cerai|Tgl Cerai|' +
    'Petugas Registrasi|Tgl Ubah|Petugas Entri|Tgl Entri',
);

const DEATHS = list(
  'No|Nomor KK|NIK|Nama Lengkap|Kelamin|Tempat Lahir|Tanggal Lahir|Ayah|Ibu|Alamat|RW|RT|Desa/Kel|Kecamatan|' +
    'Tanggal Kematian|Tempat Kematian|Sebab Kematian|Nomor Akta Kematian|Tanggal Lapor|Petugas Registrasi',
);

const MOVES = list(
  'No|Nomor KK|NIK|Nama Lengkap|Kelamin|Tempat Lahir|Tanggal Lahir|SHDK|Alamat Asal|RW|RT|Desa/Kel Asal|Kecamatan Asal|' +
    'Jenis Kepindahan|Alasan Pindah|Kab/Kota Tujuan|Provinsi Tujuan|Nomor Surat Pindah|Tanggal Pindah|Petugas Registrasi',
);

/** What no template has: place, decile and its date. `percentile` is a heading of BDT. */
const DTSEN_RANKING = list('desil|percentile|versi_dtsen|tanggal_ambil');

/** Regsosek sheets 1, 3 and 5, whole, joined by family; before them the place and the head, which the template lacks. */
const DTSEN_FAMILIES = [
  ...list(
    'id_keluarga|kode_kelurahan|nama_kelurahan|alamat|rt|rw|nama_kepala_keluarga|nik_kepala_keluarga|jumlah_anggota',
  ),
  ...list('no urut bangunan tempat tinggal|no urut keluarga|no kartu keluarga|kode sls/ non sls|kode sub sls'),
  ...list('nama sls/non sls|status keluarga|id landmark wilkerstat|kode kartu kerluarga|Catatan'),
  ...list('301a|301b|302|303|304|305|306a|306b|307a|307b1|307b2|307b3|308|309a|309b|310'),
  ...['501a', '501b', '501c', '501d', '501e', '501f', '501g'].flatMap((q) => [q, `${q} Bulan`, `${q} Tahun`]),
  ...list('502a|502b|502c|502d|502e|502f|502g|502h|502i|502j|502k|502l|502m|502n|503a|503b|504a|504b|504c|504d|504e'),
  ...list('505|506'),
  ...DTSEN_RANKING,
];

/** Regsosek sheet 4, with 401, 402 Nama and 403 NIK three times, as the template has them. */
const DTSEN_MEMBERS = [
  ...list(
    'no kartu keluarga|401|402 Nama|403 NIK|404|405|406|407|408|409|410|411|412|413|414|415|416a|416b|417|417 Tulis',
  ),
  ...list('418|419|401|402 Nama|403 NIK|420a|420b|421|421 Tulis|422|423|424|425|426|427'),
  ...list('428a|428b|428c|428d|428e|428f|428g|428h|428i|428j|429|430|401|402 Nama|403 NIK'),
  ...list('431a|431b|431c|431d|431e|431f'),
  ...DTSEN_RANKING,
];

const PKH = list(
  'NO|NO PESERTA PKH|NO KK|NIK PENGURUS|NAMA PENGURUS|TEMPAT LAHIR|TANGGAL LAHIR|NAMA GADIS IBU KANDUNG|ALAMAT|RT|RW|' +
    'KELURAHAN|KECAMATAN|KOMPONEN|NO KKS|TAHAP|NOMINAL|STATUS',
);

const SEMBAKO = list(
  'No. KKS|No. Rekening|Status Kepesertaan BPNT|Nama Pengurus|ID Keluarga DTKS|ID Pengurus|No. KK|NIK Pengurus|' +
    'Tempat Lahir|Tanggal Lahir|Nama Gadis Ibu Kandung|No. Peserta PKH|Status PKH|Nama Kepala Keluarga|Alamat|RT/RW|' +
    'Kelurahan|Kecamatan|Kode Wilayah',
);

/** Names of the Dukcapil NIK web service, and the card number of BPJS. */
const PBI_JK = list(
  'PSNOKA|NIK|NO_KK|NAMA_LGKP|TMPT_LHR|TGL_LHR|JENIS_KLMIN|STAT_HBKEL|ALAMAT|NO_RT|NO_RW|KEL_NAME|KEC_NAME|SEGMEN|STATUS|TMT',
);

/** "Peserta" of the OpenSID social-assistance import, and what Dinsos adds. */
const BLTD = list(
  'No.|No. Peserta|NIK|Nama|No. KK|Tempat Lahir|Tanggal Lahir|Alamat|RT|RW|Kelurahan|Kecamatan|No. Rekening|Triwulan|' +
    'Nominal|Keterangan',
);

const DISNAKER = list(
  'No. Pendaftaran|Tanggal Daftar|NIK|Nama Lengkap|Tempat Lahir|Tanggal Lahir|Jenis Kelamin|Agama|Status Perkawinan|' +
    'Alamat|Kelurahan|Kecamatan|Pendidikan Terakhir|Tahun Lulus|Jabatan yang Diinginkan|Pengalaman Kerja (Tahun)|Status',
);

const DAPODIK = list(
  'No|Nama|NIPD|JK|NISN|Tempat Lahir|Tanggal Lahir|NIK|Agama|Alamat|RT|RW|Dusun|Kelurahan|Kecamatan|Kode Pos|' +
    'Jenis Tinggal|Alat Transportasi|Penerima KPS|Nama Ayah|NIK Ayah|Nama Ibu|NIK Ibu|Rombel Saat Ini|Penerima KIP|' +
    'Layak PIP (usulan dari sekolah)|Kebutuhan Khusus|Sekolah|Jenjang|Anak ke-berapa|No KK|Berat Badan|Tinggi Badan|' +
    'Jml. Saudara Kandung|Jarak Rumah ke Sekolah (KM)',
);

export const HEADINGS: Readonly<Record<SampleRegister, readonly string[]>> = {
  dukcapil: SIAK,
  'dukcapil-deaths': DEATHS,
  'dukcapil-moves': MOVES,
  'dtsen-families': DTSEN_FAMILIES,
  'dtsen-members': DTSEN_MEMBERS,
  pkh: PKH,
  sembako: SEMBAKO,
  'pbi-jk': PBI_JK,
  bltd: BLTD,
  disnaker: DISNAKER,
  dapodik: DAPODIK,
};
