/** Says in a test report that the tests of the server did not run, and fails where they must. */
import { expect, test } from 'vitest';
import type { NoServer, TestServer } from './test-stores.ts';

/** With KEMBARAN_REQUIRE_SERVER=1 (as in CI) a missing server is a failure. */
export function sayWhenServerIsMissing(server: TestServer | NoServer): void {
  if (!('missing' in server)) return;
  test(`server tests did not run: ${server.missing}`, () => {
    expect(process.env['KEMBARAN_REQUIRE_SERVER'], server.missing).not.toBe('1');
  });
}
