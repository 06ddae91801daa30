/** One household under the rules of all programmes, and its score: what they say, by which facts, and which would change it. */
import { explain, type ConditionSeen } from '../../assistance/evaluation/explain.ts';
import { turningsOf } from '../../assistance/evaluation/turning.ts';
import { turningWords } from '../../assistance/evaluation/turning-words.ts';
import { TRUTH_WORDS, YES } from '../../assistance/evaluation/truth.ts';
import { levelOf } from '../../assistance/programmes/shape.ts';
import { isInForce, rulesOn } from '../../assistance/programmes/rule-set.ts';
import { openCityFacts, type CityFacts } from '../../city-facts.ts';
import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import { isoDate } from '../../kernel/time.ts';
import { loadCodeLists } from '../../registers/codes.ts';
import { explainScore } from '../../welfare-score/explain-score.ts';
import { usageError, type CommandContext, type CommandResult } from '../command.ts';
import { languageOf } from '../language.ts';
import { say } from '../words.ts';
import { dayOption, emptyListsOption, known, BY_THE_RULES } from './city.ts';
import { needsText } from './list-words.ts';
import { scoreLines } from './score-lines.ts';

/** How many ways to another answer the lines show; JSON has all. */
const SHOWN = 4;

export async function explainUnit(context: CommandContext, id: string): Promise<CommandResult> {
  const city = await openCityFacts(context.config, { emptyLists: emptyListsOption(context) });
  const household = householdOf(city, id);
  const { programmes, table } = city;
  const lists = loadCodeLists(context.config.modelsFolder);
  const day = dayOption(context) ?? table.referenceDay;
  const size = table.memberStart[household + 1]! - table.memberStart[household]!;
  const told = programmes.programmes
    .filter((each) => isInForce(each, day))
    .flatMap((programme) => {
      const rules = rulesOn(programme, day);
      const members = levelOf(programme) === 'person' ? Array.from({ length: size }, (_, i) => i) : [undefined];
      return members.map((member) => {
        const { assessment, conditions, overlaps } = explain(rules, table, programmes.facts, household, member);
        const turnings = turningsOf(rules, table, programmes.facts, household, member);
        return {
          programme: programme.id,
          member,
          fits: TRUTH_WORDS[assessment.fits],
          rupiahPerYear: known(assessment.rupiahPerYear),
          conditions: [...conditions, ...overlaps].map((condition) => ({
            ...condition,
            truth: TRUTH_WORDS[condition.truth],
          })),
          turns: turningWords(turnings, programmes.facts, lists),
        };
      });
    });
  const score = await explainScore(context.config, city, household);
  const language = languageOf(context);
  return {
    lines: [
      ...scoreLines(score, language),
      ...told.flatMap(({ programme, member, fits, conditions, turns }) => [
        `${programme}${member === undefined ? '' : say(MEMBER, language, member + 1)}: ${truthWords(fits, language)}`,
        ...conditions.map(
          (each) =>
            `    ${truthWords(each.truth, language).padEnd(11)} ${each.name[language]}${sourceOf(each, language)}`,
        ),
        ...turns.slice(0, SHOWN).map(({ text }) => `    > ${text[language]}`),
        ...(fits !== TRUTH_WORDS[YES] && !turns.some(({ to }) => to === YES) ? [FAR_OFF[language]] : []),
        ...(turns.length > SHOWN ? [say(MORE_WAYS, language, turns.length - SHOWN)] : []),
      ]),
      '',
      BY_THE_RULES[language],
    ],
    json: { snapshotId: city.snapshotId, household: id, score, programmes: told },
  };
}

function householdOf({ population }: CityFacts, id: string): number {
  const wanted = /^[0-9a-f]{32}$/.test(id) ? Buffer.from(id, 'hex') : undefined;
  const { householdId, count } = population.households;
  for (let h = 0; wanted !== undefined && h < count; h++)
    if (wanted.equals(householdId.subarray(h * 16, h * 16 + 16))) return h;
  throw usageError(
    'There is no household with that id in the newest snapshot.',
    'twin assist list --out FILE has ids.',
  );
}

function sourceOf({ facts }: Omit<ConditionSeen, 'truth'>, language: Language): string {
  const seen = facts.find(({ register }) => register !== undefined);
  if (seen?.day !== undefined) return `  (${seen.register}, ${isoDate(seen.day)})`;
  const needs = facts.find((fact) => fact.needs !== undefined)?.needs;
  return needs === undefined ? '' : ` ${needsText(needs, language)}`;
}

/** The JSON has the words of the worked cases in both languages; these are for people. */
const truthWords = (word: TruthWord, language: Language): string => (language === 'id' ? word : IN_ENGLISH[word]);
type TruthWord = (typeof TRUTH_WORDS)[keyof typeof TRUTH_WORDS];
const IN_ENGLISH: Readonly<Record<TruthWord, string>> = { ya: 'yes', tidak: 'no', 'tidak tahu': 'cannot tell' };

const MEMBER: Bilingual = { id: ', anggota ke-{}', en: ', member {}' };
const FAR_OFF: Bilingual = {
  id: '    > Memenuhi hanya bila lebih dari dua fakta lain dari yang tercatat',
  en: '    > Fits only if more than two facts are other than recorded',
};
const MORE_WAYS: Bilingual = { id: '    > dan {} cara lain', en: '    > and {} other ways' };
