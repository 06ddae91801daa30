/** Which records share keys, live: who a record's partners are, and what changes when a key becomes or ceases to be a hub. */
import { KeptKeyIndex, type KeptKeys, type KeyHolders } from './kept-keys.ts';
import { KeyIndex } from './key-index.ts';
import type { RecordKeys } from './live-weigher.ts';
import type { FixedModel } from '../trained/parameters.ts';

/** Records of a key that too many came to share, or that no longer too many share. */
export interface HubChange {
  readonly kind: 'closed' | 'opened';
  /** Those that had the key all along. */
  readonly records: readonly number[];
}

export class LiveKeys {
  readonly #indexes: readonly KeyHolders[];
  /** [rule] keys that more records share than this open no pair. */
  readonly #limits: readonly number[];

  /** @param keys [rule] about how many there will be, or those that an earlier run kept */
  constructor({ rules, maximumPerKey }: FixedModel, keys: readonly (number | KeptKeys)[]) {
    this.#indexes = rules.map((_, rule) => {
      const of = keys[rule]!;
      return typeof of === 'number' ? new KeyIndex(of) : new KeptKeyIndex(of);
    });
    this.#limits = rules.map((rule) => rule.maximumPerKey ?? maximumPerKey);
  }

  /** Puts a record in without a look at what changes. */
  fill(rule: number, keys: Uint32Array, record: number): void {
    for (const key of keys) this.#indexes[rule]!.add(key, record);
  }

  /** Replaces the keys of a record: those that it keeps are left alone. */
  replace(record: number, before: RecordKeys | undefined, after: RecordKeys | undefined): HubChange[] {
    const changes: HubChange[] = [];
    this.#indexes.forEach((index, rule) => {
      const limit = this.#limits[rule]!;
      const [old, fresh] = [before?.[rule] ?? new Uint32Array(), after?.[rule] ?? new Uint32Array()];
      for (const key of old) {
        if (fresh.includes(key)) continue;
        index.remove(key, record);
        if (index.size(key) === limit) changes.push({ kind: 'opened', records: this.#records(index, key) });
      }
      for (const key of fresh) {
        if (old.includes(key)) continue;
        if (index.size(key) === limit) changes.push({ kind: 'closed', records: this.#records(index, key) });
        index.add(key, record);
      }
    });
    return changes;
  }

  /** Whether a record has a key of a rule. */
  holds(rule: number, key: number, record: number): boolean {
    let isThere = false;
    this.#indexes[rule]!.visit(key, (each) => (isThere ||= each === record));
    return isThere;
  }

  /** [rule] */
  keep(numberOf: Uint32Array): KeptKeys[] {
    return this.#indexes.map((index) => index.keep(numberOf));
  }

  #records(index: KeyHolders, key: number): number[] {
    const records: number[] = [];
    index.visit(key, (record) => records.push(record));
    return records;
  }

  /** Records that share a key with these that not too many share; the record itself may be among them. */
  partners(keys: RecordKeys): Set<number> {
    const partners = new Set<number>();
    keys.forEach((ofRule, rule) => {
      const index = this.#indexes[rule]!;
      for (const key of ofRule) {
        if (index.size(key) <= this.#limits[rule]!) index.visit(key, (record) => partners.add(record));
      }
    });
    return partners;
  }

  /** Whether some rule brings the two together. */
  bringTogether(one: RecordKeys, other: RecordKeys): boolean {
    return one.some((ofRule, rule) =>
      ofRule.some((key) => other[rule]!.includes(key) && this.#indexes[rule]!.size(key) <= this.#limits[rule]!),
    );
  }
}
