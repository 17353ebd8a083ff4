import { z } from 'zod';
import type { Actor } from '../../ground/command/index.ts';
import { defineQuery } from '../../ground/command/index.ts';
import { normaliseCode } from '../../ground/ids/index.ts';
import { type Sql, sql, type Work } from '../../ground/store/index.ts';
import type { Vault } from '../../ground/vault/index.ts';
import { canSee } from '../identity/policy.ts';
import { normalisePhone } from '../parties/identifiers.ts';
import { foldText, queryGrams } from './grams.ts';
import type { MatterRow } from './model.ts';
import { newestOf } from './newest.ts';
import { openStates } from './states.ts';
import { lineOf, type MatterLine } from './view.ts';

export const MatterFilter = z.object({
  query: z.string().max(200).optional(),
  state: z.string().max(200).optional(),
  kind: z.string().max(20).optional(),
  category: z
    .string()
    .regex(/^[A-Z]{1,3}\d{0,2}$/, '类型代码不对')
    .optional(),
  channel: z.string().max(20).optional(),
  place: z
    .string()
    .regex(/^\d{2,15}$/)
    .optional(),
  /** `none`: with no organisation yet, in the centre's own hands. */
  organisation: z.union([z.uuid(), z.literal('none')]).optional(),
  overdue: z.stringbool().optional(),
  open: z.stringbool().optional(),
  mine: z.stringbool().optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(20),
});
export type MatterFilter = z.infer<typeof MatterFilter>;

const columns = sql.raw(
  `m.id, m.code, m.revision, m.kind, m.category, m.state, m.title, m.names, m.channel, m.place_code, m.place_text, m.received_at, m.organisation_id, m.mediator_id,
   m.urgent, m.safety, m.supervision, m.promise_zh, m.promise_code, m.due_at, m.due_certain, m.performance, m.confirmation, m.changed_at, m.readers`,
);

/** A prefix as a range, which an index in byte order answers; `like` would walk the whole list when nothing fits. */
function startsWith(column: string, prefix: string): Sql {
  if (!prefix) return sql`true`;
  const next = prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
  return sql`(${sql.ref(column)} >= ${prefix} and ${sql.ref(column)} < ${next})`;
}

/** The conditions of a filter. The tenant comes first in each, beside what row-level security adds by itself. */
export function conditions(work: Work, actor: Actor, vault: Vault, filter: MatterFilter): Sql[] {
  const list: Sql[] = [sql`m.tenant_id = ${work.tenantId}`];
  const add = (wanted: unknown, condition: () => Sql) => {
    if (wanted) list.push(condition());
  };
  add(filter.state, () => sql`m.state = any(${filter.state!.split(',')})`);
  add(filter.kind, () => sql`m.kind = ${filter.kind}`);
  add(filter.category, () => startsWith('m.category', filter.category!));
  add(filter.channel, () => sql`m.channel = ${filter.channel}`);
  add(filter.place, () => startsWith('m.place_code', filter.place!.replace(/(000)+$/, '')));
  add(filter.organisation, () =>
    filter.organisation === 'none' ? sql`m.organisation_id is null` : sql`m.organisation_id = ${filter.organisation}`,
  );
  add(filter.overdue, () => sql`m.due_at < ${work.now} and m.due_certain`);
  add(filter.open, () => sql`m.state = any(${openStates as unknown as string[]})`);
  add(filter.mine, () => sql`(m.mediator_id = ${actor.id} or ${actor.id} = any(m.member_ids))`);
  if (filter.query?.trim()) list.push(searchCondition(work, vault, filter.query.trim()));
  return list;
}

