/** For tests: the lists of an invented city of 600 families in three kelurahan. */
import { projectPath } from '../../kernel/files.ts';
import { chance } from '../../kernel/random.ts';
import { TruthColumns } from '../evaluation/truth-columns.ts';
import { evaluate } from '../evaluation/whole-city.ts';
import type { FactTable } from '../facts/table.ts';
import { randomTable, TEST_DAY } from '../facts/test-table.ts';
import { loadProgrammes } from '../programmes/load.ts';
import { rulesOn, type RuleSet } from '../programmes/rule-set.ts';
import { STANDINGS, type ListInputs, type ProgrammeList } from './make-list.ts';

export const { facts, programmes } = loadProgrammes(projectPath('models'));
export const table = randomTable(facts, { households: 600, seed: 21, unknownShare: 0.1 });
export const CODES = ['35.77.03.1005', '35.77.03.1006', '35.77.03.1007'];
export const draw = chance(4, 'lists');
export const area = Uint16Array.from({ length: 600 }, (_, h) => (draw.uniform(h) < 0.02 ? 65535 : draw.below(3, h, 1)));
export const ids = (count: number): Uint8Array =>
  Uint8Array.from({ length: count * 16 }, (_, i) => draw.below(256, i, 2));
export const HOUSEHOLD_IDS = ids(600);

export function rules(id: string, quota?: RuleSet['quota']): RuleSet {
  const own = rulesOn(
    programmes.find((each) => each.id === id)!,
    TEST_DAY,
  );
  return { ...own, quota: quota ?? own.quota };
}
export const QUOTA = { from: 0, reference: ['S16'], city: 90, byKelurahan: { '35.77.03.1005': 20 } };

export function inputs(
  of: RuleSet,
  city: FactTable = table,
  kelurahan: Uint16Array = area,
  own = HOUSEHOLD_IDS,
): ListInputs {
  const columns = new TruthColumns(city);
  return { found: evaluate(of, columns), columns, kelurahan, codes: CODES, ids: own, seed: 9 };
}
export const at = (list: ProgrammeList, name: (typeof STANDINGS)[number]): number[] =>
  Array.from(list.standing.keys()).filter((unit) => STANDINGS[list.standing[unit]!] === name);
