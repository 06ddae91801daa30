/** Golden fields as columns by person, read through once. */
import { parseNik, nikParts } from '../kernel/ids.ts';
import { dayOf, NO_DATE } from '../kernel/time.ts';
import type { Linkage } from '../linkage/linkage.ts';
import type { Column, RegisterReading } from '../registers/records.ts';

const NO_REGISTER = 255;

type Reader<K extends Column['kind']> = (column: Extract<Column, { kind: K }>, row: number) => number;

/** [person] what `read` makes of the golden field; `blank` where no register tells, or tells in another kind of column. */
function goldenValues<K extends Column['kind'], A extends Int32Array | Uint8Array>(
  { registers }: RegisterReading,
  { golden, personCount }: Linkage,
  field: string,
  kind: K,
  read: Reader<K>,
  values: A,
): A {
  const from = golden.get(field);
  if (from === undefined) return values;
  const columns = registers.map((records) => records.columns.get(field));
  for (let person = 0; person < personCount; person++) {
    const register = from.register[person]!;
    const column = register === NO_REGISTER ? undefined : columns[register];
    if (column?.kind === kind) values[person] = read(column as Extract<Column, { kind: K }>, from.row[person]!);
  }
  return values;
}

/** [person] code; 0 where no register tells. */
export const goldenCodes = (reading: RegisterReading, linkage: Linkage, field: string): Uint8Array =>
  goldenValues(
    reading,
    linkage,
    field,
    'code',
    (column, row) => column.codes[row]!,
    new Uint8Array(linkage.personCount),
  );

/** [person] days since 1970-01-01; NO_DATE where no register tells. */
export const goldenDays = (reading: RegisterReading, linkage: Linkage, field: string): Int32Array =>
  goldenValues(
    reading,
    linkage,
    field,
    'date',
    (column, row) => column.days[row]!,
    new Int32Array(linkage.personCount).fill(NO_DATE),
  );

/** Text of a golden field; '' where no register tells. */
export function goldenTextOf(
  { registers }: Pick<RegisterReading, 'registers'>,
  { golden }: Linkage,
  field: string,
  person: number,
): string {
  const from = golden.get(field);
  const column = from === undefined ? undefined : registers[from.register[person]!]?.columns.get(field);
  return column?.kind === 'text' ? column.dictionary.values[column.codes[from!.row[person]!]!]! : '';
}

/** What was filled in for want of a register that tells. */
export interface Filled {
  readonly bornOn: Int32Array;
  readonly sex: Uint8Array;
  /** [person] 1 where one of the two comes from the NIK. */
  readonly isFilled: Uint8Array;
}

/**
 * Birth date and sex, from the NIK where no register tells them: the law writes both into the number. The century is the
 * later one that is not after the reference day.
 */
export function fillFromNik(reading: RegisterReading, linkage: Linkage, referenceDay: number): Filled {
  const bornOn = goldenDays(reading, linkage, 'bornOn');
  const sex = goldenCodes(reading, linkage, 'sex');
  const isFilled = new Uint8Array(linkage.personCount);
  for (let person = 0; person < linkage.personCount; person++) {
    if (bornOn[person] !== NO_DATE && sex[person] !== 0) continue;
    const nik = parseNik(goldenTextOf(reading, linkage, 'nik', person));
    if (!nik.ok) continue;
    const { day, month, yearOfCentury, isFemale } = nikParts(nik.value);
    const born = [2000, 1900]
      .map((century) => dayOf(century + yearOfCentury, month, day))
      .find((d) => d !== undefined && d <= referenceDay);
    // A number that holds no date was not built by the law; its sex says nothing either.
    if (born === undefined) continue;
    if (bornOn[person] === NO_DATE) bornOn[person] = born;
    if (sex[person] === 0) sex[person] = isFemale ? 2 : 1;
    isFilled[person] = 1;
  }
  return { bornOn, sex, isFilled };
}
