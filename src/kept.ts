import { createHash } from 'node:crypto';
import type { Reply, Request } from './centre.ts';
import type { Actor } from './ground/command/index.ts';
import { sql, type Work } from './ground/store/index.ts';
import type { Vault } from './ground/vault/index.ts';

/**
 * What stands under an Idempotency-Key: which effect the request had. The answer to its repetition is read from the record itself,
 * so that nothing about people is kept a second time, and what has been erased is not told again.
 */
export interface KeptReply {
  requestHash: Buffer;
  /** `shows`: with the matter `id`, as it stands when asked. */
  body: Pick<Reply, 'id' | 'extra'> & { shows: boolean };
}
export type Kept = ReadonlyMap<string, KeptReply>;

export async function keptUnder(work: Work, actor: Actor, keys: readonly string[]): Promise<Kept> {
  if (keys.length === 0) return new Map();
  const rows = await work.ask<KeptReply & { key: string }>(
    sql`select key, request_hash, body from idempotency where tenant_id = ${work.tenantId} and actor_id = ${actor.id} and key = any(${keys})`,
    { prepared: true },
  );
  return new Map(rows.map(({ key, ...kept }) => [key, kept]));
}

const textOf = (request: Request): string => JSON.stringify([request.command, request.id ?? null, request.input]);
export const hashOf = (request: Request): Buffer => createHash('sha256').update(textOf(request)).digest();

/** Of what nobody may guess at: without the keys of the house it confirms no guess. */
export const blindHashOf = (request: Request, vault: Vault, tenantId: number): Buffer =>
  vault.blind(String(tenantId), 'request', textOf(request));
