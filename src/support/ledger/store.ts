import { createHash } from 'node:crypto';
import type { Recorded } from '../../ground/command/index.ts';
import type { Chance } from '../../ground/ids/index.ts';
import { type Row, type Store, sql, type Work } from '../../ground/store/index.ts';
import { canonicalBytes } from './canonical.ts';
import { signCheckpoint } from './checkpoint.ts';
import { commit } from './commitment.ts';
import { entryBytes } from './entry.ts';
import type { LedgerKey } from './keys.ts';
import { rowDigest, UNSEALED_COLUMNS } from './rowSeal.ts';
import { suites } from './suites.ts';
import { TILE_WIDTH } from './tilePath.ts';
import { type CompactRange, emptyRange, append as grow, rootOf } from './tree.ts';

/** Tables whose every row carries the id of the event that last changed it and is sealed by it. */
export const sealedTables = [
  'matter',
  'party',
  'document',
  'attachment',
  'instalment',
  'handover',
  'consent',
  'place',
  'organisation',
  'staff',
  'signature',
  'seal_use',
  'public_paper',
  'sitting',
  'talk',
] as const;
const sealed: ReadonlySet<string> = new Set(sealedTables);

/** Columns that may change without the fact changing: who may read, and the search index. */
const LEFT_OUT = [...UNSEALED_COLUMNS, 'grams'];
const suite = suites.sha256;

/** The digest of a row in snake_case, as written or as read back. */
export const sealOf = (table: string, row: Row): string =>
  rowDigest(table, row, Buffer.from(String(row.seal_salt), 'hex'), { leaveOut: LEFT_OUT });

/** The seals of all rows that this event changed: "table:id" → digest after the change. */
export function sealsOf(work: Work, eventId: string): Record<string, string> {
  const seals: Record<string, string> = {};
  for (const { table, row } of work.writes) {
    if (sealed.has(table) && row.sealed_by === eventId) seals[`${table}:${row.id}`] = sealOf(table, row);
  }
  return seals;
}

export const sealsDigest = (seals: Record<string, string>): string =>
  createHash('sha256').update(canonicalBytes(seals)).digest('hex');

/**
 * Appends the one event of a command, in the fact's own transaction: the commitment that is never changed, the readable detail
 * that can be erased, and a place in the queue of the sequencer. Returns the leaf hash.
 */
export function append(
  work: Work,
  event: Recorded & { command: string; role: string; actorId: string | null },
  chance: Chance,
): Buffer {
  const salt = chance.bytes(16);
  const detail = JSON.parse(JSON.stringify({ data: event.data, clocks: event.clocks }));
  const seals = sealsOf(work, event.id);
  const bytes = entryBytes({
    v: 1,
    id: event.id,
    tenant: String(work.tenantId),
    matter: event.matterId,
    kind: event.kind,
    command: event.command,
    actor: event.actorId,
    role: event.role,
    at: work.now.toISOString(),
    from: event.from,
    to: event.to,
    commit: commit(detail, salt),
    seals: Object.keys(seals).length > 0 ? { 'rows:all': sealsDigest(seals) } : {},
  });
  const leaf = suite.leaf(bytes);
  const common = { id: event.id, at: work.now, matterId: event.matterId, kind: event.kind, actorId: event.actorId };
  work.add('ledger_event', {
    ...common,
    command: event.command,
    fromState: event.from,
    toState: event.to,
    role: event.role,
    entry: bytes,
    leaf,
    seals,
    readers: event.readers,
  });
  work.add('event_detail', {
    ...common,
    lane: event.lane,
    clocks: event.clocks,
    data: event.data,
    salt: salt.toString('hex'),
    readers: event.readers,
  });
  work.add('ledger_queue', { eventId: event.id, at: work.now, leaf });
  return leaf;
}

/** Who sequences: the clock, which may read the whole ledger and nothing of the matters' registers. */
export const clockContext = {
  actorId: null,
  roles: ['clock'],
  sees: ['centre', 'safety', 'audit'],
  writes: ['centre', 'safety'],
} as const;

/**
 * The single sequencer of one centre's log: gives waiting events their places, grows the tiles and signs a new checkpoint.
 * Returns how many were placed. Two at once do no harm: a lock lets one through.
 */
