import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
import { bindPlan, paperBytes, planFile } from '../src/registers/matters/papers/index.ts';
import type { Aggregate } from '../src/registers/matters/store.ts';
import { stopPress } from '../src/support/documents/papers/index.ts';
import { readOutline, readPages, readText } from '../src/support/documents/papers/reading-for-tests.ts';
import { type TestDatabase, testDatabase } from '../tests/database.ts';
import { stories } from './index.ts';
import { runStory, type Stage } from './run.ts';

const clock = { now: new Date('2026-03-02T01:00:00.000Z') };
const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-stories-'));
/** Where a person can look at the papers of the stories: JIEFEN_PAPERS=/some/folder. */
const shelf = process.env.JIEFEN_PAPERS;
let db: TestDatabase;
let stage: Stage;

beforeAll(async () => {
  db = await testDatabase({ now: () => clock.now });
  const vault = openVault(openKeyring(path.join(folder, 'keys')));
  const { tenantId } = await settle(db.store, db.admin, demoPack(), { password: 'seven boats at the quay', chance, vault });
  const centre = new Centre({ store: db.store, vault, chance });
  const people = await centre.run(tenantId, clockActor(tenantId), (work) => peopleOf(work));
  stage = { centre, tenantId, people, clock };
});
afterAll(async () => {
  stopPress();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

const dense = (text: string) => text.replace(/\s+/g, '');
const keep = (title: string, name: string, pdf: Buffer) => {
  if (!shelf) return;
  mkdirSync(path.join(shelf, title), { recursive: true });
  writeFileSync(path.join(shelf, title, `${name}.pdf`), pdf);
};

describe('故事里的文书', () => {
  test.each(stories.map((story) => [story.title, story] as const))(
    '%s：每一份都印得出，卷宗装订得成，页码和目录对得上',
    { timeout: 120_000 },
    async (title, story) => {
      const played = await runStory(stage, story, { began: new Date('2026-03-02T01:00:00.000Z') });
      const found: Aggregate = played.at(-1)!.after;
      const read = <T>(body: Parameters<Centre['run']>[2]) =>
        stage.centre.run(stage.tenantId, clockActor(stage.tenantId), body) as Promise<T>;
      const open = found.documents.filter(({ lane }) => lane === 'open');
      for (const [i, row] of open.entries()) {
        const paper = await read<Awaited<ReturnType<typeof paperBytes>>>((work) => paperBytes(work, row.id));
        keep(title, `${i + 1}-${row.kind}`, paper.pdf);
        expect(paper.title).toBe(row.title);
        const text = await readText(paper.pdf);
        expect(text).not.toMatch(/undefined|null|\[object|[0-9a-f]{8}-[0-9a-f]{4}-/);
        if (row.number) expect(text).toContain(dense(row.number));
        if (row.kind === 'F7' || row.kind === 'F18')
          for (const { name, goneAt } of found.parties.slice(0, 12)) if (name && !goneAt) expect(text).toContain(dense(name));
      }
      const plan = await read<Awaited<ReturnType<typeof planFile>>>((work) => planFile(work, found.matter.id));
      const { pdf, pages } = await bindPlan(plan, () => Promise.reject(new Error('no attachment here')));
      keep(title, '卷宗', pdf);
      const sheets = await readPages(pdf);
      expect(sheets).toHaveLength(pages);
      const outline = await readOutline(pdf);
      expect(outline.slice(0, 2)).toEqual(['卷宗封面', '卷内目录']);
      expect(outline.at(-1)).toBe('卷宗封底');
      expect(outline).toHaveLength(plan.pieces.length + 3);
      // Every page between contents and back cover carries its number in the file, the first thing laid over it.
      const inner = sheets.slice(sheets.length - 1 - numbered(sheets), -1);
      expect(inner.every((text, i) => text.endsWith(String(i + 1)))).toBe(true);
      for (const { kind } of plan.pieces.map(({ paper }) => ({ kind: paper?.form }))) expect(kind).not.toBe('F10');
      if (found.matter.safety !== 'NONE')
        for (const { address, phoneMask } of found.parties)
          for (const where of [address, phoneMask]) if (where) expect(sheets.join('')).not.toContain(dense(where));
      const safe = found.documents.filter(({ lane }) => lane === 'safety');
      for (const { title: hidden } of safe) expect(sheets.join('')).not.toContain(dense(hidden));
    },
  );
});

/** How many pages the back cover says the file has. */
const numbered = (sheets: readonly string[]) => Number(/共(\d+)页/.exec(sheets.at(-1)!)![1]);
