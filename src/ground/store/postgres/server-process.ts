import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Launch, Launcher } from './ladder.ts';
import { startArguments } from './settings.ts';

/** How the server ended; `asked` when by our own `stop()`. */
export interface Death {
  code: number | null;
  signal: NodeJS.Signals | null;
  asked: boolean;
}

export interface ServerProcess {
  pid: number;
  died: Promise<Death>;
  /** whether it still runs */
  alive(): boolean;
  stop(): Promise<void>;
}

/** Where the server speaks before its own log is open; begun anew at every start. */
export function startLog(folder: string): string {
  return join(folder, 'pg-start.log');
}

/**
 * Starts PostgreSQL as a direct child, in a session of its own so that Ctrl-C in a terminal reaches only us and we can
 * finish our work before stopping it. Where `setpriv` exists the kernel tells it to shut down should we be killed.
 */
export async function spawnServer(folder: string, data: string, socket: string, launcher: Launcher): Promise<ServerProcess> {
  const { file, args, ...options } = dyingWithUs(launcher.launch('postgres', data, (seen) => startArguments(seen, socket)));
  const output = openSync(startLog(folder), 'w', 0o600);
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const child = spawn(file, args, { ...options, env, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  return supervised(child);
}

function dyingWithUs(call: Launch): Launch {
  if (process.platform !== 'linux' || spawnSync('setpriv', ['--pdeathsig', 'INT', 'true']).status !== 0) return call;
  return { ...call, file: 'setpriv', args: ['--pdeathsig', 'INT', '--', call.file, ...call.args] };
}

function supervised(child: ChildProcess): ServerProcess {
  let asked = false;
  const alive = () => child.exitCode === null && child.signalCode === null;
  const died = new Promise<Death>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal, asked })));
  const stop = async () => {
    asked = true;
    for (const [signal, patience] of [
      ['SIGINT', 60_000],
      ['SIGQUIT', 10_000],
      ['SIGKILL', 5_000],
    ] as const) {
      if (!alive()) break;
      child.kill(signal);
      await Promise.race([died, pause(patience, undefined, { ref: false })]);
    }
    await died;
  };
  return { pid: child.pid!, died, alive, stop };
}
