/** Who draws: 64 bits for each person, the same in every scenario for the same person, child or newcomer. */
import { drawBits, type DrawKey } from './keyed-draws.ts';

/** [person] the two halves of each identity. */
export interface Identities {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

const ID_BYTES = 16;

/**
 * Identities of the residents of a snapshot: the first half of each person id, which is random.
 *
 * @param personId [person × 16 bytes]
 */
export function identitiesOfPersons(personId: Uint8Array): Identities {
  const count = personId.length / ID_BYTES;
  const view = new DataView(personId.buffer, personId.byteOffset, personId.byteLength);
  const halves = (offset: number): Uint32Array =>
    Uint32Array.from({ length: count }, (_, i) => view.getUint32(i * ID_BYTES + offset, true));
  return { low: halves(0), high: halves(4) };
}

/**
 * A child is known by its mother, the year (in the key) and its place among the children of that year, twins included.
 *
 * @param key   of the process that names children, for the year of birth
 * @param birth 0 for the first child of this mother in this year
 */
export const childIdentity = (
  key: DrawKey,
  motherLow: number,
  motherHigh: number,
  birth: number,
): readonly [low: number, high: number] => [
  drawBits(key, motherLow, motherHigh, 2 * birth),
  drawBits(key, motherLow, motherHigh, 2 * birth + 1),
];

/**
 * A newcomer is known by the area he comes to, the year (in the key) and his number among those who come there: in a
 * scenario with more of them the first ones are the same people.
 */
export const newcomerIdentity = (key: DrawKey, area: number, number: number): readonly [low: number, high: number] => [
  drawBits(key, number, area, 0),
  drawBits(key, number, area, 1),
];
