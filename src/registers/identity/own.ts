import { sayInstant } from '../../ground/clock/index.ts';
import { type Call, type Command, defineCommand } from '../../ground/command/index.ts';
import { sql } from '../../ground/store/index.ts';
import { keep } from '../../support/ledger/keep.ts';
import { Absence, ChangePassword, Code, KeySecret, NewKeySecret, Nothing, OneSession, OwnPassword } from './inputs.ts';
import type { CredentialRow, SignedIn, StaffRow } from './model.ts';
import { forSession, lockedKey, newOwnKey, openedBy, ownSecret, publish } from './ownKey.ts';
import { hashPassword, passwordTrouble, verifyPassword } from './passwords.ts';
import { refusals } from './refusals.ts';
import { revokeAll } from './sessions.ts';
import { secondFactorHolds } from './signIn.ts';
import { loadCredential, loadStaff, saveCredential, saveStaff } from './store.ts';
import { newSecret, sealSecret, totpUri } from './totp.ts';
import { Tries } from './tries.ts';

const by = ['anyone'] as const;
const on = 'none' as const;
const sessionOf = (call: Call): string | null => (call.actor as Partial<SignedIn>).sessionId ?? null;

const again = new Tries();

/** The password asked once more: a session left open on a desk must not be enough, nor be a place to guess in. */
async function refuseWrongPassword(
  { work, now, actor }: Call,
  credential: CredentialRow,
  password: string,
  field: string,
): Promise<void> {
  const key = `${work.tenantId}:${actor.id}`;
  const locked = again.lockedUntil(key, now);
  if (locked) throw refusals.locked({ say: `${sayInstant(locked)}以后可以再试。` });
  if (await verifyPassword(credential.passwordHash, password)) return again.clear(key);
  again.fail(key, now);
  throw refusals.notYourPassword({ fields: { [field]: '现在的密码不对' } });
}

export const changePassword = defineCommand({
  name: 'identity.changePassword',
  zh: '修改密码',
  by,
  on,
  input: ChangePassword,
  event: 'identity.passwordChanged',
  async run(call, { old, next }) {
    const { work, actor, now } = call;
    const credential = await loadCredential(work, actor.id);
    await refuseWrongPassword(call, credential, old, 'old');
    const { username } = await loadStaff(work, actor.id, false);
    const trouble = next === old ? '要和现在的不同' : passwordTrouble(next, username);
    if (trouble) throw refusals.weakPassword({ fields: { next: trouble } });
    // What was sealed for this person stays theirs: the same key, under the new password.
    const secret = ownSecret(actor) ?? (await openedBy(old, credential));
    const key = secret ? await lockedKey(actor.id, next, secret, call.chance) : {};
    saveCredential(work, actor.id, { passwordHash: await hashPassword(next), mustChange: false, changedAt: now, ...key });
    await revokeAll(work, actor.id, sessionOf(call));
    return { event: keep(call).event('identity.passwordChanged', {}) };
  },
});

export const setAbsence = defineCommand({
  name: 'identity.setAbsence',
  zh: '登记离岗',
  by,
  on,
  input: Absence,
  event: 'identity.absenceSet',
  async run(call, { from, until, handOverTo }) {
    const [absentFrom, absentUntil] = [new Date(from), new Date(until)];
    if (absentUntil <= absentFrom || absentUntil <= call.now) throw refusals.badAbsence();
    const me = await loadStaff(call.work, call.actor.id);
    if (handOverTo) refuseUnfit(me, await loadStaff(call.work, handOverTo, false), absentFrom, absentUntil);
    const kept = keep(call);
    saveStaff(call.work, kept, me, { absentFrom, absentUntil, handOverTo });
    return { event: kept.event('identity.absenceSet', { from, until, handOverTo }, handOverTo ? [handOverTo] : []) };
  },
});

/** Only a colleague of the same organisation in one of the same roles, and there at the time, may carry the work. */
function refuseUnfit(me: StaffRow, other: StaffRow, from: Date, until: Date): void {
  const away = other.absentFrom && other.absentUntil && other.absentFrom < until && from < other.absentUntil;
  const fits =
    other.id !== me.id &&
    other.active &&
    other.username &&
    other.organisationId === me.organisationId &&
    other.roles.some((role) => me.roles.includes(role));
  if (!fits || away)
    throw refusals.badHandOver({ fields: { handOverTo: away ? '这位同事那段时间也不在岗' : '要选本单位同岗位的在职同事' } });
}

export const endAbsence = defineCommand({
  name: 'identity.endAbsence',
  zh: '销假',
  by,
  on,
  input: Nothing,
  event: 'identity.absenceEnded',
  async run(call) {
    const kept = keep(call);
    const me = await loadStaff(call.work, call.actor.id);
    saveStaff(call.work, kept, me, { absentFrom: null, absentUntil: null, handOverTo: null });
    return { event: kept.event('identity.absenceEnded', {}) };
  },
});

