/** Texts, most pairs of which a loop tells by their equal words; equal texts and what it leaves are told one by one. */
import { bytesOfColumn } from '../../../../kernel/loops/loop.ts';
import type { LoopMaker } from '../../comparison.ts';
import { bytesOfScreen, screenLoop, type ScreenSpec } from '../words/screen-loop.ts';
import type { RowMeasure, TellPair } from './row-comparer.ts';

/** @param tell does the same of a pair */
export function screened(of: RowMeasure, spec: ScreenSpec, tell: TellPair): LoopMaker {
  const worth = { levels: of.levels, averageBits: of.unrelated.averageBits };
  return {
    bytes: (pairs) => bytesOfScreen(spec, worth) + bytesOfColumn('word', pairs),
    make(pairs, place, comparison) {
      const left = pairs.hand.column('word', pairs.pairs);
      const run = screenLoop({ ...pairs, left }, { ...spec, ...worth }, place, comparison);
      const list = new Uint32Array(pairs.hand.bytes(), left.offset, pairs.pairs);
      return (rows, batch, leftAt) => {
        const count = run(batch.count, leftAt);
        for (let i = 0; i < count; i++) {
          const pair = list[i]!;
          tell(rows, batch.left[pair]! + place, batch.right[pair]! + place, batch, pair, comparison);
        }
      };
    },
  };
}
