/** Where each house stands, inside its RT, and its address. */
import { chance, type Chance } from '../../kernel/random.ts';
import type { Geography, MultiPolygon } from '../../geography/geography.ts';
import type { PlaceParameters } from './place-parameters.ts';

/** Street names of each kelurahan; from geodata/gazetteer, or from models/sample/places.yaml. */
export type StreetsByKelurahan = ReadonlyMap<string, readonly string[]>;

/** Row i of every column is one household. */
export interface Houses {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly address: readonly string[];
}

interface Box {
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
}

function boxOf(polygon: MultiPolygon): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const part of polygon)
    for (const [lon, lat] of part[0]!) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  return { west, south, width: east - west, height: north - south };
}

const DRAWS_FOR_A_HOUSE = 400;
/** Seven decimals are about a centimetre. */
const rounded = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/** Draws points in the box of an RT until one lies in it; its label point if the area is as thin as a thread. */
function pointInside(
  geography: Geography,
  rt: number,
  box: Box,
  draws: Chance,
  house: number,
): readonly [number, number] {
  for (let i = 0; i < DRAWS_FOR_A_HOUSE; i++) {
    const lon = rounded(box.west + box.width * draws.uniform(house, 2 * i));
    const lat = rounded(box.south + box.height * draws.uniform(house, 2 * i + 1));
    if (geography.locate('rt', lon, lat) === rt) return [lon, lat];
  }
  return [geography.levels.rt.labelLon[rt]!, geography.levels.rt.labelLat[rt]!];
}

/** Invented streets for each kelurahan, enough for its houses. */
function inventedStreets(
  parameters: PlaceParameters['streets'],
  code: string,
  houses: number,
  draws: Chance,
): string[] {
  const { themes, kinds, housesPerStreet } = parameters;
  const offset = Number(code.replace(/\D/g, '')) % 9973;
  const names = themes[draws.below(themes.length, offset)]!.concat(themes[draws.below(themes.length, offset, 1)]!);
  const wanted = Math.max(2, Math.ceil(houses / housesPerStreet));
  return Array.from({ length: wanted }, (_, i) => {
    const name = names[i % names.length]!;
    const round = Math.floor(i / names.length);
    return round === 0 ? `JL. ${name}` : kinds[(i + round) % kinds.length]!.replace('{}', name);
  });
}

/**
 * Places every household.
 *
 * @param rt [household] index in the rt level, in ascending order for the households that share a house with the one before
 */
export function placeHouses(
  geography: Geography,
  rt: Uint16Array,
  streets: StreetsByKelurahan,
  parameters: PlaceParameters,
  seed: number,
  advance: (done: number) => void,
): Houses {
  const draws = chance(seed, 'house');
  const share = chance(seed, 'shared-house');
  const { rt: rts, rw: rws, kelurahan: kelurahans } = geography.levels;
  const boxes = rts.polygons.map(boxOf);
  const perKelurahan = new Uint32Array(kelurahans.count);
  const kelurahanOf = rt.map((area) => rws.parent[rts.parent[area]!]!);
  kelurahanOf.forEach((area) => (perKelurahan[area]! += 1));
  const names = kelurahans.codes.map(
    (code, i) => streets.get(code) ?? inventedStreets(parameters.streets, code, perKelurahan[i]!, share),
  );
  const lon = new Float64Array(rt.length);
  const lat = new Float64Array(rt.length);
  const address: string[] = [];
  for (let house = 0; house < rt.length; house++) {
    if (house % 4096 === 0) advance(house);
    const isShared = house > 0 && rt[house] === rt[house - 1];
    if (isShared && share.uniform(house, 0) < parameters.settlement.sharedHouseShare) {
      lon[house] = lon[house - 1]!;
      lat[house] = lat[house - 1]!;
      address.push(address[house - 1]!);
      continue;
    }
    const area = rt[house]!;
    [lon[house], lat[house]] = pointInside(geography, area, boxes[area]!, draws, house);
    address.push(addressOf(names[kelurahanOf[house]!]!, area, house, share));
  }
  return { lon, lat, address };
}

/** The houses of one RT stand along three streets of its kelurahan. */
function addressOf(streets: readonly string[], rt: number, house: number, draws: Chance): string {
  const street = streets[(rt * 2 + draws.below(3, house, 1)) % streets.length]!;
  const number = 1 + draws.below(90, house, 2);
  const letter = draws.uniform(house, 3) < 0.06 ? 'ABC'[draws.below(3, house, 4)]! : '';
  return `${street} NO. ${number}${letter}`;
}
