import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile, Sql, sql } from './sql.ts';

test('values become parameters, pieces become part of the text', () => {
  const where = [sql`a = ${1}`, sql`b = any(${['x']})`];
  const query = sql`select ${sql.ref('m.na"me')} from ${sql.ref('matter')} where ${sql.join(where, sql` and `)} limit ${2}`;
  expect(compile(query)).toEqual({
    text: 'select "m"."na""me" from "matter" where a = $1 and b = any($2) limit $3',
    values: [1, ['x'], 2],
  });
  expect(compile(sql.join([]))).toEqual({ text: '', values: [] });
});

test('whatever is put in, the text is the same and every value stands once, in order', () => {
  const piece = fc.letrec((tie) => ({
    value: fc.string(),
    sql: fc.tuple(tie('either'), tie('either')).map(([a, b]) => sql`f(${a}, ${b})`),
    either: fc.oneof({ maxDepth: 4 }, tie('value'), tie('sql')),
  }));
  const leaves = (one: unknown): unknown[] => (one instanceof Sql ? one.values.flatMap(leaves) : [one]);
  fc.assert(
    fc.property(piece.sql, (query) => {
      const { text, values } = compile(query as Sql);
      expect(values).toEqual(leaves(query));
      expect(text).toMatch(/^[f(), $\d]+$/);
      expect([...text.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n))).toEqual(values.map((_, i) => i + 1));
    }),
  );
});
