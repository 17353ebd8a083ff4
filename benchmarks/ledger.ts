import { performance } from 'node:perf_hooks';
import { verifyTenant } from '../src/doors/cli/verify.ts';
import { chance } from '../src/ground/ids/index.ts';
import { pg } from '../src/ground/store/index.ts';
import { append, sequence } from '../src/support/ledger/store.ts';
import { inFreshHouse } from './house.ts';
import { rounded } from './rig.ts';

const PER_TRANSACTION = 500;

/** Events written and given their places per second, time to verify them all, and bytes of one event in every table and index of the ledger. */
export async function ledger(events: number): Promise<object> {
  return inFreshHouse(async (house, tenantId, people) => {
    const key = house.keys.of({ code: String(await codeOf(house.admin, tenantId)) });
    const clerk = people.account('window');
    const seconds = async (work: () => Promise<unknown>) => {
      const began = performance.now();
      await work();
      return (performance.now() - began) / 1000;
    };
    const before = await bytesOf(house.admin);
    const written = await seconds(async () => {
      for (let done = 0; done < events; done += PER_TRANSACTION) {
        await house.store.within(tenantId, { ...clerk, actorId: clerk.id }, async (work) => {
          for (let i = 0; i < Math.min(PER_TRANSACTION, events - done); i++) {
            const event = {
              id: chance.id(work.now),
              kind: 'intake.received',
              matterId: chance.id(work.now),
              from: null,
              to: 'REGISTERED',
              readers: ['centre'],
              lane: 'open',
              clocks: [{ kind: 'starts', code: 'D01' }],
              data: { channel: 'window', kind: 'dispute' },
            } as const;
            append(
              work,
              {
                ...event,
                readers: [...event.readers],
                clocks: [...event.clocks],
                command: 'intake.receive',
                role: 'window',
                actorId: clerk.id,
              },
              chance,
            );
          }
        });
      }
    });
    const placed = await seconds(async () => {
      while ((await sequence(house.store, tenantId, key)) > 0);
    });
    let ok = false;
    const verified = await seconds(async () => {
      ok = (await verifyTenant(house, tenantId)).ok;
    });
    if (!ok) throw new Error('the ledger does not verify');
    const bytes = ((await bytesOf(house.admin)) - before) / events;
    return {
      bench: 'ledger',
      rows: events,
      writtenPerSecond: rounded(events / written, 0),
      sequencedPerSecond: rounded(events / placed, 0),
      seconds: rounded(verified),
      bytesPerEvent: rounded(bytes, 0),
    };
  });
}

const tables = `'ledger_%', 'event_detail%'`
  .split(', ')
  .map((name) => `relname like ${name}`)
  .join(' or ');

async function bytesOf(admin: pg.ClientConfig): Promise<number> {
  return Number(
    (
      await one(
        admin,
        `select sum(pg_total_relation_size(oid))::bigint as value from pg_class where relkind = 'r' and (${tables})`,
      )
    ).value,
  );
}
const codeOf = async (admin: pg.ClientConfig, tenantId: number) =>
  (await one(admin, `select code as value from centre where id = ${tenantId}`)).value;

async function one(admin: pg.ClientConfig, text: string): Promise<{ value: unknown }> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    return (await client.query(text)).rows[0];
  } finally {
    await client.end();
  }
}
