import { type Guard, ownColumn, type TablePolicy, tablePolicies } from './policy.ts';

/** Roles that may look up a person who is not signed in yet: only the sign-in itself acts under this name, inside one transaction. */
export const DOOR = 'door';

const quoted = (items: readonly string[]) => `'{${items.join(',')}}'::text[]`;

function condition(guard: Guard, table: string, verb: 'sees' | 'writes'): string {
  const own = `${ownColumn[table] ?? 'staff_id'} = app_actor()`;
  if (guard === 'nobody') return 'false';
  if (guard === 'tenant') return `app_roles() <> '{}'::text[]`;
  if (guard === 'staff') return `app_roles() <> '{}'::text[] and not app_roles() && ${quoted(['party'])}`;
  if (guard === 'readers') return `readers && app_${verb}()`;
  if (guard === 'own') return `(${own} or app_roles() && ${quoted(['admin', DOOR])})`;
  if (guard === 'ownOrClock') return `(${own} or app_roles() && ${quoted(['clock'])})`;
  return `app_roles() && ${quoted(guard)}`;
}

/** An event may be written only by a role that may make that command from that state: the lifecycle, a second time, in the database. */
const eventCheck = `(app_policy() -> (command || '@' || coalesce(from_state, '-'))) ?| app_roles()`;

function policiesOf({ table, ...guards }: TablePolicy): string[] {
  const tenant = 'tenant_id = app_tenant()';
  const lines = [`alter table ${table} enable row level security;`, `alter table ${table} force row level security;`];
  const add = (verb: string, clause: string) =>
    lines.push(
      `drop policy if exists ${table}_${verb} on ${table};`,
      `create policy ${table}_${verb} on ${table} for ${verb} to jiefen_app ${clause};`,
    );
  const select = `${tenant} and ${condition(guards.select, table, 'sees')}`;
  add('select', `using (${select})`);
  if (guards.insert !== 'nobody') {
    const extra = table === 'ledger_event' ? ` and ${eventCheck}` : '';
    add('insert', `with check (${tenant} and ${condition(guards.insert, table, 'writes')}${extra})`);
  }
  if (guards.update !== 'nobody')
    add('update', `using (${tenant} and ${condition(guards.update, table, 'writes')}) with check (${tenant})`);
  if (guards.delete !== 'nobody') add('delete', `using (${tenant} and ${condition(guards.delete, table, 'writes')})`);
  const verbs = (['select', 'insert', 'update', 'delete'] as const).filter((verb) => guards[verb] !== 'nobody');
  lines.push(`revoke all on ${table} from jiefen_app, public;`, `grant ${verbs.join(', ')} on ${table} to jiefen_app;`);
  return lines;
}

/** What happens at the door, and the settling of a new centre, are no commands that a person could be offered, yet stand in the ledger. */
export const doorMay: Readonly<Record<string, readonly string[]>> = {
  'identity.signIn@-': [DOOR],
  'identity.signOut@-': [DOOR],
  'identity.settle@-': ['admin'],
};

/** The whole of `db/policy.sql`. `may`: `command@state` → roles. Drawn by `npm run draw`, compared by a test. */
export function policySql(may: Readonly<Record<string, readonly string[]>>): string {
  const partitions = ['ledger_event', 'event_detail'].flatMap((table) =>
    ['before', '2026', '2027', '2028', 'later'].map((part) => `${table}_${part}`),
  );
  return [
    '-- Generated from src/registers/identity/policy.ts and the lifecycles: `npm run draw`. Do not edit.',
    `create or replace function app_policy() returns jsonb language sql immutable parallel safe as $policy$ select '${JSON.stringify({ ...may, ...doorMay })}'::jsonb $policy$;`,
    'grant usage on schema public to jiefen_app;',
    'revoke create on schema public from public;',
    // The owner's two lists, not forced, for the owner need be no superuser: the application sees its own centre's line and writes neither.
    'alter table centre enable row level security;',
    'drop policy if exists centre_select on centre;',
    'create policy centre_select on centre for select to jiefen_app using (id = app_tenant());',
    'revoke all on centre, migration from jiefen_app, public;',
    'grant select on centre to jiefen_app;',
    'alter table migration enable row level security;',
    ...tablePolicies.flatMap(policiesOf),
    ...partitions.map(
      (name) =>
        `alter table ${name} enable row level security; alter table ${name} force row level security; revoke all on ${name} from jiefen_app, public;`,
    ),
    '',
  ].join('\n');
}
