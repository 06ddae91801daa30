/** Whom the simulation takes the programmes to be for is whom engine/assistance finds, by the same rules and the same facts. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rupiahColumn } from '../../../assistance/evaluation/amount-columns.ts';
import { ALWAYS, resolve } from '../../../assistance/evaluation/resolve.ts';
import { TruthColumns, type TruthColumn } from '../../../assistance/evaluation/truth-columns.ts';
import { YES } from '../../../assistance/evaluation/truth.ts';
import { familyReceivesFact } from '../../../assistance/facts/catalogue.ts';
import { coded, membersByHousehold, type FactColumn, type FactTable } from '../../../assistance/facts/table.ts';
import { levelOf } from '../../../assistance/programmes/shape.ts';
import { loadProgrammes } from '../../../assistance/programmes/load.ts';
import { rulesOn } from '../../../assistance/programmes/rule-set.ts';
import { projectPath } from '../../../kernel/files.ts';
import { SINGLE_YEARS } from '../../demography/ages.ts';
import { componentsOf, DISABLED, FRAIL, SEEKING } from '../columns.ts';
import { SIMULATED_PROGRAMMES } from '../parameters.ts';
import { HIGHER, PAUD } from '../school/education.ts';
import { rankBelow } from '../spending/ranking.ts';
import { inventedLifeCity } from '../test-life-city.ts';
import { PARAMETERS, plainOf, RULES } from '../test-lives.ts';
import { loadAidRules } from './aid.ts';
import { membersOf, thousandOf } from './components.ts';
import { courseAt } from './course.ts';
import { countIn, dueIn } from './members.ts';

const { count } = SINGLE_YEARS;
const MODELS = projectPath('models');
const { population, families, start } = inventedLifeCity(8000, 3);
const { persons, households } = families;
const rows = Array.from(households.size.keys());
const { programmes, facts: catalogue } = loadProgrammes(MODELS);
const rulesOf = (key: string) => {
  const programme = programmes.find(({ id }) => id === key)!;
  return rulesOn(programme, Math.max(population.referenceDay, programme.validFrom));
};

const column = (level: FactColumn['level'], values: Float64Array): FactColumn => ({
  level,
  ...coded(values),
  origin: new Uint8Array(values.length),
  origins: [],
  days: undefined,
});

/** At the start as the cards tell: start-families.test.ts. */
const lostParent = (row: number): boolean => persons.lostParent[row] === 1;

/** The facts of the simulated families at the start, and unknown whatever the simulation does not carry. */
function simulatedTable(): FactTable {
  const columns = new Map<string, FactColumn>();
  const sizes = { person: persons.sexAge.length, household: households.size.length };
  for (const { key, level } of catalogue.values())
    columns.set(key, column(level, new Float64Array(sizes[level]).fill(NaN)));
  const { school, health, work } = plainOf(start.lives);
  const ofPersons = (of: (row: number) => number): FactColumn =>
    column(
      'person',
      Float64Array.from(persons.sexAge, (_, row) => of(row)),
    );
  columns.set(
    'ageYears',
    ofPersons((row) => persons.sexAge[row]! % count),
  );
  // Codes of school-level end with SMA, which LEVELS have at the same places.
  columns.set(
    'schoolLevel',
    ofPersons((row) => (school[row]! === HIGHER ? 0 : school[row]!)),
  );
  // One age a grade, where there are grades.
  columns.set(
    'schoolGrade',
    ofPersons((row) => (school[row]! > PAUD && school[row] !== HIGHER ? (persons.sexAge[row]! % count) - 6 : NaN)),
  );
  columns.set(
    'isSeverelyDisabled',
    ofPersons((row) => health[row]! & DISABLED),
  );
  columns.set(
    'disability',
    ofPersons((row) => ((health[row]! & DISABLED) === 0 ? 7 : 1)),
  );
  columns.set(
    'isBedridden',
    ofPersons((row) => (health[row]! & FRAIL) / FRAIL),
  );
  columns.set(
    'isJobSeeker',
    ofPersons((row) => (work[row] === SEEKING ? 1 : 0)),
  );
  columns.set(
    'isOrphan',
    ofPersons((row) => Number(lostParent(row))),
  );
  const ofHomes = (of: (row: number) => number): FactColumn => column('household', Float64Array.from(rows, of));
  columns.set(
    'desil',
    ofHomes((row) => households.desil[row]! || NaN),
  );
  columns.set(
    'familySize',
    ofHomes((row) => households.size[row]!),
  );
  SIMULATED_PROGRAMMES.forEach((key, place) =>
    columns.set(
      familyReceivesFact(key),
      ofHomes((row) => (start.homes.receives[row]! >>> place) & 1),
    ),
  );
  const { household } = persons;
  return {
    referenceDay: population.referenceDay,
    personCount: sizes.person,
    householdCount: sizes.household,
    householdRow: household,
    ...membersByHousehold(household, sizes.household),
    columns,
  };
}

