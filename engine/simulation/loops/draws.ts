/** Keyed draws of everybody at hand, four at a time: the same bits as chance/keyed-draws.ts. */
import type { DrawKey } from '../chance/keyed-draws.ts';
import { FOUR, signed, unsigned } from '../../kernel/loops/binary.ts';
import type { Hand, Loop, Writer } from '../../kernel/loops/loop.ts';
import { plus, shiftDown, wholeOf, type Place, type Whole } from '../../kernel/loops/values.ts';

/** Four whole numbers of 32 bits. */
interface Four {
  readonly kind: typeof FOUR;
  readonly code: readonly number[];
}

const PREFIX = 0xfd;
const OP = { load: 0, store: 11, splat: 17, xor: 81, shiftDown: 173, plus: 174, minus: 177, times: 181 };
const [CONST_WHOLE, ALIGNMENT] = [0x41, 4];

const op = (number: number): number[] => [PREFIX, ...unsigned(number)];
const four = (...code: readonly number[]): Four => ({ kind: FOUR, code });
const spread = (value: Whole | number): Four => four(...wholeOf(value).code, ...op(OP.splat));
const of = (number: number, one: Four, other: Four): Four => four(...one.code, ...other.code, ...op(number));
const mixed = (value: Four, bits: number): Four =>
  of(OP.xor, value, four(...value.code, CONST_WHOLE, ...signed(bits), ...op(OP.shiftDown)));

/**
 * A loop that draws for the first so many of some columns, up to three more than are asked for.
 *
 * @param low, high halves of the identities
 * @param bits      where the draws are put: 32 bits each
 */
export function drawLoop(hand: Hand, low: Place, high: Place, bits: Place): Loop {
  return hand.loop(3, (writer, [number, keyLow, keyHigh]) => {
    const lowKey = held(writer, spread(keyLow!));
    const highKey = held(writer, spread(keyHigh!));
    const [one, other] = [held(writer, spread(0x21f0aaad)), held(writer, spread(0x735a2d97))];
    const round = (value: Four): Four => {
      const first = held(writer, of(OP.times, mixed(value, 16), one));
      return held(writer, of(OP.times, mixed(first, 15), other));
    };
    const loaded = ({ offset }: Place, address: Whole): Four =>
      four(...address.code, ...op(OP.load), ALIGNMENT, ...unsigned(offset));
    writer.repeat(shiftDown(plus(number!, 3), 2), (i) => {
      const address = writer.hold({ ...i, code: [...i.code, CONST_WHOLE, 4, 0x74] });
      const once = round(held(writer, of(OP.xor, loaded(low, address), lowKey)));
      const first = held(writer, mixed(once, 15));
      const upper = held(writer, loaded(high, address));
      const second = round(held(writer, of(OP.xor, of(OP.xor, first, upper), highKey)));
      const drawn = of(OP.minus, of(OP.plus, mixed(second, 15), first), upper);
      writer.emit([...address.code, ...drawn.code, ...op(OP.store), ALIGNMENT, ...unsigned(bits.offset)]);
    });
    return 0;
  });
}

const held = ({ holdAs }: Writer, { code }: Four): Four => four(...holdAs(FOUR, code));

/** The upper half of a key with the number of a draw. */
export const highOfDraw = ({ high }: DrawKey, draw: number): number => (high + Math.imul(draw, 0x9e3779b9)) | 0;
