/** File names as people are shown them: a name may hold the number of somebody whose file it is. */
import { basename } from 'node:path';

/** Digits in a row from which on they may be part of a number of identity, or a birth date. */
const TELLING_DIGITS = /\d{8,}/g;

/** bltd-tw4.csv; surat-################.pdf. Without its folder. @param path a file name, with or without its folder */
export const shownFileName = (path: string): string => withoutNumbers(basename(path));

/** Any name that somebody else gave, a sheet's for instance, each digit of a long number shown as #. */
export const withoutNumbers = (name: string): string =>
  name.replace(TELLING_DIGITS, (digits) => '#'.repeat(digits.length));
