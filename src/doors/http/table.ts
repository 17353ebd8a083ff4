import type { FastifyReply } from 'fastify';
import { type TableToWrite, writeCsv, writeXlsx } from '../../support/tables/index.ts';

/** A list taken away, as a workbook or as plain text. */
export function sendTable(reply: FastifyReply, format: string, name: string, table: TableToWrite): FastifyReply {
  const day = new Date().toISOString().slice(0, 10);
  reply.header('content-disposition', `attachment; filename="${name}-${day}.${format === 'csv' ? 'csv' : 'xlsx'}"`);
  if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(writeCsv(table));
  return reply.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet').send(writeXlsx(table));
}
