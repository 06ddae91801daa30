import { beforeAll, describe, expect, test } from 'vitest';
import { SILENT } from '../../../kernel/progress.ts';
import { NO_DATE, parseIsoDate } from '../../../kernel/time.ts';
import { goldenCode, goldenDate, goldenNumber, goldenText } from '../../golden-record.ts';
import type { RegisterRecords } from '../../../registers/records.ts';
import type { Linkage } from '../../linkage.ts';
import { linkResidents } from '../link-residents.ts';
import { residentModel } from '../test-model.ts';
import { toRegisters, type TestRow } from '../test-registers.ts';

const budi: TestRow = { nik: '3577010503810004', fullName: 'BUDI WURYANTORO', bornOn: '1981-03-05' };
const sri: TestRow = { nik: '3577014708590002', fullName: 'SRI LESTARI', bornOn: '1959-08-07' };

async function linked(rows: readonly TestRow[]) {
  const { registers } = toRegisters([
    { id: 'pkh', role: 'recipients', rows },
    { id: 'dukcapil', role: 'population', rows: [{ ...budi, address: '' }, sri] },
    { id: 'pupils', role: 'pupils', rows: [{ ...budi, birthPlace: 'NGAWI', sex: 1, address: 'JL. MERAK 1' }] },
  ]);
  const linkage = await linkResidents({ registers, model: residentModel, threads: 1, progress: SILENT });
  return { registers, linkage };
}

describe('the golden record', () => {
  let [registers, linkage]: [RegisterRecords[], Linkage] = [[], {} as Linkage];
  beforeAll(async () => {
    ({ registers, linkage } = await linked([
      { ...budi, fullName: 'BUDI WURYANTORA', address: 'JL. SERAYU 12', kkNumber: '3577010101180077' },
      { nik: '3519080101900003', fullName: 'WINDARTO', bornOn: '1990-01-01' },
    ]));
  });

  test('takes each field from Dukcapil where it tells it, wherever that stands among the registers', () => {
    expect(goldenText(registers, linkage, 'fullName', 0)).toBe('BUDI WURYANTORO');
    expect(linkage.golden.get('fullName')).toMatchObject({ register: expect.anything() });
    expect(linkage.golden.get('fullName')!.register[0]).toBe(1);
  });

  test('takes what Dukcapil leaves blank from the next register that tells it', () => {
    expect(goldenText(registers, linkage, 'address', 0)).toBe('JL. SERAYU 12');
    expect(goldenText(registers, linkage, 'kkNumber', 0)).toBe('3577010101180077');
    expect(goldenText(registers, linkage, 'birthPlace', 0)).toBe('NGAWI');
    expect(goldenCode(registers, linkage, 'sex', 0)).toBe(1);
  });

  test('has blanks where no register tells', () => {
    expect(goldenText(registers, linkage, 'birthPlace', 1)).toBe('');
    expect(goldenCode(registers, linkage, 'sex', 1)).toBe(0);
    expect(goldenDate(registers, linkage, 'bornOn', 1)).toBe(parseIsoDate('1959-08-07'));
    expect(goldenDate(registers, linkage, 'diedOn', 1)).toBe(NO_DATE);
    expect(goldenNumber(registers, linkage, 'incomeRupiah', 1)).toBeNaN();
  });

  test('is made of the other registers for people whom Dukcapil does not have', () => {
    expect(linkage.personCount).toBe(3);
    expect(goldenText(registers, linkage, 'fullName', 2)).toBe('WINDARTO');
  });

  test('refuses to read a field as another kind than it is', () => {
    expect(() => goldenText(registers, linkage, 'bornOn', 0)).toThrow(TypeError);
  });
});

test('of two rows of one register the more surely linked tells the field, whatever their order', async () => {
  const sure = { ...budi, motherName: 'PAINEM' };
  const lessSure = { ...budi, nik: '3577010503810005', motherName: 'PAINI', kkNumber: '3577010101180077' };
  for (const rows of [
    [sure, lessSure],
    [lessSure, sure],
  ]) {
    const { registers, linkage } = await linked(rows);
    expect(goldenText(registers, linkage, 'motherName', 0)).toBe('PAINEM');
  }
});
