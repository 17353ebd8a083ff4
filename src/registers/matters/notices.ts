import { z } from 'zod';
import { sayInstant } from '../../ground/clock/index.ts';
import { type Actor, defineCommand, defineQuery } from '../../ground/command/index.ts';
import { normaliseCode } from '../../ground/ids/index.ts';
import { defineRefusals } from '../../ground/refusal/index.ts';
import { type Sql, sql, type Work } from '../../ground/store/index.ts';
import { canSee, selfPrincipal } from '../identity/policy.ts';
import { inContact, type Role, roles } from '../identity/roles.ts';
import { type MatterCommand, matterCommand } from './command.ts';
import { choice } from './fields.ts';
import { type NoticeKind, type NoticeWay, noticeKinds, noticeWays, type PartyRow } from './model.ts';
import { refusals as matterRefusals } from './refusals.ts';
import { everyDisputeState, shortStates } from './states.ts';
import { sides } from './view.ts';

const refusals = defineRefusals('notices', {
  notFound: { status: 422, zh: '这件事里没有这份通知，或者不是给您的。', waysOn: ['刷新页面，在通知列表里选择'] },
  done: { status: 409, zh: '这份通知已经有人告知过了。', waysOn: ['看通知列表里是谁、什么时候告知的'] },
  seen: { status: 422, zh: '“知道了”只用于给您本人、您的单位或岗位的通知。', waysOn: ['给当事人的，选当面、电话或者邮寄'] },
});

/** How a notice reached the one it is for. `seen`: one of the staff has read their own, or for their body or role. */
export const hows = { handed: '当面交给本人', read: '电话里念给本人听', posted: '邮寄', seen: '知道了' } as const;
type How = keyof typeof hows;
export const states = { waiting: '待告知', held: '安全保护中，先不告知', done: '已告知' } as const;
type State = keyof typeof states;

/** What is for this person: by name, or as whoever of their body and role comes first. */
const toMe = ({ id, organisationId, roles: mine }: Actor) => sql`(n.staff_id = ${id} or (
  (n.to_organisation_id is not null or n.to_role is not null)
  and (n.to_organisation_id is null or n.to_organisation_id = ${organisationId}::uuid)
  and (n.to_role is null or n.to_role = any(${mine}::text[]))))`;

/** What was waiting has been told: by whom, how, when. Refusals `matters.held`, `notices.notFound`, `notices.done`, `notices.seen`. */
export const deliver = matterCommand({
  name: 'matters.deliver',
  path: 'any',
  event: 'notice.delivered',
  causes: '记下怎样告知的，写入留痕',
  unlisted: true,
  row: {
    zh: '已告知',
    by: inContact,
    from: [...everyDisputeState, ...Object.keys(shortStates)],
    to: ['same'],
    basis: '人民调解法 26；信访工作条例 22',
  },
  input: z.object({
    noticeIds: z
      .array(z.uuid())
      .min(1, '请至少选一份')
      .max(500)
      .transform((ids) => [...new Set(ids)])
      .meta({ zh: '哪几份通知', widget: 'hidden' }),
    how: choice('怎样告知的', hows),
  }),
  run: async (m, { noticeIds, how }) => {
    const { work, actor } = m.call;
    const found = await work.ask<{ id: string; partyId: string | null; mine: boolean; state: State; title: string }>(
      sql`select n.id, n.party_id, ${toMe(actor)} as mine, n.state, n.title from notice n
        where n.tenant_id = ${work.tenantId} and n.matter_id = ${m.row.id} and n.id = any(${noticeIds}::uuid[]) for update`,
    );
    if (found.length < noticeIds.length || !found.every(({ partyId, mine }) => partyId !== null || mine))
      throw refusals.notFound();
    if (found.some(({ partyId }) => (partyId === null) !== (how === 'seen'))) throw refusals.seen();
    if (found.some(({ state }) => state === 'held')) throw matterRefusals.held();
    if (found.some(({ state }) => state === 'done')) throw refusals.done();
    for (const { id } of found) work.save('notice', { id, state: 'done', doneAt: m.now, doneBy: actor.id, how });
    m.tell({ noticeIds, how, words: `${[...new Set(found.map(({ title }) => title))].join('、')}（${hows[how]}）` });
  },
});

