export { cloneDatabase, dropDatabase, ensureDatabase } from './databases.ts';
export { PostgresRefusal, type PostgresRefusalCode } from './refusal.ts';
export type { Death } from './server-process.ts';
export { type Postgres, type StartOptions, startPostgres } from './supervisor.ts';
