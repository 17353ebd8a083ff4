import { pg } from './types.ts';

/** Who acts, as the database needs to know it for row-level security. */
export interface ActorContext {
  actorId: string | null;
  roles: readonly string[];
  sees: readonly string[];
  writes: readonly string[];
}

/** Nobody is known yet: enough to look up a session or an account, and nothing of any matter. */
export const doorContext: ActorContext = { actorId: null, roles: ['door'], sees: [], writes: [] };

/** `SET LOCAL`, not `set_config`: it reaches the workers of a distributed database too. Every value is quoted here. */
export function contextSql({ actorId, roles, sees, writes }: ActorContext, tenantId: number): string {
  const set = (name: string, value: string) => `set local app.${name} = ${pg.escapeLiteral(value)}`;
  return [
    set('tenant', String(tenantId)),
    set('actor', actorId ?? ''),
    set('roles', arrayText(roles)),
    set('sees', arrayText(sees)),
    set('writes', arrayText(writes)),
  ].join('; ');
}

function arrayText(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '')}"`).join(',')}}`;
}
