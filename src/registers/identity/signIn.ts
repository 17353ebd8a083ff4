import { setTimeout as pause } from 'node:timers/promises';
import { sayInstant } from '../../ground/clock/index.ts';
import type { Chance } from '../../ground/ids/index.ts';
import type { Refusal } from '../../ground/refusal/index.ts';
import { doorContext, type Store, sql, type Work } from '../../ground/store/index.ts';
import type { Vault } from '../../ground/vault/index.ts';
import type { Admission, CredentialRow } from './model.ts';
import { keyHolders, type NewKey, newOwnKey, openedBy, publish } from './ownKey.ts';
import { verifyPassword } from './passwords.ts';
import { refusals } from './refusals.ts';
import { atDoorFor, openSession, recordAtDoor } from './sessions.ts';
import { openSecret, stepOf } from './totp.ts';
import { LOCK_MS, MOST_TRIES, Tries } from './tries.ts';

export interface Given {
  username: string;
  password: string;
  totp?: string;
}
export interface Surroundings {
  /** What the browser calls itself. */
  agent?: string;
  chance: Chance;
}

/** No refusal comes sooner: whether the name exists, the password was wrong or the account is locked cannot be told by the clock. */
const REFUSED_NOT_BEFORE_MS = 250;
const strangers = new Tries();

/**
 * Signs a member of staff in with password and, where switched on, a second factor. Returns the token for the cookie.
 * Refusals: identity.wrongPassword (the same words for an unknown name), .locked, .secondFactor, .inactive. Failures are
 * counted and written to the ledger although the answer is a refusal.
 */
export async function signIn(
  store: Store,
  vault: Vault,
  tenantId: number,
  given: Given,
  around: Surroundings,
): Promise<Admission> {
  const earliest = pause(REFUSED_NOT_BEFORE_MS, undefined, { ref: false });
  try {
    return await attempt(store, vault, tenantId, given, around);
  } catch (refusal) {
    await earliest;
    throw refusal;
  }
}

async function attempt(store: Store, vault: Vault, tenantId: number, given: Given, around: Surroundings): Promise<Admission> {
  const name = normalUsername(given.username);
  const account = await store.within(tenantId, doorContext, (work) => takeTry(work, name));
  if ('refusal' in account) {
    if (account.stranger) await verifyPassword(undefined, given.password);
    throw account.refusal;
  }
  // Outside any transaction: 28 ms of argon2 must not hold a connection. The try was counted before, so many at once gain nothing.
  const fits = await verifyPassword(account.passwordHash, given.password);
  const own = fits && account.active ? await ownKeyOf(account, given.password, around.chance) : undefined;
  const result = await store.within(tenantId, atDoorFor(account.staffId), (work) =>
    judge(work, vault, account, fits, given.totp, around, own),
  );
  if ('token' in result) return result;
  throw result;
}

export const normalUsername = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

type Account = CredentialRow & { active: boolean; roles: string[] };

/** The person's own key as the password opens it; made at the first sign-in of whoever is to have one. */
async function ownKeyOf(account: Account, password: string, chance: Chance): Promise<Partial<NewKey> | undefined> {
  if (account.keySealed) return { secret: await openedBy(password, account) };
  return account.roles.some((role) => keyHolders.includes(role)) ? newOwnKey(account.staffId, password, chance) : undefined;
}

/** Of two first sign-ins at once one enters the key; the other session goes without until its next sign-in. */
async function enterKey(work: Work, vault: Vault, staffId: string, own: NewKey): Promise<boolean> {
  const { keySalt, keySealed, open } = own;
  const entered = await work.one(sql`update credential set key_salt = ${keySalt}, key_sealed = ${keySealed}
    where tenant_id = ${work.tenantId} and staff_id = ${staffId} and key_sealed is null returning 1 as entered`);
  if (entered) await publish(work, vault, staffId, open);
  return entered !== undefined;
}

