import { beforeAll, describe, expect, test } from 'vitest';
import { chance } from '../../kernel/random.ts';
import { SILENT } from '../../kernel/progress.ts';
import { evaluateLinkage, type RegisterQuality } from '../evaluation.ts';
import { linkResidents } from './link-residents.ts';
import { LINK_KINDS, rowsOfPersons, type Linkage } from '../linkage.ts';
import { residentModel } from './test-model.ts';
import {
  inventTown,
  permuteRows,
  toRegisters,
  USUAL_ERRORS,
  type TestRegister,
  type TestRegisters,
} from './test-registers.ts';

const link = ({ registers }: TestRegisters, threads = 1): Promise<Linkage> =>
  linkResidents({ registers, model: residentModel, threads, progress: SILENT, fewestForThreads: 0 });

describe('an invented town of 3,400 people', () => {
  const town = inventTown({ seed: 7, families: 1200, errors: USUAL_ERRORS });
  const made = toRegisters(town);
  let linkage: Linkage;
  let qualities: RegisterQuality[];
  beforeAll(async () => {
    linkage = await link(made);
    qualities = evaluateLinkage(made.registers, linkage, made.truth);
  });

  test('each register is linked with precision of 0.995 and recall of 0.97 at least', async () => {
    for (const quality of qualities) {
      expect(quality.precision, quality.registerId).toBeGreaterThanOrEqual(0.995);
      expect(quality.recall, quality.registerId).toBeGreaterThanOrEqual(0.97);
    }
    expect(qualities[0]).toMatchObject({ kind: 'anchors', falseMerges: 0 });
  });

  test('against a shuffled truth the same links are worth nothing: the negative control', async () => {
    const shuffled = made.truth.map((truth, r) => {
      const draw = chance(r, 'shuffle');
      const order = [...truth.keys()].sort((a, b) => draw.bits(a) - draw.bits(b));
      return Int32Array.from(order, (i) => truth[i]!);
    });
    for (const quality of evaluateLinkage(made.registers, linkage, shuffled)) {
      if (quality.kind === 'linked') expect(quality.f1).toBeLessThan(0.02);
    }
  });

  test('the order of rows changes nothing, and persons keep their numbers', async () => {
    const permuted = permuteRows(town, 5);
    const again = await link(toRegisters(permuted));
    expect(describeLinks(permuted, again)).toEqual(describeLinks(town, linkage));
    expect(again.report.weights).toEqual(linkage.report.weights);
    expect(again.personCount).toBe(linkage.personCount);
    expect(personsOfRows(permuted, again)).toEqual(personsOfRows(town, linkage));
    expect(again.review.count).toBe(linkage.review.count);
  });

  test('two threads give the bytes of one', async () => {
    const again = await link(made, 2);
    expect(again.links).toEqual(linkage.links);
    expect(again.review).toEqual(linkage.review);
    expect([...again.golden]).toEqual([...linkage.golden]);
    expect(again.report.weights).toEqual(linkage.report.weights);
  });

  test('the same registers give the same bytes', async () => {
    const again = await link(toRegisters(town));
    expect(again.links).toEqual(linkage.links);
    expect(again.review).toEqual(linkage.review);
    expect([...again.golden]).toEqual([...linkage.golden]);
  });

  test('every row is linked, alone, or in review, and rows in review have somebody they may be', async () => {
    linkage.links.forEach(({ person, kind }, r) => {
      const waiting = new Set<number>();
      for (let i = 0; i < linkage.review.count; i++)
        if (linkage.review.register[i] === r) waiting.add(linkage.review.row[i]!);
      person.forEach((each, row) => {
        if (LINK_KINDS[kind[row]!] === 'review') {
          expect(each).toBe(-1);
          expect(waiting.has(row)).toBe(true);
        } else {
          expect(each).toBeGreaterThanOrEqual(0);
          expect(each).toBeLessThan(linkage.personCount);
        }
      });
    });
    const { starts } = rowsOfPersons(made.registers, linkage);
    for (let person = 0; person < linkage.personCount; person++) {
      expect(starts[person + 1]!).toBeGreaterThan(starts[person]!);
    }
  });

  test('the report tells which weights were learnt and which are those of the model', async () => {
    const { weights, pairsByRule, stages } = linkage.report;
    const source = (comparison: string): string => weights.find((each) => each.comparison === comparison)!.source;
    expect(source('name')).toBe('trained');
    expect(weights.find(({ level }) => level === 'serial')!.source).toBe('model');
    expect(pairsByRule.map(({ rule }) => rule)).toEqual(residentModel.link.rules.map(({ name }) => name));
    expect(stages.length).toBeGreaterThan(5);
  });
});

