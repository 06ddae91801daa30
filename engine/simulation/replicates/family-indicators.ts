/** What is told of families: how many households there are at the end of a year, of which kind, and what happened in it. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { FamilyAccount } from '../microsimulation/families/family-year.ts';

export interface FamilyIndicator {
  readonly kind: 'family';
  readonly key: string;
  readonly name: Bilingual;
  readonly decimals: number;
  /** What happens in a year, and has no value at the start. */
  readonly isFlow: boolean;
  readonly of: keyof FamilyAccount;
}

const told = (key: string, id: string, en: string, of: keyof FamilyAccount, isFlow = false): FamilyIndicator => ({
  kind: 'family',
  key,
  name: { id, en },
  decimals: 1,
  isFlow,
  of,
});

export const FAMILY_INDICATORS: readonly FamilyIndicator[] = [
  told('households', 'Rumah tangga', 'Households', 'households'),
  told('living-alone', 'Warga yang tinggal sendiri', 'Residents living alone', 'alone'),
  told('elderly-alone', 'Lansia yang tinggal sendiri', 'Elderly living alone', 'elderlyAlone'),
  told('widowed', 'Cerai mati (janda dan duda)', 'Widowed', 'widowed'),
  told('marriages', 'Perkawinan', 'Marriages', 'marriages', true),
  told('divorces', 'Perceraian', 'Divorces', 'divorces', true),
];

/**
 * One year of all areas: the regions, then the city as their sum.
 *
 * @param into  [area × indicator], filled at the indicators from `first` on
 * @param width indicators of an area
 */
export function measureFamilies(families: FamilyAccount, into: Float32Array, width: number, first: number): void {
  FAMILY_INDICATORS.forEach(({ of }, i) => {
    const column = families[of];
    let city = 0;
    column.forEach((value, region) => {
      into[region * width + first + i] = value;
      city += value;
    });
    into[column.length * width + first + i] = city;
  });
}
