/** Which part of MODEL.yaml holds for which file, and what is linked with what. */
import { existsSync, realpathSync } from 'node:fs';
import { basename, parse, resolve } from 'node:path';
import { shownFileName } from '../../../registers/file-name.ts';
import type { LinkModel } from '../../core/link-model.ts';
import { inputFault, listed, modelFault } from './model-error.ts';
import type { WrittenFile, WrittenModel } from './shape.ts';

/** One file of the command line and how it is to be read. */
export interface SourcePlan {
  readonly path: string;
  /** What it is called in the outputs; distinct. */
  readonly name: string;
  readonly settings: WrittenFile & { readonly id: string | number };
  /** Its headings are named for it alone, so that a heading that is not there is a fault. */
  readonly columns: ReadonlyMap<string, readonly (string | number)[]> | 'all';
}

const MOST_SOURCES = 255;
const stemOf = (path: string): string => parse(path).name;
const keysOf = (path: string, position: number): string[] => [String(position + 1), stemOf(path), basename(path)];

/**
 * @param modelFile name of MODEL.yaml, for faults
 * @throws TwinError configuration: a file that the model does not describe, a description without file, no id; input: a
 *         file that is given twice
 */
export function planSources(model: WrittenModel, modelFile: string, paths: readonly string[]): SourcePlan[] {
  const known = new Set(['*', ...paths.flatMap(keysOf)]);
  const odd = Object.keys(model.files).find((key) => !known.has(key));
  if (odd !== undefined) {
    const expected = `one of ${listed(paths.map(shownFileName))}, a number from 1 to ${paths.length}, or "*"`;
    throw modelFault(
      modelFile,
      `files.${odd}`,
      'No such file was given.',
      expected,
      'Give that file, or mend its name.',
    );
  }
  if (paths.length > MOST_SOURCES) {
    const todo = 'Put files of one kind together into one.';
    // The first that is one too many.
    const where = { file: shownFileName(paths[MOST_SOURCES]!) };
    throw inputFault('too-many-files', where, `${paths.length} files were given.`, `at most ${MOST_SOURCES}`, todo);
  }
  const files = paths.map(fileOf);
  const twice = paths.find((_, i) => files.indexOf(files[i]!) !== i);
  if (twice !== undefined) {
    // Each record would be found a second time, and that would look like a result.
    const todo = 'Give it once: one file alone is searched for doubles.';
    const where = { file: shownFileName(twice) };
    throw inputFault('file-twice', where, 'The same file is given twice.', 'each file once', todo);
  }
  const names = sourceNames(model, paths);
  return paths.map((path, position) => planOf(model, modelFile, path, position, names[position]!));
}

/** The file that a path leads to, whatever it is called; that one which is not there is told where it is read. */
function fileOf(path: string): string {
  const whole = resolve(path);
  return existsSync(whole) ? realpathSync(whole) : whole;
}

function settingsOf(model: WrittenModel, path: string, position: number): WrittenFile | undefined {
  const found = ['*', ...keysOf(path, position)].flatMap((key) => model.files[key] ?? []);
  return found.length === 0 ? undefined : (Object.assign({}, ...found) as WrittenFile);
}

function planOf(model: WrittenModel, modelFile: string, path: string, position: number, name: string): SourcePlan {
  const file = shownFileName(path);
  const settings = settingsOf(model, path, position);
  if (settings === undefined) {
    const todo = `Describe it under files, as "${file}" or as "*" for all files.`;
    throw modelFault(modelFile, 'files', `The file ${file} is not described.`, 'id and columns of each file', todo);
  }
  const { id, columns } = settings;
  if (id === undefined) {
    const todo = 'Name the column that tells the rows of this file apart: id: person_id';
    throw modelFault(modelFile, 'files', `No id column is named for ${file}.`, 'the heading of a column', todo);
  }
  return { path, name, settings: { ...settings, id }, columns: columnsOf(model, columns) };
}

/** Where no columns are named, fields are called as their columns. */
function columnsOf(model: WrittenModel, written: WrittenFile['columns']): SourcePlan['columns'] {
  if (written === 'all') return 'all';
  if (written !== undefined) return new Map(Object.entries(written));
  const fields = Object.keys(model.fields);
  return fields.length === 0 ? 'all' : new Map(fields.map((field) => [field, [field]]));
}

