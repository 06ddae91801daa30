/** Rows of recipient lists that should not stand beside another row: each with the other row, so that somebody can look at both. */
import { NO_AREA, PLACE_PRECISIONS, type HouseholdColumns } from '../../population/columns.ts';
import { receivesFact, type FactLevel } from '../facts/catalogue.ts';
import type { Confidence } from '../indications/criteria.ts';
import { factsOf } from '../programmes/expression.ts';
import type { RuleSet } from '../programmes/rule-set.ts';
import type { RecipientRows } from './recipient-rows.ts';

/**
 * `same-person`: an earlier row of the list leads to the same person; `same-family`: to another member of the family, in a
 * programme for families; `other-aid`: the family, or the person, is on a list that the rules of this one exclude;
 * `same-account`, `same-card`: the number of an account or a card stands in an earlier row of the list, or in a row of
 * another family on any list; `same-house`: an earlier row of the list is of another family in the same house;
 * `other-list`: the family is on another list that the rules of this one allow: no fault, and for whoever wants each family on
 * one list alone.
 */
export const DOUBLE_KINDS = [
  'same-person',
  'same-family',
  'other-aid',
  'same-account',
  'same-card',
  'same-house',
  'other-list',
] as const;
export type DoubleKind = (typeof DOUBLE_KINDS)[number];

/** How far each kind can be trusted before anybody has looked: several families may live in one house, and be due. */
export const DOUBLE_CONFIDENCE: Readonly<Record<DoubleKind, Confidence>> = {
  'same-person': 'high',
  'same-family': 'high',
  'other-aid': 'high',
  'same-account': 'medium',
  'same-card': 'medium',
  'same-house': 'low',
  'other-list': 'high',
};

/** Kinds that the rules, or the purpose of a list, speak against. */
export const FAULTY_DOUBLES: ReadonlySet<DoubleKind> = new Set([
  'same-person',
  'same-family',
  'other-aid',
  'same-account',
  'same-card',
]);

/** A row of one list and the row that it stands beside. */
export interface Double {
  readonly kind: DoubleKind;
  readonly row: number;
  /** The list of the other row, as `lists` has it, and that row. */
  readonly otherList: number;
  readonly otherRow: number;
}

/** A programme that rules exclude, and whether they ask the person or the whole family. */
export interface NotBeside {
  readonly programme: string;
  readonly of: FactLevel;
}

/** Programmes beside which this one is not given. */
export const notBesideOf = ({ overlaps }: Pick<RuleSet, 'overlaps'>): NotBeside[] =>
  overlaps.flatMap(({ when }) =>
    factsOf(when).map((fact): NotBeside => {
      const programme = fact.slice(fact.indexOf('/') + 1);
      return { programme, of: fact === receivesFact(programme) ? 'person' : 'household' };
    }),
  );

export interface DoubleInputs {
  readonly lists: readonly RecipientRows[];
  /** Index of the list that is looked at. */
  readonly list: number;
  readonly level: FactLevel;
  readonly notBeside: readonly NotBeside[];
  /** Programmes for families, which a family may have beside this one; none for a programme that is given to persons. */
  readonly beside: readonly string[];
  readonly households: Pick<HouseholdColumns, 'lon' | 'lat' | 'precision' | 'kelurahan'>;
}

