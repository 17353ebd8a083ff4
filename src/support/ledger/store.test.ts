import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { chance } from '../../ground/ids/index.ts';
import { parseCheckpoint, rootIn, suites, verifyLog } from './index.ts';
import { ledgerKeys } from './keys.ts';
import { append, clockContext, sequence } from './store.ts';
import { rootOfLeaves } from './tree.ts';

let db: TestDatabase;
const folder = mkdtempSync(path.join(tmpdir(), 'jiefen-keys-'));
const keys = ledgerKeys(folder).of({ code: '990101' });
const TENANT = 990101;

beforeAll(async () => {
  db = await testDatabase();
});
afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true });
});

/** Events as the door writes them, many in one transaction. */
const write = (count: number) =>
  db.store.within(TENANT, { actorId: null, roles: ['door'], sees: ['s:x'], writes: ['s:x'] }, async (work) => {
    for (let n = 0; n < count; n++) {
      const event = {
        id: chance.id(work.now),
        kind: 'identity.signedIn',
        matterId: null,
        from: null,
        to: null,
        data: { n },
        readers: ['s:x'],
        lane: 'open' as const,
        clocks: [],
      };
      append(work, { ...event, command: 'identity.signIn', role: 'door', actorId: null }, chance);
    }
  });

const entries = async () =>
  (
    await db.look<{ index: string; entry: Buffer }>(
      'select p.index, e.entry from ledger_position p join ledger_event e on e.id = p.event_id and e.at = p.at order by p.index',
    )
  ).map((row) => ({ index: Number(row.index), bytes: row.entry }));
const notes = async () =>
  (await db.look<{ note: string }>('select note from ledger_checkpoint order by size')).map((row) => row.note);

test('the sequencer gives contiguous places and signs roots that a reader recomputes, over several rounds and tile borders', async () => {
  for (const count of [1, 2, 300, 7, 600]) {
    await write(count);
    expect(await sequence(db.store, TENANT, keys)).toBe(count);
  }
  const all = await entries();
  expect(all.map((entry) => entry.index)).toEqual(all.map((_, at) => at));
  const last = parseCheckpoint((await notes()).at(-1)!)!;
  expect(last.root).toEqual(
    rootOfLeaves(
      suites.sha256,
      all.map((entry) => suites.sha256.leaf(entry.bytes)),
    ),
  );
  expect(await verifyLog({ entries: all, checkpoints: await notes(), publicKey: keys.verifierKey })).toMatchObject({
    ok: true,
    size: 910,
  });
});

test('SM3, switched on later, covers the whole log and goes on from its own peaks', async () => {
  const both = { ...keys, sm3: true };
  for (const count of [5, 260]) {
    await write(count);
    await sequence(db.store, TENANT, both);
  }
  const all = await entries();
  const last = parseCheckpoint((await notes()).at(-1)!)!;
  expect(rootIn('sm3', last)).toEqual(
    rootOfLeaves(
      suites.sm3,
      all.map((entry) => suites.sm3.leaf(entry.bytes)),
    ),
  );
  const withSm3 = (await notes()).filter((note) => /^sm3 /m.test(note));
  expect(withSm3).toHaveLength(2);
  expect(await verifyLog({ entries: all, checkpoints: withSm3, publicKey: keys.verifierKey, suite: 'sm3' })).toMatchObject({
    ok: true,
  });
});

test('two sequencers at once place every event exactly once', async () => {
  await write(40);
  const placed = await Promise.all([sequence(db.store, TENANT, keys), sequence(db.store, TENANT, keys)]);
  expect(placed[0]! + placed[1]!).toBe(40);
});

test('the database refuses the application every change and removal of an event', async () => {
  const attempt = (text: string) => db.store.within(TENANT, { ...clockContext }, (work) => work.run(text));
  await expect(attempt("update ledger_event set kind = 'x'")).rejects.toThrow(/permission denied/);
  await expect(attempt('delete from ledger_event')).rejects.toThrow(/permission denied/);
  await expect(attempt('truncate ledger_event')).rejects.toThrow(/permission denied/);
  await expect(attempt('update ledger_position set leaf = leaf')).rejects.toThrow(/permission denied/);
});