/** Names for the outputs: short where that is clear, else with the ending, else with the place on the command line. */
function sourceNames(model: WrittenModel, paths: readonly string[]): string[] {
  const declared = (path: string, i: number): string => settingsOf(model, path, i)?.source ?? stemOf(path);
  const withEnding = (path: string, i: number): string => settingsOf(model, path, i)?.source ?? basename(path);
  for (const naming of [declared, withEnding]) {
    const names = paths.map(naming);
    if (new Set(names).size === names.length) return names;
  }
  return paths.map((path, i) => `${i + 1}-${declared(path, i)}`);
}

/** What is de-duplicated and what is linked. */
export type LinkPlan = Pick<LinkModel, 'deduplicate' | 'between' | 'neverTogether'>;

/**
 * One file alone is de-duplicated; several are linked, each with each, and not de-duplicated unless that is asked for.
 *
 * @throws TwinError usage-like configuration faults: one file where two are needed, nothing to do
 */
export function planLinks(model: WrittenModel, modelFile: string, sources: readonly SourcePlan[]): LinkPlan {
  const { deduplicate: asked, link, oneToOne } = model.how;
  const sourceOf = (key: string, name: string): number => findSource(modelFile, sources, key, name);
  const isAlone = sources.length === 1;
  if (isAlone && link !== undefined && link !== false) throw oneFileAlone(modelFile);
  const chosen = Array.isArray(asked) ? new Set(asked.map((name) => sourceOf('how.deduplicate', name))) : undefined;
  const deduplicate = sources.map((_, i) => chosen?.has(i) ?? (asked === undefined ? isAlone : asked === true));
  const between = linksBetween(sources, link ?? !isAlone, oneToOne ?? 'auto', sourceOf);
  checkPairs(modelFile, between);
  if (between.length > 0 || deduplicate.includes(true)) return { deduplicate, between };
  const todo = 'Set deduplicate or link to true, or leave both out.';
  throw modelFault(modelFile, 'how', 'Nothing is to be linked.', 'deduplicate, link, or both', todo);
}

function linksBetween(
  sources: readonly SourcePlan[],
  link: Exclude<WrittenModel['how']['link'], undefined>,
  isOneToOne: boolean | 'auto',
  sourceOf: (key: string, name: string) => number,
): LinkPlan['between'] {
  if (link === false) return [];
  const pairs =
    link === true
      ? sources.flatMap((_, i) => sources.slice(i + 1).map((_, j) => ({ left: i, right: i + 1 + j, isOneToOne })))
      : link.map((pair, i) => {
          const ends = [pair.left, pair.right].map((name) => sourceOf(`how.link.${i + 1}`, name));
          return { left: Math.min(...ends), right: Math.max(...ends), isOneToOne: pair.oneToOne ?? isOneToOne };
        });
  return pairs.map((pair) => ({ ...pair, left: sources[pair.left]!.name, right: sources[pair.right]!.name }));
}

/** @throws TwinError configuration: a file linked with itself, or two files named twice, which may say two things */
function checkPairs(modelFile: string, between: LinkPlan['between']): void {
  between.forEach(({ left, right }, i) => {
    const key = `how.link.${i + 1}`;
    if (left === right) {
      const todo = `Write deduplicate: [${left}] to look for doubles in it.`;
      throw modelFault(modelFile, key, `The file ${left} is to be linked with itself.`, 'two files', todo);
    }
    if (between.findIndex((pair) => pair.left === left && pair.right === right) === i) return;
    const what = `The files ${left} and ${right} are named before.`;
    throw modelFault(modelFile, key, what, 'each pair of files once', 'Leave one of the two out.');
  });
}

export function findSource(modelFile: string, sources: readonly SourcePlan[], key: string, name: string): number {
  const found = sources.findIndex((source, i) => source.name === name || keysOf(source.path, i).includes(name));
  if (found >= 0) return found;
  const names = listed(sources.map((source) => source.name));
  throw modelFault(modelFile, key, `There is no file "${name}".`, `one of ${names}`, 'Name one of these.');
}

const oneFileAlone = (modelFile: string) =>
  modelFault(
    modelFile,
    'how.link',
    'Files are to be linked, and one file was given.',
    'two files or more',
    'Give the second file as well, or write deduplicate: true to look for doubles in the one file.',
  );
