import { commands, matterCommands, mayTable } from '../../src/centre.ts';
import type { Actor } from '../../src/ground/command/index.ts';
import { pg } from '../../src/ground/store/index.ts';
import { canWrite, principalsOf, type Relation, rolePolicies } from '../../src/registers/identity/policy.ts';
import { doorMay } from '../../src/registers/identity/policySql.ts';
import { roles } from '../../src/registers/identity/roles.ts';
import { type MatterCommand, openness } from '../../src/registers/matters/command.ts';
import type { MatterRow } from '../../src/registers/matters/model.ts';
import { disputeStates, shortStates, subMachines } from '../../src/registers/matters/states.ts';

export const TENANT = 990107;
export const ME = '00000000-0000-7000-8000-0000000000a1';
export const MINE = '00000000-0000-7000-8000-0000000000b1';
export const GRID = '990107001001001';

/** Every relation, as the one principal on a row that names it. `none`: a row that names somebody else. */
export const rowOf: Readonly<Record<Relation | 'none', string>> = {
  centre: 'centre',
  org: `o:${MINE}`,
  member: `u:${ME}`,
  grid: `g:${GRID}`,
  safety: 'safety',
  audit: 'audit',
  party: `p:${ME}`,
  committee: `c:${MINE}`,
  archive: 'archive',
  page: `m:${MINE}`,
  none: 'u:00000000-0000-7000-8000-0000000000ff',
};
export const relations = Object.keys(rowOf) as (Relation | 'none')[];
export const allRoles = Object.keys(roles);

/** Somebody of this role, with an organisation and a grid of their own. */
export function actorOf(role: string): Actor {
  const standing = { id: ME, roles: [role], organisationId: MINE, placeCodes: [GRID], matterId: MINE };
  // A party has two links, each with a principal of its own.
  const [page, signer] = [principalsOf(standing), principalsOf({ ...standing, matterId: undefined })];
  const both = (of: 'sees' | 'writes') => [...new Set([...page[of], ...signer[of]])];
  return { tenantId: TENANT, name: role, ...standing, sees: both('sees'), writes: both('writes') };
}

export interface Cell {
  command: string;
  state: string;
  relation: Relation | 'none';
}
const machineStates = (machine: string | undefined): string[] => {
  if (machine === undefined) return [...Object.keys(disputeStates), ...Object.keys(shortStates)];
  return Object.keys(subMachines[(machine === 'file' ? 'fileState' : machine) as keyof typeof subMachines].states);
};
const byName = new Map(matterCommands.map((command) => [command.name as string, command]));

/** Every command × state × relation. A command on no matter has the state `-`. */
export const cells: readonly Cell[] = [
  ...matterCommands.flatMap(({ name, row }) =>
    machineStates(row.machine).flatMap((state) => relations.map((relation) => ({ command: name as string, state, relation }))),
  ),
  ...matterCommands.flatMap(({ name }) => [
    { command: name as string, state: '-', relation: 'centre' as const },
    { command: name as string, state: 'NOWHERE', relation: 'centre' as const },
  ]),
  ...commands
    .filter(({ on }) => on !== 'matter')
    .flatMap(({ name }) =>
      ['-', 'REGISTERED'].flatMap((state) => relations.map((relation) => ({ command: name as string, state, relation }))),
    ),
];

/** What the code says of a cell: the very check that a command makes before it runs. */
export function codeAllows(role: string, { command, state, relation }: Cell): boolean {
  const actor = actorOf(role);
  const found = byName.get(command);
  if (!found) return state === '-' && mayBy(command).includes(role) && canWrite(actor, [rowOf[relation]]);
  return ['open', 'held'].includes(openness(found, standing(found, state, relation), actor));
}
const mayBy = (name: string): readonly string[] => {
  const by = commands.find((command) => command.name === name)?.by ?? [];
  return by.includes('anyone') ? allRoles.filter((role) => role !== 'party' && role !== 'clock') : by;
};
const standing = ({ row, path }: MatterCommand, state: string, relation: Relation | 'none'): MatterRow =>
  ({
    kind: path === 'short' ? 'enquiry' : 'dispute',
    safety: 'NONE',
    readers: [rowOf[relation]],
    [row.machine === undefined ? 'state' : row.machine === 'file' ? 'fileState' : row.machine]: state,
  }) as unknown as MatterRow;

export const contextOf = (actor: Pick<Actor, 'id' | 'roles' | 'sees' | 'writes'>, tenant = TENANT): string => {
  const list = (items: readonly string[]) => pg.escapeLiteral(`{${items.map((item) => `"${item}"`).join(',')}}`);
  return `set local app.tenant = '${tenant}'; set local app.actor = '${actor.id}'; set local app.roles = ${list(actor.roles)}; set local app.sees = ${list(actor.sees)}; set local app.writes = ${list(actor.writes)}`;
};

/** What the database says of these cells: its own insert policy of the ledger, worked out over a list of values. */
export async function databaseAllows(
  client: pg.Client | pg.PoolClient,
  role: string,
  which: readonly Cell[],
  tenant = TENANT,
): Promise<boolean[]> {
  const { rows: policy } = await client.query(
    `select with_check from pg_policies where tablename = 'ledger_event' and cmd = 'INSERT'`,
  );
  const check = policy.map((row) => `(${String(row.with_check)})`).join(' or ') || 'false';
  await client.query(`begin; set local role jiefen_app; ${contextOf(actorOf(role), tenant)}`);
  const { rows } = await client.query(
    `select coalesce((${check}), false) as may from unnest($1::text[], $2::text[], $3::text[]) with ordinality as c(command, state, reader, nth),
       lateral (select ${TENANT} as tenant_id, nullif(c.state, '-') as from_state, array[c.reader] as readers) e order by nth`,
    [which.map(({ command }) => command), which.map(({ state }) => state), which.map(({ relation }) => rowOf[relation])],
  );
  await client.query('rollback');
  return rows.map((row) => row.may === true);
}

/** Cells on which code and database do not agree. */
export async function disagreements(
  client: pg.Client | pg.PoolClient,
  which: readonly Cell[] = cells,
  asked: readonly string[] = allRoles,
): Promise<string[]> {
  const found: string[] = [];
  for (const role of asked) {
    const sqlSays = await databaseAllows(client, role, which);
    for (const [at, cell] of which.entries())
      if (codeAllows(role, cell) !== sqlSays[at])
        found.push(`${role} ${cell.command}@${cell.state} ${cell.relation}: SQL ${sqlSays[at]}`);
  }
  return found;
}

/** `command@state` → roles, as the code has it now: what `app_policy()` must say. */
export const wholeTable = (): Record<string, readonly string[]> => ({ ...mayTable(), ...doorMay });
export { rolePolicies };
