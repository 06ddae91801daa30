/** Sentences of errors about settings, the store, its keys, and what a snapshot publishes: English, then Indonesian. */
import type { Sentences } from './sentences.ts';

export const STORE_SENTENCES: Sentences = [
  // Settings.
  ['The setting {} is not a whole number in its range.', 'Setelan {} bukan bilangan bulat dalam rentangnya.'],
  [
    'Set {} to such a number, or unset it for its default.',
    'Isi {} dengan bilangan seperti itu, atau kosongkan untuk nilai bawaannya.',
  ],
  [
    'HOST names an address that other machines can reach, and there is no sign-in yet.',
    'HOST menyebut alamat yang terjangkau komputer lain, padahal belum ada cara masuk.',
  ],
  [
    'Unset HOST; reach the twin from elsewhere through an SSH tunnel until there is sign-in.',
    'Kosongkan HOST; dari tempat lain, pakai terowongan SSH sampai ada cara masuk.',
  ],
  // The database.
  ['The database refused a statement ({}): {}', 'Basis data menolak sebuah pernyataan ({}): {}'],
  [
    'The role of this connection may not do that; engine/store/README.md tells which role may do what.',
    'Peran sambungan ini tidak boleh melakukannya; engine/store/README.md menerangkan hak setiap peran.',
  ],
  [
    'Nothing was changed. The code tells the reason: see "PostgreSQL Error Codes" in its manual.',
    'Tidak ada yang diubah. Kodenya menyebut sebabnya: lihat "PostgreSQL Error Codes" di buku panduannya.',
  ],
  ['Build a new snapshot, or delete the whole one.', 'Bangun snapshot baru, atau hapus seluruh snapshot itu.'],
  ['There is no room left for the database to write ({}).', 'Tidak ada ruang tersisa untuk basis data ({}).'],
  [
    'The embedded database stopped or could not be started ({}).',
    'Basis data tertanam berhenti atau tidak dapat dijalankan ({}).',
  ],
  [
    'Start again: it recovers by itself. If it never starts, delete {} and build from the registers once more.',
    'Mulai lagi: basis data memulihkan diri. Jika tetap tidak mau jalan, hapus {} dan bangun lagi dari register.',
  ],
  ['Nothing was built yet: the store has no tables.', 'Belum ada yang dibangun: penyimpanan belum punya tabel.'],
  ['Run "npm start", or "npm run twin -- build".', 'Jalankan "npm start", atau "npm run twin -- build".'],
  ['The folder of the store cannot be made ({}): {}', 'Folder penyimpanan tidak dapat dibuat ({}): {}'],
  [
    'Move away what is in its place, or name another folder with KEMBARAN_DATA.',
    'Pindahkan yang ada di tempatnya, atau sebutkan folder lain dengan KEMBARAN_DATA.',
  ],
  ['This process has the embedded store open already.', 'Proses ini sudah membuka penyimpanan tertanam.'],
  [
    'Stop that process first, or use a PostgreSQL server (DATABASE_URL), which many may share.',
    'Hentikan dahulu proses itu, atau pakai server PostgreSQL (DATABASE_URL), yang dapat dipakai bersama.',
  ],
  [
    'The store was last used by a newer version of this program (migration {}).',
    'Penyimpanan terakhir dipakai oleh versi program yang lebih baru (migrasi {}).',
  ],
  [
    'Use that version or a newer one; nothing was changed.',
    'Pakai versi itu atau yang lebih baru; tidak ada yang diubah.',
  ],
  [
    'The migration {} has run on this store in another form than it has now.',
    'Migrasi {} dahulu dijalankan di penyimpanan ini dalam bentuk lain dari sekarang.',
  ],
  [
    'Put the file back as it was and write the change as a new migration; nothing was changed.',
    'Kembalikan berkas itu seperti semula dan tulis perubahannya sebagai migrasi baru; tidak ada yang diubah.',
  ],
  [
    'The store has tables of version {}; this program serves version {}.',
    'Penyimpanan punya tabel versi {}; program ini melayani versi {}.',
  ],
  [
    'Run "npm start" or "npm run twin -- build" with this version once, which brings the tables up to date.',
    'Jalankan "npm start" atau "npm run twin -- build" dengan versi ini satu kali; tabelnya lalu diperbarui.',
  ],
  [
    'Something else than a published question was asked of a store that serves the web.',
    'Penyimpanan yang melayani web ditanyai hal di luar pertanyaan yang diterbitkan.',
  ],
  [
    'Ask one of the published questions, or add one to engine/store/published.ts.',
    'Ajukan salah satu pertanyaan yang diterbitkan, atau tambahkan ke engine/store/published.ts.',
  ],
  ['DATABASE_URL is not the address of a PostgreSQL database.', 'DATABASE_URL bukan alamat basis data PostgreSQL.'],
  [
    'Mend DATABASE_URL (characters such as @ and / in a password are written %40 and %2F), or unset it to use the embedded store.',
    'Perbaiki DATABASE_URL (tanda seperti @ dan / di kata sandi ditulis %40 dan %2F), atau kosongkan untuk memakai penyimpanan tertanam.',
  ],
  [
    'The PostgreSQL server at {}:{} refused user {}{}: the password is wrong or missing, or the user may not connect from here.',
    'Server PostgreSQL di {}:{} menolak pengguna {}{}: kata sandinya salah atau tidak ada, atau pengguna itu tidak boleh tersambung dari sini.',
  ],
  [
    'Check user and password in DATABASE_URL, and pg_hba.conf of the server.',
    'Periksa pengguna dan kata sandi di DATABASE_URL, dan pg_hba.conf di server.',
  ],
  ['The PostgreSQL server at {}:{} has no database {}.', 'Server PostgreSQL di {}:{} tidak punya basis data {}.'],
  [
    'Make it: createdb -h {} -p {} -U {} {}; or name another one in DATABASE_URL.',
    'Buat: createdb -h {} -p {} -U {} {}; atau sebutkan yang lain di DATABASE_URL.',
  ],
  [
    'The PostgreSQL server at {}:{} takes no connection now ({}: {}).',
    'Server PostgreSQL di {}:{} sedang tidak menerima sambungan ({}: {}).',
  ],
  ['Try again in a moment.', 'Coba lagi sebentar lagi.'],
  ['No PostgreSQL server can be reached at {}:{} ({}).', 'Tidak ada server PostgreSQL yang terjangkau di {}:{} ({}).'],
  [
    'Start it, mend host and port in DATABASE_URL, or unset DATABASE_URL to use the embedded store.',
    'Jalankan servernya, perbaiki host dan port di DATABASE_URL, atau kosongkan DATABASE_URL untuk memakai penyimpanan tertanam.',
  ],
  ['The connection to the PostgreSQL server at {}:{} was lost.', 'Sambungan ke server PostgreSQL di {}:{} terputus.'],
  [
    'Start again when the server is back: what was complete before is unharmed, what was under way is built again.',
    'Mulai lagi setelah server kembali: yang sudah lengkap tetap utuh, yang sedang berjalan dibangun lagi.',
  ],
  ['The server is PostgreSQL {}.', 'Servernya PostgreSQL {}.'],
  [
    'Use a newer server, or unset DATABASE_URL to use the embedded store.',
    'Pakai server yang lebih baru, atau kosongkan DATABASE_URL untuk memakai penyimpanan tertanam.',
  ],
  ['PostgreSQL {} or newer', 'PostgreSQL {} atau lebih baru'],
  ['PostGIS is not installed on the server.', 'PostGIS tidak terpasang di server.'],
  [
    'Install it there (Debian: apt-get install postgresql-15-postgis-3), or unset DATABASE_URL to use the embedded store.',
    'Pasang di sana (Debian: apt-get install postgresql-15-postgis-3), atau kosongkan DATABASE_URL untuk memakai penyimpanan tertanam.',
  ],
  ['PostGIS {} or newer', 'PostGIS {} atau lebih baru'],
  ['The server has PostGIS {}.', 'Servernya punya PostGIS {}.'],
  [
    'Upgrade it there, then: alter extension postgis update.',
    'Perbarui di sana, lalu: alter extension postgis update.',
  ],
  [
    'The database {} has no extension postgis, and this user may not create it.',
    'Basis data {} tidak punya ekstensi postgis, dan pengguna ini tidak boleh membuatnya.',
  ],
  [
    'Let an administrator run in {}: create extension postgis',
    'Minta pengelola menjalankan di {}: create extension postgis',
  ],
  [
    'The roles kembaran_identity and kembaran_web are not there or not granted to {}, who may not create roles.',
    'Peran kembaran_identity dan kembaran_web tidak ada atau tidak diberikan kepada {}, yang tidak boleh membuat peran.',
  ],
  [
    'Let an administrator run: create role kembaran_identity nologin; create role kembaran_web nologin; grant kembaran_identity, kembaran_web to "{}"',
    'Minta pengelola menjalankan: create role kembaran_identity nologin; create role kembaran_web nologin; grant kembaran_identity, kembaran_web to "{}"',
  ],
  ['The user {} may not create schemas in database {}.', 'Pengguna {} tidak boleh membuat skema di basis data {}.'],
  [
    'Let an administrator run: grant create on database "{}" to "{}"',
    'Minta pengelola menjalankan: grant create on database "{}" to "{}"',
  ],
  ['The database is encoded in {}.', 'Pengodean basis data itu {}.'],
  [
    'Make another one: createdb --encoding UTF8 --template template0 NAME',
    'Buat yang lain: createdb --encoding UTF8 --template template0 NAME',
  ],
  [
    'The store was asked from inside its own transaction, and would wait for itself.',
    'Penyimpanan ditanyai dari dalam transaksinya sendiri, dan akan menunggu dirinya sendiri.',
  ],
  ['Ask the transaction that is handed in.', 'Tanyakan kepada transaksi yang diserahkan.'],
  [
    'Another process builds a snapshot in this database{}.',
    'Proses lain sedang membangun snapshot di basis data ini{}.',
  ],
  ['Wait until it is done, or stop it.', 'Tunggu sampai selesai, atau hentikan proses itu.'],
  ['Snapshot {} is not being built.', 'Snapshot {} tidak sedang dibangun.'],
  ['Begin a new one.', 'Mulai yang baru.'],
  // Keys.
  ['The file is not a file of keys, or it is damaged.', 'Berkas itu bukan berkas kunci, atau rusak.'],
  ['Put the copy back that was kept apart.', 'Kembalikan salinan yang disimpan terpisah.'],
  ['Other users of this machine may read the file of keys.', 'Pengguna lain komputer ini dapat membaca berkas kunci.'],
  ['Run: chmod 600 "{}"', 'Jalankan: chmod 600 "{}"'],
  ['The file of keys cannot be read ({}).', 'Berkas kunci tidak dapat dibaca ({}).'],
  [
    'Give this user the right to read it, or name another file with KEMBARAN_KEYS.',
    'Beri pengguna ini hak membacanya, atau sebutkan berkas lain dengan KEMBARAN_KEYS.',
  ],
  ['The file of keys is not there.', 'Berkas kunci tidak ada.'],
  [
    'Put it back from the copy that was kept apart, or name its place with KEMBARAN_KEYS.',
    'Kembalikan dari salinan yang disimpan terpisah, atau sebutkan letaknya dengan KEMBARAN_KEYS.',
  ],
  [
    'The file holds other keys than those that the numbers in the store are encrypted with.',
    'Kunci di berkas itu bukan kunci yang dipakai menyandikan nomor di penyimpanan.',
  ],
  [
    'Put the right file back from the copy that was kept apart, or name its place with KEMBARAN_KEYS.',
    'Kembalikan berkas yang benar dari salinan yang disimpan terpisah, atau sebutkan letaknya dengan KEMBARAN_KEYS.',
  ],
  ['{} Nothing was changed.', '{} Tidak ada yang diubah.'],
  [
    'A number of identity cannot be decrypted: it was written with other keys, or changed since.',
    'Sebuah nomor identitas tidak dapat dibuka: ditulis dengan kunci lain, atau berubah sesudahnya.',
  ],
  [
    'Put the right file of keys back. Nothing was changed.',
    'Kembalikan berkas kunci yang benar. Tidak ada yang diubah.',
  ],
  // What a snapshot keeps and publishes.
  [
    'The store gives {} with other bytes than were put in: their checksum does not fit.',
    'Penyimpanan mengembalikan {} dengan isi lain dari yang disimpan: jumlah periksanya tidak cocok.',
  ],
  ['the bytes of the build', 'isi seperti saat dibangun'],
  [
    'Build the snapshot again: npm run twin -- build --force. If it comes again, check the disk.',
    'Bangun lagi snapshot-nya: npm run twin -- build --force. Jika terulang, periksa disk.',
  ],
  ['the events of persons as twin build writes them', 'peristiwa orang seperti yang ditulis twin build'],
  [
    'Put the folder of the snapshot back from a copy, or build anew: npm run twin -- build --force',
    'Kembalikan folder snapshot dari salinannya, atau bangun lagi: npm run twin -- build --force',
  ],
  ['The events cannot be read ({}).', 'Peristiwanya tidak dapat dibaca ({}).'],
  ['Put the folder of the snapshot back from a copy.', 'Kembalikan folder snapshot dari salinannya.'],
  ['A card names {}, and nothing gives that text.', 'Sebuah kartu menyebut {}, padahal teksnya tidak ada.'],
  ['Correct the name, or add it to the entries of `each`.', 'Perbaiki namanya, atau tambahkan ke isian `each`.'],
  ['The card {}: {}: {}.', 'Kartu {}: {}: {}.'],
  [
    'Mend that field; every card has the fields of IndicatorCard (engine/layers/publication.ts).',
    'Perbaiki isian itu; setiap kartu punya isian IndicatorCard (engine/layers/publication.ts).',
  ],
  ['an area table of version {}', 'tabel wilayah versi {}'],
  ['A column ends behind the end of the bytes.', 'Sebuah kolom melampaui ujung berkas.'],
  ['A cell has a state that is not known.', 'Sebuah sel punya keadaan yang tidak dikenal.'],
  ['There are fewer bytes than the start of a table has.', 'Isinya lebih pendek dari kepala sebuah tabel.'],
  ['The bytes do not start as an area table does.', 'Isinya tidak diawali seperti tabel wilayah.'],
  ['The table has version {}.', 'Tabelnya versi {}.'],
  ['The header is cut off.', 'Kepalanya terpotong.'],
  [
    'There is a recipient list of the programme {}, and nothing says what it is.',
    'Ada daftar penerima program {}, padahal tidak diterangkan program apa itu.',
  ],
  [
    'Describe it in models/indicators/programmes.yaml: name, what the list counts, whether it is held against others.',
    'Terangkan di models/indicators/programmes.yaml: nama, apa yang dihitung daftarnya, dan apakah dibandingkan dengan yang lain.',
  ],
  ['There is no complete snapshot to export from.', 'Belum ada snapshot lengkap untuk diekspor.'],
  ['--{} does not take that value.', '--{} tidak menerima nilai itu.'],
  ['Give it one of: {}.', 'Isi dengan salah satu: {}.'],
  ['Say where the file goes: --out kelurahan.csv', 'Sebutkan tempat berkasnya: --out kelurahan.csv'],
];
