/** Where a line says that somebody lives. */
import type { City } from '../../city.ts';
import type { AreaLabels } from './city-index.ts';
import type { WrittenPerson } from '../slips/written-line.ts';

export interface WrittenPlace {
  /** Index in the kelurahan level. */
  readonly kelurahan: number;
  /** 0 where it is not written. */
  readonly rt: number;
  readonly rw: number;
}

export function placeOf(city: City, areas: AreaLabels, line: WrittenPerson): WrittenPlace {
  const { kelurahan, rt, rw } = city.households;
  const household = line.placeHousehold;
  return {
    kelurahan: kelurahan[household]!,
    rt: line.hasRt ? areas.rtNumber[rt[household]!]! : 0,
    rw: line.hasRt ? areas.rwNumber[rw[household]!]! : 0,
  };
}

/** 003 */
export const padded = (number: number): string => (number === 0 ? '' : String(number).padStart(3, '0'));
/** 3 */
export const plain = (number: number): string => (number === 0 ? '' : String(number));
/** 03/05 */
export const slashed = ({ rt, rw }: WrittenPlace): string =>
  rt === 0 ? '' : `${String(rt).padStart(2, '0')}/${String(rw).padStart(2, '0')}`;
