/** Families as cases write them, brought to facts: what nobody knows stays unknown, of the family and of each member. */
import type { CodeLists } from '../../registers/codes.ts';
import { foldLabel } from '../../registers/fold.ts';
import type { Facts, Family } from '../evaluation/one-family.ts';
import {
  familyReceivesFact,
  receivesFact,
  type FactCatalogue,
  type FactDescription,
  type FactLevel,
} from '../facts/catalogue.ts';
import { isFactWord, NOT_KNOWN, type WrittenFamily, type WrittenReceipt } from './case-shape.ts';
import { ruleError } from './rule-error.ts';

type Raw = Readonly<Record<string, unknown>>;
type Values = Map<string, number | undefined>;

/** What may be written: facts, answers and programmes. */
export interface CaseWords {
  readonly facts: FactCatalogue;
  readonly lists: CodeLists;
  /** Ids of models/assistance. */
  readonly programmes: readonly string[];
}

export interface CommonFacts {
  readonly keluarga: Raw;
  readonly anggota: Raw;
}

export class FamilyReader {
  readonly #path: string;
  readonly #words: CaseWords;
  readonly #byWord: ReadonlyMap<string, FactDescription>;
  readonly #common: { readonly family: Values; readonly member: Values };

  /**
   * @param path of the file, for errors
   * @param common facts of every family and member, where a case does not say otherwise
   * @throws TwinError configuration for a word or an answer that is none
   */
  constructor(path: string, words: CaseWords, common: CommonFacts) {
    this.#path = path;
    this.#words = words;
    this.#byWord = new Map([...words.facts.values()].map((fact) => [`${fact.level} ${fact.word}`, fact]));
    this.#common = {
      family: this.valuesOf(common.keluarga, 'household', 'umum.keluarga'),
      member: this.valuesOf(common.anggota, 'person', 'umum.anggota'),
    };
  }

  /**
   * @param key where the family stands in the file, for errors
   * @throws TwinError configuration for a word, an answer or a programme that is none
   */
  familyOf(written: WrittenFamily, key: string): Family {
    const ofFamily = this.#receiptOf(written, key);
    const ofMembers = written.anggota.map((member, m) => this.#receiptOf(member, `${key}.anggota.${m}`));
    const members = written.anggota.map((member, m): Facts => {
      const own = new Map([...this.#common.member, ...this.valuesOf(member, 'person', `${key}.anggota.${m}`)]);
      for (const id of this.#words.programmes) own.set(receivesFact(id), ofMember(ofMembers[m]!(id), ofFamily(id)));
      return own;
    });
    const size = this.#words.facts.get('familySize');
    const family: Values = new Map([
      ...(size === undefined ? [] : [[size.key, members.length] as const]),
      ...this.#common.family,
      ...this.valuesOf(written, 'household', key),
    ]);
    for (const id of this.#words.programmes)
      family.set(familyReceivesFact(id), ofAnybody([ofFamily(id), ...ofMembers.map((receipt) => receipt(id))]));
    return { facts: family, members };
  }

  /** Facts of one level by key; undefined where it is written that nobody knows. */
  valuesOf(raw: Raw, level: FactLevel, key: string): Values {
    const values: Values = new Map();
    for (const [word, value] of Object.entries(raw)) {
      if (!isFactWord(word)) continue;
      const fact = this.#byWord.get(`${level} ${word}`);
      if (fact === undefined) throw ruleError(this.#path, `${key}.${word}`, `is no fact of a ${level}`);
      values.set(fact.key, this.#valueOf(fact, value as number | string, `${key}.${word}`));
    }
    return values;
  }

  #valueOf(fact: FactDescription, value: number | string, key: string): number | undefined {
    if (value === NOT_KNOWN) return undefined;
    if (fact.kind === 'number' && typeof value === 'number') return value;
    if (fact.kind === 'yes-no' && (value === 'ya' || value === 'tidak')) return value === 'ya' ? 1 : 0;
    if (fact.kind === 'code') {
      const code =
        value === 'bukan' ? 0 : this.#words.lists.get(fact.list!)?.byLabel.get(foldLabel(String(value)))?.code;
      if (code !== undefined) return code;
    }
    throw ruleError(this.#path, key, `${String(value)} is no value of ${fact.key}`);
  }

  #receiptOf(written: WrittenReceipt, key: string): (id: string) => Receipt {
    const { menerima: known = [], 'belum tahu menerima': open = [] } = written;
    const odd = [...known, ...open].find((id) => !this.#words.programmes.includes(id));
    if (odd !== undefined) throw ruleError(this.#path, `${key}.menerima`, `there is no programme ${odd}`);
    const both = known.find((id) => open.includes(id));
    if (both !== undefined)
      throw ruleError(this.#path, `${key}.menerima`, `${both} is received, and is written as not known as well`);
    return (id) => (known.includes(id) ? 'received' : open.includes(id) ? 'open' : 'not-said');
  }
}

type Receipt = 'received' | 'open' | 'not-said';

/** A list names the family: which of its members it is, nobody says, and of nobody does it follow that he does not. */
function ofMember(own: Receipt, ofFamily: Receipt): number | undefined {
  if (own === 'received') return 1;
  return own === 'open' || ofFamily !== 'not-said' ? undefined : 0;
}

/** One who receives is enough for the family; one of whom nobody knows leaves it open. */
function ofAnybody(receipts: readonly Receipt[]): number | undefined {
  if (receipts.includes('received')) return 1;
  return receipts.includes('open') ? undefined : 0;
}
