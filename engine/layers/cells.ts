/**
 * Every count of every area as one cell, and every sum between them as one equation: what somebody who wants to work out
 * a hidden number has in hand.
 */
import type { Geography } from '../geography/geography.ts';
import type { RawTables } from '../indicators/compute.ts';
import { INDICATOR_LEVELS, type IndicatorLevel } from '../indicators/counts.ts';
import type { DisclosureRules, Relation } from './relations.ts';

/** Cell c × areas + a is count c of area a; areas are those of the city, the kecamatan, the kelurahan, the RW. */
export interface Cells {
  /** Keys of the counts; those of rests start with `rest of`. */
  readonly keys: readonly string[];
  readonly areaCount: number;
  /** [area] level. */
  readonly levelOf: readonly IndicatorLevel[];
  /** [area] area that it lies in; -1 for the city. */
  readonly parent: Int32Array;
  /** [area] areas that it is made of; none for an RW. */
  readonly children: readonly (readonly number[])[];
  /** First area of each level. */
  readonly firstArea: ReadonlyMap<IndicatorLevel, number>;
  /** [cell] true number; NaN where there is no such cell. */
  readonly values: Float64Array;
  /** [cell] 1 when it is under the limit and must not be found out. */
  readonly isSmall: Uint8Array;
  /** [cell] 1 when a table has it, or a number made of it. */
  readonly isInTable: Uint8Array;
  /** [cell] 1 when it is in a table and its count is not hidden at that level altogether. */
  readonly mayShow: Uint8Array;
  /** Equation e: the sum of sign × cell over starts[e] … starts[e + 1] is constants[e]. */
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
  readonly signs: Int8Array;
  readonly constants: Float64Array;
  /** [equation] 1 when it follows from the others: sums of rests over areas. Bounds need it, solving does not. */
  readonly isImplied: Uint8Array;
  /** Equations of cell c: of[ofStarts[c]] … of[ofStarts[c + 1]]. */
  readonly ofStarts: Uint32Array;
  readonly of: Uint32Array;
}

export const cellOf = (cells: Cells, key: string, level: IndicatorLevel, area: number): number =>
  cells.keys.indexOf(key) * cells.areaCount + cells.firstArea.get(level)! + area;

interface Areas {
  readonly count: number;
  readonly levelOf: readonly IndicatorLevel[];
  readonly first: ReadonlyMap<IndicatorLevel, number>;
  readonly parent: Int32Array;
  readonly children: readonly (readonly number[])[];
}

export function cellsOf(raw: RawTables, geography: Geography, rules: DisclosureRules): Cells {
  const areas = areasOf(geography);
  const columns = columnsOf(raw, areas, rules);
  const keys = [...columns.keys()];
  const values = new Float64Array(keys.length * areas.count);
  keys.forEach((key, c) => values.set(columns.get(key)!, c * areas.count));
  for (const level of closedLevels(keys, areas, values, rules))
    areas.levelOf.forEach((of, area) => {
      if (of === level) for (let c = area; c < values.length; c += areas.count) values[c] = NaN;
    });
  const equations = new Equations(values, areas.count, keys);
  for (const relation of rules.relations) equations.addRelation(relation);
  keys.forEach((key, c) => {
    for (const [area, children] of areas.children.entries()) equations.addSum(c, area, children, key.startsWith(REST));
  });
  // [key] least number that must not be found out; Infinity where all may be told.
  const leastGuarded = keys.map((key) => (rules.isExempt(key) ? Infinity : rules.isNoneTold(key) ? 1 : 0));
  const isSmall = Uint8Array.from(values, (v, i) =>
    v < rules.limit && v >= leastGuarded[Math.floor(i / areas.count)]! ? 1 : 0,
  );
  return {
    keys,
    areaCount: areas.count,
    levelOf: areas.levelOf,
    parent: areas.parent,
    children: areas.children,
    firstArea: areas.first,
    values,
    isSmall,
    isInTable: Uint8Array.from(values, (v, i) => {
      const key = keys[Math.floor(i / areas.count)]!;
      return Number.isNaN(v) || rules.isUnseen(key) || key.startsWith(REST) ? 0 : 1;
    }),
    mayShow: visibleCells(keys, areas, values, isSmall, rules),
    ...equations.done(),
  };
}

/**
 * Levels at which hardly a count is large: they are hidden as a whole. Then nobody knows how the numbers of the level above
 * are split, so that nothing of the level can be found out, and its cells and sums need not be looked at.
 */
function closedLevels(
  keys: readonly string[],
  areas: Areas,
  values: Float64Array,
  rules: DisclosureRules,
): IndicatorLevel[] {
  return INDICATOR_LEVELS.slice(1).filter((level) => {
    let [large, all] = [0, 0];
    values.forEach((value, cell) => {
      const key = keys[Math.floor(cell / areas.count)]!;
      if (Number.isNaN(value) || areas.levelOf[cell % areas.count] !== level) return;
      if (rules.isUnseen(key) || key.startsWith(REST)) return;
      all++;
      if (value >= rules.limit) large++;
    });
    return large < rules.leastShareLarge * all;
  });
}

