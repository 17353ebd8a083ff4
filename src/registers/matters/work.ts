import { z } from 'zod';
import { dayInChina, startOfDay } from '../../ground/clock/index.ts';
import { defineQuery } from '../../ground/command/index.ts';
import { sql } from '../../ground/store/index.ts';
import type { MatterRow } from './model.ts';
import { lineOf } from './view.ts';

const DAY_MS = 86_400_000;

/** Which states wait for which roles: what puts a matter on somebody's list. */
const waitsFor: Readonly<Record<string, readonly string[]>> = {
  window: ['RECEIVED', 'ANSWERED'],
  seat: ['RECEIVED', 'ANSWERED'],
  gridWorker: ['RECEIVED'],
  triage: ['REGISTERED', 'SCREENING', 'RECEIVED'],
  org: ['REFERRED', 'ACCEPTED', 'CONSENT', 'ASSIGNED', 'SIGNING', 'EFFECTIVE', 'TERMINATED', 'PASSED'],
  mediator: ['ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING', 'EFFECTIVE', 'TERMINATED'],
  judge: ['REFERRED', 'EFFECTIVE', 'PASSED'],
  partner: ['REFERRED', 'PASSED'],
  archivist: ['CLOSED'],
  leader: [],
  safety: [],
};

export const needs: Readonly<Record<string, string>> = {
  REGISTERED: '开始甄别',
  SCREENING: '决定受理、转介或不予受理',
  NOT_ACCEPTED: '等当事人是否有异议',
  REFERRED: '签收并答复',
  ACCEPTED: '征询对方意愿',
  CONSENT: '记录各方意愿，定调解员',
  ASSIGNED: '开始第一次调解',
  MEDIATING: '继续调解',
  SUSPENDED: '等待恢复',
  SIGNING: '签名、盖章',
  EFFECTIVE: '跟进履行，结案',
  TERMINATED: '告知途径，办结',
  CLOSED: '回访，归档',
  RECEIVED: '答复反映人',
  ANSWERED: '办结',
  PASSED: '办理并回复',
};

/** The one move that is normally next, where there is one; its form opens from the row. */
export const nextMoves: Readonly<Record<string, { command: string; zh: string }>> = {
  REGISTERED: { command: 'triage.open', zh: '开始甄别' },
  ACCEPTED: { command: 'mediation.invite', zh: '征询对方意愿' },
  ASSIGNED: { command: 'mediation.startSession', zh: '开始调解' },
  TERMINATED: { command: 'performance.closeEnded', zh: '办结' },
  RECEIVED: { command: 'intake.answer', zh: '答复' },
  ANSWERED: { command: 'intake.finish', zh: '办结' },
};

/** Where a matter stands on the page of my work. A term ends at 24:00, which is still its day. */
export function groupOf(
  { dueAt, dueCertain }: Pick<MatterRow, 'dueAt' | 'dueCertain'>,
  now: Date,
): 'overdue' | 'today' | 'week' | 'waiting' {
  if (!dueAt) return 'waiting';
  if (dueAt < now && dueCertain !== false) return 'overdue';
  const endOfToday = startOfDay(dayInChina(now)).getTime() + DAY_MS;
  if (dueAt.getTime() <= endOfToday) return 'today';
  return dueAt.getTime() <= endOfToday + 6 * DAY_MS ? 'week' : 'waiting';
}

/** My work: what waits for me, what breaks first on top. Matters that wait for others stand in a group of their own. */
export const work = defineQuery({
  name: 'me.work',
  zh: '我的待办',
  path: '/api/me/work',
  by: ['anyone'],
  input: z.object({ limit: z.coerce.number().int().min(1).max(2000).default(1000) }),
  async run({ work: w, actor, now }, { limit }) {
    const states = [...new Set(actor.roles.flatMap((role) => waitsFor[role] ?? []))];
    const personal = actor.roles.some((role) => role === 'mediator') && !actor.roles.includes('org');
    const own = personal ? sql`and m.mediator_id = ${actor.id}` : sql``;
    const extra = [
      actor.roles.includes('safety') ? sql`m.safety = 'HELD'` : undefined,
      actor.roles.includes('leader') ? sql`(m.supervision >= 3 or (m.due_at < ${now} and m.due_certain))` : undefined,
    ].filter((part) => part !== undefined);
    const base = sql`(m.state = any(${states}::text[]) ${own})`;
    const wanted = extra.length > 0 ? sql`(${sql.join([base, ...extra], sql` or `)})` : base;
    const rows = await w.ask<MatterRow>(sql`
      select m.* from matter m where m.tenant_id = ${w.tenantId} and ${wanted} and m.state <> 'ARCHIVED'
      order by m.due_at asc nulls last, m.received_at limit ${limit}`);
    const groups = (
      [
        ['overdue', '已超时'],
        ['today', '今天'],
        ['week', '本周'],
        ['waiting', '等别人、不急'],
      ] as const
    ).map(([key, zh]) => ({
      key,
      zh,
      lines: rows
        .filter((row) => groupOf(row, now) === key)
        .map((row) => ({
          ...lineOf(row),
          next: nextMoves[row.state],
          need: row.safety === 'HELD' && actor.roles.includes('safety') ? '安全复核' : (needs[row.state] ?? ''),
        })),
    }));
    const finished = await w.one<{ n: number }>(sql`
      select count(*) as n from event_detail e where e.tenant_id = ${w.tenantId} and e.actor_id = ${actor.id} and e.at >= ${startOfDay(dayInChina(now))}`);
    return { groups, finishedToday: finished!.n };
  },
});
