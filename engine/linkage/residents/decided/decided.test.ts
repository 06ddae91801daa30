import { beforeAll, describe, expect, test } from 'vitest';
import { chance } from '../../../kernel/random.ts';
import { LINK_KINDS, type Linkage } from '../../linkage.ts';
import type { RecordId } from '../../review/decision.ts';
import { BUDI, inventTown, permuteRows, USUAL_ERRORS, type TestRegister, type TestRow } from '../test-registers.ts';
import { handedOn, linesOf, linkDecidedTown, named, type Said } from './test-decisions.ts';

const town = inventTown({ seed: 11, families: 120, errors: { ...USUAL_ERRORS, unknown: 0.05 } });

describe('decisions about rows of registers', () => {
  const namesake: TestRow = {
    ...BUDI,
    nik: '3577020503810009',
    kkNumber: '3577020909190031',
    motherName: 'SITI RAHAYU',
    address: 'JL. MERAK NO. 3',
  };
  const stranger: TestRow = { nik: BUDI.nik!, fullName: 'SRI SUMIYATI LESTARI', bornOn: '1955-11-21', sex: 2 };
  const windarto: TestRow = { nik: '3519080101900003', fullName: 'WINDARTO KUSUMO', bornOn: '1990-01-01', sex: 1 };
  const ratna: TestRow = { nik: '3519084202870001', fullName: 'RATNA PUSPITA', bornOn: '1987-02-02', sex: 2 };
  const resident = (row: TestRow): RecordId => named('dukcapil', row);
  const listed = (row: TestRow): RecordId => named('list', row);

  /** Links `rows` of a list against the town and `extra` residents; where each came to, by the number of the resident. */
  async function linked(extra: readonly TestRow[], rows: readonly TestRow[], said: readonly Said[]) {
    const population = { ...town[0]!, rows: [...town[0]!.rows, ...extra] };
    const list: TestRegister = { id: 'list', role: 'recipients', rows };
    const linkage = await linkDecidedTown([population, ...town.slice(1), list], linesOf(said));
    const residents = [...linkage.links[0]!.person.slice(town[0]!.rows.length)];
    const { kind, person } = linkage.links.at(-1)!;
    const found = rows.map((_, row) => {
      const at = residents.indexOf(person[row]!);
      return `${LINK_KINDS[kind[row]!]!}${at < 0 ? '' : ` ${String(at)}`}`;
    });
    return { linkage, residents, found, persons: [...person] };
  }

  test('different: never one person, though NIK, name and birth date agree', async () => {
    expect((await linked([BUDI], [BUDI], [])).found).toEqual(['number 0']);
    const { found } = await linked([BUDI], [BUDI], [['different', resident(BUDI), listed(BUDI)]]);
    expect(found).toEqual(['alone']);
  });

  test('different: the next likely resident is left, and the number no longer speaks against him', async () => {
    const borrowed = { ...BUDI, nik: namesake.nik! };
    expect((await linked([BUDI, namesake], [borrowed], [])).found).not.toEqual(['evidence 0']);
    const said: Said[] = [['different', resident(namesake), listed(borrowed)]];
    expect((await linked([BUDI, namesake], [borrowed], said)).found).toEqual(['evidence 0']);
  });

  test('same: a row that waits, one alone and one linked elsewhere come to the resident', async () => {
    const rows = [stranger, windarto, BUDI];
    expect((await linked([BUDI, namesake], rows, [])).found).toEqual(['review', 'alone', 'number 0']);
    const said = rows.map((row): Said => ['same', listed(row), resident(namesake)]);
    const { found, linkage } = await linked([BUDI, namesake], rows, said);
    expect(found).toEqual(['decision 1', 'decision 1', 'decision 1']);
    expect(linkage.review.register.includes(town.length)).toBe(false);
    expect([...linkage.links.at(-1)!.probability]).toEqual([1, 1, 1]);
  });

  test('same: two rows alone are one person, and rows go with the one of them that has a resident', async () => {
    const rows = [windarto, ratna, BUDI];
    const before = await linked([BUDI], rows, []);
    expect(new Set(before.persons).size).toBe(3);
    const alone = await linked([BUDI], rows, [['same', listed(ratna), listed(windarto)]]);
    expect(alone.found).toEqual(['alone', 'alone', 'number 0']);
    expect(alone.persons[0]).toBe(alone.persons[1]);
    expect(alone.linkage.personCount).toBe(before.linkage.personCount - 1);
    const chained = await linked([BUDI], rows, [
      ['same', listed(ratna), listed(windarto)],
      ['same', listed(windarto), listed(BUDI)],
    ]);
    expect(chained.found).toEqual(['decision 0', 'decision 0', 'number 0']);
  });

  test('same: two rows alone of one NIK and two names, and two members of one card, are one person all the same', async () => {
    const alone = [windarto, { ...ratna, nik: windarto.nik! }] as const;
    expect(new Set((await linked([], alone, [])).persons).size).toBe(2);
    const said: Said[] = [['same', listed(alone[0]), listed(alone[1])]];
    expect(new Set((await linked([], alone, said)).persons).size).toBe(1);
    const wife = { ...ratna, kkNumber: BUDI.kkNumber! };
    const { found } = await linked([BUDI], [BUDI, wife], [['same', listed(wife), resident(BUDI)]]);
    expect(found).toEqual(['number 0', 'decision 0']);
  });

  test('same: who is one with a row that waits, waits with it', async () => {
    const { found, linkage } = await linked(
      [BUDI],
      [stranger, windarto],
      [['same', listed(stranger), listed(windarto)]],
    );
    expect(found).toEqual(['review', 'review']);
    expect([...linkage.review.register].filter((register) => register === town.length).length).toBe(2);
  });

  test('different: two rows alone that say the same are two', async () => {
    const twice = [windarto, { ...windarto, fullName: 'WINDARTO KUSOEMO' }] as const;
    const before = await linked([], twice, []);
    expect(before.persons[0]).toBe(before.persons[1]);
    const after = await linked([], twice, [['different', listed(twice[0]), listed(twice[1])]]);
    expect(after.found).toEqual(['alone', 'alone']);
    expect(after.persons[0]).not.toBe(after.persons[1]);
  });

  test('different: of two rows of one resident the surer one keeps him', async () => {
    const [sure, unsure] = [BUDI, { ...BUDI, nik: '', kkNumber: '' }] as const;
    expect((await linked([BUDI], [unsure, sure], [])).found).toEqual(['evidence 0', 'number 0']);
    const { found } = await linked([BUDI], [unsure, sure], [['different', listed(sure), listed(unsure)]]);
    expect(found).toEqual(['alone', 'number 0']);
  });

  test('two residents alike stay two until they are decided to be one; then rows of either are about him', async () => {
    const rows = [{ ...BUDI }, { ...namesake }, { fullName: BUDI.fullName!, bornOn: BUDI.bornOn!, sex: 1 }];
    const before = await linked([BUDI, namesake], rows, []);
    expect(before.found).toEqual(['number 0', 'number 1', 'review']);
    const after = await linked([BUDI, namesake], rows, [['same', resident(BUDI), resident(namesake)]]);
    expect(after.residents[0]).toBe(after.residents[1]);
    expect(after.found).toEqual(['number 0', 'number 0', 'evidence 0']);
    expect(after.linkage.personCount).toBe(before.linkage.personCount - 1);
    expect(after.linkage.links[0]!.kind.at(-1)).toBe(LINK_KINDS.indexOf('anchor'));
  });

  test('a row that stands twice in Dukcapil is two residents where people say so', async () => {
    const again = { ...BUDI, address: 'JL. MERAK 3' };
    expect(new Set((await linked([BUDI, again], [], [])).residents).size).toBe(1);
    const { residents } = await linked([BUDI, again], [], [['different', resident(BUDI), resident(again)]]);
    expect(new Set(residents).size).toBe(2);
    // So they are by way of rows that are each one with one of them.
    const byRows = await linked(
      [BUDI, again],
      [windarto, ratna],
      [
        ['same', listed(windarto), resident(BUDI)],
        ['same', listed(ratna), resident(again)],
        ['different', listed(windarto), listed(ratna)],
      ],
    );
    expect(new Set(byRows.residents).size).toBe(2);
    expect(byRows.found).toEqual(['decision 0', 'decision 1']);
  });

  test('two residents of whom people say that they are two are no question any more', async () => {
    const other = { ...BUDI, fullName: 'SUGENG RAHARDJO', bornOn: '1964-02-01', kkNumber: '3577010101180555' };
    const asked = ({ review }: Linkage): number => [...review.register].filter((register) => register === 0).length;
    const before = asked((await linked([BUDI, other], [], [])).linkage);
    const after = asked((await linked([BUDI, other], [], [['different', resident(BUDI), resident(other)]])).linkage);
    expect(after).toBe(before - 1);
  });

  test('what contradicts earlier decisions is not applied and is told', async () => {
    const { found, linkage } = await linked(
      [BUDI, namesake],
      [stranger],
      [
        ['same', listed(stranger), resident(namesake)],
        ['different', resident(BUDI), resident(namesake)],
        ['same', listed(stranger), resident(BUDI)],
      ],
    );
    expect(found).toEqual(['decision 1']);
    expect(linkage.report.decisions).toMatchObject({ pairs: 2, absent: [], contradicting: [3] });
    expect(linkage.report.decisions!.notes[0]!.en).toBe(
      'Decision 3 contradicts 1, 2 and is not applied; undo one of them.',
    );
  });

  test('decisions under the key before a row moved house and the one after are about one pair: the last holds', async () => {
    const moved = { ...BUDI, address: 'JL. MERAK 3' };
    const { found, linkage } = await linked(
      [BUDI],
      [moved],
      [
        ['same', resident(BUDI), listed(moved)],
        ['different', resident(BUDI), listed(BUDI)],
        ['different', listed(BUDI), listed(moved)],
      ],
    );
    expect(found).toEqual(['alone']);
    expect(linkage.report.decisions).toMatchObject({ pairs: 1, absent: [3], contradicting: [] });
  });
});

