import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { sha256 } from '../../kernel/checksum.ts';
import { projectPath } from '../../kernel/files.ts';
import { HEADINGS, SAMPLE_REGISTERS } from './headings.ts';

interface RealHeading {
  readonly system: string;
  readonly sheet_or_table: string;
  readonly heading: string;
}

const REAL = projectPath('..', 'shared', 'data', 'registers', 'register_headings.csv');

function realHeadings(system: string, sheet: string): string[] {
  const rows = parse(readFileSync(REAL, 'utf8'), { columns: true }) as RealHeading[];
  return rows.filter((row) => row.system === system && row.sheet_or_table === sheet).map(({ heading }) => heading);
}

const REGSOSEK = 'Regsosek 2022-K / DTKS import (OpenSID)';
const withoutCard = (headings: string[]): string[] => headings.filter((heading) => heading !== 'no kartu keluarga');

test('SIAK has 37 columns, in the order of its export', () => {
  const siak = HEADINGS.dukcapil;
  expect(siak).toHaveLength(37);
  expect([siak[0], siak[1], siak[36]]).toEqual(['Nomor KK', 'NIK', 'Tgl Entri']);
});

test('only the template of DTSEN members prints headings twice: 401, 402 Nama and 403 NIK three times', () => {
  for (const register of SAMPLE_REGISTERS) {
    const times = Map.groupBy(HEADINGS[register], (heading) => heading);
    const doubled = [...times].filter(([, all]) => all.length > 1).map(([heading, all]) => `${heading} ${all.length}`);
    expect(doubled, register).toEqual(register === 'dtsen-members' ? ['401 3', '402 Nama 3', '403 NIK 3'] : []);
  }
});

/** Where the tables of real headings are not at hand, their fingerprints stand in for them. */
const FINGERPRINTS = {
  siak: 'bf4a9bd1508f0445dcad2874afd2f0de856a55f19ce988d421212af59e65d793',
  members: '42a7a07fb6da445f4d724b60aee5913ad6caf1370885432c138571b5f2c92993',
  families: '3c0fe64efcb6a8e15a4cc4d1e5d07ea72987f26ca29e01431341a58d313017ca',
} as const;

const fingerprint = (headings: readonly string[]): string => sha256(headings.join('\n'));
const isAtHand = existsSync(REAL);

test('SIAK is the real export, word for word', () => {
  expect(fingerprint(HEADINGS.dukcapil)).toBe(FINGERPRINTS.siak);
  if (isAtHand) expect(HEADINGS.dukcapil).toEqual(realHeadings('SIAK export (Dukcapil)', 'Sheet1'));
});

test('DTSEN members are the real sheet 4 of Regsosek and the decile behind it', () => {
  const sheet4 = HEADINGS['dtsen-members'].slice(0, -4);
  expect(fingerprint(sheet4)).toBe(FINGERPRINTS.members);
  if (isAtHand) expect(sheet4).toEqual(realHeadings(REGSOSEK, '4.ket sos-ek anggota'));
});

test('DTSEN families are the real sheets 1, 3 and 5 of Regsosek, the place before and the decile behind them', () => {
  const families = HEADINGS['dtsen-families'];
  const sheets = families.slice(families.indexOf('no urut bangunan tempat tinggal'), -4);
  expect(fingerprint(sheets)).toBe(FINGERPRINTS.families);
  const real = (): string[] => [
    ...realHeadings(REGSOSEK, '1.keterangan tempat'),
    ...withoutCard(realHeadings(REGSOSEK, '3.keterangan perumahan')),
    ...withoutCard(realHeadings(REGSOSEK, '5.keikutsertaan program dll')),
  ];
  if (isAtHand) expect(sheets).toEqual(real());
});

test('BLTD keeps the columns of the OpenSID import of participants', () => {
  const participants = ['No. Peserta', 'NIK', 'Nama', 'Tempat Lahir', 'Tanggal Lahir', 'Alamat'];
  expect(HEADINGS.bltd).toEqual(expect.arrayContaining(participants));
  if (isAtHand) expect(realHeadings('OpenSID social-assistance import', 'Peserta').slice(1)).toEqual(participants);
});
