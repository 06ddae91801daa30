/** How well doubles, the dead and the moved are found on the recipient lists of the sample city; never used by the twin itself. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { familyProgrammes } from './assistance/programmes/load.ts';
import { isInForce, rulesOn } from './assistance/programmes/rule-set.ts';
import { levelOf } from './assistance/programmes/shape.ts';
import {
  doublesOf,
  FAULTY_DOUBLES,
  notBesideOf,
  type Double,
  type NotBeside,
} from './assistance/recipients/doubles.ts';
import type { RecipientRows } from './assistance/recipients/recipient-rows.ts';
import { comparableRegisters } from './accuracy.ts';
import type { CityFacts } from './city-facts.ts';
import { TwinError } from './kernel/errors.ts';
import { RESIDENCE_STATES } from './population/residents.ts';
import { DIED, MOVED_OUT } from './samples/registers/people/fates.ts';
import { SAMPLE_REGISTERS, type SampleRegister } from './samples/registers/headings.ts';
import { loadTruth, TRUTH_FILE, type Truth } from './samples/registers/truth.ts';

/** Rows that truly are so, those that were told to be, and those of which both hold. */
export interface Hits {
  readonly truly: number;
  readonly told: number;
  readonly both: number;
  /** both / truly; 1 where nothing is to be found. */
  readonly recall: number;
  /** both / told; 1 where nothing was told. */
  readonly precision: number;
}

export interface ListAccuracy {
  readonly programme: string;
  /** Rows that receive. */
  readonly rows: number;
  /** The same person or family again, or on a list that the rules exclude. */
  readonly doubles: Hits;
  /** Died or moved away. */
  readonly gone: Hits;
  /** The same, of those of whose death or move a register tells: Dukcapil, DTSEN or a field visit. */
  readonly knownGone: Hits;
  readonly missed: Missed;
}

/** Rows that should have been told and were not, by why. */
export interface Missed {
  /** Died or moved, and no register says so: no reading of registers can find them. */
  readonly goneInNoRegister: number;
  /** The row waits until somebody has looked at its link. */
  readonly goneInReview: number;
  /** The row leads to another person than the one whose death or move is told. */
  readonly goneLinkedApart: number;
  /** The row, or another of the same person or family, waits until somebody has looked at its link. */
  readonly doublesInReview: number;
  readonly doublesLinkedApart: number;
}

/** Families of the lists for families, and how many of them are on several. */
export interface OverlapAccuracy {
  readonly families: number;
  readonly inSeveral: number;
  readonly shareBefore: number;
  /** If every flagged case is settled: each family that the twin shows on several lists stays on one. */
  readonly shareIfSettled: number;
  /** If only those are settled whom the rules speak against: others may be on several lists, and stay. */
  readonly shareIfRulesSettled: number;
}

export interface RecipientAccuracy {
  readonly lists: readonly ListAccuracy[];
  readonly all: Omit<ListAccuracy, 'programme'>;
  readonly overlap: OverlapAccuracy;
}

/** @throws TwinError input where no truth lies beside the registers, or a list was changed since the sample was written */
export function recipientAccuracy(city: CityFacts, truthFolder: string): RecipientAccuracy {
  if (!existsSync(join(truthFolder, TRUTH_FILE))) throw noTruth('There is no truth beside the registers.');
  const truth = loadTruth(truthFolder);
  const inputs = city.snapshot.inputs;
  const comparable = comparableRegisters(inputs, truth.summary.registers);
  const changed = city.recipients.find(({ registerId }) => !comparable.has(registerId));
  if (changed !== undefined) throw noTruth(`The list of ${changed.programme} is not that of the sample any more.`);
  const tellers = city.recipients.map((rows) => new TrueRows(rows, truth));
  const known = knownToBeGone(truth);
  const waiting = unitsInReview(city.recipients, tellers);
  const lists = city.recipients.map((rows, list) => ({
    programme: rows.programme,
    ...accuracyOf(city, list, tellers, truth, { known, waiting }),
  }));
  return { lists, all: sumOf(lists), overlap: overlapOf(city, tellers) };
}

const noTruth = (what: string): TwinError =>
  new TwinError('input', {
    code: 'truth-missing',
    what,
    expected: 'the sample city as it was written, built into the newest snapshot',
    todo: 'Make the sample city and build it: npm run twin -- sample; npm run twin -- build',
  });

/** True person and household of each row; -1 for nobody and for who is from outside the city. */
class TrueRows {
  readonly person: Int32Array;
  readonly household: Int32Array;

