/** Reads models/registers: a description each register, checked so that none contradicts itself. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { TwinError } from '../kernel/errors.ts';
import { loadYaml } from '../kernel/yaml-file.ts';
import { loadCodeLists, type CodeLists } from './codes.ts';
import {
  outputsOf,
  SHAPE,
  type DIALECT,
  type DialectDescription,
  type FieldDescription,
  type OutputDescription,
  type RegisterDescription,
} from './description-shape.ts';
import { foldHeading } from './fold.ts';

/**
 * Reads the description of every register, in the order of their ranks.
 *
 * @param models the models folder
 * @param lists  its code lists, where the caller has read them already
 * @throws TwinError configuration: a description is unreadable, names a field or list that there is not, or gives one
 *         heading two meanings
 */
export function describeRegisters(models: string, lists: CodeLists = loadCodeLists(models)): RegisterDescription[] {
  const folder = join(models, 'registers');
  const described = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => describeRegister(join(folder, file), lists));
  described.sort((a, b) => a.rank - b.rank);
  described.forEach(({ id, rank }, i) => {
    const next = described[i + 1];
    if (next?.rank === rank) throw descriptionError(`${next.id}.yaml`, `rank ${rank} is also that of ${id}`);
  });
  return described;
}

/** Reads one description; its file must be named for its id. */
export function describeRegister(path: string, lists: CodeLists): RegisterDescription {
  const written = loadYaml(path, SHAPE);
  const file = `${written.id}.yaml`;
  if (!path.endsWith(file)) throw descriptionError(basename(path), `the id ${written.id} is not the file's name`);
  const fields = Object.entries(written.fields).map(([name, field]) => ({ name, ...field }));
  const dialects = Object.entries(written.dialects).map(([id, dialect]) => ({
    id,
    ...dialect,
    known: knownHeadings(file, id, dialect),
  }));
  const register = { ...written, fields, dialects, outputs: distinctOutputs(fields) };
  const fault = faultOf(register, lists);
  if (fault !== undefined) throw descriptionError(file, fault);
  return register;
}

function distinctOutputs(fields: readonly FieldDescription[]): OutputDescription[] {
  const outputs = new Map<string, OutputDescription>();
  for (const output of fields.flatMap(outputsOf)) if (!outputs.has(output.name)) outputs.set(output.name, output);
  return [...outputs.values()];
}

function knownHeadings(file: string, id: string, dialect: z.infer<typeof DIALECT>): Map<string, string | undefined> {
  const known = new Map<string, string | undefined>();
  for (const [field, headings] of Object.entries(dialect.headings)) {
    for (const heading of headings) {
      const other = known.get(foldHeading(heading));
      if (other !== undefined && other !== field) {
        throw descriptionError(file, `dialect ${id}: heading "${heading}" means both ${other} and ${field}`);
      }
      known.set(foldHeading(heading), field);
    }
  }
  for (const heading of dialect.passedOver)
    if (!known.has(foldHeading(heading))) known.set(foldHeading(heading), undefined);
  return known;
}

function faultOf(register: RegisterDescription, lists: CodeLists): string | undefined {
  const names = new Set(register.fields.map(({ name }) => name));
  const outputs = new Set(register.outputs.map(({ name }) => name));
  if ((register.role === 'recipients') !== (register.programme !== undefined)) {
    return 'a programme belongs to the role recipients, and to no other';
  }
  for (const { name, kind, list, fills } of register.fields) {
    if ((kind === 'code') !== (list !== undefined))
      return `field ${name}: a list belongs to kind code, and to no other`;
    if (list !== undefined && !lists.has(list)) return `field ${name}: there is no code list ${list}`;
    if (fills !== undefined && fieldOf(register, fills)?.kind !== kind)
      return `field ${name}: ${fills} is no field of kind ${kind}`;
  }
  const odd = register.unusable.flat().find((name) => !outputs.has(name));
  if (odd !== undefined) return `unusable names ${odd}, which is no field`;
  for (const dialect of register.dialects) {
    const fault = dialectFault(dialect, names, lists);
    if (fault !== undefined) return `dialect ${dialect.id}: ${fault}`;
  }
  return undefined;
}

const fieldOf = (register: RegisterDescription, name: string): FieldDescription | undefined =>
  register.fields.find((field) => field.name === name);

function dialectFault(dialect: DialectDescription, names: ReadonlySet<string>, lists: CodeLists): string | undefined {
  const named = [...Object.keys(dialect.headings), ...dialect.repeats, ...Object.keys(dialect.via)];
  const odd = named.find((name) => !names.has(name));
  if (odd !== undefined) return `there is no field ${odd}`;
  const unknownList = Object.values(dialect.via).find((list) => !lists.has(list));
  if (unknownList !== undefined) return `there is no code list ${unknownList}`;
  const unknownHeading = dialect.recognise.find((heading) => !dialect.known.has(foldHeading(heading)));
  return unknownHeading === undefined ? undefined : `"${unknownHeading}" recognises it and is no heading of it`;
}

function descriptionError(file: string, fault: string): TwinError {
  return new TwinError('configuration', {
    code: 'register-description',
    what: `The description of a register contradicts itself: ${fault}.`,
    where: { file },
    todo: 'Mend that entry; models/registers/README.md tells every key.',
  });
}
