import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pg } from '../../src/ground/store/index.ts';
import { policySql } from '../../src/registers/identity/policySql.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { breaches, policiesOf, rules } from './audit.ts';
import { wholeTable } from './grid.ts';

let db: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client(db.admin);
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await db?.drop();
});

/** Does something, looks, and undoes it. */
async function planted<T>(text: string, look: () => Promise<T>): Promise<T> {
  await owner.query('begin');
  try {
    await owner.query(text);
    return await look();
  } finally {
    await owner.query('rollback');
  }
}

describe('catalogue audit (R13)', () => {
  test('there are eleven rules here and the twelfth below', () => expect(rules).toHaveLength(11));

  describe.each(rules.map((rule) => [rule.zh, rule] as const))('%s', (_, rule) => {
    test('is kept', async () => {
      expect(await breaches(owner, rule)).toEqual([]);
    });

    test.each(rule.plant)('finds: %s', async (text) => {
      expect((await planted(text, () => breaches(owner, rule))).length).toBeGreaterThan(0);
      expect(await breaches(owner, rule)).toEqual([]);
    });
  });

  describe('库里的规矩就是提交的那份，提交的就是生成的', () => {
    const committed = () => readFile(path.resolve(import.meta.dirname, '../../db/policy.sql'), 'utf8');

    test('db/policy.sql is what the code makes (`npm run draw`)', async () => {
      expect(await committed()).toBe(policySql(wholeTable()));
    });

    test('installing the file once more changes nothing', async () => {
      const before = await policiesOf(owner);
      expect(before.length).toBeGreaterThan(100);
      expect(await planted(policySql(wholeTable()), () => policiesOf(owner))).toEqual(before);
    });

    test.each([
      'alter policy matter_select on matter using (tenant_id = app_tenant())',
      'grant delete on party to jiefen_app',
      `create or replace function app_policy() returns jsonb language sql immutable as $$ select '{}'::jsonb $$`,
    ])('finds: %s', async (text) => {
      const before = await policiesOf(owner);
      expect(await planted(text, () => policiesOf(owner))).not.toEqual(before);
    });
  });
});

describe('the ledger is not changed by anybody who signs in', () => {
  test.each([
    'update ledger_event set kind = $$x$$',
    'delete from ledger_event',
    'truncate ledger_event',
    'update ledger_position set leaf = $$x$$',
    'delete from ledger_position',
    'update ledger_checkpoint set note = $$x$$',
    'update ledger_event_2026 set kind = $$x$$',
    'delete from event_detail',
  ])('%s is refused', async (text) => {
    await owner.query('begin');
    await owner.query(
      `insert into ledger_event (tenant_id, id, at, kind, command, role, entry, leaf, readers) values (1, gen_random_uuid(), '2026-05-01', 'k', 'c', 'r', '', '', '{centre}')`,
    );
    await owner.query(
      `set local role jiefen_app; set local app.tenant = '1'; set local app.roles = '{admin,auditor,clock,leader}'; set local app.sees = '{centre}'; set local app.writes = '{centre}'`,
    );
    await owner.query('savepoint s');
    await expect(owner.query(text)).rejects.toMatchObject({ code: '42501' });
    await owner.query('rollback to s');
    expect((await owner.query('select kind from ledger_event')).rows).toEqual([{ kind: 'k' }]);
    await owner.query('rollback');
  });
});

test('three places alone go beyond a person’s own principals: who comes or goes, a key handed on, a link that is shown', async () => {
  const root = path.resolve(import.meta.dirname, '../../src');
  const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const callers: string[] = [];
  for (const name of files) if (/\.beyond\(/.test(await readFile(path.join(root, name), 'utf8'))) callers.push(name);
  expect(callers.sort()).toEqual([
    'desks/mediation/sessions/sealing.ts',
    'desks/mediation/signing/link.ts',
    'registers/matters/store.ts',
  ]);
});