export const enrolTotp = defineCommand({
  name: 'identity.enrolTotp',
  secret: true,
  zh: '绑定验证器',
  by,
  on,
  input: Nothing,
  event: 'identity.totpBegun',
  async run(call) {
    const { work, actor, vault, chance } = call;
    if ((await loadCredential(work, actor.id)).totpOn) throw refusals.totpOn();
    const secret = newSecret(chance);
    saveCredential(work, actor.id, { totpSecret: sealSecret(vault, work.tenantId, actor.id, secret), totpLast: null });
    const { username, name } = await loadStaff(work, actor.id, false);
    const centre = await work.one<{ zh: string }>(sql`select zh from centre where id = ${work.tenantId}`);
    return {
      event: keep(call).event('identity.totpBegun', {}),
      extra: { secret, uri: totpUri(secret, username ?? name, centre?.zh ?? '解纷') },
    };
  },
});

export const confirmTotp = defineCommand({
  name: 'identity.confirmTotp',
  zh: '确认绑定',
  by,
  on,
  input: Code,
  event: 'identity.totpOn',
  async run(call, { token }) {
    const credential = await loadCredential(call.work, call.actor.id);
    if (credential.totpOn) throw refusals.totpOn();
    if (!credential.totpSecret) throw refusals.totpNotBegun();
    if (!(await secondFactorHolds(call.work, call.vault, credential, token)))
      throw refusals.wrongCode({ fields: { token: '验证码不对，请等下一个再输' } });
    saveCredential(call.work, call.actor.id, { totpOn: true });
    return { event: keep(call).event('identity.totpOn', {}) };
  },
});

export const dropTotp = defineCommand({
  name: 'identity.dropTotp',
  zh: '关闭两步验证',
  by,
  on,
  input: OwnPassword,
  event: 'identity.totpOff',
  async run(call, { password }) {
    const { work, actor } = call;
    await refuseWrongPassword(call, await loadCredential(work, actor.id), password, 'password');
    saveCredential(work, actor.id, { totpOn: false, totpSecret: null, totpLast: null });
    return { event: keep(call).event('identity.totpOff', {}) };
  },
});

/** One's own session, or anybody's for an administrator. */
export const revokeSession = defineCommand({
  name: 'identity.revokeSession',
  zh: '退出这处登录',
  by,
  on,
  input: OneSession,
  event: 'identity.sessionRevoked',
  async run(call, { id }) {
    const { work, actor } = call;
    const mine = actor.roles.includes('admin') ? sql`` : sql`and staff_id = ${actor.id}`;
    const row = await work.one<{ staffId: string }>(sql`
      update session set revoked_at = ${work.now} where tenant_id = ${work.tenantId} and id = ${id} and revoked_at is null ${mine} returning staff_id`);
    if (!row) throw refusals.noSuchSession();
    return { event: keep(call).event('identity.sessionRevoked', { sessionId: id, of: row.staffId }, [row.staffId]) };
  },
});

/** Puts the opened key into this very session: its token locks it, nobody else's does. */
async function intoSession(call: Call, secret: Buffer): Promise<void> {
  const { work, actor } = call;
  const { token } = actor as Partial<SignedIn>;
  const kept = token ? forSession(token, actor.id, secret) : null;
  await work.ask(
    sql`update session set own_key = ${kept} where tenant_id = ${work.tenantId} and staff_id = ${actor.id} and id = ${sessionOf(call)}::uuid`,
  );
}

/** The key opened by what it was locked with: an earlier password, or the words of somebody who signs in elsewhere (统一认证). */
export const openKey = defineCommand({
  name: 'identity.openKey',
  zh: '打开谈话钥匙',
  by,
  on,
  input: KeySecret,
  event: 'identity.keyOpened',
  async run(call, { secret: words }) {
    const { work, actor, now } = call;
    const key = `${work.tenantId}:${actor.id}:key`;
    const locked = again.lockedUntil(key, now);
    if (locked) throw refusals.locked({ say: `${sayInstant(locked)}以后可以再试。` });
    const secret = await openedBy(words, await loadCredential(work, actor.id));
    if (!secret) {
      again.fail(key, now);
      throw refusals.keyStaysShut({ fields: { secret: '打不开' } });
    }
    again.clear(key);
    await intoSession(call, secret);
    return { event: keep(call).event('identity.keyOpened', {}) };
  },
});

/** A fresh key. What was boxed for the old one opens no more: said in the form, and the parties' own codes still open their talks. */
export const renewKey = defineCommand({
  name: 'identity.renewKey',
  zh: '换新谈话钥匙',
  by,
  on,
  input: NewKeySecret,
  event: 'identity.keyRenewed',
  async run(call, { secret: words }) {
    const { work, actor, vault, chance } = call;
    await loadCredential(work, actor.id);
    const { username } = await loadStaff(work, actor.id, false);
    const trouble = passwordTrouble(words, username);
    if (trouble) throw refusals.weakPassword({ fields: { secret: trouble } });
    const { open, secret, keySalt, keySealed } = await newOwnKey(actor.id, words, chance);
    saveCredential(work, actor.id, { keySalt, keySealed });
    await publish(work, vault, actor.id, open);
    await intoSession(call, secret);
    return { event: keep(call).event('identity.keyRenewed', {}) };
  },
});

export const ownCommands = [
  changePassword,
  setAbsence,
  endAbsence,
  enrolTotp,
  confirmTotp,
  dropTotp,
  revokeSession,
  openKey,
  renewKey,
] as readonly Command[];