  constructor(rows: RecipientRows, { personOf, persons }: Truth) {
    const register = SAMPLE_REGISTERS.find((id) => id === rows.registerId)!;
    this.person = Int32Array.from({ length: rows.count }, (_, row) =>
      personOf(register, rows.sourceSheet[row]!, rows.sourceRow[row]!),
    );
    this.household = this.person.map((p) => (p >= 0 && p < persons.count ? persons.household[p]! : -1));
  }
}

/** Persons of whose death or move Dukcapil has a record. */
function knownToBeGone(truth: Truth): ReadonlySet<number> {
  const registers: SampleRegister[] = ['dukcapil-deaths', 'dukcapil-moves'];
  return new Set(registers.flatMap((register) => [...truth.rowPerson(register)].filter((person) => person >= 0)));
}

/** True persons and households of whom a row that receives waits for somebody to look at its link. */
interface InReview {
  readonly persons: ReadonlySet<number>;
  readonly households: ReadonlySet<number>;
}

function unitsInReview(lists: readonly RecipientRows[], tellers: readonly TrueRows[]): InReview {
  const [persons, households] = [new Set<number>(), new Set<number>()];
  lists.forEach((rows, list) => {
    const { person, household } = tellers[list]!;
    for (let row = 0; row < rows.count; row++) {
      if (rows.isReceiving[row] === 0 || rows.person[row]! >= 0) continue;
      if (person[row]! >= 0) persons.add(person[row]!);
      if (household[row]! >= 0) households.add(household[row]!);
    }
  });
  return { persons, households };
}

interface Known {
  readonly known: ReadonlySet<number>;
  readonly waiting: InReview;
}

function accuracyOf(
  city: CityFacts,
  list: number,
  tellers: readonly TrueRows[],
  { persons }: Truth,
  { known, waiting }: Known,
): Omit<ListAccuracy, 'programme'> {
  const rows = city.recipients[list]!;
  const { doubles, notBeside, level } = doublesIn(city, list);
  const told = new Set(doubles.filter(({ kind }) => FAULTY_DOUBLES.has(kind)).map(({ row }) => row));
  const isDouble = trueDoubles(city.recipients, list, tellers, notBeside, level === 'household');
  const tally = { doubles: new Tally(), gone: new Tally(), knownGone: new Tally() };
  const missed = { ...NONE_MISSED };
  let receiving = 0;
  for (let row = 0; row < rows.count; row++) {
    if (rows.isReceiving[row] === 0) continue;
    receiving++;
    const person = tellers[list]!.person[row]!;
    const isInReview = waiting.persons.has(person) || waiting.households.has(tellers[list]!.household[row]!);
    tally.doubles.add(isDouble.has(row), told.has(row));
    if (isDouble.has(row) && !told.has(row)) missed[isInReview ? 'doublesInReview' : 'doublesLinkedApart']++;
    const fate = person >= 0 && person < persons.count ? persons.lifeState[person]! : -1;
    const isGone = fate === DIED || fate === MOVED_OUT;
    const isTold = isToldGone(city, rows, row);
    // Whom a register of Dukcapil does not name is known by DTSEN or a visit alone: then it is told.
    const isKnown = known.has(person) || isTold;
    tally.gone.add(isGone, isTold);
    if (!isGone || isKnown) tally.knownGone.add(isGone, isTold);
    if (isGone && !isKnown) missed.goneInNoRegister++;
    else if (isGone && !isTold) missed[rows.person[row]! < 0 ? 'goneInReview' : 'goneLinkedApart']++;
  }
  return {
    rows: receiving,
    doubles: tally.doubles.hits(),
    gone: tally.gone.hits(),
    knownGone: tally.knownGone.hits(),
    missed,
  };
}

const NONE_MISSED: { -readonly [Reason in keyof Missed]: number } = {
  goneInNoRegister: 0,
  goneInReview: 0,
  goneLinkedApart: 0,
  doublesInReview: 0,
  doublesLinkedApart: 0,
};

function doublesIn(city: CityFacts, list: number) {
  const rows = city.recipients[list]!;
  const programme = city.programmes.programmes.find(({ id }) => id === rows.programme)!;
  const day = city.table.referenceDay;
  const notBeside = isInForce(programme, day) ? notBesideOf(rulesOn(programme, day)) : [];
  const level = levelOf(programme);
  const beside = level === 'household' ? familyProgrammes(city.programmes) : [];
  const { households } = city.population;
  return {
    doubles: doublesOf({ lists: city.recipients, list, level, notBeside, beside, households }),
    notBeside,
    level,
  };
}

/** Dead or moved by Dukcapil, or somebody wrote so of a resident: an indication. */
function isToldGone({ table }: CityFacts, rows: RecipientRows, row: number): boolean {
  const state = RESIDENCE_STATES[rows.state[row]!];
  const resident = rows.resident[row]!;
  if (resident < 0) return rows.person[row]! >= 0 && (state === 'dead' || state === 'moved');
  return ['hasDeathReport', 'hasMoved'].some((fact) => table.columns.get(fact)!.values[resident] === 1);
}

