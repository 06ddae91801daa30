/** Where somebody lives in an Indonesian town: kelurahan, RW and RT, each a part of the one before, and the address. */
import { sortByKey } from '../blocking/radix-sort.ts';
import type { ComparisonSpec, MeasureKind, PairMeasure, UnrelatedShares } from '../comparison.ts';
import type { LinkTable } from '../table.ts';
import { joinHash } from '../values/text-hash.ts';
import { pairByPair, type RowLevels } from './kinds/pair-by-pair.ts';
import { writeNumbers } from './kinds/row-comparer.ts';
import { columnOf, levelsOfSpec } from './kinds/spec-levels.ts';

/**
 * The finest on which two records agree. `elsewhere`: the same kelurahan, another RW; `kelurahan`: the same, and nothing
 * finer told; `different`: another kelurahan. The same address where a kelurahan is not told is `address` as well.
 */
export const NEIGHBOURHOOD_LEVELS = ['different', 'elsewhere', 'kelurahan', 'rw', 'rt', 'address'] as const;
const [DIFFERENT, ELSEWHERE, KELURAHAN, RW, RT, ADDRESS] = [...NEIGHBOURHOOD_LEVELS.keys()] as [
  ...(readonly [number, number, number, number, number, number]),
];

/** Fields: kelurahan, RW, RT, address, in this order. RW and RT are told apart within the kelurahan. */
export const neighbourhood: MeasureKind = {
  levels: NEIGHBOURHOOD_LEVELS,
  unrelated: (table, spec) => unrelated(placesOf(table, spec), spec),
  make(table, spec, shares) {
    const places = placesOf(table, spec);
    return makeMeasure(places, spec, shares ?? unrelated(places, spec));
  },
};

interface Place {
  /** [record] which one, numbered as records come, which nothing shows; 0 where it is not told. */
  readonly of: Uint32Array;
  /** [place] hash of what it is called. */
  readonly hash: Uint32Array;
}

interface Places {
  readonly kelurahan: Place;
  readonly rw: Place;
  readonly rt: Place;
  readonly address: Place;
}

const known = new WeakMap<LinkTable, Map<string, Places>>();

function placesOf(table: LinkTable, spec: ComparisonSpec): Places {
  let ofTable = known.get(table);
  if (ofTable === undefined) known.set(table, (ofTable = new Map<string, Places>()));
  const key = spec.fields.join('\n');
  let places = ofTable.get(key);
  if (places === undefined) {
    const [kelurahan, rw, rt, address] = [0, 1, 2, 3].map((field) => {
      const { values, book } = columnOf(table, spec, field);
      return { of: values, hash: book.hash };
    }) as [...(readonly [Place, Place, Place, Place])];
    const ofRw = within(kelurahan, rw);
    ofTable.set(key, (places = { kelurahan, rw: ofRw, rt: within(ofRw, rt), address }));
  }
  return places;
}

/** Places of the finer field, each within its wider place. */
function within(wider: Place, finer: Place): Place {
  const numbers = new Map<number, number>();
  const hash = [0];
  const of = wider.of.map((place, record) => {
    const part = finer.of[record]!;
    if (place === 0 || part === 0) return 0;
    const key = place * 2 ** 26 + part;
    let number = numbers.get(key);
    if (number === undefined) {
      numbers.set(key, (number = numbers.size + 1));
      hash.push(joinHash(wider.hash[place]!, finer.hash[part]!));
    }
    return number;
  });
  return { of, hash: Uint32Array.from(hash) };
}

/** A level that no pair shows is given half a pair, so that no weight is infinite. */
const UNSEEN_PAIRS = 0.5;

/**
 * Counts pairs of records that tell the kelurahan by what they share, in full. The rest, an address alone, is rare and
 * taken to be like them.
 */
function unrelated({ kelurahan, rw, rt, address }: Places, spec: ComparisonSpec): UnrelatedShares {
  const all = pairsAlike(kelurahan.of, (place) => (place === 0 ? 0 : 1));
  const same = pairsAlike(kelurahan.of, (place) => place);
  // Keys are made of what places are called, so that the order of records changes nothing.
  const withAddress = (hash: number, record: number): number =>
    address.of[record] === 0 ? 0 : joinHash(hash, address.hash[address.of[record]!]!);
  const sameBoth = ({ of, hash }: Place): [alone: number, withAddress: number] => [
    pairsAlike(of, (each) => each),
    pairsAlike(of, (each, record) => (each === 0 ? 0 : withAddress(hash[each]!, record))),
  ];
  const [ofRw, ofRwAddress] = sameBoth(rw);
  const [ofRt, ofRtAddress] = sameBoth(rt);
  const [, ofAddress] = sameBoth(kelurahan);
  const [toldRw, toldRwAddress] = sameBoth({
    of: kelurahan.of.map((place, record) => (rw.of[record] === 0 ? 0 : place)),
    hash: kelurahan.hash,
  });
  const pairs = [
    all - same,
    toldRw - ofRw - (toldRwAddress - ofRwAddress),
    same - toldRw - (ofAddress - toldRwAddress),
    ofRw - ofRt - (ofRwAddress - ofRtAddress),
    ofRt - ofRtAddress,
    ofAddress,
  ];
  // Of the places themselves, whatever else was told: what the rarity of one of them is counted from.
  const usual = [NaN, NaN, same, ofRw, ofRt, ofAddress];
  return sharesOf(pairs, usual, Math.max(1, all), spec);
}

