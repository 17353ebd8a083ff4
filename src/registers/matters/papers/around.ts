import { sql, type Work } from '../../../ground/store/index.ts';
import type { Around } from './sheet.ts';

/** Names of staff, bodies, centre and court, for the ids of a record. */
export async function aroundOf(work: Work): Promise<Around> {
  const rows = await work.ask<{ id: string | null; name: string; what: string }>(sql`
    select id, name, 'staff' as what from staff where tenant_id = ${work.tenantId}
    union all select id, zh, case when kind = 'court' and active then 'court' else 'body' end from organisation where tenant_id = ${work.tenantId}
    union all select null, zh, 'centre' from centre where id = ${work.tenantId}`);
  return {
    names: Object.fromEntries(rows.flatMap(({ id, name }) => (id ? [[id, name]] : []))),
    centre: rows.find(({ what }) => what === 'centre')?.name ?? '',
    court: rows.find(({ what }) => what === 'court')?.name,
  };
}
