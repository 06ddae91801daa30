import { describe, expect, test } from 'vitest';
import { chance } from '../../../kernel/random.ts';
import { ERROR_GROUPS, ERROR_KINDS, type ErrorKind, type ErrorModel, loadErrorModel } from '../error-model.ts';
import { SAMPLE_REGISTERS, type SampleRegister } from '../headings.ts';
import { Mishaps } from './mishaps.ts';

const LINES = 60_000;
const model = loadErrorModel();

/** Asks about the kinds of a group on many lines, as an office does; some kinds are possible on a part of them only. */
function groupOn(register: SampleRegister, group: string, errors: ErrorModel = model): Mishaps {
  const mishaps = new Mishaps(errors, 11, register);
  const kinds = ERROR_KINDS.filter((kind) => errors.rates[kind].group === group);
  const draws = chance(12, 'possible');
  for (let line = 0; line < LINES; line++) {
    kinds.some((kind, k) => mishaps.happens(kind, line, k % 3 !== 1 || draws.uniform(line, k) < 0.6));
  }
  return mishaps;
}

describe.each(ERROR_GROUPS)('in the group %s', (group) => {
  test.each(SAMPLE_REGISTERS)('every rate of %s is met among the lines asked, those tried last too', (register) => {
    for (const [kind, { possible, made }] of Object.entries(groupOn(register, group).counts())) {
      const rate = model.rates[kind as ErrorKind].at[register] ?? 0;
      expect(Math.abs(made - possible * rate), kind).toBeLessThanOrEqual(4 * Math.sqrt(possible * rate * (1 - rate)));
    }
  });
});

test('rates that are high and follow each other are met as well', () => {
  const high = structuredClone(model);
  Object.assign(high.rates['kk-missing'].at, { pkh: 0.3 });
  Object.assign(high.rates['kk-digit'].at, { pkh: 0.3 });
  Object.assign(high.rates['kk-old'].at, { pkh: 0.3 });
  for (const { possible, made } of Object.values(groupOn('pkh', 'kk', high).counts())) {
    expect(Math.abs(made / possible - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / possible));
  }
});

test('habits of writing a number come on careful lines as often as on careless ones', () => {
  const [habits, errors] = [new Mishaps(model, 5, 'sembako'), new Mishaps(model, 5, 'sembako')];
  let both = 0;
  for (let line = 0; line < LINES; line++) {
    const isWrong = errors.happens('name-variant', line);
    if (habits.happens('nik-apostrophe', line) && isWrong) both++;
  }
  const share = (mishaps: Mishaps, kind: ErrorKind): number => mishaps.counts()[kind]!.made / LINES;
  const expected = LINES * share(habits, 'nik-apostrophe') * share(errors, 'name-variant');
  expect(Math.abs(both - expected)).toBeLessThan(4 * Math.sqrt(expected));
});
