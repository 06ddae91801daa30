/**
 * Rows that were joined and may be two people. All rows of each person are compared with each other once more; a pair is
 * doubtful where its rows contradict each other, and where the rows hang by it alone and it is not sure. What an answer is
 * worth is what review of any files takes it for (`review/queue.ts`): the pairs of rows that would part, times the chance
 * that they ought to; of what contradicts itself more is wrong than the weights say.
 */
import type { SuspectCluster, SuspectPair } from '../../linkage.ts';
import { reviewCluster, sidesOf, weakestBridge, type HeldPair } from '../../review/clusters.ts';
import { LEAST_DOUBT, MOST_RECORDS_OF_ONE } from '../../review/queue.ts';
import { pairExplainer } from '../explain-pairs.ts';
import type { LinkBook } from '../link-book.ts';
import type { ResidentRun } from '../resident-run.ts';
import { joinedRows, placesOfPairs, type JoinedRows } from './members.ts';
import { pairJudge, type JudgedPair, type Weighings } from './judge-pairs.ts';
import { SUSPICIONS, type Suspicion } from './suspicions.ts';

/** Rows held by a pair that is less sure than this hang by a weak bridge; rows are linked from less than that on. */
export const STURDY = 0.98;

/** @returns the most telling first; the same whatever the order of rows and the number of threads */
export async function findSuspects(run: ResidentRun, weighings: Weighings, book: LinkBook): Promise<SuspectCluster[]> {
  const { residents, model, compare, watch } = run;
  const joined = joinedRows(residents, book);
  watch.start('Memeriksa gugus yang mencurigakan', joined.pairs.count, 'pasangan');
  const compared = await compare(joined.pairs, watch.at);
  const judge = pairJudge(run, weighings, book, joined, compared);
  const asked = joined.clusters.flatMap((cluster) => {
    const questions = questionsOf(cluster, judge);
    return questions.length === 0 ? [] : [{ cluster, questions }];
  });
  const explain = {
    resident: pairExplainer(compared, weighings.ofResidents, model),
    alone: pairExplainer(compared, weighings.ofAlone, model),
  };
  const { table, registers, firstAnchor } = residents;
  const placeOf = (record: number): SuspectCluster['members'][number] => ({
    register: registers[table.source[record]!]!,
    row: record - table.sourceStart[table.source[record]!]!,
  });
  const told = asked.map(({ cluster: { person, members }, questions }): SuspectCluster => {
    const explainPair = members[0]! >= firstAnchor ? explain.resident : explain.alone;
    const pairs = questions.map(({ pair, bits, ...rest }): SuspectPair => {
      const { isNikCounted, evidence } = explainPair(pair, bits);
      return { ...rest, weightBits: bits, isNikCounted, evidence };
    });
    return { person, members: members.map(placeOf), pairs, expectedChange: pairs[0]!.expectedChange };
  });
  return told.sort((a, b) => b.expectedChange - a.expectedChange || a.person - b.person);
}

interface Question extends Omit<SuspectPair, 'weightBits' | 'isNikCounted' | 'evidence'> {
  readonly pair: number;
  readonly bits: number;
}

/** Doubtful pairs of a cluster, those first that an answer tells most about. */
function questionsOf({ person, members, firstPair }: JoinedRows, judge: (pair: number) => JudgedPair): Question[] {
  const judged = [...placesOfPairs(members.length)].map(([i, j], at) => ({ i, j, ...judge(firstPair + at) }));
  const isTooLarge = members.length > MOST_RECORDS_OF_ONE;
  const isSound = ({ suspicions, probability }: JudgedPair): boolean =>
    suspicions.length === 0 && probability >= STURDY;
  if (!isTooLarge && judged.every(isSound)) return [];
  const chances = judged.map(({ probability }) => probability);
  const held = judged.map(({ i, j }, at): HeldPair => [i, j, at]);
  const cluster = reviewCluster(person, members, held, chances);
  const doubts = new Map<number, Suspicion[]>();
  const doubt = (at: number, suspicion: Suspicion): void => {
    doubts.set(at, [...(doubts.get(at) ?? []), suspicion]);
  };
  judged.forEach(({ suspicions, isDecided }, at) => {
    if (!isDecided) for (const suspicion of suspicions) doubt(at, suspicion);
  });
  const bridge = weakestBridge(cluster, chances)!;
  const at = cluster.pairs[bridge.i * members.length + bridge.j]!;
  if (!judged[at]!.isDecided) {
    if (isTooLarge) doubt(at, 'hub');
    if (bridge.chance < STURDY) doubt(at, 'weak-bridge');
  }
  const questions = [...doubts].map(([place, of]): Question => {
    const { i, j, bits } = judged[place]!;
    const probability = cluster.chances[i * members.length + j]!;
    const [x, y] = sidesOf(cluster, i, j);
    const least = of.some((each) => each !== 'weak-bridge') ? LEAST_DOUBT : 0;
    return {
      left: i,
      right: j,
      doubts: SUSPICIONS.filter((each) => of.includes(each)),
      probability,
      expectedChange: Math.max(1 - probability, least) * x * y,
      pair: firstPair + place,
      bits,
    };
  });
  return questions.sort((a, b) => b.expectedChange - a.expectedChange || a.left - b.left || a.right - b.right);
}
