import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { v7 } from 'uuid';
import { seeded } from '../../../counties/demo/chance.ts';
import { Centre } from '../../../src/centre.ts';
import { demoPack } from '../../../src/doors/cli/packs.ts';
import { peopleOf } from '../../../src/doors/cli/people.ts';
import { settle } from '../../../src/doors/cli/settle.ts';
import { clockActor } from '../../../src/doors/clock/index.ts';
import type { Chance } from '../../../src/ground/ids/index.ts';
import { bootstrap, migrate, Store } from '../../../src/ground/store/index.ts';
import { ensureDatabase, type Postgres, startPostgres } from '../../../src/ground/store/postgres/index.ts';
import { openKeyring, openVault, type Vault } from '../../../src/ground/vault/index.ts';
import { type Played, runStory } from '../../../stories/run.ts';
import type { Story } from '../../../stories/story.ts';

const began = new Date('2026-03-02T01:00:00.000Z');

export interface ToldStory {
  story: Story;
  played: Played[];
}

/** Tells the stories one after the other in a settled county: a throw-away database, gone afterwards. A story that goes wrong is an error. */
export const tellAll = (stories: readonly Story[]): Promise<ToldStory[]> =>
  onStage(async (tell) => {
    const told: ToldStory[] = [];
    for (const story of stories) told.push({ story, played: await tell(story) });
    return told;
  });

/** A settled county of its own for as long as `use` lasts; each story is told in it as a life of its own. */
export async function onStage<T>(use: (tell: (story: Story) => Promise<Played[]>) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-theatre-'));
  const server = await startPostgres({ folder: path.join(folder, 'data') });
  const clock = { now: began };
  try {
    const vault = openVault(openKeyring(path.join(folder, 'keys')));
    const { store, tenantId } = await settledCounty(server, clock, vault);
    const done = await use(async (story) => {
      const centre = new Centre({ store, vault, chance: fixedChance(story.key) });
      const people = await centre.run(tenantId, clockActor(tenantId), (work) => peopleOf(work));
      return runStory({ centre, tenantId, people, clock }, story, { began });
    });
    await store.close();
    return done;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function settledCounty(server: Postgres, clock: { now: Date }, vault: Vault): Promise<{ store: Store; tenantId: number }> {
  await ensureDatabase(server, 'theatre');
  const admin = server.connection(server.superuser, 'theatre');
  const { app } = await bootstrap(admin);
  await migrate(admin, path.resolve(import.meta.dirname, '../../../db'));
  const store = new Store({ connection: app, max: 1, now: () => clock.now, lazyCommit: true });
  const { tenantId } = await settle(store, admin, demoPack(), {
    password: 'nobody signs in here',
    chance: fixedChance('county'),
    vault,
  });
  return { store, tenantId };
}

/** The same ids and bytes every time, so that the same pages are drawn on every machine. */
export function fixedChance(key: string): Chance {
  const rng = seeded(createHash('sha256').update(key).digest().readUInt32LE());
  const bytes = (n: number) => Buffer.from(Array.from({ length: n }, () => Math.floor(rng() * 256)));
  let turn = 0;
  return { bytes, id: (at) => v7({ msecs: at.getTime(), seq: turn++, random: bytes(16) }) };
}
