/** Where each house stands, inside its RT, and its address. */
import type { Geography, MultiPolygon } from '../../geography/geography.ts';
import { TwinError } from '../../kernel/errors.ts';
import { chance, type Chance } from '../../kernel/random.ts';
import type { PlaceParameters } from './place-parameters.ts';

/** Street names by Kemendagri code of the kelurahan, upper case with the kind before: `JL. SERAYU`. */
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

/**
 * Places every household.
 *
 * @param rt [household] index in the rt level; those of one RT stand together, so that some share a house
 * @throws TwinError configuration: a kelurahan has no streets
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
  const kelurahanOf = rt.map((area) => rws.parent[rts.parent[area]!]!);
  const names = kelurahans.codes.map((code) => streetsOf(streets, code));
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

function streetsOf(streets: StreetsByKelurahan, code: string): readonly string[] {
  const names = streets.get(code);
  if (names !== undefined && names.length > 0) return names;
  throw new TwinError('configuration', {
    code: 'kelurahan-without-streets',
    what: `No street of the kelurahan ${code} is known.`,
    where: { file: 'streets.csv' },
    expected: 'one street or more for each kelurahan of the geography',
    todo: 'Add its streets to geodata/gazetteer/streets.csv.',
  });
}

/** The houses of one RT stand along three streets of its kelurahan. */
function addressOf(streets: readonly string[], rt: number, house: number, draws: Chance): string {
  const street = streets[(rt * 2 + draws.below(3, house, 1)) % streets.length]!;
  const number = 1 + draws.below(90, house, 2);
  const letter = draws.uniform(house, 3) < 0.06 ? 'ABC'[draws.below(3, house, 4)]! : '';
  return `${street} NO. ${number}${letter}`;
}
