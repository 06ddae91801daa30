/** What families do in one draw of its parameters: models/demography/families.yaml says how far each may be from what stands there. */
import type { ByAge, FamilyParameters } from './family-parameters.ts';

export const DRAWN_FAMILIES = [
  'births.byUnion',
  'births.byChildrenBorn',
  'births.twins',
  'deaths.byDecile',
  'marriage.first',
  'marriage.again',
  'marriage.menPerWoman',
  'marriage.olderHusband',
  'marriage.educationDistance',
  'marriage.sameKelurahan',
  'marriage.ownHousehold',
  'divorce.byAge',
  'divorce.wifeLeaves',
  'households.leavingHome',
  'households.joiningKin',
  'migration.leavingTogether',
  'migration.movingTogether',
  'migration.livingWithKin',
  // New names stand last: deviates go by their order.
  'divorce.livingApart',
] as const;
export type DrawnFamily = (typeof DRAWN_FAMILIES)[number];

/** How far each is from its central value, in its standard deviations. */
export type FamilyDraws = Readonly<Record<DrawnFamily, number>>;
export const CENTRAL_FAMILIES = Object.fromEntries(DRAWN_FAMILIES.map((name) => [name, 0])) as FamilyDraws;

interface Drawable {
  readonly draw: FamilyParameters['births']['twins']['draw'];
}

/** No difference in education may rule a pair out. */
const MOST_DISTANCE = 0.9;
const LEAST_MEN_PER_WOMAN = 1;

export function drawnFamilies(parameters: FamilyParameters, draws: FamilyDraws): FamilyParameters {
  const { births, deaths, marriage, divorce, households, migration } = parameters;
  const by = ({ draw }: Drawable, name: DrawnFamily): number =>
    draw === 'none' ? 0 : draw.standardDeviation * draws[name];
  /** Of the value, held to a range. */
  const value = <T extends Drawable & { readonly value: number }>(
    stated: T,
    name: DrawnFamily,
    low = 0,
    high = 1,
  ): T => ({
    ...stated,
    value: within(low, stated.value + by(stated, name), high),
  });
  /** All ages alike, in proportion. */
  const times = (stated: Drawable, name: DrawnFamily) => {
    const factor = Math.exp(by(stated, name));
    return (knots: ByAge): [number, number][] => knots.map(([age, share]) => [age, Math.min(1, share * factor)]);
  };
  /** How much of a difference there is: 1 as stated. */
  const strength = (stated: Drawable, name: DrawnFamily): number => Math.max(0, 1 + by(stated, name));
  const { byUnion, byChildrenBorn } = births;
  const { first, again, olderHusband } = marriage;
  const later = by(first, 'marriage.first');
  const remarry = times(again, 'marriage.again');
  const leaving = times(households.leavingHome, 'households.leavingHome');
  const manyChildren = strength(byChildrenBorn, 'births.byChildrenBorn');
  const ofDecile = strength(deaths.byDecile, 'deaths.byDecile');
  return {
    births: {
      byUnion: {
        ...byUnion,
        value: {
          ...byUnion.value,
          without: Math.min(1, byUnion.value.without * Math.exp(by(byUnion, 'births.byUnion'))),
        },
      },
      byChildrenBorn: { ...byChildrenBorn, value: byChildrenBorn.value.map((each) => each ** manyChildren) },
      twins: value(births.twins, 'births.twins'),
    },
    deaths: {
      ...deaths,
      byDecile: {
        ...deaths.byDecile,
        value: deaths.byDecile.value.map((each) => Math.max(0, 1 + (each - 1) * ofDecile)),
      },
    },
    marriage: {
      ...marriage,
      first: {
        ...first,
        value: {
          men: { ...first.value.men, fromAgeYears: first.value.men.fromAgeYears + later },
          women: { ...first.value.women, fromAgeYears: first.value.women.fromAgeYears + later },
        },
      },
      again: {
        ...again,
        value: {
          divorcedMen: remarry(again.value.divorcedMen),
          divorcedWomen: remarry(again.value.divorcedWomen),
          widowedMen: remarry(again.value.widowedMen),
          widowedWomen: remarry(again.value.widowedWomen),
        },
      },
      menPerWoman: value(marriage.menPerWoman, 'marriage.menPerWoman', LEAST_MEN_PER_WOMAN, Infinity),
      olderHusband: {
        ...olderHusband,
        value: {
          ...olderHusband.value,
          meanYears: olderHusband.value.meanYears + by(olderHusband, 'marriage.olderHusband'),
        },
      },
      educationDistance: value(marriage.educationDistance, 'marriage.educationDistance', 0, MOST_DISTANCE),
      sameKelurahan: value(marriage.sameKelurahan, 'marriage.sameKelurahan'),
      ownHousehold: value(marriage.ownHousehold, 'marriage.ownHousehold'),
    },
    divorce: {
      byAge: { ...divorce.byAge, value: times(divorce.byAge, 'divorce.byAge')(divorce.byAge.value) },
      wifeLeaves: value(divorce.wifeLeaves, 'divorce.wifeLeaves'),
      livingApart: {
        ...divorce.livingApart,
        value: Math.min(1, divorce.livingApart.value * Math.exp(by(divorce.livingApart, 'divorce.livingApart'))),
      },
    },
    households: {
      ...households,
      leavingHome: {
        ...households.leavingHome,
        value: { men: leaving(households.leavingHome.value.men), women: leaving(households.leavingHome.value.women) },
      },
      joiningKin: {
        ...households.joiningKin,
        value: times(households.joiningKin, 'households.joiningKin')(households.joiningKin.value),
      },
    },
    migration: {
      ...migration,
      leavingTogether: value(migration.leavingTogether, 'migration.leavingTogether'),
      movingTogether: value(migration.movingTogether, 'migration.movingTogether'),
      livingWithKin: value(migration.livingWithKin, 'migration.livingWithKin'),
    },
  };
}

const within = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));
