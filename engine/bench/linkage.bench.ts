/** The steps of linkage against the plain way: each pair of rows compared on its own, text by text. */
import { loadKelurahanFacts } from '../../geodata/facts.ts';
import { chance } from '../kernel/random.ts';
import { projectPath } from '../kernel/files.ts';
import { SILENT } from '../kernel/progress.ts';
import { linkRegisters } from '../linkage/link-registers.ts';
import { loadLinkageModel } from '../linkage/model.ts';
import { jaroWinkler } from '../linkage/string-measures.ts';
import { readRegisters } from '../registers/read.ts';
import type { RegisterRecords, TextColumn } from '../registers/records.ts';
import type { BenchCity } from './bench-city.ts';
import { pair, type Paired } from './pairing.ts';

const textOf = (records: RegisterRecords, field: string): TextColumn => {
  const column = records.columns.get(field);
  if (column?.kind !== 'text') throw new Error(`${records.registerId} has no text column ${field}`);
  return column;
};

/** All of linkRegisters against Jaro–Winkler on full and mother's name alone, for as many pairs as rules found. */
export async function linkageBench({ config }: BenchCity): Promise<Paired[]> {
  const { registers } = await readRegisters({
    folder: config.registersFolder,
    models: projectPath('models'),
    progress: SILENT,
    kelurahan: loadKelurahanFacts(),
  });
  const model = loadLinkageModel(projectPath('models', 'linkage', 'resident.yaml'));
  const link = (): number => linkRegisters({ registers, model, progress: SILENT }).personCount;
  const pairs = linkRegisters({ registers, model, progress: SILENT }).report.pairsByRule.reduce(
    (sum, rule) => sum + rule.pairs,
    0,
  );
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
    { name: 'linkRegisters: prepare, block, compare, learn, decide', run: () => (link(), 0) },
    { name: 'Jaro–Winkler of two names, pair by pair', run: () => (compareAll(), 0) },
    3,
  );
  return [result];
}
