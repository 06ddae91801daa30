import { beforeAll, describe, expect, test } from 'vitest';
import { SILENT } from '../../../kernel/progress.ts';
import { LINK_KINDS, type Linkage, type SuspectCluster } from '../../linkage.ts';
import type { DecisionLine } from '../../review/decision.ts';
import { handedOn, linesOf, named, testDigest, type Said } from '../decided/test-decisions.ts';
import { linkResidents } from '../link-residents.ts';
import { residentModel } from '../test-model.ts';
import {
  BUDI,
  inventTown,
  permuteRows,
  toRegisters,
  USUAL_ERRORS,
  type TestRegister,
  type TestRow,
} from '../test-registers.ts';
import type { Suspicion } from './suspicions.ts';

const town = inventTown({ seed: 11, families: 120, errors: { ...USUAL_ERRORS, unknown: 0.05 } });
const budi: TestRow = { ...BUDI, birthPlace: 'MADIUN' };
const neighbour: TestRow = {
  ...budi,
  nik: '3577022111640001',
  kkNumber: '3577020909190031',
  fullName: 'SUGENG HARTONO',
  bornOn: '1964-11-21',
  motherName: 'SITI RAHAYU',
};
const untold: TestRow = { nik: budi.nik!, kkNumber: budi.kkNumber!, bornOn: budi.bornOn!, sex: 1 };
const EVIDENCE = LINK_KINDS.indexOf('evidence');

const link = (registers: readonly TestRegister[], lines?: readonly DecisionLine[], threads = 1): Promise<Linkage> =>
  linkResidents({
    registers: toRegisters(registers).registers,
    model: residentModel,
    threads,
    fewestForThreads: 0,
    progress: SILENT,
    decisions: lines && { lines, digest: testDigest },
    findsSuspects: true,
  });

const withLists = (...lists: (readonly TestRow[])[]): TestRegister[] => [
  { ...town[0]!, rows: [...town[0]!.rows, budi, neighbour] },
  ...town.slice(1),
  ...lists.map((rows, i): TestRegister => ({ id: `list-${String(i)}`, role: 'recipients', rows })),
];

/** The suspicious cluster of the resident whom `withLists` puts first. */
const ofBudi = ({ links, suspects }: Linkage): SuspectCluster | undefined =>
  suspects!.find(({ person }) => person === links[0]!.person[town[0]!.rows.length]);

describe('rows of one person are suspicious', () => {
  const again = Array.from({ length: 13 }, (): TestRow[] => [budi]);
  test.each<[Suspicion, readonly (readonly TestRow[])[]]>([
    ['nik-of-another', [[{ ...budi, nik: neighbour.nik! }]]],
    ['two-numbers', [[{ ...budi, nik: '3519080101900003' }]]],
    ['other-sex', [[{ ...budi, sex: 2 }]]],
    ['other-birth', [[{ ...budi, bornOn: '1958-12-30' }]]],
    ['two-of-one-card', [[budi, { ...budi, nik: '', fullName: 'RATNA PUSPITA', bornOn: '1985-02-02', sex: 2 }]]],
    ['two-of-one-register', [[budi, { fullName: 'RATNA PUSPITA', bornOn: '1985-02-02', sex: 2 }]]],
    ['hub', again],
  ])('%s', async (suspicion, lists) => {
    const linkage = await link(withLists(...lists));
    const decisions = lists.flatMap((rows, list) =>
      rows.map((row): Said => ['same', named(`list-${String(list)}`, row), named('dukcapil', budi)]),
    );
    const linked = ofBudi(linkage) ?? ofBudi(await link(withLists(...lists), linesOf(decisions.slice(-1))));
    expect(linked?.pairs.flatMap(({ doubts }) => doubts)).toContain(suspicion);
  });

  test('weak-bridge: those that hang by a pair that is less sure than it should be, and no others', async () => {
    // Each resident as another list might write him: a letter or a day wrong, a word short, this or that field told.
    const rows = town[0]!.rows.slice(0, 240).map(({ fullName, bornOn, ...rest }, i): TestRow => {
      const names = [fullName!, `${fullName!.slice(0, 3)}${fullName!.slice(4)}`, fullName!.split(' ')[0]!];
      const days = [bornOn!, `${bornOn!.slice(0, 8)}${bornOn!.endsWith('1') ? '02' : '01'}`];
      const { sex, motherName, kkNumber, address } = rest as Required<TestRow>;
      const beside = [{}, { sex }, { motherName }, { kkNumber }, { address }];
      return { fullName: names[i % 3]!, bornOn: days[i % 2]!, ...beside[i % 5]! };
    });
    const { links, suspects } = await link([town[0]!, { id: 'list', role: 'recipients', rows }]);
    const { person, kind, probability } = links[1]!;
    const hanging = [...person.keys()].filter((row) => {
      const others = links.flatMap((of) => [...of.person]).filter((p) => p === person[row]);
      return kind[row] === EVIDENCE && others.length === 2;
    });
    const weak = hanging.filter((row) => probability[row]! < 0.98);
    expect(weak.length).toBeGreaterThan(2);
    for (const row of weak) {
      const suspect = suspects!.find((each) => each.person === person[row])!;
      expect(suspect.pairs[0]!.doubts).toContain('weak-bridge');
      expect(suspect.expectedChange).toBeCloseTo(1 - probability[row]!, 5);
    }
    const told = suspects!.filter(({ pairs }) => pairs.some(({ doubts }) => doubts.includes('weak-bridge')));
    const sure = hanging.filter((row) => probability[row]! >= 0.98);
    expect(sure.length).toBeGreaterThan(2);
    expect(sure.filter((row) => told.some((each) => each.person === person[row]))).toEqual([]);
  });

  test('and not where they agree, written as lists write them', async () => {
    const linkage = await link(withLists([budi], [{ ...untold, fullName: 'BUDI WURJANTORO' }], [budi, budi]));
    expect(linkage.links.slice(-3).every(({ person }) => person[0] === linkage.links[0]!.person.at(-2))).toBe(true);
    expect(ofBudi(linkage)).toBeUndefined();
  });
});

