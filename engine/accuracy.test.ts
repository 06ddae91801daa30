import { expect, test } from 'vitest';
import { comparableRegisters } from './accuracy.ts';

const written = ['dukcapil', 'pkh', 'bltd'].map((register) => ({ register, sha256: `sum of ${register}` }));
const received = (changed: Readonly<Record<string, string>> = {}) =>
  written.map(({ register, sha256 }) => ({ registerId: register, sha256: changed[register] ?? sha256 }));

test.each<[what: string, changed: Record<string, string>, comparable: string[]]>([
  ['no file', {}, ['bltd', 'dukcapil', 'pkh']],
  ['a list', { pkh: 'another' }, ['bltd', 'dukcapil']],
  ['the population register', { dukcapil: 'another' }, []],
])(
  'where %s was changed the truth of the sample speaks of the others, if it speaks at all',
  (_, changed, comparable) => {
    expect([...comparableRegisters(received(changed), written)].sort()).toEqual(comparable);
  },
);

test('of a register with a file beside the one that was written the truth knows nothing', () => {
  const files = [...received(), { registerId: 'pkh', sha256: 'a second list' }];
  expect([...comparableRegisters(files, written)].sort()).toEqual(['bltd', 'dukcapil']);
});
