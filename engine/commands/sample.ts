import { calibrationLines, makeSample } from '../sample.ts';
import { LEAST_RESIDENTS, MOST_RESIDENTS } from '../samples/city-options.ts';
import { usageError, wholeOption, type Command, type CommandContext, type CommandResult } from './command.ts';

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, progress } = context;
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
      `Sample city of ${made.residents} residents, seed ${made.seed}: ${made.files.length} register files, ${made.rows} rows.`,
      ...made.files.map((file) => `  ${file.file}  ${file.rows} rows  ${(file.bytes / 1e6).toFixed(1)} MB`),
      `Invented household survey survei/${made.survey.file} in the data folder: ${made.survey.households} families of ${made.survey.blocks} blocks, with spending and weights.`,
      '',
      'Calibration: target, got, gap',
      ...calibrationLines(made.calibration),
    ],
    json: made,
  };
}

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
