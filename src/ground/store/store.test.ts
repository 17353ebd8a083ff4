import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../tests/database.ts';
import { bootstrap, NeedsAdministrator, pg, sql } from './index.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

describe('bootstrap', () => {
  test('run again, it changes nothing and gives the way in for the application', async () => {
    const { app, advice } = await bootstrap(db.admin);
    expect(app).toMatchObject({ user: 'jiefen_app', database: db.admin.database });
    expect(advice).toEqual([]);
    expect(await db.look("select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'jiefen_app'")).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcreaterole: false },
    ]);
    expect(await db.look("select count(*)::int as n from pg_class where relowner = 'jiefen_app'::regrole")).toEqual([{ n: 0 }]);
  });

  test('an owner who may not make roles gets the statement to hand to an administrator', async () => {
    await db.look('create role weak_owner login');
    try {
      const trying = bootstrap({ ...db.admin, user: 'weak_owner', password: 'p' }, 'absent_app');
      await expect(trying).rejects.toThrow(NeedsAdministrator);
      await expect(trying).rejects.toMatchObject({
        sql: expect.stringMatching(/^create role absent_app login password '[\w-]{43}';$/),
      });
    } finally {
      await db.look('drop role weak_owner');
    }
  });
});

test('standing at the door one sees no matter, and the tenant is set for this transaction only', async () => {
  const seen = await db.store.within(
    7,
    async () => ({ actorId: null, roles: ['door'], sees: [], writes: [] }),
    (work) => work.one(sql`select app_tenant() as tenant, app_roles() as roles, count(*) as n from matter`),
  );
  expect(seen).toEqual({ tenant: 7, roles: ['door'], n: 0 });
  const client = new pg.Client(db.app);
  await client.connect();
  expect((await client.query('select app_tenant() as tenant')).rows).toEqual([{ tenant: null }]);
  await client.end();
});
