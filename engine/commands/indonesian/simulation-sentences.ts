/** Sentences of errors about scenarios, simulations, rates and the move to digital services: English, then Indonesian. */
import type { Sentences } from './sentences.ts';

export const SIMULATION_SENTENCES: Sentences = [
  // The snapshot that is started from.
  ['There is no complete snapshot to start from.', 'Belum ada snapshot lengkap untuk dijadikan awal.'],
  [
    'The columns of the newest snapshot are gone or are no more what was written.',
    'Kolom snapshot terbaru hilang atau sudah bukan yang ditulis dahulu.',
  ],
  [
    'The columns of the snapshot are gone or are no more what was written.',
    'Kolom snapshot itu hilang atau sudah bukan yang ditulis dahulu.',
  ],
  ['Build the snapshot again: npm run twin -- build.', 'Bangun lagi snapshot-nya: npm run twin -- build.'],
  ['Build the snapshot again: npm run twin -- build', 'Bangun lagi snapshot-nya: npm run twin -- build'],
  [
    'The newest snapshot was built with other boundaries than are in force now.',
    'Snapshot terbaru dibangun dengan batas wilayah lain dari yang berlaku sekarang.',
  ],
  [
    'Build a snapshot with the boundaries of now: npm run twin -- build',
    'Bangun snapshot dengan batas wilayah sekarang: npm run twin -- build',
  ],
  [
    'No resident of the snapshot has a known kelurahan, sex and age.',
    'Tidak ada warga di snapshot yang diketahui kelurahan, jenis kelamin, dan umurnya.',
  ],
  [
    'Check the population register: npm run twin -- status, and the page Mutu data.',
    'Periksa data kependudukan: npm run twin -- status, dan halaman Mutu data.',
  ],
  // Scenarios and their levers.
  ['There is no lever "{}".', 'Tidak ada tuas "{}".'],
  ['"{}" takes whole numbers, and {} is none.', '"{}" hanya menerima bilangan bulat, dan {} bukan bilangan bulat.'],
  ['"{}" has no choice "{}".', '"{}" tidak punya pilihan "{}".'],
  ['"{}" takes a number, and no text.', '"{}" memerlukan bilangan, bukan teks.'],
  ['{} is out of bounds for "{}".', '{} di luar batas untuk "{}".'],
  ['a year from {} to {}', 'tahun dari {} sampai {}'],
  [
    '{} is not simulated: it is before the first year after the snapshot.',
    '{} tidak disimulasikan: tahun itu sebelum tahun pertama sesudah snapshot.',
  ],
  ['{} is not simulated: it is after the last year.', '{} tidak disimulasikan: tahun itu sesudah tahun terakhir.'],
  ['{} is before {}.', '{} lebih awal dari {}.'],
  ['{} or later', '{} atau sesudahnya'],
  ['"{}" acts on the whole city.', '"{}" berlaku untuk seluruh kota.'],
  ['no areas for this lever', 'tanpa areas untuk tuas ini'],
  ['"{}" acts on all ages.', '"{}" berlaku untuk semua umur.'],
  ['no ages for this lever', 'tanpa ages untuk tuas ini'],
  ['{} is under {}.', '{} lebih kecil dari {}.'],
  ['{} or more', '{} atau lebih'],
  ['"{}" acts whatever somebody has finished.', '"{}" berlaku apa pun pendidikan yang ditamatkan.'],
  ['no education for this lever', 'tanpa education untuk tuas ini'],
  ['There is no kelurahan "{}".', 'Tidak ada kelurahan "{}".'],
  ['codes such as {}', 'kode seperti {}'],
  ['one of {}, or the path of a file of that shape', 'salah satu dari {}, atau letak berkas dengan bentuk itu'],
  ['Mend that key.', 'Perbaiki kunci itu.'],
  [
    'There is no scenario "{}", and no file of that name.',
    'Tidak ada skenario "{}", dan tidak ada berkas bernama itu.',
  ],
  [
    'Give one of these names, or the path of your own file; models/README.md describes its shape.',
    'Berikan salah satu nama itu, atau letak berkas Anda sendiri; models/README.md menerangkan bentuknya.',
  ],
  [
    'name, description and levers, as models/README.md describes them',
    'name, description, dan levers, seperti diterangkan models/README.md',
  ],
  ['--scenario is missing.', '--scenario belum diisi.'],
  [
    'Give it a name of models/scenarios, or the path of your own file.',
    'Isi dengan nama dari models/scenarios, atau letak berkas Anda sendiri.',
  ],
  [
    'The scenario differs from its baseline in nothing within the years that are simulated: nothing was run.',
    'Skenario sama saja dengan baseline-nya dalam tahun-tahun yang disimulasikan: tidak ada yang dijalankan.',
  ],
  [
    'Move a lever, simulate more years, or name another --baseline; npm run twin -- project carries the baseline on alone.',
    'Geser sebuah tuas, tambah tahun yang disimulasikan, atau sebutkan --baseline lain; npm run twin -- project meneruskan baseline saja.',
  ],
  ['Move a lever, or simulate more years.', 'Geser sebuah tuas, atau tambah tahun yang disimulasikan.'],
  ['There is no scenario "{}".', 'Tidak ada skenario "{}".'],
  ['Choose one of these, or put one together.', 'Pilih salah satunya, atau susun sendiri.'],
  ['scenario, baseline, years, replicates and seed', 'scenario, baseline, years, replicates, dan seed'],
  // Runs.
  ['{} replicates take {}, and {} are free.', '{} ulangan memerlukan {}, dan yang kosong {}.'],
  ['at most {} replicates with {} {}', 'paling banyak {} ulangan dengan {} {}'],
  [
    'Take fewer replicates, years or threads, or free some memory.',
    'Kurangi ulangan, tahun, atau utas, atau kosongkan sebagian memori.',
  ],
  ['The folder holds files that are no run.', 'Folder itu berisi berkas yang bukan hasil simulasi.'],
  [
    'The folder holds another run: what was asked of it differs.',
    'Folder itu berisi simulasi lain: yang diminta darinya berbeda.',
  ],
  [
    'The folder holds a run of {}: it cannot go on as it began.',
    'Folder itu berisi simulasi dengan {}: simulasi itu tidak dapat dilanjutkan seperti semula.',
  ],
  ['Name an empty folder or a new one with --out.', 'Sebutkan folder kosong atau folder baru dengan --out.'],
  ['The run ended with an error that nobody foresaw.', 'Simulasi berhenti karena kesalahan yang tidak terduga.'],
  ['See the terminal in which the twin runs.', 'Lihat terminal tempat kembaran ini berjalan.'],
  ['This process simulates another run.', 'Proses ini sedang menyimulasikan yang lain.'],
  ['Wait until it is done, or leave out --no-wait.', 'Tunggu sampai selesai, atau hapus --no-wait.'],
  [
    'Residents, rates or program are others than when the run was asked for: going on would mix both.',
    'Data warga, parameter, atau program sudah lain dari saat simulasi ini diminta: meneruskannya akan mencampur keduanya.',
  ],
  [
    'Ask for it again; what was simulated before stays as it is.',
    'Minta lagi; yang sudah disimulasikan sebelumnya tetap ada.',
  ],
  // What a baseline is aligned to.
  ['Mend the file.', 'Perbaiki berkasnya.'],
  ['There is nothing to align to.', 'Tidak ada angka yang dapat disamai.'],
  ['{} is not simulated.', '{} tidak disimulasikan.'],
  ['A year stands there twice.', 'Ada tahun yang tertulis dua kali.'],
  ['one row for each year', 'satu baris untuk setiap tahun'],
  [
    'No rates near those of the city give the totals of {}.',
    'Tidak ada angka laju yang dekat dengan milik kota dan menghasilkan jumlah tahun {}.',
  ],
  [
    'births and deaths of a year between a quarter and four times of what the rates give, arrivals and departures up to 25 times',
    'kelahiran dan kematian setahun antara seperempat dan empat kali hasil angka laju, datang dan pindah sampai 25 kali',
  ],
  ['Check that year in the file of --align.', 'Periksa tahun itu di berkas --align.'],
  // Programmes of aid that are carried on.
  [
    'The simulation carries the programme {} on, and there are no rules of it.',
    'Simulasi meneruskan program {}, padahal aturannya tidak ada.',
  ],
  ['a programme of that name', 'program bernama itu'],
  ['Add that file with its source.', 'Tambahkan berkas itu beserta sumbernya.'],
  [
    'asks {} in a form that the simulation cannot ask',
    'menanyakan {} dalam bentuk yang tidak dapat ditanyakan simulasi',
  ],
  [
    'The simulation asks a decile at most, the size of a family, a component, facts of a member that it carries, and other programmes that a family does not receive.',
    'Simulasi hanya menanyakan batas atas desil, besar keluarga, komponen, fakta anggota yang dibawanya, dan program lain yang tidak diterima keluarga.',
  ],
  [
    'ask of members what the simulation cannot ask of this programme',
    'menanyakan tentang anggota keluarga hal yang tidak dapat ditanyakan simulasi untuk program ini',
  ],
  [
    'The simulation has components of members for PKH alone, and facts of single members for programmes after the first four.',
    'Simulasi mempunyai komponen anggota hanya untuk PKH, dan fakta anggota satu per satu untuk program setelah empat yang pertama.',
  ],
  [
    'ask who looks for work, and the simulation asks that for courses alone',
    'menanyakan siapa yang mencari kerja, padahal simulasi menanyakannya hanya untuk kursus',
  ],
  [
    'Leave that condition out, or the programme out of models/livelihood/programmes.yaml.',
    'Hapus syarat itu, atau hapus programnya dari models/livelihood/programmes.yaml.',
  ],
  [
    'ask more of members than the simulation has room for beside the other programmes',
    'menanyakan tentang anggota keluarga lebih banyak daripada ruang yang ada di simulasi di samping program lain',
  ],
  [
    'Leave a programme of persons out of models/livelihood/programmes.yaml, or let its members be due the same.',
    'Hapus satu program perorangan dari models/livelihood/programmes.yaml, atau samakan hak semua anggotanya.',
  ],
  [
    'tells no places of the whole city, and models/livelihood/programmes.yaml begins with them',
    'tidak menyebut tempat seluruh kota, padahal models/livelihood/programmes.yaml mulai dengan itu',
  ],
  [
    'Write `city` there, or another beginning in models/livelihood/programmes.yaml.',
    'Tulis `city` di sana, atau awal yang lain di models/livelihood/programmes.yaml.',
  ],
  [
    'names {}, for which no family can leave {}',
    'menyebut {}, padahal keluarga tidak dapat meninggalkan {} untuk program itu',
  ],
  [
    'Name programmes that the rules do not give beside it, and that stand before it in that file.',
    'Sebutkan program yang menurut aturan tidak diberikan bersamanya dan yang tertulis sebelumnya di berkas itu.',
  ],
  [
    'is no known amount, and models/livelihood/programmes.yaml assumes none',
    'bukan besaran yang diketahui, dan models/livelihood/programmes.yaml tidak mengandaikan besaran apa pun',
  ],
  [
    'does not fit the one amount that models/livelihood/programmes.yaml assumes',
    'tidak cocok dengan satu besaran yang diandaikan models/livelihood/programmes.yaml',
  ],
  [
    'Write the amount there, or assumedAmount in models/livelihood/programmes.yaml where no source tells it, not both.',
    'Tulis besarannya di sana, atau assumedAmount di models/livelihood/programmes.yaml bila tidak ada sumber yang menyebutnya, bukan keduanya.',
  ],
  ['A household has {} members.', 'Sebuah rumah tangga beranggota {} orang.'],
  [
    'Mend the family cards of the snapshot, and build it again.',
    'Perbaiki kartu keluarga di data kependudukan, lalu bangun snapshot lagi.',
  ],
  ['is no known amount that every unit is due', 'bukan besaran yang diketahui dan menjadi hak setiap penerima'],
  [
    'The simulation carries on programmes with one amount for all, or with components of members.',
    'Simulasi meneruskan program dengan satu besaran untuk semua, atau dengan komponen anggota keluarga.',
  ],
  // Digital services.
  ['There is no path "{}", and no file of that name.', 'Tidak ada jalur "{}", dan tidak ada berkas bernama itu.'],
  [
    'Give one of these names, or the file of your own path.',
    'Berikan salah satu nama itu, atau berkas jalur Anda sendiri.',
  ],
  ['one of {}, or a file of that shape', 'salah satu dari {}, atau berkas dengan bentuk itu'],
  ['{} is no value of a parameter or of a path.', '{} bukan nilai dari sebuah parameter atau jalur.'],
  ['{} has no name, unit and bounds.', '{} tidak punya nama, satuan, dan batas.'],
  ['Take that key away.', 'Hapus kunci itu.'],
  ['Write that key with name, unit, low, high and step.', 'Tulis kunci itu dengan name, unit, low, high, dan step.'],
  [
    'No resident of the snapshot is {} years old or more.',
    'Tidak ada warga di snapshot yang berumur {} tahun atau lebih.',
  ],
  [
    'Check the snapshot (npm run twin -- status) and ages in models/digital/parameters.yaml.',
    'Periksa snapshot (npm run twin -- status) dan ages di models/digital/parameters.yaml.',
  ],
  [
    'start.internetAccess from {} to {} cannot be with these ranges of literacy and accessAmongLiterate: the literate with access can be as many as {} of the residents in the model.',
    'start.internetAccess dari {} sampai {} tidak mungkin dengan rentang literacy dan accessAmongLiterate ini: warga melek digital yang punya akses dapat mencapai {} dari warga dalam model.',
  ],
  ['a range within {} to {}', 'rentang di antara {} dan {}'],
  [
    'Change the range of internetAccess, or narrow those of accessAmongLiterate and literacy.',
    'Ubah rentang internetAccess, atau persempit rentang accessAmongLiterate dan literacy.',
  ],
  [
    'start.serviceFailure of {} is less than what overlapping data and digital-only services that residents cannot get at make fail already.',
    'start.serviceFailure sebesar {} lebih kecil dari kegagalan yang sudah timbul karena data tumpang tindih dan layanan yang hanya digital tetapi tidak terjangkau warga.',
  ],
  ['at least {} with these assumptions', 'sekurangnya {} dengan asumsi ini'],
  [
    'Raise serviceFailure, or lower overlapPenalty, digitalOnly or helpedPenalty.',
    'Naikkan serviceFailure, atau turunkan overlapPenalty, digitalOnly, atau helpedPenalty.',
  ],
  ['There is no such "{}" in a digital transition.', 'Tidak ada "{}" dalam peralihan digital.'],
  ['path, months, replicates, seed or the key of a field', 'path, months, replicates, seed, atau kunci sebuah isian'],
  ['Mend that word.', 'Perbaiki kata itu.'],
  ['{} is out of its bounds.', '{} di luar batasnya.'],
  ['a number from {} to {}', 'bilangan dari {} sampai {}'],
  ['Give a number within them.', 'Berikan bilangan di dalam batas itu.'],
  // Tables of rates.
  ['--from or --to is missing.', '--from atau --to belum diisi.'],
  ['Say the years: --from 2010 --to 2020', 'Sebutkan tahunnya: --from 2010 --to 2020'],
  ['From {} to {} are not whole periods of {} years.', 'Dari {} sampai {} bukan kelipatan utuh dari {} tahun.'],
  ['Give a --to that is {}, {} … years after --from.', 'Isi --to dengan tahun yang {}, {} … tahun setelah --from.'],
  [
    'npm run twin -- backtest --help tells what each file holds.',
    'npm run twin -- backtest --help menerangkan isi setiap berkas.',
  ],
  ['--write needs --tables.', '--write memerlukan --tables.'],
  [
    "Name the folder with the UN's tables: --tables FOLDER --write",
    'Sebutkan folder berisi tabel PBB: --tables FOLDER --write',
  ],
  ['There is no row, or more than one, for the year {}.', 'Tidak ada baris, atau lebih dari satu, untuk tahun {}.'],
  ['one row a year from {} on', 'satu baris setiap tahun sejak {}'],
  ['Add or remove that row.', 'Tambahkan atau hapus baris itu.'],
  ['The rows of period {} give different totals.', 'Baris-baris periode {} menyebut jumlah yang berbeda.'],
  ['{}, as in the rows before', '{}, seperti di baris sebelumnya'],
  [
    'Mend that cell: the total fertility of a period is one number.',
    'Perbaiki sel itu: angka kelahiran total satu periode hanya satu.',
  ],
  ['The shares of period {} add to {} %.', 'Bagian-bagian periode {} berjumlah {} %.'],
  ['100 % over the ages 15-19 to 45-49', '100 % dari umur 15-19 sampai 45-49'],
  [
    'Mend the shares of that period; they are percent of the total, not births.',
    'Perbaiki bagian periode itu; satuannya persen dari jumlah, bukan kelahiran.',
  ],
  ['The table has no rows.', 'Tabel itu tidak punya baris.'],
  ['Check the path, and that this user may read it.', 'Periksa letaknya, dan apakah boleh dibaca oleh pengguna ini.'],
  ['The file is larger than a table of rates can be.', 'Berkas itu lebih besar dari tabel angka laju mana pun.'],
  [
    'Give a CSV with a heading row and its figures below.',
    'Berikan CSV dengan satu baris judul dan angkanya di bawah.',
  ],
  ['Two columns have the same heading.', 'Dua kolom punya judul yang sama.'],
  ['Rename or remove one of them.', 'Ganti nama atau hapus salah satunya.'],
  ['The row has {} cells and the heading row {}.', 'Baris itu punya {} sel, sedangkan baris judul {}.'],
  [
    'Mend that row: one cell for each heading, text with a comma in quotation marks.',
    'Perbaiki baris itu: satu sel untuk setiap judul, teks yang memuat koma ditulis dalam tanda kutip.',
  ],
  ['A column is missing.', 'Ada kolom yang tidak ada.'],
  ['a heading "{}"; the file has: {}', 'judul "{}"; yang ada di berkas: {}'],
  [
    'Rename the heading, or give the file of that shape (each option names its own).',
    'Ganti nama judulnya, atau berikan berkas dengan bentuk itu (setiap pilihan menyebut bentuknya).',
  ],
  ['"{}" is not a number.', '"{}" bukan bilangan.'],
  ['{} is out of range.', '{} di luar rentang.'],
  ['a number from {} to {}, with a decimal point', 'bilangan dari {} sampai {}, dengan titik desimal'],
  ['Mend that cell.', 'Perbaiki sel itu.'],
  ['There is a second row for {}.', 'Ada baris kedua untuk {}.'],
  ['Remove one of the two.', 'Hapus salah satunya.'],
  ['There is no row for {}.', 'Tidak ada baris untuk {}.'],
  ['one row for {}', 'satu baris untuk {}'],
  [
    'Add that row, or choose --from and --to within the years of the file.',
    'Tambahkan baris itu, atau pilih --from dan --to di dalam tahun-tahun berkas.',
  ],
  ['"{}" is no sex of this file.', '"{}" bukan kode jenis kelamin berkas ini.'],
  ['M or F', 'M atau F'],
];
