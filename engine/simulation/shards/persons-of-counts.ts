/** People made from counts alone: as many of each place, sex and age as are counted, each with an identity of his own. */
import { drawBits, drawKey } from '../chance/keyed-draws.ts';
import type { PopulationCounts } from '../cohort-component/shapes.ts';
import { growingRows } from '../microsimulation/growing-rows.ts';
import { SEX_AGES, type SimulatedPersons } from '../microsimulation/persons.ts';

/** One part of the people: those whose number within their cell leaves `shard` when it is divided by `shards`. */
export interface Shard {
  readonly shard: number;
  readonly shards: number;
}

/**
 * @param counts whole numbers
 * @param growth rows made beforehand, as a multiple of the persons: columns of a gigabyte are not to be copied for more room
 */
export function personsOfCounts(counts: PopulationCounts, { shard, shards }: Shard, growth: number): SimulatedPersons {
  const ofCell = (persons: number): number => Math.max(0, Math.ceil((persons - shard) / shards));
  const rows = counts.persons.reduce((sum, each) => sum + ofCell(each), 0);
  const room = Math.ceil(rows * growth);
  const persons = {
    rows,
    low: new Uint32Array(room),
    high: new Uint32Array(room),
    sexAge: new Uint8Array(room),
    region: new Uint16Array(room),
    vacant: growingRows(),
  };
  const key = drawKey(0, 'counted-person', 0);
  let row = 0;
  counts.persons.forEach((count, cell) => {
    const last = row + ofCell(count);
    persons.sexAge.fill(cell % SEX_AGES, row, last);
    persons.region.fill(Math.floor(cell / SEX_AGES), row, last);
    for (let number = shard; row < last; number += shards, row++) {
      persons.low[row] = drawBits(key, number, cell, 0);
      persons.high[row] = drawBits(key, number, cell, 1);
    }
  });
  return persons;
}
