/** Levers in the order in which somebody looks for one: its kind, then what it is of (a programme of aid), then the lever. */
import type { Bilingual, LeverCard } from '#engine';
import { plainText } from '../plain-text.ts';
import { asHeading, distinctWords } from './distinct-words.ts';

/** Several levers of one thing, such as a programme: others of its kind have the same levers. */
export interface LeverSubject {
  readonly key: string;
  readonly name: Bilingual;
  readonly levers: readonly LeverCard[];
}

export interface LeverGroup {
  readonly key: string;
  readonly name: Bilingual;
  /** All of them, those of subjects too. */
  readonly levers: readonly LeverCard[];
  /** Those of no subject, or of the only one that the group has. */
  readonly plain: readonly LeverCard[];
  readonly subjects: readonly LeverSubject[];
}

/** In the order in which the catalogue has them. */
export function leverGroups(levers: readonly LeverCard[]): LeverGroup[] {
  const subjectOf = subjectsOf(levers);
  return putTogether(groupsOf(levers, subjectOf), subjectOf);
}

function groupsOf(levers: readonly LeverCard[], subjectOf: ReadonlyMap<string, string>): LeverGroup[] {
  return [...new Set(levers.map(({ group }) => group))].map((key) => {
    const own = levers.filter(({ group }) => group === key);
    const subjects = [...new Set(own.map((lever) => subjectOf.get(lever.key)))].filter((each) => each !== undefined);
    const isParted = subjects.length > 1 || (subjects.length === 1 && own.some(({ key }) => !subjectOf.has(key)));
    return {
      key,
      name: own[0]!.groupName,
      levers: own,
      plain: isParted ? own.filter((lever) => !subjectOf.has(lever.key)) : own,
      subjects: isParted
        ? subjects.map((subject) => ({
            key: subject,
            name: subjectName(levers, subjectOf, subject),
            levers: own.filter((lever) => subjectOf.get(lever.key) === subject),
          }))
        : [],
    };
  });
}

/**
 * Groups that are of one subject each stand under the words that all their names begin with: "Bantuan sosial: PKH" and
 * "Bantuan sosial: PIP" under "Bantuan sosial". Where they have none in common they stay apart.
 */
function putTogether(groups: LeverGroup[], subjectOf: ReadonlyMap<string, string>): LeverGroup[] {
  const single = groups.filter(
    ({ plain }) =>
      plain.length > 1 &&
      new Set(plain.map(({ key }) => subjectOf.get(key))).size === 1 &&
      subjectOf.has(plain[0]!.key),
  );
  const [id, en] = (['id', 'en'] as const).map((language) => distinctWords(single.map(({ name }) => name[language])));
  if (single.length < 2 || id!.common === '' || en!.common === '') return groups;
  const nameOf = (text: string): string => text.replace(/\W+$/, '');
  const whole: LeverGroup = {
    key: single.map(({ key }) => key).join(' '),
    name: { id: nameOf(id!.common), en: nameOf(en!.common) },
    levers: single.flatMap(({ levers }) => levers),
    plain: [],
    subjects: single.map(({ key, levers }, i) => ({
      key,
      name: { id: asHeading(id!.own[i]!), en: asHeading(en!.own[i]!) },
      levers,
    })),
  };
  return groups.flatMap((group) => (group === single[0] ? [whole] : single.includes(group) ? [] : [group]));
}

/** Levers that two subjects have in common before they count as such: `wage-growth` and `price-growth` share one by chance. */
const FEWEST_SHARED = 2;

/** `pkh-quota`, `pbi-jk-take-up`: every place where a key may be parted into a subject and what of it is moved. */
const partings = (key: string): [subject: string, aspect: string][] =>
  [...key.matchAll(/-/g)].map(({ index }) => [key.slice(0, index), key.slice(index + 1)]);

/** By the key of a lever: what it is of. Told by keys alone, so that a new programme needs no word here. */
function subjectsOf(levers: readonly LeverCard[]): ReadonlyMap<string, string> {
  const all = levers.flatMap(({ key }) => partings(key));
  const timesOf = new Map<string, number>();
  for (const [, aspect] of all) timesOf.set(aspect, (timesOf.get(aspect) ?? 0) + 1);
  const sharedOf = new Map<string, number>();
  for (const [subject, aspect] of all)
    if (timesOf.get(aspect)! > 1) sharedOf.set(subject, (sharedOf.get(subject) ?? 0) + 1);
  const isSubject = ([subject, aspect]: [string, string]): boolean =>
    timesOf.get(aspect)! > 1 && sharedOf.get(subject)! >= FEWEST_SHARED;
  return new Map(
    levers.flatMap(({ key }) => {
      const subject = partings(key).findLast(isSubject)?.[0];
      return subject === undefined ? [] : [[key, subject] as const];
    }),
  );
}

/** The words in which the name of its first lever differs from that of the same lever of other subjects. */
function subjectName(levers: readonly LeverCard[], subjectOf: ReadonlyMap<string, string>, subject: string): Bilingual {
  const first = levers.find(({ key }) => subjectOf.get(key) === subject)!;
  const aspect = first.key.slice(subject.length);
  const alike = levers.filter(({ key }) => subjectOf.has(key) && key === subjectOf.get(key)! + aspect);
  const nameIn = (language: keyof Bilingual): string =>
    asHeading(distinctWords(alike.map(({ name }) => name[language])).own[alike.indexOf(first)]!);
  return { id: nameIn('id'), en: nameIn('en') };
}

/**
 * Levers whose name or kind has every word that was written; where there is none, those that tell of it in what they do.
 *
 * @param pick the language in which it is looked for
 */
export function findLevers(
  levers: readonly LeverCard[],
  text: string,
  pick: (text: Bilingual) => string,
): readonly LeverCard[] {
  const words = plainText(text).split(' ');
  const having = (of: (lever: LeverCard) => string): LeverCard[] =>
    levers.filter((lever) => words.every((word) => plainText(of(lever)).includes(word)));
  const named = having(({ name, groupName }) => `${pick(name)} ${pick(groupName)}`);
  return named.length > 0 ? named : having(({ effect, unitName }) => `${pick(effect)} ${pick(unitName)}`);
}
