/** What the tests of the embedded database share: a throw-away place, servers and programs in it, and their end. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach } from 'vitest';
import { type Postgres, startPostgres } from './index.ts';
import { occupants } from './leftovers.ts';

let base: string;
let running: { stop(): Promise<void> }[];
let parents: ChildProcess[];

/** Gives every test of a file its own place and leaves nothing behind. */
export function inThrowAwayPlace(): void {
  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), 'jiefen-pg-'));
    chmodSync(base, 0o755);
    running = [];
    parents = [];
  });
  afterEach(async () => {
    for (const parent of parents) parent.kill('SIGKILL');
    for (const server of running) await server.stop();
    for (const pid of occupants(at('a', 'pg'))) process.kill(pid, 'SIGKILL');
    rmSync(base, { recursive: true, force: true });
  });
}

export function at(...names: string[]): string {
  return join(base, ...names);
}

export async function start(folder: string, options: Partial<Parameters<typeof startPostgres>[0]> = {}): Promise<Postgres> {
  const server = await startPostgres({ folder: at(folder), ...options });
  running.push(server);
  return server;
}

export async function ask(server: Postgres, sql: string, database = 'postgres'): Promise<unknown[]> {
  const client = new pg.Client(server.connection(server.superuser, database));
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows.map((row) => (row as unknown[])[0]);
  } finally {
    await client.end();
  }
}

/** Runs the fixture until it has had its row acknowledged. */
export async function startParent(
  folder: string,
  env: NodeJS.ProcessEnv = {},
  account = {},
): Promise<{ parent: ChildProcess; pid: number; rung: string }> {
  const script = fileURLToPath(new URL('./parent.fixture.ts', import.meta.url));
  const parent = spawn(process.execPath, ['--import', 'tsx', script, folder], {
    ...account,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  parents.push(parent);
  const line = await new Promise<string>((resolve, reject) => {
    parent.stdout!.once('data', (data) => resolve(String(data)));
    parent.once('exit', (code) => reject(new Error(`the parent ended with ${code}`)));
  });
  return { parent, ...JSON.parse(line) };
}

/** A PATH with everything the ladder needs except setpriv: there the kernel does not end the server with its parent. */
export function pathWithoutSetpriv(): string {
  const bin = at('bin');
  mkdirSync(bin);
  for (const name of ['unshare', 'ps']) {
    const found = spawnSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
    if (found) symlinkSync(found, join(bin, name));
  }
  return bin;
}

export async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
