import { describe, expect, test } from 'vitest';
import type { SnapshotAtHand } from './protocol.ts';
import { SnapshotsAtHand } from './snapshots-at-hand.ts';

const snapshot = (snapshotId: string, parametersSha256 = 'p'): SnapshotAtHand =>
  ({ snapshotId, parametersSha256 }) as SnapshotAtHand;

function bench(fault?: Error): { events: string[]; atHand: SnapshotsAtHand<{ pool: { close(): Promise<void> } }> } {
  const events: string[] = [];
  const atHand = new SnapshotsAtHand(({ snapshotId, parametersSha256 }) => {
    const name = snapshotId + parametersSha256;
    events.push(`load ${name}`);
    if (fault !== undefined) return Promise.reject(fault);
    return Promise.resolve({ pool: { close: () => Promise.resolve(void events.push(`close ${name}`)) } });
  });
  return { events, atHand };
}
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('residents in memory', () => {
  test('are read once while the snapshot is the same, and stay when nobody works with them', async () => {
    const { events, atHand } = bench();
    for (let i = 0; i < 3; i++) (await atHand.lend(snapshot('1'))).giveBack();
    await soon();
    expect(events).toEqual(['load 1p']);
  });
  test('of an older snapshot stay until the last who works with them is done', async () => {
    const { events, atHand } = bench();
    const [run, check] = [await atHand.lend(snapshot('1')), await atHand.lend(snapshot('1'))];
    const newer = await atHand.lend(snapshot('2'));
    check.giveBack();
    check.giveBack();
    newer.giveBack();
    await soon();
    expect(events).toEqual(['load 1p', 'load 2p']);
    run.giveBack();
    await soon();
    expect(events).toEqual(['load 1p', 'load 2p', 'close 1p']);
  });
  test('of an older snapshot with whom nobody works go at once, and so do those with other rates', async () => {
    const { events, atHand } = bench();
    (await atHand.lend(snapshot('1'))).giveBack();
    (await atHand.lend(snapshot('1', 'q'))).giveBack();
    await soon();
    expect(events).toEqual(['load 1p', 'load 1q', 'close 1p']);
  });
  test('that cannot be read are read anew for whoever asks next', async () => {
    const { events, atHand } = bench(new Error('gone'));
    await expect(atHand.lend(snapshot('1'))).rejects.toThrow('gone');
    await expect(atHand.lend(snapshot('1'))).rejects.toThrow('gone');
    expect(events).toEqual(['load 1p', 'load 1p']);
  });
});
