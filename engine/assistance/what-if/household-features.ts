/** Facts of the city as a model of welfare reads them: of the household, of its head, and how many members they hold for. */
import type { HouseholdFact } from '../../estimation/scoring/household-fact.ts';
import type { Bilingual } from '../../kernel/bilingual.ts';
import type { CodeLists } from '../../registers/codes.ts';
import type { FactCatalogue, FactDescription } from '../facts/catalogue.ts';
import type { FactColumn, FactTable } from '../facts/table.ts';

export interface HouseholdFactInputs {
  readonly table: FactTable;
  readonly catalogue: FactCatalogue;
  /** [household] person at its head. */
  readonly headRow: ArrayLike<number>;
  readonly codeLists: CodeLists;
}

/**
 * Names are those of facts.yaml: `desil`, a fact of the household; `members/isPregnant`, how many of its members a yes-no fact
 * holds for; `head/education`, of its head; `size`, how many they are; and some counts of members by age and work. A count is not known (NaN)
 * where the fact is not known of a member, who could be one more.
 * A MODEL.yaml names them under `fact`. Facts that nobody tells here are among them, without a register.
 */
export function householdFacts(inputs: HouseholdFactInputs): HouseholdFact[] {
  const { table, catalogue } = inputs;
  const size = Float64Array.from(
    { length: table.householdCount },
    (_, h) => table.memberStart[h + 1]! - table.memberStart[h]!,
  );
  const facts: HouseholdFact[] = [
    {
      key: 'size',
      kind: 'number',
      name: { id: 'Jumlah anggota keluarga', en: 'Members of the family' },
      values: size,
      register: 'dukcapil',
    },
    ...headFacts(inputs),
    ...memberFacts(inputs),
  ];
  for (const fact of catalogue.values()) {
    const column = table.columns.get(fact.key);
    if (column === undefined) continue;
    if (fact.level === 'household')
      facts.push({
        key: fact.key,
        kind: fact.kind,
        name: fact.name,
        values: column.values,
        register: registerOf(column),
        ...wordsOf(fact, inputs.codeLists),
      });
    else if (fact.kind === 'yes-no')
      facts.push({
        key: `members/${fact.key}`,
        kind: 'number',
        name: { id: `Anggota: ${fact.name.id.toLowerCase()}`, en: `Members: ${fact.name.en.toLowerCase()}` },
        values: membersWho(table, column, (value) => value === 1),
        register: registerOf(column),
      });
  }
  return facts;
}

/** A column in which nobody has a value is told by no register here. */
const registerOf = ({ distinct, origins }: FactColumn): string | undefined =>
  distinct.length === 1 ? undefined : (origins[0]?.register ?? undefined);

const YES_NO: readonly Bilingual[] = [
  { id: 'tidak', en: 'no' },
  { id: 'ya', en: 'yes' },
];

function wordsOf({ kind, list, unit }: FactDescription, codeLists: CodeLists): Pick<HouseholdFact, 'wordOf'> {
  if (kind === 'number' && unit !== undefined)
    return {
      wordOf: (value) => ({ id: `${value.toLocaleString('id')} ${unit}`, en: `${value.toLocaleString('en')} ${unit}` }),
    };
  if (kind === 'yes-no') return { wordOf: (value) => YES_NO[value] };
  const entries = list === undefined ? undefined : codeLists.get(list)?.byCode;
  if (entries === undefined) return {};
  return {
    wordOf: (value) => {
      const entry = entries.get(value);
      return entry === undefined ? undefined : { id: entry.labelId, en: entry.labelEn };
    },
  };
}

function headFacts({ table, catalogue, headRow, codeLists }: HouseholdFactInputs): HouseholdFact[] {
  // Schooling has an order, which a list of codes does not say: as a number it keeps it.
  const asked = [
    ['ageYears', 'number'],
    ['sex', 'code'],
    ['education', 'number'],
    ['occupation', 'code'],
    ['disability', 'code'],
  ] as const;
  return asked.flatMap(([key, kind]): HouseholdFact[] => {
    const [fact, column] = [catalogue.get(key), table.columns.get(key)];
    if (fact === undefined || column === undefined) return [];
    return [
      {
        key: `head/${key}`,
        kind,
        name: { id: `${fact.name.id} (kepala keluarga)`, en: `${fact.name.en} (head of the family)` },
        values: Float64Array.from(headRow, (person) => column.values[person]!),
        register: registerOf(column),
        ...wordsOf(fact, codeLists),
      },
    ];
  });
}

/** Codes of the family card up to here are no work: without work, household, pupil, pensioner. */
const NO_WORK_UP_TO = 4;
const NO_DISABILITY = 7;

function memberFacts({ table }: HouseholdFactInputs): HouseholdFact[] {
  const number = (key: string, id: string, en: string, values: Float64Array, from: FactColumn | undefined) =>
    from === undefined
      ? []
      : [{ key: `members/${key}`, kind: 'number', name: { id, en }, values, register: registerOf(from) } as const];
  const column = (key: string): FactColumn | undefined => table.columns.get(key);
  const [age, work, disability, education] = ['ageYears', 'occupation', 'disability', 'education'].map(column);
  const aged = (from: number, to: number): Float64Array =>
    membersWho(table, age, (years) => years >= from && years <= to);
  return [
    ...number('age0to6', 'Anggota umur 0–6 tahun', 'Members aged 0 to 6', aged(0, 6), age),
    ...number('age7to18', 'Anggota umur 7–18 tahun', 'Members aged 7 to 18', aged(7, 18), age),
    ...number('age60up', 'Anggota umur 60 tahun ke atas', 'Members aged 60 and more', aged(60, 150), age),
    ...number(
      'working',
      'Anggota yang bekerja menurut KK',
      'Members in work by the family card',
      membersWho(table, work, (code) => code > NO_WORK_UP_TO),
      work,
    ),
    ...number(
      'disabled',
      'Anggota penyandang disabilitas',
      'Members with a disability',
      membersWho(table, disability, (code) => code < NO_DISABILITY),
      disability,
    ),
    ...number(
      'highestEducation',
      'Pendidikan tertinggi di keluarga',
      'Highest schooling in the family',
      mostOf(table, education),
      education,
    ),
  ];
}

/** [household] members for whose value it holds; NaN where the value of a member is not known. */
function membersWho(table: FactTable, column: FactColumn | undefined, holds: (value: number) => boolean): Float64Array {
  const counts = new Float64Array(table.householdCount);
  table.householdRow.forEach((household, person) => {
    const value = column?.values[person] ?? NaN;
    counts[household]! += Number.isNaN(value) ? NaN : Number(holds(value));
  });
  return counts;
}

/** NaN where nobody's is known. */
function mostOf(table: FactTable, column: FactColumn | undefined): Float64Array {
  const most = new Float64Array(table.householdCount).fill(NaN);
  table.householdRow.forEach((household, person) => {
    const value = column?.values[person] ?? NaN;
    if (!(value <= most[household]!) && value === value) most[household] = value;
  });
  return most;
}
