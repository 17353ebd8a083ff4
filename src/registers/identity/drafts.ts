import { sql, type Work } from '../../ground/store/index.ts';
import { boxFor, openBox, type Vault } from '../../ground/vault/index.ts';
import { openHalves, ownSecret } from './ownKey.ts';
import { refusals } from './refusals.ts';

/** What a person is in the middle of. `body` is whatever their screen kept; nobody but the person is ever shown it. */
export interface Draft {
  key: string;
  body: unknown;
  savedAt: Date;
}

const place = (staffId: string, key: string) => ({ table: 'draft', column: 'sealed', row: `${staffId}/${key}` });
const sealed = (vault: Vault, { tenantId }: Work, staffId: string, key: string, text: string): Buffer =>
  vault.seal(String(tenantId), place(staffId, key), text);

/** What is written down of a separate talk is boxed for the person's own key besides: whoever else comes in under their name finds nothing. */
const isOfTalk = (key: string): boolean => key.startsWith('talk.');
const aboutOf = (staffId: string, key: string): string => `draft ${key} of ${staffId}`;

async function boxed(work: Work, vault: Vault, staffId: string, key: string, text: string): Promise<string> {
  const half = (await openHalves(work, vault, [staffId])).get(staffId);
  if (!half) throw refusals.noOwnKey();
  return JSON.stringify({ boxed: boxFor(half, aboutOf(staffId, key), Buffer.from(text)).toString('base64') });
}
function unboxed({ key, ...draft }: Draft, actor: { id: string }): Draft[] {
  if (!isOfTalk(key)) return [{ key, ...draft }];
  const secret = ownSecret(actor);
  const text = secret && openBox(secret, aboutOf(actor.id, key), Buffer.from((draft.body as { boxed: string }).boxed, 'base64'));
  return text ? [{ key, ...draft, body: JSON.parse(text.toString()) as unknown }] : [];
}

/** A person's own drafts, newest first; those of separate talks as far as this sign-in opens them. */
export async function draftsOf(work: Work, vault: Vault, actor: { id: string }): Promise<Draft[]> {
  const staffId = actor.id;
  const rows = await work.ask<{ key: string; body: unknown; sealed: Buffer | null; savedAt: Date }>(
    sql`select key, body, sealed, saved_at from draft where tenant_id = ${work.tenantId} and staff_id = ${staffId} order by saved_at desc`,
  );
  const opened = (key: string, bytes: Buffer) => JSON.parse(vault.open(String(work.tenantId), place(staffId, key), bytes));
  return rows.flatMap(({ key, body, sealed, savedAt }) =>
    unboxed({ key, body: sealed ? opened(key, sealed) : body, savedAt }, actor),
  );
}

export async function otherDrafts(work: Work, staffId: string, key: string): Promise<number> {
  const found = await work.one<{ n: number }>(
    sql`select count(*) as n from draft where tenant_id = ${work.tenantId} and staff_id = ${staffId} and key <> ${key}`,
  );
  return found!.n;
}

/** `text` is the draft as JSON. */
export async function keepDraft(work: Work, vault: Vault, staffId: string, key: string, text: string): Promise<void> {
  const kept = isOfTalk(key) ? await boxed(work, vault, staffId, key, text) : text;
  await work.ask(sql`
    insert into draft (tenant_id, staff_id, key, sealed, saved_at)
    values (${work.tenantId}, ${staffId}, ${key}, ${sealed(vault, work, staffId, key, kept)}, ${work.now})
    on conflict (tenant_id, staff_id, key) do update set body = null, sealed = excluded.sealed, saved_at = excluded.saved_at`);
}

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
