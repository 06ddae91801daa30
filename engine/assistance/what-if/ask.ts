/** Answers a question about one programme from the facts of the city: rules tried, families chosen, effects, money. */
import type { Bilingual } from '../../kernel/bilingual.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate, type ProgrammeColumns } from '../evaluation/whole-city.ts';
import { familyReceivesFact } from '../facts/catalogue.ts';
import type { FactTable } from '../facts/table.ts';
import { factsOf } from '../programmes/expression.ts';
import { rulesOn, type RuleChange, type RuleSet } from '../programmes/rule-set.ts';
import type { Programme } from '../programmes/shape.ts';
import { baseOf, requireBase, sharedOut, type Base } from './base.ts';
import type { NamedGroups } from './groups.ts';
import { leversOf, type Question } from './levers.ts';
import { moneyOf, type Money } from './money.ts';
import { lineUp, spendingWithout, type LinedUp, type Spending } from './poverty.ts';
import { programmePool, type ProgrammePool } from './programme-pool.ts';
import { lotsOf, METHODS, type Choice, type Method } from './select.ts';
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

export interface Answer extends Money {
  /** Names the rules: `pkh 2025-12-31 desilLimit=5`. */
  readonly version: string;
  readonly result: WhatIf;
  /** Families and rupiah, at most, that per cents of places and budget are of. */
  readonly base: Base;
  /** The most that any family may get, or gets now; 0 where no source tells. */
  readonly dearestRupiahPerYear: number;
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

  /** Families under the rules and the lists of now; `missing`: what is made of lists that are not here. */
  now(id: string, missing: Question['missingLists'] = 'unknown'): ProgrammePool {
    const key = `${id} ${missing}`;
    const known = this.#now.get(key) ?? this.#pool(this.#evaluate(id, {}, missing, this.#columns), this.#columns);
    this.#now.set(key, known);
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

  /**
   * @throws RangeError where the method lacks something (`lacks`), or a budget is asked for and no source tells the amount
   * @throws TwinError input: places or money are asked for in parts of what is nothing as far as anybody can tell
   */
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
    const base = baseOf(this.now(id, missingLists), this.hasList(id));
    requireBase(question, base, this.hasList(id));
    const choice = this.#choice(question, own, base, found.rules.limits.get('desilLimit') ?? 10);
    // Who stays on the list of now stays as he is on it.
    const isOfList = question.method === 'current-list';
    const rupiahPerYear = isOfList ? own.presentRupiahPerYear : own.rupiahPerYear;
    const result = whatIf({
      pool: own.pool,
      choice,
      rupiahPerYear,
      mostRupiahPerYear: isOfList ? own.presentMostRupiahPerYear : own.mostRupiahPerYear,
      presentRupiahPerYear: now.presentRupiahPerYear,
      presentMostRupiahPerYear: now.presentMostRupiahPerYear,
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
    const dearestRupiahPerYear = Math.max(dearest(own.mostRupiahPerYear), dearest(now.mostRupiahPerYear));
    const gapNow = result.before?.gapShare;
    const { targetPercent } = question;
    return {
      version: found.rules.version,
      result,
      base,
      dearestRupiahPerYear,
      ...moneyOf({
        result,
        rupiahPerYear,
        own,
        now,
        without: this.#spendingWithout(id),
        lineRupiahPerPersonPerMonth: ground.lineRupiahPerPersonPerMonth,
        targetGapShare:
          gapNow === undefined || targetPercent === undefined ? undefined : gapNow * (1 - targetPercent / 100),
      }),
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

  #choice(question: Question, own: ProgrammePool, base: Base, desilLimit: number): Choice {
    const { method, placesPercent, budgetPercent, sharedOut: shared } = question;
    const isOfCity = shared === 'city';
    const places =
      placesPercent === undefined && isOfCity ? undefined : Math.round((base.families * (placesPercent ?? 100)) / 100);
    return {
      method,
      desilLimit,
      places: isOfCity ? places : undefined,
      placesByKelurahan: isOfCity ? undefined : sharedOut(places!, own.pool, this.ground.kelurahanCount),
      budgetRupiahPerYear: budgetPercent === undefined ? undefined : (base.rupiahPerYear * budgetPercent) / 100,
      seed: this.ground.seed,
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