const aidOf = (key: (typeof SIMULATED_PROGRAMMES)[number]) => RULES.aids[SIMULATED_PROGRAMMES.indexOf(key)]!;
const table = simulatedTable();
const truths = new TruthColumns(table);

/** [household] of a condition of the rules; of persons that of one of the family. */
function conditionTruths(key: string, condition: string): TruthColumn {
  const rules = rulesOf(key);
  const { when } = [...rules.conditions, ...rules.overlaps].find((each) => each.key === condition)!;
  const found = truths.of(resolve(when, rules), levelOf(rules.programme));
  if (levelOf(rules.programme) === 'household') return found;
  return Uint8Array.from(rows, (row) => found[table.members[table.memberStart[row]!]!]!);
}

describe('at the start the simulation and engine/assistance agree, family by family', () => {
  const limited = SIMULATED_PROGRAMMES.map((key, place) => [key, place] as const).filter(
    ([, place]) => RULES.aids[place]!.desilLimit < 10,
  );
  test.each(limited)('%s: the decile limit', (key, place) => {
    const limit = rankBelow(start.cuts, RULES.aids[place]!.desilLimit);
    const found = conditionTruths(key, key === 'pip' ? 'need' : 'desil');
    // Ranks stand within a hundredth of the edges of their deciles: tables of the hot loop.
    const told = rows.filter((row) => Math.abs(start.homes.rank[row]! - limit) > 0.01);
    expect(told.length).toBeGreaterThan(0.98 * rows.length);
    expect(told.filter((row) => start.homes.rank[row]! < limit !== (found[row] === YES))).toEqual([]);
    expect(told.some((row) => found[row] === YES) && told.some((row) => found[row] !== YES)).toBe(true);
  });

  test('PKH: whether there is a component for sure, and what the members bring', () => {
    const found = conditionTruths('pkh', 'component');
    expect(rows.filter((row) => componentsOf(start.homes, row) > 0 !== (found[row] === YES))).toEqual([]);
    const rules = rulesOf('pkh');
    const everybody = truths.of(ALWAYS, 'household');
    const rupiah = rupiahColumn(rules, truths, 'household', everybody, YES);
    const counted = rows.filter((row) => membersOf(componentsOf(start.homes, row)) <= rules.memberCap);
    expect(counted.length).toBeGreaterThan(0.9 * rows.length);
    expect(counted.filter((row) => thousandOf(componentsOf(start.homes, row)) * 1000 !== rupiah[row])).toEqual([]);
    expect(counted.some((row) => rupiah[row]! > 0)).toBe(true);
  });

  test.each([
    ['pip', ['pupil']],
    ['lansia-non-potensial', ['age', 'bedridden']],
    ['permakanan', ['need']],
    ['atensi-yapi', ['age', 'orphan']],
  ] as const)('%s: how many members fit', (key, conditions) => {
    const rules = rulesOf(key);
    const asked = conditions.map((condition) =>
      truths.of(resolve(rules.conditions.find((each) => each.key === condition)!.when, rules), 'person'),
    );
    const expected = new Uint32Array(rows.length);
    persons.household.forEach((home, row) => (expected[home]! += asked.every((found) => found[row] === YES) ? 1 : 0));
    const { members } = aidOf(key);
    expect(rows.map((row) => countIn(start.homes, members!, row))).toEqual(Array.from(expected));
    expect(expected.some((number) => number > 0)).toBe(true);
  });

  test('PIP: what the pupils of a family are due', () => {
    const rules = rulesOf('pip');
    const rupiah = rupiahColumn(rules, truths, 'person', truths.of(ALWAYS, 'person'), YES);
    const expected = new Float64Array(rows.length);
    persons.household.forEach((home, row) => (expected[home]! += rupiah[row]! / 1000));
    expect(rows.map((row) => dueIn(start.homes, aidOf('pip').members!, row))).toEqual(Array.from(expected));
    expect(new Set(expected).size).toBeGreaterThan(8);
  });

  test('permakanan: who lives alone', () => {
    const found = conditionTruths('permakanan', 'alone');
    const { from, to } = aidOf('permakanan').sizes;
    expect(
      rows.filter((row) => (households.size[row]! >= from && households.size[row]! <= to) !== (found[row] === YES)),
    ).toEqual([]);
  });

  test('courses: who looks for work, is of the age and no pupil', () => {
    const rules = rulesOf('pelatihan-kerja');
    const asked = rules.conditions.map(({ when }) => truths.of(resolve(when, rules), 'person'));
    const odd = Array.from(persons.sexAge.keys()).filter(
      (row) =>
        (RULES.course[courseAt(start.lives.state[row]!, persons.sexAge[row]! % count)] === 1) !==
        asked.every((found) => found[row] === YES),
    );
    expect(odd).toEqual([]);
    expect(start.fitting[SIMULATED_PROGRAMMES.indexOf('pelatihan-kerja')]).toBe(
      asked[0]!.filter((_, row) => asked.every((found) => found[row] === YES)).length,
    );
  });

  test.each([
    ['bltd', ['overlap/pkh', 'overlap/sembako', 'overlap/blt-dbhcht', 'overlap/lansia-non-potensial']],
    ['blt-dbhcht', ['overlap/pkh', 'overlap/sembako', 'overlap/bltd', 'overlap/lansia-non-potensial']],
    ['permakanan', ['overlap/pkh', 'overlap/sembako']],
  ] as const)('%s: other programmes that exclude it', (programme, overlaps) => {
    const { excluding } = aidOf(programme);
    const asked = overlaps.map((key) => conditionTruths(programme, key));
    const odd = rows.filter(
      (row) => ((start.homes.receives[row]! & excluding) === 0) !== asked.every((found) => found[row] === YES),
    );
    expect(odd).toEqual([]);
    expect(rows.some((row) => (start.homes.receives[row]! & excluding) !== 0)).toBe(true);
  });
});

