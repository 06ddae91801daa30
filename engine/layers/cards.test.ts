import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadProgrammes } from '../indicators/programmes.ts';
import { projectPath } from '../kernel/files.ts';
import { folderUntil } from '../kernel/test-folder.ts';
import { loadCards, loadGroups, type CardNames } from './cards.ts';

const names: CardNames = {
  programmes: loadProgrammes(['pkh', 'sembako', 'bltd', 'pbi-jk']),
  registers: [{ id: 'dtsen-members', name: { id: 'Anggota keluarga DTSEN', en: 'DTSEN family members' } }],
  referenceDate: '2025-12-31',
  desilVersion: '2025-TW4',
};

test('there is one card an indicator, in the order of the groups, with no text left to fill in', () => {
  const cards = loadCards(names);
  const keys = cards.map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of ['residents', 'recipients/pkh', 'matched-share/dtsen-members', 'pyramid/m/0-4', 'pyramid/f/75+']) {
    expect(keys).toContain(key);
  }
  const order = loadGroups().map(({ key }) => key);
  const places = cards.map(({ group }) => order.indexOf(group));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);
  expect(JSON.stringify(cards)).not.toMatch(/\{[a-z]+(\.[a-z]+)?\}/i);
});

test('a text put in follows the language that it stands in', () => {
  const card = loadCards(names).find(({ key }) => key === 'recipients/pbi-jk')!;
  expect(card.unit).toEqual({ id: 'jiwa', en: 'persons' });
  expect(card.period).toBe('2025-12-31');
});

test('of a city that has received no decile the cards say so, and every field is there', () => {
  const card = loadCards({ ...names, desilVersion: '' }).find(({ key }) => key === 'poor/desil-1-4')!;
  expect(card.period).toBe('–');
  expect(card.source.id).toContain('DTSEN versi –');
});

test('every card names a file of the engine that is there', () => {
  for (const { key, formulaReference } of loadCards(names)) {
    expect(existsSync(projectPath(formulaReference)), `${key}: ${formulaReference}`).toBe(true);
  }
});

function folderWith(card: string): string {
  const folder = folderUntil(onTestFinished, 'cards');
  writeFileSync(join(folder, 'groups.yaml'), '- { key: g, name: { id: G, en: G } }\n');
  writeFileSync(join(folder, 'a.yaml'), `group: g\ndefaults: {}\ncards:\n  - ${card}\n`);
  return folder;
}

test('a card that lacks a field, or names a text that nobody gives, is refused with its file', () => {
  expect(() => loadCards(names, folderWith('{ key: x }'))).toThrow(/The card x: name: .*In a\.yaml/s);
  expect(() => loadCards(names, folderWith("{ key: 'x/{nobody.key}' }"))).toThrow(/\{nobody\.key\}.*In a\.yaml/s);
});
