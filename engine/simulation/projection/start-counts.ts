/** Residents of a snapshot counted by kelurahan, sex and single year of age, to project from. */
import { TwinError } from '../../kernel/errors.ts';
import { NO_AREA, type Population } from '../../population/columns.ts';
import type { PopulationCounts } from '../cohort-component/shapes.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';

const UNKNOWN_AGE = 255;
const UNKNOWN = -1;
const { count } = SINGLE_YEARS;

export interface StartCounts {
  readonly counts: PopulationCounts;
  /** Residents whose kelurahan, sex or age no register tells: spread like those of whom it is known. */
  readonly spread: number;
}

/**
 * @param kelurahan how many the city has
 * @throws TwinError input `nobody-known` when nobody has a known kelurahan, sex and age
 */
export function startCounts({ persons, households }: Population, kelurahan: number): StartCounts {
  const counts = { regions: kelurahan, persons: new Float64Array(kelurahan * 2 * count) };
  const unknown = new Map<string, Partial>();
  for (let person = 0; person < persons.count; person++) {
    const area = households.kelurahan[persons.householdRow[person]!]!;
    const where = area === NO_AREA ? UNKNOWN : area;
    const sex = persons.sex[person]! === 0 ? UNKNOWN : persons.sex[person]! - 1;
    const years = persons.ageYears[person]!;
    const age = years === UNKNOWN_AGE ? UNKNOWN : Math.min(years, count - 1);
    if (where !== UNKNOWN && sex !== UNKNOWN && age !== UNKNOWN) counts.persons[(where * 2 + sex) * count + age]!++;
    else addUnknown(unknown, { where, sex, age, persons: 1 });
  }
  const known = Float64Array.from(counts.persons);
  for (const partial of unknown.values()) spread(counts.persons, known, partial);
  return { counts, spread: [...unknown.values()].reduce((sum, each) => sum + each.persons, 0) };
}

/** People of whom the same is known; −1 stands for what is not. */
interface Partial {
  readonly where: number;
  readonly sex: number;
  readonly age: number;
  readonly persons: number;
}

function addUnknown(unknown: Map<string, Partial>, partial: Partial): void {
  const key = `${partial.where} ${partial.sex} ${partial.age}`;
  unknown.set(key, { ...partial, persons: (unknown.get(key)?.persons ?? 0) + 1 });
}

/** In proportion to those of whom all is known and who agree in what is known here; to all of them where none agrees. */
function spread(persons: Float64Array, known: Float64Array, partial: Partial): void {
  const agrees = (cell: number): boolean =>
    (partial.where === UNKNOWN || Math.floor(cell / (2 * count)) === partial.where) &&
    (partial.sex === UNKNOWN || Math.floor(cell / count) % 2 === partial.sex) &&
    (partial.age === UNKNOWN || cell % count === partial.age);
  const agreeing = known.map((each, cell) => (agrees(cell) ? each : 0));
  const isAny = agreeing.some((each) => each > 0);
  const weights = isAny ? agreeing : known;
  const total = weights.reduce((sum, each) => sum + each, 0);
  if (total === 0) throw nobodyKnown();
  weights.forEach((weight, cell) => (persons[cell]! += (partial.persons * weight) / total));
}

const nobodyKnown = (): TwinError =>
  new TwinError('input', {
    code: 'nobody-known',
    what: 'No resident of the snapshot has a known kelurahan, sex and age.',
    todo: 'Check the population register: npm run twin -- status, and the page Mutu data.',
  });
