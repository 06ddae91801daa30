/** Reads models/assistance: every programme with its rules of every time, checked so that an error names file, row and key. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadYaml } from '../../kernel/yaml-file.ts';
import { loadFacts, type FactCatalogue } from '../facts/catalogue.ts';
import { loadEdition, parseEdition, type LoadContext } from './edition.ts';
import { editionFiles, inOrder, rulesFiles } from './edition-files.ts';
import { ruleError } from './rule-error.ts';
import { levelOf, SOURCE, type Edition, type Programme, type Source } from './shape.ts';

export interface Programmes {
  readonly facts: FactCatalogue;
  readonly sources: ReadonlyMap<string, Source>;
  /** In the order of their ids. */
  readonly programmes: readonly Programme[];
}

/**
 * @param models the models folder
 * @throws TwinError configuration: a field that is none, periods with a gap or an overlap, an amount without a unit or a
 *         reference, a fact, limit, programme or source that is not there
 */
export function loadProgrammes(models: string): Programmes {
  const folder = join(models, 'assistance');
  const ids = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && rulesFiles(join(folder, entry.name)).length > 0)
    .map(({ name }) => name)
    .sort();
  const facts = loadFacts(models, ids);
  const sources = new Map(Object.entries(loadYaml(join(folder, 'sources.yaml'), z.record(z.string(), SOURCE))));
  const context = { facts, programmes: ids, sources };
  return { facts, sources, programmes: ids.map((id) => loadProgramme(join(folder, id), id, context)) };
}

/** Ids of the programmes that are given to families. */
export const familyProgrammes = ({ programmes }: Pick<Programmes, 'programmes'>): string[] =>
  programmes.filter((each) => levelOf(each) === 'household').map(({ id }) => id);

function loadProgramme(folder: string, id: string, known: LoadContext): Programme {
  const files = inOrder(editionFiles(folder).map((file) => parseEdition(file, id)));
  const [first, ...later] = files.map((file) => loadEdition(file, known));
  const editions: [Edition, ...Edition[]] = [first!, ...later];
  const odd = later.find(({ unit }) => unit !== first!.unit);
  if (odd !== undefined)
    throw ruleError(odd.path, 'unit', `is ${odd.unit}, and was ${first!.unit} before: that is another programme`);
  const { name, unit, validTo } = editions.at(-1)!;
  return { id, name, unit, validFrom: first!.validFrom, validTo, editions, folder };
}
