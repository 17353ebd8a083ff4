import type { pg } from '../../../ground/store/index.ts';
import { SafekeepingRefusal } from './refusal.ts';

/**
 * Row-level security is forced on the owner too, and what it hides is simply not there: a backup would be short and a
 * verification content, both in silence. Refuses unless this account sees every row (superuser, BYPASSRLS, or a policy of its own).
 */
export async function refuseUnlessAllIsSeen(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select current_user::text as me, array_agg(c.relname::text order by 1) filter (where not exists (
        select from pg_policies p where p.tablename = c.relname and p.permissive = 'PERMISSIVE' and p.cmd in ('ALL', 'SELECT')
          and p.qual = 'true' and (current_user = any (p.roles) or 'public' = any (p.roles)))) as hidden
     from pg_class c, pg_roles r where r.rolname = current_user and not (r.rolsuper or r.rolbypassrls)
       and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and c.relrowsecurity and (c.relforcerowsecurity or c.relowner <> r.oid)`,
  );
  const { me, hidden } = rows[0];
  if (!hidden?.length) return;
  throw new SafekeepingRefusal(
    `数据库账号 ${me} 看不到全部内容（${hidden.length} 张表有行级权限），结果会不完整。`,
    `请数据库管理员执行一次：alter role ${me} bypassrls;`,
  );
}
