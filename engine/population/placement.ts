/** Where each household lives, to the best precision that a register knows. */
import type { Geography } from '../geography/geography.ts';
import type { PersonRows } from '../linkage/linkage.ts';
import type { NumberColumn, RegisterReading } from '../registers/records.ts';
import { addressBook, placesOfRows, type RowPlaces } from './addresses.ts';
import { NO_AREA, PLACE_PRECISIONS, type PlacePrecision } from './columns.ts';

export interface Place {
  /** Index in each level of the geography; NO_AREA where not known. */
  readonly kelurahan: number;
  readonly rw: number;
  readonly rt: number;
  /** Degrees; NaN where not even the kelurahan is known. */
  readonly lon: number;
  readonly lat: number;
  readonly precision: PlacePrecision;
  /** A register gives a point that lies in another kelurahan than the address; it was not used. */
  readonly isPointElsewhere: boolean;
}

interface Area {
  readonly kelurahan: number;
  readonly rw: number;
  readonly rt: number;
}

interface Point {
  readonly lon: number;
  readonly lat: number;
}

export class Placement {
  readonly #geography: Geography;
  readonly #rows: PersonRows;
  /** [register] */
  readonly #places: readonly RowPlaces[];
  readonly #points: readonly ({ lon: Float64Array; lat: Float64Array } | undefined)[];
  readonly #isPopulation: readonly boolean[];

  constructor(reading: RegisterReading, personRows: PersonRows, geography: Geography) {
    const book = addressBook(geography);
    this.#geography = geography;
    this.#rows = personRows;
    this.#places = reading.registers.map((records) => placesOfRows(records, book));
    this.#points = reading.registers.map(({ columns }) => {
      const lon = columns.get('lon') as NumberColumn | undefined;
      const lat = columns.get('lat') as NumberColumn | undefined;
      return lon?.kind === 'number' && lat?.kind === 'number' ? { lon: lon.values, lat: lat.values } : undefined;
    });
    this.#isPopulation = reading.registers.map(({ role }) => role === 'population');
  }

  /**
   * Address of the head in the population register, then of the others, then in other registers; a point that a register
   * gives counts when it lies in the kelurahan of the address.
   *
   * @param members persons of the household, the head first
   */
  of(members: readonly number[]): Place {
    const area = this.#address(members);
    const point = this.#point(members, area.kelurahan);
    if (point === undefined || point === 'elsewhere') return this.#at(area, undefined, point === 'elsewhere');
    return this.#at(area.kelurahan >= 0 ? area : this.#located(point), point, false);
  }

  #at(area: Area, point: Point | undefined, isPointElsewhere: boolean): Place {
    const { rt, rw, kelurahan } = this.#geography.levels;
    const [areas, index, level] =
      area.rt >= 0
        ? ([rt, area.rt, 'rt'] as const)
        : area.rw >= 0
          ? ([rw, area.rw, 'rw'] as const)
          : ([kelurahan, area.kelurahan, area.kelurahan >= 0 ? 'kelurahan' : 'unknown'] as const);
    const known = (i: number): number => (i < 0 ? NO_AREA : i);
    return {
      kelurahan: known(area.kelurahan),
      rw: known(area.rw),
      rt: known(area.rt),
      lon: point?.lon ?? areas.labelLon[index] ?? NaN,
      lat: point?.lat ?? areas.labelLat[index] ?? NaN,
      precision: point === undefined ? level : 'house',
      isPointElsewhere,
    };
  }

  /** Areas round a point; RW and RT only from official boundaries of their own, the indicative ones are drawn by rule. */
  #located({ lon, lat }: Point): Area {
    const at = (level: 'kelurahan' | 'rw' | 'rt'): number => this.#geography.locate(level, lon, lat);
    const { rw, rt } = this.#geography.levels;
    return {
      kelurahan: at('kelurahan'),
      rw: rw.status === 'official' ? at('rw') : -1,
      rt: rt.status === 'official' ? at('rt') : -1,
    };
  }

  /** First kelurahan that is told; of the rows that agree with it the one that tells most. */
  #address(members: readonly number[]): Area {
    let best: Area = { kelurahan: -1, rw: -1, rt: -1 };
    for (const isPopulation of [true, false]) {
      for (const person of members) {
        for (let i = this.#rows.starts[person]!; i < this.#rows.starts[person + 1]!; i++) {
          const register = this.#rows.register[i]!;
          if (this.#isPopulation[register] !== isPopulation) continue;
          best = fuller(best, areaOf(this.#places[register]!, this.#rows.row[i]!));
          if (best.rt >= 0) return best;
        }
      }
    }
    return best;
  }

  #point(members: readonly number[], kelurahan: number): Point | 'elsewhere' | undefined {
    let found: 'elsewhere' | undefined;
    for (const person of members) {
      for (let i = this.#rows.starts[person]!; i < this.#rows.starts[person + 1]!; i++) {
        const points = this.#points[this.#rows.register[i]!];
        const lon = points?.lon[this.#rows.row[i]!] ?? NaN;
        const lat = points?.lat[this.#rows.row[i]!] ?? NaN;
        if (Number.isNaN(lon) || Number.isNaN(lat)) continue;
        const at = this.#geography.locate('kelurahan', lon, lat);
        if (at >= 0 && (kelurahan < 0 || at === kelurahan)) return { lon, lat };
        found = 'elsewhere';
      }
    }
    return found;
  }
}

const areaOf = (places: RowPlaces, row: number): Area => ({
  kelurahan: places.kelurahan[row]!,
  rw: places.rw[row]!,
  rt: places.rt[row]!,
});

function fuller(best: Area, next: Area): Area {
  if (best.kelurahan < 0) return next;
  if (next.kelurahan !== best.kelurahan) return best;
  if (best.rw < 0) return next;
  return next.rw === best.rw && next.rt >= 0 ? next : best;
}

export const precisionCode = (precision: PlacePrecision): number => PLACE_PRECISIONS.indexOf(precision);
