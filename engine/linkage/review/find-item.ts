/** Finds what is asked about by the name of its item. */
import { TwinError } from '../../kernel/errors.ts';
import { recordIdOf } from '../files/state/links-file.ts';
import { inForce } from './binding.ts';
import { recordName } from './decision.ts';
import { itemOf, reviewQueue, type ReviewItem } from './queue.ts';
import type { ResultFolder } from './result-folder.ts';

/**
 * A question of the queue, decided or not, or any other pair of the result.
 *
 * @param nameOf name of an item by the names of its records
 * @throws TwinError usage: there is none of that name, or more than one
 */
export function findItem({ links, trained }: ResultFolder, name: string, nameOf = itemOf): ReviewItem {
  const isNamed = (left: number, right: number): boolean =>
    nameOf(recordName(recordIdOf(links, left)), recordName(recordIdOf(links, right))) === name;
  const questions = reviewQueue({ links, parameters: trained.parameters, decisions: inForce([]) });
  const found = questions.filter(({ left, right }) => isNamed(left, right));
  const { pairs } = links;
  for (let pair = 0; pair < pairs.count; pair++) {
    const [left, right] = [pairs.left[pair]!, pairs.right[pair]!];
    if (!isNamed(left, right) || found.some((item) => item.left === left && item.right === right)) continue;
    const isLinked = pairs.isLinked[pair] === 1;
    const probability = pairs.probability[pair]!;
    found.push({ item: name, left, right, pair, isLinked, probability, doubts: [], expectedChange: 0, isLater: false });
  }
  const [item, another] = found;
  const told = `"${name.slice(0, 20)}"`;
  if (item === undefined) {
    throw fault(
      `There is no item ${told}.`,
      'npm run twin -- review list DIR names the items; review decide-pair DIR settles any two records.',
      'an item of this result, a name of 16 digits',
    );
  }
  if (another === undefined) return item;
  throw fault(
    `${found.length} items are called ${told}.`,
    'Settle them by their records: npm run twin -- review decide-pair DIR SOURCE:ID SOURCE:ID same|different|later',
    'a name that one item alone has',
  );
}

const fault = (what: string, todo: string, expected: string): TwinError =>
  new TwinError('usage', { code: 'usage', what, expected, todo });
