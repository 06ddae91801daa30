/** The fields of a model over the files at hand: kinds that are left open guessed, fields without a value left out. */
import type { FieldSpec, LinkModel } from '../../core/link-model.ts';
import type { FieldKind } from '../../core/table.ts';
import type { Note } from '../../core/values/standardise.ts';
import { isBlankAt } from '../../core/values/text-arena.ts';
import type { ReadSource } from '../reading/read-source.ts';
import type { SharedColumn } from '../reading/text-column.ts';
import { checkFormats } from './fitting-fields.ts';
import { guessKind } from './kind-guess.ts';
import { listed, modelFault } from './model-error.ts';
import type { WrittenModel } from './shape.ts';
import type { LinkPlan } from './sources.ts';
import { looksOf, type ValueLooks } from './value-looks.ts';

export interface FieldPlan {
  readonly fields: LinkModel['fields'];
  /** Fields that no row tells; what names them is left out with them. */
  readonly leftOut: ReadonlySet<string>;
  readonly notes: readonly Note[];
}

/** @throws TwinError configuration: a field that no file has a column for; all fields blank; a format that nobody reads */
export function planFields(model: WrittenModel, modelFile: string, sources: readonly ReadSource[]): FieldPlan {
  const names = new Set([...Object.keys(model.fields), ...sources.flatMap(({ columns }) => [...columns.keys()])]);
  const fields: FieldSpec[] = [];
  const leftOut = new Set<string>();
  const notes: Note[] = [];
  const guesses: string[] = [];
  for (const name of names) {
    const columns = sources.flatMap((source) => source.columns.get(name) ?? []);
    if (columns.length === 0) throw fieldWithoutColumn(modelFile, name, sources);
    const written = model.fields[name];
    const told = rowsThatTell(columns);
    if (told === 0) {
      leftOut.add(name);
      notes.push(allBlank(name));
      continue;
    }
    const kind = written?.kind ?? guessKind([...headingsOf(name, sources), name], looksOfField(columns, told));
    if (written?.kind === undefined) guesses.push(`${name}: ${kind}`);
    fields.push(fieldOf(model, name, kind));
  }
  if (!fields.some(isCompared)) throw nothingToCompare(modelFile);
  checkHubs(modelFile, fields, leftOut);
  checkFormats(modelFile, fields);
  if (guesses.length > 0) notes.push(guessed(guesses));
  return { fields, leftOut, notes };
}

/**
 * Files are linked by the fields that both tell: a note for two files that have none in common.
 *
 * @throws TwinError configuration: nothing at all can be compared
 */
export function checkFieldsInCommon(
  modelFile: string,
  { between, deduplicate }: LinkPlan,
  { fields }: FieldPlan,
  sources: readonly ReadSource[],
): Note[] {
  const columns = new Map(sources.map((source) => [source.name, source.columns]));
  const apart = between.filter(
    ({ left, right }) =>
      !fields.some((f) => isCompared(f) && columns.get(left)!.has(f.name) && columns.get(right)!.has(f.name)),
  );
  const [first] = apart;
  if (first === undefined) return [];
  if (apart.length < between.length || deduplicate.includes(true)) {
    return apart.map(({ left, right }) => ({
      id: `${left} dan ${right} tidak punya isian yang sama namanya, sehingga tidak dapat ditautkan satu sama lain.`,
      en: `${left} and ${right} have no field in common and cannot be linked with each other.`,
    }));
  }
  const what = `${first.left} and ${first.right} have no field in common.`;
  const todo = 'Name under files, for each file, which column is which field (columns: { born: tgl_lahir }).';
  throw modelFault(modelFile, 'files', what, 'at least one field that both files tell', todo);
}

export const isCompared = (field: Pick<FieldSpec, 'isCompared'>): boolean => field.isCompared !== false;

const IS_NAME: ReadonlySet<FieldKind> = new Set(['name-part', 'full-name']);

/** A field as the core reads it. */
export function fieldOf(
  { fields, spelling }: Pick<WrittenModel, 'fields' | 'spelling'>,
  name: string,
  kind: FieldKind,
) {
  const { format, hub, compared } = fields[name] ?? {};
  return {
    name,
    kind,
    ...(format !== undefined && { format }),
    ...(spelling !== undefined && IS_NAME.has(kind) && { spelling }),
    ...(hub !== undefined && { hub }),
    ...(compared === false && { isCompared: false }),
  };
}

/** @throws TwinError configuration: a hub beside a field that there is not */
export function checkHubs(modelFile: string, fields: readonly FieldSpec[], leftOut: ReadonlySet<string>): void {
  const names = fields.map(({ name }) => name);
  for (const { name, hub } of fields) {
    if (hub === undefined || (names.includes(hub.beside) && hub.beside !== name)) continue;
    const what = leftOut.has(hub.beside) ? 'That field is blank in every row.' : `There is no field "${hub.beside}".`;
    const expected = `one of ${listed(names.filter((other) => other !== name))}`;
    throw modelFault(modelFile, `fields.${name}.hub.beside`, what, expected, 'Name another field, or leave hub out.');
  }
}

const headingsOf = (name: string, sources: readonly ReadSource[]): string[] =>
  sources.flatMap(({ headings }) => headings.get(name) ?? []);

function rowsThatTell(columns: readonly SharedColumn[]): number {
  let told = 0;
  for (const { codes, texts } of columns) {
    for (let record = 0; record < codes.length; record++) told += Number(!isBlankAt(texts, codes[record]!));
  }
  return told;
}

/** Of files alike the values are alike: the look of the largest file serves for all. */
function looksOfField(columns: readonly SharedColumn[], told: number): ValueLooks {
  const largest = columns.reduce((most, column) => (column.texts.count > most.texts.count ? column : most));
  return looksOf(largest.texts, told);
}

function fieldWithoutColumn(modelFile: string, name: string, sources: readonly ReadSource[]) {
  const known = [...new Set(sources.flatMap(({ columns }) => [...columns.keys()]))];
  const todo = `Add under files which column it is (columns: { ${name}: heading }), or take it out of fields.`;
  return modelFault(
    modelFile,
    `fields.${name}`,
    'No file has a column for this field.',
    `one of ${listed(known)}`,
    todo,
  );
}

const nothingToCompare = (modelFile: string) =>
  modelFault(
    modelFile,
    'fields',
    'No row of any file tells any of the fields.',
    'at least one column with values beside the id',
    'Name the columns by which records can be told to be one.',
  );

const allBlank = (name: string): Note => ({
  id: `Isian ${name} kosong di semua baris dan tidak dipakai.`,
  en: `The field ${name} is blank in every row and is left out.`,
});

const guessed = (kinds: readonly string[]): Note => ({
  id: `Jenis isian berikut ditebak dari judul kolom dan isinya: ${kinds.join(', ')}. Bila keliru, tulis di MODEL.yaml pada fields.`,
  en: `The kinds of these fields were guessed from headings and values: ${kinds.join(', ')}. Where that is wrong, say it in MODEL.yaml under fields.`,
});
