import type { Bilingual } from '../../kernel/bilingual.ts';
import { languageOf } from '../language.ts';
import { say } from '../words.ts';
import { evaluateAll } from '../../assistance/evaluation/whole-city.ts';
import { NO, UNKNOWN, YES } from '../../assistance/evaluation/truth.ts';
import { isInForce, rulesOn } from '../../assistance/programmes/rule-set.ts';
import { openCityFacts } from '../../city-facts.ts';
import { explainUnit } from './explain-unit.ts';
import type { Command, CommandContext, CommandResult } from '../command.ts';
import {
  dayOption,
  EMPTY_LISTS_OPTION,
  emptyListsOption,
  known,
  millisecondsSince,
  BY_THE_RULES,
  OFFICE_ONLY,
  rupiah,
} from './city.ts';

async function run(context: CommandContext): Promise<CommandResult> {
  const of = context.options['of'];
  return typeof of === 'string' ? explainUnit(context, of) : evaluateCity(context);
}

async function evaluateCity(context: CommandContext): Promise<CommandResult> {
  const emptyLists = emptyListsOption(context);
  const { programmes, table, snapshot, snapshotId } = await openCityFacts(context.config, { emptyLists });
  const day = dayOption(context) ?? table.referenceDay;
  const rules = programmes.programmes.filter((each) => isInForce(each, day)).map((each) => rulesOn(each, day));
  context.progress.stage('Menerapkan aturan', rules.length, 'program');
  const startedAt = performance.now();
  const found = evaluateAll(rules, table);
  const milliseconds = millisecondsSince(startedAt);
  const language = languageOf(context);
  const told = found.map(({ rules: { version, programme }, level, fits, rupiahPerYear }) => {
    const count = (truth: number): number => fits.reduce((sum, each) => sum + (each === truth ? 1 : 0), 0);
    const cost = rupiahPerYear.reduce((sum, each) => sum + each, 0);
    return {
      programme: programme.id,
      version,
      of: level,
      fit: count(YES),
      open: count(UNKNOWN),
      doNotFit: count(NO),
      costRupiahPerYear: cost,
    };
  });
  return {
    lines: [
      say(APPLIED, language, table.personCount, table.householdCount, milliseconds.toFixed(0)),
      '',
      COLUMNS[language],
      ...told.map((each) =>
        [
          each.programme.padEnd(22),
          each.of.padStart(10),
          String(each.fit).padStart(10),
          String(each.open).padStart(12),
          String(each.doNotFit).padStart(11),
          `   ${rupiah(each.costRupiahPerYear, language)}`,
        ].join(' '),
      ),
      '',
      BY_THE_RULES[language],
      OFFICE_ONLY[language],
    ],
    json: {
      snapshotId,
      isSample: snapshot.isSample,
      residents: table.personCount,
      households: table.householdCount,
      milliseconds,
      programmes: told.map((each) => ({ ...each, costRupiahPerYear: known(each.costRupiahPerYear) })),
    },
  };
}

const APPLIED: Bilingual = {
  id: '{} warga dalam {} rumah tangga; aturan diterapkan dalam {} md.',
  en: '{} residents in {} households; rules applied in {} ms.',
};
const COLUMNS: Bilingual = {
  id: 'Program                     bagi   memenuhi  belum pasti  tidak cocok   rupiah setahun bagi yang memenuhi',
  en: 'Programme                     of        fit  cannot tell  do not fit   rupiah a year for those that fit',
};
export const assistEvaluateCommand: Command = {
  name: 'assist evaluate',
  summary: {
    id: 'Menerapkan aturan semua program pada setiap keluarga dan orang: siapa memenuhi, siapa tidak, dan siapa belum dapat dipastikan',
    en: 'Applies the rules of all programmes to every family and person: who fits, who does not, and where nobody can tell',
  },
  operands: [],
  options: [
    {
      name: 'of',
      value: 'ID',
      help: {
        id: 'Satu keluarga, menurut id tanpa arti: alasannya, skor kerentanan lokalnya, dan apa yang akan mengubahnya',
        en: 'One household, by its id without meaning: why, its skor kerentanan lokal, and what would change either',
      },
    },
    EMPTY_LISTS_OPTION,
    {
      name: 'on',
      value: 'DATE',
      help: {
        id: 'Aturan hari ini (bawaan: tanggal acuan register)',
        en: 'Rules of this day (default: the reference day of the registers)',
      },
    },
  ],
  run,
};
