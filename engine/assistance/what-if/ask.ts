/** Answers a question about one programme from the facts of the city: rules tried, families chosen, effects, money. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate, type ProgrammeColumns } from '../evaluation/whole-city.ts';
import { familyReceivesFact } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';
import { shareOut } from '../lists/places.ts';
import { factsOf } from '../programmes/expression.ts';
import { rulesOn, type RuleChange, type RuleSet } from '../programmes/rule-set.ts';
import type { Programme } from '../programmes/shape.ts';
import { bestUse, budgetFor, type BestUse, type NeededBudget } from './best-use.ts';
import type { NamedGroups } from './groups.ts';
import { leversOf, type Question } from './levers.ts';
import { lineUp, spendingWithout, type LinedUp, type Spending } from './poverty.ts';
import { programmePool, type ProgrammePool } from './programme-pool.ts';
import { lotsOf, METHODS, type Method, type Pool } from './select.ts';
import { whatIf, type WhatIf } from './what-if.ts';

/** How it is known what families spend; an assumption is shown as one wherever a number rests on it. */
export interface SpendingBasis {
  readonly kind: 'assumption' | 'model';
  readonly name: Bilingual;
  readonly explanation: Bilingual;
  /** Keys of models/assistance/sources.yaml. */
  readonly reference: readonly string[];
  readonly spending: Spending;
}

export interface Ground {
  readonly table: FactTable;
  readonly programmes: readonly Programme[];
  /** Rules of this day; days since 1970-01-01. */
  readonly day: number;
  /** [household] index of the kelurahan; at or above the count where unknown. */
  readonly kelurahan: ArrayLike<number>;
  readonly kelurahanCount: number;
  /** [household] persons. */
  readonly size: ArrayLike<number>;
  readonly groups: readonly NamedGroups[];
  readonly lineRupiahPerPersonPerMonth: number;
  readonly basis: SpendingBasis | undefined;
  /** [household] local vulnerability, the lower the poorer; undefined where there is none. */
  readonly score: Float64Array | undefined;
  /** [household] by programme: rank that a meeting gave, 1 first. */
  readonly communityRanks: ReadonlyMap<string, Float64Array>;
  readonly seed: number;
}

/** Why a method cannot be asked for. */
export type Lack = 'no-list' | 'no-score' | 'no-ranking' | 'no-desil';

export interface Answer {
  /** Names the rules: `pkh 2025-12-31 desilLimit=5`. */
  readonly version: string;
  readonly result: WhatIf;
  /** Families and rupiah that per cents of places and budget are of. */
  readonly base: { readonly families: number; readonly rupiahPerYear: number };
  /** The most that any family would get, or gets now; 0 where no source tells. */
  readonly dearestRupiahPerYear: number;
  /** The most that the money of the what-if could do for the gap, each family getting the mean; a bound, no list. */
  readonly best: BestUse | undefined;
  /** The same of the money of now: to hold what it does now against. */
  readonly bestNow: BestUse | undefined;
  /** The budget of the programme with which the gap would fall by the target, at its best use. */
  readonly needed: NeededBudget | undefined;
}

/** Keeps what every question about one city needs. */
export class Asker {
  readonly ground: Ground;
  readonly #columns: TruthColumns;
  readonly #lots: Uint32Array;
  readonly #linedUp: LinedUp | undefined;
  readonly #now = new Map<string, ProgrammePool>();
  readonly #without = new Map<string, Spending>();

  constructor(ground: Ground) {
    this.ground = ground;
    this.#columns = new TruthColumns(ground.table);
    this.#lots = lotsOf(ground.table.householdCount, ground.seed);
    this.#linedUp = ground.basis && lineUp(ground.basis.spending, ground.lineRupiahPerPersonPerMonth);
  }

  programmeOf(id: string): Programme {
    const found = this.ground.programmes.find((each) => each.id === id);
    if (found === undefined) throw new RangeError(`There is no programme ${id}.`);
    return found;
  }

