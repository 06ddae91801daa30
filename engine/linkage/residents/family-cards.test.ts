import { describe, expect, test } from 'vitest';
import { textOfValue } from '../core/table.ts';
import { renewFamilyCards } from './family-cards.ts';
import { makeResidentTable } from './resident-table.ts';
import { residentModel } from './test-model.ts';
import { toRegisters } from './test-registers.ts';

const [NEW, OTHER, OLD] = ['3577010101180077', '3577010202200005', '3577010101050031'];

/** Cards of the list after renewal, where the rows named in `settled` are the residents beside them. */
function renewed(cards: readonly string[], settled: readonly [listRow: number, resident: number][]): string[] {
  const { registers } = toRegisters([
    { id: 'dukcapil', role: 'population', rows: [NEW, NEW, OTHER].map((kkNumber) => ({ kkNumber })) },
    { id: 'list', role: 'recipients', rows: cards.map((kkNumber) => ({ kkNumber })) },
  ]);
  const residents = makeResidentTable(registers, residentModel);
  const pairs = {
    count: settled.length,
    left: Uint32Array.from(settled, ([row]) => row),
    right: Uint32Array.from(settled, ([, resident]) => residents.firstAnchor + resident),
  };
  const { book } = residents.table.fields.get('kkNumber')!;
  const column = renewFamilyCards(residents, pairs);
  return cards.map((_, row) => textOfValue(book, column[row]!));
}

describe('an old card number is read as the card that took its place', () => {
  test('where a settled row with it is on that card', () => {
    expect(renewed([OLD, OLD], [[0, 0]])).toEqual([OLD, NEW]);
  });

  test('not where the family has parted', () => {
    expect(
      renewed(
        [OLD, OLD, OLD],
        [
          [0, 0],
          [1, 2],
        ],
      ),
    ).toEqual([OLD, OLD, OLD]);
  });

  test('not where some resident has the number still', () => {
    expect(renewed([NEW, NEW], [[0, 2]])).toEqual([NEW, NEW]);
  });

  test('not where nothing is settled', () => {
    expect(renewed([OLD, OLD], [])).toEqual([OLD, OLD]);
  });
});
