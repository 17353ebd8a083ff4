import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { readTable } from '../../support/tables/index.ts';
import { allOf, sendTable } from './table.ts';

const pages = (n: number) => async (cursor: string | undefined) => {
  const at = Number(cursor ?? 0);
  return { lines: [{ code: `甲${at}` }, { code: `乙${at}` }], next: at + 1 < n ? String(at + 1) : null };
};

test.each([
  [2, false, 4],
  [3, true, 4],
])('导出到了上限就停，后面还有的说出来；正好导完的不说（%i 页）', async (n, cut, rows) => {
  const taken = await allOf(pages(n), 4);
  expect([taken.cut, taken.lines.length]).toEqual([cut, rows]);
  const app = Fastify();
  const columns = [
    { zh: '编码', key: 'code' },
    { zh: '标题', key: 'title' },
  ];
  app.get('/:format', (request, reply) =>
    sendTable(
      reply,
      (request.params as { format: string }).format,
      'list',
      { sheet: '表', columns, rows: taken.lines },
      taken.cut,
    ),
  );
  const csv = await app.inject('/csv');
  const lines = csv.body.trim().split('\r\n');
  expect(csv.headers['x-rows-cut']).toBe(cut ? '4' : undefined);
  expect(lines).toHaveLength(1 + rows + Number(cut));
  expect(lines.at(-1)!.includes('只导出了前4条，后面还有')).toBe(cut);
  const xlsx = (await app.inject('/xlsx')).rawPayload;
  const read = readTable(xlsx, 'list.xlsx');
  expect(JSON.stringify(read).includes('只导出了前4条')).toBe(cut);
  await app.close();
});
