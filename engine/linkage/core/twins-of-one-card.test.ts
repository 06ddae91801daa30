/** People of one house whose file tells the number of their card and nothing else that they share: twins of it are two persons. */
import { describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { judgeBy, linkRows, type InventedRow } from './test-linking.ts';
import type { FieldKind } from './table.ts';

const KINDS: Readonly<Record<string, FieldKind>> = {
  nik: 'national-id',
  no_kk: 'household-id',
  nama: 'full-name',
  lahir: 'date',
  jk: 'category',
};
const GIVEN = [
  'SITI',
  'BUDI',
  'AGUS',
  'SRI',
  'DEWI',
  'ANDI',
  'JOKO',
  'RINA',
  'HADI',
  'EKO',
  'NUR',
  'RATNA',
  'LINA',
  'TONO',
  'HERU',
  'MAYA',
];
const OTHER = [
  'SANTOSO',
  'WIBOWO',
  'LESTARI',
  'HARTONO',
  'PURNOMO',
  'SETIAWAN',
  'KUSUMA',
  'HIDAYAT',
  'SAPUTRA',
  'NUGROHO',
  'WAHYUDI',
  'SUSANTO',
];
const two = (number: number): string => String(number).padStart(2, '0');

/** Houses of one to four people, one of them in so many with twins of one sex besides; a fifth of all people twice, some without a NIK or with a slip of the pen. */
function people(houses: number, housesATwin: number): InventedRow[] {
  const draw = chance(5, 'cards');
  const serials = new Map<string, number>();
  const rows: InventedRow[] = [];
  let entity = 0;
  const add = (no_kk: string, nama: string, key: number): void => {
    const [year, month, day] = [1940 + draw.below(75, key, 0), 1 + draw.below(12, key, 1), 1 + draw.below(28, key, 2)];
    const isWoman = draw.below(2, key, 3) === 1;
    const born = `357701${two(day + (isWoman ? 40 : 0))}${two(month)}${two(year % 100)}`;
    const serial = (serials.get(born) ?? 0) + 1;
    serials.set(born, serial);
    const values = {
      nik: `${born}${String(serial).padStart(4, '0')}`,
      no_kk,
      nama,
      lahir: `${String(year)}-${two(month)}-${two(day)}`,
      jk: isWoman ? 'P' : 'L',
    };
    rows.push({ entity, values });
    if (draw.below(5, entity, 4) === 0) {
      const nik = draw.below(10, entity, 5) < 3 ? '' : values.nik;
      const written = draw.below(10, entity, 6) < 3 ? nama.replace('O', 'A') : nama;
      rows.push({ entity, values: { ...values, nik, nama: written } });
    }
    entity++;
  };
  for (let house = 0; house < houses; house++) {
    const card = `357701${two(1 + draw.below(28, house, 7))}${two(1 + draw.below(12, house, 8))}15${String(house).padStart(4, '0')}`;
    const name = (at: number): string =>
      `${GIVEN[draw.below(GIVEN.length, house * 100 + at, 9)]!} ${OTHER[draw.below(OTHER.length, house * 100 + at, 10)]!}`;
    for (let person = 0; person <= draw.below(4, house, 11); person++) add(card, name(person), house * 100 + person);
    if (house % housesATwin !== 0) continue;
    const given = draw.below(GIVEN.length, house, 12);
    for (const each of [given, (given + 5) % GIVEN.length])
      add(card, `${GIVEN[each]!} ${OTHER[house % OTHER.length]!}`, house * 100 + 99);
  }
  return rows;
}

describe.each([20, 70])('twins in one house of %i', (housesATwin) => {
  test('are told from one person, and what is judged of the links holds', async () => {
    const rows = people(700, housesATwin);
    const result = await linkRows(KINDS, rows);
    const { precision, recall } = judgeBy((row) => rows[row]!.entity, result);
    expect(precision).toBeGreaterThan(0.995);
    expect(recall).toBeGreaterThan(0.995);
    expect(result.precision.low).toBeLessThanOrEqual(precision);
    expect(result.recall.low).toBeLessThanOrEqual(recall);
  });
});
