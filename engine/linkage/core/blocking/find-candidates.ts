/** All of blocking over several threads: keys, indexes, pairs, and what each rule gave. */
import { TwinError } from '../../../kernel/errors.ts';
import type { BlockingRuleSpec, LinkModel } from '../link-model.ts';
import type { LinkTable } from '../table.ts';
import type { LinkThreads } from '../threads/threads.ts';
import { joinFound, ruleBit, type FoundPairs } from './find-pairs.ts';
import { keyName, keysToMake } from './key-columns.ts';
import type { RuleIndex } from './rule-index.ts';

export interface Candidates {
  readonly pairs: FoundPairs;
  readonly rules: readonly BlockingRuleSpec[];
  /** [rule] */
  readonly indexes: readonly Pick<RuleIndex, 'hubs' | 'recordsInHubs'>[];
  readonly seconds: readonly number[];
}

const RECORDS_A_RANGE = 8192;

export async function findCandidates(
  table: LinkTable,
  rules: readonly BlockingRuleSpec[],
  model: Pick<LinkModel, 'maximumPerKey' | 'maximumPairs'>,
  threads: LinkThreads,
  onRecords: (done: number) => void,
): Promise<Candidates> {
  const { indexes, seconds } = await indexRules(rules, model, threads);
  const ranges = rangesOf(table.count);
  let [done, found] = [0, 0];
  const parts = await threads.run(
    'find',
    ranges.map(({ from, to }) => ({ indexes, from, to })),
    ({ count }, range) => {
      found += count;
      if (found > model.maximumPairs) throw tooManyPairs(undefined, found, model.maximumPairs);
      done += ranges[range]!.to - ranges[range]!.from;
      onRecords(done);
    },
  );
  return { pairs: joinFound(parts), rules, indexes, seconds };
}

async function indexRules(
  rules: readonly BlockingRuleSpec[],
  { maximumPerKey, maximumPairs }: Pick<LinkModel, 'maximumPerKey' | 'maximumPairs'>,
  threads: LinkThreads,
): Promise<{ indexes: RuleIndex[]; seconds: number[] }> {
  const wanted = keysToMake(rules);
  const made = await threads.run('keys', wanted);
  const book = new Map(wanted.map((key, i) => [keyName(key), made[i]!]));
  const seconds: number[] = [];
  const indexes = await threads.run(
    'index',
    rules.map((rule) => ({ rule, book, maximumPerKey })),
    (index, rule) => {
      if (index.pairs > maximumPairs) throw tooManyPairs(rules[rule], index.pairs, maximumPairs);
      seconds[rule] = index.seconds;
    },
  );
  return { indexes, seconds };
}

function rangesOf(records: number): { from: number; to: number }[] {
  return Array.from({ length: Math.ceil(records / RECORDS_A_RANGE) }, (_, range) => ({
    from: range * RECORDS_A_RANGE,
    to: Math.min(records, (range + 1) * RECORDS_A_RANGE),
  }));
}

function tooManyPairs(rule: BlockingRuleSpec | undefined, pairs: number, most: number): TwinError {
  const keys = rule?.keys.map(({ part, fields }) => `${part} of ${fields.join(' or ')}`).join(' and ') ?? '';
  const who = rule === undefined ? 'The blocking rules' : `The blocking rule "${rule.name}" (${keys})`;
  return new TwinError('configuration', {
    code: 'link-too-many-pairs',
    what: `${who} would make ${rule === undefined ? 'more than ' : ''}${String(pairs)} pairs.`,
    expected: `no more than ${String(most)} pairs`,
    todo: 'Add a key to the rule, lower its `maximumPerKey`, or raise `maximumPairs` if there is memory for them.',
  });
}

export interface RuleCounts {
  /** [rule] */
  readonly pairs: Float64Array;
  readonly firstFound: Float64Array;
  readonly unique: Float64Array;
}

/** How many pairs each rule finds, finds first, and alone. */
export function countByRule({ count, rule, foundBy }: FoundPairs, rules: number): RuleCounts {
  const counts = {
    pairs: new Float64Array(rules),
    firstFound: new Float64Array(rules),
    unique: new Float64Array(rules),
  };
  for (let pair = 0; pair < count; pair++) {
    const by = foundBy[pair]!;
    counts.firstFound[rule[pair]!]!++;
    if ((by & (by - 1)) === 0) counts.unique[rule[pair]!]!++;
    for (let each = rule[pair]!; each < rules; each++) if ((by & ruleBit(each)) !== 0) counts.pairs[each]!++;
  }
  return counts;
}
