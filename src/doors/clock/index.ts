import type { Centre } from '../../centre.ts';
import { commandNamed } from '../../centre.ts';
import { toRemind, wipeOpenings } from '../../desks/mediation/sessions/index.ts';
import { dayInChina } from '../../ground/clock/index.ts';
import type { Actor } from '../../ground/command/index.ts';
import { Refusal } from '../../ground/refusal/index.ts';
import { sql, type Work } from '../../ground/store/index.ts';
import { owedNow } from '../../journeys/supervision/due.ts';
import { sealOldDrafts } from '../../registers/identity/drafts.ts';
import { deleteExpired } from '../../registers/identity/retention.ts';
import { clockEventsOf, nextLook, standingLaw } from '../../registers/matters/clocks.ts';
import { loadMatter } from '../../registers/matters/store.ts';
import { clocksOf } from '../../support/deadlines/index.ts';
import type { LedgerKey } from '../../support/ledger/keys.ts';
import { clockContext, sequence } from '../../support/ledger/store.ts';

/** The clock as an actor: it may record a lapse or an end in a party's favour, never a decision. */
export const clockActor = (tenantId: number): Actor => ({
  tenantId,
  id: '00000000-0000-7000-8000-000000000001',
  name: '时钟',
  roles: clockContext.roles,
  organisationId: null,
  placeCodes: [],
  sees: clockContext.sees,
  writes: clockContext.writes,
});

/** Looks at every clock whose time has come, a matter in its own transaction. Two servers never fire one twice: the row is locked. Returns how many matters were looked at. */
export async function tick(centre: Centre, tenantId: number, most = 200): Promise<number> {
  const actor = clockActor(tenantId);
  const due = await centre.run(tenantId, actor, (work) =>
    work.ask<{ matterId: string }>(
      sql`select matter_id from clock where tenant_id = ${tenantId} and next_at <= ${work.now} group by matter_id order by min(next_at) limit ${most}`,
    ),
  );
  for (const { matterId } of due) {
    try {
      await centre.run(tenantId, actor, (work) => lookAt(centre, work, actor, matterId));
    } catch (error) {
      // One matter that cannot be looked at must not hold up the others: it is tried again in an hour.
      console.error(JSON.stringify({ clock: matterId, message: String((error as Error).message) }));
      const later = (work: Work) =>
        sql`update clock set next_at = ${new Date(work.now.getTime() + 3_600_000)} where tenant_id = ${tenantId} and matter_id = ${matterId} and next_at is not null`;
      await centre.run(tenantId, actor, (work) => work.ask(later(work)));
    }
  }
  return due.length;
}

async function lookAt(centre: Centre, work: Work, actor: Actor, matterId: string): Promise<void> {
  for (let step = 0; step < 12; step++) {
    const found = await loadMatter(work, matterId, true);
    if (!found) return;
    const { rulesOf, calendar } = standingLaw();
    const clocks = clocksOf(clockEventsOf(found.effects), rulesOf, calendar, work.now, dayInChina(found.matter.receivedAt));
    let done = false;
    for (const owed of owedNow(found, clocks, work.now)) if (!done) done = await record(centre, work, actor, matterId, owed);
    if (!done) {
      // Nothing more to record: the next look is worked out anew from this instant.
      for (const row of found.clocks) {
        const clock = clocks.find(
          (one) =>
            one.code === row.code &&
            (one.subject ?? '') === row.subject.replace(/#\d+$/, '') &&
            one.startedAt.getTime() === row.startedAt.getTime(),
        );
        const at = clock && clock.state !== 'met' && clock.state !== 'cancelled' ? nextLook(clock, work.now, calendar) : null;
        await work.ask(
          sql`update clock set next_at = ${at} where tenant_id = ${work.tenantId} and matter_id = ${matterId} and code = ${row.code} and subject = ${row.subject}`,
        );
      }
      return;
    }
    await work.flush();
  }
}

async function record(
  centre: Centre,
  work: Work,
  actor: Actor,
  id: string,
  { command, input }: { command: string; input: object },
): Promise<boolean> {
  try {
    await centre.performIn(work, actor, commandNamed(command)!, { command, id, input, quiet: true });
    return true;
  } catch (error) {
    // A refusal here means that the present no longer asks for it.
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** What has had its days goes (docs/operate/retention.md), and what older versions left in clear is sealed. */
export const keepHouse = (centre: Centre, tenantId: number): Promise<void> =>
  centre.run(tenantId, clockActor(tenantId), async (work) => {
    await deleteExpired(work);
    await sealOldDrafts(work, centre.around.vault);
    await wipeOpenings(work);
  });

/** The day before a session its people are reminded (前一天), each once. Returns how many sessions were looked at. */
export async function remind(centre: Centre, tenantId: number): Promise<number> {
  const actor = clockActor(tenantId);
  const due = await centre.run(tenantId, actor, (work) => toRemind(work));
  for (const { id, matterId } of due)
    await centre
      .run(tenantId, actor, (work) =>
        record(centre, work, actor, matterId, { command: 'mediation.remindPlan', input: { sittingId: id } }),
      )
      .catch((error) => console.error(JSON.stringify({ clock: matterId, message: String((error as Error).message) })));
  return due.length;
}

export interface ClockDoor {
  stop(): Promise<void>;
  /** Sequences and looks at once; resolves when done. */
  now(): Promise<void>;
}

/** Runs beside the server: every second the ledger's sequencer, every five seconds the clocks, every five minutes who is to be reminded, every hour what has had its days. */
export function openClockDoor(
  centre: Centre,
  tenants: () => readonly { id: number; key: LedgerKey }[],
  onTrouble: (error: unknown) => void,
): ClockDoor {
  let running: Promise<void> | undefined;
  let turns = 0;
  const turn = async () => {
    const now = turns++;
    for (const { id, key } of tenants()) {
      // Trouble with one task or one centre holds up neither the next task nor the next centre.
      const well = (task: () => Promise<unknown>) => task().catch(onTrouble);
      await well(async () => {
        while ((await sequence(centre.around.store, id, key)) === 4096);
      });
      if (now % 5 === 0) await well(() => tick(centre, id));
      if (now % 300 === 0) await well(() => remind(centre, id));
      if (now % 3600 === 0) await well(() => keepHouse(centre, id));
    }
  };
  const once = () => {
    running ??= turn().finally(() => {
      running = undefined;
    });
    return running;
  };
  const timer = setInterval(once, 1000);
  return {
    now: once,
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
