/** Which blocking rules find a pair of records, which would but for a key that too many share, and which nearly do. */
import { keyName, keysOfRule, keysToMake, makePartKeys } from '../core/blocking/key-columns.ts';
import { MOST_KEYS } from '../core/blocking/key-parts.ts';
import type { BlockingKeySpec, BlockingRuleSpec } from '../core/link-model.ts';
import type { LinkTable } from '../core/table.ts';

export interface RuleOfPair {
  readonly rule: string;
  readonly keys: readonly BlockingKeySpec[];
  /**
   * `finds`: the two share a key; `too-common`: they share none but such as too many records have; `nearly`: they share
   * all keys of the rule but one.
   */
  readonly state: 'finds' | 'too-common' | 'nearly';
  /** Of `nearly`: the key that they do not share, and whether one of the two does not tell it. */
  readonly lacks?: { readonly key: BlockingKeySpec; readonly isBlank: boolean };
  /** Of `too-common`: records that have the rarest key they share, and how many may have it. */
  readonly records?: number;
  readonly most?: number;
}

export interface RulesAsked {
  readonly rules: readonly BlockingRuleSpec[];
  readonly maximumPerKey: number;
}

/**
 * Rules that say nothing of the pair are left out.
 *
 * @param pair    table of the two records alone
 * @param holders records of all that have a key of a rule
 */
export function rulesOfPair(
  { rules, maximumPerKey }: RulesAsked,
  pair: LinkTable,
  holders: (rule: BlockingRuleSpec, key: number) => number,
): RuleOfPair[] {
  return rules.flatMap((rule): RuleOfPair[] => {
    const { name, keys } = rule;
    const shared = sharedKeys(pair, rule).shared;
    if (shared.length === 0) return nearly(pair, rule);
    const most = rule.maximumPerKey ?? maximumPerKey;
    const fewest = Math.min(...shared.map((key) => holders(rule, key)));
    if (fewest <= most) return [{ rule: name, keys, state: 'finds' }];
    return [{ rule: name, keys, state: 'too-common', records: fewest, most }];
  });
}

/** A rule of a single key says nothing where it is not shared. */
function nearly(pair: LinkTable, { name, keys }: BlockingRuleSpec): RuleOfPair[] {
  if (keys.length < 2) return [];
  const each = keys.map((key) => ({ key, ...sharedKeys(pair, { name, keys: [key] }) }));
  const lacking = each.filter(({ shared }) => shared.length === 0);
  if (lacking.length !== 1) return [];
  const [{ key, isBlank }] = lacking as [(typeof lacking)[number]];
  return [{ rule: name, keys, state: 'nearly', lacks: { key, isBlank } }];
}

function sharedKeys(pair: LinkTable, rule: BlockingRuleSpec): { shared: number[]; isBlank: boolean } {
  const read = keyReader(pair, rule);
  const [one, other] = [read(0), read(1)];
  return { shared: [...one].filter((key) => other.includes(key)), isBlank: one.length === 0 || other.length === 0 };
}

/** Reads the keys of a record of the table, each once. */
function keyReader(table: LinkTable, rule: BlockingRuleSpec): (record: number) => Uint32Array {
  const book = new Map(keysToMake([rule]).map((key) => [keyName(key), makePartKeys(table, key)] as const));
  const keysOf = keysOfRule(rule, book);
  const out = new Uint32Array(MOST_KEYS);
  return (record) => out.slice(0, keysOf(record, out));
}

/** Counts the records of a table that have a key of a rule. @param table where it is asked for alone: to make it takes long */
export function holdersIn(table: () => LinkTable): (rule: BlockingRuleSpec, key: number) => number {
  const counts = new Map<BlockingRuleSpec, Map<number, number>>();
  return (rule, key) => {
    let of = counts.get(rule);
    if (of === undefined) counts.set(rule, (of = countsOfKeys(table(), rule)));
    return of.get(key) ?? 0;
  };
}

function countsOfKeys(table: LinkTable, rule: BlockingRuleSpec): Map<number, number> {
  const read = keyReader(table, rule);
  const counts = new Map<number, number>();
  for (let record = 0; record < table.count; record++) {
    for (const key of read(record)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
