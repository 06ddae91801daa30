/** What would turn an answer, as sentences for people: `Memenuhi bila diketahui: Desil DTSEN paling tinggi 4`. */
import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import type { CodeLists } from '../../registers/codes.ts';
import type { FactCatalogue, FactDescription } from '../facts/catalogue.ts';
import type { FactNeeded, Turning } from './turning.ts';
import { YES } from './truth.ts';

const WORDS = {
  id: {
    fits: 'Memenuhi',
    fails: 'Tidak memenuhi',
    ifKnown: 'bila diketahui',
    ifOther: 'bila ternyata',
    and: ' dan ',
    or: 'atau',
    oneOf: 'salah satu anggota',
    member: 'anggota ke-',
    yes: 'ya',
    no: 'tidak',
    not: 'bukan ',
    others: 'lainnya',
    atLeast: 'paling rendah',
    atMost: 'paling tinggi',
    above: 'di atas',
    below: 'di bawah',
    within: 'di antara',
    outside: 'di luar',
    to: 'sampai',
  },
  en: {
    fits: 'Fits',
    fails: 'Does not fit',
    ifKnown: 'if it becomes known',
    ifOther: 'if it turns out',
    and: ' and ',
    or: 'or',
    oneOf: 'a member',
    member: 'member ',
    yes: 'yes',
    no: 'no',
    not: 'not ',
    others: 'others',
    atLeast: 'at least',
    atMost: 'at most',
    above: 'above',
    below: 'below',
    within: 'within',
    outside: 'outside',
    to: 'to',
  },
} as const satisfies Record<Language, Record<string, string>>;

/** Labels that a list of answers names before it says how many more there are. */
const MOST_LABELS = 4;

export interface TurningWords {
  readonly to: Turning['to'];
  /** Nobody knows any of the facts yet. */
  readonly isUnknown: boolean;
  readonly text: Bilingual;
}

/** One sentence a way; ways that differ only in which member they are about are told once. */
export function turningWords(turnings: readonly Turning[], catalogue: FactCatalogue, lists: CodeLists): TurningWords[] {
  const told = new Map<string, { turning: Turning; members: Set<number | undefined> }>();
  for (const turning of turnings) {
    const { to, needs } = turning;
    const key = JSON.stringify([to, needs.map(({ fact, test, holds, isKnown }) => [fact, test, holds, isKnown])]);
    const known = told.get(key);
    const members = known?.members ?? new Set();
    for (const { member } of needs) members.add(member);
    if (known === undefined) told.set(key, { turning, members });
  }
  return [...told.values()].map(({ turning, members }) => {
    const isAnyMember = [...members].filter((member) => member !== undefined).length > 1;
    const sentence = (language: Language): string => sentenceOf(turning, isAnyMember, catalogue, lists, language);
    return {
      to: turning.to,
      isUnknown: turning.needs.every(({ isKnown }) => !isKnown),
      text: { id: sentence('id'), en: sentence('en') },
    };
  });
}

function sentenceOf(
  { to, needs }: Turning,
  isAnyMember: boolean,
  catalogue: FactCatalogue,
  lists: CodeLists,
  language: Language,
): string {
  const words = WORDS[language];
  const parts = needs.map((need) => {
    const fact = catalogue.get(need.fact)!;
    const who = need.member === undefined ? '' : isAnyMember ? words.oneOf : `${words.member}${need.member + 1}`;
    const sign = fact.kind === 'yes-no' ? ': ' : ' ';
    return `${fact.name[language]}${sign}${testWords(need, fact, lists, language)}${who === '' ? '' : ` (${who})`}`;
  });
  const isUnknown = needs.every(({ isKnown }) => !isKnown);
  return `${to === YES ? words.fits : words.fails} ${isUnknown ? words.ifKnown : words.ifOther}: ${parts.join(words.and)}`;
}

function testWords({ test, holds }: FactNeeded, fact: FactDescription, lists: CodeLists, language: Language): string {
  const words = WORDS[language];
  const value = (of: number): string => valueWords(of, fact, lists, language);
  switch (test.kind) {
    case 'is':
      if (fact.kind === 'yes-no') return (test.than === 1) === holds ? words.yes : words.no;
      return `${holds ? '' : words.not}${value(test.than)}`;
    case 'in': {
      const labels = test.values.slice(0, MOST_LABELS).map(value);
      const more = test.values.length - labels.length;
      const all = [...labels, ...(more > 0 ? [`${more} ${words.others}`] : [])];
      return `${holds ? '' : words.not}${listed(all, words.or)}`;
    }
    case 'between':
      return `${holds ? words.within : words.outside} ${value(test.low)} ${words.to} ${value(test.high)}`;
    case 'atLeast':
      return `${holds ? words.atLeast : words.below} ${value(test.than)}`;
    case 'atMost':
      return `${holds ? words.atMost : words.above} ${value(test.than)}`;
    case 'above':
      return `${holds ? words.above : words.atMost} ${value(test.than)}`;
    case 'below':
      return `${holds ? words.below : words.atLeast} ${value(test.than)}`;
  }
}

/** a; a atau b; a, b, atau c */
function listed(texts: readonly string[], or: string): string {
  const last = texts.at(-1)!;
  if (texts.length < 3) return texts.join(` ${or} `);
  return `${texts.slice(0, -1).join(', ')}, ${or} ${last}`;
}

function valueWords(
  value: number,
  { kind, list, unit }: FactDescription,
  lists: CodeLists,
  language: Language,
): string {
  if (kind === 'code') {
    const entry = lists.get(list!)?.byCode.get(value);
    return (language === 'id' ? entry?.labelId : entry?.labelEn) ?? String(value);
  }
  if (unit?.startsWith('rupiah') !== true) return String(value);
  return `Rp${value.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')}`;
}
