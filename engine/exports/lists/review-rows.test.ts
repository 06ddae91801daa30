import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FINDINGS } from '../../assistance/lists/against-recipients.ts';
import type { ProgrammeReview } from '../../programme-review.ts';
import { reviewRows } from './review-rows.ts';
import { appendWork, readWork } from './work-file.ts';
import { NOTHING_WORKED } from './worked.ts';

const folder = mkdtempSync(join(tmpdir(), 'kembaran-review-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A city in which nobody lives, and a recipient list whose rows lead to nobody. */
function reviewOf(snapshotId: string, sourceRow: readonly number[]): ProgrammeReview {
  const none = { length: 0 };
  return {
    city: {
      snapshotId,
      population: {
        persons: { personId: new Uint8Array(0), householdRow: none },
        households: { headRow: new Uint32Array(0), kelurahan: none },
      },
      table: { householdRow: none },
    },
    found: { level: 'household' },
    list: { standing: new Uint8Array(0), position: new Uint32Array(0) },
    ids: new Uint8Array(0),
    recipients: {
      finding: Uint8Array.from(sourceRow, () => FINDINGS.indexOf('unmatched')),
      rows: {
        registerId: 'pkh',
        resident: Int32Array.from(sourceRow, () => -1),
        household: Int32Array.from(sourceRow, () => -1),
        person: Int32Array.from(sourceRow, () => -1),
        personId: new Uint8Array(16 * sourceRow.length),
        sourceFile: new Uint16Array(sourceRow.length),
        sourceSheet: new Uint16Array(sourceRow.length),
        sourceRow: Uint32Array.from(sourceRow),
      },
    },
  } as unknown as ProgrammeReview;
}

test('a row that leads to no unit is another in another snapshot: work never moves to who stands in its place', () => {
  const idsOf = (snapshotId: string): string[] => reviewRows(reviewOf(snapshotId, [17, 18])).map(({ id }) => id);
  const [before, now] = [idsOf('000003-c0ffee'), idsOf('000004-beef')];
  const path = join(folder, 'work.jsonl');
  appendWork(
    path,
    before.map((id) => ({ programme: 'pkh', id, work: NOTHING_WORKED, list: 'pkh 000003-c0ffee 0', by: 'Rina' })),
    new Date(0),
  );
  const worked = new Set(readWork(path).lines.map((line) => line.kind === 'work' && line.id));
  expect(new Set([...before, ...now]).size).toBe(4);
  expect(now.some((id) => worked.has(id))).toBe(false);
  // Exported again from the same data, each is found again.
  expect(idsOf('000003-c0ffee').every((id) => worked.has(id))).toBe(true);
});
