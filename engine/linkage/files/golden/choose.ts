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

export class GoldenChooser {
  readonly #columns: ReadonlyMap<string, GoldenColumn>;
  readonly #sourceOf: (record: number) => number;
  readonly #sources: readonly string[];
  /** Of `date`, by field: [value] the day as a number, 0 for none. */
  readonly #days = new Map<string, Map<number, number>>();
  /** [told record] how many sources and records say what it says, while one field is looked at. */
  readonly #agreeing = new Map<number, number>();

  constructor(columns: readonly GoldenColumn[], sources: readonly string[], sourceOf: (record: number) => number) {
    this.#columns = new Map(columns.map((column) => [column.field, column]));
    this.#sources = sources;
    this.#sourceOf = sourceOf;
    for (const column of columns) this.#days.set(column.field, new Map());
  }

  /** Criteria of a field, ready to be asked often. */
  chooser(field: string, criteria: readonly GoldenCriterion[]): (members: Uint32Array, into: GoldenChoice) => void {
    const column = this.#columns.get(field)!;
    const steps = criteria.map((criterion) => ({ by: criterion.by, score: this.#scoreOf(column, criterion) }));
    return (members, into) => this.#choose(column, steps, members, into);
  }

  /** @param members in the order of their sources, then ids */
  #choose(
    { values }: GoldenColumn,
    steps: readonly { readonly by: FileCriterion; readonly score: Score }[],
    members: Uint32Array,
    into: GoldenChoice,
  ): void {
    let left: number[] = [];
    for (let i = 0; i < members.length; i++) if (values[members[i]!] !== 0) left.push(members[i]!);
    let isSettled = sayTheSame(values, left);
    into.record = left[0] ?? -1;
    into.others = isSettled ? 0 : this.#count(values, left) - 1;
    into.rule = !isSettled ? 'order' : left.length === 1 ? 'only' : 'agreed';
    for (const { by, score } of steps) {
      if (left.length < 2) return;
      // Records that say the same are as many and as long.
      if (isSettled && (by === 'agreement' || by === 'completeness')) continue;
      left = best(left, score);
      into.record = left[0]!;
      if (isSettled || !sayTheSame(values, left)) continue;
      into.rule = by;
      isSettled = true;
    }
  }

  /** Distinct values; what says how many agree is made anew. */
  #count(values: Uint32Array, told: readonly number[]): number {
    this.#agreeing.clear();
    // Records of one source stand side by side, so that a source is counted where it begins.
    const last = new Map<number, number>();
    for (const record of told) {
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

function sayTheSame(values: Uint32Array, records: readonly number[]): boolean {
  for (let i = 1; i < records.length; i++) if (values[records[i]!] !== values[records[0]!]) return false;
  return true;
}

/** Zeros of a date stand for what is not told. */
const completenessOf = (text: string, kind: FieldKind): number =>
  lettersIn(kind === 'date' ? text.replace(/^0000|(00){1,2}$/g, '') : text);

function best(records: readonly number[], score: Score): number[] {
  let most = -Infinity;
  let kept: number[] = [];
  for (const record of records) {
    const own = score(record);
    if (own > most) [most, kept] = [own, [record]];
    else if (own === most) kept.push(record);
  }
  return kept;
}

/** A standard date (YYYYMMDD, zeros for what is not told) as a number that grows with time; 0 where there is no such day. */
function dayOf(text: string): number {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ];
  return /^\d{8}$/.test(text) && year > 0 && month <= 12 && day <= 31 ? year * 10_000 + month * 100 + day : 0;
}