function trueDoubles(
  lists: readonly RecipientRows[],
  list: number,
  tellers: readonly TrueRows[],
  notBeside: readonly NotBeside[],
  isOfFamilies: boolean,
): Set<number> {
  const others = lists.flatMap((rows, at) =>
    notBeside
      .filter(({ programme }) => programme === rows.programme)
      .map(({ of }) => [of, new Set(unitsOf(rows, tellers[at]!, of))] as const),
  );
  const seen = new Set<number>();
  const own = lists[list]!;
  const { person, household } = tellers[list]!;
  const doubles = new Set<number>();
  for (let row = 0; row < own.count; row++) {
    if (own.isReceiving[row] === 0) continue;
    const unit = isOfFamilies && household[row]! >= 0 ? household[row]! : person[row]!;
    if (unit >= 0 && seen.has(unit)) doubles.add(row);
    if (others.some(([of, units]) => units.has(of === 'person' ? person[row]! : household[row]!))) doubles.add(row);
    if (unit >= 0) seen.add(unit);
  }
  return doubles;
}

const unitsOf = (rows: RecipientRows, { person, household }: TrueRows, of: NotBeside['of']): number[] =>
  [...(of === 'person' ? person : household)].filter((unit, row) => unit >= 0 && rows.isReceiving[row] === 1);

/** Families of the lists for families: how many are on several, and of those how many the twin shows. */
function overlapOf(city: CityFacts, tellers: readonly TrueRows[]): OverlapAccuracy {
  const programmes = familyProgrammes(city.programmes);
  const lists = city.recipients.flatMap(({ programme }, list) => (programmes.includes(programme) ? [list] : []));
  const listsOf = new Map<number, Set<number>>();
  for (const list of lists)
    tellers[list]!.household.forEach((household, row) => {
      if (household < 0 || city.recipients[list]!.isReceiving[row] === 0) return;
      listsOf.set(household, (listsOf.get(household) ?? new Set()).add(list));
    });
  const shown = { any: new Set<number>(), rules: new Set<number>() };
  const note = (list: number, { kind, row, otherList, otherRow }: Double): void => {
    if (otherList === list || kind === 'same-account' || kind === 'same-card') return;
    const household = tellers[list]!.household[row]!;
    if (household < 0 || household !== tellers[otherList]!.household[otherRow]) return;
    shown.any.add(household);
    if (kind === 'other-aid') shown.rules.add(household);
  };
  for (const list of lists) for (const double of doublesIn(city, list).doubles) note(list, double);
  const several = [...listsOf].filter(([, on]) => on.size > 1).map(([household]) => household);
  const share = (isLeft: (household: number) => boolean): number =>
    listsOf.size === 0 ? 0 : several.filter(isLeft).length / listsOf.size;
  return {
    families: listsOf.size,
    inSeveral: several.length,
    shareBefore: share(() => true),
    shareIfSettled: share((household) => !shown.any.has(household)),
    shareIfRulesSettled: share((household) => !shown.rules.has(household)),
  };
}

class Tally {
  #truly = 0;
  #told = 0;
  #both = 0;

  add(isTruly: boolean, isTold: boolean): void {
    this.#truly += Number(isTruly);
    this.#told += Number(isTold);
    this.#both += Number(isTruly && isTold);
  }

  hits(): Hits {
    return hitsOf(this.#truly, this.#told, this.#both);
  }
}

const hitsOf = (truly: number, told: number, both: number): Hits => ({
  truly,
  told,
  both,
  recall: truly === 0 ? 1 : both / truly,
  precision: told === 0 ? 1 : both / told,
});

function sumOf(lists: readonly Omit<ListAccuracy, 'programme'>[]): Omit<ListAccuracy, 'programme'> {
  const hits = (key: 'doubles' | 'gone' | 'knownGone'): Hits =>
    hitsOf(
      lists.reduce((sum, each) => sum + each[key].truly, 0),
      lists.reduce((sum, each) => sum + each[key].told, 0),
      lists.reduce((sum, each) => sum + each[key].both, 0),
    );
  const rows = lists.reduce((sum, each) => sum + each.rows, 0);
  const missed = { ...NONE_MISSED };
  for (const reason of Object.keys(missed) as (keyof Missed)[])
    missed[reason] = lists.reduce((sum, each) => sum + each.missed[reason], 0);
  return { rows, doubles: hits('doubles'), gone: hits('gone'), knownGone: hits('knownGone'), missed };
}
