import { openCityFacts } from '../city-facts.ts';
import { openStore } from '../store/open.ts';
import { newestSnapshot } from '../store/snapshots.ts';
import { noScore, readKeptScore } from '../welfare-score/kept-score.ts';
import { scoreAccuracy, type GroupAccuracy } from '../welfare-score/score-accuracy.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

async function run({ config }: CommandContext): Promise<CommandResult> {
  const store = await openStore(config, { usesPostgis: false });
  try {
    const snapshot = await newestSnapshot(store);
    const city = await openCityFacts(config, snapshot === undefined ? {} : { snapshot });
    const kept = await readKeptScore(config, city.snapshotId);
    if (kept === undefined) throw noScore();
    const accuracy = await scoreAccuracy(city, kept, config.truthFolder, store);
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

export const welfareCheckCommand: Command = {
  name: 'welfare check',
  summary: 'Holds the kept score of the sample city against its truth: both errors, AUC, intervals, beside the desil',
  operands: [],
  options: [],
  run,
};
