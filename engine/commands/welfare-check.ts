import { openCityFacts } from '../city-facts.ts';
import type { Interval } from '../estimation/metrics/bootstrap.ts';
import { openStore } from '../store/open.ts';
import { newestSnapshot } from '../store/snapshots.ts';
import { noScore, readKeptScore } from '../welfare-score/kept-score.ts';
import { factsOfCity } from '../welfare-score/score-facts.ts';
import { scoreAccuracy, type GroupAccuracy } from '../welfare-score/score-accuracy.ts';
import type { GroupsAccuracy } from '../welfare-score/score-fairness.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

async function run({ config }: CommandContext): Promise<CommandResult> {
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
        `Score ${accuracy.version} of snapshot ${city.snapshotId} against the truth of the sample city: ${accuracy.comparable} of ${accuracy.families} families are known to it.`,
        '',
        ...groupLines('all with a score', accuracy.all, accuracy.interval),
        ...groupLines('by the main model', accuracy.main, accuracy.interval),
        ...(otherwise === undefined ? [] : groupLines('by the other model', otherwise, accuracy.interval)),
        '  (Intervals promise to hold what a survey would write down, errors of the answer included: they hold the truth more often.)',
        '',
        `Beside the desil of DTSEN, of the ${byDesil.families} families that have one:`,
        ...groupLines('score', byDesil.score, accuracy.interval),
        ...groupLines('desil', byDesil.desil, undefined),
        '',
        'Errors by group, with 95 % intervals (families drawn again); ! where the families due are clearly missed more than all:',
        ...accuracy.fairness.flatMap(fairnessLines),
      ],
      json: { snapshotId: city.snapshotId, ...accuracy },
    };
  } finally {
    await store.close();
  }
}

/** @param promised share that intervals promise to hold; undefined where there are none */
function groupLines(name: string, group: GroupAccuracy, promised: number | undefined): string[] {
  const interval =
    promised === undefined ? '' : `, intervals of ${percent(promised)} hold ${percent(group.covered)} of true spending`;
  return [
    `  ${name}: ${group.families} families, Spearman ${group.spearman.toFixed(3)}${interval}`,
    ...group.coverages.map(
      ({ coverage, auc, inclusionError, exclusionError }) =>
        `    coverage ${percent(coverage)}: AUC ${auc.toFixed(3)}, inclusion error ${percent(inclusionError)}, exclusion error ${percent(exclusionError)}`,
    ),
  ];
}

function fairnessLines({ name, coverages }: GroupsAccuracy): string[] {
  const within = ({ value, low, high }: Interval): string =>
    Number.isNaN(value) ? 'none due' : `${percent(value)} (${percent(low)} to ${percent(high)})`;
  return coverages.flatMap(({ coverage, groups }) => [
    `  ${name.en}, coverage ${percent(coverage)}`,
    ...groups.map(
      ({ group, households, exclusionError, inclusionError, isMissedMore }) =>
        `  ${isMissedMore ? '!' : ' '} ${group.padEnd(32)} ${String(households).padStart(6)} families, exclusion error ${within(exclusionError)}, inclusion error ${within(inclusionError)}`,
    ),
  ]);
}

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
