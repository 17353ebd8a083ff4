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

const began = new Date('2026-03-02T01:00:00.000Z');
const clock = { now: began };
const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-stories-'));
let db: TestDatabase;
let stage: Stage;

beforeAll(async () => {
  db = await testDatabase({ now: () => clock.now });
  const { tenantId } = await settle(db.store, db.admin, demoPack(), { password: 'seven boats at the quay', chance });
  const centre = new Centre({ store: db.store, vault: openVault(openKeyring(path.join(folder, 'keys'))), chance });
  const people = await centre.run(tenantId, clockActor(tenantId), (work) => peopleOf(work));
  stage = { centre, tenantId, people, clock };
});
afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe('故事', () => {
  test.each(stories.map((story) => [story.title, story] as const))('%s：从头到尾，每一步都如故事所说', async (_, story) => {
    const played = await runStory(stage, story, { began });
    expect(played).toHaveLength(story.steps.length);
  });

  test('故事会对不上：说错了结果，就在那一步停下', async () => {
    const [story] = stories;
    const [first] = story!.steps;
    const wrong = { ...story!, steps: [{ ...first!, expect: { state: 'ARCHIVED' } }] };
    await expect(runStory(stage, wrong, { began })).rejects.toThrow('state应是 ARCHIVED，实际是 REGISTERED');
    const unheard = { ...story!, steps: [{ ...first!, expect: { refused: 'matters.held' } }] };
    await expect(runStory(stage, unheard, { began })).rejects.toThrow('本该被拒绝：matters.held');
  });

  test('每个故事的人物都出过场，没出场的不写进人物', () => {
    for (const { title, who, steps } of stories)
      expect([title, [...new Set(steps.map((step) => step.who))].filter((one) => one !== 'clock').sort()]).toEqual([
        title,
        [...who].sort(),
      ]);
  });
});
