/** The golden record: for each person and field the row that tells it, by the rules of the model. */
import type { Column, RegisterRecords } from '../../../registers/records.ts';
import { NO_REGISTER } from '../../golden-record.ts';
import type { GoldenField, RegisterLinks } from '../../linkage.ts';
import { beliefs, type Beliefs } from './beliefs.ts';
import { valuesOf } from './column-values.ts';
import type { GoldenCriterion, GoldenRules } from './criteria.ts';

type Registers = readonly RegisterRecords[];

/**
 * Chooses for each person where each field is taken from: of the rows that tell it, the one that the criteria of the
 * field believe most; where they believe several alike, what a row says decides, and not where it stands.
 *
 * @returns field name to the row it is taken from
 */
export function chooseGoldenFields(
  registers: Registers,
  links: readonly RegisterLinks[],
  personCount: number,
  rules: GoldenRules,
): ReadonlyMap<string, GoldenField> {
  const order = registers.map((_, r) => r).sort((a, b) => rankOf(registers[a]!) - rankOf(registers[b]!) || a - b);
  const names = [...new Set(order.flatMap((r) => [...registers[r]!.columns.keys()]))];
  const believed = beliefs(registers, links, order, rules.datedBy);
  return new Map(
    names.map((name) => {
      const criteria = rules.fields[name] ?? rules.all;
      const columns = registers.map(({ columns: all }) => all.get(name));
      return [name, chooseField(columns, links, order, personCount, criteria, believed)];
    }),
  );
}

const rankOf = ({ role }: RegisterRecords): number => (role === 'population' ? 0 : 1);

function chooseField(
  columns: readonly (Column | undefined)[],
  links: readonly RegisterLinks[],
  order: readonly number[],
  personCount: number,
  criteria: readonly GoldenCriterion[],
  believed: Beliefs,
): GoldenField {
  const register = new Uint8Array(personCount).fill(NO_REGISTER);
  const row = new Uint32Array(personCount);
  const isMoreBelieved = believed.comparer(columns, criteria, personCount);
  // Registers come by rank, so that the first that tells a field is believed.
  const isFirstBelieved = criteria[0] === 'rank';
  for (const r of order) {
    const column = columns[r];
    if (column === undefined) continue;
    const { values, blank } = valuesOf(column);
    const { person } = links[r]!;
    for (let i = 0; i < person.length; i++) {
      const p = person[i]!;
      const value = values[i]!;
      // NaN, the blank of numbers, is not equal to itself.
      if (p < 0 || value === blank || value !== value) continue;
      const known = register[p]!;
      if (known !== NO_REGISTER) {
        if (isFirstBelieved && known !== r) continue;
        if (!isMoreBelieved(r, i, known, row[p]!)) continue;
      }
      register[p] = r;
      row[p] = i;
    }
  }
  return { register, row };
}
