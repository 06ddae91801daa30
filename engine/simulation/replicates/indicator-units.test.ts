import { describe, expect, test } from 'vitest';
import type { Bilingual } from '../../kernel/bilingual.ts';
import { shownOf, SIMULATED_INDICATORS } from './indicators.ts';

const LANGUAGES = ['id', 'en'] as const;
const all = SIMULATED_INDICATORS.map(shownOf);
const find = (key: string): (typeof all)[number] => all.find((each) => each.key === key)!;

/** Names that begin with what they count. */
const NAMED: Bilingual = {
  id: '^(Rumah tangga|Murid|Kursi|Anak tanpa kursi) ?',
  en: '^(Households|Pupils|Seats|Children without a seat) ?',
};
/** Names that end with what is counted or paid. */
const IN_BRACKETS: Bilingual = {
  id: ' \\((persen|keluarga|orang|murid|anak|juta rupiah setahun(; besaran asumsi)?)\\)$',
  en: ' \\((percent|families|persons|pupils|children|million rupiah a year(; amount assumed)?)\\)$',
};

describe('what a simulated number is counted in', () => {
  test.each(LANGUAGES)('is told by its name or by its unit, and by one of them alone, in %s', (language) => {
    const isNamed = ({ name }: (typeof all)[number]): boolean =>
      new RegExp(NAMED[language]).test(name[language]) || new RegExp(IN_BRACKETS[language]).test(name[language]);
    expect(all.filter((each) => isNamed(each) === (each.unit !== undefined)).map(({ key }) => key)).toEqual([]);
    for (const { name, unit } of all.filter((each) => each.unit !== undefined))
      expect(name[language].toLowerCase().split(/\W+/)).not.toContain(unit![language].split(' ')[0]);
  });

  test('is persons of who is there, persons a year of who comes and goes, and a year of what happens', () => {
    expect(find('residents').unit).toEqual({ id: 'jiwa', en: 'persons' });
    expect(find('arrivals').unit).toEqual({ id: 'jiwa setahun', en: 'persons a year' });
    expect(find('births').unit).toEqual({ id: 'setahun', en: 'a year' });
    expect(all.filter(({ kind, unit }) => kind === 'flow' && !unit!.id.endsWith('setahun'))).toEqual([]);
    expect(all.filter(({ kind, unit }) => kind === 'stock' && unit?.id.endsWith('setahun'))).toEqual([]);
  });

  test('is percentage points of the difference of shares, which are all that differ in something else', () => {
    const shares = all.filter(({ name }) => name.id.endsWith('(persen)')).map(({ key }) => key);
    expect(shares).toContain('poverty-rate');
    expect(all.filter(({ unitOfDifference }) => unitOfDifference !== undefined).map(({ key }) => key)).toEqual(shares);
    expect(find('poverty-rate').unitOfDifference).toEqual({ id: 'poin persen', en: '% points' });
  });
});
