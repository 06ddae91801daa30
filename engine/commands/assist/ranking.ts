import { dirname, resolve } from 'node:path';
import { programmePool } from '../../assistance/what-if/programme-pool.ts';
import { meetingCandidates } from '../../assistance/what-if/select.ts';
import type { CityFacts } from '../../city-facts.ts';
import { meetingFile, RANKING_HEADINGS } from '../../community-ranking.ts';
import { hexIdOf } from '../../household-column.ts';
import type { Bilingual } from '../../kernel/bilingual.ts';
import { FOR_OWNER, makePrivateFolder, writeFileAtomic } from '../../kernel/files.ts';
import { chance } from '../../kernel/random.ts';
import { evaluateProgramme } from '../../programme-review.ts';
import { openStore } from '../../store/open.ts';
import type { Store } from '../../store/store.ts';
import { noScore, readKeptScore } from '../../welfare-score/kept-score.ts';
import { trueSpending, truthOf } from '../../welfare-score/score-accuracy.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from '../command.ts';
import { languageOf } from '../language.ts';
import { say } from '../words.ts';
import { RULE_OPTIONS, rulesOption } from './city.ts';
import { cityOf } from './export.ts';
import { SEED_OPTION, seedOption } from './list-options.ts';

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, options, operands } = context;
  const id = operands[0]!;
  const language = languageOf(context);
  const places = wholeOption(context, 'places', 1, Number.MAX_SAFE_INTEGER);
  if (places === undefined)
    throw usageError(
      '--places is missing.',
      'Say how many places there are in the city: more families than that are ranked.',
    );
  const isInvented = options['invented'] === true;
  const out = typeof options['out'] === 'string' ? resolve(options['out']) : meetingFile(config, id);
  const store = await openStore(config, { usesPostgis: false });
  try {
    const city = await cityOf(store, context);
    if (isInvented && !city.snapshot.isSample)
      throw usageError(
        '--invented is for a sample city.',
        'Leave it out: the meetings of the kelurahan give the ranks.',
      );
    const kept = await readKeptScore(config, city.snapshotId);
    if (kept === undefined) throw noScore();
    const seed = seedOption(context);
    const { found, columns } = evaluateProgramme(city, rulesOption(context, city, id));
    const { kelurahan } = city.population.households;
    const { pool, rupiahPerYear } = programmePool(found, columns, kelurahan, kept.amount, undefined);
    const { codes } = city.geography.levels.kelurahan;
    const families = meetingCandidates(pool, { desilLimit: 10, places, seed }, rupiahPerYear).filter(
      (h) => kelurahan[h]! < codes.length,
    );
    const ranks = isInvented ? await inventedRanks(families, city, config.truthFolder, store, seed) : undefined;
    const { householdId } = city.population.households;
    const listed = ranks === undefined ? families : families.filter((h) => ranks.has(h));
    const rows = listed.map((h) => [codes[kelurahan[h]!]!, hexIdOf(householdId, h), ranks?.get(h) ?? ''].join(','));
    // In the order of the ids: a form that stands in the order of the score would rank before the meeting does.
    rows.sort();
    makePrivateFolder(dirname(out));
    writeFileAtomic(out, `${[RANKING_HEADINGS.join(','), ...rows].join('\n')}\n`, FOR_OWNER);
    return {
      lines: [
        say(isInvented ? INVENTED : TO_RANK, language, listed.length, new Set(listed.map((h) => kelurahan[h])).size),
        say(READ_BY, language, id, places, id),
      ],
      json: {
        snapshotId: city.snapshotId,
        isSample: city.snapshot.isSample,
        isInvented,
        file: out,
        families: listed.length,
      },
    };
  } finally {
    await store.close();
  }
}

