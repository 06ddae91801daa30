/** Values of which bands of moves are made: of each pair of places, and of all who come to a place or leave it. */
import { VARIANTS } from './bands.ts';
import { periodsOf, placesOf } from './moves-between.ts';
import { layoutOf, SIDES } from './sides.ts';

/** [variant × period × from × to]; from and to are the kelurahan, the outside of the city, then all places. */
export interface MoveCell {
  readonly variant: number;
  readonly period: number;
  readonly from: number;
  readonly to: number;
}

/** Places that are told: those of a replicate, and all of them together last. */
export const toldPlaces = (regions: number): number => placesOf(regions) + 1;

export interface MoveShape {
  readonly years: number;
  readonly areaCodes: readonly unknown[];
}

/** @returns a function that gives the values of a cell in ascending order; what it gives is used anew for the next */
export function moveSampler(replicates: readonly Float32Array[], shape: MoveShape): (cell: MoveCell) => Float64Array {
  const values = moveValues(replicates, shape);
  return (cell) => values(cell).sort();
}

/** As `moveSampler`; [replicate] in the order in which they are given. */
export function moveValues(replicates: readonly Float32Array[], shape: MoveShape): (cell: MoveCell) => Float64Array {
  const regions = shape.areaCodes.length;
  const { moves, movesSide } = layoutOf(shape);
  const places = placesOf(regions);
  const told = toldPlaces(regions);
  const periods = periodsOf(shape.years);
  // [replicate][side × period × from × to], all places with their sums.
  const summed = replicates.map((values) => {
    const sums = new Float32Array(SIDES.length * periods * told * told);
    for (let block = 0; block < SIDES.length * periods; block++) {
      const side = Math.floor(block / periods);
      const at = moves + side * movesSide + (block % periods) * places * places;
      for (let from = 0; from < places; from++)
        for (let to = 0; to < places; to++) {
          const persons = values[at + from * places + to]!;
          const into = block * told * told;
          sums[into + from * told + to] = persons;
          if (from === to) continue;
          sums[into + from * told + places]! += persons;
          sums[into + places * told + to]! += persons;
        }
    }
    return sums;
  });
  const sample = new Float64Array(replicates.length);
  const perSide = periods * told * told;
  return ({ variant, period, from, to }) => {
    const cell = (period * told + from) * told + to;
    summed.forEach((sums, i) => {
      const [before, after] = [sums[cell]!, sums[perSide + cell]!];
      sample[i] = VARIANTS[variant] === 'difference' ? after - before : variant === 0 ? before : after;
    });
    return sample;
  };
}
