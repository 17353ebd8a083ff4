import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { linkIfThere, readIfThere } from './process-birth.ts';
import { PostgresRefusal } from './refusal.ts';

/** The lines of postmaster.pid that matter here: the server's process number and how far it has come. */
export function pidFile(data: string): { pid: number; ready: boolean } | undefined {
  const lines = readIfThere(join(data, 'postmaster.pid'))?.split('\n');
  const pid = Number(lines?.[0]);
  return pid > 0 ? { pid, ready: lines?.[7]?.trim() === 'ready' } : undefined;
}

/** Every PostgreSQL process that works in the `data` folder: the server's and its children's working folder is always that one. */
export function occupants(data: string): number[] {
  if (!existsSync(data)) return [];
  if (process.platform !== 'linux') return [pidFile(data)?.pid ?? 0].filter(isPostgresByPs);
  const place = realpathSync(data);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && linkIfThere(`/proc/${name}/cwd`) === place && isPostgres(name))
    .map(Number);
}

/** An administrator's shell may stand in the folder too and must not be hit. */
function isPostgres(pid: string): boolean {
  return readIfThere(`/proc/${pid}/comm`)?.trim() === 'postgres';
}

function isPostgresByPs(pid: number): boolean {
  return pid > 0 && /postgres/.test(spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '');
}

/**
 * Empties the folder of what an earlier, killed run left behind: an orphaned server is asked to shut down fast
 * (SIGINT), children whose server was killed get a moment to notice; harder signals only after patience has run out.
 * Acknowledged rows are safe with every one of them. Call only while holding the folder's claim.
 */
export async function vacate(data: string, log: (line: string) => void): Promise<void> {
  const first = occupants(data);
  if (first.length > 0) log(`发现上次运行遗留的数据库进程（${first.join('、')}），正在关闭……`);
  const server = pidFile(data)?.pid ?? 0;
  const gentle = first.includes(server) ? 60_000 : 3_000;
  for (const [signal, patience] of [
    ['SIGINT', gentle],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    const present = occupants(data);
    const addressed = signal === 'SIGINT' && present.includes(server) ? [server] : present;
    for (const pid of addressed) signalIfThere(pid, signal);
    if (await emptied(data, patience)) return dropForeignPidFile(data);
  }
  throw new PostgresRefusal(
    'leftover-will-not-stop',
    `上次运行遗留的数据库进程（${occupants(data).join('、')}）无法停止。`,
    '请结束这些进程或重启机器，然后再启动。',
  );
}

async function emptied(data: string, patience: number): Promise<boolean> {
  for (const until = Date.now() + patience; ; await pause(25)) {
    if (occupants(data).length === 0) return true;
    if (Date.now() > until) return false;
  }
}

/**
 * PostgreSQL will not start while the number in a stale pid file belongs to anybody alive, which after a crash may be a
 * quite unrelated process. Where /proc has shown that nobody works in the folder, such a file goes; a file whose number
 * is free stays, because it lets PostgreSQL check its shared memory as well.
 */
function dropForeignPidFile(data: string): void {
  const stale = pidFile(data);
  if (process.platform === 'linux' && stale && existsSync(`/proc/${stale.pid}`))
    rmSync(join(data, 'postmaster.pid'), { force: true });
}

function signalIfThere(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