test('what rules ask and the simulation does not know is said, programme by programme', () => {
  expect(Object.fromEntries(RULES.aids.map(({ key, notAsked }) => [key, notAsked]))).toEqual({
    pkh: ['pregnant (isPregnant)'],
    sembako: [],
    bltd: ['dtsen (isInDtsen)'],
    'pbi-jk': [
      'citizen (isCitizen)',
      'registered (isRegistered)',
      'dtsen (isInDtsen)',
      'one-segment (isInsuredOtherwise)',
    ],
    'pbi-d': ['registered (isRegistered)', 'class-3 (acceptsClass3)', 'one-segment (isInsuredOtherwise)'],
    pip: ['need (isProposedForPip)'],
    'blt-dbhcht': ['dtsen (isInDtsen)'],
    'blts-kesra': [],
    'lansia-non-potensial': [],
    permakanan: ['no-pension (occupation)'],
    'atensi-yapi': [],
    'bansos-air-bersih': ['dtsen (isInDtsen)', 'customer (isPdamCustomer)', 'bill (pdamBillRupiah)'],
    'pelatihan-kerja': [],
  });
});

describe('rules of another day or form', () => {
  const withRules = (key: string, good: string, other: string): string => {
    const models = mkdtempSync(join(tmpdir(), 'aid-rules-'));
    cpSync(join(MODELS, 'assistance'), join(models, 'assistance'), { recursive: true });
    const file = join(models, 'assistance', key, 'parameters.yaml');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(good);
    writeFileSync(file, text.replace(good, other));
    return models;
  };
  const loaded = (models: string) => {
    try {
      return loadAidRules(models, PARAMETERS.programmes, population.referenceDay);
    } finally {
      rmSync(models, { recursive: true });
    }
  };

  test('an amount, an age or an overlap that changes there changes here', () => {
    const dearer = loaded(withRules('sembako', 'value: 200000', 'value: 300000'));
    expect(dearer.aids[1]!.amount).toBe(3600);
    const older = loaded(withRules('pkh', 'value: 60, reference: [S38]', 'value: 70, reference: [S38]'));
    const at65 = 65;
    expect([RULES.components.amounts[at65]! > 0, older.components.amounts[at65]! > 0]).toEqual([true, false]);
    const free = loaded(withRules('bltd', '  - { with: sembako, reference: [S51, S16] }\n', ''));
    expect(RULES.aids[2]!.excluding & ~free.aids[2]!.excluding).toBe(2);
  });

  test.each([
    ['sembako', 'atMost: desilLimit', 'atLeast: desilLimit', /desil.*asks desil in a form/s],
    ['bltd', 'amount: cash }', 'amount: cash, when: { fact: desil, atMost: desilLimit } }', /components\.cash/],
    ['permakanan', 'familySize, is: 1', 'familySize, above: 1', /alone.*asks familySize in a form/s],
    ['blt-dbhcht', 'value: unknown', 'value: 200000', /amounts\.cash.*assumes/s],
    ['atensi-yapi', 'value: 200000', 'value: unknown', /amounts\.support.*assumes none/s],
    ['lansia-non-potensial', 'city: 200', "byKelurahan: { '35.77.03.1005': 45 }", /quotas.*tells no places/s],
  ])('%s with %s as %s is refused', (key, good, other, message) => {
    expect(() => loaded(withRules(key, good, other))).toThrow(message);
  });

  test.each([
    ['pbi-d', 'pip', 'pip'],
    ['bltd', 'blt-dbhcht', 'blt-dbhcht'],
  ] as const)('%s cannot be left for %s: the rules give both, or it is asked first', (key, other, named) => {
    const { programmes } = PARAMETERS.programmes;
    const leaving = { ...programmes, [key]: { ...programmes[key], leavesFor: [other] } };
    expect(() =>
      loadAidRules(MODELS, { ...PARAMETERS.programmes, programmes: leaving }, population.referenceDay),
    ).toThrow(new RegExp(`programmes\\.${key}\\.leavesFor.*names ${named}`, 's'));
  });
});
