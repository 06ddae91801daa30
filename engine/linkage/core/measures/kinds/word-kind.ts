/** Measures of texts of several words, over one field or several of a kind. */
import type { ComparisonSpec, MeasureKind, PairMeasure, UnrelatedShares } from '../../comparison.ts';
import type { LinkTable } from '../../table.ts';
import { joinedColumn, type JoinedColumn } from './joined-column.ts';
import { levelsOfSpec } from './spec-levels.ts';
import { hasTextFacts, textWriter, TEXT_WIDTH } from './text-facts.ts';
import { unrelatedShares } from './unrelated-shares.ts';
import { rareLevels } from './value-kind.ts';

/** Compares two different combinations of values; neither is all blank. */
export interface CompareTexts {
  /** Index into the levels of the kind; the same for either order. */
  compare(left: number, right: number): number;
  /** The same of two texts whose facts begin at `l` and `r`; see TEXT_WIDTH. */
  compareRows(rows: Uint32Array, l: number, r: number): number;
  /** Of the pair compared last: bits of rarity of the words that agree. */
  bits: number;
}

export interface WordKind {
  /** Weakest first; the last is that of equal texts. */
  readonly levels: readonly string[];
  readonly rare: readonly string[];
  readonly mostPairs: number;
  readonly comparer: (column: JoinedColumn) => CompareTexts;
}

export function kindOfWords(kind: WordKind): MeasureKind {
  return {
    levels: kind.levels,
    unrelated: (table, spec) => unrelatedOf(kind, table, spec),
    make: (table, spec, unrelated = unrelatedOf(kind, table, spec)) => makeMeasure(kind, table, spec, unrelated),
  };
}

function unrelatedOf(kind: WordKind, table: LinkTable, spec: ComparisonSpec): UnrelatedShares {
  const column = joinedColumn(table, spec);
  const levels = levelsOfSpec(kind.levels, spec);
  const texts = kind.comparer(column);
  return unrelatedShares({
    counts: column.frequencies.counts,
    levelOf: (left, right) => levels[texts.compare(left, right)]!,
    rarityOf: () => texts.bits,
    levels: spec.levels.length,
    same: levels.at(-1)!,
    isRarityKnown: rareLevels(kind, spec),
    mostPairs: kind.mostPairs,
  });
}

function makeMeasure(kind: WordKind, table: LinkTable, spec: ComparisonSpec, unrelated: UnrelatedShares): PairMeasure {
  const column = joinedColumn(table, spec);
  const { values } = column;
  const { rarityBits } = column.frequencies;
  const { averageBits } = unrelated;
  const levels = levelsOfSpec(kind.levels, spec);
  const same = levels.at(-1)!;
  const texts = kind.comparer(column);
  const [hasFacts, write] = [hasTextFacts(column), textWriter(column)];
  const say = (level: number, bits: number): number => {
    const average = averageBits[level]!;
    measure.rarityBits = average === average ? average + bits : 0;
    return level;
  };
  const measure: PairMeasure = {
    rarityBits: 0,
    level(left, right) {
      const l = values[left]!;
      const r = values[right]!;
      measure.rarityBits = 0;
      if (l === 0 || r === 0) return 0;
      if (l === r) return say(same, rarityBits[l]!);
      return say(levels[texts.compare(l, r)]!, texts.bits);
    },
    facts: {
      width: hasFacts ? TEXT_WIDTH : 1,
      write(record, rows, at) {
        if (hasFacts) write(values[record]!, rows, at);
        else rows[at] = values[record]!;
      },
      level(rows, left, right) {
        const l = rows[left]!;
        const r = rows[right]!;
        measure.rarityBits = 0;
        if (l === 0 || r === 0) return 0;
        if (l === r) return say(same, rarityBits[l]!);
        return say(levels[hasFacts ? texts.compareRows(rows, left, right) : texts.compare(l, r)]!, texts.bits);
      },
    },
  };
  return measure;
}
