/** twin review pair: the evidence about any two records of a result, compared by the run or not. */
import { findRecord } from '../linkage/review/find-pair.ts';
import { tellPair, type PairTold } from '../linkage/review/tell-pair.ts';
import { sourceOfRecord } from '../linkage/files/state/links-file.ts';
import { chanceText } from './chance-text.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';
import { bothLines, rulesLines } from './pair-lines.ts';
import { DECISIONS, openedResult, SHOW_VALUES, valuesOf } from './review.ts';
import { waterfallLines } from './waterfall.ts';

function pair(context: CommandContext): CommandResult {
  const [, one, other] = context.operands as [string, string, string];
  const result = openedResult(context);
  const { links } = result;
  const [left, right] = [one, other].map((name) => findRecord(links, name)) as [number, number];
  const told = tellPair(result, left, right);
  const values = context.options['show-values'] === true ? valuesOf(result, { left, right }) : undefined;
  const end = (record: number) => ({
    source: links.sources[sourceOfRecord(links, record)]!,
    cluster: links.entity[record]!,
  });
  const ends = { left: end(left), right: end(right) };
  return {
    lines: [
      `${ends.left.source} (kelompok / cluster ${ends.left.cluster}) – ${ends.right.source} (kelompok / cluster ${ends.right.cluster})`,
      ...standing(told),
      ...bothLines(told.why),
      '',
      ...(told.from === 'nowhere' ? [] : [...waterfallLines(told.evidence, told.thresholdBits), '']),
      ...rulesLines(told.rules),
      ...(values === undefined ? [] : ['', ...values.map(({ field, left: l, right: r }) => `${field}: ${l} | ${r}`)]),
    ],
    json: { ...ends, ...told, ...(values && { values }) },
  };
}

/** Whether they are one now, how likely that is, and what people said of it. */
function standing({ isLinked, probability, decision }: PairTold): string[] {
  const now = isLinked ? 'Sekarang satu / now one' : 'Sekarang dua / now two';
  const chance = probability === undefined ? '' : `; peluang / chance ${chanceText(probability)}`;
  if (decision === undefined) return [`${now}${chance}`];
  const words = { same: 'satu / same', different: 'dua / different', later: 'ditunda / put off' }[decision.kind];
  return [`${now}${chance}`, `Keputusan / decision ${decision.decision}: ${words}`];
}

export const reviewPairCommand: Command = {
  name: 'review pair',
  summary: 'The evidence for and against any two records, in words and bits, and which blocking rules propose them',
  operands: ['DIR', 'SOURCE:ID', 'SOURCE:ID'],
  options: [SHOW_VALUES, DECISIONS],
  details: [
    'Source and id as clusters.csv has them. A pair that the result does not tell, because no rule proposed it or its chance is',
    'below 0.1 %, is weighed anew by the model of the result; its rows must have been kept for that (link --keep-rows).',
  ],
  run: (context) => Promise.resolve().then(() => pair(context)),
};
