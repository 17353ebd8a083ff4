import type { z } from 'zod';
import { type Call, type Command, type Done, defineCommand } from '../../ground/command/index.ts';
import { sql, type Work } from '../../ground/store/index.ts';
import { keep } from '../../support/ledger/keep.ts';
import { Appoint, OidcLink, OnlyStaff, ResetPassword } from './inputs.ts';
import { hashPassword, oneTimePassword } from './passwords.ts';
import { refusals } from './refusals.ts';
import { revokeAll } from './sessions.ts';
import { addStaff, blankCredential, loadCredential, loadStaff, refuseLastAdmin, saveCredential, saveStaff } from './store.ts';

const by = ['admin'] as const;
const on = 'none' as const;
type Appointment = z.infer<typeof Appoint>;

/** Who administers or audits must not handle matters, and not both (三权分立). */
const apart = ['admin', 'auditor'];

export const appoint = defineCommand<Appointment>({
  name: 'identity.appoint',
  secret: true,
  zh: '任命或调整岗位',
  by,
  on,
  input: Appoint as z.ZodType<Appointment>,
  event: 'identity.appointed',
  async run(call, input) {
    if (input.roles.length > 1 && input.roles.some((role) => apart.includes(role))) throw refusals.rolesApart();
    await refuseTaken(call.work, input);
    await refuseUnknownOrganisation(call.work, input.organisationId);
    return input.staffId ? change(call, input, input.staffId) : begin(call, input);
  },
});

async function refuseTaken(work: Work, { username, staffId }: Appointment): Promise<void> {
  const taken = await work.one(
    sql`select id from staff where tenant_id = ${work.tenantId} and username = ${username} and id is distinct from ${staffId ?? null}::uuid`,
  );
  if (taken) throw refusals.usernameTaken({ fields: { username: '已经有人用了' } });
}

async function refuseUnknownOrganisation(work: Work, id: string | null): Promise<void> {
  if (id && !(await work.one(sql`select id from organisation where tenant_id = ${work.tenantId} and id = ${id}`)))
    throw refusals.noSuchOrganisation();
}

/** A new account with a password for one use. */
async function begin(call: Call, input: Appointment): Promise<Done> {
  const kept = keep(call);
  const { staffId: _, ...fields } = input;
  const row = addStaff(call.work, kept, { ...fields, mediator: input.mediator ?? null, id: call.chance.id(call.now) });
  const password = await enter(call, row.id);
  return {
    event: kept.event('identity.appointed', told(input, row.id), [row.id]),
    id: row.id,
    extra: { staffId: row.id, password },
  };
}

async function enter({ work, chance, now }: Call, staffId: string): Promise<string> {
  const password = oneTimePassword(chance);
  work.add('credential', blankCredential(staffId, await hashPassword(password), now, true));
  return password;
}

/** Counts from the person's next request: roles are read with every one. */
async function change(call: Call, input: Appointment, staffId: string): Promise<Done> {
  const { work, actor } = call;
  const before = await loadStaff(work, staffId);
  if (staffId === actor.id && !input.roles.includes('admin')) throw refusals.notYourself();
  if (before.roles.includes('admin') && !input.roles.includes('admin')) await refuseLastAdmin(work, staffId);
  const kept = keep(call);
  const { staffId: _, ...fields } = input;
  saveStaff(work, kept, before, {
    ...fields,
    mediator: input.mediator === undefined ? before.mediator : input.mediator,
    active: true,
  });
  const known = await work.one(sql`select staff_id from credential where tenant_id = ${work.tenantId} and staff_id = ${staffId}`);
  const password = known ? undefined : await enter(call, staffId);
  const event = kept.event(
    'identity.appointed',
    {
      ...told(input, staffId),
      before: {
        roles: before.roles,
        organisationId: before.organisationId,
        placeCodes: before.placeCodes,
        active: before.active,
      },
    },
    [staffId],
  );
  return { event, id: staffId, extra: { staffId, ...(password && { password }) } };
}

const told = ({ username, roles, organisationId, placeCodes }: Appointment, staffId: string) => ({
  staffId,
  username,
  roles,
  organisationId,
  placeCodes,
});

export const resetPassword = defineCommand({
  name: 'identity.resetPassword',
  secret: true,
  zh: '重置密码',
  by,
  on,
  input: ResetPassword,
  event: 'identity.passwordReset',
  async run(call, { staffId, secondFactorToo }) {
    const { work, now, actor, chance } = call;
    if (staffId === actor.id) throw refusals.notYourself({ waysOn: ['改自己的密码请用“修改密码”'] });
    await loadCredential(work, staffId);
    const password = oneTimePassword(chance);
    const factor = secondFactorToo ? { totpOn: false, totpSecret: null, totpLast: null } : {};
    saveCredential(work, staffId, {
      passwordHash: await hashPassword(password),
      mustChange: true,
      changedAt: now,
      failed: 0,
      lockedUntil: null,
      ...factor,
    });
    await revokeAll(work, staffId);
    return { event: keep(call).event('identity.passwordReset', { staffId, secondFactorToo }, [staffId]), extra: { password } };
  },
});

export const deactivate = defineCommand({
  name: 'identity.deactivate',
  zh: '停用账号',
  by,
  on,
  input: OnlyStaff,
  event: 'identity.deactivated',
  async run(call, { staffId }) {
    if (staffId === call.actor.id) throw refusals.notYourself();
    const row = await loadStaff(call.work, staffId);
    if (row.roles.includes('admin')) await refuseLastAdmin(call.work, staffId);
    const kept = keep(call);
    saveStaff(call.work, kept, row, { active: false, absentFrom: null, absentUntil: null, handOverTo: null });
    await revokeAll(call.work, staffId);
    return { event: kept.event('identity.deactivated', { staffId }, [staffId]), id: staffId };
  },
});

export const linkOidc = defineCommand({
  name: 'identity.linkOidc',
  zh: '关联统一认证',
  by,
  on,
  input: OidcLink,
  event: 'identity.oidcLinked',
  async run(call, { staffId, issuer, subject }) {
    const { work } = call;
    await loadStaff(work, staffId);
    const taken = await work.one(
      sql`select staff_id from oidc_identity where tenant_id = ${work.tenantId} and issuer = ${issuer} and subject = ${subject}`,
    );
    if (taken) throw refusals.linkTaken();
    work.add('oidc_identity', { issuer, subject, staffId });
    return { event: keep(call).event('identity.oidcLinked', { staffId, issuer, subject }, [staffId]) };
  },
});

export const unlinkOidc = defineCommand({
  name: 'identity.unlinkOidc',
  zh: '解除统一认证',
  by,
  on,
  input: OnlyStaff,
  event: 'identity.oidcUnlinked',
  async run(call, { staffId }) {
    await call.work.ask(sql`delete from oidc_identity where tenant_id = ${call.work.tenantId} and staff_id = ${staffId}`);
    return { event: keep(call).event('identity.oidcUnlinked', { staffId }, [staffId]) };
  },
});

export const adminCommands = [appoint, resetPassword, deactivate, linkOidc, unlinkOidc] as readonly Command[];
