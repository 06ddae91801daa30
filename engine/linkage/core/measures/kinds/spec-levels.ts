/** Levels of a spec beside those that the measure knows. */
import { TwinError } from '../../../../kernel/errors.ts';
import type { ComparisonSpec } from '../../comparison.ts';
import type { FieldColumn, LinkTable } from '../../table.ts';

/**
 * Level of the spec for each level of the measure: itself, else the next weaker one that the spec has, else its weakest.
 *
 * @returns [level of the measure, from 0] level of the spec, from 1
 * @throws TwinError where the spec names a level that the measure does not know, or in another order
 */
export function levelsOfSpec(known: readonly string[], spec: ComparisonSpec): Uint8Array {
  const places = spec.levels.map(({ name }) => known.indexOf(name));
  const isInOrder = places.every((place, i) => place >= 0 && (i === 0 || place > places[i - 1]!));
  if (!isInOrder || places.length === 0) throw unknownLevel(known, spec);
  return Uint8Array.from(known, (_, level) => Math.max(1, places.filter((place) => place <= level).length));
}

function unknownLevel(known: readonly string[], { name, measure, levels }: ComparisonSpec): TwinError {
  return new TwinError('configuration', {
    code: 'level-unknown',
    what: `Comparison ${name} has the levels ${levels.map((level) => level.name).join(', ') || '(none)'}, which cannot occur.`,
    expected: `levels of the measure ${measure}, weakest first: ${known.join(', ')}`,
    todo: 'Leave out what is not among them and keep their order.',
  });
}

/** Column of a field of the spec; the first where none is named. */
export function columnOf(table: LinkTable, spec: ComparisonSpec, field = 0): FieldColumn {
  const column = table.fields.get(spec.fields[field] ?? '');
  if (column !== undefined) return column;
  throw new TwinError('configuration', {
    code: 'comparison-field-missing',
    what: `Comparison ${spec.name} compares a field that is not there: ${spec.fields[field] ?? '(none named)'}.`,
    expected: `one of ${[...table.fields.keys()].join(', ')}`,
    todo: 'Name a field of the model.',
  });
}