/** Doubles of one list in the order of its rows; a row has at most one of each kind. Rows that do not receive are passed over. */
export function doublesOf(inputs: DoubleInputs): Double[] {
  const { lists, list, level } = inputs;
  const rows = lists[list]!;
  const found: Double[] = [];
  const seen = {
    person: new Map<number, number>(),
    household: new Map<number, number>(),
    house: new Map<string, number>(),
  };
  const numbers = {
    'same-account': firstByNumber(lists, list, 'account'),
    'same-card': firstByNumber(lists, list, 'card'),
  };
  const against = othersIn(lists, list, inputs.notBeside);
  const beside = othersIn(
    lists,
    list,
    inputs.beside
      .filter((programme) => !inputs.notBeside.some((each) => each.programme === programme))
      .map((programme) => ({ programme, of: 'household' })),
  );
  for (let row = 0; row < rows.count; row++) {
    if (rows.isReceiving[row] === 0) continue;
    const [person, household] = [rows.person[row]!, rows.household[row]!];
    const add = (kind: DoubleKind, otherRow: number | undefined, otherList = list): void => {
      if (otherRow !== undefined) found.push({ kind, row, otherList, otherRow });
    };
    const samePerson = person < 0 ? undefined : seen.person.get(person);
    add('same-person', samePerson);
    const isOfFamilies = level === 'household' && household >= 0;
    if (samePerson === undefined && isOfFamilies) add('same-family', seen.household.get(household));
    for (const [kind, others] of [
      ['other-aid', against],
      ['other-list', beside],
    ] as const) {
      const other = firstIn(others, person, household);
      add(kind, other?.row, other?.list);
    }
    for (const kind of ['same-account', 'same-card'] as const) {
      const same = numbers[kind](row);
      add(kind, same?.row, same?.list);
    }
    const house = houseOf(inputs, row);
    const sameHouse = house === '' ? undefined : seen.house.get(house);
    if (sameHouse !== undefined && rows.household[sameHouse] !== household) add('same-house', sameHouse);
    if (person >= 0 && samePerson === undefined) seen.person.set(person, row);
    if (household >= 0 && !seen.household.has(household)) seen.household.set(household, row);
    if (house !== '' && sameHouse === undefined) seen.house.set(house, row);
  }
  return found;
}

interface OtherRows {
  readonly list: number;
  readonly of: FactLevel;
  readonly byPerson: ReadonlyMap<number, number>;
  readonly byHousehold: ReadonlyMap<number, number>;
}

const othersIn = (lists: readonly RecipientRows[], own: number, which: readonly NotBeside[]): OtherRows[] =>
  which.flatMap(({ programme, of }) =>
    lists.flatMap((other, list) =>
      other.programme === programme && list !== own
        ? [{ list, of, byPerson: firstRows(other, 'person'), byHousehold: firstRows(other, 'household') }]
        : [],
    ),
  );

function firstIn(others: readonly OtherRows[], person: number, household: number): RowOf | undefined {
  for (const { list, of, byPerson, byHousehold } of others) {
    // The dead and the moved may have no household here, and stand on two lists all the same.
    const row = (of === 'household' ? byHousehold.get(household) : undefined) ?? byPerson.get(person);
    if (row !== undefined) return { list, row };
  }
  return undefined;
}

/** A row of one of the lists. */
interface RowOf {
  readonly list: number;
  readonly row: number;
}

/** Person or household to its first row that receives. */
function firstRows(rows: RecipientRows, of: FactLevel): Map<number, number> {
  const first = new Map<number, number>();
  (of === 'person' ? rows.person : rows.household).forEach((unit, row) => {
    if (unit >= 0 && rows.isReceiving[row] === 1 && !first.has(unit)) first.set(unit, row);
  });
  return first;
}

/** Row of this list to a row with the same number: an earlier one of the list, or one of another family on any list. */
function firstByNumber(lists: readonly RecipientRows[], list: number, field: 'account' | 'card') {
  const own = lists[list]!;
  const byNumber = new Map<number, RowOf[]>();
  lists.forEach((rows, at) =>
    rows[field].forEach((number, row) => {
      if (number === 0 || rows.isReceiving[row] === 0) return;
      const known = byNumber.get(number);
      if (known === undefined) byNumber.set(number, [{ list: at, row }]);
      else known.push({ list: at, row });
    }),
  );
  return (row: number): RowOf | undefined => {
    const number = own[field][row]!;
    const household = own.household[row]!;
    return byNumber.get(number)?.find((other) => {
      if (other.list === list) return other.row < row;
      const theirs = lists[other.list]!.household[other.row]!;
      return theirs >= 0 && household >= 0 && theirs !== household;
    });
  };
}

const HOUSE = PLACE_PRECISIONS.indexOf('house');

/** What a house is told by: the point of the household, else the address as the row has it; '' where neither is known. */
function houseOf({ lists, list, households }: DoubleInputs, row: number): string {
  const rows = lists[list]!;
  const household = rows.household[row]!;
  if (household >= 0 && households.precision[household] === HOUSE && households.kelurahan[household] !== NO_AREA)
    return `${households.lon[household]} ${households.lat[household]}`;
  return rows.house[row] === 0 ? '' : `house ${rows.house[row]}`;
}
