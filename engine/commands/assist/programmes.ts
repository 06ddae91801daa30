import { loadProgrammes } from '../../assistance/programmes/load.ts';
import { inForceOn, periodsPerYear } from '../../assistance/programmes/dated-values.ts';
import { findEdition } from '../../assistance/programmes/rule-set.ts';
import type { Programme } from '../../assistance/programmes/shape.ts';
import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import { isoDate } from '../../kernel/time.ts';
import type { Command, CommandContext, CommandResult } from '../command.ts';
import { languageOf } from '../language.ts';
import { say } from '../words.ts';
import { dayOption, known, numberText } from './city.ts';

function run(context: CommandContext): Promise<CommandResult> {
  const day = dayOption(context) ?? Math.floor(Date.now() / 86_400_000);
  const { programmes, sources } = loadProgrammes(context.config.modelsFolder);
  const told = programmes.map((programme) => tell(programme, day));
  const language = languageOf(context);
  return Promise.resolve({
    lines: [
      say(PROGRAMMES, language, isoDate(day)),
      ...told.flatMap((each) => ['', ...programmeLines(each, language)]),
    ],
    json: { on: isoDate(day), programmes: told, sources: Object.fromEntries(sources) },
  });
}

type Told = ReturnType<typeof tell>;
const NAME_WIDTH = 44;

function programmeLines(programme: Told, language: Language): string[] {
  const { id, name, unit, isInForce, validFrom, validTo, values, payment, contested } = programme;
  const from = say(validTo === null ? RULES_FROM : RULES_FROM_TO, language, validFrom, validTo ?? '');
  const line = (about: string, said: string): string => `    ${about.padEnd(NAME_WIDTH)} ${said}`;
  return [
    `${id.padEnd(22)} ${name[language]}; ${GIVEN_TO[unit][language]}; ${(isInForce ? IN_FORCE : NOT_IN_FORCE)[language]}: ${from}`,
    ...values.map(({ name: of, value, unit: measure, perPayment }) => {
      const [words, payments] = [
        unitWords(measure, language),
        perPayment === null ? '' : say(A_PAYMENT, language, numberText(perPayment, language)),
      ];
      const told = value === null ? `${UNKNOWN[language]} (${words})` : `${numberText(value, language)} ${words}`;
      return line(of[language], `${told}${payments}`);
    }),
    ...(payment === null
      ? []
      : [line(PAYMENT[language], `${payment.name[language]} (${payment.reference.join(', ')})`)]),
    ...contested.map(({ [language]: said }) => `    ! ${said}`),
  ];
}

/** `rupiah / person / year` as people say it: rupiah per orang per tahun. */
export function unitWords(unit: string, language: Language): string {
  const [what = '', ...parts] = unit.split(' / ');
  return [UNIT_WORDS[what]?.[language] ?? what, ...parts.map((part) => EACH[part]?.[language] ?? part)].join(' ');
}

const UNIT_WORDS: Readonly<Record<string, Bilingual>> = {
  tahun: { id: 'tahun', en: 'years' },
  orang: { id: 'orang', en: 'persons' },
};
const EACH: Readonly<Record<string, Bilingual>> = {
  family: { id: 'per keluarga', en: 'a family' },
  person: { id: 'per orang', en: 'a person' },
  year: { id: 'per tahun', en: 'a year' },
  quarter: { id: 'per triwulan', en: 'a quarter' },
  month: { id: 'per bulan', en: 'a month' },
  day: { id: 'per hari', en: 'a day' },
  once: { id: 'satu kali', en: 'once' },
};
const PROGRAMMES: Bilingual = { id: 'Program pada {}:', en: 'Programmes on {}:' };
const GIVEN_TO: Readonly<Record<Programme['unit'], Bilingual>> = {
  family: { id: 'diberikan kepada keluarga', en: 'given to a family' },
  person: { id: 'diberikan kepada orang', en: 'given to a person' },
  pupil: { id: 'diberikan kepada siswa', en: 'given to a pupil' },
};
const IN_FORCE: Bilingual = { id: 'berlaku', en: 'in force' };
const NOT_IN_FORCE: Bilingual = { id: 'tidak berlaku', en: 'not in force' };
const RULES_FROM: Bilingual = { id: 'aturan mulai {}', en: 'rules from {}' };
const RULES_FROM_TO: Bilingual = { id: 'aturan dari {} sampai {}', en: 'rules from {} to {}' };
const UNKNOWN: Bilingual = { id: 'belum diketahui', en: 'unknown' };
const A_PAYMENT: Bilingual = { id: '; {} sekali salur', en: '; {} a payment' };
const PAYMENT: Bilingual = { id: 'Penyaluran', en: 'Payment' };

/** The rules of that day; of a programme that has none then, the newest ones, said to be not in force. */
function tell(programme: Programme, day: number) {
  const inForce = findEdition(programme, day);
  const { id, name, unit, limits, amounts, payment, reference, contested, validFrom, validTo } =
    inForce ?? programme.editions.at(-1)!;
  const entries = [...Object.entries(limits), ...Object.entries(amounts)];
  /** What one payment comes to; null of a limit, and where no source tells the amount or how it is paid. */
  const perPayment = (key: string, value: number): number | null => {
    const amount = amounts[key];
    if (amount === undefined || payment === undefined) return null;
    return known((value * periodsPerYear(amount)) / payment.perYear);
  };
  return {
    id,
    name,
    unit,
    isInForce: inForce !== undefined,
    validFrom: isoDate(validFrom),
    validTo: validTo === Infinity ? null : isoDate(validTo),
    reference,
    values: entries.flatMap(([key, entry]) => {
      const now = inForceOn(entry.values, day);
      if (now === undefined) return [];
      const { value, reference: read } = now;
      return [
        {
          key,
          name: entry.name,
          value: known(value),
          unit: entry.unit,
          perPayment: perPayment(key, value),
          reference: read,
        },
      ];
    }),
    payment: payment ?? null,
    contested: [...contested, ...entries.flatMap(([, entry]) => entry.contested ?? [])],
  };
}

export const assistProgrammesCommand: Command = {
  name: 'assist programmes',
  summary: {
    id: 'Menampilkan program bantuan dengan batas dan besaran pada satu hari, serta hal yang masih dipersoalkan',
    en: 'Lists the programmes of aid with the limits and amounts of a day, and what is contested about them',
  },
  operands: [],
  options: [
    {
      name: 'on',
      value: 'DATE',
      help: {
        id: 'Harinya, misalnya 2025-12-31 (bawaan: hari ini)',
        en: 'The day, such as 2025-12-31 (default: today)',
      },
    },
  ],
  run,
};
