import { dayInChina } from '../../ground/clock/index.ts';
import { sql } from '../../ground/store/index.ts';
import type { OpenMatter } from './open.ts';

/** `（2026）清溪人调字第12号`: a sequence per committee and year without gaps, taken inside the transaction. */
export async function nextFileNumber(m: OpenMatter): Promise<string> {
  const year = Number(dayInChina(m.now).slice(0, 4));
  const organisationId = m.row.organisationId ?? m.row.tenantId;
  const { work } = m.call;
  const row = await work.one<{ last: number }>(sql`
    insert into file_number (tenant_id, organisation_id, year, last) values (${m.row.tenantId}, ${organisationId}, ${year}, 1)
    on conflict (tenant_id, organisation_id, year) do update set last = file_number.last + 1 returning last`);
  const org = await work.one<{ shortName: string }>(
    sql`select short_name from organisation where tenant_id = ${m.row.tenantId} and id = ${organisationId}`,
  );
  return `（${year}）${org?.shortName ?? ''}人调字第${row!.last}号`;
}
