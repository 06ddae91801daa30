/** Where households are: from addresses, points and boundaries. */
import { describe, expect, test } from 'vitest';
import type { AreaLevel, Geography } from '../geography/geography.ts';
import { NO_AREA, PLACE_PRECISIONS } from './columns.ts';
import type { SmallRow } from './small-city.ts';
import { at, build, card, CHILD, FIRST, geography, HEAD, type Lists, SECOND, year } from './test-built-city.ts';

describe('places', () => {
  const [west, south] = [111.5, -7.6];
  /** A point in RT n, counted from the west. */
  const point = (rt: number) => ({ lon: west + rt * 0.001 + 0.0003, lat: south + 0.0004 });
  const placed = (rows: readonly Partial<SmallRow>[], others: Lists = {}) => {
    const { population, findings } = build({
      dukcapil: rows.map((row, person) => ({
        person,
        kkNumber: card(1),
        shdk: person === 0 ? HEAD : CHILD,
        bornOn: year(2000),
        sex: 1,
        ...row,
      })),
      ...others,
    });
    const { households: h } = population;
    return {
      area: [h.kelurahan[0], h.rw[0], h.rt[0]],
      point: [h.lon[0], h.lat[0]],
      precision: PLACE_PRECISIONS[h.precision[0]!],
      findings,
    };
  };

  test.each<[string, Partial<SmallRow>, readonly number[], string]>([
    ['RT', at(SECOND, 2, 1), [1, 3, 6], 'rt'],
    ['RT written with zeros', { kelurahan: SECOND, rw: '002', rt: '001' }, [1, 3, 6], 'rt'],
    ['RT written with words', { kelurahan: SECOND, rw: 'RW 02', rt: 'RT 01' }, [1, 3, 6], 'rt'],
    ['RW, no such RT', at(SECOND, 2, 9), [1, 3, NO_AREA], 'rw'],
    ['kelurahan, no RW', { kelurahan: SECOND }, [1, NO_AREA, NO_AREA], 'kelurahan'],
    ['kelurahan, RW 000', at(SECOND, 0, 0), [1, NO_AREA, NO_AREA], 'kelurahan'],
    ['code without dots', { kelurahan: SECOND.replaceAll('.', '') }, [1, NO_AREA, NO_AREA], 'kelurahan'],
    ['kelurahan of another city', { kelurahan: 'NGLAMES', rw: '1', rt: '1' }, [NO_AREA, NO_AREA, NO_AREA], 'unknown'],
  ])('an address with %s', (_, address, area, precision) => {
    expect(placed([address])).toMatchObject({ area, precision });
  });

  test('the point is the label of the smallest area known, or nowhere', () => {
    const { rt, kelurahan } = geography.levels;
    expect(placed([at(SECOND, 2, 1)]).point).toEqual([rt.labelLon[6], rt.labelLat[6]]);
    expect(placed([{ kelurahan: SECOND }]).point).toEqual([kelurahan.labelLon[1], kelurahan.labelLat[1]]);
    expect(placed([{}]).point).toEqual([NaN, NaN]);
  });

  test('what the head lacks is taken from the others, the population register before the lists, the same kelurahan only', () => {
    const head = { kelurahan: FIRST };
    expect(placed([head, at(FIRST, 2, 2)], { pkh: [{ person: 0, ...at(FIRST, 1, 1) }] }).area).toEqual([0, 1, 3]);
    expect(placed([head], { pkh: [{ person: 0, ...at(FIRST, 1, 1) }] }).area).toEqual([0, 0, 0]);
    expect(placed([head], { pkh: [{ person: 0, ...at(SECOND, 1, 1) }] }).area).toEqual([0, NO_AREA, NO_AREA]);
  });

  test('a point that a register gives is the house, when it lies in the kelurahan of the address', () => {
    const house = placed([{ ...at(FIRST, 1, 1), ...point(1) }]);
    expect(house).toMatchObject({ precision: 'house', area: [0, 0, 0], point: [point(1).lon, point(1).lat] });
    const elsewhere = placed([{ ...at(FIRST, 1, 1), ...point(7) }]);
    expect(elsewhere).toMatchObject({ precision: 'rt', area: [0, 0, 0] });
    expect(elsewhere.findings.pointsElsewhere).toBe(1);
  });

  test('a point without an address gives the kelurahan; RW and RT only where boundaries are official', () => {
    expect(placed([point(6)]).area).toEqual([1, NO_AREA, NO_AREA]);
    const officialUpTo = (...official: AreaLevel[]): Geography => {
      const levels = { ...geography.levels };
      for (const level of official) levels[level] = { ...levels[level], status: 'official' };
      return { ...geography, status: 'official', levels };
    };
    const resident = { person: 0, kkNumber: card(1), shdk: HEAD, bornOn: year(2000), sex: 1, ...point(6) };
    const area = (areas: Geography): unknown => {
      const { households } = build({ dukcapil: [resident] }, undefined, areas).population;
      return [households.kelurahan[0], households.rw[0], households.rt[0]];
    };
    // An import brings the kelurahan; RW and RT inside them are still drawn by rule.
    expect(area(officialUpTo('city', 'kecamatan', 'kelurahan'))).toEqual([1, NO_AREA, NO_AREA]);
    expect(area(officialUpTo('city', 'kecamatan', 'kelurahan', 'rw', 'rt'))).toEqual([1, 3, 6]);
  });
});
