import { describe, expect, test } from 'vitest';
import { projectPath } from '../../kernel/files.ts';
import { PLACE_PRECISIONS } from '../../population/columns.ts';
import { loadProgrammes } from '../programmes/load.ts';
import { rulesOn } from '../programmes/rule-set.ts';
import { doublesOf, notBesideOf, type DoubleInputs } from './doubles.ts';
import type { RecipientRows } from './recipient-rows.ts';

interface TestRow {
  readonly person?: number;
  readonly household?: number;
  readonly account?: number;
  readonly card?: number;
  readonly house?: number;
  readonly isReceiving?: boolean;
}

function listOf(programme: string, rows: readonly TestRow[]): RecipientRows {
  const numbers = (read: (row: TestRow) => number): number[] => rows.map(read);
  return {
    programme,
    count: rows.length,
    person: Int32Array.from(numbers(({ person }) => person ?? -1)),
    household: Int32Array.from(numbers(({ household }) => household ?? -1)),
    account: Uint32Array.from(numbers(({ account }) => account ?? 0)),
    card: Uint32Array.from(numbers(({ card }) => card ?? 0)),
    house: Uint32Array.from(numbers(({ house }) => house ?? 0)),
    isReceiving: Uint8Array.from(numbers(({ isReceiving }) => Number(isReceiving ?? true))),
  } as unknown as RecipientRows;
}

const NOWHERE = {
  kelurahan: new Uint16Array(50),
  lon: new Float64Array(50),
  lat: new Float64Array(50),
  precision: new Uint8Array(50),
};
const NONE = { level: 'household', notBeside: [], beside: [], households: NOWHERE } as const;

/** kind, row, programme and row of the other, in the order of the rows. */
const told = (lists: readonly RecipientRows[], inputs: Partial<DoubleInputs> = {}): string[] =>
  doublesOf({ ...NONE, lists, list: 0, ...inputs }).map(
    ({ kind, row, otherList, otherRow }) => `${kind} ${row} ${lists[otherList]!.programme} ${otherRow}`,
  );

describe('within a list', () => {
  test('a second row of a person is told beside the first, and is not his family a second time', () => {
    const list = listOf('bltd', [
      { person: 1, household: 5 },
      { person: 2, household: 6 },
      { person: 1, household: 5 },
    ]);
    expect(told([list])).toEqual(['same-person 2 bltd 0']);
  });

  test('another member of the family is a double in a programme for families, and none in one for persons', () => {
    const list = listOf('bltd', [
      { person: 1, household: 5 },
      { person: 2, household: 5 },
    ]);
    expect(told([list])).toEqual(['same-family 1 bltd 0']);
    expect(told([list], { level: 'person' })).toEqual([]);
  });

  test('who waits for review, or does not receive, is nobody twice', () => {
    const waiting = listOf('bltd', [{}, {}]);
    const stopped = listOf('bltd', [
      { person: 1, household: 1, isReceiving: false },
      { person: 1, household: 1 },
    ]);
    expect([...told([waiting]), ...told([stopped])]).toEqual([]);
  });

  test('an account or a card is told where it stands again, even of rows that nobody is linked to', () => {
    const list = listOf('bltd', [{ account: 7 }, { account: 8, card: 3 }, { account: 7, card: 3 }, { account: 0 }]);
    expect(told([list])).toEqual(['same-account 2 bltd 0', 'same-card 2 bltd 1']);
  });

  test('another family in the same house is told, by its point or by its address', () => {
    const households = { ...NOWHERE, precision: new Uint8Array(50).fill(PLACE_PRECISIONS.indexOf('house')) };
    households.lon = Float64Array.from({ length: 50 }, (_, h) => (h < 2 ? 111 : 112 + h));
    const list = listOf('bltd', [
      { person: 1, household: 0 },
      { person: 2, household: 1 },
      { person: 3, household: 2 },
      { person: 4, house: 9 },
      { person: 5, house: 9 },
    ]);
    expect(told([list], { households })).toEqual(['same-house 1 bltd 0']);
    const families = listOf('bltd', [
      { person: 4, household: 3, house: 9 },
      { person: 5, household: 4, house: 9 },
    ]);
    expect(told([families])).toEqual(['same-house 1 bltd 0']);
  });
});

describe('beside other lists', () => {
  const bltd = listOf('bltd', [
    { person: 1, household: 5 },
    { person: 2, household: 6 },
    { person: 3, household: 7 },
  ]);
  const pkh = listOf('pkh', [
    { person: 9, household: 6 },
    { person: 3, household: 7, isReceiving: false },
  ]);
  const sembako = listOf('sembako', [{ person: 1, household: 5, card: 4 }]);

  test('a family on a list that the rules exclude is told, on one that they allow as well, each as what it is', () => {
    const inputs = { notBeside: [{ programme: 'pkh', of: 'household' as const }], beside: ['pkh', 'sembako'] };
    expect(told([bltd, pkh, sembako], inputs)).toEqual(['other-list 0 sembako 0', 'other-aid 1 pkh 0']);
  });

  test('who has no household here any more is told by himself', () => {
    const inputs = { notBeside: [{ programme: 'pkh', of: 'household' as const }] };
    const gone = [listOf('bltd', [{ person: 40 }, { person: 41 }]), listOf('pkh', [{ person: 40 }, {}])];
    expect(told(gone, inputs)).toEqual(['other-aid 0 pkh 0']);
  });

  test('a rule about persons asks the person alone', () => {
    const pbi = listOf('pbi-jk', [{ person: 9, household: 6 }]);
    const of = (level: 'person' | 'household') =>
      told([bltd, pbi], { notBeside: [{ programme: 'pbi-jk', of: level }] });
    expect([of('person'), of('household')]).toEqual([[], ['other-aid 1 pbi-jk 0']]);
  });

  test('the card of another family is told, and that of the own family is none', () => {
    const cards = listOf('bltd', [
      { person: 2, household: 6, card: 4 },
      { person: 1, household: 5, card: 4 },
    ]);
    expect(told([cards, sembako])).toEqual(['same-card 0 sembako 0', 'same-card 1 bltd 0']);
    const own = listOf('bltd', [{ person: 1, household: 5, card: 4 }]);
    expect(told([own, sembako])).toEqual([]);
  });
});

test('which programmes stand against one is what its rules say', () => {
  const { programmes } = loadProgrammes(projectPath('models'));
  const of = (id: string) =>
    notBesideOf(
      rulesOn(
        programmes.find((each) => each.id === id)!,
        20_453,
      ),
    );
  expect(of('bltd').map(({ programme }) => programme)).toEqual([
    'pkh',
    'sembako',
    'blt-dbhcht',
    'lansia-non-potensial',
  ]);
  expect(of('pbi-jk')).toEqual([{ programme: 'pbi-d', of: 'person' }]);
  expect(of('sembako')).toEqual([]);
});
