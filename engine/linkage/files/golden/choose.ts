/** Of the rows of a cluster that tell a field, the one that it is taken from, and the rule that settled it. */
import { lettersIn } from '../../core/golden/criteria.ts';
import type { FieldKind } from '../../core/table.ts';
import type { GoldenColumn } from './golden-column.ts';
import { otherRecords } from './other-records.ts';
import type { FileCriterion, GoldenCriterion } from './spec.ts';

/**
 * Why a value stands in the golden record, beside the criteria: `only`: one row tells the field; `agreed`: all rows that
 * tell it say the same; `order`: no criterion told two values apart, and the first row stands.
 */
export type GoldenRule = FileCriterion | 'only' | 'agreed' | 'order';

export interface GoldenChoice {
  /** The record that tells it, -1 where none does. */
  record: number;
  rule: GoldenRule;
  /** Other values that rows of the cluster tell. */
  others: number;
}

/** What a criterion makes of a record: the most is believed. */
type Score = (record: number) => number;

interface Step {
  readonly by: FileCriterion;
  readonly isOfContent: boolean;
  readonly score: Score;
}

/** What looks at nothing but the value. */
const OF_CONTENT: ReadonlySet<FileCriterion> = new Set(['agreement', 'completeness', 'usual']);
const FEWEST_RECORDS = 64;

export class GoldenChooser {
  readonly #columns: ReadonlyMap<string, GoldenColumn>;
  readonly #sourceOf: (record: number) => number;
  readonly #sources: readonly string[];
  /** Of `date`, by field: [value] the day as a number, 0 for none. */
  readonly #days = new Map<string, Map<number, number>>();
  /** [told record] how many sources and records say what it says, while one field is looked at. */
  readonly #agreeing = new Map<number, number>();
  /** [told record] the last source that said so, meanwhile. */
  readonly #lastSource = new Map<number, number>();
  /** Records between which is chosen, and what a criterion makes of them. */
  #left = new Uint32Array(FEWEST_RECORDS);
  #scores = new Float64Array(FEWEST_RECORDS);

  constructor(columns: readonly GoldenColumn[], sources: readonly string[], sourceOf: (record: number) => number) {
    this.#columns = new Map(columns.map((column) => [column.field, column]));
    this.#sources = sources;
    this.#sourceOf = sourceOf;
    for (const column of columns) this.#days.set(column.field, new Map());
  }

  /** Criteria of a field, ready to be asked often. */
  chooser(field: string, criteria: readonly GoldenCriterion[]): (members: Uint32Array, into: GoldenChoice) => void {
    const column = this.#columns.get(field)!;
    const steps = criteria.map((criterion) => ({
      by: criterion.by,
      isOfContent: OF_CONTENT.has(criterion.by),
      score: this.#scoreOf(column, criterion),
    }));
    return (members, into) => this.#choose(column, steps, members, into);
  }

  /** @param members in the order of their sources, then ids */
  #choose({ values }: GoldenColumn, steps: readonly Step[], members: Uint32Array, into: GoldenChoice): void {
    if (members.length > this.#left.length) this.#makeRoom(members.length);
    const left = this.#left;
    let count = 0;
    for (let i = 0; i < members.length; i++) if (values[members[i]!] !== 0) left[count++] = members[i]!;
    let isSettled = this.#sayTheSame(values, count);
    into.record = count === 0 ? -1 : left[0]!;
    into.others = isSettled ? 0 : this.#count(values, count) - 1;
    into.rule = !isSettled ? 'order' : count === 1 ? 'only' : 'agreed';
    for (const { by, isOfContent, score } of steps) {
      if (count < 2) return;
      // Records that say the same are as many, as long and as usual.
      if (isSettled && isOfContent) continue;
      count = this.#keepBest(count, score);
      into.record = left[0]!;
      if (isSettled || !this.#sayTheSame(values, count)) continue;
      into.rule = by;
      isSettled = true;
    }
  }

  #makeRoom(records: number): void {
    this.#left = new Uint32Array(records * 2);
    this.#scores = new Float64Array(records * 2);
  }

  /** Of those left, the first so many. */
  #sayTheSame(values: Uint32Array, count: number): boolean {
    const left = this.#left;
    for (let i = 1; i < count; i++) if (values[left[i]!] !== values[left[0]!]) return false;
    return true;
  }

  /** @returns how many are left, in their order */
  #keepBest(count: number, score: Score): number {
    const [left, scores] = [this.#left, this.#scores];
    let most = -Infinity;
    for (let i = 0; i < count; i++) {
      scores[i] = score(left[i]!);
      if (scores[i]! > most) most = scores[i]!;
    }
    let kept = 0;
    for (let i = 0; i < count; i++) if (scores[i] === most) left[kept++] = left[i]!;
    return kept;
  }

  /** Distinct values of those left; what says how many agree is made anew. */
  #count(values: Uint32Array, count: number): number {
    this.#agreeing.clear();
    // Records of one source stand side by side, so that a source is counted where it begins.
    const last = this.#lastSource;
    last.clear();
    for (let i = 0; i < count; i++) {
      const record = this.#left[i]!;
      const [value, source] = [values[record]!, this.#sourceOf(record)];
      const isNew = last.get(value) !== source;
      if (isNew) last.set(value, source);
      this.#agreeing.set(value, (this.#agreeing.get(value) ?? 0) + (isNew ? A_SOURCE : 0) + 1);
    }
    return last.size;
  }

  /** Of the cluster that is looked at. */
  #recordsThatSay(value: number): number {
    return (this.#agreeing.get(value) ?? 0) % A_SOURCE;
  }

  #scoreOf(column: GoldenColumn, criterion: GoldenCriterion): Score {
    const { values } = column;
    switch (criterion.by) {
      case 'agreement':
        return (record) => this.#agreeing.get(values[record]!)!;
      case 'completeness':
        return (record) => completenessOf(column.textOf(values[record]!), column.kind);
      case 'usual': {
        const others = otherRecords(column);
        return (record) => others(values[record]!, (value) => this.#recordsThatSay(value), this.#agreeing.keys());
      }
      case 'rank': {
        const places = this.#sources.map((name) => criterion.sources.indexOf(name));
        return (record) => -places[this.#sourceOf(record)]!;
      }
      case 'date':
        return (record) => this.#dayOf(record, criterion.fields);
    }
  }

  /** Days of rows that tell none come before all others. */
  #dayOf(record: number, fields: readonly string[]): number {
    for (const field of fields) {
      const column = this.#columns.get(field);
      const value = column?.values[record] ?? 0;
      if (value === 0) continue;
      const days = this.#days.get(field)!;
      let day = days.get(value);
      if (day === undefined) days.set(value, (day = dayOf(column!.textOf(value))));
      if (day > 0) return day;
    }
    return 0;
  }
}

/** A source that says so counts more than any number of its rows. */
const A_SOURCE = 2 ** 26;

/** Zeros of a date stand for what is not told. */
const completenessOf = (text: string, kind: FieldKind): number =>
  lettersIn(kind === 'date' ? text.replace(/^0000|(00){1,2}$/g, '') : text);

/** A standard date (YYYYMMDD, zeros for what is not told) as a number that grows with time; 0 where there is no such day. */
function dayOf(text: string): number {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ];
  return /^\d{8}$/.test(text) && year > 0 && month <= 12 && day <= 31 ? year * 10_000 + month * 100 + day : 0;
}