function sharesOf(pairs: number[], usual: number[], all: number, spec: ComparisonSpec): UnrelatedShares {
  const levels = levelsOfSpec(NEIGHBOURHOOD_LEVELS, spec);
  const width = spec.levels.length + 1;
  const shares = {
    u: new Float64Array(width),
    error: new Float64Array(width),
    averageBits: new Float64Array(width).fill(NaN),
  };
  const total = pairs.reduce((sum, each) => sum + Math.max(UNSEEN_PAIRS, each), 0);
  pairs.forEach((each, level) => {
    const to = levels[level]!;
    shares.u[to]! += Math.max(UNSEEN_PAIRS, each) / total;
    if (each <= 0) shares.error[to]! += UNSEEN_PAIRS / total;
    // The strongest of the levels that fall together speaks for them.
    shares.averageBits[to] = Math.log2(Math.max(UNSEEN_PAIRS, usual[level]!) / all);
  });
  return shares;
}

/** Pairs of records with one key, which is not 0. */
function pairsAlike(places: Uint32Array, keyOf: (place: number, record: number) => number): number {
  const keys = places.map(keyOf);
  sortByKey(keys, new Uint32Array(keys.length));
  let pairs = 0;
  for (let from = 0, to = 0; from < keys.length; from = to) {
    for (to = from + 1; to < keys.length && keys[to] === keys[from];) to++;
    if (keys[from] !== 0) pairs += ((to - from) * (to - from - 1)) / 2;
  }
  return pairs;
}

/** Places in the row of a record. */
const [OF_KELURAHAN, OF_RW, OF_RT, OF_ADDRESS] = [0, 1, 2, 3] as const;
const WIDTH = 4;

function makeMeasure(places: Places, spec: ComparisonSpec, { averageBits }: UnrelatedShares): PairMeasure {
  const columns = [places.kelurahan.of, places.rw.of, places.rt.of, places.address.of] as const;
  const levels = levelsOfSpec(NEIGHBOURHOOD_LEVELS, spec);
  const told = columns[OF_KELURAHAN].reduce((count, place) => count + (place === 0 ? 0 : 1), 0);
  const rarity = columns.map((of) => rarityOf(of, told));
  const say = (level: number, bits = NaN): number => {
    const average = averageBits[levels[level]!]!;
    measure.rarityBits = average === average && bits === bits ? average + bits : 0;
    return levels[level]!;
  };
  const measure: RowLevels = {
    rarityBits: 0,
    level(rows, left, right) {
      const [l, r] = [rows[left + OF_KELURAHAN]!, rows[right + OF_KELURAHAN]!];
      /** Both tell a place of a field, and it is one. */
      const agreeOn = (field: number): boolean =>
        rows[left + field] !== 0 && rows[left + field] === rows[right + field];
      const sayField = (level: number, field: number): number => say(level, rarity[field]![rows[left + field]!]!);
      measure.rarityBits = 0;
      if (l !== r && l !== 0 && r !== 0) return say(DIFFERENT);
      if (agreeOn(OF_ADDRESS)) return sayField(ADDRESS, OF_ADDRESS);
      if (l === 0 || r === 0) return 0;
      if (agreeOn(OF_RT)) return sayField(RT, OF_RT);
      if (rows[left + OF_RW] === 0 || rows[right + OF_RW] === 0) return sayField(KELURAHAN, OF_KELURAHAN);
      return agreeOn(OF_RW) ? sayField(RW, OF_RW) : say(ELSEWHERE);
    },
  };
  const write: PairMeasure['write'] = (from, to, { rows, at, stride }) => {
    columns.forEach((values, field) => writeNumbers(values, from, to, { rows, at: at + field, stride }));
  };
  return pairByPair({ width: WIDTH, write }, measure);
}

/** [place] bits. */
function rarityOf(of: Uint32Array, told: number): Float32Array {
  const counts = new Uint32Array(of.reduce((most, place) => Math.max(most, place), 0) + 1);
  for (const place of of) counts[place]!++;
  return Float32Array.from(counts, (count) => Math.log2(Math.max(1, told) / Math.max(1, count)));
}
