import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pg } from '../../src/ground/store/index.ts';
import {
  type Guard,
  type Relation,
  type RolePolicy,
  rolePolicies,
  type TablePolicy,
  tablePolicies,
} from '../../src/registers/identity/policy.ts';
import { policySql } from '../../src/registers/identity/policySql.ts';
import { retention } from '../../src/registers/identity/retention.ts';
import type { Role } from '../../src/registers/identity/roles.ts';
import { type TestDatabase, testDatabase } from '../database.ts';
import { columnsOf, insertOf } from './fill.ts';
import { actorOf, contextOf, relations, rowOf, TENANT, wholeTable } from './grid.ts';
import { type Columns, everybody, tableDifferences } from './tables.ts';

let db: TestDatabase;
let owner: pg.Client;
let columns: Columns;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client(db.admin);
  await owner.connect();
  columns = await columnsOf(owner);
});
afterAll(async () => {
  await owner?.end();
  await db?.drop();
});

/** The tables by name, a partitioned one once. */
const whole = () => [...columns.keys()].filter((name) => !/^(ledger_event|event_detail)_(before|\d+|later)$/.test(name)).sort();

describe('each table: who sees, adds, changes and deletes which rows', () => {
  test('every table of the house has its row of policy', () => {
    const tables = whole().filter((name) => !['centre', 'migration'].includes(name));
    expect(tablePolicies.map(({ table }) => table).sort()).toEqual(tables);
  });

  test('every table of the house has its one rule of how long it is kept', () => {
    expect(retention.flatMap(({ tables }) => tables).sort()).toEqual(whole());
  });

  test.each(tablePolicies.map((policy) => [policy.table, policy] as const))(
    '%s: the database does what the code says, for every role',
    async (_, policy) => {
      expect(await tableDifferences(owner, columns, policy)).toEqual([]);
    },
  );

  test('without a context no table shows a single row; another tenant sees none of ours', async () => {
    await owner.query('begin');
    for (const { table } of tablePolicies)
      await owner.query(
        insertOf(columns, table, {
          tenant_id: String(TENANT),
          ...(columns.get(table)!.some(({ name }) => name === 'readers') && { readers: `array['centre', 'safety', 'audit']` }),
        }),
      );
    await owner.query(`insert into centre (id, code, zh, label) values (${TENANT}, 'x', 'x', 'x')`);
    const shown = async () => {
      const found: string[] = [];
      for (const table of [...tablePolicies.map((policy) => policy.table), 'centre'])
        if ((await owner.query(`select 1 from "${table}"`)).rows.length > 0) found.push(table);
      return found;
    };
    await owner.query('savepoint s; set local role jiefen_app');
    expect(await shown()).toEqual([]);
    await owner.query(
      `rollback to s; set local role jiefen_app; ${contextOf({ ...actorOf('leader'), sees: ['centre', 'safety', 'audit'] }, TENANT + 1)}`,
    );
    expect(await shown()).toEqual([]);
    await owner.query(`rollback to s; set local role jiefen_app; ${contextOf({ ...actorOf('leader'), sees: ['centre'] })}`);
    expect(await shown()).toEqual(expect.arrayContaining(['matter', 'party', 'staff', 'centre', 'ledger_event']));
    await owner.query('rollback');
  });
});

describe('a changed policy row of a table is caught', () => {
  const others: Record<string, Guard> = {
    readers: 'tenant',
    tenant: 'nobody',
    staff: 'tenant',
    own: 'tenant',
    ownOrClock: 'own',
    nobody: 'tenant',
  };
  const changes = (policy: TablePolicy): TablePolicy[] =>
    (['select', 'insert', 'update', 'delete'] as const).flatMap((verb) => {
      const guard = policy[verb];
      const lists: Guard[] = typeof guard === 'string' ? [others[guard]!] : [guard.slice(1), [...guard, 'crew']];
      return lists.map((changed) => ({ ...policy, [verb]: changed }));
    });
  /** The generated SQL of one changed row, by the generator itself. */
  function sqlWith(changed: TablePolicy): string {
    const list = tablePolicies as TablePolicy[];
    const at = list.findIndex(({ table }) => table === changed.table);
    const kept = list[at]!;
    list[at] = changed;
    try {
      return only(policySql(wholeTable()), changed.table);
    } finally {
      list[at] = kept;
    }
  }
  const only = (text: string, table: string): string => {
    const lines = text.split('\n').filter((line) => new RegExp(`(table|on) ${table}( |;)`).test(line));
    return [
      ...['select', 'insert', 'update', 'delete'].map((verb) => `drop policy if exists ${table}_${verb} on ${table};`),
      ...lines,
    ].join('\n');
  };
  /** A few people who differ in every guard. */
  const some = everybody.filter(([name]) =>
    ['window', 'org', 'crew', 'admin', 'auditor', 'clock', 'triage', 'door', 'leader', 'party'].includes(name),
  );

  test.each(tablePolicies.map((policy) => [policy.table, policy] as const))(
    '%s: each verb widened or narrowed',
    async (table, policy) => {
      const missed: string[] = [];
      for (const changed of changes(policy)) {
        await owner.query(sqlWith(changed));
        if ((await tableDifferences(owner, columns, policy, some)).length === 0) missed.push(JSON.stringify(changed));
      }
      await owner.query(only(policySql(wholeTable()), table));
      expect(missed).toEqual([]);
      expect(await tableDifferences(owner, columns, policy, some)).toEqual([]);
    },
  );
});

