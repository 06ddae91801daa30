import { describe, expect, test } from 'vitest';
import { dayOf } from '../kernel/time.ts';
import { declarationOf, readFiles, valuesOf } from './test-files.ts';
import { HEAD, SITI } from './test-siak.ts';

describe('what has two meanings stops and asks', () => {
  const BLTD = (date: string, amount: string): string =>
    `No.;No. Peserta;NIK;Nama;Tanggal Lahir;Triwulan;Nominal\n1;7;3577014107900001;Siti;${date};4;${amount}\n`;

  test('03/04/1999 in a list that nobody declared', async () => {
    const reading = readFiles({ 'bltd.csv': BLTD('03/04/1999', '600000') });
    await expect(reading).rejects.toMatchObject({
      kind: 'input',
      text: { code: 'date-order-unknown', where: { row: 2 } },
    });
    await expect(reading).rejects.toThrow(/99\/99\/9999.*registers\.yaml.*dates: dmy/);
  });

  test('600.000 in a list that nobody declared', async () => {
    const reading = readFiles({ 'bltd.csv': BLTD('25/04/1999', '600.000') });
    await expect(reading).rejects.toMatchObject({ text: { code: 'decimal-unknown', where: { column: 'Nominal' } } });
  });

  test.each([
    ['dmy', dayOf(1999, 4, 3)],
    ['mdy', dayOf(1999, 3, 4)],
  ])('declared as %s they are read', async (dates, day) => {
    const reading = await readFiles({
      'bltd.csv': BLTD('03/04/1999', '600.000'),
      'registers.yaml': declarationOf(`{ file: bltd.csv, register: bltd, dates: ${dates}, decimal: ',' }`),
    });
    expect(valuesOf(reading.registers[0]!, 'bornOn')).toEqual([day]);
    expect(valuesOf(reading.registers[0]!, 'amountRupiah')).toEqual([600000]);
  });
});

describe('dates that contradict the order in which they are read', () => {
  /** A SIAK export of 40 birth dates, of which the first `contrary` are written with the month first. */
  const siak = (contrary: number, sound = 40 - contrary): string =>
    [HEAD]
      .concat(Array.from({ length: contrary }, (_, i) => SITI.replace('01/07/1990', `07/${13 + (i % 15)}/1990`)))
      .concat(Array.from({ length: sound }, (_, i) => SITI.replace('01/07/1990', `${13 + (i % 15)}/07/1990`)))
      .join('\n');
  const declared = (dates: string): string => declarationOf(`{ file: siak.csv, register: dukcapil, dates: ${dates} }`);

  test('a SIAK export with the month first is not read day first', async () => {
    const error = await readFiles({ 'siak.csv': siak(40) }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      kind: 'input',
      text: { code: 'date-order-contradicted', where: { file: 'siak.csv', row: 2, column: 'Tanggal Lahir' } },
    });
    expect(String(error)).toMatch(
      /40 of 40 dates.*day first.*registers\.yaml what the file writes: - \{ file: siak\.csv, register: dukcapil, dates: mdy \}/,
    );
  });

  test('declared so it is read', async () => {
    const { registers } = await readFiles({ 'siak.csv': siak(40), 'registers.yaml': declared('mdy') });
    expect(valuesOf(registers[0]!, 'bornOn').slice(0, 2)).toEqual([dayOf(1990, 7, 13), dayOf(1990, 7, 14)]);
  });

  test('declared wrongly it is not', async () => {
    const reading = readFiles({ 'siak.csv': siak(0), 'registers.yaml': declared('mdy') });
    await expect(reading).rejects.toThrow(/40 of 40 dates.*as registers\.yaml declares.*dates: dmy/);
  });

  test('beside the place of birth too', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `7;3577014107900001;Siti;MADIUN, 07/${13 + i}/1990;4;600000`);
    const text = ['No. Peserta;NIK;Nama;TTL;Triwulan;Nominal', ...rows].join('\n');
    const declaration = declarationOf('{ file: a.csv, register: bltd, dates: dmy }');
    await expect(readFiles({ 'a.csv': text, 'registers.yaml': declaration })).rejects.toMatchObject({
      text: { code: 'date-order-contradicted', where: { column: 'TTL' } },
    });
  });

  test.each([
    ['nine are slips', 9, 31],
    ['one in twenty is slips', 10, 190],
  ])('%s, each with its finding', async (_, contrary, sound) => {
    const { findings } = await readFiles({ 'siak.csv': siak(contrary, sound) });
    expect(findings.filter(({ code }) => code === 'date-impossible')).toHaveLength(contrary);
  });

  test('a few more than that are not', async () => {
    await expect(readFiles({ 'siak.csv': siak(10, 180) })).rejects.toMatchObject({
      text: { code: 'date-order-contradicted' },
    });
  });

  test('31 February is a date in no order', async () => {
    const { findings } = await readFiles({ 'siak.csv': siak(40).replace(/07\/\d\d\/1990/g, '31/02/1990') });
    expect(findings.filter(({ code }) => code === 'date-impossible')).toHaveLength(40);
  });
});
