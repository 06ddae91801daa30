/**
 * For a test: loaded before a program, it makes the disk full for whatever is written while the file named by
 * DISK_FULL_MARK is there. It stands in for a small disk, which only an administrator could make.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const mark = process.env['DISK_FULL_MARK']!;
const { writeSync, existsSync } = fs;

fs.writeSync = ((...args: Parameters<typeof writeSync>) => {
  const isRoomLeft = !existsSync(mark);
  // Messages of the test itself go on.
  if (isRoomLeft || args[0] <= 2) return writeSync(...args);
  throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
    code: 'ENOSPC',
    errno: -28,
    syscall: 'write',
  });
}) as typeof writeSync;
// For those who import the function by its name.
syncBuiltinESMExports();
