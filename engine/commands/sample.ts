import type { Bilingual } from '../kernel/bilingual.ts';
import { languageOf } from './language.ts';
import { decimalText, say } from './words.ts';
import { calibrationLines, makeSample } from '../sample.ts';
import { LEAST_RESIDENTS, MOST_RESIDENTS } from '../samples/city-options.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, progress } = context;
  const language = languageOf(context);
  const made = await makeSample({
    config,
    progress,
    residents: wholeOption(context, 'residents', LEAST_RESIDENTS, MOST_RESIDENTS) ?? config.sampleResidents,
    seed: wholeOption(context, 'seed', 0, 4_294_967_295) ?? config.sampleSeed,
    isReplaced: context.options['replace'] === true,
  });
  if (made === undefined) {
    throw usageError(
      'The registers folder is not empty, and it may hold real registers.',
      'Name another folder with KEMBARAN_REGISTERS, or give --replace when it holds a sample city.',
    );
  }
  return {
    lines: [
      say(CITY, language, made.residents, made.seed, made.files.length, made.rows),
      ...made.files.map(({ file, rows, bytes }) =>
        say(FILE, language, file, rows, decimalText(bytes / 1e6, 1, language)),
      ),
      say(SURVEY, language, made.survey.file, made.survey.households, made.survey.blocks),
      '',
      CALIBRATION[language],
      ...calibrationLines(made.calibration, language),
    ],
    json: made,
  };
}

const CITY: Bilingual = {
  id: 'Kota contoh berisi {} warga, benih {}: {} berkas register, {} baris.',
  en: 'Sample city of {} residents, seed {}: {} register files, {} rows.',
};
const FILE: Bilingual = { id: '  {}  {} baris  {} MB', en: '  {}  {} rows  {} MB' };
const SURVEY: Bilingual = {
  id: 'Survei rumah tangga rekaan survei/{} di folder data: {} keluarga dari {} blok, dengan pengeluaran dan bobot.',
  en: 'Invented household survey survei/{} in the data folder: {} families of {} blocks, with spending and weights.',
};
const CALIBRATION: Bilingual = {
  id: 'Kalibrasi: sasaran, hasil, selisih',
  en: 'Calibration: target, got, gap',
};

export const sampleCommand: Command = {
  name: 'sample',
  summary: {
    id: 'Membuat kota rekaan dan menulis register serta survei rumah tangganya, dengan kebenarannya terpisah',
    en: 'Makes an invented city and writes its registers and a household survey, with its truth apart',
  },
  operands: [],
  options: [
    {
      name: 'residents',
      value: 'N',
      help: {
        id: 'Jumlah warga kota (bawaan KEMBARAN_SAMPLE_RESIDENTS)',
        en: 'Size of the city (default KEMBARAN_SAMPLE_RESIDENTS)',
      },
    },
    {
      name: 'seed',
      value: 'N',
      help: { id: 'Benih undian (bawaan KEMBARAN_SAMPLE_SEED)', en: 'Seed of chance (default KEMBARAN_SAMPLE_SEED)' },
    },
    {
      name: 'replace',
      help: {
        id: 'Ganti kota contoh yang ada; register sungguhan tidak pernah diganti',
        en: 'Replace the sample city that is there; real registers are never replaced',
      },
    },
  ],
  run,
};