export async function sequence(store: Store, tenantId: number, { origin, signer, sm3 }: LedgerKey, most = 4096): Promise<number> {
  return store.within(tenantId, clockContext, async (work) => {
    await work.ask(sql`select pg_advisory_xact_lock(727002, ${tenantId})`);
    const waiting = await work.ask<{ seq: number; eventId: string; at: Date; leaf: Buffer }>(
      sql`delete from ledger_queue where tenant_id = ${tenantId} and seq in (select seq from ledger_queue where tenant_id = ${tenantId} order by seq limit ${most}) returning seq, event_id, at, leaf`,
    );
    if (waiting.length === 0) return 0;
    waiting.sort((a, b) => a.seq - b.seq);
    let range = await rangeNow(work);
    for (const { eventId, at, leaf } of waiting) {
      work.add('ledger_position', { index: range.size, eventId, at, leaf });
      range = grow(suite, range, leaf, (level, index, hash) => {
        if (level % 8 === 0) work.add('ledger_tile', { level: level / 8, n: index, hash });
      });
    }
    const second = sm3 ? await sm3After(work, range.size - waiting.length, waiting) : undefined;
    const sm3Root = second && rootOf(suites.sm3, second);
    const note = signCheckpoint({ origin, size: range.size, root: rootOf(suite, range), sm3Root }, signer);
    const sm3Peaks = second?.peaks.map((hash) => hash.toString('hex')) ?? null;
    work.add('ledger_checkpoint', { size: range.size, note, sm3Peaks, at: work.now });
    return waiting.length;
  });
}

/** The roots of the perfect subtrees, read from the stored hashes: at most 8 hashes are folded per level. */
async function rangeNow(work: Work): Promise<CompactRange> {
  const size = (await work.one<{ n: number }>(
    sql`select coalesce(max(index) + 1, 0) as n from ledger_position where tenant_id = ${work.tenantId}`,
  ))!.n;
  if (size === 0) return emptyRange;
  const peaks: Buffer[] = [];
  let start = 0;
  for (let bit = Math.floor(Math.log2(size)); bit >= 0; bit--) {
    const width = 2 ** bit;
    if ((Math.floor(size / width) & 1) === 0) continue;
    const level = Math.floor(bit / 8);
    const unit = TILE_WIDTH ** level;
    let part: CompactRange = emptyRange;
    for (const hash of await hashesAt(work, level, start / unit, (start + width) / unit)) part = grow(suite, part, hash);
    peaks.push(rootOf(suite, part));
    start += width;
  }
  return { size, peaks };
}

/** Hashes [from, until) of one tile level: level 0 are the events' own leaves, the others stand in `ledger_tile`. */
export async function hashesAt(work: Work, level: number, from: number, until: number): Promise<Buffer[]> {
  const rows = await work.ask<{ hash: Buffer }>(
    level === 0
      ? sql`select leaf as hash from ledger_position where tenant_id = ${work.tenantId} and index >= ${from} and index < ${until} order by index`
      : sql`select hash from ledger_tile where tenant_id = ${work.tenantId} and level = ${level} and n >= ${from} and n < ${until} order by n`,
  );
  return rows.map((row) => row.hash);
}

/**
 * The second suite (SM3, GB/T 32905): the same entries hashed once more, its root on a line of the same signed checkpoint.
 * Goes on from the peaks kept with the last checkpoint; switched on later, it begins with the first event.
 */
async function sm3After(work: Work, before: number, waiting: readonly { eventId: string; at: Date }[]): Promise<CompactRange> {
  const kept = await work.one<{ sm3Peaks: string[] | null }>(
    sql`select sm3_peaks from ledger_checkpoint where tenant_id = ${work.tenantId} and size = ${before}`,
  );
  let range: CompactRange = kept?.sm3Peaks
    ? { size: before, peaks: kept.sm3Peaks.map((hex) => Buffer.from(hex, 'hex')) }
    : emptyRange;
  const add = (entries: readonly { entry: Buffer }[]) => {
    for (const { entry } of entries) range = grow(suites.sm3, range, suites.sm3.leaf(entry));
  };
  for (let from = range.size; from < before; from = range.size) {
    const rows = await work.ask<{ entry: Buffer }>(sql`
      select e.entry from ledger_position p join ledger_event e on e.tenant_id = p.tenant_id and e.at = p.at and e.id = p.event_id
      where p.tenant_id = ${work.tenantId} and p.index >= ${from} and p.index < ${Math.min(before, from + 5000)} order by p.index`);
    if (rows.length === 0) throw new Error(`the ledger has no event at ${from}`);
    add(rows);
  }
  const found = await work.ask<{ id: string; entry: Buffer }>(sql`
    select id, entry from ledger_event where tenant_id = ${work.tenantId} and id = any(${waiting.map((one) => one.eventId)}::uuid[])
      and at = any(${waiting.map((one) => one.at)}::timestamptz[])`);
  const byId = new Map(found.map((row) => [row.id, row]));
  add(waiting.map(({ eventId }) => byId.get(eventId)!));
  return range;
}
