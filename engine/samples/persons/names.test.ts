import { describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { calendarDate } from '../../kernel/time.ts';
import { standardiseName } from '../../registers/names.ts';
import { loadSampleParameters } from '../parameters.ts';
import { testCity, TEST_MODELS } from '../test-city.ts';
import { NameBook } from './name-book.ts';

const { names } = loadSampleParameters(TEST_MODELS);
const city = testCity({ residents: 20_000, seed: 9 });
const { persons: p } = city;
const residents = Array.from({ length: p.residents }, (_, row) => row);
const words = (name: string): string[] => name.split(' ');
const bornBetween = (from: number, to: number): number[] =>
  residents.filter((row) => {
    const { year } = calendarDate(p.bornOn[row]!);
    return year >= from && year < to;
  });
const shareOfWords = (rows: number[], count: number): number =>
  rows.filter((row) => words(p.fullName[row]!).length === count).length / rows.length;

describe('names', () => {
  test('have one to four words of capitals, no title among them', () => {
    for (const name of [...p.fullName, ...p.motherName, ...p.fatherName])
      expect(name).toMatch(/^[A-Z]+( [A-Z]+){0,3}$/);
    for (const name of p.fullName) expect(standardiseName(name)).toEqual({ tokens: words(name), titles: [] });
  });

  test('are one word for many of the old, two to four for the young', () => {
    expect(shareOfWords(bornBetween(1900, 1960), 1)).toBeGreaterThan(0.4);
    expect(shareOfWords(bornBetween(2005, 2030), 1)).toBeLessThan(0.03);
    expect(shareOfWords(bornBetween(2005, 2030), 4)).toBeGreaterThan(0.04);
  });

  test('come from several hundred parts', () => {
    expect(new Set(Object.values(names.lists).flat()).size).toBeGreaterThan(1000);
  });

  test('hold the variants of one name: Muhammad in several spellings, Soe and Su', () => {
    const first = new Set(p.fullName.map((name) => words(name)[0]));
    for (const spelling of ['MUHAMMAD', 'MOCHAMAD', 'MOH', 'SUPARMAN', 'SRI', 'SITI', 'ABDUL'])
      expect(first).toContain(spelling);
    expect([...first].some((word) => word!.startsWith('SOE'))).toBe(true);
  });

  test('are shared: some hundred people have the most common ones, and some pairs a birth date too', () => {
    const count = new Map<string, number>();
    const both = new Map<string, number>();
    for (const row of residents) {
      count.set(p.fullName[row]!, (count.get(p.fullName[row]!) ?? 0) + 1);
      const key = `${p.fullName[row]}/${p.bornOn[row]}`;
      both.set(key, (both.get(key) ?? 0) + 1);
    }
    expect(Math.max(...count.values())).toBeGreaterThan(20);
    expect([...both.values()].filter((people) => people > 1).length).toBeGreaterThan(0);
  });

  test('follow the faith of the family', () => {
    const baptismal = new Set(names.lists['kristen-l']!.slice(0, 12));
    const holders = residents.filter((row) => baptismal.has(words(p.fullName[row]!)[0]!));
    expect(holders.length).toBeGreaterThan(50);
    for (const row of holders) expect([2, 3, 5, 6, 1]).toContain(p.religion[row]);
    const muslims = holders.filter((row) => p.religion[row] === 1);
    expect(muslims.length / holders.length).toBeLessThan(0.1);
  });

  test('of twins of one sex share all but the first part', () => {
    let twins = 0;
    for (const row of residents.slice(1)) {
      const other = row - 1;
      if (p.household[row] !== p.household[other] || p.bornOn[row] !== p.bornOn[other]) continue;
      if (p.motherName[row] !== p.motherName[other] || p.sex[row] !== p.sex[other]) continue;
      twins += 1;
      expect(p.fullName[row]).not.toBe(p.fullName[other]);
      expect(words(p.fullName[row]!).slice(1)).toEqual(words(p.fullName[other]!).slice(1));
    }
    expect(twins).toBeGreaterThan(10);
  });
});

describe('titles', () => {
  const titled = residents.filter((row) => p.title[row] !== '');

  test('are written by a small part, and read as titles', () => {
    expect(titled.length / p.residents).toBeGreaterThan(0.04);
    expect(titled.length / p.residents).toBeLessThan(0.15);
    for (const title of new Set(titled.map((row) => p.title[row]!)))
      expect(['H.', 'HJ.', 'DR.', 'IR.'].includes(title) ? `${title} ANI` : `ANI, ${title}`).toSatisfy(
        (text: string) => standardiseName(text).titles.length === 1,
      );
  });

  test('fit their bearer: pilgrims are Muslim and grown, academics have studied', () => {
    for (const row of titled) {
      const title = p.title[row]!;
      if (title === 'H.' || title === 'HJ.') {
        expect(p.religion[row]).toBe(1);
        expect(title).toBe(p.sex[row] === 1 ? 'H.' : 'HJ.');
      } else expect(p.education[row]).toBeGreaterThanOrEqual(6);
    }
  });
});

test('a form that names a list which is not there is refused', () => {
  const faulty = { ...names, forms: [{ ...names.forms[0]!, form: ['no-such-list'] }] };
  expect(() => new NameBook(faulty)).toThrow(/no-such-list/);
  const short = { ...names, forms: [{ ...names.forms[0]!, weights: [1, 2] }] };
  expect(() => new NameBook(short)).toThrow(/one weight for each cohort/);
});

test('the first of a list is drawn most, the last now and then', () => {
  const book = new NameBook({
    ...names,
    forms: [{ sex: 'l', for: ['islam'], form: ['nabi'], weights: [1, 1, 1, 1, 1, 1] }],
  });
  const draws = chance(1, 'test');
  const seen = new Map<string, number>();
  for (let i = 0; i < 3000; i++) {
    const name = book.draw(1, 'islam', 1980, draws, i, 0);
    seen.set(name, (seen.get(name) ?? 0) + 1);
  }
  expect(seen.get('MUHAMMAD')).toBeGreaterThan(seen.get('MUH')! * 1.5);
  expect(seen.get('MUH')).toBeGreaterThan(50);
});
