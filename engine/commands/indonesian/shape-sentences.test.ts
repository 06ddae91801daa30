import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { z, type ZodType } from 'zod';
import { AMOUNT } from '../../assistance/programmes/dated-values.ts';
import { projectPath } from '../../kernel/files.ts';
import { issueText } from '../../kernel/yaml-file.ts';
import { inIndonesian } from './errors.ts';
import { sourcesUnder } from './test-said.ts';

const told = (said: string): string | undefined => inIndonesian(`amounts.0.value: ${said}.`);
const ENGLISH = /\b(must|expected|be|to|have|or|is|needs|too|invalid|such|as|of|the|an?|items|characters|number)\b/i;

describe('what the library says of a shape', () => {
  test.each<[string, ZodType, unknown]>([
    ['terlalu kecil: harus 1 atau lebih', z.number().min(1), 0],
    ['terlalu kecil: harus 1 atau lebih', z.int().min(1), 0],
    ['terlalu kecil: harus lebih dari 0', z.number().positive(), 0],
    ['terlalu kecil: harus 0 atau lebih', z.number().nonnegative(), -1],
    ['terlalu besar: harus 1 atau kurang', z.number().max(1), 2],
    ['terlalu besar: harus kurang dari 1', z.number().lt(1), 1],
    ['harus bilangan bulat', z.int(), 1.5],
    ['harus angka', z.number(), 'x'],
    ['harus angka', z.number(), NaN],
    ['tidak ada: tulis teks', z.string(), undefined],
    ['harus angka atau teks', z.union([z.number(), z.string()]), true],
    ['harus kelipatan 5', z.number().multipleOf(5), 3],
    ['terlalu sedikit: harus 1 butir atau lebih', z.array(z.number()).min(1), []],
    ['terlalu sedikit: harus tepat 2 butir', z.array(z.number()).length(2), [1]],
    ['terlalu banyak: harus tepat 1 butir', z.array(z.number()).length(1), [1, 2]],
    ['terlalu banyak: harus 2 butir atau kurang', z.array(z.number()).max(2), [1, 1, 1]],
    ['terlalu sedikit: harus 2 butir atau lebih', z.tuple([z.number(), z.number()]), [1]],
    ['terlalu pendek: harus 1 huruf atau lebih', z.string().min(1), ''],
    ['terlalu pendek: harus tepat 3 huruf', z.string().length(3), ''],
    ['terlalu panjang: harus tepat 3 huruf', z.string().length(3), 'abcd'],
    ['terlalu panjang: harus 2 huruf atau kurang', z.string().max(2), 'abc'],
    ['tulisannya tidak sesuai pola /a+/', z.string().regex(/a+/), 'b'],
    ['bukan tanggal seperti 2025-12-31', z.iso.date(), 'x'],
    ['pilihan yang tidak dikenal; yang ada "x"|"y"', z.enum(['x', 'y']), 'z'],
    ['nilainya tidak cocok; yang diharapkan "x"', z.literal('x'), 'z'],
    ['kuncinya tidak cocok', z.record(z.string().regex(/a/), z.number()), { b: 1 }],
    ['nilainya tidak cocok', z.number().refine(() => false), 1],
  ])('is told as: %s', (indonesian, shape, value) => {
    const { fault } = issueText(shape.safeParse(value).error!.issues[0]!);
    expect(told(fault)).toBe(`amounts.0.value: ${indonesian}.`);
  });
});

test.each<[string, ZodType, unknown]>([
  ['Berkas: harus kunci beserta nilainya.', z.object({ files: z.string() }), []],
  ['Berkas: tidak ada: tulis kunci beserta nilainya.', z.object({ files: z.string() }), null],
])('a fault of the file as a whole is told as: %s', (indonesian, shape, value) => {
  const { key, fault } = issueText(shape.safeParse(value).error!.issues[0]!);
  expect(inIndonesian(`${key || 'The file'}: ${fault}.`)).toBe(indonesian);
});

/** Methods of a shape that take words of its own. */
const CHECKS = new Set(['min', 'max', 'gt', 'lt', 'regex', 'refine', 'length', 'int', 'positive', 'nonnegative']);

/** Words that a file gives its shapes, where they are written as they are. */
function ownWords(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const { expression: callee, arguments: given } = node;
      const last = given.at(-1);
      const isCheck = ts.isPropertyAccessExpression(callee) && CHECKS.has(callee.name.text);
      if (isCheck && last !== undefined && ts.isStringLiteralLike(last)) words.push(last.text);
      if (callee.getText() === 'plain' && ts.isStringLiteralLike(given[0]!))
        words.push(`must be ${given[0].text}`, `is missing: write ${given[0].text}`);
    }
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'error' && ts.isStringLiteralLike(node.initializer))
      words.push(node.initializer.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return words;
}

test('units of amounts are told in Indonesian, written as the file has to have them', () => {
  const { fault } = issueText(AMOUNT.shape.unit.safeParse('rupiah').error!.issues[0]!);
  expect(told(fault)).toBe(
    'amounts.0.value: harus rupiah / (family atau person) / (year, once, quarter, month, atau day).',
  );
});

test('what shapes say in their own words is known in Indonesian', () => {
  const files = sourcesUnder(projectPath('engine')).filter(
    (file) => !/test-[^/]*$|\/(bench|tests|samples)\//.test(file) && readFileSync(file, 'utf8').includes("from 'zod'"),
  );
  const words = [...new Set(files.flatMap(ownWords))];
  expect(words.length).toBeGreaterThan(30);
  expect(
    words.filter((said) => ENGLISH.test(told(said)?.replaceAll(/`[^`]*`|"[^"]*"|\{[^}]*\}/g, '') ?? 'is unknown')),
  ).toEqual([]);
});
