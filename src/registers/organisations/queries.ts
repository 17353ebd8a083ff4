import { z } from 'zod';
import { defineQuery, type Query } from '../../ground/command/index.ts';
import { sql } from '../../ground/store/index.ts';
import { type OrganisationRow, organisationKinds, organisationLevels } from './model.ts';

export const list = defineQuery({
  name: 'organisations.list',
  zh: '组织',
  path: '/api/organisations',
  by: ['anyone'],
  input: z.object({}),
  async run({ work }) {
    const rows = await work.ask<OrganisationRow>(
      sql`select * from organisation where tenant_id = ${work.tenantId} order by active desc, place_code nulls first, kind, key`,
    );
    return { organisations: rows.map(line) };
  },
});

function line({ id, key, zh, shortName, kind, level, placeCode, duties, settings, active, revision }: OrganisationRow) {
  const kindZh = organisationKinds[kind as keyof typeof organisationKinds] ?? kind;
  const levelZh = level ? (organisationLevels[level as keyof typeof organisationLevels] ?? level) : null;
  return { id, key, zh, shortName, kind, kindZh, level, levelZh, placeCode, duties, settings, active, revision };
}

export const queries = [list] as readonly Query[];
