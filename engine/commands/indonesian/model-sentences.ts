/** Sentences of errors about a MODEL.yaml and about blocking: English, then Indonesian. */
import type { Sentences } from './sentences.ts';

export const MODEL_SENTENCES: Sentences = [
  // What a rule or a comparison asks for.
  [
    'No blocking rule could be chosen: every key of {} is too common, or held by no second record.',
    'Tidak ada aturan pencarian yang dapat dipilih: setiap kunci dari {} terlalu umum, atau tidak dimiliki catatan kedua.',
  ],
  [
    'keys that leave far fewer than the {} pairs that there are in all',
    'kunci yang menyisakan jauh lebih sedikit dari seluruh {} pasangan yang ada',
  ],
  [
    'In MODEL.yaml, name rules under blocking, or map more columns to fields; limits.maximumPerKey says how many records may share a key.',
    'Di MODEL.yaml, sebutkan aturan di bawah blocking, atau petakan lebih banyak kolom ke isian; limits.maximumPerKey menetapkan berapa catatan yang boleh berbagi satu kunci.',
  ],
  ['{} would make {} pairs.', '{} akan membuat {} pasangan.'],
  ['no more than {} pairs', 'paling banyak {} pasangan'],
  [
    'In MODEL.yaml, add a key to the rule under blocking, lower its maximumPerKey, or raise limits.maximumPairs if there is memory for them.',
    'Di MODEL.yaml, tambahkan kunci pada aturan itu di bawah blocking, turunkan maximumPerKey-nya, atau naikkan limits.maximumPairs jika memorinya cukup.',
  ],
  [
    'The blocking rules make more than {} pairs, which take more than {} MiB of memory; {} MiB are free.',
    'Aturan-aturan pencarian membuat lebih dari {} pasangan, yang memerlukan lebih dari {} MiB memori; yang kosong {} MiB.',
  ],
  ['no more than {} pairs on this machine as it is now', 'paling banyak {} pasangan di komputer ini saat ini'],
  [
    'Free memory, or in MODEL.yaml add a key to a rule under blocking or lower its maximumPerKey.',
    'Kosongkan memori, atau di MODEL.yaml tambahkan kunci pada aturan di bawah blocking atau turunkan maximumPerKey-nya.',
  ],
  [
    'A blocking rule names the field "{}", which the model does not have.',
    'Sebuah aturan pencarian menyebut isian "{}", yang tidak ada di model.',
  ],
  ['Name one of these fields in the rule.', 'Sebutkan salah satu isian itu di dalam aturan.'],
  [
    'A blocking rule asks for the part "{}" of a field, which does not exist.',
    'Sebuah aturan pencarian meminta bagian "{}" dari isian, padahal bagian itu tidak ada.',
  ],
  ['Name one of these parts in the rule.', 'Sebutkan salah satu bagian itu di dalam aturan.'],
  [
    'The model links a source "{}" that is not among the files.',
    'Model menautkan sumber "{}", yang tidak ada di antara berkas.',
  ],
  [
    'Name one of these in `between`, or give the file that is missing.',
    'Sebutkan salah satunya di `between`, atau berikan berkas yang kurang.',
  ],
  [
    'The comparison "{}" asks for the measure "{}", which does not exist.',
    'Perbandingan "{}" meminta ukuran "{}", yang tidak ada.',
  ],
  ['Name one of these measures in the model.', 'Sebutkan salah satu ukuran itu di model.'],
  [
    'The comparison "{}" is muted by "{}" at "{}", which does not exist or is muted by it in turn.',
    'Perbandingan "{}" diredam oleh "{}" pada tingkat "{}", yang tidak ada atau justru diredam olehnya.',
  ],
  [
    'a comparison of the model that is not muted by this one, and one of its levels',
    'perbandingan dari model yang tidak diredam oleh yang ini, dan salah satu tingkatnya',
  ],
  ['Correct `mutedBy` in the model.', 'Perbaiki `mutedBy` di model.'],
  [
    'Comparison {} has the levels {}, which cannot occur.',
    'Perbandingan {} punya tingkat {}, yang tidak mungkin terjadi.',
  ],
  ['levels of the measure {}, weakest first: {}', 'tingkat dari ukuran {}, yang terlemah lebih dahulu: {}'],
  [
    'Leave out what is not among them and keep their order.',
    'Hapus yang tidak termasuk di antaranya dan pertahankan urutannya.',
  ],
  ['Comparison {} compares a field that is not there: {}.', 'Perbandingan {} memakai isian yang tidak ada: {}.'],
  ['Name a field of the model.', 'Sebutkan isian dari model.'],
  ['The measure {} never shows the level "{}".', 'Ukuran {} tidak pernah menghasilkan tingkat "{}".'],
  ['The comparison {} never shows the level "{}".', 'Perbandingan {} tidak pernah menghasilkan tingkat "{}".'],
  ['some of {}', 'beberapa dari {}'],
  ['Name levels of the measure, or write auto.', 'Sebutkan tingkat dari ukuran itu, atau tulis auto.'],
  ['Two comparisons are called {}.', 'Dua perbandingan bernama {}.'],
  ['another name for each', 'nama yang berbeda untuk masing-masing'],
  ['Give one of them another name.', 'Beri salah satunya nama lain.'],
  [
    'Compare fields that are told, or write comparisons: auto.',
    'Bandingkan isian yang ada nilainya, atau tulis comparisons: auto.',
  ],
  ['None is left.', 'Tidak ada yang tersisa.'],
  ['at least one', 'setidaknya satu'],
  ['There is no measure "{}".', 'Tidak ada ukuran "{}".'],
  ['Name one of these, or write comparisons: auto.', 'Sebutkan salah satunya, atau tulis comparisons: auto.'],
  ['There is no comparison "{}".', 'Tidak ada perbandingan "{}".'],
  ['Name one of these.', 'Sebutkan salah satunya.'],
  ['Name keys that are told, or write blocking: auto.', 'Sebutkan kunci yang ada nilainya, atau tulis blocking: auto.'],
  ['No rule is left.', 'Tidak ada aturan yang tersisa.'],
  ['a field, or one of {} with its field', 'sebuah isian, atau salah satu dari {} beserta isiannya'],
  ['There is no part "{}" of a field.', 'Tidak ada bagian "{}" dari isian.'],
  ['Write for instance sound: surname, or blocking: auto.', 'Tulis misalnya sound: surname, atau blocking: auto.'],
  ['There is no field "{}".', 'Tidak ada isian "{}".'],
  [
    'Name one of these, or add the field and its column.',
    'Sebutkan salah satunya, atau tambahkan isian itu beserta kolomnya.',
  ],
  [
    'The field {} is not compared (compared: false under fields).',
    'Isian {} tidak dibandingkan (compared: false di bawah fields).',
  ],
  ['a field that is compared', 'isian yang dibandingkan'],
  ['Take it out, or leave compared out.', 'Keluarkan isian itu, atau hapus compared.'],
  // Fields.
  ['{} and {} have no field in common.', '{} dan {} tidak punya isian yang sama.'],
  [
    'Name under files, for each file, which column is which field (columns: { born: tgl_lahir }).',
    'Sebutkan di bawah files, untuk setiap berkas, kolom mana adalah isian mana (columns: { born: tgl_lahir }).',
  ],
  ['at least one field that both files tell', 'setidaknya satu isian yang ada di kedua berkas'],
  ['That field is blank in every row.', 'Isian itu kosong di semua baris.'],
  ['Name another field, or leave hub out.', 'Sebutkan isian lain, atau hapus hub.'],
  [
    'Add under files which column it is (columns: { {}: heading }), or take it out of fields.',
    'Tambahkan di bawah files kolom mana itu (columns: { {}: judul kolom }), atau keluarkan dari fields.',
  ],
  ['No file has a column for this field.', 'Tidak ada berkas yang punya kolom untuk isian ini.'],
  ['No row of any file tells any of the fields.', 'Tidak ada satu baris pun yang mengisi salah satu isian.'],
  ['at least one column with values beside the id', 'setidaknya satu kolom berisi nilai selain kolom id'],
  [
    'Name the columns by which records can be told to be one.',
    'Sebutkan kolom yang dapat menunjukkan bahwa dua catatan adalah satu.',
  ],
  ['The measure {} compares {}, not {}.', 'Ukuran {} membandingkan {}, bukan {}.'],
  [
    'Write one comparison for each field, or another measure.',
    'Tulis satu perbandingan untuk setiap isian, atau ukuran lain.',
  ],
  [
    'The measure {} cannot compare the field {}, which is of kind {}.',
    'Ukuran {} tidak dapat membandingkan isian {}, yang berjenis {}.',
  ],
  ['a field of kind "{}"', 'isian berjenis "{}"'],
  ['a field of kind {}', 'isian berjenis {}'],
  [
    'The fields {} ({}) and {} ({}) cannot be read as one.',
    'Isian {} ({}) dan {} ({}) tidak dapat dibaca sebagai satu.',
  ],
  [
    'Give them one of these kinds, join their columns under files, or compare each by itself.',
    'Beri keduanya salah satu jenis itu, gabungkan kolomnya di bawah files, atau bandingkan masing-masing.',
  ],
  ['fields that are all of one kind, {}', 'isian yang semuanya satu jenis, {}'],
  [
    'Name another measure, or mend the kind under fields.',
    'Sebutkan ukuran lain, atau perbaiki jenisnya di bawah fields.',
  ],
  [
    'The part {} is one of dates, and the field {} is of kind {}.',
    'Bagian {} adalah bagian tanggal, sedangkan isian {} berjenis {}.',
  ],
  [
    'Name another part, or mend the kind under fields.',
    'Sebutkan bagian lain, atau perbaiki jenisnya di bawah fields.',
  ],
  ['There is no format "{}" of the kind {}.', 'Tidak ada format "{}" untuk jenis {}.'],
  ['no format: the kind {} has none', 'tanpa format: jenis {} tidak punya format'],
  ['Write one of these, or leave format out.', 'Tulis salah satunya, atau hapus format.'],
  ['The measure {} has no option {}: {}.', 'Ukuran {} tidak punya pilihan {}: {}.'],
  ['no option', 'tanpa pilihan'],
  ['Mend the option, or leave it out.', 'Perbaiki pilihan itu, atau hapus.'],
  // Golden records.
  [
    'Write golden.datedBy: updated, or date: updated in place of date.',
    'Tulis golden.datedBy: updated, atau date: updated sebagai ganti date.',
  ],
  ['It is not said which field dates a row.', 'Tidak disebutkan isian mana yang memberi tanggal pada baris.'],
  ['The field {} is of kind {} and dates no row.', 'Isian {} berjenis {} dan tidak memberi tanggal pada baris.'],
  [
    'Say under fields that it is a date ({}: { kind: date, compared: false }), or name another.',
    'Nyatakan di bawah fields bahwa itu tanggal ({}: { kind: date, compared: false }), atau sebutkan yang lain.',
  ],
  ['a field', 'sebuah isian'],
  [
    'Name one of these, or add under files which column it is (columns: { {}: heading }).',
    'Sebutkan salah satunya, atau tambahkan di bawah files kolom mana itu (columns: { {}: judul kolom }).',
  ],
  // The shape of the file.
  [
    'Mend that key; npm run twin -- link --help shows a MODEL.yaml that works.',
    'Perbaiki kunci itu; npm run twin -- link --help menunjukkan MODEL.yaml yang berjalan.',
  ],
  [
    'Comparisons are written out, and levels stand there.',
    'Perbandingan sudah ditulis lengkap, sehingga tingkat berada di sana.',
  ],
  ['levels under comparisons alone', 'tingkat di bawah comparisons saja'],
  [
    'Move them to the comparison of the field, or write comparisons: auto.',
    'Pindahkan ke perbandingan isian itu, atau tulis comparisons: auto.',
  ],
  [
    'Name one of these, or add under columns which column it is.',
    'Sebutkan salah satunya, atau tambahkan di bawah columns kolom mana itu.',
  ],
  ['The file has no field "{}".', 'Berkas itu tidak punya isian "{}".'],
  [
    'No two rows of {} are one entity (neverTogether: true), and its doubles are to be sought.',
    'Tidak ada dua baris {} yang satu entitas (neverTogether: true), padahal gandanya diminta dicari.',
  ],
  [
    'Leave it out of deduplicate, or name the fields that tell its rows apart (neverTogether: [household]).',
    'Keluarkan dari deduplicate, atau sebutkan isian yang membedakan barisnya (neverTogether: [household]).',
  ],
  ['one of the two', 'salah satu dari keduanya'],
  ['The file is not readable as YAML: {} ({}).', 'Berkas tidak terbaca sebagai YAML: {} ({}).'],
  ['The file is not written in UTF-8.', 'Berkas itu tidak ditulis dalam UTF-8.'],
  [
    'Save it again in UTF-8 with the editor that it was written with.',
    'Simpan lagi dalam UTF-8 dengan penyunting yang menulisnya.',
  ],
  [
    'Mend that line; indentation is two spaces, text with a colon stands in quotes.',
    'Perbaiki baris itu; indentasi dua spasi, teks yang memuat titik dua ditulis dalam tanda kutip.',
  ],
  [
    'Mend that key; models/README.md describes the shape of each kind of file.',
    'Perbaiki kunci itu; models/README.md menerangkan bentuk setiap jenis berkas.',
  ],
  ['is an unknown field.', 'isian yang tidak dikenal.'],
  ['is missing: write {}.', 'tidak ada: tulis {}.'],
  ['must be {}.', 'harus {}.'],
  // Files of the model.
  ['one of {}, a number from 1 to {}, or "*"', 'salah satu dari {}, angka dari 1 sampai {}, atau "*"'],
  ['No such file was given.', 'Berkas itu tidak diberikan.'],
  ['Give that file, or mend its name.', 'Berikan berkas itu, atau perbaiki namanya.'],
  ['Put files of one kind together into one.', 'Gabungkan berkas sejenis menjadi satu.'],
  ['{} files were given.', 'Ada {} berkas yang diberikan.'],
  ['at most {}', 'paling banyak {}'],
  [
    'Describe it under files, as "{}" or as "*" for all files.',
    'Terangkan di bawah files, sebagai "{}" atau sebagai "*" untuk semua berkas.',
  ],
  ['The file {} is not described.', 'Berkas {} tidak diterangkan.'],
  ['id and columns of each file', 'id dan kolom setiap berkas'],
  [
    'Name the column that tells the rows of this file apart: id: person_id',
    'Sebutkan kolom yang membedakan baris berkas ini: id: person_id',
  ],
  ['No id column is named for {}.', 'Tidak disebutkan kolom id untuk {}.'],
  ['the heading of a column', 'judul sebuah kolom'],
  [
    'Set deduplicate or link to true, or leave both out.',
    'Isi deduplicate atau link dengan true, atau hapus keduanya.',
  ],
  ['Nothing is to be linked.', 'Tidak ada yang diminta ditautkan.'],
  ['deduplicate, link, or both', 'deduplicate, link, atau keduanya'],
  ['Write deduplicate: [{}] to look for doubles in it.', 'Tulis deduplicate: [{}] untuk mencari ganda di dalamnya.'],
  ['The file {} is to be linked with itself.', 'Berkas {} diminta ditautkan dengan dirinya sendiri.'],
  ['two files', 'dua berkas'],
  ['The files {} and {} are named before.', 'Berkas {} dan {} sudah disebut sebelumnya.'],
  ['each pair of files once', 'setiap pasangan berkas satu kali'],
  ['Leave one of the two out.', 'Hapus salah satunya.'],
  ['There is no file "{}".', 'Tidak ada berkas "{}".'],
  [
    'Files are to be linked, and one file was given.',
    'Berkas diminta saling ditautkan, tetapi hanya satu berkas yang diberikan.',
  ],
  ['two files or more', 'dua berkas atau lebih'],
  [
    'Give the second file as well, or write deduplicate: true to look for doubles in the one file.',
    'Berikan juga berkas kedua, atau tulis deduplicate: true untuk mencari ganda di berkas yang satu itu.',
  ],
  ['The same file is given twice.', 'Berkas yang sama diberikan dua kali.'],
  ['each file once', 'setiap berkas satu kali'],
  [
    'Give it once: one file alone is searched for doubles.',
    'Berikan satu kali saja: satu berkas sendiri dicari gandanya.',
  ],
];
