import { expect, test } from 'vitest';
import { maskNumber, nikParts, parseKkNumber, parseNik, type Nik } from './ids.ts';

test.each([
  ['3577014107850001', '3577014107850001'],
  [" '3577014107850001 ", '3577014107850001'],
  ['357701-410785-0001', '3577014107850001'],
  ['3577 0141 0785 0001', '3577014107850001'],
])('%j is read as a NIK', (written, digits) => {
  expect(parseNik(written)).toEqual({ ok: true, value: digits });
  expect(parseKkNumber(written)).toEqual({ ok: true, value: digits });
});

test.each([
  ['', 'blank'],
  ['-', 'blank'],
  ['357701410785000', 'fifteen-digits'],
  ['35770141078500012', 'wrong-length'],
  ['3,57701E+15', 'scientific'],
  ['3.57701410785E15', 'scientific'],
  ['35770141O7850001', 'not-digits'],
  ['0000000000000000', 'placeholder'],
  ['9999999999999999', 'placeholder'],
  ['1234567890123456', 'placeholder'],
])('%j is no NIK: %s', (written, fault) => {
  expect(parseNik(written)).toEqual({ ok: false, error: fault });
});

test('a woman carries 40 more on her day of birth', () => {
  expect(nikParts('3577014107850001' as Nik)).toEqual({
    region: '357701',
    day: 1,
    month: 7,
    yearOfCentury: 85,
    isFemale: true,
    serial: '0001',
  });
  expect(nikParts('3577013112850001' as Nik)).toMatchObject({ day: 31, isFemale: false });
});

test('a masked number shows its first six and last two digits only', () => {
  expect(maskNumber('3577014107850001')).toBe('357701········01');
});
