/** Chooses comparisons for files that nobody described further than what each field is. */
import type { ComparisonSpec } from '../comparison.ts';
import type { FieldColumn, FieldKind, LinkTable } from '../table.ts';
import { frequenciesOf } from '../values/features.ts';
import type { TableField } from '../values/make-table.ts';
import type { Note } from '../values/standardise.ts';
import { chosenRecords, followsFrom, valuesToCompare } from './auto/field-dependence.ts';
import { swapsSeen } from './auto/field-swaps.ts';
import { partsOfWhole } from './auto/name-parts-of-whole.ts';
import { startLevels } from './auto/start-levels.ts';
import { startOfDates } from './auto/start-of-dates.ts';

export interface AutoComparisons {
  readonly comparisons: ComparisonSpec[];
  readonly notes: Note[];
}

/** A field that is worth comparing. */
interface Choice extends TableField {
  readonly column: FieldColumn;
}

/** Comparisons of all fields that tell something, each worth what it adds to the others. */
export function autoComparisons(table: LinkTable, fields: readonly TableField[]): AutoComparisons {
  const notes: Note[] = [];
  const told = withoutRepeatedNames(table, tellingFields(table, fields, notes), notes);
  const specs = [
    ...nameParts(ofKind(told, 'name-part')),
    ...ofKind(told, 'address')
      .reduce<Choice[][]>(joinAddresses, [])
      .map((group) => addressSpec(group)),
    ...told.filter(({ kind }) => kind !== 'name-part' && kind !== 'address').map(plainSpec),
  ].sort((left, right) => firstField(told, left) - firstField(told, right));
  return { comparisons: muteFollowing(table, told, specs, notes), notes };
}

const ofKind = (choices: readonly Choice[], kind: FieldKind): Choice[] =>
  choices.filter((choice) => choice.kind === kind);
const firstField = (choices: readonly Choice[], { fields }: ComparisonSpec): number =>
  choices.findIndex(({ name }) => name === fields[0]);

/** Leaves out fields that are blank or the same throughout. */
function tellingFields(table: LinkTable, fields: readonly TableField[], notes: Note[]): Choice[] {
  return fields.flatMap((field) => {
    const column = table.fields.get(field.name);
    if (column === undefined) return [];
    const { counts, told } = frequenciesOf(column);
    const isConstant = told > 0 && counts.some((count) => count === told);
    if (told > 0 && !isConstant) return [{ ...field, column }];
    notes.push({
      id: `Isian ${field.name} ${isConstant ? 'sama' : 'kosong'} di semua catatan dan tidak dibandingkan.`,
      en: `${field.name} is ${isConstant ? 'the same' : 'blank'} in every record; it is not compared.`,
    });
    return [];
  });
}

/** A whole name beside its parts tells nothing new: what more records tell is kept. */
function withoutRepeatedNames(table: LinkTable, choices: readonly Choice[], notes: Note[]): Choice[] {
  const parts = ofKind(choices, 'name-part');
  const dropped = new Set<string>();
  for (const whole of ofKind(choices, 'full-name')) {
    const repeated = partsOfWhole(
      chosenRecords(table),
      whole.column,
      parts.map(({ column }) => column),
    );
    if (repeated.length === 0) continue;
    const isWholeToldMore = repeated.some(({ values }) => toldIn(values) < toldIn(whole.column.values));
    const names = repeated.map(({ name }) => name);
    const [out, kept] = isWholeToldMore ? [names, [whole.name]] : [[whole.name], names];
    for (const name of out) dropped.add(name);
    notes.push({
      id: `Isian ${out.join(' dan ')} mengulang ${kept.join(' dan ')} dan tidak dibandingkan.`,
      en: `${out.join(' and ')} repeats ${kept.join(' and ')}; it is not compared.`,
    });
  }
  return choices.filter(({ name }) => !dropped.has(name));
}

const toldIn = (values: Uint32Array): number => values.reduce((told, value) => told + (value === 0 ? 0 : 1), 0);

/** Name parts, those that change places beside each other. */
function nameParts(parts: readonly Choice[]): ComparisonSpec[] {
  const partners = pairSwapped(parts);
  return parts.map((part) => {
    const partner = partners.get(part.name);
    const without = hasInitials(part.column) ? [] : ['initial'];
    if (partner === undefined)
      return spec(part.name, 'name-part', [part.name], startLevels('name-part', 'name-part', without));
    const [measure, fields] = ['name-parts', [part.name, partner.with]];
    if (partner.isFirst) return spec(part.name, measure, fields, startLevels(measure, measure, without));
    const levels = startLevels(measure, measure, [...without, 'swapped']);
    return { ...spec(part.name, measure, fields, levels), options: { follows: true } };
  });
}

