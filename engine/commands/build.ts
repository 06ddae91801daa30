import type { Bilingual, Language } from '../kernel/bilingual.ts';
import { ENGLISH, INDONESIAN_ALONE } from './english/progress.ts';
import { languageOf } from './language.ts';
import { countsText } from './review-city-events.ts';
import { decimalText, say } from './words.ts';
import type { Estimate } from '../linkage/core/estimate.ts';
import { buildTwin, type BuildOutcome } from '../pipeline.ts';
import { openStore } from '../store/open.ts';
import { requireRegisters } from '../sample.ts';
import { accuracyLines, calibrationLines, memoryLine } from './build-accuracy-lines.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';

type Built = Extract<BuildOutcome, { kind: 'built' }>;

const percent = (share: number, language: Language): string => `${decimalText(share * 100, 2, language)} %`;

function lines(outcome: BuildOutcome, language: Language): string[] {
  if (outcome.kind === 'unchanged') return [say(UNCHANGED, language, outcome.snapshotId)];
  const { said } = { id: INDONESIAN_ALONE, en: ENGLISH }[language];
  return [
    say(MADE, language, outcome.snapshotId, outcome.residents, outcome.households),
    '',
    REGISTERS[language],
    ...outcome.registers.map((register) =>
      [
        register.registerId.padEnd(20),
        String(register.received).padStart(11),
        String(register.linked).padStart(9),
        String(register.inReview).padStart(10),
        String(register.refused).padStart(9),
        percent(register.matchedShare, language).padStart(9),
      ].join(' '),
    ),
    ...personLines(outcome, language),
    ...decisionLines(outcome, language),
    ...judgedLines(outcome, language),
    ...truthLines(outcome, language),
    '',
    STAGES[language],
    ...outcome.stages.map(
      ({ stage, seconds }) => `  ${said(stage).padEnd(38)} ${decimalText(seconds, 1, language).padStart(6)}`,
    ),
  ];
}

const UNCHANGED: Bilingual = {
  id: 'Snapshot {} sudah lengkap: masukan, parameter, kode, dan kunci sama. Tidak ada yang perlu dikerjakan.',
  en: 'Snapshot {} is complete already: same inputs, parameters, code and keys. Nothing to do.',
};
const MADE: Bilingual = {
  id: 'Snapshot {}: {} warga dalam {} rumah tangga.',
  en: 'Snapshot {}: {} residents in {} households.',
};
const REGISTERS: Bilingual = {
  id: 'Register                diterima  tertaut  diperiksa   ditolak     cocok',
  en: 'Register                received    linked  in review   refused   matched',
};
const STAGES: Bilingual = {
  id: 'Tahap                                      detik',
  en: 'Stage                                    seconds',
};

/** What happened to persons since the snapshot before. */
function personLines({ persons }: Built, language: Language): string[] {
  if (persons.isFirst) return [];
  return ['', say(PERSONS, language, countsText(persons.counts, language)), EVENTS[language]];
}

const PERSONS: Bilingual = {
  id: 'Orang sejak snapshot sebelumnya: {}.',
  en: 'Persons since the snapshot before: {}.',
};
const EVENTS: Bilingual = {
  id: 'npm run twin -- review city-events menyebutkan siapa yang baru, dilebur, dipecah, atau tidak ada lagi.',
  en: 'npm run twin -- review city-events tells who was created, absorbed, split or ended.',
};

function decisionLines({ decisions }: Built, language: Language): string[] {
  if (decisions === undefined) return [];
  return ['', say(SETTLED, language, decisions.pairs), ...decisions.notes.map(({ [language]: note }) => note)];
}

const SETTLED: Bilingual = {
  id: 'Keputusan petugas: {} pasangan baris ditetapkan olehnya.',
  en: 'Decisions of people: {} pairs of rows are settled by them.',
};

/** The same table without a truth: what the links themselves make likely. */
function judgedLines({ judged = [] }: Built, language: Language): string[] {
  if (judged.length === 0) return [];
  const told = ({ value, low, high }: Estimate): string => {
    const [middle, least, most] = [value, low, high].map((share) => percent(share, language));
    return `${middle} [${least}, ${most}]`.padStart(32);
  };
  return [
    '',
    JUDGED[language],
    ...judged.map(
      ({ registerId, precision, recall }) => `  ${registerId.padEnd(30)} ${told(precision)}${told(recall)}`,
    ),
  ];
}

const JUDGED: Bilingual = {
  id: 'Dinilai tanpa kebenaran, 95 %:                         ketepatan                     kelengkapan',
  en: 'Judged without truth, 95 %:                            precision                          recall',
};

function truthLines({ accuracy, calibration = [], registers }: Built, language: Language): string[] {
  if (accuracy === undefined) return [];
  const compared = new Set(accuracy.map(({ registerId }) => registerId));
  const changed = registers.map(({ registerId }) => registerId).filter((id) => !compared.has(id));
  return [...accuracyLines(accuracy, changed, language), ...calibrationLines(calibration, language)];
}

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, progress, options } = context;
  const language = languageOf(context);
  requireRegisters(config.registersFolder);
  progress.stage('Membuka penyimpanan');
  const store = await openStore(config, { usesPostgis: false });
  progress.end();
  try {
    const [isForced, acceptsFewer] = [options['force'] === true, options['accept-fewer'] === true];
    const outcome = await buildTwin({ config, progress, store, isForced, acceptsFewer });
    const peakMebibytes = Math.round(process.resourceUsage().maxRSS / 1024);
    return {
      lines: [...lines(outcome, language), memoryLine(peakMebibytes, language)],
      json: { ...outcome, peakMebibytes },
    };
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
