import { hashRaw } from '@node-rs/argon2';
import type { Chance } from '../../ground/ids/index.ts';
import { sql, type Work } from '../../ground/store/index.ts';
import { derivedKey, lock, newPair, unlock, type Vault } from '../../ground/vault/index.ts';
import type { CredentialRow, SignedIn } from './model.ts';
import { cost, normal } from './passwords.ts';

/**
 * A person's own key (docs/adr/0014-sealed-talks.md): what is boxed for them opens with its secret half alone. That half lies in the
 * database twice, never open: under the password, and in each session under the token that only the browser has.
 */
export const keyHolders: readonly string[] = ['mediator', 'safety'];

const aboutOf = (staffId: string): string => `own key of ${staffId}`;
const underToken = (token: string): Buffer => derivedKey(Buffer.from(token, 'base64url'), 'jiefen own key in a session');
const place = (staffId: string) => ({ table: 'public_key', column: 'key', row: staffId });

/** Argon2id, as for the password itself, with a salt of its own: what is stored of one tells nothing of the other. 28 ms: never within a transaction. */
const stretched = (secret: string, salt: Uint8Array): Promise<Buffer> =>
  hashRaw(normal(secret), { ...cost, salt, outputLen: 32 });

export interface LockedKey {
  keySalt: Buffer;
  keySealed: Buffer;
}
export interface NewKey extends LockedKey {
  open: Buffer;
  secret: Buffer;
}

export async function lockedKey(staffId: string, password: string, secret: Uint8Array, chance: Chance): Promise<LockedKey> {
  const keySalt = chance.bytes(16);
  return { keySalt, keySealed: lock(await stretched(password, keySalt), aboutOf(staffId), secret) };
}

export async function newOwnKey(staffId: string, password: string, chance: Chance): Promise<NewKey> {
  const { open, secret } = newPair();
  return { open, secret, ...(await lockedKey(staffId, password, secret, chance)) };
}

/** The secret half by the password; undefined where an administrator has set another password since, or there is no key. */
export async function openedBy(
  password: string,
  { staffId, keySalt, keySealed }: Pick<CredentialRow, 'staffId' | 'keySalt' | 'keySealed'>,
): Promise<Buffer | undefined> {
  return keySalt && keySealed ? unlock(await stretched(password, keySalt), aboutOf(staffId), keySealed) : undefined;
}

export const forSession = (token: string, staffId: string, secret: Uint8Array): Buffer =>
  lock(underToken(token), aboutOf(staffId), secret);

/** The secret half for the request of whoever brings the token; undefined where this sign-in did not open it. */
export function ownSecret(actor: { id: string }): Buffer | undefined {
  const { id, token, ownKey } = actor as Partial<SignedIn> & { id: string };
  return token && ownKey ? unlock(underToken(token), aboutOf(id), ownKey) : undefined;
}

/** Enters the open half, sealed by the vault: who writes into the database alone cannot put another in its place. */
export async function publish(work: Work, vault: Vault, staffId: string, open: Uint8Array): Promise<void> {
  const key = vault.sealBytes(String(work.tenantId), place(staffId), open);
  await work.ask(sql`
    insert into public_key (tenant_id, staff_id, key, made_at) values (${work.tenantId}, ${staffId}, ${key}, ${work.now})
    on conflict (tenant_id, staff_id) do update set key = excluded.key, made_at = excluded.made_at`);
}

/** The open halves of those of `staffIds` who have one. */
export async function openHalves(work: Work, vault: Vault, staffIds: readonly string[]): Promise<Map<string, Buffer>> {
  const rows = await work.ask<{ staffId: string; key: Buffer }>(
    sql`select staff_id, key from public_key where tenant_id = ${work.tenantId} and staff_id = any(${staffIds}::uuid[])`,
  );
  return new Map(rows.map(({ staffId, key }) => [staffId, vault.openBytes(String(work.tenantId), place(staffId), key)] as const));
}
