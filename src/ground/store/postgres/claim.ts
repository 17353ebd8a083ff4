import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { birthOf, numberSpace, readIfThere } from './process-birth.ts';
import { PostgresRefusal } from './refusal.ts';

/** The right to run the database of one folder. */
export interface Claim {
  release(): void;
}

interface ClaimNote {
  pid: number;
  birth: string;
  space: string;
}

const heartbeat = 5_000;
const foreignPatience = 15_000;
let claimsMade = 0;

/**
 * Takes the folder for this process, or refuses `folder-in-use`.
 *
 * Every contender first lays down a note of its own, then reads the others', so two can never both believe they are
 * alone, and nobody ever removes a living note; the note of a process killed with -9 is recognised by pid and birth.
 * Two at the very same moment both step back and try again after unequal waits.
 */
export async function claimFolder(folder: string): Promise<Claim> {
  const claims = join(folder, 'claims');
  mkdirSync(claims, { recursive: true, mode: 0o700 });
  const until = Date.now() + foreignPatience + heartbeat;
  for (let attempt = 1; ; attempt++) {
    const own = layDown(claims);
    const rival = rivals(claims, own)[0];
    if (!rival) return held(join(claims, own));
    rmSync(join(claims, own), { force: true });
    if (rival.space === numberSpace() ? attempt >= 6 : Date.now() > until) throw inUse(folder, rival);
    await pause(40 + Math.random() * 160);
  }
}

function layDown(claims: string): string {
  const name = `${process.pid}-${birthOf(process.pid)?.replace(/\W+/g, '')}-${++claimsMade}`;
  const note: ClaimNote = { pid: process.pid, birth: birthOf(process.pid) ?? '', space: numberSpace() };
  writeFileSync(join(claims, `.${name}`), JSON.stringify(note));
  renameSync(join(claims, `.${name}`), join(claims, name));
  return name;
}

function rivals(claims: string, own: string): ClaimNote[] {
  return readdirSync(claims)
    .filter((name) => name !== own && !name.startsWith('.'))
    .flatMap((name) => livingNote(join(claims, name)) ?? []);
}

function livingNote(path: string): ClaimNote | undefined {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  const note = parsed(text);
  if (note.space === numberSpace() ? birthOf(note.pid) === note.birth : beating(path)) return note;
  rmSync(path, { force: true });
  return undefined;
}

/** A power cut may leave a note empty; then only its age can tell. */
function parsed(text: string): ClaimNote {
  try {
    return JSON.parse(text);
  } catch {
    return { pid: 0, birth: '', space: '' };
  }
}

/** Another container's process numbers mean nothing here; there only a fresh heartbeat tells the living. */
function beating(path: string): boolean {
  return Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) < foreignPatience;
}

function held(path: string): Claim {
  const beat = setInterval(() => touch(path), heartbeat);
  beat.unref();
  return {
    release: () => {
      clearInterval(beat);
      rmSync(path, { force: true });
    },
  };
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // The folder was taken away under us (a test's throw-away folder); the database will say so louder.
  }
}

function inUse(folder: string, rival: ClaimNote): PostgresRefusal {
  return new PostgresRefusal(
    'folder-in-use',
    `数据文件夹 ${folder} 正由另一个运行中的程序使用（进程号 ${rival.pid}）。`,
    '请先停止那个程序，或换一个数据文件夹启动。',
  );
}
