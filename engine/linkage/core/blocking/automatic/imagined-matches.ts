/** Matches as they might be: which parts of their fields agree, so that rules can be chosen before anything is learnt. */
import { chance } from '../../../../kernel/random.ts';
import type { FieldColumn, LinkTable } from '../../table.ts';
import type { LIKELY_PARTS } from './likely-agreement.ts';
import { MOVED_SHARE, MOVES_WITH_PERSON, SWAPPED_SHARE, type Draws, type LikelyPart } from './likely-agreement.ts';
import type { RecordSample } from './sample-keys.ts';

/** So many that rules worth the same by their expectation are told apart by it, not by the luck of the draws. */
export const IMAGINED_MATCHES = 1 << 14;
export const WORDS_OF_BITS = IMAGINED_MATCHES / 32;

/** [match / 32] one bit a match. */
export type MatchBits = Uint32Array;

export class ImaginedMatches {
  readonly #sample: RecordSample;
  readonly #draw = chance(1, 'imagined-matches');
  readonly #nameFields: readonly FieldColumn[];

  constructor(sample: RecordSample) {
    this.#sample = sample;
    this.#nameFields = fieldsOfKind(sample.table, 'name-part');
  }

  /** Record of the sample that the match is imagined to be a copy of. */
  originOf(match: number): number {
    return match % this.#sample.records.length;
  }

  /** Matches that agree on a part of a field. */
  agreeing(field: FieldColumn, part: LikelyPart): MatchBits {
    const place = [...this.#sample.table.fields.keys()].indexOf(field.name);
    const told = this.#toldShare(field);
    const isMovable = MOVES_WITH_PERSON.has(field.book.kind);
    const isSwappable = field.book.kind === 'name-part' && this.#nameFields.length > 1;
    return this.#bits((match) => {
      const origin = this.#sample.records[this.originOf(match)]!;
      if (field.values[origin] === 0 || this.#draw.uniform(match, place * 8 + 16) >= told) return false;
      if (isMovable && this.#draw.uniform(match, 0) < MOVED_SHARE) return false;
      if (isSwappable && this.#draw.uniform(match, 1) < SWAPPED_SHARE) return false;
      return part.agrees(this.#drawsOf(match, field, place));
    });
  }

  /** Matches that agree on a part of any of several name fields, whatever field it stands in. */
  agreeingInAny(fields: readonly FieldColumn[], part: LikelyPart): MatchBits {
    const bits = new Uint32Array(WORDS_OF_BITS);
    for (const field of fields) this.agreeing(field, part).forEach((word, i) => (bits[i]! |= word));
    return this.#bits((match) => {
      const origin = this.#sample.records[this.originOf(match)]!;
      const isSwapped =
        this.#draw.uniform(match, 1) < SWAPPED_SHARE && fields.every(({ values }) => values[origin] !== 0);
      return isSwapped || ((bits[match >>> 5]! >>> (match & 31)) & 1) === 1;
    });
  }

  /** Matches whose origin takes part. @param takesPart [record of the sample] */
  among(takesPart: Uint8Array): MatchBits {
    return this.#bits((match) => takesPart[this.originOf(match)] === 1);
  }

  #toldShare({ values }: FieldColumn): number {
    const { records } = this.#sample;
    return records.reduce((sum, record) => sum + (values[record] === 0 ? 0 : 1), 0) / Math.max(1, records.length);
  }

  /** A full name beside name parts is made of them: it agrees where the best of them does. */
  #drawsOf(match: number, field: FieldColumn, place: number): Draws {
    const fields = [...this.#sample.table.fields.keys()];
    const draws = (of: number): Draws => {
      const first = of * 8 + 17;
      return [0, 1, 2, 3].map((i) => this.#draw.uniform(match, first + i)) as unknown as Draws;
    };
    if (field.book.kind !== 'full-name' || this.#nameFields.length === 0) return draws(place);
    const best = Math.min(...this.#nameFields.map(({ name }) => draws(fields.indexOf(name))[0]));
    return [best, best, best, best];
  }

  #bits(holds: (match: number) => boolean): MatchBits {
    const bits = new Uint32Array(WORDS_OF_BITS);
    for (let match = 0; match < IMAGINED_MATCHES; match++) if (holds(match)) bits[match >>> 5]! |= 1 << (match & 31);
    return bits;
  }
}

export const fieldsOfKind = ({ fields }: LinkTable, kind: keyof typeof LIKELY_PARTS): FieldColumn[] =>
  [...fields.values()].filter(({ book }) => book.kind === kind);

export const bothBits = (left: MatchBits, right: MatchBits): MatchBits => left.map((word, i) => word & right[i]!);

/** Matches in `bits` that are not in `without`. */
export function countNew(bits: MatchBits, without: MatchBits): number {
  let count = 0;
  for (let i = 0; i < bits.length; i++) {
    let word = bits[i]! & ~without[i]!;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
