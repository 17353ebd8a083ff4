import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { pidFile } from './leftovers.ts';
import { readIfThere } from './process-birth.ts';
import { PostgresRefusal } from './refusal.ts';
import { type ServerProcess, startLog } from './server-process.ts';

/** Recovery after a crash on a slow disk takes minutes, and interrupting it only makes it start over. */
const recoveryPatience = 15 * 60_000;

/** True when the server takes connections, false when it gave up before. */
export async function becomesReady(data: string, server: ServerProcess, log: (line: string) => void): Promise<boolean> {
  const begun = Date.now();
  for (let told = begun; server.alive(); await pause(10)) {
    const seen = pidFile(data);
    if (seen?.pid === server.pid && seen.ready) return true;
    if (Date.now() - begun > recoveryPatience) return false;
    if (Date.now() - told > 5_000) {
      told = Date.now();
      log('数据库正在从上次中断处恢复，请稍候……');
    }
  }
  return false;
}

/** Asks whoever answers on the socket for its process number: it has to be our own child's. Refuses `stranger-answered`. */
export async function checkIsOurs(connection: pg.ClientConfig, server: ServerProcess): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query("select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::int as pid");
    if (rows[0]?.pid === server.pid) return;
    throw new PostgresRefusal(
      'stranger-answered',
      `通信文件夹里应答的数据库（进程号 ${rows[0]?.pid}）不是本程序启动的（${server.pid}）。`,
      '请停止那个数据库后再启动。',
    );
  } finally {
    await client.end();
  }
}

/** Signs that remains of a killed server are still letting go; worth another try in a moment. */
export function worthAnotherTry(folder: string): boolean {
  return /pre-existing shared memory block|lock file .* already exists|Is another postmaster/.test(
    readIfThere(startLog(folder)) ?? '',
  );
}

export function startFailed(folder: string): PostgresRefusal {
  const said = [startLog(folder), newestLog(join(folder, 'pg', 'log'))].map((path) =>
    readIfThere(path)?.trim().split('\n').slice(-8).join('\n'),
  );
  return new PostgresRefusal(
    'start-failed',
    `数据库没有启动成功：\n${said.filter(Boolean).join('\n')}\n`,
    `请检查磁盘空间和文件夹 ${folder} 的权限；详细记录在其中的 pg-start.log 和 pg/log。`,
  );
}

function newestLog(place: string): string {
  const files = existsSync(place) ? readdirSync(place).map((name) => join(place, name)) : [];
  return files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0] ?? '';
}
