import { sql, type Work } from '../../ground/store/index.ts';
import type { AttachmentRow, ClockRow, DocumentRow, HandoverRow, InstalmentRow, MatterRow, PartyRow } from './model.ts';

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
  const list = (table: (typeof children)[number], order: string) =>
    sql`(select coalesce(jsonb_agg(to_jsonb(c) order by ${sql.ref(`c.${order}`)}), '[]') from ${sql.table(table)} c where c.tenant_id = m.tenant_id and c.matter_id = m.id)`;
  const row = await work.one<Record<string, never>>(
    sql`
    select to_jsonb(m) - 'grams' as matter,
      ${list('party', 'seq')} as parties, ${list('document', 'made_at')} as documents,
      ${list('instalment', 'seq')} as instalments, ${list('handover', 'sent_at')} as handovers, ${list('attachment', 'added_at')} as attachments, ${list('clock', 'code')} as clocks,
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

/** Rows of the safety lane keep their own readers. */
const beneath = {
  party: '',
  document: "and lane = 'open'",
  attachment: '',
  instalment: '',
  handover: '',
  clock: "and code <> 'D26'",
  // A call to the reviewers is for them alone; every other notice may be read at the centre.
  notice: "and 'centre' = any(readers)",
  event_detail: "and lane = 'open'",
};

/** Gives everything beneath a matter the readers that the matter now has, in one statement; rows that have them stay untouched. */
export async function regrant(work: Work, matterId: string, readers: readonly string[]): Promise<void> {
  const updates = Object.entries(beneath).map(
    ([table, lane]) => sql`${sql.raw(`${table}_now`)} as (update ${sql.table(table)} set readers = ${readers}::text[]
      where tenant_id = ${work.tenantId} and matter_id = ${matterId} and readers <> ${readers}::text[] ${sql.raw(lane)})`,
  );
  await work.ask(sql`with ${sql.join(updates)} select 1`, { prepared: true });
}
