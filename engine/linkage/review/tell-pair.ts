/** All that can be told of any two records of a result: how likely they are one, why, and which rules would compare them. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bilingual } from '../../kernel/bilingual.ts';
import { neverTogether } from '../core/deciding/never-together.ts';
import type { Evidence } from '../files/explain.ts';
import { recordIdOf, sourceOfRecord } from '../files/state/links-file.ts';
import { readRows, type StoredRows } from '../files/state/rows-file.ts';
import { ROWS_FILE } from '../files/writing/out-folder.ts';
import { pairName } from './binding.ts';
import { recordName } from './decision.ts';
import { explainIn, explainStored } from './explain-item.ts';
import { checkAreTwo, pairOfRecords } from './find-pair.ts';
import type { ResultFolder } from './result-folder.ts';
import { holdersIn, rulesOfPair, type RuleOfPair } from './rules-of-pair.ts';
import { tableOfAll, tableOfPair, weighPair } from './weigh-pair.ts';

export interface PairTold {
  /** Where the weight comes from: the result tells the pair, or it was weighed just now from the kept rows, or neither. */
  readonly from: 'result' | 'rows' | 'nowhere';
  /** Both are in one cluster. */
  readonly isLinked: boolean;
  /** Chance that the two are one; undefined where nothing can weigh them, as is the weight. */
  readonly probability: number | undefined;
  readonly weightBits: number | undefined;
  readonly thresholdBits: number;
  /** Adds up to the weight. */
  readonly evidence: readonly Evidence[];
  /** Undefined where the rows were not kept. */
  readonly rules: readonly RuleOfPair[] | undefined;
  /** Why the two were compared, or were not. */
  readonly why: readonly Bilingual[];
  /** What people decided about the two and is in force. */
  readonly decision: { readonly decision: number; readonly kind: 'same' | 'different' | 'later' } | undefined;
}

/** @throws TwinError usage: the same record twice; input: the kept rows are damaged */
export function tellPair(result: ResultFolder, one: number, other: number): PairTold {
  checkAreTwo(one, other);
  const { links, trained } = result;
  const [left, right] = [Math.min(one, other), Math.max(one, other)];
  const rows = keptRows(result);
  const stored = pairOfRecords(links, left, right);
  const isLinked = links.entity[left] === links.entity[right];
  const thresholdBits = trained.parameters.threshold.weightBits;
  const rules = rows && rulesAmong(result, rows, left, right);
  const told = {
    isLinked,
    thresholdBits,
    rules,
    why: whyCompared(result, { left, right, rows, rules, isStored: stored >= 0 }),
    decision: decisionAbout(result, left, right),
  };
  if (stored >= 0) {
    const { probability, weightBits } = links.pairs;
    const weighed = { probability: probability[stored]!, weightBits: weightBits[stored]! };
    return { ...told, ...weighed, from: 'result', evidence: explainStored(result, stored) };
  }
  if (rows === undefined) {
    return { ...told, from: 'nowhere', probability: undefined, weightBits: undefined, evidence: [] };
  }
  const pairs = weighPair(tableOfPair(rows, trained.parameters, left, right), trained.parameters);
  const weighed = { probability: pairs.probability[0]!, weightBits: pairs.weightBits[0]! };
  return { ...told, ...weighed, from: 'rows', evidence: explainIn(pairs, result, 0) };
}

function keptRows({ folder }: ResultFolder): StoredRows | undefined {
  const path = join(folder, ROWS_FILE);
  return existsSync(path) ? readRows(path, 'Link again with --keep-rows.') : undefined;
}

function rulesAmong({ links, trained }: ResultFolder, rows: StoredRows, left: number, right: number): RuleOfPair[] {
  const { parameters } = trained;
  const pair = tableOfPair(rows, parameters, left, right);
  return rulesOfPair(
    parameters.model,
    pair,
    holdersIn(() => tableOfAll(rows, links, parameters)),
  );
}

function decisionAbout({ links, force }: ResultFolder, left: number, right: number): PairTold['decision'] {
  const name = pairName(recordName(recordIdOf(links, left)), recordName(recordIdOf(links, right)));
  const settled = force.pairs.find((pair) => pairName(pair.left, pair.right) === name);
  if (settled !== undefined) return { decision: settled.decision, kind: settled.kind };
  const later = force.later.get(name);
  return later === undefined ? undefined : { decision: later, kind: 'later' };
}

