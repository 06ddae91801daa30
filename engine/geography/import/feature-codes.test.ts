import { describe, expect, test } from 'vitest';
import { loadKelurahanFacts } from '../../../geodata/facts.ts';
import { KelurahanFinder } from './feature-codes.ts';

const facts = loadKelurahanFacts();
const finder = new KelurahanFinder(facts);
const klegen = facts.findIndex((fact) => fact.name === 'Klegen');

describe('a feature is known by', () => {
  test.each([
    ['the Kemendagri code with dots', { code: '35.77.01.1003' }],
    ['without dots', { KODE_KEL: '3577011003' }],
    ['as a number', { kode: 3577011003 }],
    ['the column of BIG', { NAMOBJ: 'Klegen', KDEPUM: '35.77.01.1003', KDPPUM: '35' }],
    ['the BPS code', { iddesa: '3577030003', nmdesa: 'KLEGEN' }],
    ['the BPS code in four parts', { kdprov: '35', kdkab: '77', kdkec: '030', kddesa: '003' }],
    ['the P-code of OCHA', { ADM4_PCODE: 'ID3577030003', ADM4_EN: 'Klegen' }],
    ['both codes', { code: '35.77.01.1003', bps_code: '3577030003', name: 'Kel. Klegen' }],
    ['a code beside a running number', { id: 3, KodeDesa: '35.77.01.1003' }],
    ['a name that is spelt in a way nobody knows', { code: '35.77.01.1003', nama: 'Klêgèn' }],
  ])('%s', (_, properties) => {
    expect(finder.find(properties, undefined)).toEqual({ kind: 'known', index: klegen });
  });

  test('the id of the feature itself', () => {
    expect(finder.find({}, '35.77.01.1003')).toEqual({ kind: 'known', index: klegen });
  });

  test.each([
    ['a running number of the feature', { id: '35.77.01.1003' }, 3],
    ['a long one', { code: '35.77.01.1003' }, 4_082_113_377],
    ['the id of a map', { code: '35.77.01.1003', id: 'relation/3577091001' }, 'way/3577091001'],
    ['a code of the kecamatan', { code: '35.77.01.1003', kode_wilayah: '35.77.01' }, undefined],
    ['a part of the code', { kode: '1003', kdepum: '35.77.01.1003' }, undefined],
  ])('a code beside %s', (_, properties, id) => {
    expect(finder.find(properties, id)).toEqual({ kind: 'known', index: klegen });
  });
});

describe('a feature is not known', () => {
  test('without a column of codes', () => {
    expect(finder.find({ nama: 'Klegen', luas: 1 }, undefined)).toEqual({ kind: 'no-code' });
  });

  test('with the code of another city', () => {
    expect(finder.find({ id: 4, kode: '35.78.01.1003' }, undefined)).toEqual({
      kind: 'unknown',
      written: '35.78.01.1003',
      column: 'kode',
    });
    expect(finder.find({ nama: 'Klegen' }, '3577091001')).toEqual({
      kind: 'unknown',
      written: '3577091001',
      column: 'id (of the feature)',
    });
  });

  test.each([
    ['a BPS code', { code: '35.77.09.1001', bps_code: '3577030003' }, undefined, 'bps_code', 'code'],
    ['the id of the feature', { code: '35.77.09.1001' }, '35.77.01.1003', 'id (of the feature)', 'code'],
    ['a code with a digit lost', { code: '35.77.1.1003', iddesa: 3577030003 }, undefined, 'iddesa', 'code'],
    ['a stale column', { code: '35.77.01.1003', id: '35.77.09.1001' }, undefined, 'code', 'id'],
    ['a stale id', { code: '35.77.01.1003' }, '35.77.09.1001', 'code', 'id (of the feature)'],
    ['the P-code of another city', { code: '35.77.01.1003', pcode: 'ID3578030003' }, undefined, 'code', 'pcode'],
  ])('when a code that nobody has stands beside a right one: %s', (_, properties, id, column, unknown) => {
    expect(finder.find(properties, id)).toMatchObject({ kind: 'unknown-beside', column, unknown: { column: unknown } });
  });

  test('when the id of the feature is that of another kelurahan, which is said so', () => {
    expect(finder.find({ code: '35.77.01.1003', id: 7 }, '3577011004')).toEqual({
      kind: 'contradiction',
      columns: ['code', 'id (of the feature)'],
    });
  });

  test('when two codes name two kelurahan', () => {
    expect(finder.find({ code: '35.77.01.1003', bps_code: '3577030004' }, undefined)).toEqual({
      kind: 'contradiction',
      columns: ['code', 'bps_code'],
    });
  });

  test('when the name is that of another kelurahan', () => {
    expect(finder.find({ code: '35.77.01.1003', NAMOBJ: 'Kanigoro' }, undefined)).toEqual({
      kind: 'contradiction',
      columns: ['code', 'NAMOBJ'],
    });
  });
});

test('the two code systems never share a code', () => {
  const kemendagri = new Set(facts.map((fact) => fact.code.replaceAll('.', '')));
  expect(facts.filter((fact) => kemendagri.has(fact.bpsCode))).toEqual([]);
});
