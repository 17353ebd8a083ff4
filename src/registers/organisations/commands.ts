import type { z } from 'zod';
import { type Call, type Command, defineCommand } from '../../ground/command/index.ts';
import { sql } from '../../ground/store/index.ts';
import { keep } from '../../support/ledger/keep.ts';
import { OrganisationInput, type OrganisationRow } from './model.ts';
import { refusals } from './refusals.ts';
import { addOrganisation } from './store.ts';

export const save = defineCommand<OrganisationInput>({
  name: 'organisations.save',
  zh: '新增或修改组织',
  by: ['admin'],
  on: 'none',
  input: OrganisationInput as z.ZodType<OrganisationInput>,
  event: 'organisations.saved',
  async run(call, input) {
    const { work } = call;
    const taken = await work.one(
      sql`select id from organisation where tenant_id = ${work.tenantId} and key = ${input.key} and id is distinct from ${input.id ?? null}::uuid`,
    );
    if (taken) throw refusals.keyTaken({ fields: { key: '已经有组织用了' } });
    const { id, settings, ...fields } = input;
    const kept = keep(call);
    if (!id) {
      const row = addOrganisation(work, kept, { ...fields, settings: settings ?? {}, id: call.chance.id(call.now) });
      return {
        event: kept.event('organisations.saved', { organisationId: row.id, ...fields }),
        id: row.id,
        extra: { organisationId: row.id },
      };
    }
    const before = await load(call, id);
    if (before.active && !input.active) await refuseBusyDesk(call, id);
    if (fields.kind !== 'commercial' && 'fees' in (settings ?? before.settings)) throw refusals.freeOfCharge();
    work.save('organisation', {
      ...before,
      ...fields,
      settings: settings ?? before.settings,
      revision: before.revision + 1,
      ...kept.seal(),
    });
    return { event: kept.event('organisations.saved', { organisationId: id, ...fields }), id, extra: { organisationId: id } };
  },
});

async function load({ work, revision }: Call, id: string): Promise<OrganisationRow> {
  const row = await work.one<OrganisationRow>(
    sql`select * from organisation where tenant_id = ${work.tenantId} and id = ${id} for update`,
  );
  if (!row) throw refusals.notFound();
  if (revision !== undefined && revision !== row.revision) throw refusals.stale();
  return row;
}

/** Matters handed to an organisation without people would lie there unseen. */
async function refuseBusyDesk({ work }: Call, id: string): Promise<void> {
  const someone = await work.one(
    sql`select id from staff where tenant_id = ${work.tenantId} and organisation_id = ${id} and active and username is not null limit 1`,
  );
  if (someone) throw refusals.busyDesk();
}

export const commands = [save] as readonly Command[];
