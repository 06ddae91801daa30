/** Seekers who fit a course, in the order of their points, each with where the points come from. A proposal, with reasons. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { PLACE_PRECISIONS, type HouseholdColumns, type PlacePrecision } from '../../population/columns.ts';
import { resolve } from '../evaluation/resolve.ts';
import { NO, UNKNOWN, YES } from '../evaluation/truth.ts';
import type { TruthColumn, TruthColumns } from '../evaluation/truth-columns.ts';
import type { ProgrammeColumns } from '../evaluation/whole-city.ts';
import { lots } from '../lists/ranking.ts';
import type { Condition } from '../programmes/shape.ts';
import type { PointKey, Training, Trainings } from './trainings.ts';

/** Points for one thing, and why so many. */
export interface PointPart {
  readonly key: PointKey;
  readonly points: number;
  /** All that it can give. */
  readonly of: number;
  /** What was counted: decile, members, km, years; undefined where nobody knows. */
  readonly counted: number | undefined;
  /** Of the distance: whether it is that of the house, or of the label point of its RT, RW or kelurahan. */
  readonly placed?: PlacePrecision;
}

export interface RankedSeeker {
  /** Row in PersonColumns. */
  readonly person: number;
  readonly points: number;
  readonly parts: readonly PointPart[];
  /** 1 first; those with something open stand behind all others. */
  readonly rank: number;
  readonly isWithinSeats: boolean;
  /** Alike in points and in what is open with somebody on the other side of the last seat: the lot stood between them. */
  readonly isByLot: boolean;
  /** Conditions of which nobody can tell. */
  readonly open: readonly Condition[];
}

export interface TrainingRanking {
  readonly training: Training;
  readonly seekers: readonly RankedSeeker[];
  /** Seekers who do not fit, by the conditions that do not hold; one may fail several. */
  readonly failing: readonly { readonly condition: Condition; readonly seekers: number }[];
  readonly doNotFit: number;
}

export interface RankInputs {
  readonly training: Training;
  readonly trainings: Trainings;
  /** The programme for any course: registered seekers of working age, no pupils. */
  readonly found: ProgrammeColumns;
  readonly columns: TruthColumns;
  readonly households: Pick<HouseholdColumns, 'lon' | 'lat' | 'precision'>;
  /** Where the course is, in degrees. */
  readonly place: { readonly lon: number; readonly lat: number };
  /** [person × 16 bytes] ids without meaning. */
  readonly ids: Uint8Array;
  readonly seed: number;
}

export function rankSeekers(inputs: RankInputs): TrainingRanking {
  const { training, found, columns } = inputs;
  const asked = [...found.rules.conditions, ...found.rules.overlaps, ...training.conditions].map((condition) => ({
    condition,
    truth: columns.of(resolve(condition.when, found.rules), 'person'),
  }));
  const seeks = columns.of({ kind: 'fact', fact: 'isJobSeeker', test: { kind: 'is', than: 1 } }, 'person');
  const pointsOf = pointReader(inputs);
  const lot = lots(inputs.ids, inputs.seed, training.id);
  const failing = asked.map(({ condition }) => ({ condition, seekers: 0 }));
  let doNotFit = 0;
  const fitting: Omit<RankedSeeker, 'rank' | 'isWithinSeats' | 'isByLot'>[] = [];
  seeks.forEach((is, person) => {
    if (is !== YES) return;
    const which = (truth: number): number[] =>
      asked.flatMap((each, i) => (truthAt(each.truth, person) === truth ? [i] : []));
    const failed = which(NO);
    for (const i of failed) failing[i]!.seekers++;
    if (failed.length > 0) doNotFit++;
    else {
      const parts = pointsOf(person);
      const points = rounded(parts.reduce((sum, part) => sum + part.points, 0));
      fitting.push({ person, points, parts, open: which(UNKNOWN).map((i) => asked[i]!.condition) });
    }
  });
  const isOpen = ({ open }: Pick<RankedSeeker, 'open'>): number => Number(open.length > 0);
  fitting.sort((a, b) => isOpen(a) - isOpen(b) || b.points - a.points || lot[a.person]! - lot[b.person]!);
  const [last, next] = [fitting[training.seats - 1], fitting[training.seats]];
  const isAlike = (a: (typeof fitting)[number], b: (typeof fitting)[number]): boolean =>
    isOpen(a) === isOpen(b) && a.points === b.points;
  const isCutByLot = last !== undefined && next !== undefined && isAlike(last, next);
  return {
    training,
    seekers: fitting.map((seeker, i) => ({
      ...seeker,
      rank: i + 1,
      isWithinSeats: i < training.seats,
      isByLot: isCutByLot && isAlike(seeker, last),
    })),
    failing: failing.filter(({ seekers }) => seekers > 0),
    doNotFit,
  };
}

const truthAt = (column: TruthColumn, row: number): number => column[row]!;
/** Points to tenths: who is alike in them is alike. */
const rounded = (points: number): number => Math.round(points * 10) / 10;

