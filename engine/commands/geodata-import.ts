import type { Bilingual } from '../kernel/bilingual.ts';
import { languageOf } from './language.ts';
import { resolve } from 'node:path';
import { importBoundaries } from '../geography/import/import-boundaries.ts';
import { openStore } from '../store/open.ts';
import type { Store } from '../store/store.ts';
import type { Command, CommandContext, CommandResult } from './command.ts';

async function run(context: CommandContext): Promise<CommandResult> {
  const { config, progress, operands } = context;
  const language = languageOf(context);
  let store: Store | undefined;
  progress.stage('Membaca berkas batas wilayah');
  try {
    const report = await importBoundaries({
      file: resolve(operands[0]!),
      openStore: async () => {
        progress.stage('Membuka penyimpanan');
        store = await openStore(config);
        progress.stage('Memeriksa dan memperbaiki batas wilayah');
        return store;
      },
      geodataFolder: config.geodataFolder,
      outFolder: config.importedGeodataFolder,
    });
    return {
      lines: [...report.lines.map(({ [language]: line }) => line), '', FROM_NOW[language]],
      json: report,
    };
  } finally {
    await store?.close();
  }
}

const FROM_NOW: Bilingual = {
  id: 'Batas resmi berlaku mulai pembangunan berikutnya: npm run twin -- build',
  en: 'The official boundaries hold from the next build on: npm run twin -- build',
};

export const geodataImportCommand: Command = {
  name: 'geodata import',
  summary: {
    id: 'Memasukkan batas kelurahan resmi (GeoJSON) sebagai pengganti batas indikatif',
    en: 'Takes official kelurahan boundaries (GeoJSON) in place of the indicative ones',
  },
  operands: ['FILE'],
  options: [],
  run,
};
