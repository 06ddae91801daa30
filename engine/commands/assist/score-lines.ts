/** The skor kerentanan lokal of one family, for a reviewer of the office: never in an error or a log, never called desil. */
import type { ScoreExplained, ScoreOfFamily } from '../../welfare-score/explain-score.ts';

const MOST_TURNS = 4;
const MOST_TO_FIND_OUT = 3;

const one = (value: number): string => value.toLocaleString('id-ID', { maximumFractionDigits: 1 });

export function scoreLines(found: ScoreOfFamily): string[] {
  if (found.kind === 'not-scored')
    return ['Skor kerentanan lokal: belum dihitung untuk snapshot ini (npm run twin -- welfare score --trained DIR)'];
  if (found.kind === 'too-little-known')
    return [
      `Skor kerentanan lokal: belum dapat dihitung, ${found.unknownFacts} keterangan keluarga ini tidak diketahui (model ${found.version})`,
      ...lacking(found.mainLacks, 'agar dapat dihitung'),
    ];
  return [
    `Skor kerentanan lokal (bukan desil): ${one(found.score)} dari 100, selang ${one(found.scoreLow)}–${one(found.scoreHigh)}; peringkat ${found.rank} dari ${found.of} keluarga`,
    `    perkiraan ${found.label}: ${amounts(found)}; selang ${Math.round(found.interval * 100)} %`,
    `    model ${found.version}${found.by === 'otherwise' ? ' (model cadangan: keterangan rumah tidak diketahui)' : ''}, dilatih pada ${found.trainedOn}, didata ${found.surveyed ?? 'pada waktu yang tidak disebut'}`,
    ...(found.unknownFacts === 0 ? [] : [`    ${found.unknownFacts} keterangan tidak diketahui: selang dilebarkan`]),
    ...found.reasons.raised.map(({ text }) => `    + menaikkan kerentanan: ${text.id}`),
    ...found.reasons.lowered.map(({ text }) => `    - menurunkan kerentanan: ${text.id}`),
    ...found.turns.slice(0, MOST_TURNS).map(({ text }) => `    > ${text.id}`),
    ...(found.turns.length > MOST_TURNS ? [`    > dan ${found.turns.length - MOST_TURNS} cara lain`] : []),
    ...found.toFindOut.slice(0, 1).map(({ text }) => `    ? ${text.id}`),
    ...lacking(found.mainLacks, 'agar model utama dapat dipakai'),
    '',
  ];
}

/** What somebody who visits the family asks first. */
function lacking(facts: ScoreExplained['mainLacks'], purpose: string): string[] {
  if (facts.length === 0) return [];
  const named = facts.slice(0, MOST_TO_FIND_OUT).map(({ id }) => id);
  const rest = facts.length - named.length;
  return [`    ? Cari tahu dahulu, ${purpose}: ${named.join('; ')}${rest > 0 ? `; dan ${rest} lagi` : ''}`];
}

function amounts({ amount, low, high, currency }: ScoreExplained): string {
  const money = (value: number): string =>
    `${currency ?? ''}${value.toLocaleString('id-ID', { maximumSignificantDigits: 3 })}`;
  return `${money(amount)} (${money(low)}–${money(high)})`;
}
