import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { ClientConfig } from 'pg';
import { inject } from 'vitest';
import { pg, Store } from '../src/ground/store/index.ts';
import { cloneDatabase, dropDatabase } from '../src/ground/store/postgres/index.ts';
import { TEMPLATE, type Whereabouts } from './globalSetup.ts';

export interface TestDatabase {
  /** As the application connects: `jiefen_app`, under row-level security. */
  store: Store;
  app: ClientConfig;
  /** As the owner of the tables; a superuser, so it sees all. */
  admin: ClientConfig;
  /** A statement as the owner, past every policy: for looking, and for making mischief. */
  look<T = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>;
  /** Another store on the same database, e.g. with a clock that is told. */
  another(options?: Partial<ConstructorParameters<typeof Store>[0]>): Store;
  drop(): Promise<void>;
}

/** A fresh, migrated, empty database of its own, cloned in about 50 ms. Call `drop` in afterAll. `now`: a clock for the store. */
export async function testDatabase({ now }: { now?: () => Date } = {}): Promise<TestDatabase> {
  const { superuser, connection } = await whereabouts();
  const name = `t_${randomBytes(8).toString('hex')}`;
  const server = { superuser, connection: (user: string, database: string) => ({ ...connection, user, database }) };
  await cloneDatabase(server, TEMPLATE, name);
  const admin = server.connection(superuser, name);
  const app = server.connection('jiefen_app', name);
  const looker = new pg.Pool({ ...admin, max: 2 });
  looker.on('error', () => {});
  const stores: Store[] = [];
  const another: TestDatabase['another'] = (options = {}) => {
    const store = new Store({ connection: app, max: 8, ...options });
    stores.push(store);
    return store;
  };
  return {
    store: another({ now }),
    app,
    admin,
    another,
    look: async (text, values) => (await looker.query(text, values)).rows,
    async drop() {
      await Promise.all([looker.end(), ...stores.map((store) => store.close())]);
      await dropDatabase(server, name);
    },
  };
}

/** Asks the global set-up where the server is; the first one to ask waits until it has started. */
async function whereabouts(): Promise<Whereabouts> {
  const chunks: Buffer[] = [];
  for await (const chunk of connect(inject('databaseDoor'))) chunks.push(chunk as Buffer);
  const answer = JSON.parse(Buffer.concat(chunks).toString()) as Whereabouts;
  if (answer.trouble) throw new Error(answer.trouble);
  return answer;
}
