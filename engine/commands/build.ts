import type { Estimate } from '../linkage/core/estimate.ts';
import { buildTwin, type BuildOutcome } from '../pipeline.ts';
import { openStore } from '../store/open.ts';
import { requireRegisters } from '../sample.ts';
import { accuracyLines, calibrationLines, memoryLine } from './build-accuracy-lines.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

function lines(outcome: BuildOutcome): string[] {
  if (outcome.kind === 'unchanged') {
    return [
      `Snapshot ${outcome.snapshotId} is complete already: same inputs, parameters, code and keys. Nothing to do.`,
    ];
  }
  return [
    `Snapshot ${outcome.snapshotId}: ${outcome.residents} residents in ${outcome.households} households.`,
    '',
    'Register                received    linked  in review   refused   matched',
    ...outcome.registers.map((register) =>
      [
        register.registerId.padEnd(20),
        String(register.received).padStart(11),
        String(register.linked).padStart(9),
        String(register.inReview).padStart(10),
        String(register.refused).padStart(9),
        percent(register.matchedShare).padStart(9),
      ].join(' '),
    ),
    ...personLines(outcome),
    ...decisionLines(outcome),
    ...judgedLines(outcome),
    ...truthLines(outcome),
    '',
    'Stage                                    seconds',
    ...outcome.stages.map((stage) => `  ${stage.stage.padEnd(38)} ${stage.seconds.toFixed(1).padStart(6)}`),
  ];
}

/** What happened to persons since the snapshot before. */
function personLines({ persons }: Extract<BuildOutcome, { kind: 'built' }>): string[] {
  if (persons.isFirst) return [];
  const { counts } = persons;
  const told = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
  return [
    '',
    `Persons since the snapshot before: ${told.length === 0 ? 'nobody changed' : told.join(', ')}.`,
    'npm run twin -- review city-events tells who was created, absorbed, split or ended.',
  ];
}

function decisionLines({ decisions }: Extract<BuildOutcome, { kind: 'built' }>): string[] {
  if (decisions === undefined) return [];
  const settled = `Decisions of people: ${decisions.pairs} pairs of rows are settled by them.`;
  return ['', settled, ...decisions.notes.flatMap(({ id, en }) => [id, en])];
}

/** The same table without a truth: what the links themselves make likely. */
function judgedLines({ judged = [] }: Extract<BuildOutcome, { kind: 'built' }>): string[] {
  if (judged.length === 0) return [];
  const told = ({ value, low, high }: Estimate): string =>
    `${percent(value)} [${percent(low)}, ${percent(high)}]`.padStart(32);
  return [
    '',
    'Judged without truth, 95 %:                            precision                          recall',
    ...judged.map(
      ({ registerId, precision, recall }) => `  ${registerId.padEnd(30)} ${told(precision)}${told(recall)}`,
    ),
  ];
}

function truthLines({ accuracy, calibration = [], registers }: Extract<BuildOutcome, { kind: 'built' }>): string[] {
  if (accuracy === undefined) return [];
  const compared = new Set(accuracy.map(({ registerId }) => registerId));
  const changed = registers.map(({ registerId }) => registerId).filter((id) => !compared.has(id));
  return [...accuracyLines(accuracy, changed), ...calibrationLines(calibration)];
}

async function run({ config, progress, options }: CommandContext): Promise<CommandResult> {
  requireRegisters(config.registersFolder);
  progress.stage('Membuka penyimpanan');
  const store = await openStore(config, { usesPostgis: false });
  progress.end();
  try {
    const [isForced, acceptsFewer] = [options['force'] === true, options['accept-fewer'] === true];
    const outcome = await buildTwin({ config, progress, store, isForced, acceptsFewer });
    const peakMebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
    return { lines: [...lines(outcome), memoryLine(peakMebibytes)], json: { ...outcome, peakMebibytes } };
  } finally {
    await store.close();
  }
}

export const buildCommand: Command = {
  name: 'build',
  summary: {
    id: 'Membaca register dan membangun snapshot kembaran',
    en: 'Reads the registers and builds a snapshot of the twin',
  },
  operands: [],
  options: [
    {
      name: 'force',
      help: {
        id: 'Bangun walaupun snapshot lengkap dari masukan yang sama sudah ada',
        en: 'Build even when a complete snapshot of the same inputs is there',
      },
    },
    {
      name: 'accept-fewer',
      help: {
        id: 'Bangun walaupun warga yang tersisa kurang dari separuh yang sedang dipakai',
        en: 'Build even when not half as many residents are left as are served',
      },
    },
  ],
  run,
};
