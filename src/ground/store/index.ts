export { type Bootstrapped, bootstrap, foundTenant, NeedsAdministrator, type TenantRow } from './bootstrap.ts';
export { type ActorContext, doorContext } from './context.ts';
export { migrate } from './migrate.ts';
export { camelRow, compile, Sql, sql } from './sql.ts';
export { Store } from './store.ts';
export { Together } from './together.ts';
export { pg } from './types.ts';
export { OutcomeUnknown, type Row, StaleRow, Work, type Write } from './work.ts';
