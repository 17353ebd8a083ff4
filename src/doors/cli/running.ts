import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import type { Config } from '../../ground/config/index.ts';
import { pg } from '../../ground/store/index.ts';
import { ensureDatabase, type Postgres, PostgresRefusal, startPostgres } from '../../ground/store/postgres/index.ts';

export const DATABASE = 'jiefen';

/** What a running server leaves in its data folder, so that other verbs find its database instead of fighting for the folder. */
export interface Running {
  pid: number;
  /** The unix socket's folder. */
  host: string;
  port: number;
  user: string;
  database: string;
  /** Where the server listens, or will in a moment. */
  httpPort: number;
}

/** An open database and how to leave it: stopped when we started it, left alone when somebody else did. */
export interface Opened {
  admin: ClientConfig;
  postgres: Postgres | undefined;
  leave(): Promise<void>;
}

type Log = (line: string) => void;
const noteOf = (folder: string) => path.join(folder, 'running.json');

/** For the server: the database is its own child, and other verbs are told where it is. Refuses `folder-in-use`. */
export async function openOwn(config: Config, log: Log = () => {}): Promise<Opened> {
  if (config.databaseUrl) return existing(config.databaseUrl);
  const opened = await started(config, log);
  const { host, port, user, database } = opened.admin as Running;
  announce(config.folder, { pid: process.pid, host, port, user, database, httpPort: config.port });
  return {
    ...opened,
    async leave() {
      rmSync(noteOf(config.folder), { force: true });
      await opened.leave();
    },
  };
}

/** For every other verb: the database of the server that runs on this data folder, or one started for as long as the verb lasts. */
export async function openRunningOrStart(config: Config, log: Log = () => {}): Promise<Opened> {
  if (config.databaseUrl) return existing(config.databaseUrl);
  for (let told = false, until = Date.now() + 60_000; ; await pause(250)) {
    const admin = await runningIn(config.folder);
    if (admin) return { admin, postgres: undefined, leave: async () => {} };
    try {
      return await started(config, log);
    } catch (error) {
      // Somebody is just starting, or another verb is at work for itself: both end soon.
      if (!(error instanceof PostgresRefusal) || error.code !== 'folder-in-use' || Date.now() > until) throw error;
      if (!told) log('数据文件夹正由另一个命令使用，等它结束……');
      told = true;
    }
  }
}

const existing = (url: string): Opened => ({ admin: { connectionString: url }, postgres: undefined, leave: async () => {} });

async function started(config: Config, log: Log): Promise<Opened> {
  const postgres = await startPostgres({ folder: config.folder, log });
  try {
    await ensureDatabase(postgres, DATABASE);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return { admin: postgres.connection(postgres.superuser, DATABASE), postgres, leave: () => postgres.stop() };
}

function announce(folder: string, running: Running): void {
  const draft = `${noteOf(folder)}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(running), { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, noteOf(folder));
}

/** The connection of the server that runs here; undefined when nobody answers (a killed server leaves its note behind). */
export async function runningIn(folder: string): Promise<ClientConfig | undefined> {
  const note = readNote(folder);
  // A killed server's database may answer a moment longer, while it is already on its way out.
  if (!note || !alive(note.pid)) return undefined;
  const { host, port, user, database } = note;
  const admin = { host, port, user, database };
  const client = new pg.Client({ ...admin, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return admin;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export function readNote(folder: string): Running | undefined {
  try {
    return existsSync(noteOf(folder)) ? (JSON.parse(readFileSync(noteOf(folder), 'utf8')) as Running) : undefined;
  } catch {
    return undefined;
  }
}
