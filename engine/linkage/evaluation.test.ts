import { describe, expect, test } from 'vitest';
import { evaluateLinkage } from './evaluation.ts';
import { LINK_KINDS, type Linkage, type LinkKind } from './linkage.ts';
import { toRegisters } from './residents/test-registers.ts';

/** A linkage as a test writes it: for each register its rows as [true person, person, kind]. */
function evaluate(registers: readonly (readonly [truth: number, person: number, kind: LinkKind][])[]) {
  const made = toRegisters(
    registers.map((rows, r) => ({
      id: r === 0 ? 'dukcapil' : 'pkh',
      role: r === 0 ? ('population' as const) : ('recipients' as const),
      rows: rows.map(([person]) => ({ person })),
    })),
  );
  const links = registers.map((rows) => ({
    person: Int32Array.from(rows, ([, person]) => person),
    kind: Uint8Array.from(rows, ([, , kind]) => LINK_KINDS.indexOf(kind)),
    weightBits: new Float32Array(rows.length),
    probability: new Float32Array(rows.length),
  }));
  return evaluateLinkage(made.registers, { links } as unknown as Linkage, made.truth);
}

const anchors: [number, number, LinkKind][] = [
  [10, 0, 'anchor'],
  [11, 1, 'anchor'],
  [12, 2, 'anchor'],
];

describe('rows of other registers', () => {
  test('count as right, wrong, waiting or taken for a stranger', () => {
    const [, quality] = evaluate([
      anchors,
      [
        [10, 0, 'number'],
        [11, 2, 'evidence'],
        [12, -1, 'review'],
        [12, 7, 'alone'],
      ],
    ]);
    expect(quality).toMatchObject({ known: 4, right: 1, wrong: 1, knownInReview: 1, knownAlone: 1 });
    expect(quality).toMatchObject({ precision: 0.5, recall: 0.25 });
  });

  test('about people unknown to the population register can only be wrong', () => {
    const [, quality] = evaluate([
      anchors,
      [
        [10, 0, 'number'],
        [99, 1, 'evidence'],
        [99, 7, 'alone'],
        [-1, -1, 'review'],
        [-1, 2, 'evidence'],
      ],
    ]);
    expect(quality).toMatchObject({ known: 1, right: 1, wrong: 2, recall: 1 });
    expect(quality!.precision).toBeCloseTo(1 / 3, 12);
  });

  test('are right with either person where the population register holds somebody twice', () => {
    const [, quality] = evaluate([
      [...anchors, [10, 3, 'anchor']],
      [
        [10, 0, 'number'],
        [10, 3, 'number'],
      ],
    ]);
    expect(quality).toMatchObject({ right: 2, wrong: 0 });
  });

  test('whose names are of one word are counted apart from the others', () => {
    const made = toRegisters([
      { id: 'dukcapil', role: 'population', rows: [0, 1, 2, 3].map((person) => ({ person })) },
      {
        id: 'pkh',
        role: 'recipients',
        rows: ['H. SLAMET', 'SUGENG', 'SITI AMINAH', ''].map((fullName, person) => ({ person, fullName })),
      },
    ]);
    const links = [
      [0, 1, 2, 3],
      [0, 2, 2, 3],
    ].map((person) => ({ person: Int32Array.from(person), kind: new Uint8Array(4) }));
    const [, quality] = evaluateLinkage(made.registers, { links } as unknown as Linkage, made.truth);
    expect(quality).toMatchObject({ recall: 0.75, oneWordRecall: 0.5, moreWordsRecall: 1 });
  });

  test('nothing linked is precise and finds nobody', () => {
    const [, quality] = evaluate([anchors, [[10, -1, 'review']]]);
    expect(quality).toMatchObject({ precision: 1, recall: 0, f1: 0 });
  });
});

describe('the population register', () => {
  test('counts false merges, missed merges, and rows that sit right', () => {
    const [quality] = evaluate([
      [
        [10, 0, 'anchor'],
        [11, 0, 'anchor'],
        [12, 1, 'anchor'],
        [12, 2, 'anchor'],
        [13, 3, 'anchor'],
        [13, 3, 'anchor'],
      ],
    ]);
    expect(quality).toMatchObject({ kind: 'anchors', falseMerges: 1, missedMerges: 1 });
    expect(quality!.precision).toBeCloseTo(5 / 6, 12);
    expect(quality!.recall).toBeCloseTo(5 / 6, 12);
  });

  test('rows about nobody are each about another nobody', () => {
    const [quality] = evaluate([
      [
        [-1, 0, 'anchor'],
        [-1, 1, 'anchor'],
      ],
    ]);
    expect(quality).toMatchObject({ falseMerges: 0, missedMerges: 0, precision: 1, recall: 1 });
  });
});
