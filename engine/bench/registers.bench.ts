/** Reading a SIAK export into checked columns, against csv-parse that only splits it into fields. */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { SILENT } from '../kernel/progress.ts';
import { loadKelurahanFacts } from '../../geodata/facts.ts';
import { projectPath } from '../kernel/files.ts';
import { readRegisters } from '../registers/read.ts';
import type { BenchCity } from './bench-city.ts';
import { pair, type Paired } from './pairing.ts';

async function rowsByCsvParse(file: string): Promise<number> {
  let rows = -1;
  const parser = createReadStream(file, { encoding: 'latin1' }).pipe(parse({ delimiter: ';', relaxColumnCount: true }));
  for await (const row of parser) if ((row as string[]).length > 0) rows++;
  return rows;
}

export async function registersBench({ populationOnlyFolder }: BenchCity): Promise<Paired[]> {
  const file = join(populationOnlyFolder, 'dukcapil-penduduk.csv');
  const read = async (): Promise<number> => {
    const reading = await readRegisters({
      folder: populationOnlyFolder,
      models: projectPath('models'),
      progress: SILENT,
      kelurahan: loadKelurahanFacts(),
    });
    return reading.files.reduce((sum, { rowsReceived }) => sum + rowsReceived, 0);
  };
  const rows = await read();
  return [
    await pair(
      { what: 'Register file into checked columns', unit: 'rows', size: rows },
      { name: 'read, check, code into columns', run: read },
      { name: 'csv-parse: split into fields alone', run: () => rowsByCsvParse(file) },
      3,
    ),
  ];
}
