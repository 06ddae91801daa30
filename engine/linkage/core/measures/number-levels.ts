/** Numbers and places on the earth: what is near is nearly the same. */
import { textOfValue, type ValueBook } from '../table.ts';
import { byValue } from './kinds/row-comparer.ts';
import { kindOfValues } from './kinds/row-kind.ts';

/** [value] number that a value writes; NaN where it writes none. */
const numbersOf = (book: ValueBook): Float64Array =>
  Float64Array.from({ length: book.count }, (_, value) => (value === 0 ? NaN : Number(textOfValue(book, value))));

const [CLOSE_SHARE, NEAR_SHARE] = [0.01, 0.1];
const [CLOSE_UNITS, NEAR_UNITS] = [1, 2];

/** `close`: at most one, or one in a hundred, apart; `near`: at most two, or one in ten. */
export const number = kindOfValues({
  levels: ['different', 'near', 'close', 'same'],
  rare: ['same'],
  mostPairs: 2_000_000,
  comparer: ({ book }) => {
    const numbers = numbersOf(book);
    return byValue((left, right) => {
      const apart = Math.abs(numbers[left]! - numbers[right]!);
      const larger = Math.max(Math.abs(numbers[left]!), Math.abs(numbers[right]!));
      if (apart <= Math.max(CLOSE_UNITS, larger * CLOSE_SHARE)) return 2;
      return apart <= Math.max(NEAR_UNITS, larger * NEAR_SHARE) ? 1 : 0;
    });
  },
});

const METRES_PER_DEGREE = 111_195;
const RADIANS_PER_DEGREE = Math.PI / 180;

/** Distances of the levels `far`, `district`, `quarter`, `street`: at least, then at most so many metres. */
const [DISTRICT, QUARTER, STREET] = [5000, 1000, 100];

/** Latitude and longitude in one value, or one of the two. */
export const coordinate = kindOfValues({
  levels: ['far', 'district', 'quarter', 'street', 'same'],
  rare: ['same'],
  mostPairs: 2_000_000,
  comparer: ({ book }) => {
    const metres = metresBetween(book);
    return byValue((left, right) => {
      const apart = metres(left, right);
      if (apart <= STREET) return 3;
      if (apart <= QUARTER) return 2;
      return apart <= DISTRICT ? 1 : 0;
    });
  },
});

/** Metres between two values; as on a plane, which is near enough within a country's districts. */
export function metresBetween(book: ValueBook): (left: number, right: number) => number {
  const latitude = new Float64Array(book.count);
  const longitude = new Float64Array(book.count);
  for (let value = 1; value < book.count; value++) {
    const [first, second] = textOfValue(book, value).split(',').map(Number) as [number, number?];
    latitude[value] = first;
    longitude[value] = second ?? 0;
  }
  return (left, right) => {
    const north = latitude[left]! - latitude[right]!;
    const shrink = Math.cos(((latitude[left]! + latitude[right]!) / 2) * RADIANS_PER_DEGREE);
    const around = Math.abs(longitude[left]! - longitude[right]!);
    const east = Math.min(around, 360 - around) * shrink;
    return Math.sqrt(north * north + east * east) * METRES_PER_DEGREE;
  };
}
