import { describe, expect, test } from 'vitest';
import { loadConfig } from '../config.ts';
import { TerminalProgress } from '../terminal.ts';
import { parseCommandLine } from './command.ts';
import { simulateCommand } from './simulate.ts';

const progress = (): TerminalProgress =>
  new TerminalProgress({ isLive: false, columns: 100, write: () => undefined }, undefined);

const run = (args: readonly string[]): Promise<unknown> =>
  simulateCommand.run({ config: loadConfig(), progress: progress(), ...parseCommandLine(simulateCommand, args) });

describe('twin simulate refuses, before it opens anything', () => {
  test.each([
    ['no scenario', [], /--scenario is missing/],
    ['no year', ['--years', '0'], /--years takes a whole number from 1 to 100/],
    ['one replicate, of which there is no band', ['--replicates', '1'], /--replicates takes a whole number from 2/],
    ['no thread', ['--threads', '0'], /--threads takes a whole number from 1/],
    ['a seed that is no number', ['--seed', 'abc'], /--seed takes a whole number from 0/],
  ])('%s', async (_, args, message) => {
    const scenario = args.length === 0 ? [] : ['--scenario', 'births-fall'];
    await expect(run([...scenario, ...args])).rejects.toThrow(message);
  });
});

test('twin simulate takes what its help lists', () => {
  const names = ['scenario', 'baseline', 'years', 'replicates', 'threads', 'seed', 'align', 'out'];
  const { options } = parseCommandLine(simulateCommand, [...names.flatMap((name) => [`--${name}`, '7']), '--json']);
  expect(options).toMatchObject({ ...Object.fromEntries(names.map((name) => [name, '7'])), json: true });
});