const KM_PER_DEGREE = 111.32;
const [CHILD_BELOW, ELDERLY_FROM] = [15, 65];

/** Person to the parts of his points. */
function pointReader({ trainings, columns, households, place }: RankInputs): (person: number) => PointPart[] {
  const { table } = columns;
  const { points, unknownShare } = trainings;
  const fact = (key: string): Float64Array => table.columns.get(key)!.values;
  const [desil, ages, experience] = [fact('desil'), fact('ageYears'), fact('experienceYears')];
  const kmAt = (household: number): number => {
    if (PLACE_PRECISIONS[households.precision[household]!] === 'unknown') return NaN;
    const north = (households.lat[household]! - place.lat) * KM_PER_DEGREE;
    const east = (households.lon[household]! - place.lon) * KM_PER_DEGREE * Math.cos((place.lat * Math.PI) / 180);
    return Math.hypot(north, east);
  };
  /** `count` is NaN where the age of a member is not known. */
  const dependantsOf = (household: number): { atLeast: number; count: number } => {
    let [atLeast, isKnown] = [0, true];
    for (let i = table.memberStart[household]!; i < table.memberStart[household + 1]!; i++) {
      const age = ages[table.members[i]!]!;
      if (Number.isNaN(age)) isKnown = false;
      else if (age < CHILD_BELOW || age >= ELDERLY_FROM) atLeast++;
    }
    return { atLeast, count: isKnown ? atLeast : NaN };
  };
  const within = (share: number): number => Math.min(1, Math.max(0, share));
  /** @param least share that what is known gives by itself, whatever the rest is */
  const part = (key: PointKey, counted: number, share: (counted: number) => number, least = 0): PointPart => {
    const { weight } = points[key];
    const isKnown = !Number.isNaN(counted);
    const given = isKnown ? within(share(counted)) : Math.max(unknownShare, within(least));
    return { key, points: rounded(weight * given), of: weight, counted: isKnown ? counted : undefined };
  };
  return (person) => {
    const household = table.householdRow[person]!;
    const { atLeast, count } = dependantsOf(household);
    const ofDependants = (many: number): number => many / points.dependants.upTo;
    return [
      part('need', desil[household]!, (decile) => (10 - decile) / 9),
      part('dependants', count, ofDependants, ofDependants(atLeast)),
      {
        ...part('distance', rounded(kmAt(household)), (km) => 1 - km / points.distance.farKm),
        placed: PLACE_PRECISIONS[households.precision[household]!]!,
      },
      part('experience', experience[person]!, (years) => 1 - years / points.experience.years),
    ];
  };
}

/** From where a distance is told: the label point of an area is no house. */
const FROM_WORDS: Readonly<Record<Exclude<PlacePrecision, 'unknown'>, Bilingual>> = {
  house: { id: 'dari rumah', en: 'from home' },
  rt: {
    id: 'dari titik RT (letak rumah belum diketahui)',
    en: 'from the label point of the RT (the house is not placed)',
  },
  rw: {
    id: 'dari titik RW (letak rumah belum diketahui)',
    en: 'from the label point of the RW (the house is not placed)',
  },
  kelurahan: {
    id: 'dari titik kelurahan (letak rumah belum diketahui)',
    en: 'from the label point of the kelurahan (the house is not placed)',
  },
};

function distanceWords(km: number, placed: PlacePrecision | undefined): Bilingual {
  if (placed === undefined || placed === 'unknown') return UNKNOWN_WORDS.distance;
  const [from, about] = [FROM_WORDS[placed], placed === 'house' ? ['', ''] : ['sekitar ', 'about ']];
  return { id: `${about[0]}${km.toLocaleString('id-ID')} km ${from.id}`, en: `${about[1]}${km} km ${from.en}` };
}

const PART_WORDS: Readonly<Record<PointKey, (counted: number, placed?: PlacePrecision) => Bilingual>> = {
  need: (decile) => ({ id: `desil keluarga ${decile}`, en: `decile of the family ${decile}` }),
  dependants: (count) => ({ id: `${count} tanggungan`, en: `${count} dependants` }),
  distance: distanceWords,
  experience: (years) => ({ id: `pengalaman ${years} tahun`, en: `${years} years of experience` }),
};
const UNKNOWN_WORDS: Readonly<Record<PointKey, Bilingual>> = {
  need: { id: 'desil belum diketahui', en: 'decile not known' },
  dependants: { id: 'tanggungan belum diketahui', en: 'dependants not known' },
  distance: { id: 'jarak belum diketahui', en: 'distance not known' },
  experience: { id: 'pengalaman belum diketahui', en: 'experience not known' },
};

/** 40 dari 40: desil keluarga 1 */
export function partWords({ key, points, of, counted, placed }: PointPart): Bilingual {
  const words = counted === undefined ? UNKNOWN_WORDS[key] : PART_WORDS[key](counted, placed);
  return {
    id: `${points.toLocaleString('id-ID')} dari ${of}: ${words.id}`,
    en: `${points} of ${of}: ${words.en}`,
  };
}