/** Who sees what, said a second time by hand (domain §8): the one place where a change of the policy must be wanted twice. */
const promised: Readonly<Record<string, readonly [sees: readonly Relation[], writes: readonly Relation[]]>> = {
  window: [
    ['centre', 'member'],
    ['centre', 'member'],
  ],
  seat: [
    ['centre', 'member'],
    ['centre', 'member'],
  ],
  gridWorker: [
    ['member', 'grid'],
    ['member', 'grid'],
  ],
  triage: [
    ['centre', 'member'],
    ['centre', 'member'],
  ],
  org: [
    ['member', 'org', 'committee'],
    ['member', 'org', 'committee'],
  ],
  mediator: [['member'], ['member']],
  judge: [
    ['member', 'org'],
    ['member', 'org'],
  ],
  partner: [
    ['member', 'org'],
    ['member', 'org'],
  ],
  crew: [['member'], ['member']],
  leader: [
    ['centre', 'member'],
    ['centre', 'member'],
  ],
  safety: [
    ['member', 'safety'],
    ['member', 'safety'],
  ],
  archivist: [
    ['centre', 'member', 'archive'],
    ['centre', 'member', 'archive'],
  ],
  auditor: [['centre', 'audit'], []],
  admin: [[], []],
  clock: [
    ['centre', 'safety', 'audit'],
    ['centre', 'safety'],
  ],
  party: [
    ['party', 'page'],
    ['party', 'page'],
  ],
};

describe('each role: the matters in its sight and in its hand', () => {
  /** The relations whose matters SQL shows to this role, and lets it change. */
  async function sets(role: string): Promise<[sees: string[], writes: string[]]> {
    await owner.query('begin');
    for (const relation of relations)
      await owner.query(
        insertOf(columns, 'matter', {
          tenant_id: String(TENANT),
          readers: `array['${rowOf[relation]}']`,
          title: `'${relation}'`,
        }),
      );
    await owner.query(`set local role jiefen_app; ${contextOf(actorOf(role))}`);
    const seen = await owner.query('select title from matter');
    const changed = await owner.query('update matter set title = title returning title');
    await owner.query('rollback');
    return [seen.rows.map((row) => row.title), changed.rows.map((row) => row.title)];
  }
  const differs = async (role: string) => {
    const [sees, writes] = await sets(role);
    const [wantSees, wantWrites] = promised[role]!;
    return JSON.stringify([sees.sort(), writes.sort()]) !== JSON.stringify([[...wantSees].sort(), [...wantWrites].sort()]);
  };

  test('is what was promised, for every role', async () => {
    expect(rolePolicies.map(({ role }) => role).sort()).toEqual(Object.keys(promised).sort());
    for (const { role } of rolePolicies) expect(await differs(role), role).toBe(false);
  });

  test.each(rolePolicies.map((row) => [row.role, row] as const))(
    '%s: a relation added, taken away, or exchanged is caught',
    async (role: Role, row: RolePolicy) => {
      const list = rolePolicies as RolePolicy[];
      const at = list.indexOf(row);
      const more = (['grid', 'safety', 'centre', 'org'] as const).find((relation) => !row.sees.includes(relation))!;
      const changes: RolePolicy[] = [
        { ...row, sees: [...row.sees, more] },
        { ...row, sees: [...row.sees, more], writes: [...row.writes, more] },
        ...(row.sees.length > 0
          ? [
              { ...row, sees: row.sees.slice(1) },
              { ...row, sees: [more, ...row.sees.slice(1)], writes: row.writes.slice(1) },
            ]
          : []),
        ...(row.writes.length > 0 ? [{ ...row, writes: [] }] : []),
      ];
      try {
        for (const changed of changes) {
          list[at] = changed;
          expect(await differs(role), JSON.stringify(changed)).toBe(true);
        }
      } finally {
        list[at] = row;
      }
    },
  );
});