  hasList(id: string): boolean {
    return hasList(this.ground.table, id);
  }

  /** Families under the rules and the lists of now. */
  now(id: string): ProgrammePool {
    const known = this.#now.get(id) ?? this.#pool(this.#evaluate(id, {}, 'unknown', this.#columns), this.#columns);
    this.#now.set(id, known);
    return known;
  }

  /** [method] undefined where it can be asked for. */
  lacks(id: string): Readonly<Record<Method, Lack | undefined>> {
    const { score, communityRanks } = this.ground;
    const noScore = score === undefined ? 'no-score' : undefined;
    const noDesil = this.ground.table.columns.get('desil')!.distinct.length === 1 ? 'no-desil' : undefined;
    const lack: Partial<Record<Method, Lack | undefined>> = {
      'current-list': this.hasList(id) ? undefined : 'no-list',
      desil: noDesil,
      geographic: noDesil,
      score: noScore,
      hybrid: noScore ?? (communityRanks.has(id) ? undefined : 'no-ranking'),
    };
    return Object.fromEntries(METHODS.map((method) => [method, lack[method]])) as Record<Method, Lack | undefined>;
  }

  /** @throws RangeError where the method lacks something (`lacks`), or a budget is asked for and no source tells the amount */
  answer(question: Question, replicates: number): Answer {
    const { ground } = this;
    const { programme: id, limits, missingLists } = question;
    const levers = leversOf(this.programmeOf(id), ground.day);
    const amounts = Object.fromEntries(
      levers.amounts.flatMap(({ key, value }) => {
        const percent = question.amountPercents[key];
        return percent === undefined || percent === 100 ? [] : [[key, (value * percent) / 100]];
      }),
    );
    const isOfNow = Object.keys(limits).length + Object.keys(amounts).length === 0 && missingLists === 'unknown';
    const columns = isOfNow ? this.#columns : new TruthColumns(ground.table);
    const found = this.#evaluate(id, { limits, amounts }, missingLists, columns);
    const now = this.now(id);
    const own = isOfNow ? now : this.#pool(found, columns);
    const base = baseOf(now, this.hasList(id));
    const places = placesOf(question, base.families);
    const result = whatIf({
      pool: own.pool,
      choice: {
        method: question.method,
        desilLimit: found.rules.limits.get('desilLimit') ?? 10,
        places: question.sharedOut === 'city' ? places : undefined,
        placesByKelurahan:
          question.sharedOut === 'city' ? undefined : sharedOut(places, now.pool, ground.kelurahanCount),
        budgetRupiahPerYear:
          question.budgetPercent === undefined ? undefined : (base.rupiahPerYear * question.budgetPercent) / 100,
        seed: ground.seed,
      },
      // Who stays on the list of now stays as he is on it.
      rupiahPerYear: question.method === 'current-list' ? own.presentRupiahPerYear : own.rupiahPerYear,
      presentRupiahPerYear: now.presentRupiahPerYear,
      due: own.due,
      dueNow: now.due,
      size: ground.size,
      spending: ground.basis?.spending,
      ...(this.#linedUp === undefined ? {} : { linedUp: this.#linedUp }),
      lineRupiahPerPersonPerMonth: ground.lineRupiahPerPersonPerMonth,
      kelurahanCount: ground.kelurahanCount,
      groups: ground.groups,
      replicates,
      seed: ground.seed,
    });
    const dearestRupiahPerYear = Math.max(dearest(own.rupiahPerYear), dearest(now.rupiahPerYear));
    return {
      version: found.rules.version,
      result,
      base,
      dearestRupiahPerYear,
      ...this.#money(id, result, question.targetPercent),
    };
  }

  #evaluate(
    id: string,
    change: RuleChange,
    missingLists: Question['missingLists'],
    columns: TruthColumns,
  ): ProgrammeColumns {
    const rules = rulesOn(this.programmeOf(id), this.ground.day, change);
    return evaluate(missingLists === 'empty' ? withoutMissingLists(rules, this.ground.table) : rules, columns);
  }

