/** Which families PKH, sembako, BLTD and PBI-JK list: mostly the poor ones, with the errors that such lists have. */
import { TwinError } from '../../../kernel/errors.ts';
import { chance } from '../../../kernel/random.ts';
import { ageReader } from '../slips/dates.ts';
import type { City } from '../../city.ts';
import type { CityIndex } from '../people/city-index.ts';
import type { DtsenRanking } from './dtsen-ranking.ts';
import type { ErrorModel } from '../error-model.ts';
import { isLiving } from '../people/city-index.ts';
import { orderBy } from '../people/lines.ts';
import { LIST_BITS } from '../truth.ts';

export interface RecipientLists {
  /** Households of each list; of PBI-JK those whose members are on it. */
  readonly pkh: Uint32Array;
  readonly sembako: Uint32Array;
  readonly bltd: Uint32Array;
  readonly pbiJk: Uint32Array;
  /** [household] sum of LIST_BITS. */
  readonly bits: Uint8Array;
  readonly overlap: { readonly families: number; readonly familiesInSeveral: number; readonly share: number };
}

type ListName = 'pkh' | 'sembako' | 'bltd' | 'pbi-jk';

const PKH = { underYears: 7, fromYears: 60, pupilLevels: 2 } as const;

/** @throws TwinError configuration: the overlap asked for needs more families than the lists have */
export function drawLists(city: City, index: CityIndex, ranking: DtsenRanking, model: ErrorModel): RecipientLists {
  const draw = new ListDraw(city, ranking, model);
  const sizes = {
    pkh: draw.size('pkh'),
    sembako: draw.size('sembako'),
    bltd: draw.size('bltd'),
  };
  const inSeveral = Math.round(
    ((sizes.pkh + sizes.sembako + sizes.bltd) * model.overlap.share) / (1 + model.overlap.share),
  );
  const withBltd = Math.min(inSeveral, Math.round(sizes.bltd * model.overlap['share-of-bltd']));
  const bits = new Uint8Array(city.households.count);
  const marked = (families: Uint32Array, bit: number): Uint32Array => {
    for (const h of families) bits[h]! |= bit;
    return families;
  };
  const hasComponent = familiesWithComponent(city, index);
  const pkh = marked(
    draw.families('pkh', sizes.pkh, (h) => hasComponent[h] === 1),
    LIST_BITS.pkh,
  );
  const both = draw.families('sembako', inSeveral - withBltd, (h) => bits[h] === LIST_BITS.pkh, 'with-pkh');
  const sembakoOnly = draw.families('sembako', sizes.sembako - both.length, (h) => bits[h] === 0);
  const sembako = marked(joined(both, sembakoOnly), LIST_BITS.sembako);
  const isInOne = (h: number): boolean => bits[h] === LIST_BITS.pkh || bits[h] === LIST_BITS.sembako;
  const wrongly = draw.families('bltd', withBltd, isInOne, 'with-another');
  const bltdOnly = draw.families('bltd', sizes.bltd - wrongly.length, (h) => bits[h] === 0);
  const bltd = marked(joined(wrongly, bltdOnly), LIST_BITS.bltd);
  if (both.length + wrongly.length < inSeveral) throw overlapImpossible(model);
  const families = bits.reduce((sum, b) => sum + (b > 0 ? 1 : 0), 0);
  const pbiJk = marked(draw.familiesOfPersons('pbi-jk', draw.size('pbi-jk'), index.livingMembers), LIST_BITS['pbi-jk']);
  const share = families === 0 ? 0 : inSeveral / families;
  return { pkh, sembako, bltd, pbiJk, bits, overlap: { families, familiesInSeveral: inSeveral, share } };
}

/** Weighted draws without return: each family has one random time a list, and the first ones are taken. */
class ListDraw {
  readonly #city: City;
  readonly #ranking: DtsenRanking;
  readonly #model: ErrorModel;

  constructor(city: City, ranking: DtsenRanking, model: ErrorModel) {
    this.#city = city;
    this.#ranking = ranking;
    this.#model = model;
  }