describe('decisions that change nothing', () => {
  const [one, other] = [town[3]!.rows[0]!, town[0]!.rows[5]!];
  const pair = [named(town[3]!.id, one), named('dukcapil', other)] as const;
  let before: ReturnType<typeof handedOn>;
  beforeAll(async () => {
    before = handedOn(await linkDecidedTown(town));
  });

  test.each<[string, readonly Said[], readonly number[]]>([
    ['put off', [['later', ...pair]], []],
    ['undone', [['same', ...pair]], [1]],
    ['about a row that is not there', [['same', pair[0], ['dukcapil', 'ffffffffffffffffffffffff-ffffffffffff']]], []],
    ['about a register that is not there', [['different', pair[0], ['dtks', 'ab-cd']]], []],
  ])('%s: the same bytes', async (_, said, undone) => {
    const linkage = await linkDecidedTown(town, linesOf(said, undone));
    expect(handedOn(linkage)).toEqual(before);
    const isAbsent = said[0]![0] !== 'later' && undone.length === 0;
    expect(linkage.report.decisions!.absent).toEqual(isAbsent ? [1] : []);
  });

  test('in force, the same pair changes them: the negative control', async () => {
    const linkage = await linkDecidedTown(town, linesOf([['same', ...pair]]));
    expect(handedOn(linkage)).not.toEqual(before);
  });
});

