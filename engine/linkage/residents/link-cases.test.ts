import { describe, expect, test } from 'vitest';
import { SILENT } from '../../kernel/progress.ts';
import { linkResidents } from './link-residents.ts';
import { LINK_KINDS, type Linkage } from '../linkage.ts';
import { residentModel } from './test-model.ts';
import { inventTown, toRegisters, USUAL_ERRORS, type TestRegisters, type TestRow } from './test-registers.ts';

const link = ({ registers }: TestRegisters): Promise<Linkage> =>
  linkResidents({ registers, model: residentModel, threads: 1, progress: SILENT });

describe('special cases among 900 residents', () => {
  const town = inventTown({ seed: 11, families: 300, errors: { ...USUAL_ERRORS, unknown: 0 } });
  const home = { address: 'JL. KENANGA NO. 7', rt: '2', rw: '3', kelurahan: '35.77.01.1003' };
  const family = { kkNumber: '3577010101180077', motherName: 'SULASTRI HANDAYANI', birthPlace: 'MADIUN', ...home };
  const budi = {
    ...family,
    nik: '3577010503810004',
    fullName: 'BUDI WURYANTORO',
    bornOn: '1981-03-05',
    sex: 1,
    shdk: 1,
    motherName: 'PAINEM',
  };
  const [dimas, damar] = [
    {
      ...family,
      nik: '3577011709100001',
      fullName: 'DIMAS WURYANTORO PUTRA',
      bornOn: '2010-09-17',
      sex: 1,
      shdk: 4,
    },
    {
      ...family,
      nik: '3577011709100002',
      fullName: 'DAMAR WURYANTORO PUTRA',
      bornOn: '2010-09-17',
      sex: 1,
      shdk: 4,
    },
  ];
  const residents = [budi, dimas, damar];

  /** Links rows against the town and `extra` residents; for each row how, and to which of the extra residents. */
  async function linkAgainst(
    extra: readonly TestRow[],
    rows: readonly TestRow[],
    role: 'recipients' | 'families' = 'recipients',
  ) {
    const population = { ...town[0]!, rows: [...town[0]!.rows, ...extra] };
    const made = toRegisters([population, ...town.slice(1), { id: 'list', role, rows }]);
    const linkage = await link(made);
    const first = population.rows.length - extra.length;
    const personOfExtra = extra.map((_, i) => linkage.links[0]!.person[first + i]!);
    const links = linkage.links.at(-1)!;
    const found = rows.map((_, row) => {
      const person = links.person[row]!;
      const resident = personOfExtra.indexOf(person);
      return `${LINK_KINDS[links.kind[row]!]} ${resident < 0 ? '' : resident}`.trim();
    });
    return { found, linkage, personOfExtra };
  }

  function doubts({ review }: Linkage, register: number): string[] {
    const wanted = [...review.register.keys()].filter((i) => review.register[i] === register);
    return wanted.map((i) => review.doubts[review.doubt[i]!]!);
  }

  test('an undisputed NIK decides', async () => {
    const { found } = await linkAgainst(residents, [
      { nik: budi.nik, fullName: 'BUDI WURYANTORO' },
      { nik: budi.nik, fullName: 'H. BOEDI WURYANTORO, S.Pd', bornOn: '1981-05-03' },
      { nik: `'${budi.nik}`, fullName: 'BUDI', bornOn: budi.bornOn },
      { nik: budi.nik },
    ]);
    expect(found).toEqual(['number 0', 'number 0', 'number 0', 'number 0']);
  });

  test('without a NIK, or with a slip in it, evidence decides', async () => {
    const { found } = await linkAgainst(residents, [
      { ...budi, nik: '' },
      { ...budi, nik: '3577010503810094' },
      { ...budi, nik: '357701050381004', kkNumber: '' },
      { ...budi, nik: '3577015003810004', bornOn: '1981-05-03' },
    ]);
    expect(found).toEqual(['evidence 0', 'evidence 0', 'evidence 0', 'evidence 0']);
  });

  test('a name of one word with a typing error is found beside a NIK that lost a digit, where no card is told', async () => {
    const satiman = { ...budi, fullName: 'SATIMAN' };
    const { found } = await linkAgainst(
      [satiman, dimas, damar],
      [{ ...satiman, fullName: 'SATIAN', nik: '357701050381004', kkNumber: '', motherName: '', address: 'Jl Kenanga' }],
    );
    expect(found).toEqual(['evidence 0']);
  });

  test('twins are told apart, and never fused', async () => {
    const { found, personOfExtra } = await linkAgainst(residents, [
      dimas,
      damar,
      { ...dimas, nik: '' },
      { ...damar, nik: '' },
      { ...dimas, nik: '', fullName: 'DIMAS WURYANTORO P' },
    ]);
    expect(found).toEqual(['number 1', 'number 2', 'evidence 1', 'evidence 2', 'evidence 1']);
    expect(new Set(personOfExtra).size).toBe(3);
  });

  test('a twin whom Dukcapil does not have is not linked to the other', async () => {
    const { found } = await linkAgainst([budi, dimas], [damar, { ...damar, nik: '' }]);
    for (const each of found) expect(each).not.toBe('evidence 1');
  });

  test('a row with the NIK of a brother is linked to whom the rest names', async () => {
    const { found } = await linkAgainst(residents, [{ ...dimas, nik: budi.nik }]);
    expect(found).toEqual(['evidence 1']);
  });

  test('a row with the NIK of a twin is linked to whom the rest names', async () => {
    const { found } = await linkAgainst(residents, [{ ...dimas, nik: damar.nik }]);
    expect(found).toEqual(['evidence 1']);
  });

  test('a row with the NIK of his wife, whose name is a letter apart, is linked to the husband', async () => {
    const husband = { ...budi, nik: '3577010107410004', fullName: 'SUPARDI', bornOn: '1941-07-01' };
    const wife = { ...budi, nik: '3577014107450001', fullName: 'SUPARTI', bornOn: '1945-07-01', sex: 2, shdk: 3 };
    const { found } = await linkAgainst([husband, wife], [{ ...husband, nik: wife.nik }]);
    expect(found).toEqual(['evidence 0']);
  });

  test('of two members of one card of whom Dukcapil has one, the other is not linked to him', async () => {
    const { found, linkage } = await linkAgainst(
      [budi, dimas],
      [dimas, { ...damar, nik: dimas.nik, kkNumber: family.kkNumber }],
    );
    expect(found[0]).toBe('number 1');
    expect(found[1]).not.toMatch(/number|evidence/);
    expect(doubts(linkage, town.length).length).toBeGreaterThan(0);
  });

  test('a row with the NIK of somebody else, about a stranger, goes to review', async () => {
    const stranger = { nik: budi.nik, fullName: 'SRI SUMIYATI LESTARININGSIH', bornOn: '1955-11-21', sex: 2 };
    const { found, linkage } = await linkAgainst(residents, [stranger]);
    expect(found).toEqual(['review']);
    expect(doubts(linkage, town.length)).toEqual(['nik-owner-disagrees']);
  });

  test('a NIK whose birth date is another decides only together with other evidence', async () => {
    const { found } = await linkAgainst(residents, [
      { nik: budi.nik, fullName: 'SITI BUDI', bornOn: '1969-11-24' },
      { ...budi, bornOn: '1969-11-24' },
    ]);
    expect(found).toEqual(['review', 'evidence 0']);
  });

  test('members of a family that lists still know by its old card are found by the card', async () => {
    const old = '3577010101050031';
    const { found } = await linkAgainst(residents, [
      { ...budi, kkNumber: old },
      { kkNumber: old, fullName: 'DIMAS WURYANTORO PUTRA', sex: 1 },
      { kkNumber: '3577010101050099', fullName: 'DAMAR PUTRA', sex: 1 },
    ]);
    expect(found).toEqual(['number 0', 'evidence 1', 'alone']);
  });

  test('a NIK that two residents have is the number of neither alone', async () => {
    const other = { ...budi, fullName: 'SUGENG RAHARDJO', bornOn: '1964-02-01', kkNumber: '3577010101180555' };
    const { found, linkage, personOfExtra } = await linkAgainst(
      [budi, other],
      [{ nik: budi.nik, fullName: 'BUDI WURYANTORO', bornOn: budi.bornOn }, { nik: budi.nik }],
    );
    expect(found).toEqual(['evidence 0', 'review']);
    expect(personOfExtra[0]).not.toBe(personOfExtra[1]);
    expect(doubts(linkage, 0)).toEqual(['two-residents-alike']);
  });

  test('a resident written twice in Dukcapil is one person; with another birth date he is two', async () => {
    const again = await linkAgainst([budi, { ...budi, address: 'JL. MERAK 3' }], []);
    expect(again.personOfExtra[0]).toBe(again.personOfExtra[1]);
    const another = await linkAgainst([budi, { ...budi, bornOn: '1983-03-05' }], []);
    expect(another.personOfExtra[0]).not.toBe(another.personOfExtra[1]);
  });

  test.each<[string, Partial<TestRow>, number]>([
    ['has no NIK', { nik: '' }, 1],
    ['has no name', { fullName: '' }, 1],
    ['has no birth date', { bornOn: '' }, 1],
    ['has a NIK that is none', { nik: '0000000000000000' }, 1],
    ['tells a name alone', { nik: '', kkNumber: '', bornOn: '' }, 2],
  ])('who stands twice in Dukcapil, word for word, and %s', async (_, blank, persons) => {
    const { bornOn, ...rest } = { ...budi, ...blank };
    const row = bornOn === '' ? rest : { ...rest, bornOn };
    expect(new Set((await linkAgainst([row, row], [])).personOfExtra).size).toBe(persons);
    // One word more on one of the two, and nobody knows.
    expect(new Set((await linkAgainst([row, { ...row, rt: '9' }], [])).personOfExtra).size).toBe(2);
  });

  test('two residents with the same name and birth date stay two, and rows that fit both go to review', async () => {
    const namesake = {
      ...budi,
      nik: '3577020503810009',
      kkNumber: '3577020909190031',
      motherName: 'SITI RAHAYU',
      address: 'JL. MERAK NO. 3',
      kelurahan: '35.77.01.1007',
    };
    const { found, personOfExtra, linkage } = await linkAgainst(
      [budi, namesake],
      [
        { fullName: budi.fullName, bornOn: budi.bornOn, sex: 1 },
        { fullName: budi.fullName, bornOn: budi.bornOn, kelurahan: namesake.kelurahan, address: 'Jl Merak 3' },
      ],
    );
    expect(personOfExtra[0]).not.toBe(personOfExtra[1]);
    expect(found).toEqual(['review', 'evidence 1']);
    expect(doubts(linkage, town.length)).toEqual(['two-candidates', 'two-candidates']);
  });

  test('one-word names are linked by what stands around them', async () => {
    const sugeng = { ...budi, nik: '3577010708590002', fullName: 'SUGENG', bornOn: '1959-08-07' };
    const { found } = await linkAgainst(
      [sugeng],
      [
        { ...sugeng, nik: '' },
        { fullName: 'SUGENG', bornOn: sugeng.bornOn, kkNumber: sugeng.kkNumber },
        { fullName: 'SUGENG', kelurahan: sugeng.kelurahan },
      ],
    );
    expect(found.slice(0, 2)).toEqual(['evidence 0', 'evidence 0']);
    expect(found[2]).not.toMatch(/evidence|number/);
  });

  test('a row about a family is linked to the head on the card', async () => {
    const { found } = await linkAgainst(
      residents,
      [
        { kkNumber: family.kkNumber, fullName: 'BUDI WURYANTORO', ...home },
        { kkNumber: family.kkNumber, fullName: 'BUDI W', nik: budi.nik },
      ],
      'families',
    );
    expect(found).toEqual(['evidence 0', 'number 0']);
  });

  test('rows about somebody whom Dukcapil does not have are one person, joined with each other', async () => {
    const stranger = { nik: '3519080101900003', fullName: 'WINDARTO KUSUMO', bornOn: '1990-01-01', sex: 1 };
    const made = toRegisters([
      ...town,
      { id: 'a', role: 'recipients', rows: [stranger, { ...stranger, nik: '' }] },
      { id: 'b', role: 'pupils', rows: [{ ...stranger, nik: '3519080101900004', fullName: 'RATNA KUSUMO', sex: 2 }] },
      { id: 'c', role: 'job-seekers', rows: [{ ...stranger, fullName: 'WINDARTO KUSOEMO' }] },
    ]);
    const linkage = await link(made);
    const [a, b, c] = linkage.links.slice(-3);
    expect([...a!.kind, ...b!.kind, ...c!.kind].map((kind) => LINK_KINDS[kind])).toEqual(Array(4).fill('alone'));
    expect(a!.person[0]).toBe(c!.person[0]);
    expect(a!.person[0]).toBe(a!.person[1]);
    expect(b!.person[0]).not.toBe(a!.person[0]);
    expect(Number.isNaN(a!.weightBits[0]!)).toBe(true);
    expect(Number.isNaN(a!.probability[0]!)).toBe(true);
  });

  test('a NIK that 500 rows use neither fuses them nor blows up', async () => {
    const rows = town[0]!.rows.slice(0, 500).map((row) => ({ ...row, nik: budi.nik }));
    const strangers = Array.from({ length: 500 }, (_, i) => ({
      nik: '3519085505550001',
      fullName: `${'ABCDEFGHIJ'[i % 10]!.repeat(5)}ONO ${'KLMNOPQRST'[Math.floor(i / 10) % 10]!.repeat(5)}ANTO ${'UVWXY'[Math.floor(i / 100)]!.repeat(5)}INI`,
    }));
    const { linkage } = await linkAgainst(residents, [...rows, ...strangers]);
    const { person } = linkage.links.at(-1)!;
    const persons = [...person.slice(0, 500)];
    const right = persons.filter((each, i) => each === linkage.links[0]!.person[i]).length;
    expect(right).toBeGreaterThan(480);
    expect(new Set(person.slice(500)).size).toBeGreaterThan(490);
    const pairs = linkage.report.pairsByRule.reduce((sum, each) => sum + each.pairs, 0);
    expect(pairs).toBeLessThan(60_000);
  });
});
