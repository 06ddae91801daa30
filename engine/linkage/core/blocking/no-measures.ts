/** For tests of what compares nothing. */
export const MEASURES = {};