interface Compared {
  readonly left: number;
  readonly right: number;
  readonly rows: StoredRows | undefined;
  readonly rules: readonly RuleOfPair[] | undefined;
  readonly isStored: boolean;
}

function whyCompared(result: ResultFolder, { left, right, rows, rules, isStored }: Compared): Bilingual[] {
  if (!isAsked(result, left, right)) return [NOT_ASKED];
  const isFound = rules?.some(({ state }) => state === 'finds');
  const apart = areApart(result, rows, left, right) ? [APART] : [];
  if (isStored) return [...(isFound === false ? [BY_CLUSTER] : [IN_RESULT]), ...apart];
  if (rules === undefined) return [ROWS_NOT_KEPT];
  return [isFound === true ? TOO_UNLIKELY : NOT_PROPOSED, ...apart];
}

/** Whether the model compares records of their sources at all. */
function isAsked({ links, trained }: ResultFolder, left: number, right: number): boolean {
  const { deduplicate, between } = trained.parameters.model;
  const [s, t] = [sourceOfRecord(links, left), sourceOfRecord(links, right)];
  // Trained on the same sources, in whatever order.
  if (s === t) return deduplicate[trained.sources.indexOf(links.sources[s]!)] === true;
  const names = [links.sources[s]!, links.sources[t]!];
  return between.some((pair) => names.includes(pair.left) && names.includes(pair.right));
}

function areApart({ links, trained }: ResultFolder, rows: StoredRows | undefined, left: number, right: number) {
  const apart = neverTogether(
    trained.parameters.model.neverTogether ?? [],
    links.sources,
    (record) => sourceOfRecord(links, record),
    (field) => rows && ((record) => rows.textOf(record, field)),
  );
  return apart?.(left, right) === true;
}

const IN_RESULT: Bilingual = {
  id: 'Pasangan ini dibandingkan waktu menautkan, dan ada di hasil.',
  en: 'The run compared this pair, and the result tells it.',
};
const BY_CLUSTER: Bilingual = {
  id: 'Tidak ada aturan pencarian yang mengusulkan pasangan ini: dibandingkan karena catatan lain mempertemukan keduanya.',
  en: 'No blocking rule proposed this pair: it was compared because other records bring the two together.',
};
const NOT_PROPOSED: Bilingual = {
  id: 'Tidak ada aturan pencarian yang mengusulkan pasangan ini: tidak dibandingkan waktu menautkan, dan bobotnya dihitung sekarang.',
  en: 'No blocking rule proposed this pair: the run did not compare it, and it was weighed just now.',
};
const TOO_UNLIKELY: Bilingual = {
  id: 'Pasangan ini diusulkan aturan pencarian, tetapi tidak ada di hasil: peluangnya terlalu kecil untuk disimpan. Bobotnya dihitung sekarang.',
  en: 'A blocking rule proposed this pair, but the result does not tell it: its chance is too small to be kept. It was weighed just now.',
};
const ROWS_NOT_KEPT: Bilingual = {
  id: 'Hasil tidak memuat pasangan ini: tidak diusulkan aturan pencarian, atau peluangnya terlalu kecil. Barisnya tidak disimpan (link --keep-rows), jadi tidak dapat dibandingkan sekarang.',
  en: 'The result does not tell this pair: no blocking rule proposed it, or its chance is too small. Its rows were not kept (link --keep-rows), so the two cannot be compared now.',
};
const NOT_ASKED: Bilingual = {
  id: 'Catatan kedua sumber ini tidak dibandingkan sama sekali: begitu kata MODEL.yaml (how).',
  en: 'Records of these sources are not compared at all, as MODEL.yaml says (how).',
};
const APART: Bilingual = {
  id: 'Kedua baris tidak pernah menjadi satu, apa pun isinya: begitu kata MODEL.yaml (neverTogether).',
  en: 'The two rows are never one, whatever they tell, as MODEL.yaml says (neverTogether).',
};
