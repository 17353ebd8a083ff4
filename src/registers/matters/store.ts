import type { Actor, Sight } from '../../ground/command/index.ts';
import { type Sql, sql, type Work } from '../../ground/store/index.ts';
import { canSee } from '../identity/policy.ts';
import type { Hears } from './hearing.ts';
import type {
  AttachmentRow,
  ClockRow,
  DocumentRow,
  HandoverRow,
  InstalmentRow,
  MatterRow,
  NoticeKind,
  PartyRow,
} from './model.ts';
import { TALKS } from './readers.ts';

/** What one past event did to the clocks; recomputing from these gives the same clocks. */
export interface ClockEffect {
  kind: 'starts' | 'meets' | 'pauses' | 'resumes' | 'extends' | 'cancels';
  code: string;
  subject?: string;
  until?: string;
  reason?: string;
  /** For a clock that starts from a day of its own (an instalment's due day). */
  at?: string;
}
export interface PastEffects {
  id: string;
  at: Date;
  clocks: ClockEffect[];
}

export interface Aggregate {
  matter: MatterRow;
  parties: PartyRow[];
  documents: DocumentRow[];
  instalments: InstalmentRow[];
  handovers: HandoverRow[];
  attachments: AttachmentRow[];
  clocks: ClockRow[];
  effects: PastEffects[];
}

const children = ['party', 'document', 'instalment', 'handover', 'attachment', 'clock'] as const;

/** The whole of one matter in one round trip, locked against a second person when it is going to be changed. */
export async function loadMatter(work: Work, id: string, lock: boolean): Promise<Aggregate | undefined> {
  // Of one instant, the one whose id was taken first stands first; a clock has none.
  const list = (table: (typeof children)[number], order: string, then = 'id') =>
    sql`(select coalesce(jsonb_agg(to_jsonb(c) order by ${sql.ref(`c.${order}`)}, ${sql.ref(`c.${then}`)}), '[]') from ${sql.ref(table)} c where c.tenant_id = m.tenant_id and c.matter_id = m.id)`;
  const row = await work.one<Record<string, never>>(
    sql`
    select to_jsonb(m) - 'grams' as matter,
      ${list('party', 'seq')} as parties, ${list('document', 'made_at')} as documents,
      ${list('instalment', 'seq')} as instalments, ${list('handover', 'sent_at')} as handovers, ${list('attachment', 'added_at')} as attachments, ${list('clock', 'code', 'subject')} as clocks,
      (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'at', e.at, 'clocks', e.clocks) order by e.at, e.id), '[]')
         from event_detail e where e.tenant_id = m.tenant_id and e.matter_id = m.id and e.clocks <> '[]') as effects
    from matter m where m.tenant_id = ${work.tenantId} and m.id = ${id} ${lock ? sql`for update of m` : sql``}`,
    { prepared: true },
  );
  if (!row) return undefined;
  const rows = <T>(value: unknown) => (value as Record<string, unknown>[]).map((item) => revive<T>(item));
  return {
    matter: revive<MatterRow>(row.matter as never),
    parties: rows(row.parties),
    documents: rows(row.documents),
    instalments: rows(row.instalments),
    handovers: rows(row.handovers),
    attachments: rows(row.attachments),
    clocks: rows(row.clocks),
    effects: rows(row.effects),
  };
}

/** The matter for somebody's eyes: compared here as well as by the database. */
export async function seeMatter(work: Work, actor: Pick<Actor, 'sees'>, id: string): Promise<Aggregate | undefined> {
  const found = await loadMatter(work, id, false);
  return found && canSee(actor, found.matter.readers) ? found : undefined;
}

/** A row that came as JSON, in the types that node-postgres would have given. */
function revive<T>(row: Record<string, unknown>): T {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    const key = name.replace(/_([a-z0-9])/g, (_, c: string) => c.toUpperCase());
    if (typeof value === 'string' && /(At|^at)$/.test(key)) out[key] = new Date(value);
    else if (typeof value === 'string' && value.startsWith('\\x')) out[key] = Buffer.from(value.slice(2), 'hex');
    else out[key] = value;
  }
  return out as T;
}

