/** Where learning starts: how true matches spread over the levels of a measure, before anything is known of the files. */
import type { LevelShape } from '../../comparison.ts';
import { MEASURES } from '../measures.ts';

/**
 * Shares assumed of matches that tell the field, by measure and level; a level not named is never chosen by itself.
 * They are what files of middling care show: four in five agree in full, one in ten after a slip, the rest does not.
 */
const START: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'name-part': { different: 0.06, similar: 0.02, initial: 0.01, part: 0.02, spelled: 0.09, same: 0.8 },
  'name-parts': { different: 0.05, similar: 0.02, initial: 0.01, part: 0.02, swapped: 0.01, spelled: 0.09, same: 0.8 },
  'full-name': { different: 0.03, some: 0.04, part: 0.07, initials: 0.01, spelled: 0.15, same: 0.7 },
  date: {
    different: 0.03,
    near: 0.01,
    'two-slips': 0.01,
    year: 0.01,
    day: 0.01,
    'year-day': 0.01,
    month: 0.01,
    slip: 0.04,
    swapped: 0.01,
    same: 0.86,
  },
  'national-id': { different: 0.07, 'two-slips': 0.01, slip: 0.05, same: 0.87 },
  nik: {
    different: 0.03,
    birth: 0.005,
    serial: 0.005,
    region: 0.005,
    sex: 0.005,
    'two-slips': 0.01,
    rounded: 0.01,
    slip: 0.03,
    same: 0.9,
  },
  'household-id': { different: 0.18, slip: 0.02, same: 0.8 },
  code: { different: 0.14, similar: 0.01, 'two-slips': 0.02, slip: 0.03, same: 0.8 },
  number: { different: 0.12, near: 0.04, close: 0.04, same: 0.8 },
  address: { different: 0.15, some: 0.08, half: 0.12, close: 0.2, same: 0.45 },
  category: { different: 0.08, same: 0.92 },
  postcode: { different: 0.13, area: 0.04, slip: 0.05, same: 0.78 },
  coordinate: { far: 0.1, district: 0.08, quarter: 0.08, street: 0.14, same: 0.6 },
};

/** What twins and others born in one place on one day show: learning would take them for matches. */
const NOT_LEARNT: ReadonlySet<string> = new Set(['nik serial', 'nik birth', 'nik sex']);

/**
 * Levels of a measure with the shares to start from, weakest first.
 *
 * @param variant `nik` for national ids of that format, else the measure
 * @param without levels that cannot occur in the files at hand
 */
export function startLevels(measure: string, variant = measure, without: readonly string[] = []): LevelShape[] {
  const shares = START[variant] ?? {};
  const names = MEASURES[measure]!.levels.filter((name) => name in shares && !without.includes(name));
  const total = names.reduce((sum, name) => sum + shares[name]!, 0);
  return names.map((name) => ({ name, m: shares[name]! / total, isLearnt: !NOT_LEARNT.has(`${variant} ${name}`) }));
}
