/** Sentences of errors about the score that is learnt from a survey: English, then Indonesian. */
import type { Sentences } from './sentences.ts';

export const SURVEY_SENTENCES: Sentences = [
  // What a command asks for.
  ['--model is missing.', '--model belum diisi.'],
  [
    'Say which MODEL.yaml describes the survey: --model survey.yaml',
    'Sebutkan MODEL.yaml yang menerangkan survei: --model survei.yaml',
  ],
  [
    'Name the folder that twin welfare train --out wrote: --trained DIR',
    'Sebutkan folder yang ditulis twin welfare train --out: --trained DIR',
  ],
  ['There is no snapshot "{}".', 'Tidak ada snapshot "{}".'],
  // MODEL.yaml of a survey.
  [
    'Mend that key; models/welfare/example.yaml has every key, explained.',
    'Perbaiki kunci itu; models/welfare/example.yaml menerangkan setiap kunci.',
  ],
  ['It says {} and label.transformation says {}.', 'Di sini {}, sedangkan label.transformation {}.'],
  ['one transformation', 'satu transformasi'],
  ['Take one of them out.', 'Hapus salah satunya.'],
  ['There is no column "{}", which {} names as {}.', 'Tidak ada kolom "{}", yang disebut {} sebagai {}.'],
  ['There is no column "{}", which {} names under {}.', 'Tidak ada kolom "{}", yang disebut {} di bawah {}.'],
  ['Mend {} in {}.', 'Perbaiki {} di {}.'],
  ['{} is no number.', '{} bukan bilangan.'],
  ['classes for numbers alone', 'kelas hanya untuk bilangan'],
  ['Take {} out.', 'Keluarkan {}.'],
  ['a column of the survey', 'kolom dari survei'],
  ['Mend groups.', 'Perbaiki groups.'],
  // Columns and facts.
  ['at least one column with facts', 'setidaknya satu kolom berisi fakta'],
  ['No column is left to learn from.', 'Tidak ada kolom tersisa untuk dipelajari.'],
  ['Name columns under features.', 'Sebutkan kolom di features.'],
  ['The column says nothing: {}.', 'Kolom itu tidak memberi keterangan: {}.'],
  ['values that differ', 'nilai yang berbeda-beda'],
  ['The column is the {} already.', 'Kolom itu sudah dipakai sebagai {}.'],
  ['another column', 'kolom lain'],
  ['Take it out of features.', 'Keluarkan dari features.'],
  [
    'Take the column out of features, or say its kind (number, category, ordinal, date).',
    'Keluarkan kolom itu dari features, atau sebutkan jenisnya (number, category, ordinal, date).',
  ],
  ['a date such as 2025-12-31', 'tanggal seperti 2025-12-31'],
  [
    'The cell is not of the kind that MODEL.yaml gives the column.',
    'Sel itu tidak sesuai jenis kolomnya di MODEL.yaml.',
  ],
  [
    'Mend the cell, give the column another kind, or name the word as blank (file: { missing: [...] }).',
    'Perbaiki selnya, beri kolomnya jenis lain, atau sebutkan kata itu sebagai kosong (file: { missing: [...] }).',
  ],
  ['facts of the household that are no sums of spending', 'fakta keluarga yang bukan jumlah pengeluaran'],
  ['Name the facts under features; one that is named is used.', 'Sebutkan faktanya di features; yang disebut dipakai.'],
  ['headings, and a row a household', 'judul kolom, dan satu baris untuk setiap keluarga'],
  [
    'Export it again, or name another sheet in MODEL.yaml (file: { sheet: Data }).',
    'Ekspor ulang, atau sebutkan lembar lain di MODEL.yaml (file: { sheet: Data }).',
  ],
  ['Mend file.sheet in MODEL.yaml.', 'Perbaiki file.sheet di MODEL.yaml.'],
  ['Rename one of them.', 'Ganti nama salah satunya.'],
  [
    'The row has {}, and there are {} columns with a heading (row {}).',
    'Baris itu punya {}, padahal ada {} kolom berjudul (baris {}).',
  ],
  ['The {} is no number there.', '{} di sana bukan bilangan.'],
  [
    'Mend the cell, or name the word as blank in MODEL.yaml (file: { missing: [...] }).',
    'Perbaiki selnya, atau sebutkan kata itu sebagai kosong di MODEL.yaml (file: { missing: [...] }).',
  ],
  [
    'Its numbers can be read in two ways: "{}" is {} or {}.',
    'Bilangannya dapat dibaca dengan dua cara: "{}" adalah {} atau {}.',
  ],
  [
    'file.decimal in MODEL.yaml, which says what stands before the fraction',
    'file.decimal di MODEL.yaml, yang menyebut tanda sebelum pecahan',
  ],
  [
    "Write file: { decimal: '.' } where it is a point, or file: { decimal: ',' } where it is a comma.",
    "Tulis file: { decimal: '.' } jika titik, atau file: { decimal: ',' } jika koma.",
  ],
  // The label, weights, sizes and folds.
  ['A household has no fold.', 'Ada keluarga tanpa lipatan.'],
  ['a fold for each household', 'satu lipatan untuk setiap keluarga'],
  ['Write its fold, or leave the column out of folds.', 'Tulis lipatannya, atau keluarkan kolom itu dari folds.'],
  ['The column {} has {} distinct value{}.', 'Kolom {} punya {} nilai yang berbeda{}.'],
  ['2 to {} folds', '2 sampai {} lipatan'],
  ['Name a column of folds.', 'Sebutkan kolom lipatan.'],
  [
    'Rows {} and {} are of one cluster ({}) and stand in two folds.',
    'Baris {} dan {} dari satu klaster ({}) tetapi ada di dua lipatan.',
  ],
  ['each cluster in one fold', 'setiap klaster di satu lipatan'],
  [
    'Give all rows of a cluster one fold, or leave the column out of folds: they are then made by cluster.',
    'Beri semua baris satu klaster lipatan yang sama, atau keluarkan kolom itu dari folds: lipatan lalu dibuat per klaster.',
  ],
  ['A household has no weight.', 'Ada keluarga tanpa bobot.'],
  ['A weight is negative.', 'Ada bobot negatif.'],
  ['a number of 0 or more', 'bilangan 0 atau lebih'],
  [
    'Mend it; a household that is to count for nothing has weight 0.',
    'Perbaiki; keluarga yang tidak ikut dihitung berbobot 0.',
  ],
  ['All weights are 0.', 'Semua bobot 0.'],
  ['weights above 0', 'bobot di atas 0'],
  ['Mend them.', 'Perbaiki.'],
  ['A household has no size.', 'Ada keluarga tanpa jumlah anggota.'],
  ['a number above 0', 'bilangan di atas 0'],
  ['Mend it, or leave people out.', 'Perbaiki, atau hapus people.'],
  ['All households have the same label.', 'Semua keluarga punya label yang sama.'],
  ['Name another column.', 'Sebutkan kolom lain.'],
  ['one of two words', 'salah satu dari dua kata'],
  ['What the label is divided by is not above 0.', 'Pembagi label di sana tidak di atas 0.'],
  ['The label has no {} there: it is {}.', 'Label di sana tidak punya {}: nilainya {}.'],
  [
    'The label has two values, {} and {}: a yes or no, and no amount.',
    'Labelnya dua nilai, {} dan {}: ya atau tidak, bukan besaran.',
  ],
  [
    'what a household spends or earns, the lower the poorer',
    'pengeluaran atau pendapatan keluarga, makin kecil makin miskin',
  ],
  [
    'Name that column as label; where those under a line are due, coverages says so: { coverage: 0.2, line: N }.',
    'Sebutkan kolom itu sebagai label; jika yang di bawah suatu garis berhak, coverages yang menyebutnya: { coverage: 0.2, line: N }.',
  ],
  [
    'Mend it, or choose another transformation ({}); where it is a code for "not known", name it as blank (file: { missing: [\'CODE\'] }).',
    'Perbaiki, atau pilih transformasi lain ({}); jika itu kode untuk "tidak tahu", sebutkan sebagai kosong (file: { missing: [\'KODE\'] }).',
  ],
  ['It has {} with a label.', 'Berkas itu punya {} berlabel.'],
  ['It has {} with a label and a weight above 0.', 'Berkas itu punya {} berlabel dan berbobot di atas 0.'],
  ['at least {}', 'sekurangnya {}'],
  ['Give a larger survey, or fewer folds.', 'Berikan survei yang lebih besar, atau kurangi lipatan.'],
  ['All rows are of one cluster.', 'Semua baris dari satu klaster.'],
  [
    'There are {} clusters. {} leaves {} with a weight above 0 to learn from, and a part of them is held out again ({}).',
    'Ada {} klaster. {} menyisakan {} berbobot di atas 0 untuk dipelajari, dan sebagiannya disisihkan lagi ({}).',
  ],
  [
    'at least {} clusters left by each fold, and {} in each part that is learnt from inside it',
    'sekurangnya {} klaster disisakan setiap lipatan, dan {} di setiap bagian yang dipelajari di dalamnya',
  ],
  [
    'Lower folds, name another column as cluster in {}, or leave it out.',
    'Turunkan folds, sebutkan kolom lain sebagai cluster di {}, atau hapus.',
  ],
  [
    '{} leaves households to learn from that all have the same label ({}).',
    '{} menyisakan keluarga yang semuanya berlabel sama ({}).',
  ],
  [
    '{} leaves {} households with a weight above 0 in a part that is learnt from ({}).',
    '{} menyisakan {} keluarga berbobot di atas 0 di bagian yang dipelajari ({}).',
  ],
  ['labels that differ in each part', 'label yang berbeda-beda di setiap bagian'],
  [
    'Lower folds, or take folds whose clusters are of about the same size.',
    'Turunkan folds, atau pakai lipatan yang klasternya kira-kira sama besar.',
  ],
  ['{} of the survey is below {}.', '{} dari survei ada di bawah {}.'],
  [
    'a line in the unit of the label ({}{}), with households on either side',
    'garis dalam satuan label ({}{}), dengan keluarga di kedua sisinya',
  ],
  ['Mend the line, or name poor as a share.', 'Perbaiki garisnya, atau sebutkan poor sebagai bagian.'],
  ['A file is in the place of the folder for the results.', 'Ada berkas di tempat folder hasil.'],
  // Scoring a city.
  ['It is no welfare model of this version.', 'Itu bukan model kerentanan dari versi ini.'],
  ['It cannot be read ({}).', 'Tidak dapat dibaca ({}).'],
  ['Train it again: npm run twin -- welfare train.', 'Latih lagi: npm run twin -- welfare train.'],
  [
    'The model reads {}, and these households have no such fact.',
    'Model memakai {}, padahal keluarga ini tidak punya fakta itu.',
  ],
  ['The model reads {} as a {}, and here it is a {}.', 'Model membaca {} sebagai {}, padahal di sini {}.'],
  [
    'Give that fact (NaN or -1 where it is not known), or train a model without it.',
    'Berikan fakta itu (NaN atau -1 jika tidak diketahui), atau latih model tanpanya.',
  ],
  [
    "The survey's {} is {} to {} (middle {}), and the city's {} is {} to {} (middle {}).",
    'Di survei {} dari {} sampai {} (tengah {}), sedangkan di kota {} dari {} sampai {} (tengah {}).',
  ],
  [
    'The model reads {} that this city does not have: {}. Nothing was scored.',
    'Model memakai {} yang tidak ada di kota ini: {}. Tidak ada yang diberi skor.',
  ],
  ['facts of this city: {}', 'fakta kota ini: {}'],
  [
    'Name the fact of the city under features (fact: …) in MODEL.yaml and train again, train without it, or read the register that tells it.',
    'Sebutkan fakta kota itu di features (fact: …) dalam MODEL.yaml lalu latih lagi, latih tanpanya, atau baca register yang memuatnya.',
  ],
  [
    'The model reads {} as a number, and {} of the city is one of several codes.',
    'Model membaca {} sebagai bilangan, padahal {} di kota ini berupa kode.',
  ],
  [
    "Of {} % of the households the city writes {} in a way that the survey's {} never has: here {}, there {}.",
    'Pada {} % keluarga, kota menulis {} dengan cara yang tidak pernah ada pada {} di survei: di sini {}, di sana {}.',
  ],
  ['{} Nothing was scored.', '{} Tidak ada yang diberi skor.'],
  ['the same question in the same unit', 'pertanyaan yang sama dengan satuan yang sama'],
  ['the same kind in both', 'jenis yang sama di keduanya'],
  ['the same answers in both', 'jawaban yang sama di keduanya'],
  [
    'Say under features in MODEL.yaml what each word is in the city (codes: …), or name another fact, and train again.',
    'Sebutkan di features dalam MODEL.yaml arti setiap kata di kota (codes: …), atau sebutkan fakta lain, lalu latih lagi.',
  ],
  ['The two models estimate different things: {}, and {}.', 'Kedua model menaksir hal yang berbeda: {}, dan {}.'],
  [
    'the same label, divided by the same, in the same currency',
    'label yang sama, dengan pembagi yang sama, dalam mata uang yang sama',
  ],
  ['Train both on the same survey with the same label.', 'Latih keduanya dengan survei dan label yang sama.'],
  [
    'The score kept with the snapshot is damaged or of another version.',
    'Skor yang disimpan bersama snapshot rusak atau dari versi lain.',
  ],
  [
    'Score the snapshot again: npm run twin -- welfare score --trained DIR.',
    'Beri skor lagi: npm run twin -- welfare score --trained DIR.',
  ],
  [
    'The families of this snapshot have no skor kerentanan lokal yet.',
    'Keluarga di snapshot ini belum punya skor kerentanan lokal.',
  ],
  [
    'Score them: npm run twin -- welfare score --trained DIR; a build makes a new snapshot, which is scored anew.',
    'Beri skor: npm run twin -- welfare score --trained DIR; setiap build membuat snapshot baru, yang diberi skor lagi.',
  ],
  [
    'The measures of the model are not beside it: nobody could say how wrong its scores are.',
    'Ukuran model tidak ada di sampingnya: tidak dapat dikatakan seberapa keliru skornya.',
  ],
  [
    'metrics.json as twin welfare train --out wrote it with the model',
    'metrics.json seperti yang ditulis twin welfare train --out bersama modelnya',
  ],
  [
    'Name the whole folder that training wrote, or train again.',
    'Sebutkan seluruh folder yang ditulis pelatihan, atau latih lagi.',
  ],
];
