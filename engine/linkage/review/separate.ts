/** Undoing merges: records are parted from those that they were merged with, for this and every later run. */
import { TwinError } from '../../kernel/errors.ts';
import type { EventLine } from '../files/state/events-file.ts';
import { recordIdOf } from '../files/state/links-file.ts';
import { sameRecord, type NewDecision, type RecordId } from './decision.ts';
import type { ResultFolder } from './result-folder.ts';

/** Events that an error names: a city has hundreds of thousands. */
const MOST_NAMED = 10;

type Apart = Pick<NewDecision & { kind: 'different' }, 'kind' | 'left' | 'right'>;

const absorbs = ({ kind }: EventLine): boolean => kind === 'absorb';

/**
 * Parts two entities that an event made one.
 *
 * @param isMerge which events the error names as those that can be asked for
 * @throws TwinError usage: no such event, or one that merged nothing
 */
export function separateMerge(
  { events }: ResultFolder,
  number: number,
  isMerge: (event: EventLine) => boolean = absorbs,
): Apart {
  const event = events.find(({ event: each }) => each === number);
  if (event === undefined || event.kind !== 'absorb') {
    const merges = events.filter(isMerge).map(({ event: each }) => each);
    const latest = merges.slice(-MOST_NAMED);
    const besides = merges.length > latest.length ? ` (the latest of ${String(merges.length)})` : '';
    throw new TwinError('usage', {
      code: 'no-merge',
      what: `Event ${String(number)} merged nothing.`,
      expected:
        merges.length === 0
          ? 'an event that absorbed an entity; there is none'
          : `one of ${latest.join(', ')}${besides}`,
      todo: 'Name one of these, or part records of an entity: npm run twin -- review part --help',
    });
  }
  const left = event.before[String(event.other)] ?? [];
  const right = event.before[String(event.entity)] ?? [];
  return { kind: 'different', left, right };
}

/**
 * Parts some records of an entity from its others.
 *
 * @throws TwinError usage: no such entity, a record that is not of it, or all of them
 */
export function separateRecords({ links }: ResultFolder, entity: number, chosen: readonly RecordId[]): Apart {
  const members: RecordId[] = [];
  links.entity.forEach((of, record) => {
    if (of === entity) members.push(recordIdOf(links, record));
  });
  const impossible = (what: string, expected: string): TwinError =>
    new TwinError('usage', {
      code: 'cannot-part',
      what,
      expected,
      todo: 'clusters.csv tells the records of each entity.',
    });
  if (members.length < 2) {
    throw impossible(
      members.length === 0 ? `There is no entity ${String(entity)}.` : `Entity ${String(entity)} has one record alone.`,
      'an entity of two records or more',
    );
  }
  if (!chosen.every((record) => members.some((member) => sameRecord(member, record)))) {
    throw impossible(
      `A record that is named is not of entity ${String(entity)}.`,
      'source and id of records of the entity',
    );
  }
  const right = members.filter((member) => !chosen.some((record) => sameRecord(member, record)));
  if (right.length === 0) throw impossible('All records of the entity are named.', 'some of its records');
  return { kind: 'different', left: [...chosen], right };
}
