/** The groups of families for which a what-if is told, beside the kelurahan. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { Groups } from './what-if.ts';

export interface NamedGroups extends Groups {
  readonly name: Bilingual;
  /** [group] */
  readonly names: readonly Bilingual[];
}

const DESIL = 10;
const SIZES: readonly { readonly most: number; readonly name: Bilingual }[] = [
  { most: 1, name: { id: '1 orang', en: '1 person' } },
  { most: 2, name: { id: '2 orang', en: '2 persons' } },
  { most: 4, name: { id: '3–4 orang', en: '3–4 persons' } },
  { most: Infinity, name: { id: '5 orang atau lebih', en: '5 persons or more' } },
];

/**
 * @param desil [household] as received; NaN where unknown, which is a group of its own
 * @param size  [household] persons
 */
export function familyGroups(desil: Float64Array, size: ArrayLike<number>): NamedGroups[] {
  const byDesil = new Uint8Array(desil.length);
  const bySize = new Uint8Array(desil.length);
  for (let h = 0; h < desil.length; h++) {
    byDesil[h] = Number.isNaN(desil[h]!) ? DESIL : desil[h]! - 1;
    bySize[h] = SIZES.findIndex(({ most }) => size[h]! <= most);
  }
  return [
    {
      key: 'desil',
      name: { id: 'Desil DTSEN keluarga', en: "Family's DTSEN decile" },
      names: [
        ...Array.from({ length: DESIL }, (_, i) => ({ id: `Desil ${i + 1}`, en: `Decile ${i + 1}` })),
        { id: 'Tanpa desil', en: 'No decile' },
      ],
      of: byDesil,
      count: DESIL + 1,
    },
    {
      key: 'size',
      name: { id: 'Banyaknya anggota keluarga', en: 'Size of the family' },
      names: SIZES.map(({ name }) => name),
      of: bySize,
      count: SIZES.length,
    },
  ];
}
