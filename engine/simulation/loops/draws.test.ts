import { expect, test } from 'vitest';
import { handOf } from '../../kernel/loops/loop.ts';
import { drawBits, drawKey } from '../chance/keyed-draws.ts';
import { drawLoop, highOfDraw } from './draws.ts';

const KEY = drawKey(5, 'loops', 1);

test('draws of a loop are the keyed draws, whatever the number of people', () => {
  const hand = handOf();
  const [low, high, bits] = [hand.column('word', 64), hand.column('word', 64), hand.column('word', 64)];
  const run = drawLoop(hand, low, high, bits);
  const column = ({ offset }: { readonly offset: number }) => new Uint32Array(hand.bytes(), offset, 64);
  column(low).forEach((_, i) => (column(low)[i] = drawBits(KEY, i, 1, 0)));
  column(high).forEach((_, i) => (column(high)[i] = drawBits(KEY, i, 2, 0)));
  for (const number of [1, 3, 4, 61])
    for (const draw of [0, 1, 7]) {
      column(bits).fill(0);
      run(number, KEY.low, highOfDraw(KEY, draw));
      const expected = Array.from({ length: number }, (_, i) => drawBits(KEY, column(low)[i]!, column(high)[i]!, draw));
      expect([...column(bits).subarray(0, number)]).toEqual(expected);
    }
});
