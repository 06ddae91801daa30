import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';
import en from './en.json';
import id from './id.json';
import { translate } from './index.ts';

const web = join(import.meta.dirname, '..');
const files = (readdirSync(web, { recursive: true }) as string[]).filter(
  (path) => /\.(svelte|ts)$/.test(path) && !/\.test\.ts$|^tests\//.test(path),
);
const sources = files.map((path) => readFileSync(join(web, path), 'utf8'));
const components = files.filter((path) => path.endsWith('.svelte'));

const placeholders = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!).toSorted();

test('both languages have the same keys, in the same order, and the same gaps to fill', () => {
  expect(Object.keys(en)).toEqual(Object.keys(id));
  for (const key of Object.keys(id) as (keyof typeof id)[])
    expect([key, placeholders(en[key])]).toEqual([key, placeholders(id[key])]);
});

test('no text is empty, and the two languages differ but for names', () => {
  const hasWords = (text: string): boolean => /\p{L}+\s+\p{L}+/u.test(text.replace(/\{\w+\}/g, ''));
  const same = Object.entries(id).filter(([key, text]) => text === en[key as keyof typeof en] && hasWords(text));
  expect(Object.values({ ...id, ...en }).filter((text) => text.trim() === '')).toEqual([]);
  expect(same.map(([key]) => key)).toEqual(['app.city', 'top.language.id']);
});

/** Keys written out in the sources, and the fixed beginnings and endings of those put together there. */
function usedKeys(texts: readonly string[]): { whole: Set<string>; patterns: RegExp[] } {
  const whole = new Set<string>();
  const patterns: RegExp[] = [];
  for (const text of texts) {
    for (const [, key] of text.matchAll(/'([a-z][\w-]*(?:\.[\w-]+)*)'/g)) whole.add(key!);
    for (const [, template] of text.matchAll(/`([a-z][\w-]*\.[^`\s]*)`/g))
      patterns.push(new RegExp(`^${template!.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '[\\w-]+')}$`));
  }
  return { whole, patterns };
}

const unusedKeys = (keys: readonly string[], texts: readonly string[]): string[] => {
  const { whole, patterns } = usedKeys(texts);
  return keys.filter((key) => !whole.has(key) && !patterns.some((pattern) => pattern.test(key)));
};

/** Texts in which a percent sign may go on the next line without its number, or stands right beside it. */
const brokenPercents = (texts: readonly string[]): string[] => texts.filter((text) => /(^|[^\u00a0])%/.test(text));

test('in Indonesian every percent sign keeps to its number, with a space between that is not broken', () => {
  expect(brokenPercents(Object.values(id))).toEqual([]);
  expect(Object.values(id).filter((text) => text.includes('%')).length).toBeGreaterThan(10);
});

test('a percent sign that can be parted from its number is found', () => {
  expect(brokenPercents(['80 %', '80%', '{low} %', '% warga', '80\u00a0%'])).toEqual([
    '80 %',
    '80%',
    '{low} %',
    '% warga',
  ]);
});

test('every text is used somewhere', () => {
  expect(unusedKeys(Object.keys(id), sources)).toEqual([]);
});

test('a text that nobody uses is found', () => {
  expect(unusedKeys(['never.said', 'level.rw'], ['t(`level.${level}`)'])).toEqual(['never.said']);
});

const SPOKEN_ATTRIBUTES = ['aria-label', 'title', 'alt', 'placeholder', 'label', 'question', 'answer'];
/** Signs and keys of the keyboard are the same in every language. */
const WORDLESS = /^[\s\d\p{P}\p{S}]*$|^(Home|End|Enter|Esc|g)$/u;

/** Words that stand in a component itself instead of the catalogue. */
function wordsIn(source: string): string[] {
  const words: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    const { type } = node;
    if (type === 'StyleDirective') return;
    if (type === 'Text') words.push((node as AST.Text).data);
    if (type === 'Attribute') {
      const { name, value } = node as AST.Attribute;
      const parts = Array.isArray(value) ? value : [];
      if (SPOKEN_ATTRIBUTES.includes(name)) for (const part of parts) if (part.type === 'Text') words.push(part.data);
      return;
    }
    Object.values(node).forEach(visit);
  };
  visit(parse(source, { modern: true }).fragment);
  return words.map((text) => text.replace(/&\w+;/g, '').trim()).filter((text) => !WORDLESS.test(text));
}

test.each(components)('%s speaks through the catalogue alone', (path) => {
  expect(wordsIn(readFileSync(join(web, path), 'utf8'))).toEqual([]);
});

test('words written into a component are found, as text and as attribute', () => {
  expect(wordsIn('<p>Halo {name}</p><img alt="Peta" src="x" />')).toEqual(['Halo', 'Peta']);
});

test('values stand where their names are', () => {
  expect(translate('id', 'table.count', { count: '27', level: 'Kelurahan' })).toBe('27 Kelurahan');
  expect(translate('en', 'top.date', { date: '31 Dec 2025' })).toBe('Data as of 31 Dec 2025');
});