/** Counts a try before it is judged and gives the account, or the refusal that stands already. */
async function takeTry(work: Work, name: string): Promise<Account | { refusal: Refusal; stranger: boolean }> {
  const speakable = name.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(name) && name.length <= 100;
  const found = speakable
    ? await work.one<Account>(sql`
    select c.*, p.active, p.roles from staff p join credential c on c.tenant_id = p.tenant_id and c.staff_id = p.id
    where p.tenant_id = ${work.tenantId} and p.username = ${name} for update of c`)
    : undefined;
  if (!found) return { refusal: stranger(work, name.slice(0, 100)), stranger: true };
  const { lockedUntil } = found;
  if (lockedUntil && lockedUntil > work.now) return { refusal: refusals.locked({ say: until(lockedUntil) }), stranger: true };
  const failed = (lockedUntil ? 0 : found.failed) + 1;
  await setTries(work, found.staffId, failed);
  return { ...found, failed };
}

function stranger({ tenantId, now }: Work, name: string): Refusal {
  const key = `${tenantId}:${name}`;
  const locked = strangers.lockedUntil(key, now);
  if (locked) return refusals.locked({ say: until(locked) });
  strangers.fail(key, now);
  return refusals.wrongPassword();
}

const until = (at: Date): string => `${sayInstant(at)}以后可以再试。`;

async function setTries(work: Work, staffId: string, failed: number): Promise<void> {
  const lockedUntil = failed >= MOST_TRIES ? new Date(work.now.getTime() + LOCK_MS) : null;
  work.save('credential', { staffId, failed, lockedUntil }, ['staffId']);
  await work.flush();
}

/** Judges a counted try: a session, or the refusal to give once this has been committed. */
async function judge(
  work: Work,
  vault: Vault,
  account: Account,
  fits: boolean,
  totp: string | undefined,
  { agent, chance }: Surroundings,
  own?: Partial<NewKey>,
): Promise<Admission | Refusal> {
  const { staffId } = account;
  const fail = (why: string, refusal: Refusal) => {
    const locked = account.failed >= MOST_TRIES;
    recordAtDoor(work, chance, 'identity.signIn', locked ? 'identity.lockedOut' : 'identity.signInFailed', staffId, { why });
    return refusal;
  };
  if (!fits) return fail('password', refusals.wrongPassword());
  if (!account.active) return fail('inactive', refusals.inactive());
  if (account.totpOn && !totp) {
    // Half of the two-step dance, not a failure: the try is given back, no more, or it would wipe out wrong codes before it.
    await work.ask(sql`update credential set failed = greatest(failed - 1, 0), locked_until = case when failed > ${MOST_TRIES} then locked_until end
      where tenant_id = ${work.tenantId} and staff_id = ${staffId}`);
    return refusals.secondFactor();
  }
  if (account.totpOn && !(await secondFactorHolds(work, vault, account, totp ?? ''))) {
    return fail('secondFactor', refusals.secondFactor({ fields: { totp: '验证码不对，或者已经用过，请等下一个' } }));
  }
  await setTries(work, staffId, 0);
  recordAtDoor(work, chance, 'identity.signIn', 'identity.signedIn', staffId, {
    way: account.totpOn ? 'passwordAndCode' : 'password',
  });
  const kept = !own?.open || (await enterKey(work, vault, staffId, own as NewKey));
  return openSession(work, staffId, agent, chance, kept ? own?.secret : undefined);
}

/** Marks the code's time step as used in the same statement that checks it: of two at once, one holds. */
export async function secondFactorHolds(
  work: Work,
  vault: Vault,
  account: Pick<CredentialRow, 'staffId' | 'totpSecret' | 'totpLast'>,
  code: string,
): Promise<boolean> {
  if (!account.totpSecret) return false;
  const step = stepOf(openSecret(vault, work.tenantId, account.staffId, account.totpSecret), code, work.now, account.totpLast);
  if (step === undefined) return false;
  const taken =
    await work.one(sql`update credential set totp_last = ${step} where tenant_id = ${work.tenantId} and staff_id = ${account.staffId}
    and (totp_last is null or totp_last < ${step}) returning 1 as taken`);
  return taken !== undefined;
}
