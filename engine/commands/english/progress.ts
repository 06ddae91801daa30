/** Progress in English: the stages of linking, as the code names them in Indonesian. */
import type { Speech } from '../../terminal.ts';

/** Name of a stage, or what it counts. */
export const STAGES: Readonly<Record<string, string>> = {
  'Membaca berkas': 'Reading files',
  'Menyusun isian': 'Preparing fields',
  'Memilih aturan pencarian': 'Choosing blocking rules',
  'Mencari pasangan calon': 'Finding candidate pairs',
  'Menghitung kesamaan yang kebetulan': 'Counting agreement by chance',
  'Membandingkan pasangan calon': 'Comparing candidate pairs',
  'Mempelajari bobot bukti': 'Learning weights of evidence',
  'Menyusun kelompok': 'Making clusters',
  'Memeriksa baris yang tak dapat ditautkan': 'Looking at records that cannot be linked',
  'Menulis hasil': 'Writing results',
  // Growing.
  'Membuka keadaan penautan': 'Opening the state of linking',
  'Menyiapkan penautan yang tumbuh': 'Preparing linking that grows',
  'Memasukkan baris': 'Taking rows in',
  'Menulis pasangan dan kelompok': 'Writing pairs and clusters',
  // The registers of the city.
  'Membaca register': 'Reading registers',
  'Menyiapkan baris untuk penautan': 'Preparing rows for linking',
  'Mencocokkan NIK': 'Matching NIK',
  'Memutuskan tautan': 'Deciding links',
  'Menggabungkan orang di luar Dukcapil': 'Joining people whom Dukcapil does not have',
  'Menyusun rekaman induk': 'Making golden records',
  'Memeriksa gugus yang mencurigakan': 'Looking at suspicious clusters',
  baris: 'rows',
  pasangan: 'pairs',
};

export const ENGLISH: Speech = {
  said: (text) => STAGES[text] ?? text,
  of: 'of',
  seconds: 's',
  minutes: 'min',
  locale: 'en-GB',
};
