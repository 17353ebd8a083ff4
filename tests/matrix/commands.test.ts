import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pg } from '../../src/ground/store/index.ts';
import { DOOR, doorMay, policySql } from '../../src/registers/identity/policySql.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import {
  actorOf,
  allRoles,
  type Cell,
  cells,
  codeAllows,
  contextOf,
  databaseAllows,
  disagreements,
  rowOf,
  TENANT,
  wholeTable,
} from './grid.ts';

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

describe('role × command × state × relation: the code and the database say the same', () => {
  test('app_policy() is the table that the code has', async () => {
    const [row] = await db.look<{ policy: Record<string, string[]> }>('select app_policy() as policy');
    expect(row!.policy).toEqual(wholeTable());
    expect(Object.keys(row!.policy).length).toBeGreaterThan(200);
  });

  test('every cell is equal, and both answers occur for every role that works on matters', async () => {
    expect(cells.length).toBeGreaterThan(6000);
    expect(await disagreements(owner)).toEqual([]);
    for (const role of allRoles.filter((one) => !['auditor', 'admin', 'party'].includes(one))) {
      const said = new Set(cells.map((cell) => codeAllows(role, cell)));
      expect(said, role).toEqual(new Set([true, false]));
    }
  });

  test('nothing of it holds for another tenant, nor without a context', async () => {
    for (const role of ['triage', 'clock', 'mediator'])
      expect((await databaseAllows(owner, role, cells, TENANT + 1)).some(Boolean), role).toBe(false);
    const bare = await owner.query(`select ${"(app_policy() -> 'triage.open@REGISTERED') ?| app_roles()"} as may`);
    expect(bare.rows[0].may).toBe(false);
  });

  test('true inserts as jiefen_app: allowed and refused as the policy says', async () => {
    const app = new pg.Client(db.app);
    await app.connect();
    // Every command once in an allowed and once in a refused cell, and a spread of all others.
    const sample = [
      ...new Map(
        allRoles.flatMap((role) =>
          cells.filter((_, at) => at % 97 === role.length % 97).map((cell) => [`${role}${JSON.stringify(cell)}`, { role, cell }]),
        ),
      ).values(),
    ];
    for (const command of new Set(cells.map((cell) => cell.command)))
      for (const wanted of [true, false]) {
        const role = allRoles.find((one) => cells.some((cell) => cell.command === command && codeAllows(one, cell) === wanted))!;
        if (role)
          sample.push({ role, cell: cells.find((cell) => cell.command === command && codeAllows(role, cell) === wanted)! });
      }
    expect(sample.length).toBeGreaterThan(1000);
    const wrong: string[] = [];
    for (const role of allRoles) {
      const mine = sample.filter((one) => one.role === role).map((one) => one.cell);
      await app.query(`begin; ${contextOf(actorOf(role))}`);
      const got = await insertAll(app, mine);
      await app.query('rollback');
      for (const [at, cell] of mine.entries())
        if (got[at] !== codeAllows(role, cell)) wrong.push(`${role} ${cell.command}@${cell.state} ${cell.relation}: ${got[at]}`);
    }
    await app.end();
    expect(wrong).toEqual([]);
  });
});

/** Real inserts, each in a savepoint of its own; which of them the database let in. */
async function insertAll(app: pg.Client, which: readonly Cell[]): Promise<boolean[]> {
  const rows = JSON.stringify(
    which.map(({ command, state, relation }) => ({ command, state: state === '-' ? null : state, reader: rowOf[relation] })),
  );
  await app.query(`select set_config('app.grid', $1, true)`, [rows]);
  await app.query(`do $$
    declare cell jsonb; told text := '';
    begin
      for cell in select jsonb_array_elements(current_setting('app.grid')::jsonb) loop
        begin
          insert into ledger_event (tenant_id, id, at, kind, command, from_state, role, entry, leaf, readers)
          values (${TENANT}, gen_random_uuid(), '2026-05-11', 'x', cell->>'command', cell->>'state', 'x', '', '', array[cell->>'reader']);
          told := told || '1';
        exception when insufficient_privilege then told := told || '0';
        end;
      end loop;
      perform set_config('app.grid', told, true);
    end $$`);
  const { rows: told } = await app.query(`select current_setting('app.grid') as told`);
  return [...String(told[0].told)].map((letter) => letter === '1');
}

