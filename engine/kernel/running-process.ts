/** Whether a process of this machine still runs. */
import { systemCode } from './errors.ts';

/** @param pid 0 where none was told */
export function isRunning(pid: number): boolean {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // That of another user may not be asked.
    return systemCode(error) === 'EPERM';
  }
}
