/** What rules ask of a family, and nothing else: many families are alike in it. */
import type { FactColumn, FactTable } from '../facts/table.ts';
import type { FactLevel } from '../facts/catalogue.ts';
import type { Facts, Family } from './one-family.ts';

export class AskedFacts {
  readonly #table: FactTable;
  readonly #columns: Readonly<Record<FactLevel, readonly (readonly [fact: string, column: FactColumn])[]>>;

  /** @param asked keys of facts of the table */
  constructor(asked: readonly string[], table: FactTable) {
    const columns = asked.map((fact) => [fact, table.columns.get(fact)!] as const);
    const at = (level: FactLevel) => columns.filter(([, column]) => column.level === level);
    this.#table = table;
    this.#columns = { household: at('household'), person: at('person') };
  }

  /** The same for families of whom all of it is alike, member by member in their order. */
  keyOf(household: number): string {
    const { memberStart, members } = this.#table;
    let key = '';
    for (const [, { codes }] of this.#columns.household) key += `${codes[household]!},`;
    for (let i = memberStart[household]!; i < memberStart[household + 1]!; i++) {
      key += ';';
      for (const [, { codes }] of this.#columns.person) key += `${codes[members[i]!]!},`;
    }
    return key;
  }

  familyAt(household: number): Family {
    const { memberStart, members } = this.#table;
    const persons = members.subarray(memberStart[household]!, memberStart[household + 1]!);
    return {
      facts: this.#factsAt('household', household),
      members: Array.from(persons, (person) => this.#factsAt('person', person)),
    };
  }

  #factsAt(level: FactLevel, row: number): Facts {
    const facts = new Map<string, number | undefined>();
    for (const [fact, { values }] of this.#columns[level]) {
      const value = values[row]!;
      if (!Number.isNaN(value)) facts.set(fact, value);
    }
    return facts;
  }
}