describe('suspicious clusters of a town', () => {
  let linkage: Linkage;
  const personsOf = ({ members }: SuspectCluster, of: readonly TestRegister[]): Set<number> =>
    new Set(members.map(({ register, row }) => of[register]!.rows[row]!.person!));
  beforeAll(async () => {
    linkage = await link(town);
  });

  test('hold most of the persons whose rows are truly those of two, the negative control: few of all persons', () => {
    const all = new Map<number, Set<number>>();
    linkage.links.forEach(({ person }, register) =>
      person.forEach((p, row) => {
        if (p >= 0) all.set(p, (all.get(p) ?? new Set()).add(town[register]!.rows[row]!.person!));
      }),
    );
    const mixed = [...all].filter(([, people]) => people.size > 1).map(([person]) => person);
    const told = new Set(linkage.suspects!.map(({ person }) => person));
    expect(mixed.filter((person) => told.has(person)).length).toBeGreaterThanOrEqual(mixed.length * 0.8);
    expect(told.size).toBeLessThan(linkage.personCount / 4);
  });

  test('are ranked by what an answer is expected to change, and told with evidence that adds up', () => {
    const changes = linkage.suspects!.map(({ expectedChange }) => expectedChange);
    expect(changes.length).toBeGreaterThan(3);
    expect(changes).toEqual([...changes].sort((a, b) => b - a));
    for (const { pairs, expectedChange } of linkage.suspects!) {
      expect(expectedChange).toBe(pairs[0]!.expectedChange);
      for (const { evidence, weightBits } of pairs) {
        expect(Math.abs(evidence.reduce((sum, { bits }) => sum + bits, 0) - weightBits)).toBeLessThan(0.06);
      }
    }
  });

  test('are the same in any order of rows and for any number of threads', async () => {
    const permuted = permuteRows(town, 3);
    const sayings = ({ suspects }: Linkage, of: readonly TestRegister[]): string[] =>
      suspects!.map((cluster) =>
        JSON.stringify([
          [...personsOf(cluster, of)].sort(),
          cluster.pairs.map(({ doubts, expectedChange }) => [doubts, expectedChange]),
        ]),
      );
    expect(sayings(await link(permuted), permuted).sort()).toEqual(sayings(linkage, town).sort());
    expect((await link(town, undefined, 2)).suspects).toEqual(linkage.suspects);
  });
});

describe('decisions about suspicious clusters', () => {
  const borrowed = { ...budi, nik: neighbour.nik! };
  const registers = withLists([borrowed], [budi]);
  const pair = [named('list-0', borrowed), named('dukcapil', budi)] as const;

  test('same: the two rows are no question any more; later and undone: they are', async () => {
    expect(ofBudi(await link(registers))!.pairs[0]!.doubts).toContain('nik-of-another');
    const confirmed = ofBudi(await link(registers, linesOf([['same', ...pair]])));
    expect(confirmed?.pairs.flatMap(({ doubts }) => doubts) ?? []).not.toContain('nik-of-another');
    for (const lines of [linesOf([['later', ...pair]]), linesOf([['same', ...pair]], [1])]) {
      expect(ofBudi(await link(registers, lines))).toEqual(ofBudi(await link(registers)));
    }
  });

  test('different: the cluster is split; undone, all is as if it had never been decided, in later builds, too', async () => {
    const rows = [
      [pair[0], named('dukcapil', budi)],
      [pair[0], named('list-1', budi)],
    ] as const;
    const said = rows.map(([left, right]): Said => ['different', left, right]);
    const personOf = ({ links }: Linkage): number[] => links.slice(-2).map(({ person }) => person[0]!);
    const [before, split] = [await link(registers), await link(registers, linesOf(said))];
    expect(new Set(personOf(before)).size).toBe(1);
    expect(new Set(personOf(split)).size).toBe(2);
    const undone = linesOf(said, [1, 2]);
    const bytes = (linkage: Linkage) => ({ ...handedOn(linkage), suspects: linkage.suspects });
    expect(bytes(await link(registers, undone))).toEqual(bytes(before));
    const later = withLists([borrowed, { ...neighbour, address: 'JL. MERAK 3' }], [budi], [neighbour]);
    expect(bytes(await link(later, undone))).toEqual(bytes(await link(later)));
    // The negative control: in force, they change later builds as well.
    expect(bytes(await link(later, linesOf(said)))).not.toEqual(bytes(await link(later)));
  });
});
