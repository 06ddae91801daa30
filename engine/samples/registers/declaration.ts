/** registers.yaml: what a data steward puts beside the files, so that nothing about them is guessed. */
import { isoDate } from '../../kernel/time.ts';
import type { City } from '../city.ts';
import type { CsvDialect } from './files/csv-file.ts';
import { FILE_OF_REGISTER, SAMPLE_REGISTERS, type SampleRegister } from './headings.ts';

/** Dialects of the files that are CSV; the others are workbooks. */
export const CSV_DIALECTS: Readonly<Partial<Record<SampleRegister, CsvDialect>>> = {
  dukcapil: { delimiter: ';', encoding: 'windows-1252' },
  'dukcapil-moves': { delimiter: ';', encoding: 'windows-1252' },
  'dtsen-families': { delimiter: ';', encoding: 'utf-8-bom' },
  'dtsen-members': { delimiter: ';', encoding: 'utf-8-bom' },
  sembako: { delimiter: ',', encoding: 'utf-8-bom' },
  'pbi-jk': { delimiter: ',', encoding: 'utf-8' },
  disnaker: { delimiter: ';', encoding: 'windows-1252' },
};

/** Registers that write YYYY-MM-DD; all others put the day first. */
const YEAR_FIRST: ReadonlySet<SampleRegister> = new Set(['dtsen-families', 'dtsen-members', 'dapodik']);

export function declarationOf(city: City): string {
  const files = SAMPLE_REGISTERS.map((register) => {
    const dialect = CSV_DIALECTS[register];
    const encoding = dialect?.encoding.replace('-bom', '');
    return [
      `  - file: ${FILE_OF_REGISTER[register]}`,
      `    register: ${register}`,
      `    dates: ${YEAR_FIRST.has(register) ? 'ymd' : 'dmy'}`,
      `    decimal: ','`,
      ...(dialect === undefined ? [] : [`    encoding: ${encoding}`, `    delimiter: '${dialect.delimiter}'`]),
    ].join('\n');
  });
  return [
    '# Which file is which register, and how it is written. Invented data: the sample city and its registers.',
    `asOf: ${isoDate(city.referenceDay)}`,
    'sample: true',
    `seed: ${city.seed}`,
    'files:',
    ...files,
    '',
  ].join('\n');
}
