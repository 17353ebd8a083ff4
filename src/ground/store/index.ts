export { migrate } from './migrate.ts';
export { camelRow, compile, type RawBuilder, sql } from './sql.ts';
export { type ActorContext, Store } from './store.ts';
export { pg } from './types.ts';
export { type Row, StaleRow, Work, type Write } from './work.ts';
