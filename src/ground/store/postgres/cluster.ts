import { execFile } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Account, Launcher } from './ladder.ts';
import { readIfThere } from './process-birth.ts';
import { PostgresRefusal } from './refusal.ts';
import { clusterSettings } from './settings.ts';

export const superuser = 'postgres';
const major = '18';

/**
 * Makes `<folder>/pg` on first use and leaves an existing one alone but for its owner (the rung may have changed).
 * A new cluster is built under another name and renamed when whole and on disk, so a power cut never leaves half a one.
 * Refuses `initdb-failed`, `other-major-version`.
 */
export async function ensureCluster(folder: string, launcher: Launcher, log: (line: string) => void): Promise<string> {
  const data = join(folder, 'pg');
  if (existsSync(data)) checkMajor(data);
  else await makeCluster(folder, data, launcher, log);
  if (launcher.owner && statSync(data).uid !== launcher.owner.uid) giveTree(data, launcher.owner);
  return data;
}

async function makeCluster(folder: string, data: string, launcher: Launcher, log: (line: string) => void): Promise<void> {
  log('首次使用，正在建立数据库……');
  for (const name of readdirSync(folder))
    if (name.startsWith('pg.new-')) rmSync(join(folder, name), { recursive: true, force: true });
  const draft = join(folder, `pg.new-${process.pid}`);
  mkdirSync(draft, { mode: 0o700 });
  if (launcher.owner) chownSync(draft, launcher.owner.uid, launcher.owner.gid);
  await initdb(draft, launcher);
  writeFileSync(
    join(draft, 'pg_hba.conf'),
    '# Only through the 0700 socket folder; nobody else can get as far as asking.\nlocal all all trust\n',
  );
  syncToDisk(join(draft, 'pg_hba.conf'));
  renameSync(draft, data);
  syncToDisk(folder);
}

async function initdb(draft: string, launcher: Launcher): Promise<void> {
  const settings = Object.entries(clusterSettings).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const collation = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  const call = launcher.launch('initdb', draft, (data) => [
    ...['-D', data, '-U', superuser, '--auth=trust', '--data-checksums', '--no-instructions'],
    ...collation,
    ...settings,
  ]);
  const { file, args, ...options } = call;
  await promisify(execFile)(file, args, { ...options, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }).catch((cause) => {
    throw new PostgresRefusal(
      'initdb-failed',
      `建立数据库失败：${cause.stderr || cause.message}`,
      '请检查磁盘空间和文件夹权限后再试。',
      cause,
    );
  });
}

function checkMajor(data: string): void {
  const found = readIfThere(join(data, 'PG_VERSION'))?.trim();
  if (found === major) return;
  throw new PostgresRefusal(
    'other-major-version',
    `文件夹 ${data} 里是 PostgreSQL ${found ?? '（无法识别）'} 的数据，本程序内置的是 ${major}。`,
    '请用原来的版本导出数据，再导入新的数据文件夹。',
  );
}

function giveTree(place: string, { uid, gid }: Account): void {
  lchownSync(place, uid, gid);
  for (const entry of readdirSync(place, { withFileTypes: true })) {
    if (entry.isDirectory()) giveTree(join(place, entry.name), { uid, gid });
    else lchownSync(join(place, entry.name), uid, gid);
  }
}

function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
