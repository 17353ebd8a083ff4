import { Centre } from '../src/centre.ts';
import { peopleOf } from '../src/doors/cli/people.ts';
import { clockActor } from '../src/doors/clock/index.ts';
import { dayInChina, startOfDay } from '../src/ground/clock/index.ts';
import { chance } from '../src/ground/ids/index.ts';
import { Store } from '../src/ground/store/index.ts';
import type { Vault } from '../src/ground/vault/index.ts';
import { stories } from './index.ts';
import { runStory } from './run.ts';
import { lengthOf, type Story } from './story.ts';

/** What seeding needs of the house that is being made. */
export interface HouseLike {
  app: ConstructorParameters<typeof Store>[0]['connection'];
  vault: Vault;
}

const [HOUR, DAY] = [3_600_000, 86_400_000];

/** A Monday at nine, so far back that the whole story lies before `today` and ends in its last days. */
export function beganFor(story: Story, today: Date): Date {
  const latest = startOfDay(dayInChina(new Date(today.getTime() - lengthOf(story) - DAY)));
  const sinceMonday = (new Date(latest.getTime() + 8 * HOUR).getUTCDay() + 6) % 7;
  return new Date(latest.getTime() - sinceMonday * DAY + 9 * HOUR);
}

/**
 * Tells every story into the demo county, through the same commands as everything else; call it before other matters are made,
 * because its clock looks at whatever lies there. Returns the steps taken, and the stories that stopped (other holidays this year).
 */
export async function seedStories(
  house: HouseLike,
  tenantId: number,
  today: Date,
): Promise<{ matters: number; steps: number; stopped: string[] }> {
  const clock = { now: new Date() };
  const store = new Store({ connection: house.app, max: 1, now: () => clock.now, lazyCommit: true });
  const centre = new Centre({ store, vault: house.vault, chance });
  const told = { matters: 0, steps: 0, stopped: [] as string[] };
  try {
    const people = await centre.run(tenantId, clockActor(tenantId), (work) => peopleOf(work));
    const inOrder = stories
      .map((story) => ({ story, began: beganFor(story, today) }))
      .sort((a, b) => a.began.getTime() - b.began.getTime());
    for (const { story, began } of inOrder) {
      try {
        const played = await runStory({ centre, tenantId, people, clock }, story, { began, check: false });
        told.matters += new Set(played.map(({ after }) => after.matter.id)).size;
        told.steps += played.reduce((sum, { times }) => sum + times, 0);
      } catch (error) {
        told.stopped.push((error as Error).message);
      }
    }
  } finally {
    await store.close();
  }
  return told;
}
