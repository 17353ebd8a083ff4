import { createHash } from 'node:crypto';
import { chmodSync, chownSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Launcher } from './ladder.ts';
import { PostgresRefusal } from './refusal.ts';

/** The kernel's limit for a socket's path is 107 bytes on Linux and 103 on macOS. */
const longest = 100;
const socketName = '.s.PGSQL.5432';

/**
 * A folder only the database's user (and root) may enter, with a path short enough for a socket: inside the data folder
 * where that fits and PostgreSQL can walk there, else under the temporary folder by a hash. The same for every start, so
 * that clients find the server again. Refuses `socket-folder-taken` when somebody else sits there.
 */
export function socketFolder(folder: string, launcher: Pick<Launcher, 'owner' | 'entersFolder'>): string {
  const place = socketPlace(folder, launcher.entersFolder);
  const us = process.getuid?.() ?? 0;
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const seen = lstatSync(place);
  if (!seen.isDirectory() || (us !== 0 && seen.uid !== us) || (us === 0 && (seen.mode & 0o077) !== 0)) throw taken(place);
  emptySocketFolder(place);
  if (launcher.owner) chownSync(place, launcher.owner.uid, launcher.owner.gid);
  chmodSync(place, 0o700);
  return place;
}

export function socketPlace(folder: string, entersFolder: boolean, temporary = tmpdir()): string {
  const name = `jiefen-${createHash('sha256').update(`${process.getuid?.()} ${folder}`).digest('hex').slice(0, 16)}`;
  const candidates = [...(entersFolder ? [join(folder, 'socket')] : []), join(temporary, name)];
  return candidates.find((place) => Buffer.byteLength(join(place, socketName)) <= longest) ?? join('/tmp', name);
}

/** A killed server leaves its socket and a lock with its number, which by now may be an unrelated process's. */
function emptySocketFolder(place: string): void {
  for (const name of [socketName, `${socketName}.lock`]) rmSync(join(place, name), { force: true });
}

/** Removes what `socketFolder` made, unless it lies in the data folder itself. */
export function leaveSocketFolder(place: string, folder: string): void {
  if (!place.startsWith(`${folder}/`)) rmSync(place, { recursive: true, force: true });
}

function taken(place: string): PostgresRefusal {
  return new PostgresRefusal(
    'socket-folder-taken',
    `数据库的通信文件夹 ${place} 已被别的用户占用。`,
    '请删除它，或用环境变量 TMPDIR 换一个临时文件夹。',
  );
}
