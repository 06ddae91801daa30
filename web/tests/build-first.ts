/** Before the first browser test: the web app is built once, so that files of tests that run side by side find it there. */
import { buildIfStale } from './served-twin.ts';

export const setup = (): void => buildIfStale();
