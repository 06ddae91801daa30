import { openCityFacts } from '../city-facts.ts';
import type { Interval } from '../estimation/metrics/bootstrap.ts';
import { openStore } from '../store/open.ts';
import { newestSnapshot } from '../store/snapshots.ts';
import { noScore, readKeptScore } from '../welfare-score/kept-score.ts';
import { factsOfCity } from '../welfare-score/score-facts.ts';
import { scoreAccuracy, type GroupAccuracy } from '../welfare-score/score-accuracy.ts';
import type { GroupsAccuracy } from '../welfare-score/score-fairness.ts';
import type { Bilingual, Language } from '../kernel/bilingual.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';
import { languageOf } from './language.ts';
import { decimalText, say } from './words.ts';

const percent = (share: number, language: Language): string => `${decimalText(share * 100, 1, language)} %`;

async function run(context: CommandContext): Promise<CommandResult> {
  const { config } = context;
  const language = languageOf(context);
  const store = await openStore(config, { usesPostgis: false });
  try {
    const snapshot = await newestSnapshot(store);
    const city = await openCityFacts(config, snapshot === undefined ? {} : { snapshot });
    const kept = await readKeptScore(config, city.snapshotId);
    if (kept === undefined) throw noScore();
    const accuracy = await scoreAccuracy(city, kept, factsOfCity(config.modelsFolder, city), config.truthFolder, store);
    const { byDesil, otherwise } = accuracy;
    return {
      lines: [
        say(HEADING, language, accuracy.version, city.snapshotId, accuracy.comparable, accuracy.families),
        '',
        ...groupLines(ALL[language], accuracy.all, accuracy.interval, language),
        ...groupLines(MAIN[language], accuracy.main, accuracy.interval, language),
        ...(otherwise === undefined ? [] : groupLines(OTHER[language], otherwise, accuracy.interval, language)),
        INTERVALS[language],
        '',
        say(BESIDE, language, byDesil.families),
        ...groupLines(SCORE[language], byDesil.score, accuracy.interval, language),
        ...groupLines('desil', byDesil.desil, undefined, language),
        '',
        BY_GROUP[language],
        ...accuracy.fairness.flatMap((each) => fairnessLines(each, language)),
      ],
      json: { snapshotId: city.snapshotId, ...accuracy },
    };
  } finally {
    await store.close();
  }
}

/** @param promised share that intervals promise to hold; undefined where there are none */
function groupLines(name: string, group: GroupAccuracy, promised: number | undefined, language: Language): string[] {
  const interval =
    promised === undefined ? '' : say(HOLD, language, percent(promised, language), percent(group.covered, language));
  return [
    say(GROUP, language, name, group.families, decimalText(group.spearman, 3, language), interval),
    ...group.coverages.map(({ coverage, auc, inclusionError, exclusionError }) =>
      say(
        COVERAGE,
        language,
        percent(coverage, language),
        decimalText(auc, 3, language),
        percent(inclusionError, language),
        percent(exclusionError, language),
      ),
    ),
  ];
}

function fairnessLines({ name, coverages }: GroupsAccuracy, language: Language): string[] {
  const within = ({ value, low, high }: Interval): string => {
    const [middle, least, most] = [value, low, high].map((share) => percent(share, language));
    return Number.isNaN(value) ? NONE_DUE[language] : say(WITHIN, language, middle!, least!, most!);
  };
  return coverages.flatMap(({ coverage, groups }) => [
    say(OF_GROUPS, language, name[language], percent(coverage, language)),
    ...groups.map(({ group, households, exclusionError, inclusionError, isMissedMore }) =>
      say(
        LINE,
        language,
        ...[isMissedMore ? '!' : ' ', group.padEnd(32), String(households).padStart(6)],
        within(exclusionError),
        within(inclusionError),
      ),
    ),
  ]);
}

const HEADING: Bilingual = {
  id: 'Skor {} snapshot {} terhadap kebenaran kota contoh: {} dari {} keluarga dikenal di sana.',
  en: 'Score {} of snapshot {} against the truth of the sample city: {} of {} families are known to it.',
};
const ALL: Bilingual = { id: 'semua yang punya skor', en: 'all with a score' };
const MAIN: Bilingual = { id: 'oleh model utama', en: 'by the main model' };
const OTHER: Bilingual = { id: 'oleh model kedua', en: 'by the other model' };
const INTERVALS: Bilingual = {
  id: '  (Rentang dijanjikan memuat yang akan dicatat survei, termasuk salah jawab: kebenaran lebih sering ada di dalamnya.)',
  en: '  (Intervals promise to hold what a survey would write down, errors of the answer included: they hold the truth more often.)',
};
const BESIDE: Bilingual = {
  id: 'Di samping desil DTSEN, untuk {} keluarga yang memilikinya:',
  en: 'Beside the desil of DTSEN, of the {} families that have one:',
};
const SCORE: Bilingual = { id: 'skor', en: 'score' };
const BY_GROUP: Bilingual = {
  id: 'Kesalahan menurut kelompok, dengan rentang 95 % (keluarga diundi ulang); ! jika yang berhak jelas lebih sering terlewat:',
  en: 'Errors by group, with 95 % intervals (families drawn again); ! where the families due are clearly missed more than all:',
};
const HOLD: Bilingual = {
  id: ', rentang {} memuat {} pengeluaran yang sebenarnya',
  en: ', intervals of {} hold {} of true spending',
};
const GROUP: Bilingual = { id: '  {}: {} keluarga, Spearman {}{}', en: '  {}: {} families, Spearman {}{}' };
const COVERAGE: Bilingual = {
  id: '    cakupan {}: AUC {}, salah masuk {}, salah keluar {}',
  en: '    coverage {}: AUC {}, inclusion error {}, exclusion error {}',
};
const NONE_DUE: Bilingual = { id: 'tidak ada yang berhak', en: 'none due' };
const WITHIN: Bilingual = { id: '{} ({} sampai {})', en: '{} ({} to {})' };
const OF_GROUPS: Bilingual = { id: '  {}, cakupan {}', en: '  {}, coverage {}' };
const LINE: Bilingual = {
  id: '  {} {} {} keluarga, salah keluar {}, salah masuk {}',
  en: '  {} {} {} families, exclusion error {}, inclusion error {}',
};

export const welfareCheckCommand: Command = {
  name: 'welfare check',
  summary: {
    id: 'Membandingkan skor kota contoh yang disimpan dengan kebenarannya: kedua kesalahan, AUC, rentang, menurut kelompok, di samping desil',
    en: 'Holds the kept score of the sample city against its truth: both errors, AUC, intervals, by group, beside the desil',
  },
  operands: [],
  options: [],
  run,
};
