/** Progress in English: the stages of all commands, as the code names them in Indonesian. */
import { INDONESIAN, type Speech } from '../../terminal.ts';
import { noteIn } from './notes.ts';

/** Name of a stage, or what it counts. */
export const STAGES: Readonly<Record<string, string>> = {
  'Membaca berkas': 'Reading files',
  'Menyusun isian': 'Preparing fields',
  'Memilih aturan pencarian': 'Choosing blocking rules',
  'Mencari pasangan calon': 'Finding candidate pairs',
  'Menghitung kesamaan yang kebetulan': 'Counting agreement by chance',
  'Membandingkan pasangan calon': 'Comparing candidate pairs',
  'Mempelajari bobot bukti': 'Learning weights of evidence',
  'Menyusun kelompok': 'Making clusters',
  'Memeriksa baris yang tak dapat ditautkan': 'Looking at records that cannot be linked',
  'Menulis hasil': 'Writing results',
  // Growing.
  'Membuka keadaan penautan': 'Opening the state of linking',
  'Menyiapkan penautan yang tumbuh': 'Preparing linking that grows',
  'Memasukkan baris': 'Taking rows in',
  'Menulis pasangan dan kelompok': 'Writing pairs and clusters',
  // The registers of the city.
  'Membaca register': 'Reading registers',
  'Menyiapkan baris untuk penautan': 'Preparing rows for linking',
  'Mencocokkan NIK': 'Matching NIK',
  'Memutuskan tautan': 'Deciding links',
  'Menggabungkan orang di luar Dukcapil': 'Joining people whom Dukcapil does not have',
  'Menyusun rekaman induk': 'Making golden records',
  'Memeriksa gugus yang mencurigakan': 'Looking at suspicious clusters',
  // A build.
  'Memeriksa berkas masukan': 'Checking input files',
  'Membuka penyimpanan': 'Opening the store',
  'Menetapkan id orang': 'Giving persons their ids',
  'Menyusun fakta dan daftar bantuan': 'Preparing facts and lists of aid',
  'Menyusun penduduk': 'Making residents',
  'Menempatkan rumah tangga': 'Placing households',
  'Menghitung indikator': 'Counting indicators',
  'Menyembunyikan sel kecil': 'Hiding small cells',
  'Menyimpan jejak baris': 'Keeping where rows went',
  'Menyandikan dan menyimpan identitas': 'Encrypting and keeping identities',
  'Menyimpan tabel wilayah': 'Keeping area tables',
  // The sample city.
  'Membentuk keluarga kota contoh': 'Making families of the sample city',
  'Menempatkan rumah': 'Placing houses',
  'Melengkapi data penduduk contoh': 'Completing the sample residents',
  'Menulis register': 'Writing registers',
  'Menulis survei rumah tangga': 'Writing the household survey',
  'Memeriksa kalibrasi': 'Checking the calibration',
  // Aid and the score.
  'Menerapkan aturan': 'Applying rules',
  'Membaca survei': 'Reading the survey',
  'Melatih model': 'Training the model',
  'Mengukur ketepatan': 'Measuring how right it is',
  'Membuka fakta kota': 'Opening facts of the city',
  'Menilai keluarga': 'Scoring families',
  'Menyimpan skor': 'Keeping the score',
  // Futures.
  'Membuka snapshot': 'Opening the snapshot',
  Menyimulasikan: 'Simulating',
  'Menghitung rentang': 'Counting bands',
  Memproyeksikan: 'Projecting',
  'Membaca tabel': 'Reading tables',
  'Mencocokkan kurva dengan tabel PBB': "Fitting curves to the UN's tables",
  // Boundaries and exports.
  Mengekspor: 'Exporting',
  'Membaca berkas batas wilayah': 'Reading the file of boundaries',
  'Memeriksa dan memperbaiki batas wilayah': 'Checking and repairing boundaries',
  // What is counted.
  baris: 'rows',
  pasangan: 'pairs',
  berkas: 'files',
  program: 'programmes',
  ulangan: 'replicates',
  periode: 'periods',
  tahun: 'years',
  keluarga: 'families',
  persen: 'percent',
  orang: 'persons',
  'rumah tangga': 'households',
  penduduk: 'residents',
  register: 'registers',
};

/** Notes that the code says in both languages are told in the first alone. */
export const INDONESIAN_ALONE: Speech = { ...INDONESIAN, noted: (text) => noteIn('id', text) };

export const ENGLISH: Speech = {
  said: (text) => STAGES[text] ?? text,
  noted: (text) => noteIn('en', text),
  of: 'of',
  seconds: 's',
  minutes: 'min',
  locale: 'en-GB',
};
