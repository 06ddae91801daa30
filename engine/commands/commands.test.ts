import { expect, test } from 'vitest';
import { asksForHelp, groupHelp, unknownCommand } from './command.ts';
import { allCommands, commandsNamed } from './commands.ts';

test('every command is found by the first word of its name', async () => {
  const all = await allCommands();
  expect(all.length).toBeGreaterThan(20);
  for (const command of all) expect(await commandsNamed(command.name.split(' ')[0]!)).toContain(command);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
});

test('and by its second word as well, which others of the first need not be loaded for', async () => {
  for (const command of await allCommands()) {
    const [first, second] = command.name.split(' ');
    expect((await commandsNamed(first!, second)).map(({ name }) => name)).toContain(command.name);
  }
  expect((await commandsNamed('assist', 'list')).map(({ name }) => name)).toEqual(['assist list']);
  for (const odd of ['odd', 'toString', '--help']) expect((await commandsNamed('assist', odd)).length).toBe(10);
});

test.each(['nothing', 'toString', ''])('no command begins with "%s"', async (word) => {
  expect(await commandsNamed(word)).toEqual([]);
});

test('who says the first word alone is told the commands that begin with it', async () => {
  const fault = unknownCommand(['review', 'odd'], await commandsNamed('review'));
  expect(fault.message).toContain('There is no command "review odd"');
  expect(fault.text.todo).toMatch(/^There are review list, review show, .*review city/);
  expect(unknownCommand(['nothing'], []).text.todo).toBe('npm run twin -- --help lists them.');
});

test('who asks the first word alone for help is shown every command that begins with it', async () => {
  const commands = await commandsNamed('review');
  const lines = groupHelp('review', commands, 'en').split('\n');
  for (const { name, summary } of commands) {
    expect(lines.some((line) => line.startsWith(`  ${name} `) && line.endsWith(summary.en))).toBe(true);
  }
  expect([['--help'], ['-h'], ['help']].every(asksForHelp)).toBe(true);
  expect([[], ['odd'], ['odd', '--help']].some(asksForHelp)).toBe(false);
});