describe('a changed policy row is caught', () => {
  const install = (table: Record<string, readonly string[]>) =>
    owner.query(
      policySql(table)
        .split('\n')
        .find((line) => line.includes('function app_policy()'))!,
    );

  test('each row of command@state: a role dropped, a role added', async () => {
    const table = wholeTable();
    const missed: string[] = [];
    for (const [key, by] of Object.entries(table)) {
      const [command, state] = key.split('@') as [string, string];
      const which = cells.filter((cell) => cell.command === command && cell.state === state);
      if (which.length === 0) continue; // What happens at the door and at the settling is no command: tested below.
      const others = allRoles.filter((role) => !by.includes(role) && !['party', 'auditor', 'admin'].includes(role));
      const all = ['auditor', 'admin', 'party'];
      const dropped = by.find((role) => role !== 'party') ?? by[0]!;
      const added = others[0] ?? all.find((role) => !by.includes(role));
      for (const [change, roles] of [
        [{ ...table, [key]: by.filter((role) => role !== dropped) }, [dropped]],
        ...(added ? [[{ ...table, [key]: [...by, added] }, [added]] as const] : []),
      ] as const) {
        await install(change);
        if ((await disagreements(owner, which, roles)).length === 0 && !unseen(roles[0]!, which))
          missed.push(`${key} ${roles[0]}`);
        const [row] = (await owner.query('select app_policy() as policy')).rows;
        if (JSON.stringify(row.policy[key]) === JSON.stringify(table[key])) missed.push(`${key} in the table`);
      }
    }
    await install(table);
    expect(missed).toEqual([]);
    expect(
      await disagreements(
        owner,
        cells.filter((_, at) => at % 11 === 0),
      ),
    ).toEqual([]);
  });

  /** A role that writes nowhere has no cell in which the database could differ; the table itself shows it. */
  const unseen = (role: string, which: readonly Cell[]) =>
    !which.some((cell) => actorOf(role).writes.includes(rowOf[cell.relation]));

  test.each(Object.entries(doorMay))('%s, which is no command: only %s, and a change of the line shows', async (key, by) => {
    const mayIt = async (role: string) =>
      (await owner.query(`select (app_policy() -> $1) ?| $2::text[] as may`, [key, [role]])).rows[0].may as boolean;
    const differs = async () => {
      const said = await Promise.all([...allRoles, DOOR].map(async (role) => (await mayIt(role)) !== by.includes(role)));
      return said.some(Boolean);
    };
    expect(await differs()).toBe(false);
    const line = policySql(wholeTable())
      .split('\n')
      .find((text) => text.includes('function app_policy()'))!;
    for (const changed of [['window'], [...by, 'leader'], []]) {
      await owner.query(line.replace(`"${key}":${JSON.stringify(by)}`, `"${key}":${JSON.stringify(changed)}`));
      expect(await differs(), changed.join()).toBe(true);
    }
    await owner.query(line);
  });

  test('the guard itself widened: without the lifecycle, without the readers, without the tenant', async () => {
    const line = policySql(wholeTable())
      .split('\n')
      .find((text) => text.startsWith('create policy ledger_event_insert'))!;
    const some = cells.filter((_, at) => at % 7 === 0);
    for (const loose of [
      line.replace(/ and \(app_policy\(\).*?app_roles\(\)/, ''),
      line.replace('readers && app_writes()', 'true'),
      line.replace('app_writes()', 'app_sees()'),
    ]) {
      expect(loose).not.toBe(line);
      await owner.query(`drop policy ledger_event_insert on ledger_event; ${loose}`);
      // Seeing without writing is the auditor's alone, who makes no command: only the policy's text can tell, and audit.test compares it.
      if (!loose.includes('app_sees()'))
        expect((await disagreements(owner, some, ['window', 'seat', 'mediator'])).length).toBeGreaterThan(0);
    }
    await owner.query(`drop policy ledger_event_insert on ledger_event; ${line.replace('tenant_id = app_tenant()', 'true')}`);
    expect((await databaseAllows(owner, 'triage', some, TENANT + 1)).some(Boolean)).toBe(true);
    await owner.query(`drop policy ledger_event_insert on ledger_event; ${line}`);
  });
});
