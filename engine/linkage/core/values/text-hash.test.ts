import { expect, test } from 'vitest';
import { joinHash, secondOfJoined, textHash } from './text-hash.ts';

test('of two joined hashes the second is found again with the first, and not with another', () => {
  for (let i = 0; i < 2000; i++) {
    const [first, second] = [textHash(`file ${i}`), textHash(`id ${i}`)];
    expect(secondOfJoined(joinHash(first, second), first)).toBe(second);
    expect(secondOfJoined(joinHash(first, second), textHash('another'))).not.toBe(second);
  }
});
