import type { FastifyReply } from 'fastify';
import { type TableToWrite, writeCsv, writeXlsx } from '../../support/tables/index.ts';

/** As many rows as one file takes away. */
const cutAt = 20_000;

/** All pages of a list one after the other, as far as one file goes. */
export async function allOf<L>(
  page: (cursor: string | undefined) => Promise<{ lines: L[]; next: string | null }>,
  most = cutAt,
): Promise<{ lines: L[]; cut: boolean }> {
  const lines: L[] = [];
  let cursor: string | undefined;
  do {
    const found = await page(cursor);
    lines.push(...found.lines);
    cursor = found.next ?? undefined;
  } while (cursor && lines.length < most);
  return { lines, cut: cursor !== undefined };
}

/** A list taken away, as a workbook or as plain text. One that was cut says so in its last line and in a header. */
export function sendTable(reply: FastifyReply, format: string, name: string, table: TableToWrite, cut = false): FastifyReply {
  const day = new Date().toISOString().slice(0, 10);
  reply.header('content-disposition', `attachment; filename="${name}-${day}.${format === 'csv' ? 'csv' : 'xlsx'}"`);
  if (cut) reply.header('x-rows-cut', String(table.rows.length));
  const last = `只导出了前${table.rows.length.toLocaleString('en-US')}条，后面还有。请缩小筛选范围分几次导出。`;
  const whole = cut ? { ...table, rows: [...table.rows, { [table.columns[0]!.key]: last }] } : table;
  if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(writeCsv(whole));
  return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(writeXlsx(whole));
}
