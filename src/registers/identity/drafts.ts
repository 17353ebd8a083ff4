import { sql, type Work } from '../../ground/store/index.ts';
import type { Vault } from '../../ground/vault/index.ts';

/** What a person is in the middle of. `body` is whatever their screen kept; nobody but the person is ever shown it. */
export interface Draft {
  key: string;
  body: unknown;
  savedAt: Date;
}

const place = (staffId: string, key: string) => ({ table: 'draft', column: 'sealed', row: `${staffId}/${key}` });
const sealed = (vault: Vault, { tenantId }: Work, staffId: string, key: string, text: string): Buffer =>
  vault.seal(String(tenantId), place(staffId, key), text);

/** A person's own drafts, newest first. */
export async function draftsOf(work: Work, vault: Vault, staffId: string): Promise<Draft[]> {
  const rows = await work.ask<{ key: string; body: unknown; sealed: Buffer | null; savedAt: Date }>(
    sql`select key, body, sealed, saved_at from draft where tenant_id = ${work.tenantId} and staff_id = ${staffId} order by saved_at desc`,
  );
  const opened = (key: string, bytes: Buffer) => JSON.parse(vault.open(String(work.tenantId), place(staffId, key), bytes));
  return rows.map(({ key, body, sealed, savedAt }) => ({ key, body: sealed ? opened(key, sealed) : body, savedAt }));
}

export async function otherDrafts(work: Work, staffId: string, key: string): Promise<number> {
  const found = await work.one<{ n: number }>(
    sql`select count(*) as n from draft where tenant_id = ${work.tenantId} and staff_id = ${staffId} and key <> ${key}`,
  );
  return found!.n;
}

/** `text` is the draft as JSON. */
export const keepDraft = (work: Work, vault: Vault, staffId: string, key: string, text: string): Promise<unknown> =>
  work.ask(sql`
    insert into draft (tenant_id, staff_id, key, sealed, saved_at)
    values (${work.tenantId}, ${staffId}, ${key}, ${sealed(vault, work, staffId, key, text)}, ${work.now})
    on conflict (tenant_id, staff_id, key) do update set body = null, sealed = excluded.sealed, saved_at = excluded.saved_at`);

export const dropDraft = (work: Work, staffId: string, key: string): Promise<unknown> =>
  work.ask(sql`delete from draft where tenant_id = ${work.tenantId} and staff_id = ${staffId} and key = ${key}`);

/** Drafts saved before they were sealed at all; their day of saving stays, for it counts towards their end. */
export async function sealOldDrafts(work: Work, vault: Vault): Promise<void> {
  const rows = await work.ask<{ staffId: string; key: string; text: string }>(
    sql`select staff_id, key, body::text as text from draft where tenant_id = ${work.tenantId} and body is not null for update`,
  );
  for (const { staffId, key, text } of rows)
    await work.ask(sql`
      update draft set body = null, sealed = ${sealed(vault, work, staffId, key, text)}
      where tenant_id = ${work.tenantId} and staff_id = ${staffId} and key = ${key}`);
}