/** A notice to a body, a role or oneself whose matter is no longer (or not) theirs to open: the last word of a referral called back. */
export const seen = defineCommand({
  name: 'notices.seen',
  zh: '看过通知',
  by: ['anyone'],
  on: 'none',
  event: 'notice.seen',
  input: z.object({ noticeId: z.uuid().meta({ zh: '哪份通知', widget: 'hidden' }) }),
  async run({ work, actor, now, chance }, { noticeId }) {
    const found = await work.one<{ state: State; title: string }>(
      sql`select n.state, n.title from notice n where n.tenant_id = ${work.tenantId} and n.id = ${noticeId} and ${toMe(actor)} for update`,
    );
    if (!found) throw refusals.notFound();
    if (found.state !== 'waiting') throw refusals.done();
    work.save('notice', { id: noticeId, state: 'done', doneAt: now, doneBy: actor.id, how: 'seen' satisfies How });
    const readers = [selfPrincipal(actor.id)];
    const data = { noticeId, words: found.title };
    const common = { matterId: null, from: null, to: null, lane: 'open', clocks: [] } as const;
    return { event: { id: chance.id(now), kind: 'notice.seen', ...common, data, readers } };
  },
});

export const NoticeFilter = z.object({
  /** To a party: what goes out. To me: my own, and what is for my body or role. All: everything of a matter. */
  to: z.enum(['party', 'me', 'all']).default('party'),
  state: z.enum(['waiting', 'held', 'done']).optional(),
  kind: z.enum(Object.keys(noticeKinds) as [NoticeKind, ...NoticeKind[]]).optional(),
  way: z.enum(Object.keys(noticeWays) as [NoticeWay, ...NoticeWay[]]).optional(),
  matter: z.uuid().optional(),
  /** The code of a matter, or part of the name it is for. */
  query: z.string().max(100).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type NoticeFilter = z.infer<typeof NoticeFilter>;

interface NoticeRow {
  id: string;
  matterId: string;
  partyId: string | null;
  staffId: string | null;
  toRole: Role | null;
  mine: boolean;
  kind: NoticeKind;
  way: NoticeWay;
  title: string;
  body: string;
  state: State;
  madeAt: Date;
  doneAt: Date | null;
  how: How | null;
  readers: string[];
  code: string | null;
  matterTitle: string | null;
  side: PartyRow['side'] | null;
  name: string | null;
  phoneMask: string | null;
  staffName: string | null;
  bodyName: string | null;
  doneByName: string | null;
}

/** Who it is for, as on the page of the matter: side and name, numbers masked. */
function toWhom({ partyId, side, name, staffId, staffName, bodyName, toRole }: NoticeRow): string {
  if (partyId && side) return `${sides[side]}：${name ?? '（没有留名）'}`;
  if (staffId) return staffName ?? '工作人员';
  return [bodyName, toRole && roles[toRole].zh].filter(Boolean).join(' ') || '中心值班';
}

const lineOf = (row: NoticeRow) => ({
  id: row.id,
  matterId: row.matterId,
  code: row.code,
  matterTitle: row.matterTitle,
  toZh: toWhom(row),
  toParty: row.partyId !== null,
  toMe: row.mine,
  phoneMask: row.phoneMask,
  kind: row.kind,
  kindZh: noticeKinds[row.kind],
  way: row.way,
  wayZh: noticeWays[row.way],
  state: row.state,
  stateZh: states[row.state],
  title: row.title,
  /** What is held back is not there to be printed by mistake. */
  body: row.state === 'held' ? null : row.body,
  madeAt: row.madeAt.toISOString(),
  madeZh: sayInstant(row.madeAt),
  doneAt: row.doneAt?.toISOString() ?? null,
  doneZh: row.doneAt ? sayInstant(row.doneAt) : null,
  howZh: row.how ? hows[row.how] : null,
  doneBy: row.doneByName,
});
export type NoticeLine = ReturnType<typeof lineOf>;

function conditions(work: Work, actor: Actor, filter: NoticeFilter): Sql[] {
  const list: Sql[] = [sql`n.tenant_id = ${work.tenantId}`];
  const add = (wanted: unknown, condition: Sql) => {
    if (wanted) list.push(condition);
  };
  add(filter.to === 'party', sql`n.party_id is not null`);
  add(filter.to === 'me', toMe(actor));
  add(filter.state, sql`n.state = ${filter.state}`);
  add(filter.kind, sql`n.kind = ${filter.kind}`);
  add(filter.way, sql`n.way = ${filter.way}`);
  add(filter.matter, sql`n.matter_id = ${filter.matter}`);
  const text = filter.query?.trim() ?? '';
  add(text, sql`(m.code = ${normaliseCode(text)} or strpos(p.name, ${text}) > 0)`);
  return list;
}

const columns = (actor: Actor) =>
  sql`${toMe(actor)} as mine, ${sql.raw(`n.id, n.matter_id, n.party_id, n.staff_id, n.to_role, n.kind, n.way, n.title, n.body, n.state, n.made_at, n.done_at, n.how, n.readers,
  m.code, m.title as matter_title, p.side, p.name, p.phone_mask, s.name as staff_name, o.zh as body_name, d.name as done_by_name`)}`;
const beside = sql.raw(`left join matter m on m.tenant_id = n.tenant_id and m.id = n.matter_id
  left join party p on p.tenant_id = n.tenant_id and p.id = n.party_id
  left join staff s on s.tenant_id = n.tenant_id and s.id = n.staff_id
  left join organisation o on o.tenant_id = n.tenant_id and o.id = n.to_organisation_id
  left join staff d on d.tenant_id = n.tenant_id and d.id = n.done_by`);

/** What waits longest stands first; of what was told, the latest. The cursor is the last row's place. */
export async function listNotices(
  work: Work,
  actor: Actor,
  filter: NoticeFilter,
): Promise<{ lines: NoticeLine[]; next: string | null }> {
  const where = conditions(work, actor, filter);
  const done = filter.state === 'done';
  const at = sql.ref(done ? 'n.done_at' : 'n.made_at');
  const [from, id] = filter.cursor?.split('~') ?? [];
  if (z.iso.datetime().safeParse(from).success && z.uuid().safeParse(id).success)
    where.push(sql`(${at}, n.id) ${sql.raw(done ? '<' : '>')} (${from}::timestamptz, ${id}::uuid)`);
  const way = sql.raw(done ? 'desc' : 'asc');
  const rows = await work.ask<NoticeRow>(
    sql`select ${columns(actor)} from notice n ${beside} where ${sql.join(where, sql` and `)} order by ${at} ${way}, n.id ${way} limit ${filter.limit + 1}`,
  );
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  const place = last && (done ? last.doneAt! : last.madeAt).toISOString();
  // Compared here as well as by the database.
  return {
    lines: page.filter(({ readers }) => canSee(actor, readers)).map(lineOf),
    next: rows.length > filter.limit ? `${place}~${last!.id}` : null,
  };
}

const MOST = 1000;

export const list = defineQuery({
  name: 'notices.list',
  zh: '通知',
  path: '/api/notices',
  by: ['anyone'],
  input: NoticeFilter,
  async run({ work, actor }, filter) {
    const where = conditions(work, actor, filter);
    const count = await work.one<{ n: number }>(
      sql`select count(*) as n from (select 1 from notice n ${filter.query ? beside : sql``} where ${sql.join(where, sql` and `)} limit ${MOST + 1}) c`,
    );
    return { ...(await listNotices(work, actor, filter)), counted: Math.min(count!.n, MOST), more: count!.n > MOST };
  },
});

export const one = defineQuery({
  name: 'notices.one',
  zh: '一份通知',
  path: '/api/notices/{id}',
  by: ['anyone'],
  input: z.object({ id: z.uuid('没有这份通知') }),
  async run({ work, actor }, { id }) {
    const row = await work.one<NoticeRow>(
      sql`select ${columns(actor)} from notice n ${beside} where n.tenant_id = ${work.tenantId} and n.id = ${id}`,
    );
    if (!row || !canSee(actor, row.readers)) throw refusals.notFound();
    return lineOf(row);
  },
});

export const commands = [deliver] as unknown as MatterCommand[];
export const plainCommands = [seen];
