import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Job, Printed } from './press.ts';
import { refusals } from './refusals.ts';

/** A paper that takes more work is not waited for: 5 s of the press's own processor time, a whole file 60 s. */
const LIMIT_MS = 5_000;
const LOOK_EVERY_MS = 250;
/** On a machine with much else to do, work takes longer than its own time; a press that sleeps is ended all the same. */
const PATIENCE = 6;
/** A press that nobody needs gives its memory back. */
const IDLE_MS = 60_000;
const MOST_WAITING = 200;

let press: { child: ChildProcess; ready: Promise<void> } | undefined;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** One job after another on one press, started when the first comes. Refusals `papers.tooLong`, `papers.busy`; a broken press is a fault. */
export function print(job: Job, limitMs = LIMIT_MS): Promise<Printed> {
  if (waiting >= MOST_WAITING) throw refusals.busy();
  waiting += 1;
  const done = last.then(() => onPress(job, limitMs)).finally(() => (waiting -= 1));
  last = done.catch(() => {});
  return done;
}

/** Ends the press, for whoever closes the house and for measurements. */
export function stopPress(): void {
  press?.child.kill('SIGKILL');
  press = undefined;
}
export const pressPid = (): number | undefined => press?.child.pid;

/** The limit counts from when the press can hear: a slow machine starting it takes nothing from the paper. */
async function onPress(job: Job, limitMs: number): Promise<Printed> {
  clearTimeout(idle);
  press ??= startPress();
  const { child, ready } = press;
  child.ref();
  await ready;
  return new Promise<Printed>((resolve, reject) => {
    const end = (settle: () => void) => {
      clearInterval(timer);
      child.off('message', heard).off('exit', died);
      child.unref();
      child.channel?.unref();
      idle = setTimeout(stopPress, IDLE_MS).unref();
      settle();
    };
    const heard = (printed: Printed) => end(() => resolve(printed));
    const died = () => {
      press = undefined;
      end(() => reject(new Error('the press ended while it was printing')));
    };
    const [began, workedBefore] = [Date.now(), workedMs(child)];
    const timer = setInterval(() => {
      const waited = Date.now() - began;
      if (waited < limitMs * PATIENCE && (workedMs(child) ?? waited) - (workedBefore ?? 0) < limitMs) return;
      stopPress();
      end(() => reject(refusals.tooLong()));
    }, LOOK_EVERY_MS);
    child.channel?.ref();
    child.once('message', heard as (message: unknown) => void).once('exit', died);
    child.send({ job });
  });
}

/** Processor time of the press so far, where the system tells it (Linux counts in hundredths of a second). */
function workedMs({ pid }: ChildProcess): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

/** The built program has the press beside it; from the sources it is read as it is. No proxy, no home: it has nobody to talk to. */
function startPress(): NonNullable<typeof press> {
  const here = fileURLToPath(import.meta.url);
  const fromSource = here.endsWith('.ts');
  const file = fromSource ? path.join(path.dirname(here), 'press.ts') : path.join(builtFolder(here), 'press.mjs');
  const loader = fromSource ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
  const child = fork(file, [], {
    execArgv: loader,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { PATH: process.env.PATH, HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' },
  });
  const ready = new Promise<void>((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', () => reject(new Error('the press did not start')));
  });
  child.once('exit', () => {
    if (press?.child === child) press = undefined;
  });
  ready.catch(() => {});
  return { child, ready };
}

/** Chunks lie in a folder below the programs. */
const builtFolder = (here: string): string => here.replace(/[\\/](chunks[\\/])?[^\\/]+$/, '');
process.once('exit', stopPress);