  size(list: ListName): number {
    const { lists } = this.#model;
    return Math.round((lists[list].rows * this.#city.persons.residents) / lists.residents);
  }

  /** `count` families that may be listed; fewer where there are not so many. */
  families(list: ListName, count: number, mayBeListed: (household: number) => boolean, part = 'alone'): Uint32Array {
    const { under, over } = this.#inOrder(list, part, mayBeListed);
    const wanted = Math.round(count * (1 - this.#model.lists[list]['over-limit']));
    const underCount = Math.min(under.length, Math.max(wanted, count - over.length));
    return joined(under.subarray(0, underCount), over.subarray(0, count - underCount));
  }

  /** Families until they have `count` persons. */
  familiesOfPersons(list: ListName, count: number, persons: ArrayLike<number>): Uint32Array {
    const { under, over } = this.#inOrder(list, 'alone', (h) => persons[h]! > 0);
    const upTo = (families: Uint32Array, wanted: number): { taken: Uint32Array; persons: number } => {
      let sum = 0;
      let at = 0;
      while (at < families.length && sum < wanted) sum += persons[families[at++]!]!;
      return { taken: families.subarray(0, at), persons: sum };
    };
    const poor = upTo(under, Math.round(count * (1 - this.#model.lists[list]['over-limit'])));
    return joined(poor.taken, upTo(over, count - poor.persons).taken);
  }

  #inOrder(
    list: ListName,
    part: string,
    mayBeListed: (household: number) => boolean,
  ): Record<'under' | 'over', Uint32Array> {
    const { 'desil-limit': limit, 'towards-poorest': preference } = this.#model.lists[list];
    const { isCovered, desil } = this.#ranking;
    const dice = chance(this.#city.seed, 'registers', 'list', list, part);
    const candidates: number[] = [];
    for (let h = 0; h < this.#city.households.count; h++) if (isCovered[h] === 1 && mayBeListed(h)) candidates.push(h);
    const isUnder = (h: number): boolean => desil[h]! > 0 && desil[h]! <= limit;
    const sorted = (families: number[], weight: (h: number) => number): Uint32Array => {
      const order = orderBy(
        families.length,
        (i) => -Math.log(dice.uniform(families[i]!) + 1e-12) / weight(families[i]!),
      );
      return order.map((i) => families[i]!);
    };
    return {
      under: sorted(candidates.filter(isUnder), (h) => (limit + 1 - desil[h]!) ** preference),
      // Who is a little above the limit is listed wrongly more often than who is far above it.
      over: sorted(
        candidates.filter((h) => !isUnder(h)),
        (h) => (desil[h] === 0 ? 0.5 : 1 / (desil[h]! - limit)),
      ),
    };
  }
}

/** [household] 1 where a living member makes a component of PKH: young child, pupil, pregnancy, disability, old age. */
function familiesWithComponent(city: City, index: CityIndex): Uint8Array {
  const { persons } = city;
  const ageOf = ageReader(city.referenceDay);
  const has = new Uint8Array(city.households.count);
  for (let p = 0; p < persons.count; p++) {
    if (isLiving(persons.lifeState[p]!) && componentOf(city, p, ageOf) !== '') has[persons.household[p]!] = 1;
  }
  return has.map((value, h) => (index.livingMembers[h]! > 0 ? value : 0));
}

/** The component of PKH that a person makes, as the lists name it; '' for none. */
export function componentOf({ persons }: City, p: number, ageOf: (bornOn: number) => number): string {
  const age = ageOf(persons.bornOn[p]!);
  if (persons.isPregnant[p] === 1) return 'IBU HAMIL';
  if (age < PKH.underYears && persons.schoolLevel[p]! < PKH.pupilLevels) return 'ANAK USIA DINI';
  if (persons.schoolLevel[p]! >= PKH.pupilLevels)
    return ['ANAK SD', 'ANAK SMP', 'ANAK SMA'][persons.schoolLevel[p]! - 2]!;
  if (persons.disability[p]! > 0 && persons.disability[p]! < 7) return 'DISABILITAS BERAT';
  return age >= PKH.fromYears ? 'LANJUT USIA' : '';
}

function joined(first: Uint32Array, second: Uint32Array): Uint32Array {
  const both = new Uint32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

const overlapImpossible = (model: ErrorModel): TwinError =>
  new TwinError('configuration', {
    code: 'overlap-impossible',
    what: `The lists are too short for an overlap of ${model.overlap.share}.`,
    where: { file: 'errors.yaml' },
    expected: 'lists of which the families in two are a part',
    todo: 'Lower overlap.share, or make PKH longer.',
  });
