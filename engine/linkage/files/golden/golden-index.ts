/** What the rows of golden.csv and golden_sources.csv say of each cluster, so that a few of them can be made anew and the rest stay. */
import type { LinkResult } from '../../core/pairs.ts';
import type { WeighedBy } from '../../core/trained/parameters.ts';
import { endOfRow, firstNumber, rawCells } from '../writing/csv-rows-read.ts';
import type { Clusters } from '../writing/write-pairs.ts';
import type { GoldenRule } from './choose.ts';
import { Conflicts, strongFields } from './conflicts.ts';
import type { GoldenMade } from './golden-outputs.ts';
import { ALL_FIELDS, type GoldenCounts } from './golden-rows.ts';
import type { GoldenBytes } from './grown-golden.ts';
import { FILE_CRITERIA, type GoldenSpec } from './spec.ts';
import { goldenSummary } from './write-golden.ts';

const RULES: readonly GoldenRule[] = [...FILE_CRITERIA, 'only', 'agreed', 'order'];

export interface GoldenIndex {
  /** [cluster] bytes of its rows in golden.csv. */
  readonly golden: Uint32Array;
  /** [cluster] bytes of its rows in golden_sources.csv. */
  readonly sources: Uint32Array;
  /** [cluster × field of the spec] number of the rule that settled it, from 1 on; 0 where none did, and of clusters of one record. */
  readonly rules: Uint8Array;
  /** Fields of which the records of a cluster tell other values: three numbers each, cluster, field, how many others. */
  readonly others: Uint32Array;
}

/** @param clusters the most that a cluster is called */
export function indexGolden({ golden, sources }: GoldenBytes, { fields }: GoldenSpec, clusters: number): GoldenIndex {
  const ofGolden = new Uint32Array(clusters + 1);
  for (let at = 0, end = 0; at < golden.length; at = end) {
    end = endOfRow(golden, at);
    ofGolden[firstNumber(golden, at)]! += end - at;
  }
  const ofSources = new Uint32Array(clusters + 1);
  const rules = new Uint8Array((clusters + 1) * fields.length);
  const others: number[] = [];
  const places = new Map(fields.map(({ field }, at) => [quoted(field), at]));
  for (let at = 0, end = 0; at < sources.length; at = end) {
    end = endOfRow(sources, at);
    const cluster = firstNumber(sources, at);
    ofSources[cluster]! += end - at;
    const cells = rawCells(sources, at, end);
    const [name, rule, more] = [cells[1]!, cells[4] as GoldenRule, Number(cells[5])];
    if (name === ALL_FIELDS) continue;
    const field = places.get(name)!;
    rules[cluster * fields.length + field] = RULES.indexOf(rule) + 1;
    if (more > 0) others.push(cluster, field, more);
  }
  return { golden: ofGolden, sources: ofSources, rules, others: Uint32Array.from(others) };
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The index of clusters as they were with that of those that are made anew, of which nothing stays. */
export function mergeGolden(
  before: GoldenIndex,
  fresh: GoldenIndex,
  isFresh: (cluster: number) => boolean,
): GoldenIndex {
  const width = fresh.rules.length / fresh.golden.length;
  const merged = { golden: fresh.golden.slice(), sources: fresh.sources.slice(), rules: fresh.rules.slice() };
  for (let cluster = 1; cluster < before.golden.length; cluster++) {
    if (isFresh(cluster)) continue;
    merged.golden[cluster] = before.golden[cluster]!;
    merged.sources[cluster] = before.sources[cluster]!;
    const at = cluster * width;
    for (let i = at; i < at + width; i++) merged.rules[i] = before.rules[i]!;
  }
  const others: number[] = [];
  let next = 0;
  const takeFresh = (below: number): void => {
    for (; next < fresh.others.length && fresh.others[next]! < below; next += 3)
      others.push(fresh.others[next]!, fresh.others[next + 1]!, fresh.others[next + 2]!);
  };
  for (let i = 0; i < before.others.length; i += 3) {
    const cluster = before.others[i]!;
    if (isFresh(cluster)) continue;
    takeFresh(cluster);
    others.push(cluster, before.others[i + 1]!, before.others[i + 2]!);
  }
  takeFresh(Infinity);
  return { ...merged, others: Uint32Array.from(others) };
}

/** What is told of all golden records. */
export function goldenMade(
  { rules, others }: GoldenIndex,
  spec: GoldenSpec,
  parameters: WeighedBy,
  pairs: LinkResult['pairs'],
  { number, count, size }: Clusters,
): GoldenMade {
  const strong = strongFields(parameters);
  const conflicts = new Conflicts(strong, pairs, number, count);
  const disagreeing = new Uint32Array(spec.fields.length);
  for (let i = 0; i < others.length; i += 3) {
    const [cluster, field, more] = [others[i]!, others[i + 1]!, others[i + 2]!];
    disagreeing[field]!++;
    conflicts.add(cluster, size[cluster]!, spec.fields[field]!.field, more + 1);
  }
  const byRule = new Uint32Array(spec.fields.length * (RULES.length + 1));
  for (let i = 0, field = 0; i < rules.length; i++, field = field + 1 === spec.fields.length ? 0 : field + 1) {
    byRule[field * (RULES.length + 1) + rules[i]!]!++;
  }
  const counts = spec.fields.map((_, field): GoldenCounts => {
    const told = RULES.map((rule, r) => [rule, byRule[field * (RULES.length + 1) + r + 1]!] as const);
    return {
      byRule: Object.fromEntries(told.filter(([, clusters]) => clusters > 0)),
      disagreeing: disagreeing[field]!,
    };
  });
  let written = 0;
  for (let cluster = 1; cluster <= count; cluster++) written += Number(size[cluster]! > 0);
  return { golden: goldenSummary(spec, written, counts), conflicts: conflicts.summary() };
}
