import { describe, expect, test } from 'vitest';
import { standardiseName } from './names.ts';

const cases: [written: string, tokens: string, titles: string][] = [
  ['SITI AMINAH', 'SITI AMINAH', ''],
  ['  Siti   Aminah ', 'SITI AMINAH', ''],
  ['H. AHMAD FAUZI', 'AHMAD FAUZI', 'H'],
  ['HJ SITI AMINAH', 'SITI AMINAH', 'HJ'],
  ['DR. H. MOH. ALI, S.PD, M.M.', 'MOH ALI', 'DR H SPD MM'],
  ['DRS.H.BAMBANG', 'BAMBANG', 'DRS H'],
  ['MOH.YUSUF', 'MOH YUSUF', ''],
  ['M. YUSUF', 'M YUSUF', ''],
  ['SRI WAHYUNI S.Pd', 'SRI WAHYUNI', 'SPD'],
  ['SRI WAHYUNI S. PD.', 'SRI WAHYUNI', 'SPD'],
  ['SUTRISNO SH', 'SUTRISNO', 'SH'],
  ['SUTRISNO.SH', 'SUTRISNO', 'SH'],
  ['SUTRISNO S.H., M.H.', 'SUTRISNO', 'SH MH'],
  ["NUR'AINI", 'NURAINI', ''],
  ['MA’RUF AMIN', 'MARUF AMIN', ''],
  ['SITI-AMINAH', 'SITI AMINAH', ''],
  ['RENÉ', 'RENE', ''],
  ['SUKIRMAN (ALM)', 'SUKIRMAN', 'ALM'],
  ['LIE MA', 'LIE MA', ''],
  ['AHMAD, MA', 'AHMAD', 'MA'],
  ['NY. SUPARMI', 'SUPARMI', 'NY'],
  ['A.RAHMAN', 'A RAHMAN', ''],
  ['SUPARDI', 'SUPARDI', ''],
  ['HAJI', 'HAJI', ''],
  ['S.H.', 'SH', ''],
  ['RR. AYU LESTARI', 'AYU LESTARI', 'RR'],
  ['APT. DEWI, S.FARM', 'DEWI', 'APT SFARM'],
  ['', '', ''],
  [' . ', '', ''],
];

describe('a name becomes words and titles', () => {
  test.each(cases)('%s', (written, tokens, titles) => {
    const name = standardiseName(written);
    expect(name.tokens.join(' ')).toBe(tokens);
    expect(name.titles.join(' ')).toBe(titles);
  });

  test('the words of a name are its words again', () => {
    for (const [written] of cases) {
      const tokens = standardiseName(written).tokens.join(' ');
      expect(standardiseName(tokens).tokens.join(' ')).toBe(tokens);
    }
  });

  test('spelling is left to linkage', () => {
    expect(standardiseName('SOEKARNO DJOJO').tokens).toEqual(['SOEKARNO', 'DJOJO']);
  });
});
