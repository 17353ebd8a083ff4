import { z } from 'zod';
import { defineQuery } from '../../ground/command/index.ts';
import { sql } from '../../ground/store/index.ts';
import { isIncoming } from './handover.ts';

interface Row {
  id: string;
  matterId: string;
  code: string;
  title: string;
  channel: string;
  state: string;
  fromZh: string | null;
  toZh: string | null;
  sentAt: Date;
  fedBackAt: Date | null;
  declineCode: string | null;
  reply: string | null;
  result: string | null;
  owed: string | null;
  dueAt: Date | null;
}

/** Everything handed over that this person may see, what still waits for an answer first: row-level security decides who sees what. */
export const handovers = defineQuery({
  name: 'handovers.list',
  zh: '移交对接',
  path: '/api/handovers',
  by: ['anyone'],
  input: z.object({ open: z.enum(['1', '0']).default('1') }),
  async run({ work }, { open }) {
    const waits =
      open === '1' ? sql`h.state in ('sent', 'signed', 'accepted')` : sql`h.state in ('declined', 'fedBack', 'returned')`;
    const rows = await work.ask<Row>(sql`
      select h.id, h.matter_id, m.code, m.title, h.channel, h.state, f.zh as from_zh, t.zh as to_zh, h.sent_at, h.fed_back_at,
        h.decline_code, h.reply, h.result,
        case when ${open} = '1' then m.promise_zh end as owed, case when ${open} = '1' then m.due_at end as due_at
      from handover h join matter m on m.tenant_id = h.tenant_id and m.id = h.matter_id
      left join organisation f on f.tenant_id = h.tenant_id and f.id = h.from_org
      left join organisation t on t.tenant_id = h.tenant_id and t.id = h.to_org
      where h.tenant_id = ${work.tenantId} and ${waits} order by coalesce(h.fed_back_at, h.sent_at) desc, h.id limit 200`);
    return {
      lines: rows.map(({ sentAt, fedBackAt, dueAt, ...row }) => ({
        ...row,
        incoming: isIncoming(row.channel),
        sentAt: sentAt.toISOString(),
        fedBackAt: fedBackAt?.toISOString() ?? null,
        dueAt: dueAt?.toISOString() ?? null,
      })),
    };
  },
});
