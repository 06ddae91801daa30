/** Sentences of errors about results, decisions and the command line: English, then Indonesian. */
import type { Sentences } from './sentences.ts';

export const RESULT_SENTENCES: Sentences = [
  // Files of a result.
  ['a file as linking wrote it', 'berkas seperti yang ditulis penautan'],
  ['It is not a file of this program.', 'Itu bukan berkas program ini.'],
  ['Its heading cannot be read.', 'Kepala berkasnya tidak terbaca.'],
  ['It ends too early.', 'Berkasnya terpotong.'],
  ['The file cannot be read.', 'Berkas tidak dapat dibaca.'],
  [
    'Link the files again into this folder: npm run twin -- link --help',
    'Tautkan lagi berkasnya ke folder ini: npm run twin -- link --help',
  ],
  [
    'Put back the file as it was; without it, move it away: ids of entities that are no more may then be given again.',
    'Kembalikan berkas itu seperti semula; jika tidak ada salinannya, pindahkan: nomor kelompok yang sudah tidak ada mungkin dipakai lagi.',
  ],
  ['The line is no event.', 'Baris itu bukan peristiwa.'],
  ['a line of JSON', 'satu baris JSON'],
  ['an event', 'sebuah peristiwa'],
  ['The folder "{}" holds no result of linking.', 'Folder "{}" tidak berisi hasil penautan.'],
  ['a folder with {} and {}', 'folder berisi {} dan {}'],
  [
    'Link files first: npm run twin -- link MODEL.yaml FILE… --out DIR --keep-rows',
    'Tautkan berkas lebih dahulu: npm run twin -- link MODEL.yaml FILE… --out DIR --keep-rows',
  ],
  [
    'Link files first: npm run twin -- link MODEL.yaml FILE… --out DIR',
    'Tautkan berkas lebih dahulu: npm run twin -- link MODEL.yaml FILE… --out DIR',
  ],
  ['There is no folder "{}".', 'Tidak ada folder "{}".'],
  [
    'The result in "{}" was made without its rows: there is nothing that new ones could be compared with.',
    'Hasil di "{}" dibuat tanpa menyimpan barisnya: tidak ada yang dapat dibandingkan dengan baris baru.',
  ],
  ['{} and {} beside it', '{} dan {} di sampingnya'],
  [
    'Link all rows again, with --keep-rows where rows are to be taken in later: npm run twin -- link MODEL.yaml FILE… --out DIR --trained DIR/model.trained.json --keep-rows. Decisions bind then, too, and clusters keep their numbers.',
    'Tautkan lagi semua baris, dengan --keep-rows jika nanti ada baris yang akan dimasukkan: npm run twin -- link MODEL.yaml FILE… --out DIR --trained DIR/model.trained.json --keep-rows. Keputusan tetap mengikat, dan kelompok tetap memakai nomornya.',
  ],
  ['This process is changing the result in "{}" already.', 'Proses ini sudah sedang mengubah hasil di "{}".'],
  ['This process is writing to {} already.', 'Proses ini sudah sedang menulis ke {}.'],
  ['{} If no such process runs any more, delete {}.', '{} Jika proses itu sudah tidak berjalan, hapus {}.'],
  [
    'Wait until it is done, or stop that process; then run the command again.',
    'Tunggu sampai selesai, atau hentikan proses itu; lalu jalankan lagi perintahnya.',
  ],
  [
    'Nothing was decided. Try again in a moment, or stop that process.',
    'Belum ada yang diputuskan. Coba lagi sebentar lagi, atau hentikan proses itu.',
  ],
  [
    'The file {} is called "{}", and the result in "{}" has no such source.',
    'Berkas {} bernama "{}", dan hasil di "{}" tidak punya sumber itu.',
  ],
  [
    'Say of which source its rows are in MODEL.yaml (source: under files).',
    'Sebutkan barisnya dari sumber mana di MODEL.yaml (source: di bawah files).',
  ],
  ['A row has no id.', 'Ada baris tanpa id.'],
  ['an id', 'sebuah id'],
  ['Fill it in.', 'Isi id itu.'],
  [
    'It is not said of which source a record is that is no more.',
    'Tidak disebutkan dari sumber mana catatan yang sudah tidak ada itu.',
  ],
  ['Add a column source with the name of the source.', 'Tambahkan kolom source berisi nama sumbernya.'],
  [
    'Give {} of a result of this version, with {} beside it, or leave out --trained.',
    'Berikan {} dari hasil versi ini, dengan {} di sampingnya, atau hapus --trained.',
  ],
  ['The trained model cannot be read.', 'Model terlatih tidak dapat dibaca.'],
  ['The trained model is of another shape at "{}".', 'Model terlatih punya bentuk lain pada "{}".'],
  ['The frequencies of the trained model are not beside it.', 'Frekuensi model terlatih tidak ada di sampingnya.'],
  ['The frequencies are not those of this trained model.', 'Frekuensi itu bukan milik model terlatih ini.'],
  ['its own', 'miliknya sendiri'],
  ['places below {}', 'tempat di bawah {}'],
  ['one a source', 'satu untuk setiap sumber'],
  ['The trained model is not JSON.', 'Model terlatih itu bukan JSON.'],
  ['{} as linking wrote it', '{} seperti yang ditulis penautan'],
  [
    'The files are called {}, and the model was trained on {}.',
    'Berkas bernama {}, sedangkan model dilatih dengan {}.',
  ],
  ['files that are called as those that it was trained on', 'berkas yang namanya sama dengan yang dipakai melatihnya'],
  [
    'Say what they are called in MODEL.yaml (source: under files), or leave out --trained.',
    'Sebutkan namanya di MODEL.yaml (source: di bawah files), atau hapus --trained.',
  ],
  [
    'The trained model compares the field "{}", and no file has a column for it.',
    'Model terlatih membandingkan isian "{}", dan tidak ada berkas yang punya kolomnya.',
  ],
  [
    'Add under files which column it is (columns: { {}: heading }), or leave out --trained.',
    'Tambahkan di bawah files kolom mana itu (columns: { {}: judul kolom }), atau hapus --trained.',
  ],
  [
    'The results in "{}" were being replaced when that was cut off: they are of two runs.',
    'Hasil di "{}" sedang diganti ketika terputus: isinya dari dua proses.',
  ],
  ['results of one run', 'hasil dari satu proses'],
  [
    'Unless a run is at it now: move the files of {}/{} back into the folder, over those that are there, and remove {}. Then the results before are there again.',
    'Jika tidak ada proses yang sedang mengerjakannya: pindahkan berkas {}/{} kembali ke folder, menimpa yang ada, lalu hapus {}. Hasil sebelumnya kembali ada.',
  ],
  // Decisions.
  [
    'Put back the file as it was, from a copy; or move the lines from there on away and decide anew: npm run twin -- review.',
    'Kembalikan berkas itu dari salinannya; atau pindahkan baris sejak di sana dan putuskan lagi: npm run twin -- review.',
  ],
  ['Decisions are not numbered one after the other.', 'Nomor keputusan tidak berurutan.'],
  ['what can be decided there', 'yang dapat diputuskan di sana'],
  ['a decision', 'sebuah keputusan'],
  ['The same record stands on both sides.', 'Catatan yang sama ada di kedua sisi.'],
  ['There is no decision {} to undo.', 'Tidak ada keputusan {} untuk dibatalkan.'],
  ['Decision {} is an undoing itself; decide anew instead.', 'Keputusan {} adalah pembatalan; buatlah keputusan baru.'],
  ['Decision {} is undone already.', 'Keputusan {} sudah dibatalkan.'],
  [
    'npm run twin -- review history DIR lists the decisions.',
    'npm run twin -- review history DIR menampilkan semua keputusan.',
  ],
  ['The last line is not whole: writing it was cut off.', 'Baris terakhir tidak utuh: penulisannya terputus.'],
  ['a line break', 'ganti baris'],
  ['The line is not JSON.', 'Baris itu bukan JSON.'],
  ['The line is not {} at "{}".', 'Baris itu bukan {} pada "{}".'],
  [
    'The line does not follow from the one before: the file was changed.',
    'Baris itu tidak bersambung dengan baris sebelumnya: berkas telah diubah.',
  ],
  ['lines as they were written', 'baris seperti saat ditulis'],
  ['There is no item {}.', 'Tidak ada butir {}.'],
  ['npm run twin -- review list DIR names the items.', 'npm run twin -- review list DIR menyebutkan semua butir.'],
  ['{} items are called {}.', '{} butir bernama {}.'],
  [
    'Settle them by their records: npm run twin -- review decide-pair DIR SOURCE:ID SOURCE:ID same|different|later',
    'Putuskan lewat catatannya: npm run twin -- review decide-pair DIR SOURCE:ID SOURCE:ID same|different|later',
  ],
  [
    'A record is named by its source and its id, and what is before the colon is no source of this result.',
    'Catatan disebut dengan sumber dan id-nya, dan yang ada sebelum titik dua bukan sumber dari hasil ini.',
  ],
  ['SOURCE:ID with one of {}', 'SOURCE:ID dengan salah satu dari {}'],
  ['Write it as clusters.csv has source and id.', 'Tulis seperti source dan id di clusters.csv.'],
  ['The source "{}" has no record of that id.', 'Sumber "{}" tidak punya catatan dengan id itu.'],
  ['an id as clusters.csv has it', 'id seperti di clusters.csv'],
  [
    'Look the id up in clusters.csv; a blank before or after it counts, and so do zeros in front.',
    'Cari id itu di clusters.csv; spasi di depan atau belakang ikut dihitung, begitu pula nol di depan.',
  ],
  ['Event {} merged nothing.', 'Peristiwa {} tidak menggabungkan apa pun.'],
  ['an event that absorbed an entity; there is none', 'peristiwa yang melebur sebuah kelompok; tidak ada satu pun'],
  [
    'Name one of these, or part records of an entity: npm run twin -- review part --help',
    'Sebutkan salah satunya, atau pisahkan catatan dari sebuah kelompok: npm run twin -- review part --help',
  ],
  ['clusters.csv tells the records of each entity.', 'clusters.csv memuat catatan setiap kelompok.'],
  ['There is no entity {}.', 'Tidak ada kelompok {}.'],
  ['Entity {} has one record alone.', 'Kelompok {} hanya berisi satu catatan.'],
  ['an entity of two records or more', 'kelompok berisi dua catatan atau lebih'],
  ['A record that is named is not of entity {}.', 'Catatan yang disebut bukan anggota kelompok {}.'],
  ['source and id of records of the entity', 'sumber dan id catatan dari kelompok itu'],
  ['All records of the entity are named.', 'Semua catatan kelompok itu disebut.'],
  ['some of its records', 'sebagian dari catatannya'],
  ['That contradicts {} {}.', 'Itu bertentangan dengan {} {}.'],
  [
    'Undo one of them first: {} --by NAME --reason TEXT',
    'Batalkan salah satunya lebih dahulu: {} --by NAME --reason TEXT',
  ],
  ['two records', 'dua catatan'],
  ['The same record is named twice.', 'Catatan yang sama disebut dua kali.'],
  ['Name two records, each as SOURCE:ID.', 'Sebutkan dua catatan, masing-masing sebagai SOURCE:ID.'],
  [
    'Event {} made one cluster of {} records at once.',
    'Peristiwa {} membentuk satu kelompok dari {} catatan sekaligus.',
  ],
  [
    'Event {} is the first result: all its clusters came into being at once.',
    'Peristiwa {} adalah hasil pertama: semua kelompoknya terbentuk sekaligus.',
  ],
  ['the records that are another', 'catatan yang merupakan orang lain'],
  [
    'Part those from the others: npm run twin -- review part DIR {} SOURCE:ID… --by NAME --reason TEXT',
    'Pisahkan dari yang lain: npm run twin -- review part DIR {} SOURCE:ID… --by NAME --reason TEXT',
  ],
];