/** A code, a whole phone number (by its blind index), or words: bigrams from the index, re-checked on the text itself. */
function searchCondition({ tenantId }: Work, vault: Vault, query: string): Sql {
  const { code, phone, words = [] } = soughtIn(query);
  if (code) return sql`m.code = ${code}`;
  if (phone) {
    const blind = vault.blind(String(tenantId), 'phone', phone);
    return sql`m.id in (select p.matter_id from party p where p.tenant_id = ${tenantId} and p.phone_blind = ${blind})`;
  }
  const grams = [...new Set(words.flatMap(queryGrams))];
  // As written first: folding a text costs ten times as much as looking through it, and most texts that have the pairs have the word.
  const folded = sql`lower(normalize(m.title || ' ' || m.narrative || ' ' || m.names || ' ' || coalesce(m.place_text, ''), NFKC))`;
  // Not `like`: of it the planner believes that hardly any row passes, and gathers every row of a common word instead of walking the newest.
  const each = words.map((word) => sql`(strpos(m.narrative, ${word}) > 0 or strpos(${folded}, ${word}) > 0)`);
  return sql`(m.grams @> ${grams}::int[] and ${sql.join(each, sql` and `)})`;
}

/** What a person means by what they typed. */
function soughtIn(query: string): { code?: string; phone?: string; words?: string[] } {
  const code = normaliseCode(query);
  if (/^[0-9A-HJKMNP-TV-Z]{12}$/.test(code)) return { code };
  const phone = /^\+?[\d\s-]{7,20}$/.test(query) ? normalisePhone(query) : undefined;
  if (phone && phone.verdict !== 'bad') return { phone: phone.value };
  return { words: foldText(query).split(/\s+/).filter(Boolean) };
}

const readCursor = (cursor: string | undefined): [string, string] | undefined => {
  const [at, id] = cursor?.split('~') ?? [];
  return z.iso.datetime().safeParse(at).success && z.uuid().safeParse(id).success ? [at!, id!] : undefined;
};

/** Newest first; the cursor is the last row's place. */
export async function listMatters(
  work: Work,
  actor: Actor,
  vault: Vault,
  filter: MatterFilter,
): Promise<{ lines: MatterLine[]; next: string | null }> {
  const where = conditions(work, actor, vault, filter);
  const from = readCursor(filter.cursor);
  if (from) where.push(sql`(m.received_at, m.id) < (${from[0]}::timestamptz, ${from[1]}::uuid)`);
  const rows = await within(work, filter, filter.limit + 1, from?.[0], (window) =>
    work.ask<MatterRow>(
      sql`select ${columns} from matter m where ${sql.join([...where, ...window], sql` and `)} order by m.received_at desc, m.id desc limit ${filter.limit + 1}`,
    ),
  );
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    // Compared here as well as by the database.
    lines: page.filter(({ readers }) => canSee(actor, readers)).map(lineOf),
    next: rows.length > filter.limit && last ? `${last.receivedAt.toISOString()}~${last.id}` : null,
  };
}

/** A search by words goes from the newest days to the oldest; anything else is asked once. `from`: where the page before ended. */
async function within<T>(
  work: Work,
  filter: MatterFilter,
  enough: number,
  from: string | undefined,
  ask: (window: Sql[]) => Promise<T[]>,
): Promise<T[]> {
  if (!filter.query?.trim() || !soughtIn(filter.query.trim()).words) return ask([]);
  const newest = sql`select received_at from matter where tenant_id = ${work.tenantId} order by received_at desc, id limit 1`;
  const end = from ? new Date(from) : (await work.one<{ receivedAt: Date }>(newest, { prepared: true }))?.receivedAt;
  return end ? newestOf(enough, end, (window) => ask(window ? [window] : [])) : [];
}

/** How many there are, counted up to `most`; beyond that the honest answer is "more than". */
export async function countMatters(
  work: Work,
  actor: Actor,
  vault: Vault,
  filter: MatterFilter,
  most = filter.query ? 200 : 1000,
): Promise<{ counted: number; more: boolean }> {
  const where = conditions(work, actor, vault, filter);
  const found = await within(work, filter, most + 1, undefined, (window) =>
    work.ask(sql`select 1 from matter m where ${sql.join([...where, ...window], sql` and `)} limit ${most + 1}`),
  );
  return { counted: Math.min(found.length, most), more: found.length > most };
}

export const list = defineQuery({
  name: 'matters.list',
  zh: '事项列表',
  path: '/api/matters',
  by: ['anyone'],
  input: MatterFilter,
  run: async ({ work, actor, vault }, filter) => ({
    ...(await listMatters(work, actor, vault, filter)),
    ...(await countMatters(work, actor, vault, filter)),
  }),
});
