/** For tests: a small export of SIAK, and what was found in a reading. */
import { expect } from 'vitest';
import type { RegisterReading } from './records.ts';

export const HEAD =
  'Nomor KK;NIK;Nama Penduduk;Status;Tempat Lahir;Tanggal Lahir;Kelamin;Ibu;Status Kawin;SHDK;Desa/Kel;Alamat;RW;RT;Pekerjaan';
export const SITI =
  '3577010101900001;3577014107900001;SITI AMINAH;HIDUP;MADIUN;01/07/1990;PEREMPUAN;SRI;KAWIN;ISTRI;ORO-ORO OMBO;JL. SERAYU 1;003;012;PEDAGANG';
export const BUDI =
  '3577010101900001;3577010203880002;BUDI SANTOSO;HIDUP;MADIUN;02/03/1988;LAKI-LAKI;TUN;KAWIN;KEPALA KELUARGA;ORO-ORO OMBO;JL. SERAYU 1;003;012;GURU';
export const SIAK = [HEAD, SITI, BUDI, ''].join('\r\n');

/** Another file of the register, in which a column is blank that the first one fills. */
export const LATER = [HEAD, 'x;3577014107900003;ANI;;;;P;;;;;;;;', ''].join('\r\n');

/** Findings as `severity code column found`, without places. */
export const findingsOf = (reading: RegisterReading): string[] =>
  reading.findings.map(({ severity, code, column, found }) => [severity, code, column, found].join(' ').trim());

export const countsAddUp = (reading: RegisterReading): void => {
  for (const file of reading.files) expect(file.rowsReceived).toBe(file.rowsAccepted + file.rowsRefused);
  const accepted = reading.files.reduce((sum, { rowsAccepted }) => sum + rowsAccepted, 0);
  expect(reading.registers.reduce((sum, { count }) => sum + count, 0)).toBe(accepted);
};
