/** Which families the survey meets: blocks by their size, then families within each, and the weight of each. */
import { chance, type Chance } from '../../kernel/random.ts';
import type { TrueHouseholds } from '../city.ts';
import { orderBy, shuffled } from '../sampling.ts';
import type { SurveyParameters } from './survey-parameters.ts';

/** Row i of every column is one family that answered. */
export interface DrawnSample {
  readonly count: number;
  /** [row] row in TrueHouseholds. */
  readonly household: Uint32Array;
  /** [row] number of its block, 0 first, in the order of the city. */
  readonly block: Uint32Array;
  /** [row] families of the city that it stands for; all together as many as have residents. */
  readonly weight: Float64Array;
}

/**
 * Blocks with probability in proportion to their families, systematically along the city, so that each kelurahan has its share;
 * an equal number of families in each block, so that all families of the city are as likely to be asked.
 */
export function drawSample(
  households: TrueHouseholds,
  parameters: SurveyParameters['sample'],
  seed: number,
): DrawnSample {
  const blocks = blocksOf(households, parameters.blockFamilies);
  const draws = chance(seed, 'survey', 'blocks');
  const rows: { household: number; block: number; weight: number }[] = [];
  for (const { block, expansion } of drawnBlocks(blocks, parameters.blocks, draws.uniform(0))) {
    const families = blocks[block]!;
    const asked = askedIn(families, parameters, seed, block);
    const each = (expansion * families.length) / asked.length;
    for (const household of asked) rows.push({ household, block, weight: each });
  }
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  return {
    count: rows.length,
    household: Uint32Array.from(rows, ({ household }) => household),
    block: Uint32Array.from(rows, ({ block }) => block),
    weight: Float64Array.from(rows, ({ weight }) => (weight * households.withResidents) / total),
  };
}

/** [block] families with residents who live near each other, none across the border of a kelurahan. */
function blocksOf({ withResidents, kelurahan, rw, rt }: TrueHouseholds, size: number): Uint32Array[] {
  const rows = Uint32Array.from({ length: withResidents }, (_, h) => h);
  const inRt = orderBy(
    rows,
    Float64Array.from(rows, (h) => rt[h]!),
  );
  const order = inRt.sort((a, b) => kelurahan[a]! - kelurahan[b]! || rw[a]! - rw[b]! || rt[a]! - rt[b]! || a - b);
  const blocks: Uint32Array[] = [];
  for (let from = 0; from < order.length;) {
    let end = from;
    while (end < order.length && kelurahan[order[end]!] === kelurahan[order[from]!]) end++;
    const parts = Math.max(1, Math.round((end - from) / size));
    for (let part = 0; part < parts; part++) {
      const at = (share: number): number => from + Math.round(((end - from) * share) / parts);
      blocks.push(order.subarray(at(part), at(part + 1)));
    }
    from = end;
  }
  return blocks;
}

/** Blocks that are drawn, and how many of its kind each stands for. */
function drawnBlocks(
  blocks: readonly Uint32Array[],
  wanted: number,
  start: number,
): { readonly block: number; readonly expansion: number }[] {
  const families = blocks.reduce((sum, block) => sum + block.length, 0);
  const largest = Math.max(...blocks.map((block) => block.length));
  const count = Math.min(wanted, Math.floor(families / largest));
  // With so few blocks each is taken: none is drawn twice.
  if (blocks.length <= wanted) return blocks.map((_, block) => ({ block, expansion: 1 }));
  const step = families / count;
  const drawn: { block: number; expansion: number }[] = [];
  let before = 0;
  blocks.forEach(({ length }, block) => {
    // A point of start, start + step … lies in it.
    if (Math.ceil(before / step - start) < Math.ceil((before + length) / step - start))
      drawn.push({ block, expansion: step / length });
    before += length;
  });
  return drawn;
}

/** Families of a block that are asked and answer; one at least. */
function askedIn(
  families: Uint32Array,
  { familiesPerBlock, responseShare }: SurveyParameters['sample'],
  seed: number,
  block: number,
): number[] {
  const order = shuffled(families.length, chance(seed, 'survey', 'families', block));
  const asked = [...order.slice(0, familiesPerBlock)].map((at) => families[at]!);
  const answers: Chance = chance(seed, 'survey', 'response');
  const met = asked.filter((household) => answers.uniform(household) < responseShare);
  return (met.length > 0 ? met : asked.slice(0, 1)).sort((a, b) => a - b);
}
