/** What assist list says in words; the same numbers stand in its JSON. */
import { proposedByKelurahan, type FrozenContent, type ListDifference } from '../../assistance/lists/frozen-list.ts';
import type { ListGap } from '../../assistance/lists/list-gaps.ts';
import type { Cut } from '../../assistance/lists/make-list.ts';
import type { RuleSet } from '../../assistance/programmes/rule-set.ts';
import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import { isoDate } from '../../kernel/time.ts';
import { say } from '../words.ts';
import { needsText, REASON_WORDS, spanWords } from './list-words.ts';

export function cutLines(cuts: readonly Cut[], names: readonly string[], language: Language): string[] {
  const placesOf = ({ places }: Cut): string =>
    places.kind === 'unknown' ? UNKNOWN_PLACES[language] : `${places.count}${places.kind === 'shared-out' ? '*' : ''}`;
  const row = (name: string, cells: readonly (string | number)[]): string =>
    [name.padEnd(20), ...cells.map((cell) => String(cell).padStart(12))].join(' ');
  return [
    row('Kelurahan', CUT_HEADINGS[language]),
    ...cuts.map((cut, k) =>
      row(names[k]!, [
        placesOf(cut),
        cut.proposed,
        cut.open,
        cut.reserve,
        cut.withoutQuota,
        cut.otherAid,
        cut.alikeAbove + cut.alikeBelow,
      ]),
    ),
    ...(cuts.some(({ withoutQuota }) => withoutQuota > 0) ? [WITHOUT_QUOTA[language]] : []),
    ...(cuts.some(({ places }) => places.kind === 'shared-out') ? [SHARED_OUT[language]] : []),
  ];
}

const UNKNOWN_PLACES: Bilingual = { id: 'belum ada', en: 'unknown' };
const CUT_HEADINGS: Readonly<Record<Language, readonly string[]>> = {
  id: ['kuota', 'diusulkan', 'belum pasti', 'cadangan', 'tanpa kuota', 'bantuan lain', 'diundi'],
  en: ['places', 'proposed', 'open', 'reserve', 'no quota', 'other aid', 'by lot'],
};
const WITHOUT_QUOTA: Bilingual = {
  id: 'tanpa kuota: sudah diurutkan, tetapi tidak diusulkan dan bukan cadangan, sebab kuota kelurahannya belum ditetapkan',
  en: 'no quota: in order, and neither proposed nor in reserve, for nobody has told the places of the kelurahan',
};
const SHARED_OUT: Bilingual = {
  id: '* bagian dari kuota kota, dihitung di sini: bukan kuota yang ditetapkan siapa pun',
  en: "* a share of the city's places, worked out here: no quota that anybody set",
};

export const quotaLines = ({ quotasOfOtherTimes, day }: RuleSet, language: Language): string[] =>
  quotasOfOtherTimes.length === 0
    ? []
    : [
        '',
        say(NO_QUOTA, language, isoDate(day), quotasOfOtherTimes.map((span) => spanWords(span, language)).join('; ')),
      ];
const NO_QUOTA: Bilingual = {
  id: 'Tidak ada kuota untuk {}, hanya {}: daftar tidak dipotong, dan tidak dapat dibekukan.',
  en: 'No quota is told for {}, only {}: the list is not cut, and not frozen.',
};

/** What no register tells, by name, and what would. */
export const missingLines = (
  heading: Bilingual,
  missing: readonly { readonly name: Bilingual; readonly needs?: Bilingual | undefined }[],
  language: Language,
): string[] =>
  missing.length === 0
    ? []
    : [heading[language], ...missing.map(({ name, needs }) => `  ${name[language]}${needsText(needs, language)}`)];

export const gapLines = (gaps: readonly ListGap[], names: readonly string[], language: Language): string[] =>
  gaps.length === 0
    ? []
    : [
        '',
        GAPS[language],
        ...gaps.map(
          ({ programme, kelurahan, families, expected }) =>
            `  ${programme.padEnd(22)} ${say(GAP, language, names[kelurahan]!, families, Math.round(expected))}`,
        ),
      ];
const GAPS: Bilingual = {
  id: 'Ada daftar yang tidak memuat seorang pun dari satu kelurahan: apakah bagian itu sudah dikirim? Jika belum, "tidak ada di daftar" tidak berarti apa-apa di sana:',
  en: 'A list names nobody of a kelurahan: was that part of it sent? If not, "not on it" means nothing there:',
};
const GAP: Bilingual = {
  id: '{}: {} keluarga, sekitar {} di antaranya akan ada di daftar jika sebanyak di tempat lain',
  en: '{}: {} families, of whom about {} would be on it if as many were as elsewhere',
};

