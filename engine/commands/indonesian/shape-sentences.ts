/** What files of models and requests are told of their shape, in their own words and in those of the library: English, then Indonesian. */
import type { Sentences } from './sentences.ts';

/** In the words of the shapes. */
export const SHAPE_SENTENCES: Sentences = [
  ['what the description of the file has at that key', 'yang disebut keterangan berkas itu untuk kunci tersebut'],
  [
    'YAML: a key, a colon and a value in each line, and what belongs together indented alike',
    'YAML: kunci, titik dua, dan nilai di setiap baris, dan yang sekelompok diberi indentasi sama',
  ],
  ['a file that can be read', 'berkas yang dapat dibaca'],
  ['text in UTF-8', 'teks dalam UTF-8'],
  ['text in UTF-8 or Windows-1252', 'teks dalam UTF-8 atau Windows-1252'],
  ['must be {} or more.', 'harus {} atau lebih.'],
  ['must be {} or less.', 'harus {} atau kurang.'],
  ['must be a number, or the key of a choice.', 'harus bilangan, atau kunci sebuah pilihan.'],
  ['needs a reference: a key of sources.yaml.', 'perlu sumber: sebuah kunci dari sources.yaml.'],
  ['needs a value.', 'perlu sebuah nilai.'],
  [
    'two words of the survey are one code of the city: make one word of them in the survey.',
    'dua kata dalam survei menjadi satu kode di kota: jadikan satu kata di survei.',
  ],
  [
    'an ordinal needs order (its words from least to most), and nothing else has it.',
    'jenis ordinal memerlukan order (katanya dari yang terkecil sampai terbesar), dan jenis lain tidak memilikinya.',
  ],
  ['expected a share between 0 and 1.', 'harus bagian antara 0 dan 1.'],
  ['either poor or line, not both.', 'pilih poor atau line, jangan keduanya.'],
  [
    'cuts make classes of a number; a category has none.',
    'cuts membagi angka menjadi kelas; kategori tidak memilikinya.',
  ],
  ['expected a year, month or day such as 2025-03-31.', 'harus tahun, bulan, atau tanggal seperti 2025-03-31.'],
  [
    'expected the heading of a column as the file has it, or its number from 1 on.',
    'harus judul kolom seperti di berkas, atau nomornya mulai 1.',
  ],
  [
    'expected one mark such as ";", ",", "|", "^" or "\\t".',
    'harus satu tanda, misalnya ";", ",", "|", "^", atau "\\t".',
  ],
  ['expected field: column, a list of columns, or the word all.', 'harus isian: kolom, daftar kolom, atau kata all.'],
  ['expected a field, a list of fields, or true.', 'harus isian, daftar isian, atau true.'],
  [
    'is not one key such as `surname` or `sound: surname`.',
    'bukan satu kunci seperti `surname` atau `sound: surname`.',
  ],
  ['expected true, false, or a list of files.', 'harus true, false, atau daftar berkas.'],
  [
    'expected true, false, or a list of { left, right, oneToOne }.',
    'harus true, false, atau daftar { left, right, oneToOne }.',
  ],
  ['is not a plain file name.', 'bukan nama berkas biasa.'],
  ['is not a date such as 2025-12-31.', 'bukan tanggal seperti 2025-12-31.'],
  ['is not a field name in camelCase.', 'bukan nama isian dalam camelCase.'],
  ['low has to be less than high.', 'low harus lebih kecil dari high.'],
  ['has to lie within low and high.', 'harus terletak di antara low dan high.'],
  ['has to be a whole number, as its unit says.', 'harus bilangan bulat, sesuai satuannya.'],
  ['has no name under units.', 'tidak punya nama di units.'],
  ['has no name under groups.', 'tidak punya nama di groups.'],
  [
    'choices are counted from 0 to one less than there are of them.',
    'pilihan dihitung dari 0 sampai satu kurang dari banyaknya.',
  ],
  ['is missing: programmes of aid stand in it.', 'tidak ada: program bantuan masuk di dalamnya.'],
  ['the value lies outside its range.', 'nilainya di luar rentangnya.'],
  [
    'the ages of youth, adults and elderly have to ascend.',
    'usia remaja, dewasa, dan lanjut usia harus naik berurutan.',
  ],
  ['the ages do not rise.', 'usianya tidak naik berurutan.'],
];

