/** The list of one programme with its reasons, frozen and exported as a workbook, from the kept facts of a snapshot to the file. */
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assistExportCommand } from '../commands/assist/export.ts';
import { parseCommandLine } from '../commands/command.ts';
import { buildTwin } from '../pipeline.ts';
import { openStore } from '../store/open.ts';
import { emptyEmbeddedStore } from '../store/test-stores.ts';
import { TerminalProgress } from '../terminal.ts';
import type { BenchCity } from './bench-city.ts';
import { pair, type Paired } from './pairing.ts';

const PROGRAMME = 'sembako';
/** Of the workbook: what a bare file of as many cells is made of. */
const COLUMNS = 40;

export async function listBench({ config }: BenchCity): Promise<Paired> {
  const progress = new TerminalProgress({ isLive: false, columns: 80, write: () => undefined }, undefined);
  await emptyEmbeddedStore(config.storeFolder);
  const store = await openStore(config, { usesPostgis: false });
  await buildTwin({ config, progress, store, isForced: false });
  await store.close();
  const file = (name: string): string => join(config.dataFolder, name);
  const [workbook, frozen] = [file('bench.xlsx'), file('bench.json')];
  const words = ['--out', workbook, '--freeze', frozen, '--by', 'Bench'];
  const exportOnce = async (): Promise<number> => {
    rmSync(frozen, { force: true });
    const asked = parseCommandLine(assistExportCommand, [PROGRAMME, ...words]);
    const { json } = await assistExportCommand.run({ config, progress, ...asked });
    if (statSync(frozen).size === 0) throw new Error('Nothing was frozen.');
    return (json as { rows: number }).rows;
  };
  const rows = await exportOnce();
  const row = Array.from({ length: COLUMNS }, (_, column) => `cell ${column}`).join(',');
  const bare = (): number => {
    writeFileSync(file('bench.csv'), Array.from({ length: rows }, (_, i) => `${i},${row}`).join('\n'));
    return rows;
  };
  return pair(
    { what: 'A list with reasons, frozen and exported', unit: 'rows', size: rows },
    { name: 'assist export, from the snapshot to the workbook', run: exportOnce },
    { name: `a bare CSV of as many rows of ${COLUMNS} cells`, run: bare },
    3,
  );
}
