import { expect, test } from 'vitest';
import { chance } from '../../../../kernel/random.ts';
import { tableOf } from '../../test-table.ts';
import { swapsSeen } from './field-swaps.ts';

const ROWS = 120;

/** Two fields whose texts change places in a share of the rows, and are blank in some. */
function twoFields(seed: number, share: number) {
  const draws = chance(seed, 'field-swaps-test');
  const [first, second]: [string[], string[]] = [[], []];
  for (let row = 0; row < ROWS; row++) {
    const b = draws.below(40, row, 1) === 0 ? 'A' : 'B';
    const texts = [`A${draws.below(30, row, 0)}`, `${b}${draws.below(30, row, 2)}`];
    if (draws.uniform(row, 3) < share) texts.reverse();
    first.push(draws.below(10, row, 4) === 0 ? '' : texts[0]!);
    second.push(draws.below(10, row, 5) === 0 ? '' : texts[1]!);
  }
  const { fields } = tableOf({ first: ['address', first], second: ['address', second] });
  return { columns: [fields.get('first')!, fields.get('second')!] as const, first, second };
}

/** Every row beside every other one. */
function slowSwaps(first: readonly string[], second: readonly string[]): number {
  let pairs = 0;
  first.forEach((one, i) => {
    for (let j = 0; j < i; j++) {
      const isTold = one !== '' && second[i] !== '' && one !== second[i];
      if (isTold && one === second[j] && second[i] === first[j]) pairs++;
    }
  });
  const times = (texts: readonly string[], text: string): number => texts.filter((each) => each === text).length;
  const texts = new Set([...first, ...second].filter((text) => text !== ''));
  const shared = [...texts].reduce((sum, text) => sum + times(first, text) * times(second, text), 0);
  const expected = (shared / ROWS) ** 2 / 2;
  return pairs >= 2 && pairs > expected * 3 ? pairs - expected : 0;
}

test('swaps are those of the obvious form, beyond chance, whether there are many or none', () => {
  const found: number[] = [];
  for (let seed = 0; seed < 30; seed++) {
    const { columns, first, second } = twoFields(seed, (seed % 3) * 0.1);
    const swaps = swapsSeen(...columns);
    expect(swaps).toBeCloseTo(slowSwaps(first, second), 9);
    expect(swapsSeen(columns[1], columns[0])).toBeCloseTo(swaps, 9);
    found.push(swaps);
  }
  expect(found.filter((swaps) => swaps === 0).length).toBeGreaterThan(5);
  expect(found.filter((swaps) => swaps > 0).length).toBeGreaterThan(5);
});