const beneath = [
  'party',
  'document',
  'attachment',
  'instalment',
  'handover',
  'matter_link',
  'clock',
  'notice',
  'event_detail',
  'signature',
  'sitting',
  'talk',
  'talk_code',
  'talk_opening',
  'consent',
  'party_token',
] as const;
/** Where rows of several lanes lie together. */
const inLanes: readonly string[] = ['document', 'event_detail'];

/**
 * The last step of a command by which somebody comes or goes: a matter, everything beneath it and every event of it get
 * the readers that it now has, in one statement of the same transaction; what was said in mediation gets its own. Rows that the centre
 * does not read otherwise, those of the safety lane, keep their own readers less those who left, whose keys to separate talks go too. Not done as the person, who may be the one that leaves.
 */
export async function regrant(work: Work, matterId: string, { before, after, lanes = {} }: Sight): Promise<void> {
  const lost = before.filter((reader) => !after.includes(reader));
  const bodies = lost.filter((reader) => reader.startsWith('o:')).map((reader) => reader.slice(2));
  const theirs =
    bodies.length === 0
      ? []
      : await work.ask<{ id: string }>(
          sql`select id from staff where tenant_id = ${work.tenantId} and organisation_id = any(${bodies}::uuid[])`,
        );
  const gone = [...lost, ...theirs.map(({ id }) => `u:${id}`).filter((reader) => !after.includes(reader))];
  const laneCases = Object.entries(lanes).map(([lane, readers]) => sql`when lane = ${lane} then ${readers}::text[]`);
  // The word that a body's part is over (`recalled`) is the one thing that stays theirs to read.
  const kept = sql`${after}::text[] || case when kind = 'recalled' then array['o:' || to_organisation_id::text] else '{}' end`;
  // A link keeps the one reader that is its own.
  const own: Readonly<Record<string, Sql>> = {
    notice: kept,
    party_token: sql`${after}::text[] || ('t:' || encode(hash, 'hex'))`,
  };
  const updates = ['matter', ...beneath].map((table) => {
    const cases = inLanes.includes(table) ? laneCases : [];
    const now = sql`case ${sql.join(cases, sql` `)} when 'centre' = any(readers) then ${own[table] ?? sql`${after}::text[]`}
      else array(select r from unnest(readers) r where r <> all(${gone}::text[])) end`;
    return sql`${sql.raw(`${table}_now`)} as (update ${sql.ref(table)} set readers = ${now}
      where tenant_id = ${work.tenantId} and ${sql.ref(table === 'matter' ? 'id' : 'matter_id')} = ${matterId} and readers <> ${now})`;
  });
  const keys = sql`keys_gone as (delete from talk_key where tenant_id = ${work.tenantId} and matter_id = ${matterId} and kind = 'holder' and 'u:' || holder_id = any(${gone}::text[]))`;
  await work.beyond(['centre', 'safety', TALKS], async () => {
    await work.ask(sql`with ${sql.join([...updates, keys])} select 1`, { prepared: true });
  });
}

/** What waits for people who may not hear now is held back, and what was held for those who may is let go. */
export async function settleNotices(
  work: Work,
  matterId: string,
  hears: (partyId: string, kind: NoticeKind) => Hears,
): Promise<void> {
  const told = await work.ask<{ id: string; partyId: string; kind: NoticeKind; state: string }>(sql`
    select id, party_id, kind, state from notice
    where tenant_id = ${work.tenantId} and matter_id = ${matterId} and party_id is not null and state in ('waiting', 'held')`);
  for (const { id, partyId, kind, state } of told) {
    const now = hears(partyId, kind) === 'now' ? 'waiting' : 'held';
    if (now !== state) work.save('notice', { id, state: now });
  }
}
