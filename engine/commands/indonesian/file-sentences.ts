/** Sentences of errors about files that are read or written: English, then Indonesian. */
import type { Sentences } from './sentences.ts';

export const FILE_SENTENCES: Sentences = [
  ['one of {}', 'salah satu dari {}'],
  // Headings and columns.
  [
    'Export it again, or name another sheet in MODEL.yaml (sheet: Data).',
    'Ekspor ulang, atau sebutkan lembar lain di MODEL.yaml (sheet: Data).',
  ],
  ['It has no row.', 'Berkas itu tidak punya baris.'],
  ['headings, and a row for each record', 'judul kolom, dan satu baris untuk setiap catatan'],
  ['The row looks like a record and not like headings.', 'Baris itu tampak seperti catatan, bukan judul kolom.'],
  ['headings; the columns are {}', 'judul kolom; kolom yang ada {}'],
  [
    'Where the file has no headings, write headings: false in MODEL.yaml, and id and columns by their numbers; where they are headings all the same, write headings: true.',
    'Jika berkas tidak punya judul kolom, tulis headings: false di MODEL.yaml, dan sebut id serta kolom dengan nomornya; jika itu memang judul kolom, tulis headings: true.',
  ],
  [
    'Nothing tells whether the row holds headings or a record.',
    'Tidak jelas apakah baris itu berisi judul kolom atau catatan.',
  ],
  ['headings: true or headings: false in MODEL.yaml', 'headings: true atau headings: false di MODEL.yaml'],
  [
    'Write headings: true where the row names the columns, or headings: false where it is a record already (then give id and columns by their numbers).',
    'Tulis headings: true jika baris itu menamai kolom, atau headings: false jika baris itu sudah catatan (lalu sebut id dan kolom dengan nomornya).',
  ],
  ['There is no column {}, which MODEL.yaml names as {}.', 'Tidak ada kolom {}, yang disebut MODEL.yaml sebagai {}.'],
  [
    'Mend the name in MODEL.yaml, or add the column; where files differ, describe each under its own name.',
    'Perbaiki namanya di MODEL.yaml, atau tambahkan kolomnya; jika berkas berbeda-beda, terangkan masing-masing dengan namanya.',
  ],
  [
    'Rename one of them, or give the columns by their numbers.',
    'Ganti nama salah satunya, atau sebut kolom dengan nomornya.',
  ],
  ['Two columns have one heading.', 'Dua kolom punya judul yang sama.'],
  ['each heading once', 'setiap judul satu kali'],
  [
    'Give a CSV, XLSX or Parquet with the columns {}, and these names in its first row.',
    'Berikan CSV, XLSX, atau Parquet dengan kolom {}, dan nama-nama itu di baris pertamanya.',
  ],
  ['one of ; , | and tab', 'salah satu dari ; , | dan tab'],
  ['There is no column "{}".', 'Tidak ada kolom "{}".'],
  ['id, in place of {}', 'id, bukan {}'],
  [
    'What parts the file is {}; {} stands {} in each of its first rows.',
    'Pemisah berkas itu {}; {} ada {} di setiap baris awalnya.',
  ],
  [
    'a delimiter that parts it into the columns of MODEL.yaml, {} perhaps',
    'pemisah yang membaginya menjadi kolom di MODEL.yaml, barangkali {}',
  ],
  ['Write delimiter: {} in MODEL.yaml.', 'Tulis delimiter: {} di MODEL.yaml.'],
  ['There is no sheet "{}".', 'Tidak ada lembar "{}".'],
  ['Mend sheet in MODEL.yaml.', 'Perbaiki sheet di MODEL.yaml.'],
  // Ids.
  ['{} an id that an earlier row has: rows {}.', '{} id yang sudah dipakai baris sebelumnya: baris {}.'],
  ['{} no id: rows {}.', '{} tidak punya id: baris {}.'],
  [
    'Choose a column that tells all rows apart, or remove the rows that repeat.',
    'Pilih kolom yang membedakan semua baris, atau hapus baris yang berulang.',
  ],
  ['another id in each row', 'id yang berbeda di setiap baris'],
  [
    'Fill in the id, or remove these rows (a line of totals is no record).',
    'Isi id-nya, atau hapus baris itu (baris jumlah bukan catatan).',
  ],
  ['an id in each row', 'id di setiap baris'],
  ['It has headings and no row.', 'Berkas itu punya judul kolom tetapi tidak punya baris.'],
  ['a row for each record', 'satu baris untuk setiap catatan'],
  ['Export it again.', 'Ekspor ulang.'],
  // The truth.
  ['Give a table with the columns source, id and entity.', 'Berikan tabel dengan kolom source, id, dan entity.'],
  ['entity beside {}', 'entity di samping {}'],
  [
    'Add a column "source" with the name of the file that each row is about.',
    'Tambahkan kolom "source" berisi nama berkas yang dimaksud setiap baris.',
  ],
  ['Two files have a record of this id.', 'Dua berkas punya catatan dengan id ini.'],
  ['a column source', 'kolom source'],
  ['Mend the name.', 'Perbaiki namanya.'],
  [
    'None of the ids in it is one of the {} records of the files.',
    'Tidak satu pun id di dalamnya termasuk {} catatan pada berkas.',
  ],
  ['source, id and entity of these records', 'source, id, dan entity dari catatan tersebut'],
  [
    'Give the truth of these files (ids as they have them; zeros in front count), or leave out --truth.',
    'Berikan kebenaran dari berkas ini (id seperti tertulis di sana; nol di depan ikut dihitung), atau hapus --truth.',
  ],
  // Reading.
  ['A folder is in the place of the file.', 'Di tempat berkas itu ada folder.'],
  ['a CSV, XLSX or Parquet file', 'berkas CSV, XLSX, atau Parquet'],
  ['a YAML file', 'berkas YAML'],
  ['Name a file in it.', 'Sebutkan berkas di dalamnya.'],
  ['The file cannot be read ({}).', 'Berkas tidak dapat dibaca ({}).'],
  [
    'Check that it is there and that this user may read it.',
    'Periksa apakah berkas itu ada dan boleh dibaca oleh pengguna ini.',
  ],
  ['The file is not there, or is no longer there.', 'Berkas itu tidak ada, atau sudah tidak ada.'],
  [
    'Put it back and start again; nothing of it was taken.',
    'Kembalikan berkas itu dan mulai lagi; belum ada yang diambil darinya.',
  ],
  [
    'Give this user the right to read it, check the disk or the network drive, and start again.',
    'Beri pengguna ini hak membacanya, periksa disk atau drive jaringan, lalu mulai lagi.',
  ],
  ['The file was changed while it was being read.', 'Berkas berubah saat sedang dibaca.'],
  [
    'Start again when nobody writes it any more; nothing of it was taken.',
    'Mulai lagi jika berkas sudah tidak ditulis; belum ada yang diambil darinya.',
  ],
  ['A row is longer than {} bytes.', 'Ada baris yang lebih panjang dari {} bita.'],
  ['one record a row, ended by a line end', 'satu catatan per baris, diakhiri ganti baris'],
  [
    'Export the register again; if the file has no line ends, it is not a CSV.',
    'Ekspor ulang; jika berkas tidak punya ganti baris, itu bukan CSV.',
  ],
  ['A quotation mark opens a cell and is never closed.', 'Tanda kutip membuka sebuah sel dan tidak pernah ditutup.'],
  [
    'a second quotation mark before the next delimiter or line end',
    'tanda kutip kedua sebelum pemisah atau ganti baris berikutnya',
  ],
  ['Mend that row, or export the register again.', 'Perbaiki baris itu, atau ekspor ulang berkasnya.'],
  ['A row has more than {} columns.', 'Ada baris yang punya lebih dari {} kolom.'],
  [
    'Check the delimiter, and declare it in {} (delimiter: ";").',
    'Periksa pemisahnya, dan nyatakan di {} (delimiter: ";").',
  ],
  ['It holds bytes that are not UTF-8.', 'Berkas memuat bita yang bukan UTF-8.'],
  ['It holds bytes that Windows-1252 does not have.', 'Berkas memuat bita yang tidak ada di Windows-1252.'],
  ['The file begins with the mark of {}.', 'Berkas diawali tanda pengodean {}.'],
  ['The file holds bytes that are not {}.', 'Berkas memuat bita yang bukan {}.'],
  [
    'Correct the encoding in {}, or export the file as UTF-8.',
    'Perbaiki encoding di {}, atau ekspor berkas sebagai UTF-8.',
  ],
  ['The file is empty.', 'Berkas itu kosong.'],
  [
    'Export it again, or take it out of the folder and of registers.yaml.',
    'Ekspor ulang, atau keluarkan dari folder dan dari registers.yaml.',
  ],
  ['The file is an old Excel workbook (.xls).', 'Berkas itu buku kerja Excel lama (.xls).'],
  ['.xlsx, CSV or Parquet', '.xlsx, CSV, atau Parquet'],
  ['Open it and save it as "Excel Workbook (.xlsx)".', 'Buka dan simpan sebagai "Buku Kerja Excel (.xlsx)".'],
  ['The workbook is protected by a password.', 'Buku kerja itu dilindungi kata sandi.'],
  [
    'Open it with the password, remove the password (File, Info, Protect Workbook) and save it.',
    'Buka dengan kata sandi, hapus kata sandinya (File, Info, Proteksi Buku Kerja), lalu simpan.',
  ],
  [
    'The file is a web page with the name of a table, as some systems export it.',
    'Berkas itu halaman web yang bernama seperti tabel, sebagaimana ekspor beberapa sistem.',
  ],
  [
    'Open it in Excel, look whether the numbers of identity still have 16 digits, and save it as .xlsx.',
    'Buka di Excel, periksa apakah nomor identitas masih 16 digit, lalu simpan sebagai .xlsx.',
  ],
  [
    'The file is XML (perhaps "XML Spreadsheet 2003"), not a workbook.',
    'Berkas itu XML (mungkin "XML Spreadsheet 2003"), bukan buku kerja.',
  ],
  [
    'Open it in Excel and save it as "Excel Workbook (.xlsx)".',
    'Buka di Excel dan simpan sebagai "Buku Kerja Excel (.xlsx)".',
  ],
  [
    'The file is neither a text table, nor a workbook, nor Parquet.',
    'Berkas itu bukan tabel teks, bukan buku kerja, dan bukan Parquet.',
  ],
  ['Export the register in one of these formats.', 'Ekspor dalam salah satu format itu.'],
  [
    'Delete the columns that hold nothing, and save the workbook.',
    'Hapus kolom yang kosong, lalu simpan buku kerjanya.',
  ],
  [
    'The workbook holds a document type declaration, which no spreadsheet writes and attacks use.',
    'Buku kerja itu memuat deklarasi jenis dokumen, yang tidak pernah ditulis lembar kerja dan dipakai untuk serangan.',
  ],
  ['Find out where it comes from, and do not open it.', 'Cari tahu asalnya, dan jangan dibuka.'],
  [
    'A cell of the workbook is longer than a spreadsheet can hold.',
    'Ada sel buku kerja yang lebih panjang dari yang dapat dimuat lembar kerja.',
  ],
  ['at most 32,767 letters a cell', 'paling banyak 32.767 huruf per sel'],
  [
    'Find out where it comes from. If it is a true register, export it as CSV.',
    'Cari tahu asalnya. Jika memang data yang benar, ekspor sebagai CSV.',
  ],
  ['The file is a binary Excel workbook (.xlsb).', 'Berkas itu buku kerja Excel biner (.xlsb).'],
  ['The file is a zip, but no Excel workbook.', 'Berkas itu zip, tetapi bukan buku kerja Excel.'],
  ['Save it as "Excel Workbook (.xlsx)".', 'Simpan sebagai "Buku Kerja Excel (.xlsx)".'],
  ['Unpack it, or save the table as .xlsx.', 'Buka zip-nya, atau simpan tabelnya sebagai .xlsx.'],
  ['The workbook holds more text than a register does.', 'Buku kerja itu memuat lebih banyak teks dari data biasa.'],
  ['The workbook is damaged or was cut off on its way.', 'Buku kerja itu rusak atau terpotong saat disalin.'],
  [
    'Copy or export it again; if it opens in Excel, save it there as a new workbook.',
    'Salin atau ekspor ulang; jika terbuka di Excel, simpan di sana sebagai buku kerja baru.',
  ],
  [
    'The workbook unpacks to far more than a register holds, and was not opened further.',
    'Buku kerja itu mengembang jauh melebihi data biasa, dan tidak dibuka lebih lanjut.',
  ],
  ['a workbook of at most one gigabyte unpacked', 'buku kerja yang mengembang paling besar satu gigabita'],
  [
    'The Parquet file is damaged, or packed in a way that is not known.',
    'Berkas Parquet itu rusak, atau dimampatkan dengan cara yang tidak dikenal.',
  ],
  [
    'Write it again, packed with Snappy, Gzip, Zstandard or not at all.',
    'Tulis ulang, dimampatkan dengan Snappy, Gzip, Zstandard, atau tanpa pemampatan.',
  ],
  [
    'A row group of the Parquet file is too large to be held in memory.',
    'Satu kelompok baris berkas Parquet itu terlalu besar untuk memori.',
  ],
  ['row groups of at most 512 MB unpacked', 'kelompok baris paling besar 512 MB setelah dibuka'],
  [
    'Write it again with smaller row groups, of 100,000 rows for instance.',
    'Tulis ulang dengan kelompok baris yang lebih kecil, misalnya 100.000 baris.',
  ],
  [
    'Correct the encoding in {} (encoding: windows-1252 or utf-8), or export the file as UTF-8.',
    'Perbaiki encoding di {} (encoding: windows-1252 atau utf-8), atau ekspor berkas sebagai UTF-8.',
  ],
  [
    'The file is written in two encodings: {} letters are UTF-8, and {} bytes are not.',
    'Berkas ditulis dalam dua pengodean: {} huruf adalah UTF-8, dan {} bita bukan.',
  ],
  ['one encoding throughout', 'satu pengodean di seluruh berkas'],
  [
    'Mend the letter that shows wrong in that row and save the file as UTF-8 ("CSV UTF-8" in Excel); where all of it is Windows-1252 after all, declare it in {} (encoding: windows-1252).',
    'Perbaiki huruf yang tampil salah di baris itu dan simpan berkas sebagai UTF-8 ("CSV UTF-8" di Excel); jika seluruhnya memang Windows-1252, nyatakan di {} (encoding: windows-1252).',
  ],
  [
    'The file holds bytes that are neither UTF-8 nor Windows-1252.',
    'Berkas memuat bita yang bukan UTF-8 dan bukan Windows-1252.',
  ],
  [
    'Export it as UTF-8 ("CSV UTF-8" in Excel), or declare its encoding in {} (encoding: shift_jis, gbk, windows-1251 and the like).',
    'Ekspor sebagai UTF-8 ("CSV UTF-8" di Excel), atau nyatakan pengodeannya di {} (encoding: shift_jis, gbk, windows-1251, dan sejenisnya).',
  ],
  [
    'The declared delimiter {} does not part this file into columns.',
    'Pemisah yang dinyatakan, {}, tidak membagi berkas ini menjadi kolom.',
  ],
  ['Correct it in {}: delimiter: {}, or leave it out.', 'Perbaiki di {}: delimiter: {}, atau hapus.'],
  // Writing.
  ['There is no room left to write.', 'Tidak ada ruang tersisa untuk menulis.'],
  [
    'Free some room (the sample city needs about 500 MB) and start again: what was complete before is unharmed.',
    'Kosongkan ruang (kota contoh memerlukan sekitar 500 MB) dan mulai lagi: yang sudah lengkap sebelumnya tetap utuh.',
  ],
  [
    'Give this user the right to write, or name another place (KEMBARAN_DATA is that of the data folder).',
    'Beri pengguna ini hak menulis, atau sebutkan tempat lain (KEMBARAN_DATA untuk folder data).',
  ],
  [
    'A folder or a device is in the place of the file, or a file in the place of one of its folders.',
    'Di tempat berkas itu ada folder atau perangkat, atau ada berkas di tempat salah satu foldernya.',
  ],
  ['Move it away, or name another place.', 'Pindahkan, atau sebutkan tempat lain.'],
  [
    'A file is in the place of the folder for the outputs, or of one that it is to lie in.',
    'Ada berkas di tempat folder hasil, atau di tempat folder yang memuatnya.',
  ],
  ['a folder, or a name that is free', 'sebuah folder, atau nama yang belum dipakai'],
  ['Name another folder with --out.', 'Sebutkan folder lain dengan --out.'],
];
