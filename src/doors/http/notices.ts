import type { FastifyInstance } from 'fastify';
import { parse } from '../../centre.ts';
import { listNotices, NoticeFilter } from '../../registers/matters/notices.ts';
import { type Inside, signedIn } from './server.ts';
import { allOf, sendTable } from './table.ts';

const columns = [
  { zh: '编码', key: 'code' },
  { zh: '事项', key: 'matterTitle' },
  { zh: '给谁', key: 'toZh' },
  { zh: '通知', key: 'title' },
  { zh: '内容', key: 'body' },
  { zh: '方式', key: 'wayZh' },
  { zh: '状态', key: 'stateZh' },
  { zh: '写好', key: 'madeZh' },
  { zh: '告知时间', key: 'doneZh' },
  { zh: '怎样告知的', key: 'howZh' },
  { zh: '谁告知的', key: 'doneBy' },
];

/** The outbox as a table to take away. */
export function serveNotices(app: FastifyInstance, { centre }: Inside): void {
  app.get('/api/notices/export', async (request, reply) => {
    const { format = 'xlsx', ...rest } = request.query as Record<string, string>;
    const filter = parse(NoticeFilter, { ...rest, limit: 500 });
    const { lines: rows, cut } = await centre.run(request.tenantId, signedIn(request, false), (work, actor) =>
      allOf((cursor) => listNotices(work, actor, { ...filter, cursor })),
    );
    return sendTable(reply, format, 'notices', { sheet: '通知', columns, rows }, cut);
  });
}