export const COMMAND_SENTENCES: Sentences = [
  ['--out is missing.', '--out belum diisi.'],
  [
    'Say into which folder the results go: --out results; or --into an earlier one',
    'Sebutkan folder untuk hasil: --out hasil; atau --into hasil yang sudah ada',
  ],
  ['--language does not take that value.', '--language tidak menerima nilai itu.'],
  ['Give it one of: id, en.', 'Isi dengan salah satu: id, en.'],
  ['--{} does not go with --into.', '--{} tidak dapat dipakai bersama --into.'],
  [
    'The result in DIR grows as it is; leave the option out.',
    'Hasil di DIR bertambah sebagaimana adanya; hapus pilihan itu.',
  ],
  ['--{} is missing.', '--{} belum diisi.'],
  ['Say who decides: --by NAME', 'Sebutkan siapa yang memutuskan: --by NAME'],
  ['Say why: --reason TEXT', 'Sebutkan alasannya: --reason TEXT'],
  ['"{}" is no decision.', '"{}" bukan keputusan.'],
  ['Say one of {}.', 'Sebutkan salah satu dari {}.'],
  ['A record is named by its source and its id.', 'Catatan disebut dengan sumber dan id-nya.'],
  ['Write it as SOURCE:ID, as clusters.csv has them.', 'Tulis sebagai SOURCE:ID, seperti di clusters.csv.'],
  ['"{}" is no cluster.', '"{}" bukan kelompok.'],
  ['Give its number, as clusters.csv has it.', 'Berikan nomornya, seperti di clusters.csv.'],
  [
    'Give the number of a decision, or event-N for a merge that event N tells of.',
    'Berikan nomor keputusan, atau event-N untuk penggabungan pada peristiwa N.',
  ],
  // The registers of the city.
  ['These two rows are no doubtful pair.', 'Kedua baris ini bukan pasangan yang meragukan.'],
  [
    'npm run twin -- review city lists the doubtful pairs.',
    'npm run twin -- review city menampilkan pasangan yang meragukan.',
  ],
  [
    'That is no number of a decision, nor event-N for a merge.',
    'Itu bukan nomor keputusan, dan bukan event-N untuk penggabungan.',
  ],
  [
    'npm run twin -- review city-history lists decisions, review city-events what merged.',
    'npm run twin -- review city-history menampilkan keputusan, review city-events menampilkan penggabungan.',
  ],
  ['This row is of nobody whose rows are doubtful.', 'Baris ini bukan milik orang yang barisnya meragukan.'],
  [
    'npm run twin -- review city-clusters lists those who are.',
    'npm run twin -- review city-clusters menampilkan mereka.',
  ],
  ['There is no complete snapshot to tell of.', 'Belum ada snapshot lengkap yang dapat diceritakan.'],
  ['Build one first: npm run twin -- build', 'Bangun lebih dahulu: npm run twin -- build'],
  ['"{}" is no kind of event.', '"{}" bukan jenis peristiwa.'],
  ['Event {} brought no two persons together.', 'Peristiwa {} tidak menyatukan dua orang.'],
  [
    'npm run twin -- review city-events --kind absorb lists the events that did. Rows that came to a person otherwise are parted by review city-part REGISTER:KEY…',
    'npm run twin -- review city-events --kind absorb menampilkan peristiwa yang menyatukan. Baris yang sampai pada seseorang dengan cara lain dipisahkan dengan review city-part REGISTER:KEY…',
  ],
  [
    'npm run twin -- review city-history lists the decisions.',
    'npm run twin -- review city-history menampilkan semua keputusan.',
  ],
  ['A row that is named is in no register.', 'Baris yang disebut tidak ada di data mana pun.'],
  ['No row of the register {} has the key {}.', 'Tidak ada baris register {} yang berkunci {}.'],
  ['a key of a row that is in the register files now', 'kunci baris yang sekarang ada di berkas register'],
  ['a row of one of these registers: {}', 'baris dari salah satu register ini: {}'],
  ['REGISTER:KEY of rows that are there', 'REGISTER:KEY dari baris yang ada'],
  [
    'npm run twin -- review city, review city-clusters and review city-events list rows by these names.',
    'npm run twin -- review city, review city-clusters, dan review city-events menampilkan baris dengan nama itu.',
  ],
  ['rows that are there', 'baris yang ada'],
  [
    'A row that is named waits for review, and is nobody yet.',
    'Baris yang disebut masih menunggu pemeriksaan, dan belum menjadi orang.',
  ],
  ['rows of a person', 'baris seseorang'],
  ['The rows that are named are those of several persons.', 'Baris yang disebut berasal dari beberapa orang.'],
  ['rows of one person', 'baris satu orang'],
  ['some of the rows', 'sebagian dari barisnya'],
  ['All rows of the person are named.', 'Semua baris orang itu disebut.'],
  [
    'A row is named by its register and its key: REGISTER:KEY.',
    'Baris disebut dengan register dan kuncinya: REGISTER:KEY.',
  ],
  [
    'npm run twin -- review city and review city-clusters list rows by these names.',
    'npm run twin -- review city dan review city-clusters menampilkan baris dengan nama itu.',
  ],
  ['The same row is named twice.', 'Baris yang sama disebut dua kali.'],
  ['Name two rows, each as REGISTER:KEY.', 'Sebutkan dua baris, masing-masing sebagai REGISTER:KEY.'],
  [
    'npm run twin -- review city-cluster REGISTER:KEY tells the rows of a person.',
    'npm run twin -- review city-cluster REGISTER:KEY menampilkan baris seseorang.',
  ],
  // Of every command.
  ['There is no command "{}".', 'Tidak ada perintah "{}".'],
  ['npm run twin -- --help lists them.', 'npm run twin -- --help menampilkan semuanya.'],
  [
    'There are {}; npm run twin -- {} --help tells what that takes.',
    'Yang ada: {}; npm run twin -- {} --help menerangkan yang diperlukannya.',
  ],
  ['"{}" takes {}, and {} were given.', '"{}" memerlukan {}, dan yang diberikan {}.'],
  ['npm run twin -- {} --help shows what it takes.', 'npm run twin -- {} --help menerangkan yang diperlukan.'],
  ['--{} has an empty value.', '--{} kosong nilainya.'],
  ['An operand is empty.', 'Ada operan yang kosong.'],
  ['--{} takes a whole number from {} to {}.', '--{} memerlukan bilangan bulat dari {} sampai {}.'],
  ['Give it such a number, or leave it out.', 'Isi dengan bilangan itu, atau hapus.'],
  // The ends of a program.
  [
    'Something happened that the program did not foresee ({}).',
    'Terjadi sesuatu yang tidak diperkirakan oleh program ({}).',
  ],
  [
    'Try again; if it happens again, report it with the command that you gave.',
    'Coba lagi; jika terulang, laporkan bersama perintah yang dijalankan.',
  ],
  [
    'Try again; if it happens again, report it with the file {}, which holds nothing of any resident.',
    'Coba lagi; jika terulang, laporkan bersama berkas {}, yang tidak memuat data penduduk mana pun.',
  ],
  // npm start.
  ['Port {} on {} is in use by another program.', 'Port {} di {} sedang dipakai program lain.'],
  ['This user may not serve on port {}.', 'Pengguna ini tidak boleh memakai port {}.'],
  [
    'Stop that program (perhaps the twin runs already), or choose another port: PORT=3578 npm start',
    'Hentikan program itu (mungkin Kembaran sudah berjalan), atau pilih port lain: PORT=3578 npm start',
  ],
  ['Choose another port, from 1024 on: PORT=3578 npm start', 'Pilih port lain, mulai 1024: PORT=3578 npm start'],
  ['This machine has no address {}.', 'Mesin ini tidak memiliki alamat {}.'],
  ['Leave HOST out, or set it to 127.0.0.1.', 'Hapus HOST, atau isi dengan 127.0.0.1.'],
  ['The web app could not be built:\n{}\n', 'Aplikasi web tidak dapat dibangun:\n{}\n'],
  [
    'Run "npm ci" again; if that does not help, "npm run build" shows more.',
    'Jalankan "npm ci" lagi; jika tidak menolong, "npm run build" menerangkan lebih banyak.',
  ],
];

