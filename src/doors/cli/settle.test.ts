import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { sealOf } from '../../support/ledger/store.ts';
import { demoPack, secondPack } from './packs.ts';
import { settle, stableId } from './settle.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

test('一次建好两个中心，再做一次什么也不变', async () => {
  const first = await settle(db.store, db.admin, demoPack(), { password: 'a-password-for-all', isDefault: true });
  expect(first).toMatchObject({ tenantId: 990101, fresh: true });
  const second = await settle(db.store, db.admin, secondPack(), { password: 'a-password-for-all' });
  expect(second).toMatchObject({ tenantId: 990102, fresh: true });
  const counts = () =>
    db.look(`select t, n from (select 'place' t, count(*)::int n from place union all select 'organisation', count(*)::int from organisation union all select 'post', count(*)::int from place_post
      union all select 'staff', count(*)::int from staff union all select 'credential', count(*)::int from credential union all select 'event', count(*)::int from ledger_event union all select 'centre', count(*)::int from centre) x order by t`);
  const before = await counts();
  expect(before.find((row) => row.t === 'place')!.n).toBe(demoPack().places.length + secondPack().places.length);
  expect(before.find((row) => row.t === 'event')!.n).toBe(2);
  expect((await settle(db.store, db.admin, demoPack(), { password: 'another', isDefault: true })).fresh).toBe(false);
  expect(await counts()).toEqual(before);
});

test('账号每次都是同一个编号，密码各有各的盐', async () => {
  const [window] = await db.look("select id from staff where username = 'window' and tenant_id = 990101");
  expect(window!.id).toBe(stableId(990101, 'staff', 'window'));
  const [{ hashes, accounts } = { hashes: 0, accounts: 1 }] = await db.look<{ hashes: number; accounts: number }>(
    'select count(distinct password_hash)::int as hashes, count(*)::int as accounts from credential',
  );
  expect(hashes).toBe(accounts);
});

test('网格员负责的是网格，不是村', async () => {
  const [grid] = await db.look<{ place_codes: string[] }>("select place_codes from staff where username = 'grid'");
  expect(grid!.place_codes.length).toBeGreaterThan(0);
  expect(grid!.place_codes.every((code) => code.length === 15 && code.startsWith('990101002003'))).toBe(true);
});

test('every settled row reads back to the seal that its event holds, and a changed one does not', async () => {
  const seals = Object.assign(
    {},
    ...(await db.look<{ seals: object }>('select seals from ledger_event')).map((row) => row.seals),
  ) as Record<string, string>;
  for (const table of ['place', 'organisation', 'staff']) {
    const rows = await db.look(`select * from ${table}`);
    const broken = rows.filter((row) => sealOf(table, row) !== seals[`${table}:${row.id}`]);
    expect(
      broken.map((row) => row.id),
      table,
    ).toEqual([]);
  }
  await db.look("update staff set roles = '{leader}' where username = 'window' and tenant_id = 990101");
  const [row] = await db.look("select * from staff where username = 'window' and tenant_id = 990101");
  expect(sealOf('staff', row!)).not.toBe(seals[`staff:${row!.id}`]);
});
