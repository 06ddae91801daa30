import { expect, test } from 'vitest';
import type { PublicationMeta } from '#engine';
import { findAreas } from './find-areas.ts';

const meta = {
  areas: {
    kecamatan: [{ code: '35.77.03', name: 'Taman', parent: '35.77' }],
    kelurahan: [
      { code: '35.77.01.1001', name: 'Oro-oro Ombo', parent: '35.77.01' },
      { code: '35.77.03.1002', name: 'Manisrejo', parent: '35.77.03' },
      { code: '35.77.03.1003', name: 'Taman', parent: '35.77.03' },
      { code: '35.77.02.1004', name: 'Madiun Lor', parent: '35.77.02' },
    ],
    rw: [
      { code: '35.77.03.1002.rw03', name: 'RW 03', parent: '35.77.03.1002' },
      { code: '35.77.03.1002.rw30', name: 'RW 30', parent: '35.77.03.1002' },
      { code: '35.77.03.1003.rw03', name: 'RW 03', parent: '35.77.03.1003' },
    ],
  },
} as unknown as PublicationMeta;

const names = (text: string): string[] => findAreas(meta, text).map(({ name, parent }) => `${name}/${parent}`);

test.each([
  ['a beginning', 'mani', ['Manisrejo/Taman', 'RW 03/Manisrejo', 'RW 30/Manisrejo']],
  ['capitals and a missing hyphen', 'ORO ORO', ['Oro-oro Ombo/']],
  ['the second word of a name', 'lor', ['Madiun Lor/']],
  ['a kelurahan before the kecamatan of the same name', 'taman', ['Taman/Taman', 'Taman/', 'RW 03/Taman']],
  ['an RW by its number without the nought', 'manisrejo rw 3', ['RW 03/Manisrejo', 'RW 30/Manisrejo']],
  ['an RW by its full number', 'manisrejo 03', ['RW 03/Manisrejo']],
  ['nothing', 'surabaya', []],
  ['no text', '  ', []],
])('%s', (_, text, expected) => {
  expect(names(text)).toEqual(expected);
});