export interface ProposedIndication {
  readonly criterion: string;
  readonly name: Bilingual;
  readonly units: number;
  /** No register tells it, or not of these: nothing was looked at, which is no "no". */
  readonly cannotTell: number;
  /** What would have to be there, where no register tells it of anybody. */
  readonly needs?: Bilingual;
}

export const indicationLines = (indications: readonly ProposedIndication[], language: Language): string[] => {
  const width = Math.max(...indications.map(({ name }) => name[language].length), 0);
  return [
    '',
    INDICATIONS[language],
    ...indications.map(({ name, units, cannotTell, needs }) => {
      const open = cannotTell === 0 ? '' : say(CANNOT_TELL, language, cannotTell);
      const told = needs === undefined ? `${units}${open}` : `${NO_LIST[language]}${needsText(needs, language)}`;
      return `  ${name[language].padEnd(width)} ${told}`;
    }),
  ];
};
const INDICATIONS: Bilingual = {
  id: 'Indikasi di antara yang diusulkan (untuk diperiksa, bukan vonis):',
  en: 'Indications among the proposed (something to look at, never a verdict):',
};
const CANNOT_TELL: Bilingual = { id: ', belum dapat dipastikan {}', en: ', cannot be told of {}' };
const NO_LIST: Bilingual = { id: 'belum ada daftar', en: 'no list yet' };

export interface Recommended {
  readonly recommendation: string;
  readonly rows: number;
  readonly confirmed: number;
}

export const workLines = (rows: number, recommended: readonly Recommended[], language: Language): string[] =>
  rows === 0
    ? ['', NOTHING_WRITTEN[language]]
    : [
        '',
        say(WRITTEN, language, rows),
        ...recommended.map(
          (each) => `  ${each.recommendation.padEnd(28)} ${say(CONFIRMED, language, each.rows, each.confirmed)}`,
        ),
      ];
const NOTHING_WRITTEN: Bilingual = {
  id: 'Belum ada yang menulis di daftar ini: assist export, assist import.',
  en: 'Nobody has written anything onto this list yet: assist export, assist import.',
};
const WRITTEN: Bilingual = {
  id: 'Sudah ditulis petugas pada daftar ini: {} baris.',
  en: 'Written onto the list by people: {} rows.',
};
const CONFIRMED: Bilingual = { id: '{}, disahkan orang kedua {}', en: '{}, confirmed by a second person {}' };

/** Who came and went since a frozen list, what both were made by, and why; who it is stands in the JSON and in the workbook. */
export const changeLines = (
  change: ListDifference,
  lists: { readonly before: FrozenContent; readonly now: FrozenContent },
  areas: { readonly names: readonly string[]; readonly codes: readonly string[] },
  language: Language,
): string[] => [
  '',
  say(SINCE, language, change.entered.length, change.left.length, change.stayed),
  ...basisLines(lists, areas, language),
  ...reasonLines(change, language),
];
const SINCE: Bilingual = {
  id: 'Sejak daftar sebelumnya: {} masuk, {} keluar, {} tetap.',
  en: 'Since the list before: {} in, {} out, {} stay.',
};

/** What the two lists were made by, and where another number is proposed: rules, quotas and data change who comes in and who leaves. */
function basisLines(
  { before, now }: Parameters<typeof changeLines>[1],
  { names, codes }: Parameters<typeof changeLines>[2],
  language: Language,
): string[] {
  const words = (of: Bilingual, { version, referenceDate, snapshotId, seed }: FrozenContent): string =>
    say(of, language, version, referenceDate, snapshotId, seed);
  const [was, is] = [proposedByKelurahan(before), proposedByKelurahan(now)];
  const changed = codes.flatMap((code, k) => {
    const [b, n] = [was.get(code) ?? 0, is.get(code) ?? 0];
    return b === n ? [] : [`${names[k]!} ${b} -> ${n}`];
  });
  return [
    words(BEFORE, before),
    words(NOW, now),
    ...(changed.length === 0 ? [] : [say(PROPOSED, language, changed.join('; '))]),
  ];
}
const BEFORE: Bilingual = {
  id: '  sebelumnya: aturan {}, tanggal acuan {}, snapshot {}, seed {}',
  en: '  before: rules {}, of {}, snapshot {}, seed {}',
};
const NOW: Bilingual = {
  id: '  sekarang:   aturan {}, tanggal acuan {}, snapshot {}, seed {}',
  en: '  now:    rules {}, of {}, snapshot {}, seed {}',
};
const PROPOSED: Bilingual = {
  id: '  diusulkan sebelumnya dan sekarang: {}',
  en: '  proposed before and now: {}',
};

function reasonLines({ entered, left }: ListDifference, language: Language): string[] {
  const counts = new Map<string, number>();
  for (const { reason } of [...entered, ...left]) {
    const words = REASON_WORDS[reason][language];
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].map(([words, count]) => `  ${words.padEnd(40)} ${count}`);
}
