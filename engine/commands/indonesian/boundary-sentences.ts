/** Sentences of errors about boundaries of areas: English, then Indonesian. */
import type { Sentences } from './sentences.ts';

export const BOUNDARY_SENTENCES: Sentences = [
  ['Other areas lie over most of {} {}.', 'Wilayah lain menutupi sebagian besar {} {}.'],
  ['neighbours that overlap along their border at most', 'tetangga yang bertumpuk paling-paling di sepanjang batasnya'],
  [
    'Check whether one polygon was given to two kelurahan, and export the file again.',
    'Periksa apakah satu poligon diberikan kepada dua kelurahan, lalu ekspor ulang.',
  ],
  ['The areas could not be made to fit together: {} {} {}.', 'Wilayah-wilayah itu tidak dapat dirapatkan: {} {} {}.'],
  ['areas without gaps and overlaps', 'wilayah tanpa celah dan tanpa tumpukan'],
  [
    'Mend the topology in QGIS ("Check geometries") and export the file again.',
    'Perbaiki topologinya di QGIS ("Check geometries") lalu ekspor ulang.',
  ],
  ['The coordinate system "{}" is not known.', 'Sistem koordinat "{}" tidak dikenal.'],
  [
    'none (longitude and latitude, WGS84) or a number such as urn:ogc:def:crs:EPSG::32749',
    'tidak ada (bujur dan lintang, WGS84) atau nomor seperti urn:ogc:def:crs:EPSG::32749',
  ],
  ['Export the file in WGS84 (EPSG:4326).', 'Ekspor berkas dalam WGS84 (EPSG:4326).'],
  [
    'The file says that it is in EPSG:{}, but its coordinates look like degrees.',
    'Berkas menyebut dirinya EPSG:{}, tetapi koordinatnya tampak seperti derajat.',
  ],
  ['metres in that projection, or degrees and no "crs"', 'meter dalam proyeksi itu, atau derajat tanpa "crs"'],
  [
    'Remove the "crs" member if the coordinates are longitude and latitude, or export the file again.',
    'Hapus "crs" jika koordinatnya bujur dan lintang, atau ekspor ulang.',
  ],
  ['The coordinates are not degrees (the first is {}).', 'Koordinatnya bukan derajat (yang pertama {}).'],
  [
    'longitude and latitude, or a "crs" that names the projection (for {} mostly {})',
    'bujur dan lintang, atau "crs" yang menyebut proyeksinya (untuk {} biasanya {})',
  ],
  [
    'Export in WGS84 (EPSG:4326), or: ogr2ogr -s_srs {} -t_srs EPSG:4326 kelurahan.geojson FILE',
    'Ekspor dalam WGS84 (EPSG:4326), atau: ogr2ogr -s_srs {} -t_srs EPSG:4326 kelurahan.geojson FILE',
  ],
  [
    'The areas reach from longitude {} to {} and from latitude {} to {}.',
    'Wilayahnya dari bujur {} sampai {} dan dari lintang {} sampai {}.',
  ],
  ['{}: longitude {} to {}, latitude {} to {}', '{}: bujur {} sampai {}, lintang {} sampai {}'],
  [
    'Check that the file is of this city and in WGS84 (EPSG:4326).',
    'Periksa apakah berkas ini milik kota ini dan dalam WGS84 (EPSG:4326).',
  ],
  [
    'The code "{}" in the column "{}" is of no kelurahan of this city.',
    'Kode "{}" di kolom "{}" bukan kode kelurahan kota ini.',
  ],
  [
    'a code of geodata/facts/kelurahan.csv, Kemendagri (with or without dots) or BPS',
    'kode dari geodata/facts/kelurahan.csv, Kemendagri (dengan atau tanpa titik) atau BPS',
  ],
  [
    'Keep the kelurahan of the city only, and correct the code if it is mistyped.',
    'Sisakan kelurahan kota ini saja, dan perbaiki kodenya jika salah ketik.',
  ],
  [
    'The columns "{}" and "{}" name two different kelurahan.',
    'Kolom "{}" dan "{}" menyebut dua kelurahan yang berbeda.',
  ],
  [
    'codes and name of one kelurahan (BPS and Kemendagri number the kecamatan differently)',
    'kode dan nama satu kelurahan (BPS dan Kemendagri menomori kecamatan dengan cara berbeda)',
  ],
  [
    'Correct the one that is wrong; geodata/facts/kelurahan.csv lists code, BPS code and name together.',
    'Perbaiki yang salah; geodata/facts/kelurahan.csv memuat kode, kode BPS, dan nama berdampingan.',
  ],
  [
    'The column "{}" names a kelurahan, but "{}" holds "{}", a code of no kelurahan of this city.',
    'Kolom "{}" menyebut kelurahan, tetapi "{}" berisi "{}", yang bukan kode kelurahan kota ini.',
  ],
  ['codes of one kelurahan in every column that holds a code', 'kode satu kelurahan di setiap kolom yang berisi kode'],
  [
    'Correct the code, or take the column out of the file if it is left over from another one.',
    'Perbaiki kodenya, atau keluarkan kolom itu jika sisa dari berkas lain.',
  ],
  ['No column of this feature holds a code: {}.', 'Tidak ada kolom fitur ini yang berisi kode: {}.'],
  ['a column such as {}', 'kolom seperti {}'],
  [
    'Add a column "code" with the Kemendagri code, such as 35.77.01.1001.',
    'Tambahkan kolom "code" berisi kode Kemendagri, misalnya 35.77.01.1001.',
  ],
  ['The feature has {}.', 'Fitur itu punya {}.'],
  ['Polygon or MultiPolygon', 'Polygon atau MultiPolygon'],
  [
    'Export the areas of the kelurahan, not their lines or points.',
    'Ekspor wilayah kelurahannya, bukan garis atau titiknya.',
  ],
  [
    'The geometry of this feature is not made of rings of at least three points with two numbers each.',
    'Geometri fitur ini tidak tersusun dari cincin yang sekurangnya tiga titik, masing-masing dua bilangan.',
  ],
  ['Export the boundaries again.', 'Ekspor ulang batas wilayahnya.'],
  ['The coordinate system EPSG:{} is not known.', 'Sistem koordinat EPSG:{} tidak dikenal.'],
  ['WGS84 (EPSG:4326) or a projection such as {}', 'WGS84 (EPSG:4326) atau proyeksi seperti {}'],
  [
    'The area of {} has no inside, even after repair ({}).',
    'Wilayah {} tidak punya bagian dalam, juga setelah diperbaiki ({}).',
  ],
  ['a ring around some land', 'cincin yang melingkari tanah'],
  ['Draw this kelurahan again and export the file.', 'Gambar ulang kelurahan ini lalu ekspor berkasnya.'],
  [
    'The areas cannot be joined, or RW and RT not laid out inside them ({})',
    'Wilayah tidak dapat digabung, atau RW dan RT tidak dapat diletakkan di dalamnya ({})',
  ],
  ['areas that are wide enough to hold their RW and RT', 'wilayah yang cukup luas untuk memuat RW dan RT-nya'],
  ['{} {} stands in the file twice.', '{} {} ada dua kali di berkas.'],
  [
    'one feature a kelurahan, with all its parts in one MultiPolygon',
    'satu fitur untuk setiap kelurahan, semua bagiannya dalam satu MultiPolygon',
  ],
  [
    'Join its parts into one feature, or correct the code of one of the two.',
    'Gabungkan bagiannya menjadi satu fitur, atau perbaiki kode salah satunya.',
  ],
  ['Missing: {}.', 'Tidak ada: {}.'],
  ['all {} kelurahan of {}', 'semua {} kelurahan {}'],
  ['Export the file again with all kelurahan of the city.', 'Ekspor ulang dengan semua kelurahan kota.'],
  ['Files of kind {} are not read.', 'Berkas berjenis {} tidak dibaca.'],
  [
    'GeoJSON (.geojson or .json), in longitude and latitude (WGS84)',
    'GeoJSON (.geojson atau .json), dalam bujur dan lintang (WGS84)',
  ],
  [
    'Export it as GeoJSON, in QGIS by "Save features as", or: ogr2ogr -t_srs EPSG:4326 kelurahan.geojson FILE',
    'Ekspor sebagai GeoJSON, di QGIS dengan "Save features as", atau: ogr2ogr -t_srs EPSG:4326 kelurahan.geojson FILE',
  ],
  ['The file has {} MB.', 'Berkas itu {} MB.'],
  [
    'at most {} MB; the kelurahan of a city need about one',
    'paling besar {} MB; kelurahan satu kota memerlukan sekitar satu',
  ],
  ['Keep the kelurahan of the city only and export again.', 'Sisakan kelurahan kota ini saja lalu ekspor ulang.'],
  [
    'Check that it is there, that it is a file, and that this user may read it.',
    'Periksa apakah berkas itu ada, memang berkas, dan boleh dibaca oleh pengguna ini.',
  ],
  ['a GeoJSON FeatureCollection', 'FeatureCollection GeoJSON'],
  ['The file is JSON but not a GeoJSON FeatureCollection.', 'Berkas itu JSON tetapi bukan FeatureCollection GeoJSON.'],
  [
    'Export the boundaries as GeoJSON (TopoJSON and Esri JSON are other formats).',
    'Ekspor batas wilayah sebagai GeoJSON (TopoJSON dan Esri JSON adalah format lain).',
  ],
  ['The file holds no areas.', 'Berkas itu tidak memuat wilayah.'],
  ['one feature a kelurahan', 'satu fitur untuk setiap kelurahan'],
  [
    'Export the boundaries again, without a filter or selection.',
    'Ekspor ulang batas wilayahnya, tanpa saringan atau pilihan.',
  ],
  ['The file is not JSON.', 'Berkas itu bukan JSON.'],
  ['Export the boundaries as GeoJSON.', 'Ekspor batas wilayah sebagai GeoJSON.'],
  ['The file breaks off after {} characters.', 'Berkas terputus sesudah {} huruf.'],
  ['GeoJSON up to its closing bracket', 'GeoJSON sampai kurung penutupnya'],
  [
    'Copy or download the file again: it did not arrive whole.',
    'Salin atau unduh lagi berkasnya: yang sampai tidak utuh.',
  ],
  ['{} of {} kelurahan do not lie where they are. {}', '{} dari {} kelurahan tidak berada di tempatnya. {}'],
  [
    'each polygon under its own code, about as large as geodata/facts/kelurahan.csv has it',
    'setiap poligon dengan kodenya sendiri, kira-kira seluas yang tertulis di geodata/facts/kelurahan.csv',
  ],
  [
    'Check whether two polygons were exchanged, rows and shapes sorted apart, or BPS and Kemendagri codes confused.',
    'Periksa apakah dua poligon tertukar, baris dan bentuknya terurut terpisah, atau kode BPS dan Kemendagri tercampur.',
  ],
  [
    'The areas lie {} m from where they should: {} m to the {}, {} m to the {} ({} of {} kelurahan alike).',
    'Wilayahnya bergeser {} m dari tempatnya: {} m ke {}, {} m ke {} ({} dari {} kelurahan sama).',
  ],
  [
    'areas around the label points of geodata/facts/kelurahan.csv, to {} m',
    'wilayah di sekitar titik label geodata/facts/kelurahan.csv, sampai {} m',
  ],
  [
    'Check the datum and the projection of the file, and export it again in WGS84 (EPSG:4326).',
    'Periksa datum dan proyeksi berkasnya, lalu ekspor ulang dalam WGS84 (EPSG:4326).',
  ],
  ['A boundary file cannot be read ({}).', 'Berkas batas wilayah tidak dapat dibaca ({}).'],
  [
    'Run "npm run generate" for the indicative boundaries, or import the official ones again.',
    'Jalankan "npm run generate" untuk batas indikatif, atau impor lagi batas resminya.',
  ],
  ['The boundary file is not as it was written: {}.', 'Berkas batas wilayah tidak seperti saat ditulis: {}.'],
  ['its status is {}, not {}', 'statusnya {}, bukan {}'],
  ['it is not JSON', 'isinya bukan JSON'],
  ['its status is missing', 'statusnya tidak ada'],
  ['it holds no areas', 'tidak memuat wilayah'],
  ['area {} lacks a property or its geometry', 'wilayah {} tidak punya sifat atau geometrinya'],
  ['{} stands out of order or twice', '{} salah urut atau tertulis dua kali'],
  ['{} names a parent that is not there', '{} menyebut induk yang tidak ada'],
];
