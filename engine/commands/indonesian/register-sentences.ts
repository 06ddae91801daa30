/** Sentences of errors about register files, their descriptions, a build and the sample city: English, then Indonesian. */
import type { Sentences } from './sentences.ts';

export const REGISTER_SENTENCES: Sentences = [
  // What a build starts from.
  [
    'Nothing says which day the registers speak of.',
    'Tidak disebutkan data register ini menurut keadaan tanggal berapa.',
  ],
  [
    'a registers.yaml beside the register files, with asOf: 2025-12-31 and the files',
    'registers.yaml di samping berkas register, berisi asOf: 2025-12-31 dan daftar berkasnya',
  ],
  ['Write one; README.md has an example.', 'Tulis berkas itu; contohnya ada di README.md.'],
  ['There is no register file to build from.', 'Tidak ada berkas register untuk dibangun.'],
  [
    'register files, and a registers.yaml beside them, in the folder that KEMBARAN_REGISTERS names',
    'berkas register, dan registers.yaml di sampingnya, di folder yang disebut KEMBARAN_REGISTERS',
  ],
  [
    'Put them there, or make a sample city: npm run twin -- sample',
    'Letakkan di sana, atau buat kota contoh: npm run twin -- sample',
  ],
  ['There is no register file in the folder.', 'Tidak ada berkas register di folder itu.'],
  ['.csv, .xlsx or .parquet files', 'berkas .csv, .xlsx, atau .parquet'],
  [
    'Put the register files there, or make the sample city: npm run twin -- sample.',
    'Letakkan berkas register di sana, atau buat kota contoh: npm run twin -- sample.',
  ],
  [
    'No file is a population register, so there is nobody to count.',
    'Tidak ada berkas data kependudukan, jadi tidak ada yang dapat dihitung.',
  ],
  [
    'a file of the population register, such as - { file: penduduk.csv, register: dukcapil }',
    'berkas data kependudukan, misalnya - { file: penduduk.csv, register: dukcapil }',
  ],
  [
    'Put the export of Dukcapil beside the other files and into registers.yaml.',
    'Letakkan ekspor Dukcapil di samping berkas lain dan sebutkan di registers.yaml.',
  ],
  [
    'None of the {} rows of the population register was accepted.',
    'Tidak satu pun dari {} baris data kependudukan diterima.',
  ],
  ['a row for each resident', 'satu baris untuk setiap warga'],
  [
    'Look whether the file is whole, and has its NIK and names; export it again.',
    'Periksa apakah berkas utuh, dan memuat NIK serta nama; ekspor ulang.',
  ],
  [
    'Nobody in the population register lives in the city on the reference day.',
    'Tidak ada orang di data kependudukan yang tinggal di kota pada tanggal acuan.',
  ],
  ['people who are alive and have not moved away on that day', 'orang yang hidup dan belum pindah pada tanggal itu'],
  [
    'Look at asOf, and at the column of the status of life in the population register.',
    'Periksa asOf, dan kolom status hidup di data kependudukan.',
  ],
  [
    'The registers have {} residents, and the snapshot that is served has {}.',
    'Register memuat {} warga, sedangkan snapshot yang sedang dipakai {}.',
  ],
  ['at least half as many', 'sekurangnya separuhnya'],
  [
    'Look whether the file of the population register is whole. If so many fewer is right: npm run twin -- build --accept-fewer.',
    'Periksa apakah berkas data kependudukan utuh. Jika memang berkurang sebanyak itu: npm run twin -- build --accept-fewer.',
  ],
  ['The columns of the population cannot be read ({}).', 'Kolom penduduk tidak dapat dibaca ({}).'],
  // Which file is which register, and how it is written.
  ['There is no register {}.', 'Tidak ada register {}.'],
  [
    'Correct the entry, or add a description to models/registers.',
    'Perbaiki isiannya, atau tambahkan keterangannya ke models/registers.',
  ],
  ['The sheets of the file are of {} registers: {}.', 'Lembar berkas itu berasal dari {} register: {}.'],
  [
    'Declare the file in registers.yaml once for each of them; each entry then takes its own sheets.',
    'Sebutkan berkas itu di registers.yaml satu kali untuk tiap register; setiap isian lalu mengambil lembarnya sendiri.',
  ],
  ['The headings fit two registers: {} and {}.', 'Judul kolomnya cocok dengan dua register: {} dan {}.'],
  [
    'Declare which it is in registers.yaml: - { file: {}, register: {} }.',
    'Nyatakan yang mana di registers.yaml: - { file: {}, register: {} }.',
  ],
  [
    'The file is declared as {}, and its headings are those of {}.',
    'Berkas dinyatakan sebagai {}, tetapi judul kolomnya milik {}.',
  ],
  [
    'Correct the entry in registers.yaml, or put the right file in its place.',
    'Perbaiki isian di registers.yaml, atau ganti dengan berkas yang benar.',
  ],
  [
    'None of the first {} rows holds the headings of {}.{}',
    'Tidak satu pun dari {} baris pertama berisi judul kolom {}.{}',
  ],
  ['headings as models/registers describes them', 'judul kolom seperti diterangkan models/registers'],
  [
    'Check that it is the right file and the right delimiter, or take it out of the folder if it is no register; a new layout is added to models/registers, not to the code.',
    'Periksa apakah berkas dan pemisahnya benar, atau keluarkan dari folder jika bukan register; susunan baru ditambahkan ke models/registers, bukan ke kode.',
  ],
  [
    'The file {} stands twice in the declaration, for the same register.',
    'Berkas {} disebut dua kali untuk register yang sama.',
  ],
  ['Remove one of the two entries.', 'Hapus salah satu isiannya.'],
  [
    'There are more than {} findings: the file is hardly what it is taken for.',
    'Ada lebih dari {} temuan: berkas ini agaknya bukan seperti yang disangka.',
  ],
  [
    'Check the register, the delimiter, the encoding and the order of dates in registers.yaml.',
    'Periksa register, pemisah, pengodean, dan urutan tanggal di registers.yaml.',
  ],
  [
    '{} of {} dates are none with the {} first, and are dates with the {} first.',
    '{} dari {} tanggal bukan tanggal jika {} di depan, tetapi tanggal yang benar jika {} di depan.',
  ],
  ['dates with the {} first, as {}', 'tanggal dengan {} di depan, sesuai {}'],
  [
    'Look at that column, and declare in registers.yaml what the file writes: - { file: {}, register: {}, dates: {} }. Where it writes both, export it again in one order.',
    'Lihat kolom itu, dan nyatakan di registers.yaml cara penulisannya: - { file: {}, register: {}, dates: {} }. Jika keduanya dipakai, ekspor ulang dengan satu urutan.',
  ],
  ['A value of the form {} can be read in two ways.', 'Nilai berbentuk {} dapat dibaca dengan dua cara.'],
  ['to know whether the mark parts decimals or thousands', 'keterangan apakah tandanya memisahkan desimal atau ribuan'],
  ['to know whether day or month comes first', 'keterangan apakah hari atau bulan yang di depan'],
  [
    'Declare it in registers.yaml: - { file: {}, register: {}, {} }.',
    'Nyatakan di registers.yaml: - { file: {}, register: {}, {} }.',
  ],
  ['Two columns have headings of one meaning: {}.', 'Dua kolom punya judul yang searti: {}.'],
  ['one column for each field', 'satu kolom untuk setiap isian'],
  ['Remove or rename the column that does not count.', 'Hapus atau ganti nama kolom yang tidak dipakai.'],
  ['The file lacks {}, without which it is no {}.', 'Berkas itu tidak punya {}; tanpa itu bukan {}.'],
  [
    'Export it with that column; models/registers/{}.yaml names the headings that are understood.',
    'Ekspor dengan kolom itu; models/registers/{}.yaml menyebut judul kolom yang dikenal.',
  ],
  [
    'There is no table {}.{}, or this user may not see it.',
    'Tidak ada tabel {}.{}, atau pengguna ini tidak boleh melihatnya.',
  ],
  ['a table with a column for each field', 'tabel dengan satu kolom untuk setiap isian'],
  ['Correct its name, or grant select on it.', 'Perbaiki namanya, atau berikan hak select atasnya.'],
  // Descriptions of registers and code lists.
  ['The description of a register contradicts itself: {}.', 'Keterangan sebuah register bertentangan: {}.'],
  [
    'Mend that entry; models/registers/README.md tells every key.',
    'Perbaiki isian itu; models/registers/README.md menerangkan setiap kunci.',
  ],
  ['rank {} is also that of {}', 'rank {} sudah dipakai {}'],
  ["the id {} is not the file's name", 'id {} bukan nama berkasnya'],
  ['dialect {}: heading "{}" means both {} and {}', 'dialect {}: judul "{}" berarti {} dan juga {}'],
  ['a programme belongs to the role recipients, and to no other', 'programme hanya untuk role recipients'],
  ['field {}: a list belongs to kind code, and to no other', 'isian {}: list hanya untuk kind code'],
  ['field {}: there is no code list {}', 'isian {}: tidak ada daftar kode {}'],
  ['field {}: {} is no field of kind {}', 'isian {}: {} bukan isian berjenis {}'],
  ['unusable names {}, which is no field', 'unusable menyebut {}, yang bukan isian'],
  ['dialect {}: {}', 'dialect {}: {}'],
  ['there is no field {}', 'tidak ada isian {}'],
  ['there is no code list {}', 'tidak ada daftar kode {}'],
  ['"{}" recognises it and is no heading of it', '"{}" dipakai mengenalinya tetapi bukan judul kolomnya'],
  ['List {} stands in two files of models/codes.', 'Daftar {} ada di dua berkas models/codes.'],
  ['In list {} "{}" means both {} and {}.', 'Di daftar {}, "{}" berarti {} dan juga {}.'],
  [
    'Give each list one place and each writing one meaning; models/codes/dukcapil.yaml tells the keys.',
    'Taruh setiap daftar di satu tempat dan beri setiap tulisan satu arti; models/codes/dukcapil.yaml menerangkan kuncinya.',
  ],
  // How the registers of the city are linked.
  ['It is left open.', 'Belum ditentukan.'],
  ['Say what kind of field it is.', 'Sebutkan jenis isiannya.'],
  [
    'Name under files, "*", columns the standard field of the registers that it is read from.',
    'Sebutkan di files, "*", columns isian baku register yang menjadi sumbernya.',
  ],
  ['No standard field is named for it.', 'Tidak disebutkan isian baku untuknya.'],
  ['a standard field', 'sebuah isian baku'],
  [
    'There is no comparison {} with the measure {}, by which links are decided.',
    'Tidak ada perbandingan {} dengan ukuran {}, padahal dipakai memutuskan tautan.',
  ],
  ['Add it.', 'Tambahkan.'],
  ['Two rules are called {}.', 'Dua aturan bernama {}.'],
  ['Rename one.', 'Ganti nama salah satunya.'],
  ['The shares of {} add up to {}.', 'Bagian-bagian {} berjumlah {}.'],
  ['shares that add up to 1', 'bagian yang berjumlah 1'],
  ['Mend one of them.', 'Perbaiki salah satunya.'],
  ['One of these is left to be chosen.', 'Salah satunya belum ditentukan.'],
  [
    'all of them spelled out, so that every build of a city decides alike',
    'semuanya ditulis, supaya setiap pembangunan kota memutuskan sama',
  ],
  ['Write it out.', 'Tuliskan.'],
  [
    'It is above threshold, so that pairs are linked that are not worth a look.',
    'Nilainya di atas threshold, sehingga ada pasangan yang ditautkan padahal tidak patut diperiksa.',
  ],
  ['a probability below threshold', 'peluang di bawah threshold'],
  ['Lower it, or raise threshold.', 'Turunkan, atau naikkan threshold.'],
  ['Register {} hands on {} as a {} column.', 'Register {} menyerahkan {} sebagai kolom {}.'],
  [
    'Mend the description of the register under models/registers.',
    'Perbaiki keterangan register itu di models/registers.',
  ],
  // The sample city.
  [
    'The registers folder is not empty, and it may hold real registers.',
    'Folder register tidak kosong, dan mungkin berisi register sungguhan.',
  ],
  [
    'Name another folder with KEMBARAN_REGISTERS, or give --replace when it holds a sample city.',
    'Sebutkan folder lain dengan KEMBARAN_REGISTERS, atau pakai --replace jika isinya kota contoh.',
  ],
  ['A sample city of {} residents cannot be made.', 'Kota contoh berisi {} warga tidak dapat dibuat.'],
  ['a whole number from {} to {}', 'bilangan bulat dari {} sampai {}'],
  ['Give another number of residents.', 'Berikan jumlah warga yang lain.'],
  ['A form of names {}.', 'Sebuah bentuk nama {}.'],
  ['names the list {}, which is not there', 'menyebut daftar {}, yang tidak ada'],
  ['has not one weight for each cohort', 'tidak punya satu bobot untuk setiap kelompok kelahiran'],
  ['Mend the form in models/sample/names.yaml.', 'Perbaiki bentuk itu di models/sample/names.yaml.'],
  ['No street of the kelurahan {} is known.', 'Tidak ada jalan yang diketahui di kelurahan {}.'],
  ['one street or more for each kelurahan of the geography', 'satu jalan atau lebih untuk setiap kelurahan'],
  ['Add its streets to geodata/gazetteer/streets.csv.', 'Tambahkan jalannya ke geodata/gazetteer/streets.csv.'],
  ['Nobody knows how many people live in the kelurahan {}.', 'Tidak diketahui berapa orang tinggal di kelurahan {}.'],
  ['a number of polling stations for each kelurahan of the geography', 'jumlah TPS untuk setiap kelurahan'],
  [
    'Add the kelurahan to models/sample/places.yaml, or make the sample city with the boundaries of Kota Madiun.',
    'Tambahkan kelurahan itu ke models/sample/places.yaml, atau buat kota contoh dengan batas Kota Madiun.',
  ],
  ['The rates of group {} for {} add up to {}.', 'Angka-angka kelompok {} untuk {} berjumlah {}.'],
  [
    'at most 1, because a row has at most one error of a group',
    'paling banyak 1, karena satu baris paling banyak punya satu kesalahan dari satu kelompok',
  ],
  ['Lower them.', 'Turunkan.'],
  ['The lists are too short for an overlap of {}.', 'Daftarnya terlalu pendek untuk tumpang tindih sebesar {}.'],
  ['lists of which the families in two are a part', 'daftar yang sebagiannya adalah keluarga di dua daftar'],
  ['Lower overlap.share, or make PKH longer.', 'Turunkan overlap.share, atau perpanjang daftar PKH.'],
  ['The kelurahan {} has no BPS code.', 'Kelurahan {} tidak punya kode BPS.'],
  [
    'Add it to geodata/facts/kelurahan.csv: DTSEN writes BPS codes.',
    'Tambahkan ke geodata/facts/kelurahan.csv: DTSEN memakai kode BPS.',
  ],
  ['The truth of the sample is not complete: {}.', 'Kebenaran kota contoh tidak lengkap: {}.'],
  ['it is too short', 'berkasnya terlalu pendek'],
  ['it has not as many rows as truth.json says', 'jumlah barisnya tidak sama dengan yang disebut truth.json'],
  ['it cannot be read ({})', 'berkasnya tidak dapat dibaca ({})'],
  ['{} is not as it should be', '{} tidak seperti seharusnya'],
  ['Write the sample again; its truth is written with it.', 'Tulis lagi kota contohnya; kebenarannya ikut tertulis.'],
  [
    'The folder for the sample registers holds files that are not a sample.',
    'Folder register contoh berisi berkas yang bukan kota contoh.',
  ],
  ['Name another folder, or move those files away first.', 'Sebutkan folder lain, atau pindahkan dahulu berkas itu.'],
  ['There is no truth beside the registers.', 'Tidak ada kebenaran di samping register.'],
  [
    'The population register is not that of the sample any more.',
    'Data kependudukan sudah bukan milik kota contoh lagi.',
  ],
  ['The list of {} is not that of the sample any more.', 'Daftar {} sudah bukan milik kota contoh lagi.'],
  [
    'the sample city as it was written, built into the newest snapshot',
    'kota contoh seperti saat ditulis, sudah dibangun menjadi snapshot terbaru',
  ],
  [
    'Make the sample city and build it: npm run twin -- sample; npm run twin -- build',
    'Buat kota contoh lalu bangun: npm run twin -- sample; npm run twin -- build',
  ],
];
