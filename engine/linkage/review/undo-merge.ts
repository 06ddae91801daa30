/** Undoing any merge that an event tells of: what it brought together is parted, for this and every later run. */
import { TwinError } from '../../kernel/errors.ts';
import type { EventLine } from '../files/state/events-file.ts';
import { sameRecord, type RecordId } from './decision.ts';
import type { ResultFolder } from './result-folder.ts';
import { separateMerge } from './separate.ts';

type Sides = Pick<ReturnType<typeof separateMerge>, 'left' | 'right'>;

/**
 * `absorb` and `move` brought records of two entities together, `join` records that were in none to an entity, `create` records
 * that were in none to each other.
 *
 * @throws TwinError usage: no such event, one that merged nothing, or one that does not tell which records to part
 */
export function undoMerge(result: ResultFolder, number: number) {
  const event = result.events.find(({ event: each }) => each === number);
  const sides = event && sidesOfMerge(event);
  if (sides !== undefined) return { kind: 'different' as const, ...sides };
  if (event !== undefined && bringsSeveral(event)) throw whichToPart(event);
  return separateMerge(result, number, canBeUndone);
}

const canBeUndone = (event: EventLine): boolean => event.kind === 'absorb' || sidesOfMerge(event) !== undefined;

/** @returns undefined where the event merged nothing, or parts into more than two, or `separateMerge` knows its sides */
export function sidesOfMerge(event: EventLine): Sides | undefined {
  if (event.kind === 'move' || event.kind === 'join') {
    const came = event.records;
    const isOther = (record: RecordId): boolean => !came.some((each) => sameRecord(each, record));
    // Who came to an entity whose own records all left it came to those who are there now.
    const before = (event.before[String(event.entity)] ?? []).filter(isOther);
    const right = before.length > 0 ? before : (event.after[String(event.entity)] ?? []).filter(isOther);
    return right.length === 0 ? undefined : { left: [...came], right };
  }
  if (event.kind !== 'create') return undefined;
  const [one, other, another] = event.records;
  return one !== undefined && other !== undefined && another === undefined
    ? { left: [one], right: [other] }
    : undefined;
}

const bringsSeveral = (event: EventLine): boolean =>
  event.kind === 'begin' || (event.kind === 'create' && event.records.length > 2);

/** More than two records came together at once: which of them are another is for a person to say. */
function whichToPart(event: EventLine): TwinError {
  const where = event.kind === 'create' ? String(event.entity) : 'CLUSTER';
  return new TwinError('usage', {
    code: 'part-which',
    what:
      event.kind === 'create'
        ? `Event ${String(event.event)} made one cluster of ${String(event.records.length)} records at once.`
        : `Event ${String(event.event)} is the first result: all its clusters came into being at once.`,
    expected: 'the records that are another',
    todo: `Part those from the others: npm run twin -- review part DIR ${where} SOURCE:ID… --by NAME --reason TEXT`,
  });
}
