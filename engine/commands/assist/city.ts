/** What the commands about aid share: the city's facts, a programme by its id, and changes of rules from the command line. */
import type { Bilingual, Language } from '../../kernel/bilingual.ts';
import { loadProgrammes } from '../../assistance/programmes/load.ts';
import { rulesOn, type RuleChange, type RuleSet } from '../../assistance/programmes/rule-set.ts';
import type { Programme } from '../../assistance/programmes/shape.ts';
import { openCityFacts, type CityFacts } from '../../city-facts.ts';
import { evaluateProgramme, type EvaluatedProgramme } from '../../programme-review.ts';
import { parseIsoDate } from '../../kernel/time.ts';
import { usageError, type CommandContext, type Option } from '../command.ts';

export const EMPTY_LISTS_OPTION: Option = {
  name: 'empty-lists',
  value: 'NAMES',
  help: {
    id: 'Program tanpa daftar di sini yang memang tidak ada penerimanya, menurut yang mengetahui; pisahkan dengan koma',
    en: 'Programmes without a list here that nobody receives, as somebody who knows says; with commas',
  },
};

/** @throws TwinError usage when one is no programme */
export function emptyListsOption({ options, config }: CommandContext): string[] {
  const text = options['empty-lists'];
  if (typeof text !== 'string') return [];
  const { programmes } = loadProgrammes(config.modelsFolder);
  return text.split(',').map((id) => programmeOf(id, programmes).id);
}

export const RULE_OPTIONS: readonly Option[] = [
  EMPTY_LISTS_OPTION,
  {
    name: 'on',
    value: 'DATE',
    help: {
      id: 'Aturan hari ini, misalnya 2025-12-31 (bawaan: tanggal acuan register)',
      en: 'Rules of this day, such as 2025-12-31 (default: the reference day of the registers)',
    },
  },
  {
    name: 'limit',
    value: 'NAME=N',
    help: {
      id: 'Coba batas lain, misalnya desilLimit=5; beberapa dengan koma',
      en: 'Try another limit, such as desilLimit=5; several with commas',
    },
  },
  {
    name: 'amount',
    value: 'NAME=N',
    help: {
      id: 'Coba besaran lain dalam satuan berkasnya; beberapa dengan koma',
      en: 'Try another amount in the unit of the file; several with commas',
    },
  },
];

export function programmeOf(id: string, programmes: readonly Programme[]): Programme {
  const found = programmes.find((each) => each.id === id);
  if (found !== undefined) return found;
  throw usageError(
    `There is no programme "${id.slice(0, 40)}".`,
    `There are: ${programmes.map((p) => p.id).join(', ')}.`,
  );
}

/** The day of --on, or undefined. */
export function dayOption({ options }: CommandContext): number | undefined {
  const text = options['on'];
  if (typeof text !== 'string') return undefined;
  const day = parseIsoDate(text);
  if (day === undefined)
    throw usageError('--on takes a date such as 2025-12-31.', 'Give it such a date, or leave it out.');
  return day;
}

export function changeOptions(context: CommandContext): RuleChange {
  return { limits: pairs(context, 'limit'), amounts: pairs(context, 'amount') };
}

function pairs({ options }: CommandContext, name: string): Record<string, number> {
  const text = options[name];
  if (typeof text !== 'string') return {};
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [key, value, ...rest] = pair.split('=');
      const number = Number(value);
      if (
        key === undefined ||
        value === undefined ||
        value === '' ||
        rest.length > 0 ||
        !(number >= 0 && number < Infinity)
      )
        throw usageError(`--${name} takes NAME=NUMBER, not below 0.`, `For example --${name} desilLimit=5.`);
      return [key, number];
    }),
  );
}

/** Evaluates one programme over the whole city of the newest snapshot. */
export async function evaluatedCity(context: CommandContext, id: string): Promise<EvaluatedProgramme> {
  const city = await openCityFacts(context.config, { emptyLists: emptyListsOption(context) });
  return evaluateProgramme(city, rulesOption(context, city, id));
}

/** The rules of a programme as --on, --limit and --amount ask for them. */
export function rulesOption(context: CommandContext, city: CityFacts, id: string): RuleSet {
  const programme = programmeOf(id, city.programmes.programmes);
  return rulesOn(programme, dayOption(context) ?? city.table.referenceDay, changeOptions(context));
}

/** For JSON, which knows no NaN: an amount that no source tells is null. */
export const known = (value: number): number | null => (Number.isNaN(value) ? null : value);
/** To tenths: a longer fraction tells nothing, and looks like a number of identity. */
export const millisecondsSince = (startedAt: number): number => Math.round((performance.now() - startedAt) * 10) / 10;
/** Rp1.250.000 or Rp1,250,000. */
export const rupiah = (value: number, language: Language): string =>
  Number.isNaN(value) ? NOT_KNOWN[language] : `Rp${numberText(Math.round(value), language)}`;
export const numberText = (value: number, language: Language): string =>
  value.toLocaleString(language === 'id' ? 'id-ID' : 'en');
const NOT_KNOWN: Bilingual = { id: 'belum diketahui', en: 'not known' };

export const OFFICE_ONLY: Bilingual = {
  id: 'Isinya jumlah keluarga yang kecil: untuk kerja di dalam kantor, bukan untuk diterbitkan.',
  en: 'Small numbers of families are in here: for work inside the office, not for publication.',
};

export const BY_THE_RULES: Bilingual = {
  id: 'Ini kata aturan menurut fakta yang ada; tidak ada yang menerima atau kehilangan bantuan karenanya.',
  en: 'What the rules say by the facts at hand; nobody gets or loses anything by it.',
};