const TO_RANK: Bilingual = {
  id: '{} keluarga dari {} kelurahan, untuk diurutkan musyawarahnya: urutan 1 paling depan, setiap urutan satu kali dalam satu kelurahan.',
  en: '{} families of {} kelurahan, to be ranked by their meetings: rank 1 first, each rank once in a kelurahan.',
};
const INVENTED: Bilingual = {
  id: '{} keluarga dari {} kelurahan, dengan urutan REKAAN.',
  en: '{} families of {} kelurahan, with INVENTED ranks.',
};
const READ_BY: Bilingual = {
  id: 'assist what-if {} --method hybrid --places {} membacanya di meetings/{}.csv dalam folder data, atau lewat --ranking.',
  en: 'assist what-if {} --method hybrid --places {} reads it at meetings/{}.csv in the data folder, or by --ranking.',
};

/** How far what neighbours see of each other strays from what is spent: spread of its logarithm, an assumption. */
const SEEN_OTHERWISE = 0.35;

/** Ranks as people who know each other would give them: by what is truly spent, seen from outside. */
async function inventedRanks(
  families: readonly number[],
  city: CityFacts,
  truthFolder: string,
  store: Store,
  seed: number,
): Promise<Map<number, number>> {
  const spent = await trueSpending(city, truthOf(city, truthFolder), store);
  const draw = chance(seed, 'invented-meeting');
  const seen = (h: number): number => Math.log(spent[h]! || 1) + SEEN_OTHERWISE * draw.normal(h);
  const byArea = new Map<number, number[]>();
  const { kelurahan } = city.population.households;
  // Nobody at the meeting knows those of whom the truth knows nothing: they stay without a rank.
  for (const h of families.filter((family) => !Number.isNaN(spent[family]!)))
    byArea.set(kelurahan[h]!, [...(byArea.get(kelurahan[h]!) ?? []), h]);
  return new Map(
    [...byArea.values()].flatMap((of) =>
      of.sort((a, b) => seen(a) - seen(b) || a - b).map((h, i): [number, number] => [h, i + 1]),
    ),
  );
}

export const assistRankingCommand: Command = {
  name: 'assist ranking',
  summary: {
    id: 'Menulis formulir tempat musyawarah kelurahan mengurutkan keluarga, untuk assist what-if --method hybrid',
    en: 'Writes the form in which the meetings of the kelurahan rank families, for assist what-if --method hybrid',
  },
  operands: ['PROGRAMME'],
  options: [
    {
      name: 'places',
      value: 'N',
      help: {
        id: 'Kuota kota; yang dibawa ke musyawarah satu setengah kalinya',
        en: 'Places in the city; half as many families again come before the meetings',
      },
    },
    {
      name: 'out',
      value: 'FILE',
      help: {
        id: 'Ke mana (bawaan: meetings/PROGRAM.csv di folder data)',
        en: 'Where to (default: meetings/PROGRAMME.csv in the data folder)',
      },
    },
    {
      name: 'invented',
      help: {
        id: 'Isi urutan dari kebenaran kota contoh, seperti yang mungkin dilihat tetangga',
        en: 'Fill in ranks from the truth of a sample city, as neighbours might see it',
      },
    },
    ...RULE_OPTIONS,
    SEED_OPTION,
  ],
  details: {
    id: [
      'Berkas CSV dengan baris judul kelurahan,household_id,rank: kode Kemendagri, id keluarga tanpa arti (disebut assist list dan',
      'welfare score), urutan bulat mulai 1, 1 yang paling membutuhkan, setiap urutan satu kali dalam satu kelurahan. Dari keluarga',
      'sasaran program, yang didahulukan skor dibawa ke musyawarah; yang tidak diberi urutan (barisnya dihapus) tidak dipilih.',
      '',
      'Contoh: npm run twin -- assist ranking bltd --places 2800 --invented',
    ],
    en: [
      'A CSV file with the heading row kelurahan,household_id,rank: Kemendagri code, id without meaning of the family (assist list',
      'and welfare score tell it), whole rank from 1, 1 who needs it most, each rank once in a kelurahan. Of the families whom the',
      'programme is for, those that the score puts first come before the meeting; who is given no rank (his row is taken out) is',
      'not chosen.',
      '',
      'Example: npm run twin -- assist ranking bltd --places 2800 --invented',
    ],
  },
  run,
};
