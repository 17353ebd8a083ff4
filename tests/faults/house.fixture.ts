/** A whole house for tests that look from outside: the built program as a process of its own, with its own data folder. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { occupants } from '../../src/ground/store/postgres/leftovers.ts';

export const root = path.resolve(import.meta.dirname, '../..');
export const password = 'Jiefen-demo-2026';
const program = path.join(root, 'dist/jiefen.mjs');

export interface RunningHouse {
  url: string;
  data: string;
  /** From the start of the process to the first 200 of /readyz. */
  readyMs: number;
  process: ChildProcess;
  /** All that it said, for the message of a failed test. */
  said(): string;
  /** Ctrl-C; resolves with the exit code when it is gone. */
  stop(): Promise<number | null>;
}

export interface HouseOptions {
  data: string;
  /** Living days of the demo county; 0 starts empty. */
  demoDays?: number;
  port?: number;
  env?: Record<string, string>;
}

/** A throw-away data folder; `remove` also ends what a killed house left running in it. */
export function throwAwayFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-house-'));
  return {
    folder,
    remove() {
      for (const pid of occupants(path.join(folder, 'data/pg'))) process.kill(pid, 'SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts the built program and waits until it can serve. */
export async function startHouse({ data, demoDays = 1, port, env = {} }: HouseOptions): Promise<RunningHouse> {
  await built();
  const own = port ?? (await freePort());
  const began = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', program, 'start'], {
    cwd: root,
    env: environment(data, { PORT: String(own), ...demo(demoDays), ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => (said += text));
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  child.once('exit', (code, signal) => (said += `\n(ended: ${signal ?? code})`));
  const url = `http://127.0.0.1:${own}`;
  while (!(await answers(`${url}/readyz`))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the house did not start:\n${said}`);
    if (performance.now() - began > 120_000) {
      child.kill('SIGKILL');
      throw new Error(`the house was not ready in two minutes:\n${said}`);
    }
    await pause(20);
  }
  const stop = () => {
    child.kill('SIGINT');
    return gone;
  };
  return { url, data, readyMs: performance.now() - began, process: child, said: () => said, stop };
}

const demo = (days: number): Record<string, string> =>
  days === 0 ? { JIEFEN_DEMO: '0' } : { JIEFEN_DEMO: '1', JIEFEN_DEMO_DAYS: String(days) };

function environment(data: string, more: Record<string, string>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...rest } = process.env;
  return { ...rest, NODE_ENV: 'production', JIEFEN_DATA: data, JIEFEN_DEMO_PASSWORD: password, ...more };
}

const answers = (url: string) =>
  fetch(url).then(
    (response) => response.status === 200,
    () => false,
  );

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface Said {
  code: number;
  said: string;
  json: Record<string, never>;
}

/** Runs one verb to its end; `json` is the last line it said. */
export const verb = (data: string, ...argv: string[]): Promise<Said> => verbOn({ data }, ...argv);

/** The same on a database of somebody else's. */
export async function verbOn({ data, databaseUrl }: { data: string; databaseUrl?: string }, ...argv: string[]): Promise<Said> {
  await built();
  const options = { cwd: root, env: environment(data, databaseUrl ? { DATABASE_URL: databaseUrl } : {}), maxBuffer: 1 << 26 };
  const done = await promisify(execFile)(process.execPath, [program, ...argv], options).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr, last: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: error.stdout + error.stderr,
      last: error.stdout,
    }),
  );
  const last = done.last.trim().split('\n').at(-1) ?? '';
  return { code: done.code, said: done.said, json: last.startsWith('{') ? JSON.parse(last) : {} };
}

/** Builds the program if it is not up to date; test files that begin together wait for one another. */
async function built(): Promise<void> {
  const lock = path.join(root, 'node_modules/.jiefen-build');
  for (let waited = 0; !took(lock); waited += 50) {
    if (waited > 60_000) throw new Error(`remove ${lock}: a build was broken off`);
    await pause(50);
  }
  try {
    const { prepare } = await import(pathToFileURL(path.join(root, 'tools/prepare.mjs')).href);
    await prepare(root, { web: false });
  } finally {
    rmdirSync(lock);
  }
}

function took(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 120_000) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}
