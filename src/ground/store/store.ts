import type { ClientConfig, PoolClient } from 'pg';
import { type ActorContext, contextSql, doorContext } from './context.ts';
import { pg } from './types.ts';
import { Work } from './work.ts';

export interface StoreOptions {
  connection: ClientConfig;
  max?: number;
  /** Only for tests, stories and the demo. */
  now?: () => Date;
  /** Only for making the demo: a lost second of invented matters does no harm. */
  lazyCommit?: boolean;
}

/** The one way to a connection. Nothing outside this file can obtain one. */
export class Store {
  private readonly pool: pg.Pool;
  private readonly options: StoreOptions;

  constructor(options: StoreOptions) {
    this.options = options;
    this.pool = new pg.Pool({
      ...options.connection,
      max: options.max ?? 16,
      // What is asked together travels together: the answers come in order, and after an error all that follows fails too.
      pipeline: true,
      statement_timeout: 60_000,
      idle_in_transaction_session_timeout: 60_000,
    });
    this.pool.on('error', () => {});
  }

  /**
   * Opens a transaction for a tenant; `who` finds the actor with it (standing at the door so far), and the rest runs as that actor.
   * The database's clock is read once. Commits when `run` returns; rolls back when it throws.
   */
  async within<T>(
    tenantId: number,
    who: ActorContext | ((work: Work) => Promise<ActorContext>),
    run: (work: Work) => Promise<T>,
  ): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      const fixed = typeof who === 'function' ? doorContext : who;
      const lazy = this.options.lazyCommit ? '; set local synchronous_commit = off' : '';
      const results = (await client.query(
        `begin; ${contextSql(fixed, tenantId)}${lazy}; select date_trunc('milliseconds', now()) as now`,
      )) as unknown as pg.QueryResult[];
      const now = this.options.now?.() ?? (results.at(-1)!.rows[0].now as Date);
      const work = new Work(client, tenantId, now, fixed);
      if (typeof who === 'function') {
        const context = await who(work);
        await work.flush();
        work.actAs(context);
      }
      const result = await run(work);
      await work.commit();
      return result;
    } catch (error) {
      broken = await rollback(client);
      throw error;
    } finally {
      client.release(broken);
    }
  }

  /** Goes on as another person in the same transaction: works that share one, stories and the demo. */
  async become(work: Work, who: ActorContext): Promise<void> {
    await work.flush();
    work.actAs(who);
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

async function rollback(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback');
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
