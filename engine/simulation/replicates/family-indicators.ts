/** What is told of families: how many households there are at the end of a year, of which kind, and what happened in it. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { FamilyAccount } from '../microsimulation/families/family-year.ts';
import { A_YEAR, NAMED, IN_PERSONS, type Counted } from './indicator-units.ts';

export interface FamilyIndicator extends Counted {
  readonly kind: 'family';
  readonly key: string;
  readonly name: Bilingual;
  readonly decimals: number;
  /** What happens in a year, and has no value at the start. */
  readonly isFlow: boolean;
  readonly of: keyof FamilyAccount;
}

const told = (
  key: string,
  id: string,
  en: string,
  of: keyof FamilyAccount,
  counted: Counted,
  isFlow = false,
): FamilyIndicator => ({
  kind: 'family',
  key,
  name: { id, en },
  decimals: 1,
  isFlow,
  of,
  ...counted,
});

export const FAMILY_INDICATORS: readonly FamilyIndicator[] = [
  told('households', 'Rumah tangga', 'Households', 'households', NAMED),
  told('living-alone', 'Warga yang tinggal sendiri', 'Residents living alone', 'alone', IN_PERSONS),
  told('elderly-alone', 'Lansia yang tinggal sendiri', 'Elderly living alone', 'elderlyAlone', IN_PERSONS),
  told('widowed', 'Cerai mati (janda dan duda)', 'Widowed', 'widowed', IN_PERSONS),
  told('marriages', 'Perkawinan', 'Marriages', 'marriages', A_YEAR, true),
  told('divorces', 'Perceraian', 'Divorces', 'divorces', A_YEAR, true),
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
