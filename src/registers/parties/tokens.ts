import { createHash } from 'node:crypto';
import type { Chance } from '../../ground/ids/index.ts';
import { sql, type Work } from '../../ground/store/index.ts';

/** A link to a party's own page: 128 bits of chance, for one party, one matter and one purpose. Only its hash is kept. */
export interface PartyToken {
  matterId: string;
  partyId: string;
  purpose: string;
  expiresAt: Date;
  usedAt: Date | null;
  hash: Buffer;
}

export const newToken = (chance: Chance): string => chance.bytes(16).toString('base64url');
export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The reader that only who holds the link can name: so row-level security shows each link's row to its bearer alone. */
export const tokenPrincipal = (hash: Buffer): string => `t:${hash.toString('hex')}`;

/**
 * Whose link this is. Nothing for one that is unknown, too old, for something else or from another centre: one and the same look-up,
 * so that neither the words nor the time tell them apart. Leaves the transaction standing at the page's door, with this link in hand.
 */
export async function bearerOf(work: Work, token: string, purpose: string): Promise<PartyToken | undefined> {
  const hash = hashOfToken(token);
  const inHand = [tokenPrincipal(hash)];
  work.actAs({ actorId: null, roles: ['party'], sees: inHand, writes: inHand });
  return work.one<PartyToken>(
    sql`select matter_id, party_id, purpose, expires_at, used_at, hash from party_token
      where tenant_id = ${work.tenantId} and hash = ${hash} and purpose = ${purpose} and expires_at > ${work.now}`,
    { prepared: true },
  );
}

/** The link has been used; it stays good until it expires, for an answer can be changed and consent withdrawn by it. */
export const markUsed = (work: Work, { hash }: PartyToken): void =>
  work.save('party_token', { hash, usedAt: work.now }, ['hash']);
