import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Centre } from '../src/centre.ts';
import type { Actor } from '../src/ground/command/index.ts';
import { chance } from '../src/ground/ids/index.ts';
import { openKeyring, openVault } from '../src/ground/vault/index.ts';
import { principalsOf } from '../src/registers/identity/policy.ts';
import { gatesOn } from '../src/support/deadlines/index.ts';
import { testDatabase } from './database.ts';

export const TENANT = 990108;
const NOW = new Date('2026-11-20T02:00:00.000Z');
const organisationId = chance.id(NOW);

/** Every question of the gate answered no. */
export const clearGate = (): Record<string, 'no'> => Object.fromEntries(gatesOn('2026-11-20').map(({ code }) => [code, 'no']));

/** A centre with one committee, its people and three places, on a database of its own: for whatever happens at the first desk. */
export async function intakeDesk() {
  let now = NOW;
  const db = await testDatabase({ now: () => now });
  const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-desk-'));
  const vault = openVault(openKeyring(path.join(folder, 'keys')));
  const centre = new Centre({ store: db.store, vault, chance });
  await db.look(
    `insert into organisation (tenant_id, id, key, zh, short_name, kind) values ($1, $2, 'pmc', '石埠镇人民调解委员会', '石埠', 'committee')`,
    [TENANT, organisationId],
  );
  for (const [code, zh, level, parent] of [
    ['990108001000', '石埠镇', 'town', null],
    ['990108001001', '横塘村', 'village', '990108001000'],
    ['990108002000', '青埠街道', 'town', null],
  ])
    await db.look(
      `insert into place (tenant_id, id, code, level, zh, parent_code, effective_from) values ($1, $2, $3, $4, $5, $6, '2024-01-01')`,
      [TENANT, chance.id(NOW), code, level, zh, parent],
    );
  const actors = new Map<string, Actor>();
  for (const role of ['window', 'seat', 'gridWorker', 'triage', 'org', 'mediator', 'leader', 'auditor']) {
    const standing = { id: chance.id(NOW), roles: [role], organisationId, placeCodes: [] };
    await db.look(`insert into staff (tenant_id, id, username, name, roles, organisation_id) values ($1, $2, $3, $3, $4, $5)`, [
      TENANT,
      standing.id,
      role,
      [role],
      organisationId,
    ]);
    actors.set(role, { tenantId: TENANT, name: role, ...standing, ...principalsOf(standing) });
  }
  const as = (role: string): Actor => actors.get(role)!;
  return {
    db,
    vault,
    centre,
    as,
    folder,
    now: () => now,
    later: (ms: number) => (now = new Date(now.getTime() + ms)),
    perform: (role: string, command: string, input: object = {}, id?: string, revision?: number) =>
      centre.perform(TENANT, as(role), { command, input, id, revision }),
    count: async (table: string, where = 'true') =>
      Number(
        (await db.look<{ n: string }>(`select count(*)::text as n from ${table} where tenant_id = ${TENANT} and ${where}`))[0]!.n,
      ),
    async close() {
      await db.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type IntakeDesk = Awaited<ReturnType<typeof intakeDesk>>;
