/**
 * Grows areas from what is known of them: a point inside and a size. The outline of the city runs where the areas,
 * thought of as soft discs around their points, thin out; inside it they push against each other until each has its
 * size (a power diagram with set capacities).
 *
 * Source: Aurenhammer, Hoffmann and Aronov (1998), "Minkowski-type theorems and least-squares clustering".
 */
import { smoothNoise } from './noise.ts';
import { OUTSIDE, type Raster, tidy } from './raster.ts';

export interface Site {
  /** Metres on the plane. */
  readonly east: number;
  readonly north: number;
  readonly areaSquareMetres: number;
}

/** Fine enough that a border of 100 m bends several times. */
const STEP_METRES = 15;
/** A soft disc reaches this many times the radius of a disc of its area. */
const NEAR_REACH_RADII = 1.7;
/** The wide part of a soft disc fills bays between areas that lie around one open spot. */
const WIDE_REACH_METRES = 1700;
const WIDE_WEIGHT = 0.3;
/** Around its own point an area pushes harder, so that the point stays inside even where two points lie close. */
const HOME_METRES = 450;
const HOME_PUSH_SQUARE_METRES = 140_000;
/** The bends of a border: metres to one side, metres from bend to bend. Slopes under 1 keep the plane unfolded. */
const BENDS = [
  { metres: 190, length: 1300 },
  { metres: 70, length: 430 },
  { metres: 20, length: 150 },
] as const;
const ROUNDS = 400;
/** The last rounds count every cell, those before every ninth. */
const FINE_ROUNDS = 60;
/** How much of a missing or surplus area goes into the weight in one round: 1 / (2 pi), under the limit of swinging. */
const GAIN = 0.16;

/**
 * @param sites each with a point of its own
 * @returns     raster in which each site has its area (but for the few cells that tidying moves), in one piece
 */
export function growAreas(sites: readonly Site[]): Raster {
  const raster = emptyRaster(sites);
  const warped = warpedCells(raster);
  const city = cityCells(raster, warped, sites);
  settle(raster, warped, city, sites);
  tidy(raster);
  return raster;
}

function emptyRaster(sites: readonly Site[]): Raster {
  const margin = 1.2 * Math.sqrt(Math.max(...sites.map((site) => site.areaSquareMetres)));
  const west = Math.floor((Math.min(...sites.map((site) => site.east)) - margin) / STEP_METRES) * STEP_METRES;
  const south = Math.floor((Math.min(...sites.map((site) => site.north)) - margin) / STEP_METRES) * STEP_METRES;
  const columns = Math.ceil((Math.max(...sites.map((site) => site.east)) + margin - west) / STEP_METRES);
  const rows = Math.ceil((Math.max(...sites.map((site) => site.north)) + margin - south) / STEP_METRES);
  const labels = new Int16Array(columns * rows).fill(OUTSIDE);
  return { columns, rows, west, south, stepMetres: STEP_METRES, labels };
}

/** Where each cell would lie had the land no bends: straight borders there are winding borders here. */
interface WarpedCells {
  readonly east: Float64Array;
  readonly north: Float64Array;
}

function warpedCells(raster: Raster): WarpedCells {
  const east = new Float64Array(raster.labels.length);
  const north = new Float64Array(raster.labels.length);
  for (let cell = 0; cell < east.length; cell++) {
    const x = raster.west + ((cell % raster.columns) + 0.5) * STEP_METRES;
    const y = raster.south + (Math.floor(cell / raster.columns) + 0.5) * STEP_METRES;
    east[cell] = x + bend(x, y, 0);
    north[cell] = y + bend(x, y, BENDS.length);
  }
  return { east, north };
}

function bend(x: number, y: number, seed: number): number {
  return BENDS.reduce((sum, { metres, length }, i) => sum + metres * smoothNoise(x / length, y / length, seed + i), 0);
}

/** The cells of the city: as many as the areas need, where the soft discs add up highest; holes are filled. */
function cityCells(raster: Raster, warped: WarpedCells, sites: readonly Site[]): Uint32Array {
  const density = new Float64Array(raster.labels.length);
  for (const site of sites) {
    const nearSquared = (NEAR_REACH_RADII * NEAR_REACH_RADII * site.areaSquareMetres) / Math.PI;
    for (let cell = 0; cell < density.length; cell++) {
      const dx = warped.east[cell]! - site.east;
      const dy = warped.north[cell]! - site.north;
      const squared = dx * dx + dy * dy;
      density[cell]! += softDisc(squared, nearSquared) + WIDE_WEIGHT * softDisc(squared, WIDE_REACH_METRES ** 2);
    }
  }
  const total = sites.reduce((sum, site) => sum + site.areaSquareMetres, 0);
  const needed = Math.round(total / (STEP_METRES * STEP_METRES));
  const threshold = Float64Array.from(density).sort()[density.length - needed]!;
  density.forEach((value, cell) => (raster.labels[cell] = value >= threshold ? 0 : OUTSIDE));
  tidy(raster);
  return Uint32Array.from(raster.labels.keys()).filter((cell) => raster.labels[cell] !== OUTSIDE);
}

function softDisc(squared: number, reachSquared: number): number {
  const rest = 1 - squared / reachSquared;
  return rest > 0 ? rest * rest * rest : 0;
}

/** Weighs the sites until each holds its share of the cells; the labels are written into the raster. */
function settle(raster: Raster, warped: WarpedCells, city: Uint32Array, sites: readonly Site[]): void {
  const total = sites.reduce((sum, site) => sum + site.areaSquareMetres, 0);
  const weights = Float64Array.from(sites, (site) => site.areaSquareMetres / Math.PI);
  const coarse = city.filter((cell) => cell % 3 === 0 && Math.floor(cell / raster.columns) % 3 === 0);
  for (let round = 0; round < ROUNDS; round++) {
    const cells = round < ROUNDS - FINE_ROUNDS ? coarse : city;
    const held = assign(raster, warped, cells, sites, weights);
    sites.forEach((site, i) => {
      weights[i]! += GAIN * (site.areaSquareMetres - (total * held[i]!) / cells.length);
    });
  }
}

/** Gives each cell to the site of least power (square metres), and counts the cells of each site. */
function assign(
  raster: Raster,
  warped: WarpedCells,
  cells: Uint32Array,
  sites: readonly Site[],
  weights: Float64Array,
): Uint32Array {
  const held = new Uint32Array(sites.length);
  const east = Float64Array.from(sites, (site) => site.east);
  const north = Float64Array.from(sites, (site) => site.north);
  for (const cell of cells) {
    let nearest = 0;
    let least = Infinity;
    for (let site = 0; site < weights.length; site++) {
      const dx = warped.east[cell]! - east[site]!;
      const dy = warped.north[cell]! - north[site]!;
      const squared = dx * dx + dy * dy;
      const power = squared - weights[site]! - homePush(squared);
      if (power < least) {
        least = power;
        nearest = site;
      }
    }
    raster.labels[cell] = nearest;
    held[nearest]!++;
  }
  return held;
}

function homePush(squared: number): number {
  if (squared >= HOME_METRES * HOME_METRES) return 0;
  const rest = 1 - squared / (HOME_METRES * HOME_METRES);
  return HOME_PUSH_SQUARE_METRES * rest * rest;
}
