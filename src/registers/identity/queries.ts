import { z } from 'zod';
import { defineQuery, type Query } from '../../ground/command/index.ts';
import { sql, type Work } from '../../ground/store/index.ts';
import type { SignedIn, StaffRow } from './model.ts';
import { roles } from './roles.ts';

const by = ['anyone'] as const;
const zhOf = (names: readonly string[]): string[] => names.map((name) => roles[name as keyof typeof roles]?.zh ?? name);

export const staffList = defineQuery({
  name: 'identity.staff',
  zh: '人员',
  path: '/api/staff',
  by,
  input: z.object({}),
  async run({ work }) {
    const rows = await work.ask<StaffRow>(
      sql`select * from staff where tenant_id = ${work.tenantId} order by active desc, username nulls last, name`,
    );
    return { staff: rows.map(staffLine) };
  },
});

function staffLine({
  id,
  username,
  name,
  roles,
  organisationId,
  placeCodes,
  active,
  absentFrom,
  absentUntil,
  handOverTo,
  does,
  mediator,
  revision,
}: StaffRow) {
  return {
    id,
    username,
    name,
    roles,
    rolesZh: zhOf(roles),
    organisationId,
    placeCodes,
    active,
    absentFrom,
    absentUntil,
    handOverTo,
    does,
    mediator,
    revision,
  };
}

/** One's own open sessions; an administrator may ask for everybody's. */
export const sessionList = defineQuery({
  name: 'identity.sessions',
  zh: '登录列表',
  path: '/api/identity/sessions',
  by,
  input: z.object({ all: z.literal('1').optional() }),
  async run({ work, actor }, { all }) {
    const mine = all && actor.roles.includes('admin') ? sql`` : sql`and s.staff_id = ${actor.id}`;
    const rows = await work.ask<{ id: string }>(sql`
      select s.id, s.staff_id, p.name, s.agent, s.created_at, s.seen_at, s.expires_at from session s
      join staff p on p.tenant_id = s.tenant_id and p.id = s.staff_id
      where s.tenant_id = ${work.tenantId} and s.revoked_at is null and s.expires_at > ${work.now} and s.seen_at > ${work.now}::timestamptz - interval '30 minutes' ${mine}
      order by s.seen_at desc limit 500`);
    return { sessions: rows.map((row) => ({ ...row, current: row.id === (actor as Partial<SignedIn>).sessionId })) };
  },
});

/** The answer to a sign-in, and to "who am I": what the screens need to know of the person and the centre. */
export async function sessionView(work: Work, actor: SignedIn) {
  const { id, name, username, organisationId, placeCodes, csrf, mustChange, totpOn, standsInFor } = actor;
  const centre = await work.one<{ code: string; zh: string; label: string; organisationZh: string | null }>(sql`
    select c.code, c.zh, c.label, (select o.zh from organisation o where o.tenant_id = c.id and o.id = ${organisationId}) as organisation_zh
    from centre c where c.id = ${work.tenantId}`);
  const { organisationZh = null, ...rest } = centre ?? { code: '', zh: '', label: '' };
  return {
    user: { id, name, username, organisationId, organisationZh, placeCodes },
    roles: actor.roles,
    rolesZh: zhOf(actor.roles),
    csrfToken: csrf,
    centre: rest,
    mustChange,
    totpOn,
    standsInFor,
    home: mustChange ? '/account' : homeOf(actor.roles),
  };
}

const homes: Readonly<Record<string, string>> = { leader: '/leader', auditor: '/ledger', admin: '/users' };

/** The page a person's day begins on. */
const homeOf = (names: readonly string[]): string => names.map((name) => homes[name]).find(Boolean) ?? '/work';

export const me = defineQuery({
  name: 'identity.me',
  zh: '我是谁',
  path: '/api/me',
  by,
  input: z.object({}),
  run: ({ work, actor }) => sessionView(work, actor as SignedIn),
});

export const queries = [staffList, sessionList, me] as readonly Query[];
