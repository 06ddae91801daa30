/** The skor kerentanan lokal of one family, for a reviewer of the office: never in an error or a log, never called desil. */
import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import type { ScoreExplained, ScoreOfFamily } from '../../welfare-score/explain-score.ts';
import { say } from '../words.ts';

const MOST_TURNS = 4;
const MOST_TO_FIND_OUT = 3;

const locale = (language: Language): string => (language === 'id' ? 'id-ID' : 'en');
const one = (value: number, language: Language): string =>
  value.toLocaleString(locale(language), { maximumFractionDigits: 1 });

export function scoreLines(found: ScoreOfFamily, language: Language): string[] {
  if (found.kind === 'not-scored') return [NOT_SCORED[language]];
  if (found.kind === 'too-little-known')
    return [
      say(TOO_LITTLE_KNOWN, language, found.unknownFacts, found.version),
      ...lacking(found.mainLacks, FOR_A_SCORE, language),
    ];
  const more = found.turns.length - MOST_TURNS;
  return [
    say(
      SCORED,
      language,
      ...[found.score, found.scoreLow, found.scoreHigh].map((value) => one(value, language)),
      ...[found.rank, found.of],
    ),
    say(ESTIMATE, language, found.label, amounts(found, language), Math.round(found.interval * 100)),
    say(
      MODEL,
      language,
      found.version,
      found.by === 'otherwise' ? OTHER_MODEL[language] : '',
      found.trainedOn,
      found.surveyed ?? AT_NO_TOLD_TIME[language],
    ),
    ...(found.unknownFacts === 0 ? [] : [say(WIDENED, language, found.unknownFacts)]),
    ...found.reasons.raised.map(({ text }) => say(RAISES, language, text[language])),
    ...found.reasons.lowered.map(({ text }) => say(LOWERS, language, text[language])),
    ...found.turns.slice(0, MOST_TURNS).map(({ text }) => `    > ${text[language]}`),
    ...(more > 0 ? [say(MORE_WAYS, language, more)] : []),
    ...found.toFindOut.slice(0, 1).map(({ text }) => `    ? ${text[language]}`),
    ...lacking(found.mainLacks, FOR_MAIN_MODEL, language),
    '',
  ];
}

/** What somebody who visits the family asks first. */
function lacking(facts: ScoreExplained['mainLacks'], purpose: Bilingual, language: Language): string[] {
  if (facts.length === 0) return [];
  const named = facts.slice(0, MOST_TO_FIND_OUT).map(({ [language]: name }) => name);
  const rest = facts.length - named.length;
  const others = rest > 0 ? say(AND_MORE, language, rest) : '';
  return [say(FIND_OUT, language, purpose[language], named.join('; '), others)];
}

function amounts({ amount, low, high, currency }: ScoreExplained, language: Language): string {
  const money = (value: number): string =>
    `${currency ?? ''}${value.toLocaleString(locale(language), { maximumSignificantDigits: 3 })}`;
  return `${money(amount)} (${money(low)}–${money(high)})`;
}

const NOT_SCORED: Bilingual = {
  id: 'Skor kerentanan lokal: belum dihitung untuk snapshot ini (npm run twin -- welfare score --trained DIR)',
  en: 'Local vulnerability score: not worked out for this snapshot yet (npm run twin -- welfare score --trained DIR)',
};
const TOO_LITTLE_KNOWN: Bilingual = {
  id: 'Skor kerentanan lokal: belum dapat dihitung, {} keterangan keluarga ini tidak diketahui (model {})',
  en: 'Local vulnerability score: cannot be worked out yet, {} facts of this family are not known (model {})',
};
const SCORED: Bilingual = {
  id: 'Skor kerentanan lokal (bukan desil): {} dari 100, selang {}–{}; peringkat {} dari {} keluarga',
  en: 'Local vulnerability score (no desil): {} of 100, interval {}–{}; rank {} of {} families',
};
const ESTIMATE: Bilingual = { id: '    perkiraan {}: {}; selang {} %', en: '    estimate of {}: {}; interval {} %' };
const MODEL: Bilingual = {
  id: '    model {}{}, dilatih pada {}, didata {}',
  en: '    model {}{}, trained on {}, surveyed {}',
};
const OTHER_MODEL: Bilingual = {
  id: ' (model cadangan: keterangan rumah tidak diketahui)',
  en: ' (the other model: facts of the house are not known)',
};
const AT_NO_TOLD_TIME: Bilingual = { id: 'pada waktu yang tidak disebut', en: 'at a time that is not told' };
const WIDENED: Bilingual = {
  id: '    {} keterangan tidak diketahui: selang dilebarkan',
  en: '    {} facts are not known: the interval is widened',
};
const RAISES: Bilingual = { id: '    + menaikkan kerentanan: {}', en: '    + raises vulnerability: {}' };
const LOWERS: Bilingual = { id: '    - menurunkan kerentanan: {}', en: '    - lowers vulnerability: {}' };
const MORE_WAYS: Bilingual = { id: '    > dan {} cara lain', en: '    > and {} other ways' };
const FIND_OUT: Bilingual = { id: '    ? Cari tahu dahulu, {}: {}{}', en: '    ? Find out first, {}: {}{}' };
const FOR_A_SCORE: Bilingual = { id: 'agar dapat dihitung', en: 'so that it can be worked out' };
const FOR_MAIN_MODEL: Bilingual = {
  id: 'agar model utama dapat dipakai',
  en: 'so that the main model can be used',
};
const AND_MORE: Bilingual = { id: '; dan {} lagi', en: '; and {} more' };
