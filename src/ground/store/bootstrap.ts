import { createHmac } from 'node:crypto';
import type { ClientConfig } from 'pg';
import { pg } from './types.ts';

const APP_ROLE = 'jiefen_app';

/** What an administrator of the database has to run once; `sql` holds it, ready to paste. */
export class NeedsAdministrator extends Error {
  readonly sql: string;
  constructor(sql: string, cause?: unknown) {
    super(`数据库账号权限不够。请数据库管理员在这个库里执行一次下面的语句，再启动：\n${sql}`, { cause });
    this.name = 'NeedsAdministrator';
    this.sql = sql;
  }
}

export interface Bootstrapped {
  /** How the application connects: a role that owns nothing and cannot step around row-level security. */
  app: ClientConfig;
  /** What would make it better but needs a superuser; empty when all is well. */
  advice: string[];
}

/**
 * Readies an existing, perhaps empty database before `migrate`: the application's role, and what only a superuser may set.
 * `admin` connects as the owner of the tables to be. Run on every start; does nothing where all is done.
 * Throws NeedsAdministrator when the account may not make roles.
 */
export async function bootstrap(admin: ClientConfig, role = APP_ROLE): Promise<Bootstrapped> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    const app = appConnection(client, admin, role);
    const rights = await rightsOf(client);
    await client.query('select pg_advisory_lock(727000)');
    if (!(await connects(app))) await makeRole(client, app, rights);
    return { app, advice: await makeSearchLeakproof(client, rights) };
  } finally {
    await client.end();
  }
}

/**
 * The password is derived from the owner's, so that nothing has to be stored and two programs on one database agree. No
 * password where the owner needs none (the embedded server behind its 0700 socket).
 */
function appConnection({ host, port, database, password, ssl }: pg.Client, admin: ClientConfig, user: string): ClientConfig {
  const derived = password ? createHmac('sha256', password).update(`${user}@${database}`).digest('base64url') : undefined;
  const secure = admin.ssl ?? (ssl || undefined);
  return { host, port, database, user, ...(derived && { password: derived }), ...(secure !== undefined && { ssl: secure }) };
}

interface Rights {
  superuser: boolean;
  makesRoles: boolean;
}

async function rightsOf(client: pg.Client): Promise<Rights> {
  const { rows } = await client.query(
    'select rolsuper as superuser, rolsuper or rolcreaterole as "makesRoles" from pg_roles where rolname = current_user',
  );
  return rows[0];
}

async function connects(app: ClientConfig): Promise<boolean> {
  const client = new pg.Client(app);
  try {
    await client.connect();
    const { rows } = await client.query('select rolsuper or rolbypassrls as mighty from pg_roles where rolname = current_user');
    if (rows[0].mighty) throw new NeedsAdministrator(`alter role ${app.user} nosuperuser nobypassrls;`);
    return true;
  } catch (error) {
    if (error instanceof NeedsAdministrator) throw error;
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function makeRole(client: pg.Client, app: ClientConfig, { makesRoles }: Rights): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [app.user]);
  const secret = app.password ? ` password ${pg.escapeLiteral(String(app.password))}` : '';
  const sql = `${rowCount ? 'alter' : 'create'} role ${app.user} login${secret};`;
  if (!makesRoles) throw new NeedsAdministrator(sql);
  // Roles belong to the whole server: another database's program may have been faster.
  await client.query(sql).catch((error: pg.DatabaseError) => {
    if (!['42710', '23505', 'XX000'].includes(error.code ?? '')) throw new NeedsAdministrator(sql, error);
  });
  if (!(await connects(app))) throw new NeedsAdministrator(`alter role ${app.user} login${secret};`);
}

/**
 * Under row-level security an index may only be searched by operators that cannot tell anything about hidden rows.
 * `@>` and `&&` on arrays raise no error that would show a value, yet PostgreSQL does not mark them so; without the mark every search
 * reads the whole table instead of the GIN index of word pairs.
 */
async function makeSearchLeakproof(client: pg.Client, { superuser }: Rights): Promise<string[]> {
  const { rows } = await client.query<{ statement: string }>(
    `select format('alter function pg_catalog.%s leakproof;', oid::regprocedure) as statement from pg_proc
     where pronamespace = 'pg_catalog'::regnamespace and proname in ('arraycontains', 'arrayoverlap') and not proleakproof order by proname`,
  );
  const statements = rows.map(({ statement }) => statement);
  if (!superuser) return statements;
  for (const statement of statements) await client.query(statement);
  return [];
}

export interface TenantRow {
  id: number;
  code: string;
  zh: string;
  label: string;
  hosts: readonly string[];
  isDefault: boolean;
  settings: Record<string, unknown>;
}

/** Enters a tenant in the directory, as the owner: the application's role may not. False when it was there. */
export async function foundTenant(admin: ClientConfig, row: TenantRow): Promise<boolean> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    const { rowCount } = await client.query(
      'insert into centre (id, code, zh, label, hosts, is_default, settings) values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing',
      [row.id, row.code, row.zh, row.label, row.hosts, row.isDefault, row.settings],
    );
    return rowCount === 1;
  } finally {
    await client.end();
  }
}