  #pool(found: ProgrammeColumns, columns: TruthColumns): ProgrammePool {
    const { kelurahan, score, communityRanks } = this.ground;
    const own = programmePool(found, columns, kelurahan, score, communityRanks.get(found.rules.programme.id));
    return { ...own, pool: { ...own.pool, lots: this.#lots } };
  }

  #money(id: string, result: WhatIf, targetPercent: number | undefined): Pick<Answer, 'best' | 'bestNow' | 'needed'> {
    const line = this.ground.lineRupiahPerPersonPerMonth;
    const without = this.#spendingWithout(id);
    const amount = result.costRupiahPerYear / result.recipients;
    const amountNow = result.costNowRupiahPerYear / result.recipientsNow;
    const use = (rupiah: number, cost: number): BestUse | undefined =>
      without !== undefined && rupiah > 0 ? bestUse(without, line, rupiah, cost) : undefined;
    const gapNow = result.before?.gapShare;
    return {
      best: use(amount, result.costRupiahPerYear),
      bestNow: use(amountNow, result.costNowRupiahPerYear),
      needed:
        without === undefined || gapNow === undefined || targetPercent === undefined || !(amount > 0)
          ? undefined
          : budgetFor(without, line, amount, gapNow * (1 - targetPercent / 100)),
    };
  }

  #spendingWithout(id: string): Spending | undefined {
    const { basis } = this.ground;
    if (basis === undefined) return undefined;
    const without = this.#without.get(id) ?? spendingWithout(basis.spending, this.now(id).presentRupiahPerYear);
    if (without !== undefined) this.#without.set(id, without);
    return without;
  }
}

/** Whether a list of the programme was read, or somebody who knows says that nobody receives it. */
export const hasList = (table: FactTable, id: string): boolean =>
  table.columns.get(familyReceivesFact(id))!.distinct.length > 1;

/** Overlaps with programmes of which nobody sent a list stand against nobody. */
function withoutMissingLists(rules: RuleSet, table: FactTable): RuleSet {
  const isKnown = (fact: string): boolean => table.columns.get(fact)!.distinct.length > 1;
  const overlaps = rules.overlaps.filter(({ when }) => factsOf(when).every(isKnown));
  return { ...rules, overlaps, version: `${rules.version} missing-lists=empty` };
}

const dearest = (rupiah: Float64Array): number => rupiah.reduce((most, each) => (each > most ? each : most), 0);

/** What is now; where there is no list, whom the rules fit. */
function baseOf({ pool, rupiahPerYear, presentRupiahPerYear }: ProgrammePool, isListed: boolean): Answer['base'] {
  const isCounted = isListed ? pool.receives : pool.fits;
  const rupiah = isListed ? presentRupiahPerYear : rupiahPerYear;
  const base = { families: 0, rupiahPerYear: 0 };
  for (let h = 0; h < pool.count; h++) {
    if (isCounted[h] === 0) continue;
    base.families++;
    base.rupiahPerYear += rupiah[h]!;
  }
  return base;
}

function placesOf({ placesPercent, sharedOut: shared }: Question, families: number): number | undefined {
  if (placesPercent !== undefined) return Math.round((families * placesPercent) / 100);
  return shared === 'kelurahan' ? families : undefined;
}

/** Places by kelurahan in proportion to those whom the rules of now fit. */
function sharedOut(
  places: number | undefined,
  { kelurahan, fits, count }: Pool,
  kelurahanCount: number,
): Map<number, number> {
  const due = new Array<number>(kelurahanCount).fill(0);
  for (let h = 0; h < count; h++) if (fits[h] === 1 && kelurahan[h]! < kelurahanCount) due[kelurahan[h]!]!++;
  return new Map(shareOut(places ?? 0, due).map((share, k) => [k, share]));
}
