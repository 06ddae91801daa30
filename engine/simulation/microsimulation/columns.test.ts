import { describe, expect, test } from 'vitest';
import { columnsWithRoom, copyOfTable } from './columns.ts';

const TABLE = { age: Uint8Array.of(3, 4), region: Uint16Array.of(300, 400), low: Uint32Array.of(7, 70_000), rows: 2 };
const spareOf = (length: number) => ({
  age: new Uint8Array(length).fill(9),
  region: new Uint16Array(length).fill(9),
  low: new Uint32Array(length).fill(9),
});

describe('columns of a table that nobody needs any more', () => {
  test('are used for the next with what stood in them gone, where they have the room', () => {
    const spare = spareOf(5);
    const copy = columnsWithRoom(TABLE, 4, spare);
    expect(copy.age).toBe(spare.age);
    expect(copy.low).toBe(spare.low);
    expect([...copy.age]).toEqual([3, 4, 0, 0, 0]);
    expect([...copy.region]).toEqual([300, 400, 0, 0, 0]);
    const small = columnsWithRoom(TABLE, 4, spareOf(3));
    expect([...small.low]).toEqual([7, 70_000, 0, 0]);
    expect(columnsWithRoom(TABLE, 4, {})).toEqual(small);
  });

  test('are used for a copy, of which nothing is shared with the table', () => {
    const spare = spareOf(2);
    const copy = copyOfTable(TABLE, spare);
    expect(copy).toEqual(TABLE);
    expect(copy.region).toBe(spare.region);
    copy.age[0] = 99;
    expect(TABLE.age[0]).toBe(3);
    expect(copyOfTable(TABLE).age).not.toBe(TABLE.age);
  });

  test('of another kind are not used', () => {
    const spare = { ...spareOf(4), age: new Uint32Array(4) };
    expect(columnsWithRoom(TABLE, 4, spare).age).toEqual(Uint8Array.of(3, 4, 0, 0));
  });
});
