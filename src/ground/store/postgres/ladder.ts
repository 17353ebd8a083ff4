import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Binaries } from './binaries.ts';
import { PostgresRefusal } from './refusal.ts';
import { relocate } from './relocate.ts';

/**
 * How PostgreSQL, which refuses root, is run by whoever we are:
 * `direct` as ourselves · `setuid` as another user · `namespace` as root's files seen under another number ·
 * `relocated` as another user with the binaries moved into the open and the data reached through the working folder.
 */
export type Rung = 'direct' | 'setuid' | 'namespace' | 'relocated';

export interface Launch {
  file: string;
  args: string[];
  cwd: string;
  uid?: number;
  gid?: number;
}

export interface Launcher {
  rung: Rung;
  /** who must own the data on disk; undefined when it is us anyway */
  owner: Account | undefined;
  /** whether PostgreSQL can walk to the data folder by its path; if not, its socket has to live elsewhere */
  entersFolder: boolean;
  /** the call that runs `program` on `data`; `args` get the path under which the program sees that folder */
  launch(program: 'postgres' | 'initdb', data: string, args: (data: string) => string[]): Launch;
}

export interface Account {
  uid: number;
  gid: number;
}

/** Chooses the first rung that holds for this `folder`. `only` is for tests. Refuses `no-unprivileged-user`. */
export function climb(folder: string, binaries: Binaries, only?: Rung): Launcher {
  if (process.getuid?.() !== 0) return direct(binaries);
  const account = unprivilegedAccount();
  const rung = only ?? rungFor(folder, binaries, account);
  if (rung === 'namespace') return namespace(binaries, account);
  if (rung === 'relocated') return relocated(binaries, account, canEnter(account, folder));
  return setuid(binaries, account);
}

function rungFor(folder: string, binaries: Binaries, account: Account): Rung {
  if (canEnter(account, folder) && canRun(account, binaries)) return 'setuid';
  return namespacesWork(account, binaries) ? 'namespace' : 'relocated';
}

function direct(binaries: Binaries): Launcher {
  const launch: Launcher['launch'] = (program, data, args) => ({ file: binaries[program], args: args(data), cwd: '/' });
  return { rung: 'direct', owner: undefined, entersFolder: true, launch };
}

function setuid(binaries: Binaries, account: Account): Launcher {
  const launch: Launcher['launch'] = (program, data, args) => ({
    file: binaries[program],
    args: args(data),
    cwd: '/',
    ...account,
  });
  return { rung: 'setuid', owner: account, entersFolder: true, launch };
}

/** Inside a user namespace root's files belong to `account`, so a folder that only root may enter stays as it is. */
function namespace(binaries: Binaries, account: Account): Launcher {
  const launch: Launcher['launch'] = (program, data, args) => ({
    file: 'unshare',
    args: [...mapping(account), binaries[program], ...args(data)],
    cwd: '/',
  });
  return { rung: 'namespace', owner: { uid: 0, gid: 0 }, entersFolder: true, launch };
}

function mapping({ uid, gid }: Account): string[] {
  return ['--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'];
}

/** The kernel lets a process into its own working folder whatever lies above it: root steps in first, then gives up its rights. */
function relocated(binaries: Binaries, account: Account, entersFolder: boolean): Launcher {
  const open = canRun(account, binaries) ? binaries : relocate(binaries);
  const launch: Launcher['launch'] = (program, data, args) => ({
    file: open[program],
    args: args(entersFolder ? data : '/proc/self/cwd'),
    cwd: data,
    ...account,
  });
  return { rung: 'relocated', owner: account, entersFolder, launch };
}

/** PostgreSQL looks its user up by number, so the account has to stand in /etc/passwd. */
function unprivilegedAccount(): Account {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new PostgresRefusal(
    'no-unprivileged-user',
    'PostgreSQL 不允许以 root 身份运行，而这台机器上没有 postgres 或 nobody 用户。',
    '请用普通用户启动，或先执行 useradd --system postgres。',
  );
}

function canEnter(account: Account, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0;
}

function canRun(account: Account, binaries: Binaries): boolean {
  return spawnSync(binaries.postgres, ['--version'], { ...account, cwd: '/' }).status === 0;
}

function namespacesWork(account: Account, binaries: Binaries): boolean {
  return spawnSync('unshare', [...mapping(account), binaries.postgres, '--version'], { cwd: '/' }).status === 0;
}
