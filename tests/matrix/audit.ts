import type { pg } from '../../src/ground/store/index.ts';

export interface Rule {
  zh: string;
  /** What breaks the rule, one text column `what`; no row when it is kept. */
  sql: string;
  /** SQL that breaks it on purpose, run in a transaction that is undone. */
  plant: readonly string[];
}

/** Tables of the house; the partitions are reached through their parents only. */
const OURS = `n.nspname = 'public' and c.relkind in ('r', 'p')`;
/** The owner's two lists: not forced, so that an owner who is no superuser can write them; the application writes neither. */
const OWNERS = `('centre', 'migration')`;
/** What a policy may call: our five readers of the context, the table of moves, and comparisons of arrays and JSON. */
const CALLED = `('app_tenant', 'app_actor', 'app_roles', 'app_sees', 'app_writes', 'app_policy', 'coalesce')`;

/** R13: the ways round row-level security that were reproduced, each with its planted breach (12 rules). */
export const rules: readonly Rule[] = [
  {
    zh: '每张表都开着行级权限，对所有者也有效',
    sql: `select c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${OURS} and (not c.relrowsecurity or (not c.relforcerowsecurity and c.relname not in ${OWNERS}))`,
    plant: [
      'alter table party no force row level security',
      'alter table matter disable row level security',
      'create table loose (id int)',
    ],
  },
  {
    zh: '程序的账号不是所有者、超级用户，也不能绕过，也不能变成别人',
    sql: `select r.rolname || ' is mighty' as what from pg_roles r where r.rolname = 'jiefen_app' and (r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb or r.rolreplication)
      union all select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and pg_get_userbyid(c.relowner) = 'jiefen_app'
      union all select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and pg_get_userbyid(p.proowner) = 'jiefen_app'
      union all select g.rolname from pg_auth_members m join pg_roles g on g.oid = m.roleid join pg_roles r on r.oid = m.member where r.rolname = 'jiefen_app'`,
    plant: ['alter role jiefen_app bypassrls', 'alter table draft owner to jiefen_app', 'grant pg_read_all_data to jiefen_app'],
  },
  {
    zh: '视图按看的人的权限，不按写的人',
    sql: `select c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false)`,
    plant: [
      'create view everyone as select * from party',
      'create view few with (security_invoker = false) as select * from party',
    ],
  },
  {
    zh: '没有物化视图',
    sql: `select c.relname as what from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname not in ('pg_catalog', 'information_schema') and c.relkind = 'm'`,
    plant: ['create materialized view copy as select * from party'],
  },
  {
    zh: '没有以别人身份执行的函数（允许的名单是空的）',
    sql: `select p.proname as what from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname not in ('pg_catalog', 'information_schema') and p.prosecdef and has_function_privilege('jiefen_app', p.oid, 'execute')`,
    plant: [`create function peek() returns bigint language sql security definer as 'select count(*) from party'`],
  },
  {
    zh: '没有清空、引用、触发器这三种权限',
    sql: `select c.relname || ' ' || v.verb as what from pg_class c join pg_namespace n on n.oid = c.relnamespace, (values ('truncate'), ('references'), ('trigger')) v(verb)
      where ${OURS} and has_table_privilege('jiefen_app', c.oid, v.verb)
      union all select a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where ${OURS} and a.attnum > 0 and not a.attisdropped and has_column_privilege('jiefen_app', c.oid, a.attnum, 'references')`,
    plant: [
      'grant truncate on matter to jiefen_app',
      'grant references (id) on party to jiefen_app',
      'grant trigger on notice to public',
    ],
  },
  {
    zh: '不能在任何模式里、也不能在库里新建东西',
    sql: `select nspname as what from pg_namespace where nspname not like 'pg\\_%' and nspname <> 'information_schema' and has_schema_privilege('jiefen_app', oid, 'create')
      union all select datname from pg_database where datname = current_database() and has_database_privilege('jiefen_app', oid, 'create')`,
    plant: ['grant create on schema public to jiefen_app', 'grant create on schema public to public'],
  },
  {
    zh: '给了的每种权限都有自己的规矩，规矩只管程序的账号，也没有多余的一条',
    sql: `select c.relname || ' ' || v.verb as what from pg_class c join pg_namespace n on n.oid = c.relnamespace, (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) v(verb)
      where ${OURS} and has_table_privilege('jiefen_app', c.oid, v.verb) and (select count(*) from pg_policies p where p.tablename = c.relname and p.cmd = v.verb) <> 1
      union all select tablename || ' ' || policyname from pg_policies where schemaname = 'public' and (cmd = 'ALL' or roles <> '{jiefen_app}' or permissive <> 'PERMISSIVE')`,
    plant: [
      'grant delete on matter to jiefen_app',
      'create policy more on matter for select to jiefen_app using (true)',
      'create policy all_of_it on draft to public using (true)',
      'drop policy matter_update on matter',
    ],
  },
  {
    zh: '规矩里没有子查询，也没有不看人的一条',
    sql: `select tablename || ' ' || policyname as what from pg_policies where schemaname = 'public'
      and (concat(qual, ' ', with_check) ~* '\\mselect\\M' or concat(qual, ' ', with_check) !~ 'app_tenant\\(\\)' or coalesce(qual, '') = 'true' or (cmd = 'UPDATE' and with_check is null))`,
    plant: [
      'alter policy matter_select on matter using (tenant_id in (select id from centre))',
      'alter policy matter_select on matter using (true)',
      'alter policy party_insert on party with check (true)',
    ],
  },
  {
    zh: '规矩只叫得到允许的那几个函数，它们都不改变什么',
    sql: `select tablename || ' ' || policyname || ' ' || m[1] as what from pg_policies, regexp_matches(lower(concat(qual, ' ', with_check)), '([a-z_][a-z0-9_.]*)\\s*\\(', 'g') m
      where schemaname = 'public' and m[1] not in ${CALLED} and m[1] not in ('and', 'or', 'not', 'any')
      union all select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'public' and p.proname in ${CALLED} and (p.provolatile = 'v' or p.prolang <> (select oid from pg_language where lanname = 'sql'))`,
    plant: [
      `alter policy matter_select on matter using (tenant_id = app_tenant() and pg_sleep(0) is not null)`,
      'alter function app_sees() volatile',
    ],
  },
  {
    zh: '分区不能绕过总表直接读写；没有直接给所有人的权限',
    sql: `select c.relname || ' ' || v.verb as what from pg_class c join pg_namespace n on n.oid = c.relnamespace, (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) v(verb)
      where ${OURS} and c.relispartition and has_table_privilege('jiefen_app', c.oid, v.verb)
      union all select c.relname || ' to everybody' from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a where ${OURS} and a.grantee = 0`,
    plant: [
      'grant select on event_detail_2026 to jiefen_app',
      'grant select on ledger_event_later to public',
      'grant select on matter to public',
    ],
  },
];

/** What breaks a rule in this database. */
export async function breaches(client: pg.Client, rule: Rule): Promise<string[]> {
  return (await client.query(rule.sql)).rows.map((row) => String(row.what));
}

/** The twelfth rule: the database holds exactly the policies that the committed file makes, told in the catalogue's own words. */
export async function policiesOf(client: pg.Client): Promise<string[]> {
  const { rows } =
    await client.query(`select concat_ws(' | ', tablename, policyname, cmd, roles, qual, with_check) as line from pg_policies where schemaname = 'public'
    union all select concat_ws(' ', c.relname, a.grantee::regrole, a.privilege_type) from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) a
      where ${OURS} and a.grantee = 'jiefen_app'::regrole
    union all select md5(app_policy()::text) order by 1`);
  return rows.map((row) => String(row.line));
}
