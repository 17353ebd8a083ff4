import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../db/migrations');

/** Tables led by `tenant_id`; partitions follow their parent by themselves. */
async function tenantTables(): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const sql = (await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')))).join('\n');
  return [...sql.matchAll(/create table (?:if not exists )?(\w+)\s*\(\s*tenant_id int not null/gi)].map(([, name]) => name!);
}

const head = `-- Drawn from db/migrations by \`npx jiefen draw\`; a test compares. Do not edit.
-- Distributes the tables of a migrated database by centre (tenant). docs/operate/citus.md says when and how.
-- Run once, on the coordinator, as superuser, with the program stopped. Running it again skips what is done.
create extension if not exists citus;

-- The context of the acting person is set with SET LOCAL; this carries it to the workers.
do $$ begin
  execute format('alter database %I set citus.propagate_set_commands = %L', current_database(), 'local');
end $$;
set citus.propagate_set_commands = 'local';

-- Array search under row-level security uses its index only where the operator is marked leakproof: on every worker too.
alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof;
alter function pg_catalog.arrayoverlap(anyarray, anyarray) leakproof;
select run_command_on_workers('alter function pg_catalog.arraycontains(anyarray, anyarray) leakproof');
select run_command_on_workers('alter function pg_catalog.arrayoverlap(anyarray, anyarray) leakproof');

-- The directory of centres is small and the same everywhere.
select create_reference_table('centre')
  where not exists (select 1 from citus_tables where table_name = 'centre'::regclass);

-- Everything of a centre stands together: same shard count, same colocation, so that a command touches one node.`;

const first = (
  table: string,
) => `select create_distributed_table('${table}', 'tenant_id', colocate_with => 'none', shard_count => 32)
  where not exists (select 1 from citus_tables where table_name = '${table}'::regclass);`;
const further = (
  table: string,
  mate: string,
) => `select create_distributed_table('${table}', 'tenant_id', colocate_with => '${mate}')
  where not exists (select 1 from citus_tables where table_name = '${table}'::regclass);`;

/** The one script that spreads the house over a cluster: no table can be forgotten, because it is drawn from the migrations. */
export async function drawCitus(): Promise<Record<string, string>> {
  const [mate = '', ...others] = await tenantTables();
  return { 'docs/operate/citus.sql': `${[head, first(mate), ...others.map((table) => further(table, mate))].join('\n')}\n` };
}
