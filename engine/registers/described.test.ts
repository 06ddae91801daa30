import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../kernel/time.ts';
import { IDENTITY_FIELDS } from './records.ts';
import { folderOf, MODELS, readFiles, REGISTERS, valuesOf } from './test-files.ts';
import { countsAddUp, findingsOf } from './test-siak.ts';

describe('a register is its description', () => {
  const DESCRIPTION = `
id: perahu
rank: 99
role: recipients
programme: perahu
name: { id: Penerima perahu, en: Boat recipients }
owner: { id: Dinas Perikanan, en: Fishery office }
row: { id: satu perahu, en: one boat }
unusable: [[nik, fullName]]
fields:
  nik: { kind: nik, required: true }
  fullName: { kind: name }
  handedOverOn: { kind: date, whenFaulty: refuse }
  lengthMetres: { kind: number, min: 1, max: 20 }
  hull: { kind: code, list: hull }
dialects:
  only:
    name: { id: Daftar perahu, en: List of boats }
    recognise: [Nomor Lambung, NIK Nelayan]
    writes: { dates: dmy, decimal: ',' }
    headings:
      nik: NIK Nelayan
      fullName: Nelayan
      handedOverOn: Diserahkan
      lengthMetres: Panjang (m)
      hull: Bahan
    passedOver: [Nomor Lambung]
`;
  const HULLS = "hull:\n  1: { id: 'KAYU', en: wood }\n  2: { id: 'SERAT KACA', en: glass fibre, accept: [FIBER] }\n";
  const BOATS = [
    'Nomor Lambung;NIK Nelayan;Nelayan;Diserahkan;Panjang (m);Bahan',
    'A1;3577014107900001;SITI;03/04/2024;7,5;Fiber',
    'A2;3577010203880002;BUDI;31/02/2024;7,5;Kayu',
    'A3;3577010203880003;JOKO;04/03/2024;75;Kayu',
  ].join('\n');

  const withBoats = (): string => {
    const folder = folderOf({});
    cpSync(join(MODELS, 'codes'), join(folder, 'codes'), { recursive: true });
    cpSync(join(MODELS, 'registers'), join(folder, 'registers'), { recursive: true });
    writeFileSync(join(folder, 'codes', 'boats.yaml'), HULLS);
    writeFileSync(join(folder, 'registers', 'perahu.yaml'), DESCRIPTION);
    return folder;
  };

  test('a new one needs a description and no code', async () => {
    const reading = await readFiles({ 'perahu.csv': BOATS }, { models: withBoats() });
    expect(reading.registers[0]).toMatchObject({
      registerId: 'perahu',
      role: 'recipients',
      programme: 'perahu',
      count: 2,
    });
    expect(valuesOf(reading.registers[0]!, 'handedOverOn')).toEqual([dayOf(2024, 4, 3), dayOf(2024, 3, 4)]);
    expect(valuesOf(reading.registers[0]!, 'lengthMetres')).toEqual([7.5, NaN]);
    expect(valuesOf(reading.registers[0]!, 'hull')).toEqual([2, 1]);
    expect(findingsOf(reading)).toEqual([
      'refused date-impossible Diserahkan 99/99/9999',
      'finding number-out-of-range Panjang (m) 99',
    ]);
    countsAddUp(reading);
  });

  test('without its description the same file is no register', async () => {
    await expect(readFiles({ 'perahu.csv': BOATS })).rejects.toMatchObject({ text: { code: 'register-unknown' } });
  });

  test.each([
    ['a list that there is not', 'list: hull', 'list: keel', /there is no code list keel/],
    ['a heading with two meanings', 'fullName: Nelayan', 'fullName: NIK Nelayan', /means both/],
    ['a field that there is not', 'nik: NIK Nelayan', 'nkk: NIK Nelayan', /there is no field nkk/],
    ['a heading that recognises it and is unknown', '[Nomor Lambung,', '[Nomor Kapal,', /no heading of it/],
    ['a programme for another role', 'role: recipients', 'role: pupils', /programme/],
    ['a rank that is taken', 'rank: 99', 'rank: 1', /rank 1/],
    ['a kind that there is not', 'kind: nik,', 'kind: nick,', /fields\.nik\.kind/],
    ['another id than its file', 'id: perahu', 'id: kapal', /file's name/],
  ])('a description with %s is refused', async (_, from, to, message) => {
    const models = withBoats();
    const path = join(models, 'registers', 'perahu.yaml');
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    await expect(readFiles({ 'perahu.csv': BOATS }, { models })).rejects.toThrow(message);
  });

  test('the registers of the house: in order, with the kinds of identity that linkage expects', () => {
    expect(REGISTERS.map(({ id }) => id)).toEqual([
      'dukcapil',
      'dukcapil-deaths',
      'dukcapil-moves',
      'dtsen-families',
      'dtsen-members',
      'pkh',
      'sembako',
      'pbi-jk',
      'bltd',
      'disnaker',
      'dapodik',
      'ppatk',
      'sdm-kesos',
      'blt-dbhcht',
      'lansia-non-potensial',
      'pbi-d',
      'yatim-piatu',
      'kelas-3',
      'pdam',
      'kunjungan',
      'mundur',
      'gtk',
      'ahu',
      'bpjs-tk',
      'gaji-pemerintah',
      'perangkat',
    ]);
    const expected: Readonly<Record<string, string>> = { bornOn: 'date', sex: 'code' };
    for (const { id, outputs } of REGISTERS) {
      for (const { name, kind } of outputs) {
        if ((IDENTITY_FIELDS as readonly string[]).includes(name))
          expect(kind, `${id} ${name}`).toBe(expected[name] ?? 'text');
      }
    }
  });
});
