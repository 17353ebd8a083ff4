import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { plan } from '../counties/demo/days.ts';

/** What one run of load is told, and what it tells. Latencies in milliseconds. */
export interface Load {
  url: string;
  headers: Record<string, string>;
  connections: number;
  seconds: number;
  /** Requests a second at fixed instants, whatever the server does (open loop); left out: each connection sends when answered. */
  rate?: number;
}
export interface Measured {
  requests: number;
  failed: number;
  perSecond: number;
  p50: number;
  p99: number;
}

/** Different people bring different matters: two hundred invented ones, with a number in each. */
const matters = plan(new Date('2026-09-01'), 10).map(({ channel, narrative, placeCode, applicant }) => ({
  channel,
  narrative,
  place: { code: placeCode },
  reporter: { name: applicant?.name, phone: applicant?.person?.phone },
}));

/** Runs the load in this process and measures from the instant a request was due. */
export async function run({ url, headers, connections, seconds, rate }: Load): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, maxFreeSockets: connections });
  const taken: number[] = [];
  let [sent, failed] = [0, 0];
  const began = performance.now();
  const until = began + seconds * 1000;
  const one = (due: number) =>
    send(agent, url, headers, sent++).then(
      (ok) => (ok ? taken.push(performance.now() - due) : failed++),
      () => failed++,
    );
  if (rate === undefined) {
    const chain = async () => {
      while (performance.now() < until) await one(performance.now());
    };
    await Promise.all(Array.from({ length: connections }, chain));
  } else {
    const open: Promise<unknown>[] = [];
    for (let due = began; due < until; due += 1000 / rate) {
      while (performance.now() < due) await new Promise((go) => setTimeout(go, Math.max(0, due - performance.now())));
      open.push(one(due));
    }
    await Promise.all(open);
  }
  const elapsed = (performance.now() - began) / 1000;
  agent.destroy();
  taken.sort((a, b) => a - b);
  const at = (share: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * share))] ?? Number.NaN;
  return { requests: taken.length, failed, perSecond: taken.length / elapsed, p50: at(0.5), p99: at(0.99) };
}

function send(agent: Agent, url: string, headers: Record<string, string>, n: number): Promise<boolean> {
  const matter = matters[n % matters.length]!;
  const body = JSON.stringify({ ...matter, narrative: `${matter.narrative}（第${n}件）` });
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      agent,
      headers: {
        ...headers,
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
        'content-length': Buffer.byteLength(body),
      },
    };
    const call = request(url, options, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode === 201));
    });
    call.on('error', reject);
    call.end(body);
  });
}
