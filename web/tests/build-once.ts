/**
 * Before the journeys: the web app is built when it is older than its sources, and a copy of it set aside, which all
 * tests serve; a test of `npm start` may build anew in the usual place meanwhile.
 */
import { rmSync } from 'node:fs';
import { BUILD_SET_ASIDE, buildIfStale, copyOfBuild } from './served-twin.ts';

export default function setup(): () => void {
  buildIfStale();
  const copy = copyOfBuild();
  // The processes of the tests are begun after this and inherit it.
  process.env[BUILD_SET_ASIDE] = copy;
  return () => rmSync(copy, { recursive: true, force: true });
}