/** By name, the field that each changes places with. Two name parts alone are taken to, whether they are seen to or not. */
function pairSwapped(parts: readonly Choice[]): Map<string, { with: string; isFirst: boolean }> {
  const seen = parts.flatMap((first, i) =>
    parts.slice(i + 1).map((second) => ({
      names: [first.name, second.name] as const,
      swaps: parts.length === 2 ? 1 : swapsSeen(first.column, second.column),
    })),
  );
  const partners = new Map<string, { with: string; isFirst: boolean }>();
  for (const { names, swaps } of seen.sort((left, right) => right.swaps - left.swaps)) {
    if (swaps === 0 || names.some((name) => partners.has(name))) continue;
    partners.set(names[0], { with: names[1], isFirst: true });
    partners.set(names[1], { with: names[0], isFirst: false });
  }
  return partners;
}

function hasInitials({ book, values }: FieldColumn): boolean {
  return values.some((value) => value !== 0 && book.starts[value + 1]! - book.starts[value]! === 1);
}

/** Adds an address field to the first group that it changes places with: lines that people fill as they like. */
function joinAddresses(groups: Choice[][], choice: Choice): Choice[][] {
  const group = groups.find((members) => members.some(({ column }) => swapsSeen(column, choice.column) > 0));
  if (group === undefined) groups.push([choice]);
  else group.push(choice);
  return groups;
}

const addressSpec = (group: readonly Choice[]): ComparisonSpec =>
  spec(
    group.map(({ name }) => name).join(' + '),
    'address',
    group.map(({ name }) => name),
    startLevels('address'),
  );

function plainSpec({ name, kind, column, format }: Choice): ComparisonSpec {
  if (kind === 'date') return spec(name, kind, [name], startOfDates(column));
  if (kind !== 'national-id') return spec(name, kind, [name], startLevels(kind));
  const isNik = format === 'nik' || looksLikeNik(column);
  const plain = spec(name, kind, [name], startLevels(kind, isNik ? 'nik' : kind));
  return isNik ? { ...plain, options: { format: 'nik' } } : plain;
}

const spec = (name: string, measure: string, fields: readonly string[], levels: ComparisonSpec['levels']) => ({
  name,
  measure,
  fields,
  levels,
});

/** Share of sixteen-digit numbers with a day and a month of birth inside. */
const LEAST_NIK_SHARE = 0.8;

function looksLikeNik({ book: { count, starts, letters } }: FieldColumn): boolean {
  let niks = 0;
  for (let value = 1; value < count; value++) {
    const start = starts[value]!;
    if (starts[value + 1]! - start !== 16) continue;
    const pairAt = (place: number): number => (letters[start + place]! - 48) * 10 + letters[start + place + 1]! - 48;
    const [day, month] = [pairAt(6) % 40, pairAt(8)];
    if (day >= 1 && day <= 31 && month >= 1 && month <= 12) niks++;
  }
  return niks >= LEAST_NIK_SHARE * (count - 1);
}

/** Kinds that may follow from another field, and kinds that another may follow from. */
const EFFECTS: ReadonlySet<FieldKind> = new Set(['address', 'postcode', 'category', 'code', 'number', 'coordinate']);
const CAUSES: ReadonlySet<FieldKind> = new Set([...EFFECTS, 'date']);

/** Mutes what follows from another field where that field agrees: members of one household live at one address, too. */
function muteFollowing(
  table: LinkTable,
  choices: readonly Choice[],
  specs: readonly ComparisonSpec[],
  notes: Note[],
): ComparisonSpec[] {
  const records = chosenRecords(table);
  const byName = new Map(choices.map((choice) => [choice.name, choice]));
  const muted = new Set<ComparisonSpec>();
  return specs.map((effect) => {
    const cause = specs.find((each) => each !== effect && !muted.has(each) && isCause(records, byName, each, effect));
    if (cause === undefined) return effect;
    muted.add(effect);
    notes.push({
      id: `Isian ${effect.name} mengikuti ${cause.name}; bila ${cause.name} sama, ${effect.name} tidak dihitung.`,
      en: `${effect.name} follows from ${cause.name}; where ${cause.name} agrees, ${effect.name} counts for nothing.`,
    });
    return { ...effect, mutedBy: { comparison: cause.name, level: cause.levels.at(-1)!.name } };
  });
}

function isCause(
  records: Uint32Array,
  byName: ReadonlyMap<string, Choice>,
  cause: ComparisonSpec,
  effect: ComparisonSpec,
): boolean {
  const [from, to] = [byName.get(cause.fields[0]!)!, byName.get(effect.fields[0]!)!];
  if (!EFFECTS.has(to.kind)) return false;
  if (from.kind === 'household-id') return to.kind === 'address' || to.kind === 'postcode' || to.kind === 'coordinate';
  if (!CAUSES.has(from.kind) || cause.fields.length > 1 || effect.fields.length > 1) return false;
  return followsFrom(records, valuesToCompare(from.column), valuesToCompare(to.column));
}
