/** What people decided about rows of registers, as records of a run: who is one, who is two, whatever numbers and names say. */
import { DisjointSets } from '../../core/deciding/disjoint-sets.ts';
import type { Note } from '../../core/values/standardise.ts';
import type { RegisterRecords } from '../../../registers/records.ts';
import { inForce, notesOf, type NamedPair } from '../../review/binding.ts';
import { recordOfName, type DecisionLine, type RecordId } from '../../review/decision.ts';
import type { ResidentTable } from '../resident-table.ts';
import { rowFinder, rowKey, type FindRows, type KeyedDigest } from './row-keys.ts';

export interface ResidentDecisions {
  readonly lines: readonly DecisionLine[];
  /** What row keys are made with. */
  readonly digest: KeyedDigest;
}

/** Records that people say are one person. Records that nothing is said of are no unit. */
export interface Unit {
  /** Rows of lists. */
  readonly rows: readonly number[];
  /** Rows of the population register. */
  readonly anchors: readonly number[];
}

export interface Decided {
  /** In an order that does not depend on that of rows. */
  readonly units: readonly Unit[];
  unitOf(record: number): Unit | undefined;
  /** Units that people say are other persons than this one. */
  apartFrom(unit: Unit): ReadonlySet<Unit>;
  areApart(one: number, other: number): boolean;
  /** What linkage tells of them; undefined where nothing was ever decided. */
  readonly told: ToldDecisions | undefined;
}

export interface ToldDecisions {
  /** Pairs of rows that are settled. */
  readonly pairs: number;
  /** Numbers of decisions about rows that are not there: kept, and not applied. */
  readonly absent: readonly number[];
  readonly contradicting: readonly number[];
  readonly notes: readonly Note[];
}

const NOBODY: ReadonlySet<Unit> = new Set();
const NOTHING_DECIDED: Decided = {
  units: [],
  unitOf: () => undefined,
  apartFrom: () => NOBODY,
  areApart: () => false,
  told: undefined,
};

/**
 * Binds decisions to the rows at hand. Rows of one register that say the very same of who somebody is are one row to
 * people, and what is decided about one of them is decided about all.
 */
export function bindToRows(
  registers: readonly RegisterRecords[],
  residents: ResidentTable,
  decisions: ResidentDecisions | undefined,
): Decided {
  if (decisions === undefined || decisions.lines.length === 0) return NOTHING_DECIDED;
  const { lines, digest } = decisions;
  const named = new Set(lines.flatMap((line) => (line.kind === 'undo' ? [] : namesOf(line))).map(([source]) => source));
  const find = rowFinder(registers, named, digest);
  const { pairs, contradictions } = inForce(lines.map((line) => withPresentKeys(line, registers, find, digest)));
  const recordsOf = recordFinder(registers, residents, find);
  const absent = new Set<number>();
  const bound: BoundPair[] = [];
  for (const pair of pairs) {
    const [left, right] = [recordsOf(pair.left), recordsOf(pair.right)];
    // What once were two rows may be a single one by now.
    if (left.length === 0 || right.length === 0 || pair.left === pair.right) absent.add(pair.decision);
    else bound.push({ left, right, kind: pair.kind });
  }
  const missing = [...absent].sort((a, b) => a - b);
  const told = {
    pairs: bound.length,
    absent: missing,
    contradicting: contradictions.map(({ decision }) => decision),
    notes: notesOf(missing, contradictions),
  };
  return bound.length === 0 ? { ...NOTHING_DECIDED, told } : { ...unitsOf(bound, residents), told };
}

const namesOf = ({ left, right }: { left: readonly RecordId[]; right: readonly RecordId[] }) => [...left, ...right];

/** Two keys of which one row has become the bearer are one name, so that what contradicts itself is seen. */
function withPresentKeys(
  line: DecisionLine,
  registers: readonly RegisterRecords[],
  find: FindRows,
  digest: KeyedDigest,
): DecisionLine {
  if (line.kind === 'undo') return line;
  const present = ([source, key]: RecordId): RecordId => {
    const [row] = find(source, key);
    if (row === undefined) return [source, key];
    return [
      source,
      rowKey(
        registers.find(({ registerId }) => registerId === source)!,
        row,
        digest,
      ),
    ];
  };
  return { ...line, left: line.left.map(present), right: line.right.map(present) };
}

function recordFinder(
  registers: readonly RegisterRecords[],
  { registers: order, table }: ResidentTable,
  find: FindRows,
) {
  const firstOf = new Map([...order].map((r, source) => [registers[r]!.registerId, table.sourceStart[source]!]));
  return (name: string): number[] => {
    const [source, key] = recordOfName(name);
    return find(source, key).map((row) => firstOf.get(source)! + row);
  };
}

interface BoundPair extends Pick<NamedPair, 'kind'> {
  readonly left: readonly number[];
  readonly right: readonly number[];
}

function unitsOf(pairs: readonly BoundPair[], { table, firstAnchor }: ResidentTable): Omit<Decided, 'told'> {
  const records = [...new Set(pairs.flatMap(({ left, right }) => [...left, ...right]))];
  records.sort((a, b) => table.idHash[a]! - table.idHash[b]! || a - b);
  const sets = new DisjointSets(table.count);
  for (const { left, right, kind } of pairs) {
    if (kind === 'same') for (const record of [...left, ...right]) sets.join(left[0]!, record);
  }
  const members = Map.groupBy(records, (record) => sets.find(record));
  const unitOf = new Map<number, Unit>();
  const units = [...members.values()].map((of) => {
    const unit = { rows: of.filter((each) => each < firstAnchor), anchors: of.filter((each) => each >= firstAnchor) };
    for (const record of of) unitOf.set(record, unit);
    return unit;
  });
  const apart = new Map<Unit, Set<Unit>>(units.map((unit) => [unit, new Set()]));
  for (const { left, right, kind } of pairs) {
    if (kind === 'same') continue;
    for (const one of left.map((record) => unitOf.get(record)!)) {
      for (const other of right.map((record) => unitOf.get(record)!)) {
        apart.get(one)!.add(other);
        apart.get(other)!.add(one);
      }
    }
  }
  const apartFrom = (unit: Unit): ReadonlySet<Unit> => apart.get(unit) ?? NOBODY;
  const areApart = (one: number, other: number): boolean => {
    const [a, b] = [unitOf.get(one), unitOf.get(other)];
    return a !== undefined && b !== undefined && apartFrom(a).has(b);
  };
  return { units, unitOf: (record) => unitOf.get(record), apartFrom, areApart };
}