/** [cell] 1 when it may be shown: no rest, not unseen, and not in a count that is hidden at its level altogether. */
function visibleCells(
  keys: readonly string[],
  areas: Areas,
  values: Float64Array,
  isSmall: Uint8Array,
  rules: DisclosureRules,
): Uint8Array {
  const mayShow = new Uint8Array(values.length);
  const restsOf = new Map<string, number[]>();
  for (const relation of rules.relations.filter(({ rest }) => rest === 'group'))
    for (const part of relation.parts)
      restsOf.set(part, [...(restsOf.get(part) ?? []), keys.indexOf(restKey(relation))]);
  keys.forEach((key, c) => {
    if (rules.isUnseen(key) || key.startsWith(REST)) return;
    const columns = [c, ...(restsOf.get(key) ?? [])];
    for (const level of INDICATOR_LEVELS) {
      const of = areas.levelOf.flatMap((l, area) => (l === level ? [area] : []));
      const small = of.filter((area) => columns.some((column) => isSmall[column * areas.count + area] === 1)).length;
      const isHidden = rules.isHiddenAt(key, level) || small >= rules.mostlySmall * of.length;
      if (isHidden) continue;
      for (const area of of) if (!Number.isNaN(values[c * areas.count + area])) mayShow[c * areas.count + area] = 1;
    }
  });
  return mayShow;
}

const REST = 'rest of ';
const restKey = ({ whole, parts }: Relation): string => `${REST}${whole.join(' + ')} without ${parts.join(', ')}`;

function areasOf(geography: Geography): Areas {
  const first = new Map<IndicatorLevel, number>();
  const levelOf: IndicatorLevel[] = [];
  const children: number[][] = [];
  const parents: number[] = [];
  for (const level of INDICATOR_LEVELS) {
    const { count, parent } = geography.levels[level];
    const above = first.get(INDICATOR_LEVELS[INDICATOR_LEVELS.indexOf(level) - 1]!);
    first.set(level, levelOf.length);
    for (let i = 0; i < count; i++) {
      if (above !== undefined) children[above + parent[i]!]!.push(levelOf.length);
      parents.push(above === undefined ? -1 : above + parent[i]!);
      levelOf.push(level);
      children.push([]);
    }
  }
  return { count: levelOf.length, levelOf, first, parent: Int32Array.from(parents), children };
}

/** The counts themselves, and the groups that are left when parts are taken from a whole. */
function columnsOf(raw: RawTables, areas: Areas, rules: DisclosureRules): Map<string, Float64Array> {
  const columns = new Map<string, Float64Array>();
  for (const [level, table] of raw.levels) {
    for (const [key, counts] of table.counts) {
      if (rules.isPublic(key)) continue;
      const column = columns.get(key) ?? new Float64Array(areas.count).fill(NaN);
      columns.set(key, column);
      if (rules.isAt(key, level)) column.set(counts, areas.first.get(level)!);
    }
  }
  for (const relation of rules.relations.filter(({ rest }) => rest === 'group')) {
    const total = (keys: readonly string[], area: number): number =>
      keys.reduce((sum, key) => sum + columns.get(key)![area]!, 0);
    columns.set(
      restKey(relation),
      Float64Array.from({ length: areas.count }, (_, a) => total(relation.whole, a) - total(relation.parts, a)),
    );
  }
  return columns;
}

class Equations {
  readonly #values: Float64Array;
  readonly #areaCount: number;
  readonly #columnOf: ReadonlyMap<string, number>;
  readonly #starts: number[] = [0];
  readonly #members: number[] = [];
  readonly #signs: number[] = [];
  readonly #constants: number[] = [];
  readonly #isImplied: number[] = [];

  constructor(values: Float64Array, areaCount: number, keys: readonly string[]) {
    this.#values = values;
    this.#areaCount = areaCount;
    this.#columnOf = new Map(keys.map((key, c) => [key, c]));
  }

  /** In every area: whole - parts - rest = what registers leave blank. */
  addRelation(relation: Relation): void {
    const minus = relation.rest === 'group' ? [...relation.parts, restKey(relation)] : relation.parts;
    const columns = [...relation.whole, ...minus].map((key) => this.#columnOf.get(key)!);
    for (let area = 0; area < this.#areaCount; area++)
      this.#add(
        columns.map((c) => c * this.#areaCount + area),
        relation.whole.length,
        false,
      );
  }

  /** An area - the areas in it = those who are known to be in it and not where. */
  addSum(column: number, area: number, children: readonly number[], isRest: boolean): void {
    if (children.length > 0)
      this.#add(
        [area, ...children].map((a) => column * this.#areaCount + a),
        1,
        isRest,
      );
  }

  /** The first `plus` cells count plus, the others minus; the constant is what the true numbers leave. */
  #add(cells: readonly number[], plus: number, isImplied: boolean): void {
    const left = cells.reduce((sum, cell, i) => sum + (i < plus ? 1 : -1) * this.#values[cell]!, 0);
    if (Number.isNaN(left)) return;
    cells.forEach((cell, i) => {
      this.#members.push(cell);
      this.#signs.push(i < plus ? 1 : -1);
    });
    this.#starts.push(this.#members.length);
    this.#constants.push(left);
    this.#isImplied.push(isImplied ? 1 : 0);
  }

  done(): Pick<Cells, 'starts' | 'members' | 'signs' | 'constants' | 'isImplied' | 'ofStarts' | 'of'> {
    const members = Uint32Array.from(this.#members);
    const starts = Uint32Array.from(this.#starts);
    const ofStarts = new Uint32Array(this.#values.length + 1);
    for (const cell of members) ofStarts[cell + 1]!++;
    for (let c = 0; c < this.#values.length; c++) ofStarts[c + 1]! += ofStarts[c]!;
    const next = ofStarts.slice(0, -1);
    const of = new Uint32Array(members.length);
    for (let e = 0; e + 1 < starts.length; e++)
      for (let i = starts[e]!; i < starts[e + 1]!; i++) of[next[members[i]!]!++] = e;
    return {
      starts,
      members,
      signs: Int8Array.from(this.#signs),
      constants: Float64Array.from(this.#constants),
      isImplied: Uint8Array.from(this.#isImplied),
      ofStarts,
      of,
    };
  }
}
