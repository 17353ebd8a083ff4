import type { PoolClient } from 'pg';
import { camelRow, compile, type RawBuilder, snake } from './sql.ts';

export type Row = Record<string, unknown>;

export interface Write {
  table: string;
  row: Row;
  /** `add`: a new row. `save`: the whole row again; where it carries a revision, the one before must still stand. */
  how: 'add' | 'save';
  key: readonly string[];
}

/** Raised when a row to be saved was changed by somebody else since it was read. The caller turns it into the refusal `stale`. */
export class StaleRow extends Error {
  readonly table: string;
  constructor(table: string) {
    super(`stale row in ${table}`);
    this.table = table;
  }
}

/**
 * One transaction of one acting person. Writes are collected and go to the database together in one statement
 * (a round trip for any number of rows), so that all safeguards cost little.
 */
export class Work {
  readonly tenantId: number;
  readonly now: Date;
  readonly writes: Write[] = [];
  /** Run after the commit has been acknowledged, e.g. to wake the sequencer. */
  readonly afterCommit: Array<() => void> = [];
  private readonly client: PoolClient;
  private flushed = 0;

  constructor(client: PoolClient, tenantId: number, now: Date) {
    this.client = client;
    this.tenantId = tenantId;
    this.now = now;
  }

  /** Rows in camelCase. `prepared`: planned once per connection; for the few questions that every command asks. */
  async ask<T = Row>(query: RawBuilder<unknown>, { prepared = false } = {}): Promise<T[]> {
    const statement = compile(query);
    const { rows } = await this.client.query(prepared ? { name: `q${hash(statement.text)}`, ...statement } : statement);
    return rows.map((row) => camelRow<T>(row));
  }

  async one<T = Row>(query: RawBuilder<unknown>, how?: { prepared: boolean }): Promise<T | undefined> {
    return (await this.ask<T>(query, how))[0];
  }

  /** Plain statements without parameters or result. */
  async run(text: string): Promise<void> {
    await this.client.query(text);
  }

  add(table: string, row: Row): void {
    this.writes.push({ table, row: { tenantId: this.tenantId, ...row }, how: 'add', key: [] });
  }

  save(table: string, row: Row, key: readonly string[] = ['id']): void {
    this.writes.push({ table, row: { tenantId: this.tenantId, ...row }, how: 'save', key });
  }

  /** Sends what has been collected. Raises StaleRow when a saved row had moved on. */
  async flush(): Promise<void> {
    const writes = this.writes.slice(this.flushed);
    this.flushed = this.writes.length;
    if (writes.length === 0) return;
    const { text, values, expected } = statementOf(writes);
    const { rows } = await this.client.query({ name: `w${hash(text)}`, text, values });
    for (const [i, want] of expected.entries()) {
      if (want.how === 'save' && Number(rows[0][`n${i}`]) !== want.rows) throw new StaleRow(want.table);
    }
  }
}

interface Group {
  table: string;
  how: Write['how'];
  key: readonly string[];
  columns: string[];
  rows: Row[];
}

/** One `WITH … INSERT … UPDATE …` over JSON parameters: a parameter per table, whatever the number of rows. */
function statementOf(writes: Write[]): {
  text: string;
  values: string[];
  expected: Array<{ table: string; how: Write['how']; rows: number }>;
} {
  const groups = new Map<string, Group>();
  for (const { table, row, how, key } of writes) {
    const entries = Object.entries(row).filter(([, value]) => value !== undefined);
    const columns = entries.map(([name]) => snake(name)).sort();
    const id = `${how} ${table} ${columns.join(',')}`;
    const group = groups.get(id) ?? { table, how, key, columns, rows: [] };
    group.rows.push(Object.fromEntries(entries.map(([name, value]) => [snake(name), forJson(value)])));
    groups.set(id, group);
  }
  const parts: string[] = [];
  const counts: string[] = [];
  const values: string[] = [];
  const list = [...groups.values()];
  for (const [i, { table, how, key, columns, rows }] of list.entries()) {
    values.push(JSON.stringify(rows));
    const names = columns.map((c) => `"${c}"`).join(', ');
    const source = `jsonb_populate_recordset(null::"${table}", $${i + 1}::jsonb) r`;
    if (how === 'add') {
      const mine = columns.map((c) => `r."${c}"`).join(', ');
      parts.push(`c${i} as (insert into "${table}" (${names}) select ${mine} from ${source})`);
      counts.push(`0 as n${i}`);
    } else {
      const keys = ['tenantId', ...key].map(snake);
      const sets = columns.filter((c) => !keys.includes(c)).map((c) => `"${c}" = r."${c}"`);
      const where = keys.map((c) => `t."${c}" = r."${c}"`);
      if (columns.includes('revision')) where.push('t."revision" = r."revision" - 1');
      parts.push(`c${i} as (update "${table}" t set ${sets.join(', ')} from ${source} where ${where.join(' and ')} returning 1)`);
      counts.push(`(select count(*) from c${i}) as n${i}`);
    }
  }
  return {
    text: `with ${parts.join(', ')} select ${counts.join(', ')}`,
    values,
    expected: list.map(({ table, how, rows }) => ({ table, how, rows: rows.length })),
  };
}

function forJson(value: unknown): unknown {
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
}

function hash(text: string): string {
  let h = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) h = BigInt.asUintN(64, (h ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return h.toString(36);
}