/** What stands in no one place of the code: what is joined there of several texts, and what libraries say. */
export const FOREIGN_SENTENCES: Sentences = [
  ['Nothing can be written there ({}).', 'Tidak dapat menulis di sana ({}).'],
  ['This user may not write there ({}).', 'Pengguna ini tidak boleh menulis di sana ({}).'],
  ['Export it again, or take it out of the folder.', 'Ekspor ulang, atau keluarkan dari folder.'],
  ['Decisions are being written to {} by {}.', 'Keputusan sedang ditulis ke {} oleh {}.'],
  ['The result in "{}" is being changed by {}.', 'Hasil di "{}" sedang diubah oleh {}.'],
  ['The embedded store is in use by {}.', 'Penyimpanan tertanam sedang dipakai oleh {}.'],
  ['Another run is being simulated by {}.', 'Simulasi lain sedang dijalankan oleh {}.'],
  [
    'Nothing was taken in. {} There are {} more; --check lists all.',
    'Tidak ada yang dimasukkan. {} Ada {} kesalahan lagi; --check menyebutkan semuanya.',
  ],
  ["Unknown option '{}'.", "Pilihan '{}' tidak dikenal."],
  ["Option '{} <value>' argument missing.", "Pilihan '{}' memerlukan nilai."],
  ["Option '{}' does not take an argument.", "Pilihan '{}' tidak memerlukan nilai."],
  ["Option '{}' argument is ambiguous.", "Nilai pilihan '{}' tidak jelas."],
];
