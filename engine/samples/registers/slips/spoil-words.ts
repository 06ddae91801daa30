/** What goes wrong with the words of a line: the name, the mother's name, the birth place, the address. */
import type { City } from '../../city.ts';
import type { LineDice } from './line-dice.ts';
import * as names from './names.ts';
import type { WrittenPerson } from './written-line.ts';

/** Each kind may strike, one after the other; the title comes last and is not spoiled. */
export function spoilName(line: WrittenPerson, dice: LineDice, title: string): void {
  let { name } = line;
  if (dice.happensIf('name-variant', () => names.hasVariant(name)))
    name = names.variantOf(name, dice.draw('name-variant'));
  if (dice.happensIf('name-old-spelling', () => names.hasOldSpelling(name)))
    name = names.oldSpellingOf(name, dice.draw('name-old-spelling'));
  if (dice.happens('name-typo')) name = names.typoOf(name, dice.draw('name-typo'));
  if (dice.happens('name-spacing', names.hasSpacing(name))) name = names.spacingOf(name, dice.draw('name-spacing'));
  if (dice.happens('name-part-dropped', name.includes(' ')))
    name = names.partDroppedOf(name, dice.draw('name-part-dropped'));
  if (dice.happens('name-abbreviated', name.includes(' ')))
    name = names.abbreviatedOf(name, dice.draw('name-abbreviated'));
  if (dice.happens('name-reordered', name.includes(' '))) name = names.reorderedOf(name);
  if (dice.happens('title-written', title !== '')) name = names.withTitle(name, title);
  line.name = name;
}

export function spoilMother(line: WrittenPerson, dice: LineDice): void {
  if (line.mother === '') return;
  if (dice.happens('mother-missing')) line.mother = '';
  else if (dice.happens('mother-respelled')) line.mother = respelled(line.mother, dice.draw('mother-respelled'));
}

/** In one of the ways that the name allows. */
function respelled(name: string, draw: names.Draw): string {
  const ways = [
    names.typoOf,
    ...(names.hasVariant(name) ? [names.variantOf, names.variantOf] : []),
    ...(names.hasOldSpelling(name) ? [names.oldSpellingOf] : []),
    ...(name.includes(' ') ? [names.partDroppedOf, names.abbreviatedOf] : []),
  ];
  return ways[draw(ways.length, 9)]!(name, draw);
}

export function spoilBirthPlace(line: WrittenPerson, dice: LineDice): void {
  if (!dice.happens('birth-place-respelled')) return;
  const bare = line.birthPlace.replace(/^(KAB\. |KOTA )/, '');
  const others = [`KAB. ${bare}`, `KOTA ${bare}`, bare, `KAB ${bare}`, ''].filter((text) => text !== line.birthPlace);
  line.birthPlace = others[dice.draw('birth-place-respelled')(others.length, 1)]!;
}

export function spoilPlace(line: WrittenPerson, dice: LineDice, { households }: City): void {
  if (dice.happens('address-old')) {
    line.placeHousehold = dice.draw('address-old')(households.count, 1);
    line.address = households.address[line.placeHousehold]!;
  }
  if (dice.happens('address-respelled')) line.address = respelledAddress(line.address, dice.draw('address-respelled'));
  line.hasRt = !dice.happens('rt-missing');
}

/** JL. SERAYU NO. 12: JALAN SERAYU NO 12, JL SERAYU 12, SERAYU 12, JL. SERAYU. */
function respelledAddress(address: string, draw: names.Draw): string {
  const street = ['JALAN ', 'JL ', 'JLN. ', ''][draw(4, 1)]!;
  const number = [' NO ', ' ', ' NO.'][draw(3, 2)]!;
  const text = address.replace(/^JL\. /, street).replace(/ NO\. ?/, number);
  return draw(6, 3) === 0 ? text.replace(/ (NO\.? ?)?\d+[A-Z]?$/, '') : text;
}
