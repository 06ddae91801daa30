/** What `twin review` prints of questions and decisions, in the language that is asked for. */
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import type { Contradiction } from '../linkage/review/binding.ts';
import { recordName, type DecisionLine } from '../linkage/review/decision.ts';
import { itemOf, type Doubt } from '../linkage/review/queue.ts';

const DOUBT_WORDS: Readonly<Record<Doubt, Bilingual>> = {
  'near-threshold': { id: 'dekat ambang', en: 'near-threshold' },
  'weak-bridge': { id: 'sambungan lemah', en: 'weak-bridge' },
  'too-large': { id: 'kelompok terlalu besar', en: 'too-large' },
  'two-numbers': { id: 'dua nomor berbeda', en: 'two-numbers' },
  'two-of-one-source': { id: 'dua catatan dari satu sumber', en: 'two-of-one-source' },
};

/** A question as it is shown. */
export interface ToldQuestion {
  readonly item: string;
  readonly isLinked: boolean;
  readonly probability: number;
  readonly expectedChange: number;
  readonly doubts: readonly Doubt[];
  readonly isLater: boolean;
  readonly left: { readonly cluster: number };
  readonly right: { readonly cluster: number };
}

const decimal = (value: number, digits: number, language: Language): string => {
  const text = value.toFixed(digits);
  return language === 'id' ? text.replace('.', ',') : text;
};

export function questionLine(question: ToldQuestion, language: Language): string {
  const { item, isLinked, probability, expectedChange, doubts, isLater, left, right } = question;
  const [one, other] = [left.cluster, right.cluster];
  const ends = isLinked
    ? { id: `kelompok ${one}`, en: `cluster ${one}` }
    : { id: `kelompok ${one} dan ${other}`, en: `clusters ${one} and ${other}` };
  const later = { id: 'ditunda', en: 'put off' };
  const notes = [...doubts.map((doubt) => DOUBT_WORDS[doubt]), ...(isLater ? [later] : [])];
  const now = isLinked ? { id: 'satu', en: 'one' } : { id: 'dua', en: 'two' };
  const worth = decimal(expectedChange, 2, language).padStart(8);
  const chance = `${decimal(probability * 100, 1, language)} %`.padStart(7);
  const why = notes.map(({ [language]: words }) => words).join(', ');
  return `${item}  ${worth}  ${chance}  ${now[language].padEnd(4)}  ${ends[language]}: ${why}`;
}

export function questionsLines(questions: number, shown: readonly ToldQuestion[], language: Language): string[] {
  const [heading, columns, meaning, next] = QUESTIONS.map(({ [language]: text }) => text) as [
    ...(readonly [string, string, string, string]),
  ];
  return [
    heading.replace('{}', String(questions)).replace('{}', String(shown.length)),
    '',
    columns,
    ...shown.map((question) => questionLine(question, language)),
    '',
    meaning,
    next,
  ];
}

const QUESTIONS: readonly Bilingual[] = [
  {
    id: '{} pertanyaan; {} yang pertama, menurut perubahan yang diharapkan dari jawabannya:',
    en: '{} questions; the first {}, by what an answer is expected to change:',
  },
  {
    id: 'butir             perubahan peluang  kini  di mana',
    en: 'item              expected   chance  now  where',
  },
  {
    id: 'perubahan: pasangan catatan yang tautannya diharapkan berubah oleh jawaban. peluang: bahwa keduanya satu.',
    en: 'expected: pairs of records whose link an answer is expected to change. chance: that the two are one.',
  },
  {
    id: 'npm run twin -- review show DIR BUTIR menerangkan sebabnya; review decide DIR BUTIR same|different|later memutuskan: satu, berbeda, nanti.',
    en: 'npm run twin -- review show DIR ITEM tells why; review decide DIR ITEM same|different|later settles it.',
  },
];

/** Where a decision stands: `in force` and the like. */
export const STATES = {
  undo: { id: 'pembatalan', en: 'undo' },
  undone: { id: 'dibatalkan', en: 'undone' },
  'in force': { id: 'berlaku', en: 'in force' },
  replaced: { id: 'keputusan lain yang berlaku', en: 'another decision stands' },
  'not applied': { id: 'bertentangan, tidak diterapkan', en: 'contradicts others, not applied' },
  'records not there': { id: 'catatannya tidak ada', en: 'records not there' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type State = keyof typeof STATES;

const KIND_WORDS = {
  same: { id: 'satu', en: 'same' },
  different: { id: 'berbeda', en: 'different' },
  later: { id: 'ditunda', en: 'put off' },
} as const;

export function decisionWords(line: DecisionLine, language: Language): string {
  if (line.kind === 'undo')
    return { id: `keputusan ${line.undoes} dibatalkan`, en: `decision ${line.undoes} is undone` }[language];
  const pairs = line.left.length * line.right.length;
  const item = pairs === 1 ? itemOf(recordName(line.left[0]!), recordName(line.right[0]!)) : '';
  const about =
    pairs === 1 ? { id: `butir ${item}`, en: `item ${item}` } : { id: `${pairs} pasangan`, en: `${pairs} pairs` };
  return `${about[language]} ${KIND_WORDS[line.kind][language]}`;
}

/** @param path file that the decision was written to, as the command line would name it */
export function writtenLines(line: DecisionLine, path: string, language: Language): string[] {
  const words = decisionWords(line, language);
  return {
    id: [
      `Keputusan ${line.decision}: ${words}.`,
      'Keputusan ini mengikat setiap penautan berikutnya ke folder yang sama; npm run twin -- review apply DIR menerapkannya pada hasil sekarang (jika barisnya disimpan).',
      `Disimpan di ${path}; penautan ke folder lain menerapkannya dengan --decisions ${path}`,
    ],
    en: [
      `Decision ${line.decision}: ${words}.`,
      'It binds every later run into the same folder; npm run twin -- review apply DIR brings the result up to it now (rows kept).',
      `It is kept in ${path}; a run into another folder takes it with --decisions ${path}`,
    ],
  }[language];
}

export interface ToldDecision {
  readonly line: DecisionLine;
  readonly state: State;
}

export function historyLines(decisions: readonly ToldDecision[], language: Language): string[] {
  const count = decisions.length;
  const heading = { id: `${count} keputusan:`, en: `${count} decision${count === 1 ? '' : 's'}:` };
  return [
    heading[language],
    ...decisions.map(({ line, state }) => {
      const when = line.at.slice(0, 16).replace('T', ' ');
      const what = `${decisionWords(line, language)} (${STATES[state][language]})`;
      return `${String(line.decision).padStart(4)}  ${when}  ${line.by}: ${what}. ${line.reason}`;
    }),
  ];
}

export const contradictionLines = (contradictions: readonly Contradiction[], language: Language): string[] =>
  contradictions.map(({ decision, with: others }) => {
    const against = others.join(', ');
    return {
      id: `Keputusan ${decision} bertentangan dengan ${against} dan tidak diterapkan: batalkan salah satunya.`,
      en: `Decision ${decision} contradicts ${against} and is not applied: undo one of them.`,
    }[language];
  });