/** Each row with the number of its person. */
const personsOfRows = (town: readonly TestRegister[], { links }: Linkage): string[] =>
  town
    .flatMap(({ id, rows }, r) => rows.map((row, i) => `${id} ${JSON.stringify(row)} ${String(links[r]!.person[i])}`))
    .sort();

/** Each row with what it is linked to, in words that do not depend on the order of rows; rows by their true person. */
function describeLinks(town: readonly TestRegister[], { links }: Linkage): string[] {
  const nameOfRow = (r: number, row: number): string => `${town[r]!.id} ${JSON.stringify(town[r]!.rows[row])}`;
  const members = new Map<number, string[]>();
  links.forEach(({ person }, r) =>
    person.forEach((each, row) => members.set(each, [...(members.get(each) ?? []), nameOfRow(r, row)])),
  );
  const nameOfPerson = new Map([...members].map(([person, rows]) => [person, person < 0 ? 'nobody' : rows.sort()[0]!]));
  return links
    .flatMap(({ person, kind, weightBits }, r) =>
      [...person].map((each, row) =>
        [nameOfRow(r, row), nameOfPerson.get(each)!, LINK_KINDS[kind[row]!], weightBits[row]].join(' | '),
      ),
    )
    .sort();
}

describe('registers with little in them', () => {
  test('no register at all', async () => {
    const linkage = await link(toRegisters([]));
    expect(linkage).toMatchObject({ personCount: 0, links: [], review: { count: 0 } });
  });

  test('registers without rows', async () => {
    const linkage = await link(
      toRegisters([
        { id: 'dukcapil', role: 'population', rows: [] },
        { id: 'pkh', role: 'recipients', rows: [] },
      ]),
    );
    expect(linkage.personCount).toBe(0);
    expect(linkage.links.map(({ person }) => person.length)).toEqual([0, 0]);
  });

  test('no population register: rows about one person are joined among themselves', async () => {
    const town = inventTown({ seed: 17, families: 250, errors: USUAL_ERRORS }).slice(2);
    const made = toRegisters(town);
    const linkage = await link(made);
    const trueOf = new Map<number, Set<number>>();
    linkage.links.forEach(({ person }, r) =>
      person.forEach((each, row) => trueOf.set(each, (trueOf.get(each) ?? new Set()).add(made.truth[r]![row]!))),
    );
    const people = new Set(made.truth.flatMap((truth) => [...truth])).size;
    expect([...trueOf.values()].filter(({ size }) => size > 1).length).toBeLessThanOrEqual(2);
    expect(linkage.personCount).toBeGreaterThanOrEqual(people - 2);
    expect(linkage.personCount).toBeLessThan(people * 1.05);
  });

  test('a field that is all missing is passed over, and the rest still decides', async () => {
    for (const field of ['nik', 'bornOn', 'kkNumber', 'sex'] as const) {
      const town = inventTown({ seed: 13, families: 250, errors: USUAL_ERRORS }).map((register) => ({
        ...register,
        rows: register.rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== field))),
      }));
      const made = toRegisters(town);
      const linkage = await link(made);
      const [, , members, pkh] = evaluateLinkage(made.registers, linkage, made.truth);
      expect(members!.precision, field).toBeGreaterThanOrEqual(0.995);
      expect(pkh!.precision, field).toBeGreaterThanOrEqual(0.995);
      expect(pkh!.recall, field).toBeGreaterThan(0.9);
    }
  });

  test('rows with nothing told are each somebody else', async () => {
    const made = toRegisters([
      { id: 'dukcapil', role: 'population', rows: [{}, {}, {}] },
      { id: 'pkh', role: 'recipients', rows: [{}, {}] },
    ]);
    const linkage = await link(made);
    expect(linkage.personCount).toBe(5);
  });

  test('a column of another kind than the contract says is an error without its values', async () => {
    const made = toRegisters([{ id: 'pkh', role: 'recipients', rows: [{ nik: '3577010503810004' }] }]);
    const columns = new Map(made.registers[0]!.columns);
    columns.set('bornOn', columns.get('nik')!);
    await expect(link({ ...made, registers: [{ ...made.registers[0]!, columns }] })).rejects.toThrow(
      /bornOn as a text column/,
    );
  });
});
