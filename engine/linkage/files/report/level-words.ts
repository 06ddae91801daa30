/** Levels of agreement in words. */
import type { Both } from './both.ts';

const WORDS: Readonly<Record<string, Both>> = {
  same: { id: 'sama', en: 'the same' },
  different: { id: 'berbeda', en: 'different' },
  spelled: { id: 'sama dengan ejaan lain atau satu salah ketik', en: 'the same in another spelling or with a slip' },
  part: { id: 'sebagian sama atau disingkat', en: 'partly the same, or cut short' },
  some: { id: 'ada kata yang sama', en: 'some words are the same' },
  half: { id: 'hampir separuh katanya sama', en: 'nearly half of the words are the same' },
  close: { id: 'hampir sama', en: 'nearly the same' },
  area: { id: 'bagian depan kode sama', en: 'the first half of the code is the same' },
  far: { id: 'berjauhan', en: 'far apart' },
  district: { id: 'paling jauh lima kilometer', en: 'at most five kilometres apart' },
  quarter: { id: 'paling jauh satu kilometer', en: 'at most one kilometre apart' },
  street: { id: 'paling jauh seratus meter', en: 'at most a hundred metres apart' },
  initials: { id: 'semua kata sama, sebagian hanya inisial', en: 'all words are the same, some by their initials' },
  initial: { id: 'inisial sama', en: 'the initial is the same' },
  similar: { id: 'mirip', en: 'similar' },
  crossed: { id: 'sama tetapi bertukar tempat', en: 'the same in each other’s place' },
  swapped: { id: 'sama dengan bagian yang tertukar', en: 'the same with its parts swapped' },
  slip: { id: 'berbeda satu salah ketik', en: 'one slip apart' },
  'one-slip': { id: 'berbeda satu salah ketik', en: 'one slip apart' },
  transposed: { id: 'dua angka bersebelahan tertukar', en: 'two neighbouring digits swapped' },
  'two-slips': { id: 'berbeda dua salah ketik', en: 'two slips apart' },
  month: { id: 'bulan dan tahun sama', en: 'the same month and year' },
  day: { id: 'hari dan bulan sama', en: 'the same day and month' },
  'year-day': { id: 'tahun dan hari sama, bulan lain', en: 'the same year and day, another month' },
  year: { id: 'tahun sama', en: 'the same year' },
  near: { id: 'berdekatan', en: 'near' },
  birth: { id: 'bagian tanggal lahir sama', en: 'the part of the birth date is the same' },
  serial: { id: 'hanya nomor urut berbeda', en: 'only the serial number differs' },
  region: { id: 'hanya kode wilayah berbeda', en: 'only the region differs' },
  sex: { id: 'hanya penanda perempuan berbeda', en: 'only the mark of a woman differs' },
  address: { id: 'alamat sama', en: 'the same address' },
  rt: { id: 'RT sama', en: 'the same RT' },
  rw: { id: 'RW sama', en: 'the same RW' },
  kelurahan: { id: 'kelurahan sama, lebih rinci tidak disebut', en: 'the same kelurahan, nothing finer told' },
  elsewhere: { id: 'kelurahan sama, RW lain', en: 'the same kelurahan, another RW' },
  rounded: { id: 'sama sejauh lembar kerja menyimpannya', en: 'the same as far as a spreadsheet kept it' },
};

/** @param level name of a level, or undefined where one of the two does not tell the field */
export function levelInWords(level: string | undefined): Both {
  if (level === undefined) return { id: 'tidak dibandingkan', en: 'not compared' };
  return WORDS[level] ?? { id: level, en: level };
}
