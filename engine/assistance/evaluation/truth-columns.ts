/** Expressions over whole columns: each step is one plain loop, and what two rules have in common is computed once. */
import type { FactLevel } from '../facts/catalogue.ts';
import { rowsAt, type FactColumn, type FactTable } from '../facts/table.ts';
import type { Plain, PlainTest } from './resolve.ts';
import { NO, truthOf, UNKNOWN, YES, type Truth } from './truth.ts';

/** Truths by row; never changed once made, for several rules may hold the same. */
export type TruthColumn = Uint8Array;

export class TruthColumns {
  readonly table: FactTable;
  readonly #known = new Map<string, TruthColumn>();
  /** What nobody tells is one column, whatever is asked. */
  readonly #unknown = new Map<FactLevel, TruthColumn>();

  constructor(table: FactTable) {
    this.table = table;
  }

  of(expression: Plain, level: FactLevel): TruthColumn {
    const key = `${level} ${JSON.stringify(expression)}`;
    let column = this.#known.get(key);
    if (column === undefined) this.#known.set(key, (column = this.#compute(expression, level)));
    return column;
  }

  /** True where all of them are. */
  all(expressions: readonly Plain[], level: FactLevel): TruthColumn {
    return expressions.length === 1
      ? this.of(expressions[0]!, level)
      : this.of({ kind: 'all', of: expressions }, level);
  }

  #unknownAt(level: FactLevel): TruthColumn {
    const known = this.#unknown.get(level) ?? truthColumn(rowsAt(this.table, level)).fill(UNKNOWN);
    this.#unknown.set(level, known);
    return known;
  }

  #compute(expression: Plain, level: FactLevel): TruthColumn {
    const { table } = this;
    switch (expression.kind) {
      case 'fact':
        return table.columns.get(expression.fact)!.distinct.length === 1
          ? this.#unknownAt(level)
          : factTruths(table.columns.get(expression.fact)!, expression.test);
      case 'all':
        return both(
          expression.of.map((each) => this.of(each, level)),
          rowsAt(table, level),
        );
      case 'any':
        return either(
          expression.of.map((each) => this.of(each, level)),
          rowsAt(table, level),
        );
      case 'not':
        return mirrored(this.of(expression.of, level));
      case 'family':
        return ofFamilies(this.of(expression.of, 'household'), table.householdRow);
      case 'members':
        return expression.atLeast === 1
          ? anyMember(this.of(expression.of, 'person'), table)
          : countedMembers(this.of(expression.of, 'person'), table, expression.atLeast);
    }
  }
}

/** A column whose rows can be taken four at a time: its buffer ends at a whole word. */
const truthColumn = (count: number): TruthColumn => new Uint8Array(new ArrayBuffer((count + 3) & ~3), 0, count);
export const fourAtATime = (column: TruthColumn): Uint32Array => new Uint32Array(column.buffer);

function factTruths({ codes, distinct }: FactColumn, test: PlainTest): TruthColumn {
  const truthOfCode = Uint8Array.from(distinct, (value) => (Number.isNaN(value) ? UNKNOWN : passes(value, test)));
  const truths = truthColumn(codes.length);
  if (codes instanceof Uint8Array) lookUp(codes, truthOfCode, truths);
  else lookUpWide(codes, truthOfCode, truths);
  return truths;
}

// Two loops that are the same: one that sees codes of several widths is translated anew at each, and slower.
function lookUp(codes: Uint8Array, truthOfCode: Uint8Array, truths: TruthColumn): void {
  for (let i = 0; i < codes.length; i++) truths[i] = truthOfCode[codes[i]!]!;
}
function lookUpWide(codes: Uint16Array | Uint32Array, truthOfCode: Uint8Array, truths: TruthColumn): void {
  for (let i = 0; i < codes.length; i++) truths[i] = truthOfCode[codes[i]!]!;
}

export function passes(value: number, test: PlainTest): Truth {
  switch (test.kind) {
    case 'is':
      return truthOf(value === test.than);
    case 'atLeast':
      return truthOf(value >= test.than);
    case 'atMost':
      return truthOf(value <= test.than);
    case 'between':
      return truthOf(value >= test.low && value <= test.high);
    case 'above':
      return truthOf(value > test.than);
    case 'below':
      return truthOf(value < test.than);
    case 'in':
      return truthOf(test.values.includes(value));
  }
}

function both([first, ...columns]: readonly TruthColumn[], count: number): TruthColumn {
  const truths = truthColumn(count);
  if (first === undefined) return truths.fill(YES);
  truths.set(first);
  for (const column of columns) andInto(fourAtATime(truths), fourAtATime(column));
  return truths;
}

// The loops are functions of their own, which are translated once whatever stands around them.
function andInto(words: Uint32Array, others: Uint32Array): void {
  for (let i = 0; i < words.length; i++) words[i]! &= others[i]!;
}
function orInto(words: Uint32Array, others: Uint32Array): void {
  for (let i = 0; i < words.length; i++) words[i]! |= others[i]!;
}

function either([first, ...columns]: readonly TruthColumn[], count: number): TruthColumn {
  const truths = truthColumn(count);
  if (first === undefined) return truths;
  truths.set(first);
  for (const column of columns) orInto(fourAtATime(truths), fourAtATime(column));
  return truths;
}

/** Both bits turned round and exchanged: 11 and 00 trade places, 01 stays. */
function mirrored(column: TruthColumn): TruthColumn {
  const truths = truthColumn(column.length);
  const [words, others] = [fourAtATime(truths), fourAtATime(column)];
  for (let i = 0; i < words.length; i++) {
    const four = others[i]!;
    words[i] = (((four >>> 1) & 0x01010101) | ((four << 1) & 0x02020202)) ^ 0x03030303;
  }
  return truths;
}

function ofFamilies(column: TruthColumn, householdRow: Uint32Array): TruthColumn {
  const truths = truthColumn(householdRow.length);
  for (let p = 0; p < householdRow.length; p++) truths[p] = column[householdRow[p]!]!;
  return truths;
}

function anyMember(column: TruthColumn, { householdRow, householdCount }: FactTable): TruthColumn {
  const truths = truthColumn(householdCount);
  const words = fourAtATime(column);
  for (let w = 0; w < words.length; w++) {
    // Most conditions of a member hold for few.
    if (words[w] === 0) continue;
    const end = Math.min(4 * w + 4, column.length);
    for (let p = 4 * w; p < end; p++) truths[householdRow[p]!]! |= column[p]!;
  }
  return truths;
}

function countedMembers(column: TruthColumn, table: FactTable, atLeast: number): TruthColumn {
  const { householdRow, householdCount } = table;
  const sure = new Uint16Array(householdCount);
  const possible = new Uint16Array(householdCount);
  for (let p = 0; p < column.length; p++) {
    if (column[p] === YES) sure[householdRow[p]!]!++;
    if (column[p] !== NO) possible[householdRow[p]!]!++;
  }
  const truths = truthColumn(householdCount);
  for (let h = 0; h < householdCount; h++)
    truths[h] = sure[h]! >= atLeast ? YES : possible[h]! >= atLeast ? UNKNOWN : NO;
  return truths;
}
