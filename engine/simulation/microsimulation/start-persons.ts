/** Residents of a snapshot as persons to simulate. */
import { TwinError } from '../../kernel/errors.ts';
import { NO_AREA, type Population } from '../../population/columns.ts';
import { identitiesOfPersons } from '../chance/identities.ts';
import { drawBits, drawKey } from '../chance/keyed-draws.ts';
import { SINGLE_YEARS } from '../demography/ages.ts';
import { SEX_AGES, type StartPersons } from './persons.ts';
import { accumulate, pick } from './summed-shares.ts';

const UNKNOWN_AGE = 255;
const { count } = SINGLE_YEARS;

export interface StartedPersons {
  readonly persons: StartPersons;
  /** Residents whose kelurahan, sex or age no register tells: given one by chance, as it is with those of whom it is known. */
  readonly spread: number;
}

/** What is known of somebody; undefined what is not. */
interface Known {
  readonly region: number | undefined;
  readonly sex: number | undefined;
  readonly age: number | undefined;
}

/**
 * @param regions how many kelurahan the city has
 * @throws TwinError input `nobody-known` when nobody has a known kelurahan, sex and age
 */
export function startPersons({ persons, households }: Population, regions: number): StartedPersons {
  const known = (person: number): Known => {
    const area = households.kelurahan[persons.householdRow[person]!]!;
    const [sex, years] = [persons.sex[person]!, persons.ageYears[person]!];
    return {
      region: area === NO_AREA ? undefined : area,
      sex: sex === 0 ? undefined : sex - 1,
      age: years === UNKNOWN_AGE ? undefined : Math.min(years, count - 1),
    };
  };
  const { low, high } = identitiesOfPersons(persons.personId);
  const sexAge = new Uint8Array(persons.count);
  const region = new Uint16Array(persons.count);
  const counts = new Float64Array(regions * SEX_AGES);
  const partly: number[] = [];
  for (let person = 0; person < persons.count; person++) {
    const { region: area, sex, age } = known(person);
    if (area === undefined || sex === undefined || age === undefined) {
      partly.push(person);
      continue;
    }
    region[person] = area;
    sexAge[person] = sex * count + age;
    counts[area * SEX_AGES + sex * count + age]!++;
  }
  const cellFor = cellChooser(counts);
  // Of no seed: all replicates of a snapshot start from the same people.
  const key = drawKey(0, 'start', 0);
  for (const person of partly) {
    const cell = cellFor(known(person), drawBits(key, low[person]!, high[person]!, 0));
    region[person] = Math.floor(cell / SEX_AGES);
    sexAge[person] = cell % SEX_AGES;
  }
  return { persons: { regions, low, high, sexAge, region }, spread: partly.length };
}

/** Chooses among the cells that agree in what is known; among all where nobody agrees. */
function cellChooser(counts: Float64Array): (known: Known, bits: number) => number {
  const summed = new Map<string, Uint32Array>();
  const whole = counts.reduce((sum, each) => sum + each, 0);
  const sumsFor = ({ region, sex, age }: Known): Uint32Array => {
    const agreeing = counts.map((each, cell) =>
      (region === undefined || Math.floor(cell / SEX_AGES) === region) &&
      (sex === undefined || Math.floor(cell / count) % 2 === sex) &&
      (age === undefined || cell % count === age)
        ? each
        : 0,
    );
    const into = new Uint32Array(counts.length);
    accumulate(agreeing.some((each) => each > 0) ? agreeing : counts, into, 0);
    return into;
  };
  return (known, bits) => {
    if (whole === 0) throw nobodyKnown();
    const key = `${known.region} ${known.sex} ${known.age}`;
    const sums = summed.get(key) ?? sumsFor(known);
    summed.set(key, sums);
    return pick(sums, 0, sums.length, bits);
  };
}

const nobodyKnown = (): TwinError =>
  new TwinError('input', {
    code: 'nobody-known',
    what: 'No resident of the snapshot has a known kelurahan, sex and age.',
    todo: 'Check the population register: npm run twin -- status, and the page Mutu data.',
  });
