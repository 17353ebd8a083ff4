import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../src/doors/cli/house.ts';
import type { Running } from '../src/doors/cli/running.ts';
import { childrenOf } from './cost.ts';

/** The product running for itself on a fresh folder, started as everybody starts it, with a small demo county. */
export interface Rig {
  url: string;
  folder: string;
  pid: number;
  postgresPid: number;
  database: Running;
  stop(): Promise<void>;
}

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGTERM');
});

/** This very program again, with another verb, in a process of its own. */
export const again = (argv: string[], env: Record<string, string> = {}, stdout: 'ignore' | 'pipe' = 'ignore'): ChildProcess =>
  started([...process.execArgv, process.argv[1]!, ...argv], env, stdout);

function started(argv: string[], env: Record<string, string>, stdout: 'ignore' | 'pipe'): ChildProcess {
  const child = spawn(process.execPath, argv, { env: { ...process.env, ...env }, stdio: ['ignore', stdout, 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Ends a child and waits until it is gone. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  await gone;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function answers(url: string, seconds = 120): Promise<void> {
  for (const until = Date.now() + seconds * 1000; ; await pause(100)) {
    const status = await fetch(url).then(
      (reply) => reply.status,
      () => 0,
    );
    if (status > 0 && status < 500) return;
    if (Date.now() > until) throw new Error(`${url} does not answer`);
  }
}

export async function startProduct(days = 1): Promise<Rig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-bench-'));
  const port = await freePort();
  const surroundings = { JIEFEN_DATA: folder, PORT: String(port), JIEFEN_DEMO_DAYS: String(days), DATABASE_URL: '' };
  const child = started([path.join(root, 'tools/jiefen.mjs'), 'start'], surroundings, 'ignore');
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/readyz`);
  const database = JSON.parse(readFileSync(path.join(folder, 'running.json'), 'utf8')) as Running;
  const postgresPid = Number(readFileSync(path.join(folder, 'pg/postmaster.pid'), 'utf8').split('\n')[0]);
  const stop = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  const [pid] = childrenOf(child.pid!);
  return { url, folder, pid: pid!, postgresPid, database, stop };
}

/** Headers of a signed-in window clerk. */
export async function signIn(
  url: string,
  username = 'window',
  password = process.env.JIEFEN_DEMO_PASSWORD ?? 'Jiefen-demo-2026',
): Promise<Record<string, string>> {
  const reply = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  if (!reply.ok) throw new Error(`signing in: ${reply.status} ${await reply.text()}`);
  const { csrfToken } = (await reply.json()) as { csrfToken: string };
  return { cookie: reply.headers.getSetCookie()[0]!.split(';')[0]!, 'x-csrf-token': csrfToken };
}

export const median = (numbers: number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
export const rounded = (n: number, digits = 2): number => Number(n.toFixed(digits));
