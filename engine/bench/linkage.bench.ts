/** The steps of linkage against the plain way: each pair of rows compared on its own, text by text. */
import { loadKelurahanFacts } from '../../geodata/facts.ts';
import { chance } from '../kernel/random.ts';
import { projectPath } from '../kernel/files.ts';
import { SILENT } from '../kernel/progress.ts';
import { LONGEST_PREFIX, PREFIX_WEIGHT } from '../linkage/core/measures/words/likeness.ts';
import { slowJaro } from '../linkage/core/measures/words/slow-likeness.ts';
import { linkResidents } from '../linkage/residents/link-residents.ts';
import { loadResidentModel } from '../linkage/residents/resident-model.ts';
import { readRegisters } from '../registers/read.ts';
import type { RegisterRecords, TextColumn } from '../registers/records.ts';
import type { BenchCity } from './bench-city.ts';
import { pair, type Paired } from './pairing.ts';

const textOf = (records: RegisterRecords, field: string): TextColumn => {
  const column = records.columns.get(field);
  if (column?.kind !== 'text') throw new Error(`${records.registerId} has no text column ${field}`);
  return column;
};

const codesOf = (text: string): Uint16Array => Uint16Array.from(text, (letter) => letter.charCodeAt(0));

/** Jaro–Winkler of two texts in the obvious form. */
function jaroWinkler(left: string, right: string): number {
  const similarity = slowJaro(codesOf(left + right), 0, left.length, left.length, right.length);
  const longest = Math.min(LONGEST_PREFIX, left.length, right.length);
  let prefix = 0;
  while (prefix < longest && left[prefix] === right[prefix]) prefix++;
  return similarity + prefix * PREFIX_WEIGHT * (1 - similarity);
}

/** All of linkResidents against Jaro–Winkler on full and mother's name alone, for as many pairs as rules found. */
export async function linkageBench({ config }: BenchCity): Promise<Paired[]> {
  const { registers } = await readRegisters({
    folder: config.registersFolder,
    models: projectPath('models'),
    progress: SILENT,
    kelurahan: loadKelurahanFacts(),
  });
  const model = loadResidentModel(projectPath('models', 'linkage', 'resident.yaml'));
  const link = () => linkResidents({ registers, model, threads: 1, progress: SILENT });
  const pairs = (await link()).report.pairsByRule.reduce((sum, rule) => sum + rule.pairs, 0);
  const population = registers.find(({ role }) => role === 'population')!;
  const name = textOf(population, 'fullName');
  const mother = textOf(population, 'motherName');
  const draws = chance(1, 'bench-pairs');
  const compareAll = (): number => {
    let close = 0;
    for (let i = 0; i < pairs; i++) {
      const left = draws.below(population.count, i);
      const right = draws.below(population.count, i, 1);
      for (const { codes, dictionary } of [name, mother]) {
        if (jaroWinkler(dictionary.values[codes[left]!]!, dictionary.values[codes[right]!]!) > 0.92) close++;
      }
    }
    return close;
  };
  const result = await pair(
    { what: 'Linkage, all steps, against comparing two names a pair', unit: 'candidate pairs', size: pairs },
    { name: 'linkResidents: prepare, block, compare, learn, decide', run: async () => (await link(), 0) },
    { name: 'Jaro–Winkler of two names, pair by pair', run: () => (compareAll(), 0) },
    3,
  );
  return [result];
}
