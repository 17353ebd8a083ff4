import { accessSync, constants, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { type Claim, claimFolder } from './claim.ts';
import { ensureCluster, superuser } from './cluster.ts';
import { climb, type Launcher, type Rung } from './ladder.ts';
import { vacate } from './leftovers.ts';
import { becomesReady, checkIsOurs, startFailed, worthAnotherTry } from './readiness.ts';
import { PostgresRefusal } from './refusal.ts';
import { usableBinaries } from './relocate.ts';
import { type Death, type ServerProcess, spawnServer } from './server-process.ts';
import { leaveSocketFolder, socketFolder } from './socket-folder.ts';

/** A running embedded PostgreSQL. */
export interface Postgres {
  /** what `pg` needs to connect as `user` to `database`; stays right after a restart on the same folder */
  connection(user: string, database: string): ClientConfig;
  superuser: string;
  pid: number;
  rung: Rung;
  /** fast shutdown (open transactions are rolled back); resolves when the process is gone; may be called twice */
  stop(): Promise<void>;
  /** settles when the process is gone for whatever reason; the folder may be started anew from then on */
  died: Promise<Death>;
}

export interface StartOptions {
  /** the data folder; `<folder>/pg` is the cluster, the whole folder is this program's own */
  folder: string;
  /** progress for people, one Chinese line at a time */
  log?: (line: string) => void;
  /** tests choose a rung of the root ladder; left out, the first that holds */
  rung?: Rung;
}

/**
 * Starts the database of `folder`, making it on first use (about 1.5 s; later starts about 0.1 s), and returns when it
 * takes connections. What an earlier, killed run left in the folder is stopped first.
 * Refuses with `PostgresRefusal`, most often `folder-in-use`.
 */
export async function startPostgres({ folder, log = () => {}, rung }: StartOptions): Promise<Postgres> {
  const place = openFolder(folder);
  const claim = await claimFolder(place);
  try {
    const launcher = climb(place, usableBinaries(), rung);
    await vacate(join(place, 'pg'), log);
    const data = await ensureCluster(place, launcher, log);
    const socket = socketFolder(place, launcher);
    const connection = (user: string, database: string): ClientConfig => ({ host: socket, port: 5432, user, database });
    const server = await startWithRetries({ place, data, socket, launcher, log });
    await checkIsOurs(connection(superuser, 'postgres'), server).catch((error) =>
      server.stop().then(() => Promise.reject(error)),
    );
    const died = server.died.finally(() => leave(place, socket, claim));
    const stop = async () => {
      await server.stop();
      await died;
    };
    return { connection, superuser, pid: server.pid, rung: launcher.rung, died, stop };
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** A folder once run by root, or on a disk mounted read-only, is told before anything else is tried. */
function openFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const place = realpathSync(folder);
    const parts = [place, join(place, 'claims'), join(place, 'pg')].filter((part) => existsSync(part));
    for (const part of parts) accessSync(part, constants.R_OK | constants.W_OK | constants.X_OK);
    return place;
  } catch (cause) {
    throw new PostgresRefusal(
      'folder-not-ours',
      `当前用户不能读写数据文件夹 ${folder}。`,
      '请用原来的用户启动，或用 chown -R 把它交给当前用户。',
      cause,
    );
  }
}

/** The claim goes last: nobody may begin in the folder while we still tidy. */
function leave(place: string, socket: string, claim: Claim): void {
  leaveSocketFolder(socket, place);
  claim.release();
}

interface Start {
  place: string;
  data: string;
  socket: string;
  launcher: Launcher;
  log: (line: string) => void;
}

/** Remains of a killed server may hold shared memory for a moment; five tries span two seconds. */
async function startWithRetries({ place, data, socket, launcher, log }: Start): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt++) {
    const server = await spawnServer(place, data, socket, launcher);
    if (await becomesReady(data, server, log)) return server;
    await server.stop();
    if (attempt === 5 || !worthAnotherTry(place)) throw startFailed(place);
    await pause(200 * attempt);
    await vacate(data, log);
  }
}
