import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Centre } from '../src/centre.ts';
import { demoPack } from '../src/doors/cli/packs.ts';
import { peopleOf } from '../src/doors/cli/people.ts';
import { settle } from '../src/doors/cli/settle.ts';
import { clockActor } from '../src/doors/clock/index.ts';
import { chance } from '../src/ground/ids/index.ts';
import { openKeyring, openVault } from '../src/ground/vault/index.ts';
import { type TestDatabase, testDatabase } from '../tests/database.ts';
import { stories } from './index.ts';
import { runStory, type Stage } from './run.ts';
import { beganFor, seedStories } from './seed.ts';
import { lengthOf } from './story.ts';

const began = new Date('2026-03-02T01:00:00.000Z');
const clock = { now: began };
const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-stories-'));
const vault = openVault(openKeyring(path.join(folder, 'keys')));
let db: TestDatabase;
let stage: Stage;

beforeAll(async () => {
  db = await testDatabase({ now: () => clock.now });
  const { tenantId } = await settle(db.store, db.admin, demoPack(), { password: 'seven boats at the quay', chance, vault });
  const centre = new Centre({ store: db.store, vault, chance });
  const people = await centre.run(tenantId, clockActor(tenantId), (work) => peopleOf(work));
  stage = { centre, tenantId, people, clock };
});
afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('故事', () => {
  test.each(stories.map((story) => [story.title, story] as const))(
    '%s：从头到尾，每一步都如故事所说',
    { timeout: 120_000 },
    async (_, story) => {
      const played = await runStory(stage, story, { began });
      expect(played).toHaveLength(story.steps.length);
    },
  );

  test('故事会对不上：说错了结果，就在那一步停下', async () => {
    const [story] = stories;
    const [first] = story!.steps;
    const wrong = { ...story!, steps: [{ ...first!, expect: { state: 'ARCHIVED' } }] };
    await expect(runStory(stage, wrong, { began })).rejects.toThrow('state应是 ARCHIVED，实际是 REGISTERED');
    const unheard = { ...story!, steps: [{ ...first!, expect: { refused: 'matters.held' } }] };
    await expect(runStory(stage, unheard, { began })).rejects.toThrow('本该被拒绝：matters.held');
  });

  test('演示县里住着这些故事：哪一天生成都在那天以前说完，从一个周一的九点开始', { timeout: 120_000 }, async () => {
    for (let day = 0; day < 14; day++) {
      const today = new Date(Date.parse('2026-11-16T03:00:00Z') + day * 86_400_000);
      for (const story of stories) {
        const start = beganFor(story, today);
        expect(start.toISOString()).toContain('T01:00:00');
        expect(start.getUTCDay()).toBe(1);
        const left = today.getTime() - start.getTime() - lengthOf(story);
        expect(left > 0 && left < 9 * 86_400_000).toBe(true);
      }
    }
    const told = await seedStories(
      { app: db.app, vault: stage.centre.around.vault },
      stage.tenantId,
      new Date('2026-11-22T03:00:00Z'),
    );
    expect(told.stopped).toEqual([]);
    expect(told.matters).toBe(stories.length + 1);
  });

  test('每个故事的人物都出过场，没出场的不写进人物', () => {
    for (const { title, who, steps } of stories)
      expect([title, [...new Set(steps.map((step) => step.who))].filter((one) => one !== 'clock').sort()]).toEqual([
        title,
        [...who].sort(),
      ]);
  });
});
