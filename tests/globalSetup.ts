import { mkdtempSync, rmSync } from 'node:fs';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ClientConfig } from 'pg';
import type { TestProject } from 'vitest/node';
import { bootstrap, migrate } from '../src/ground/store/index.ts';
import { ensureDatabase, type Postgres, startPostgres } from '../src/ground/store/postgres/index.ts';

export const TEMPLATE = 'jiefen_template';

declare module 'vitest' {
  interface ProvidedContext {
    /** Unix socket: whoever connects gets the database server's whereabouts as one line of JSON. */
    databaseDoor: string;
  }
}

export interface Whereabouts {
  superuser: string;
  connection: ClientConfig;
  trouble?: string;
}

/** One embedded PostgreSQL for the whole run, started when the first test asks for it, so that pure tests do not wait for it. */
export default function setup(project: TestProject): () => Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-test-'));
  const door = path.join(folder, 'door');
  let server: Promise<Postgres> | undefined;
  const listener: Server = createServer((socket) => {
    socket.on('error', () => {});
    server ??= open(folder);
    server
      .then(({ superuser, connection }) => ({ superuser, connection: connection(superuser, 'postgres') }))
      .catch((error: Error) => ({ trouble: String(error.stack ?? error) }))
      .then((answer) => socket.end(JSON.stringify(answer)));
  });
  listener.listen(door);
  project.provide('databaseDoor', door);
  return async () => {
    listener.close();
    await server?.then((running) => running.stop()).catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  };
}

async function open(folder: string): Promise<Postgres> {
  const server = await startPostgres({ folder: path.join(folder, 'data') });
  try {
    await ensureDatabase(server, TEMPLATE);
    const admin = server.connection(server.superuser, TEMPLATE);
    await bootstrap(admin);
    await migrate(admin, await drawnShape(path.join(folder, 'db')));
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The migrations as they are and the policies as the code says now; that the drawn file equals them is a test of its own. */
async function drawnShape(folder: string): Promise<string> {
  const { mayTable } = await import('../src/centre.ts');
  const { policySql } = await import('../src/registers/identity/policySql.ts');
  await mkdir(folder);
  await cp(path.resolve(import.meta.dirname, '../db/migrations'), path.join(folder, 'migrations'), { recursive: true });
  await writeFile(path.join(folder, 'policy.sql'), policySql(mayTable()));
  return folder;
}
