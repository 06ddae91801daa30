import { expect, test } from 'vitest';
import { sql, sqlName } from './sql.ts';

test('values are bound, never written into the text', () => {
  const query = sql`select * from person where kelurahan = ${"x'; drop table person"} and age > ${17}`;
  expect(query.text).toBe('select * from person where kelurahan = $1 and age > $2');
  expect(query.values).toEqual(["x'; drop table person", 17]);
});

test('pieces join and their values are numbered in order', () => {
  const where = sql`kelurahan = ${'a'} and rw = ${3}`;
  const query = sql`select ${1} from t where ${where} and ${sql`true`} limit ${10}`;
  expect(query.text).toBe('select $1 from t where kelurahan = $2 and rw = $3 and true limit $4');
  expect(query.values).toEqual([1, 'a', 3, 10]);
  expect(sql`select 1`.text).toBe('select 1');
});

test('a name is quoted', () => {
  expect(sql`select * from ${sqlName('a"b')}`.text).toBe('select * from "a""b"');
});