describe('any decisions', () => {
  /** Two hundred pairs at random, most of rows that somebody might take for one. */
  function sayAnything(seed: number): Said[] {
    const draw = chance(seed, 'said');
    const rows = town.flatMap(({ id, rows: of }, r) => of.map((row) => ({ id, row, r })));
    const ofPerson = Map.groupBy(rows, ({ row }) => row.person ?? -1);
    return Array.from({ length: 200 }, (_, i): Said => {
      const left = rows[draw.below(rows.length, i, 0)]!;
      const alike = draw.uniform(i, 1) < 0.7 ? ofPerson.get(left.row.person ?? -1)! : rows;
      const right = alike[draw.below(alike.length, i, 2)]!;
      const kind = draw.uniform(i, 3) < 0.5 ? 'same' : 'different';
      return [kind, named(left.id, left.row), named(right.id, right.row)];
    }).filter(([, left, right]) => left.join() !== right.join());
  }

  const rowsByName = (of: readonly TestRegister[], { links }: Linkage): Map<string, number[]> => {
    const all = of.flatMap(({ id, rows }, r) =>
      rows.map((row, i) => ({ name: named(id, row).join(), person: links[r]!.person[i]! })),
    );
    return new Map([...Map.groupBy(all, ({ name }) => name)].map(([name, each]) => [name, each.map((x) => x.person)]));
  };

  const broken = (said: readonly Said[], persons: ReadonlyMap<string, number[]>, ignored: readonly number[]): number =>
    said.filter(([kind, left, right], i) => {
      // The last word about a pair holds.
      const isLast = !said
        .slice(i + 1)
        .some(([, l, r]) => [l, r].every((each) => [left.join(), right.join()].includes(each.join())));
      if (!isLast || ignored.includes(i + 1)) return false;
      const [l, r] = [persons.get(left.join())!, persons.get(right.join())!];
      return kind === 'same' ? new Set([...l, ...r]).size > 1 : l.some((person) => person >= 0 && r.includes(person));
    }).length;

  test.each([1, 2, 3])('are obeyed, each that contradicts none before it, in any order of rows (%i)', async (seed) => {
    const said = sayAnything(seed);
    const linkage = await linkDecidedTown(town, linesOf(said));
    const { absent, contradicting, pairs } = linkage.report.decisions!;
    expect(pairs).toBeGreaterThan(100);
    const persons = rowsByName(town, linkage);
    expect(broken(said, persons, [...absent, ...contradicting])).toBe(0);
    // The negative control: linked without them, many are broken.
    expect(broken(said, rowsByName(town, await linkDecidedTown(town)), contradicting)).toBeGreaterThan(20);
    const permuted = permuteRows(town, seed);
    const again = await linkDecidedTown(permuted, linesOf(said));
    expect(again.personCount).toBe(linkage.personCount);
    expect([...rowsByName(permuted, again)].map(([name, of]) => [name, of.sort()]).sort()).toEqual(
      [...persons].map(([name, of]) => [name, of.sort()]).sort(),
    );
  });
});
