/** What goes wrong with the NIK and the No. KK of a line: at most one error each, and habits of writing on top. */
import type { CityIndex } from '../people/city-index.ts';
import type { LineDice } from './line-dice.ts';
import * as numbers from './numbers.ts';
import type { WrittenPerson } from './written-line.ts';

export function spoilNik(line: WrittenPerson, dice: LineDice, index: CityIndex): void {
  line.isNikANumber = false;
  const isSecondLine = line.key !== line.person;
  if (isSecondLine && dice.happens('second-nik')) line.nik = numbers.secondNik(line.nik, dice.draw('second-nik'));
  line.nik = wrongNik(line, dice, index);
  if (line.nik.length !== 16 || line.isNikANumber) return;
  if (dice.happens('nik-apostrophe')) line.nik = `'${line.nik}`;
  else if (dice.happens('nik-spaced')) line.nik = numbers.spacedDigits(line.nik, dice.draw('nik-spaced'));
}

function wrongNik(line: WrittenPerson, dice: LineDice, index: CityIndex): string {
  const { nik } = line;
  if (dice.happens('nik-missing')) return dice.draw('nik-missing')(4, 1) === 0 ? '-' : '';
  if (dice.happens('nik-digit')) return numbers.wrongDigit(nik, dice.draw('nik-digit'));
  if (dice.happens('nik-transposed')) return numbers.transposedDigits(nik, dice.draw('nik-transposed'));
  return borrowedNik(line, dice, index) ?? spreadsheetNik(line, dice);
}

/** The number of somebody else, where that happens. */
function borrowedNik(line: WrittenPerson, dice: LineDice, index: CityIndex): string | undefined {
  const { nik } = index.city.persons;
  const { members, memberStart } = index;
  const neighbour = index.neighbour[line.household]!;
  const hasNeighbour = neighbour !== line.household && membersOf(index, neighbour) > 0;
  if (dice.happens('nik-borrowed-family', membersOf(index, line.household) > 1))
    return nik[familyMember(line, dice, index)];
  if (dice.happens('nik-borrowed-neighbour', hasNeighbour)) return nik[members[memberStart[neighbour]!]!];
  const other = index.sameBirth[line.person]!;
  return dice.happens('nik-doubled', other >= 0) ? nik[other] : undefined;
}

/** The number as a spreadsheet leaves it, or as it was. */
function spreadsheetNik(line: WrittenPerson, dice: LineDice): string {
  const { nik } = line;
  if (dice.happens('nik-rounded', !nik.endsWith('0'))) {
    line.isNikANumber = true;
    return numbers.roundedNumber(nik);
  }
  if (dice.happens('nik-scientific')) return numbers.scientificNumber(nik);
  return dice.happens('nik-fifteen-digits') ? numbers.lostDigit(nik, dice.draw('nik-fifteen-digits')) : nik;
}

const membersOf = (index: CityIndex, household: number): number =>
  index.memberStart[household + 1]! - index.memberStart[household]!;

/** Anybody on the card but the person of the line. */
function familyMember(line: WrittenPerson, dice: LineDice, index: CityIndex): number {
  const start = index.memberStart[line.household]!;
  const count = membersOf(index, line.household);
  const at = dice.draw('nik-borrowed-family')(count, 1);
  const member = index.members[start + at]!;
  return member === line.person ? index.members[start + ((at + 1) % count)]! : member;
}

export function spoilKkNumber(line: WrittenPerson, dice: LineDice): void {
  if (dice.happens('kk-missing')) line.kkNumber = '';
  else if (dice.happens('kk-digit')) line.kkNumber = numbers.wrongDigit(line.kkNumber, dice.draw('kk-digit'));
  else if (dice.happens('kk-old')) line.kkNumber = numbers.oldKkNumber(line.kkNumber, dice.draw('kk-old'));
}
