/** Kinds of fields in words. */
import type { FieldKind } from '../../core/table.ts';
import type { Both } from './both.ts';

export const KIND_WORDS: Readonly<Record<FieldKind, Both>> = {
  'name-part': { id: 'bagian nama', en: 'part of a name' },
  'full-name': { id: 'nama lengkap', en: 'full name' },
  date: { id: 'tanggal', en: 'a date' },
  'national-id': { id: 'nomor identitas', en: 'number of identity' },
  'household-id': { id: 'nomor keluarga', en: 'number of a household' },
  code: { id: 'kode', en: 'a code' },
  number: { id: 'angka', en: 'a number' },
  address: { id: 'alamat', en: 'an address' },
  category: { id: 'kategori', en: 'a category' },
  postcode: { id: 'kode pos', en: 'a postcode' },
  coordinate: { id: 'koordinat', en: 'a coordinate' },
};
