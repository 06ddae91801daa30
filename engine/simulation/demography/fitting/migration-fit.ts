/**
 * A migration schedule fitted to net migration by age. The UN's table for Indonesia shows young people who leave and
 * people some years older who come back: both by one schedule, the second one later.
 */
import { migrationRate, type RogersCastro } from '../schedules/rogers-castro.ts';
import { minimise } from './nelder-mead.ts';

export interface MigrationFit {
  readonly profile: RogersCastro;
  /** [sex] people who come back for each who leaves. */
  readonly returningShare: readonly [number, number];
  /** [sex] years between the two. */
  readonly yearsAway: readonly [number, number];
  /** Square root of the mean square error over the largest net number of any group. */
  readonly rootMeanSquareShareOfLargest: number;
}

/** Rogers and Castro's standard: five-year groups do not tell how steeply people begin to leave between 15 and 20. */
const STANDARD_LABOUR_ASCENT = 0.4;
/** The loss has several valleys: where to begin. */
const START_LABOUR_AGES = [18, 21, 24] as const;

/** One schedule for both sexes; leaving and returning have a level each, and returning its own delay. */
interface Model {
  readonly profile: RogersCastro;
  readonly leaving: readonly number[];
  readonly returning: readonly number[];
  readonly yearsAway: readonly number[];
}

function read(point: readonly number[]): Model {
  const [child, childDescent, age, descent, constant, ...levels] = point;
  const positive = levels.map(Math.exp);
  return {
    profile: {
      childhoodLevel: Math.exp(child!),
      childhoodDescent: Math.exp(childDescent!),
      labourLevel: 1,
      labourAgeYears: age!,
      labourDescent: Math.exp(descent!),
      labourAscent: STANDARD_LABOUR_ASCENT,
      constant: Math.exp(constant!),
    },
    leaving: positive.slice(0, 2),
    returning: positive.slice(2, 4),
    yearsAway: positive.slice(4, 6),
  };
}

/** Net arrivals in a five-year group. */
function netAt({ profile, leaving, returning, yearsAway }: Model, sex: number, group: number): number {
  let net = 0;
  for (let year = 0; year < 5; year++) {
    const age = group * 5 + year + 0.5;
    net += returning[sex]! * migrationRate(profile, Math.max(0, age - yearsAway[sex]!));
    net -= leaving[sex]! * migrationRate(profile, age);
  }
  return net;
}

/**
 * @param net [sex][five-year group, 0-4 …] arrivals less departures, in any unit
 */
export function fitMigration(net: readonly [readonly number[], readonly number[]]): MigrationFit {
  const largest = Math.max(...net.flat().map(Math.abs));
  const scaled = net.map((column) => column.map((each) => each / largest));
  const lossAt = (point: readonly number[]): number => {
    const model = read(point);
    let sum = 0;
    scaled.forEach((column, sex) => column.forEach((each, group) => (sum += (netAt(model, sex, group) - each) ** 2)));
    return sum / (scaled[0]!.length * 2);
  };
  const levels = [0.3, 0.3, 0.25, 0.25, 7, 7].map(Math.log);
  const steps = [0.5, 0.5, 2, 0.3, 0.5, ...levels.map(() => 0.2)];
  const found = START_LABOUR_AGES.map((age) =>
    minimise(lossAt, [Math.log(0.2), Math.log(0.05), age, Math.log(0.1), Math.log(0.02), ...levels], steps),
  ).reduce((best, each) => (each.value < best.value ? each : best));
  const { profile, leaving, returning, yearsAway } = read(found.point);
  return {
    profile,
    returningShare: [returning[0]! / leaving[0]!, returning[1]! / leaving[1]!],
    yearsAway: [yearsAway[0]!, yearsAway[1]!],
    rootMeanSquareShareOfLargest: Math.sqrt(found.value),
  };
}
