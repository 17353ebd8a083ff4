import type { FastifyInstance } from 'fastify';
import { sql } from '../../ground/store/index.ts';
import type { MatterRow } from '../../registers/matters/model.ts';
import { lineOf } from '../../registers/matters/view.ts';
import { type Inside, refusals, signedIn } from './server.ts';

const DAY_MS = 86_400_000;

/** The leader's screen: what is overdue and where, and an honest funnel with its denominators. Matters and organisations, never persons. */
export function serveLeader(app: FastifyInstance, { centre }: Inside): void {
  app.get('/api/leader/overdue', async (request) =>
    centre.run(request.tenantId, signedIn(request, false), async (work, actor) => {
      if (!actor.roles.some((role) => role === 'leader' || role === 'auditor')) throw refusals.noPage();
      const overdue = await work.ask<MatterRow>(sql`
        select m.* from matter m where m.tenant_id = ${work.tenantId} and m.due_at < ${work.now} and m.due_certain and m.state not in ('CLOSED','ARCHIVED','DONE') order by m.due_at limit 100`);
      const byOrganisation = await work.ask(sql`
        select m.organisation_id, count(*) filter (where m.due_at < ${work.now} and m.due_certain) as overdue, count(*) as open
        from matter m where m.tenant_id = ${work.tenantId} and m.state not in ('CLOSED','ARCHIVED','DONE') group by 1 order by 2 desc, 3 desc limit 50`);
      const names = Object.fromEntries(
        (await work.ask<{ id: string; zh: string }>(sql`select id, zh from organisation where tenant_id = ${work.tenantId}`)).map(
          ({ id, zh }) => [id, zh],
        ),
      );
      const since = new Date(work.now.getTime() - 30 * DAY_MS);
      const funnel = await work.one(sql`
        select count(*) as received,
          count(*) filter (where kind = 'dispute') as disputes,
          count(*) filter (where kind = 'dispute' and facts ? 'term') as accepted,
          count(*) filter (where agreement ? 'effectiveAt') as agreed,
          count(*) filter (where ending is not null and ending->>'reason' <> 'withdrawn') as ended,
          count(*) filter (where agreement ? 'effectiveAt' and performance = 'DONE') as kept,
          count(*) filter (where agreement ? 'effectiveAt' and performance in ('DUE','PARTIAL')) as running,
          count(*) filter (where performance = 'BREACHED') as broken,
          count(*) filter (where import_id is not null) as excluded
        from matter m where m.tenant_id = ${work.tenantId} and m.received_at >= ${since}`);
      const places = await work.ask(sql`
        select left(place_code, 9) as town, category, count(*) as n from matter m
        where m.tenant_id = ${work.tenantId} and m.kind = 'dispute' and m.received_at >= ${since} and place_code is not null group by 1, 2 having count(*) >= 5 order by 3 desc limit 12`);
      return {
        since: since.toISOString(),
        lines: overdue.map((row) => ({ ...lineOf(row), need: '' })),
        byOrganisation: byOrganisation.map((row) => ({ ...row, zh: names[String(row.organisationId)] ?? '中心（未分派）' })),
        funnel,
        places,
      };
    }),
  );
}