/** What has to stand there, as `must be …` and `is missing: write …` close with it. */
export const SHAPE_PIECES: Sentences = [
  ['{} or more', '{} atau lebih'],
  ['{} or less', '{} atau kurang'],
  ['less than {}', 'kurang dari {}'],
  ['{} items', '{} butir'],
  ['{} items or more', '{} butir atau lebih'],
  ['{} items or less', '{} butir atau kurang'],
  ['a text of {} letters', 'teks berisi {} huruf'],
  ['a text of {} letters or more', 'teks berisi {} huruf atau lebih'],
  ['a text of {} letters or less', 'teks berisi {} huruf atau kurang'],
  ['no key there', 'tidak ada kunci di situ'],
  [
    'where it was read, as keys of sources.yaml: [S42]',
    'tempat angkanya dibaca, sebagai kunci dari sources.yaml: [S42]',
  ],
  ['a number, or unknown where no source tells it', 'bilangan, atau unknown jika sumbernya tidak menyebut'],
  ['what it is counted in: desil, tahun, orang …', 'satuannya: desil, tahun, orang …'],
  ['a whole number of periods', 'bilangan bulat banyaknya periode'],
  [
    'its values, each with from, value and reference',
    'nilai-nilainya, masing-masing dengan from, value, dan reference',
  ],
  ['a date such as 2025-12-31', 'tanggal seperti 2025-12-31'],
  [
    'rupiah / (family or person) / (year, once, quarter, month or day)',
    'rupiah / (family atau person) / (year, once, quarter, month, atau day)',
  ],
];

/** In the words of the library, which says them of numbers, texts and lists. */
export const LIBRARY_SENTENCES: Sentences = [
  // With its key: what is told elsewhere of `two fields or more` would be found in the whole of it.
  ['{}: must be {} or more.', '{}: harus {} atau lebih.'],
  ['Invalid option: expected one of {}.', 'pilihan yang tidak dikenal; yang ada {}.'],
  ['Invalid discriminator value. Expected {}.', 'pilihan yang tidak dikenal; yang ada {}.'],
  ['Invalid input: expected {}.', 'nilainya tidak cocok; yang diharapkan {}.'],
  ['Invalid input.', 'nilainya tidak cocok.'],
  ['Invalid key in record.', 'kuncinya tidak cocok.'],
  ['Invalid string: must match pattern {}.', 'tulisannya tidak sesuai pola {}.'],
  ['Invalid ISO date.', 'bukan tanggal seperti 2025-12-31.'],
  ['Invalid number: must be a multiple of {}.', 'harus kelipatan {}.'],
  ...['number', 'int'].flatMap((kind): Sentences => [
    [`Too small: expected ${kind} to be >={}.`, 'terlalu kecil: harus {} atau lebih.'],
    [`Too small: expected ${kind} to be >{}.`, 'terlalu kecil: harus lebih dari {}.'],
    [`Too big: expected ${kind} to be <={}.`, 'terlalu besar: harus {} atau kurang.'],
    [`Too big: expected ${kind} to be <{}.`, 'terlalu besar: harus kurang dari {}.'],
  ]),
  ['Too small: expected array to have >={} items.', 'terlalu sedikit: harus {} butir atau lebih.'],
  ['Too small: expected array to have exactly {} items.', 'terlalu sedikit: harus tepat {} butir.'],
  ['Too big: expected array to have <={} items.', 'terlalu banyak: harus {} butir atau kurang.'],
  ['Too big: expected array to have exactly {} items.', 'terlalu banyak: harus tepat {} butir.'],
  ['Too small: expected string to have >={} characters.', 'terlalu pendek: harus {} huruf atau lebih.'],
  ['Too small: expected string to have exactly {} characters.', 'terlalu pendek: harus tepat {} huruf.'],
  ['Too big: expected string to have <={} characters.', 'terlalu panjang: harus {} huruf atau kurang.'],
  ['Too big: expected string to have exactly {} characters.', 'terlalu panjang: harus tepat {} huruf.'],
];
