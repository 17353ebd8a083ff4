import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { readNote } from '../../src/doors/cli/running.ts';
import { pg } from '../../src/ground/store/index.ts';
import { occupants } from '../../src/ground/store/postgres/leftovers.ts';
import { type Caller, signIn } from './caller.fixture.ts';
import { type RunningHouse, startHouse } from './house.fixture.ts';

export interface KillReport {
  rounds: number;
  /** Answers 201 that people got. */
  acknowledged: number;
  /** Acknowledged codes that are not in the database afterwards. */
  lost: string[];
  /** Matters that stand twice although asked for once: a request whose answer was cut off is sent again under its key. */
  doubled: number;
  /** From the start of the process to the first 200 of /readyz. */
  readyMs: { median: number; p99: number; max: number };
  /** Answers other than 201 while the house was whole. */
  strange: string[];
}

interface Sent {
  key: string;
  narrative: string;
}

/**
 * Kills server, database or both with -9, in turn, amid real intake from `connections` people; starts again on the same
 * folder, sends what got no answer once more, and in the end counts. Leaves the last house running in `data`, for the caller to stop.
 */
export async function killing({
  data,
  rounds,
  connections = 6,
  say = () => {},
}: {
  data: string;
  rounds: number;
  connections?: number;
  say?: (line: string) => void;
}): Promise<{ report: KillReport; house: RunningHouse }> {
  let house = await startHouse({ data });
  const codes = new Map<string, string>();
  const strange: string[] = [];
  const ready: number[] = [];
  let owed: Sent[] = [];
  const before = await matters(data);
  for (let round = 0; round < rounds; round++) {
    const caller = await signIn(house.url, 'window', connections);
    for (const sent of owed) note(codes, strange, sent, await send(caller, sent));
    owed = [];
    const load = Array.from({ length: connections }, (_, lane) => lane).map((lane) =>
      intake(caller, `${round}-${lane}`, codes, strange),
    );
    await pause(150 + Math.random() * 700);
    await kill(house, data, round % 3);
    owed = (await Promise.all(load)).flat();
    caller.close();
    house = await startHouse({ data });
    ready.push(house.readyMs);
    if (round % 50 === 49) say(`${round + 1} rounds, ${codes.size} acknowledged`);
  }
  const caller = await signIn(house.url, 'window', connections);
  for (const sent of owed) note(codes, strange, sent, await send(caller, sent));
  caller.close();
  const lost = await missing(data, [...codes.values()]);
  const doubled = (await matters(data)) - before - new Set(codes.values()).size;
  return {
    house,
    report: { rounds, acknowledged: codes.size, lost, doubled, strange: strange.slice(0, 5), readyMs: summary(ready) },
  };
}

/** One person typing without a pause; ends when the connection breaks and returns what then hung in the air. */
async function intake(caller: Caller, lane: string, codes: Map<string, string>, strange: string[]): Promise<Sent[]> {
  for (let n = 0; ; n++) {
    const sent = { key: `kill-${lane}-${n}`, narrative: `第 ${lane}-${n} 件：隔壁半夜装修，一家人睡不着。` };
    let answer: Awaited<ReturnType<typeof send>>;
    try {
      answer = await send(caller, sent);
    } catch {
      return [sent];
    }
    // A dying database makes a fault of the request: that is an answer, and no acknowledgement.
    if (answer.status >= 500) return [sent];
    note(codes, strange, sent, answer);
  }
}

const send = (caller: Caller, { key, narrative }: Sent) =>
  caller.post('/api/intake/receive', { channel: 'window', narrative }, { 'idempotency-key': key });

function note(
  codes: Map<string, string>,
  strange: string[],
  { key }: Sent,
  { status, body, text }: Awaited<ReturnType<typeof send>>,
): void {
  if (status === 201) codes.set(key, String(body.code));
  else strange.push(`${key}: ${status} ${text.slice(0, 200)}`);
}

/** 0: the server, 1: the database with all its children, 2: both. Returns when the server's process is gone. */
async function kill({ process: server }: RunningHouse, data: string, which: number): Promise<void> {
  const gone = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : undefined;
  if (which !== 0) for (const pid of occupants(`${data}/pg`)) quietly(() => process.kill(pid, 'SIGKILL'));
  if (which !== 1) server.kill('SIGKILL');
  await gone;
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // It was gone already.
  }
}

/** Asks the database itself, past all policies. */
async function ask<T>(data: string, text: string, values: unknown[] = []): Promise<T[]> {
  const { host, port, user, database } = readNote(data)!;
  const client = new pg.Client({ host, port, user, database });
  await client.connect();
  try {
    return (await client.query(text, values)).rows;
  } finally {
    await client.end();
  }
}

const matters = async (data: string) => (await ask<{ n: number }>(data, 'select count(*)::int as n from matter'))[0]!.n;

async function missing(data: string, codes: string[]): Promise<string[]> {
  const found = new Set(
    (await ask<{ code: string }>(data, 'select code from matter where code = any($1)', [codes])).map((row) => row.code),
  );
  return codes.filter((code) => !found.has(code));
}

function summary(times: number[]): KillReport['readyMs'] {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0);
  return { median: at(0.5), p99: at(0.99), max: at(1) };
}
