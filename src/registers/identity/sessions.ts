import { createHash } from 'node:crypto';
import type { Chance } from '../../ground/ids/index.ts';
import { type ActorContext, doorContext, type Store, sql, type Work } from '../../ground/store/index.ts';
import { keep } from '../../support/ledger/keep.ts';
import { append } from '../../support/ledger/store.ts';
import type { Admission, SignedIn } from './model.ts';
import { forSession } from './ownKey.ts';
import { principalsOf, selfPrincipal } from './policy.ts';
import { DOOR } from './policySql.ts';

export const IDLE_MS = 30 * 60_000;
export const ABSOLUTE_MS = 12 * 3_600_000;
const SEEN_EVERY_MS = 60_000;

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Standing at the door for one account: may write this person's own sign-in events and nothing else. */
export const atDoorFor = (staffId: string): ActorContext => ({
  actorId: staffId,
  roles: [DOOR],
  sees: [selfPrincipal(staffId)],
  writes: [selfPrincipal(staffId)],
});

type Found = Omit<SignedIn, 'sees' | 'writes'> & { seenAt: Date; tokenHash: Buffer };

/**
 * The signed-in person behind a session token's hash, in one query, or undefined when the session is revoked, idle for 30
 * minutes, older than 12 hours, or the account not active. Runs at the door, before the actor's context is set.
 */
export const actorOf = (work: Work, tokenHash: Buffer): Promise<SignedIn | undefined> =>
  work.once(`session:${tokenHash.toString('base64')}`, () => findActor(work, tokenHash));

async function findActor(work: Work, tokenHash: Buffer): Promise<SignedIn | undefined> {
  const { now, tenantId } = work;
  const row = await work.one<Found>(
    sql`
    select p.tenant_id, p.id, p.name, p.username, p.roles, p.organisation_id, p.place_codes,
      s.id as session_id, s.csrf, s.seen_at, s.token_hash, s.own_key, c.must_change, c.totp_on,
      array(select a.id from staff a where a.tenant_id = p.tenant_id and a.hand_over_to = p.id and a.active
        and a.absent_from <= ${now} and a.absent_until > ${now}) as stands_in_for
    from session s
    join staff p on p.tenant_id = s.tenant_id and p.id = s.staff_id and p.active
    join credential c on c.tenant_id = s.tenant_id and c.staff_id = s.staff_id
    where s.tenant_id = ${tenantId} and s.token_hash = ${tokenHash} and s.revoked_at is null
      and s.expires_at > ${now} and s.seen_at > ${new Date(now.getTime() - IDLE_MS)}`,
    { prepared: true },
  );
  if (!row) return undefined;
  const { seenAt, tokenHash: key, ...person } = row;
  // At most once a minute: a session that is read a hundred times a minute is not written a hundred times.
  if (now.getTime() - seenAt.getTime() >= SEEN_EVERY_MS) work.save('session', { tokenHash: key, seenAt: now }, ['tokenHash']);
  return { ...person, ...principalsOf(person) };
}

/** Opens a session inside the sign-in's transaction and reads the person back through it. `secret`: of their own key, where the password opened it. */
export async function openSession(
  work: Work,
  staffId: string,
  agent: string | undefined,
  chance: Chance,
  secret?: Buffer,
): Promise<Admission> {
  const token = chance.bytes(32).toString('base64url');
  const csrf = chance.bytes(18).toString('base64url');
  const tokenHash = hashOfToken(token);
  const expiresAt = new Date(work.now.getTime() + ABSOLUTE_MS);
  work.add('session', {
    tokenHash,
    id: chance.id(work.now),
    staffId,
    csrf,
    agent: plainAgent(agent),
    createdAt: work.now,
    seenAt: work.now,
    expiresAt,
    revokedAt: null,
    ownKey: secret ? forSession(token, staffId, secret) : null,
  });
  await work.flush();
  const actor = await actorOf(work, tokenHash);
  if (!actor) throw new Error('a session just opened is not found');
  return { token, csrf, actor };
}

/** What the browser calls itself, so that a person knows their own devices; never longer than a line. */
const plainAgent = (agent: string | undefined): string | null =>
  agent ? [...agent.toWellFormed().replace(/[\u0000-\u001f\u007f]/g, '')].slice(0, 200).join('') : null;

/** Puts a sign-in event in the ledger: the door has no command of its own. */
export function recordAtDoor(
  work: Work,
  chance: Chance,
  command: string,
  kind: string,
  staffId: string,
  data: Record<string, unknown>,
): void {
  const event = keep({ chance, now: work.now, actor: { id: staffId } }).event(kind, data);
  append(work, { ...event, command, role: DOOR, actorId: staffId }, chance);
}

/** Ends the session of a token. Says nothing when there is none: leaving is never refused. */
export async function signOut(store: Store, tenantId: number, tokenHash: Buffer, chance: Chance): Promise<void> {
  let staffId: string | undefined;
  const who = async (work: Work): Promise<ActorContext> => {
    const row = await work.one<{ staffId: string }>(sql`
      update session set revoked_at = ${work.now} where tenant_id = ${tenantId} and token_hash = ${tokenHash} and revoked_at is null returning staff_id`);
    staffId = row?.staffId;
    return staffId ? atDoorFor(staffId) : doorContext;
  };
  await store.within(tenantId, who, async (work) => {
    if (staffId) recordAtDoor(work, chance, 'identity.signOut', 'identity.signedOut', staffId, {});
  });
}

/** Ends all sessions of a person, but for one that may go on. */
export async function revokeAll(work: Work, staffId: string, but: string | null = null): Promise<void> {
  await work.ask(
    sql`update session set revoked_at = ${work.now} where tenant_id = ${work.tenantId} and staff_id = ${staffId} and revoked_at is null and id is distinct from ${but}::uuid`,
  );
}
