import { pg } from '../src/ground/store/index.ts';
import { cpuOf, cpuOfFamily, memoryOf } from './cost.ts';
import { floorSchema } from './floor.ts';
import type { Load, Measured } from './load.ts';
import { again, answers, end, freePort, median, type Rig, rounded, signIn, startProduct } from './rig.ts';

export interface IntakeOptions {
  seconds: number;
  rounds: number;
  connections: number[];
}
type Side = { url: string; headers: Record<string, string>; pid: number };
type Run = Measured & { appCpu: number; databaseCpu: number };

/**
 * Durable creation of one matter through HTTP, the product against the floor, in turns on the same database. P1: the product's
 * requests a second ÷ the floor's; P4: CPU of one request ÷ the floor's; P3: p99 at half of each one's own capacity, ÷ the floor's.
 */
export async function intake({ seconds, rounds, connections }: IntakeOptions): Promise<object> {
  const rig = await startProduct();
  const floor = await startFloor(rig);
  try {
    const sides = {
      floor: floor.side,
      product: { url: `${rig.url}/api/intake/receive`, headers: await signIn(rig.url), pid: rig.pid },
    };
    for (const side of Object.values(sides)) await measured(rig, side, { connections: 16, seconds: Math.min(3, seconds) });
    const memoryAtRest = memoryOf(rig.pid);
    const closed: Record<string, object> = {};
    const capacity = { floor: 0, product: 0 };
    for (const count of connections) {
      const runs = await inTurns(rounds, sides, (side) => measured(rig, side, { connections: count, seconds }));
      const of = (name: 'floor' | 'product') => summary(runs[name]);
      closed[count] = {
        floor: of('floor'),
        product: of('product'),
        ratio: rounded(ratio(runs, (run) => run.perSecond)),
        cpuPrice: rounded(ratio(runs, cpu)),
      };
      for (const name of ['floor', 'product'] as const) capacity[name] = median(runs[name].map((run) => run.perSecond));
    }
    const memoryUnderLoad = memoryOf(rig.pid);
    const most = connections.at(-1)!;
    const half = await inTurns(rounds, sides, (side, name) =>
      measured(rig, side, { connections: most, seconds, rate: capacity[name] / 2 }),
    );
    const p99 = {
      floor: rounded(median(half.floor.map((run) => run.p99))),
      product: rounded(median(half.product.map((run) => run.p99))),
    };
    const last = closed[most] as { ratio: number; cpuPrice: number };
    return {
      bench: 'intake',
      seconds,
      rounds,
      ratio: last.ratio,
      cpuPrice: last.cpuPrice,
      tail: rounded(ratio(half, (run) => run.p99)),
      requestsPerSecond: rounded(capacity.product, 0),
      p99AtHalf: p99,
      memoryAtRest,
      memoryUnderLoad,
      closed,
    };
  } finally {
    await floor.stop();
    await rig.stop();
  }
}

const cpu = (run: Run) => run.appCpu + run.databaseCpu;
/** The median of the rounds' own ratios: neighbours in time saw the same machine. */
const ratio = (runs: Record<'floor' | 'product', Run[]>, of: (run: Run) => number) =>
  median(runs.product.map((run, i) => of(run) / of(runs.floor[i]!)));

async function inTurns(
  rounds: number,
  sides: Record<'floor' | 'product', Side>,
  one: (side: Side, name: 'floor' | 'product') => Promise<Run>,
) {
  const runs: Record<'floor' | 'product', Run[]> = { floor: [], product: [] };
  for (let round = 0; round < rounds; round++)
    for (const name of ['floor', 'product'] as const) runs[name].push(await one(sides[name], name));
  return runs;
}

function summary(runs: Run[]) {
  const of = (pick: (run: Run) => number, digits = 2) => rounded(median(runs.map(pick)), digits);
  return {
    perSecond: of((run) => run.perSecond, 0),
    p50: of((run) => run.p50),
    p99: of((run) => run.p99),
    appCpuMs: of((run) => run.appCpu),
    databaseCpuMs: of((run) => run.databaseCpu),
  };
}

/** One run of load from a process of its own, with what it cost the server and the database, per request. */
async function measured(rig: Rig, { url, headers, pid }: Side, load: Omit<Load, 'url' | 'headers'>): Promise<Run> {
  const before = [cpuOf(pid), cpuOfFamily(rig.postgresPid)] as const;
  const child = again(['bench', 'load', JSON.stringify({ url, headers, ...load })], {}, 'pipe');
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout!) chunks.push(chunk as Buffer);
  const seen = JSON.parse(Buffer.concat(chunks).toString()) as Measured;
  if (seen.failed > 0 || seen.requests === 0)
    throw new Error(`${url}: ${seen.failed} of ${seen.failed + seen.requests} requests failed`);
  return {
    ...seen,
    appCpu: (cpuOf(pid) - before[0]) / seen.requests,
    databaseCpu: (cpuOfFamily(rig.postgresPid) - before[1]) / seen.requests,
  };
}

async function startFloor({ database }: Rig): Promise<{ side: Side; stop: () => Promise<void> }> {
  const client = new pg.Client(database);
  await client.connect();
  await client.query(floorSchema);
  await client.end();
  const port = await freePort();
  const { host, port: socketPort, database: name } = database;
  const child = again(['bench', 'floor', JSON.stringify({ host, port: socketPort, database: name }), String(port)]);
  const url = `http://127.0.0.1:${port}/`;
  await answers(url);
  return { side: { url, headers: {}, pid: child.pid! }, stop: () => end(child) };
}
