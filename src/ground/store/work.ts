import type { PoolClient, QueryResult } from 'pg';
import { type ActorContext, contextSql } from './context.ts';
import { camelRow, compile, type Sql, snake } from './sql.ts';
import { pg } from './types.ts';

export type Row = Record<string, unknown>;

export interface Write {
  table: string;
  /** Columns as the table names them. */
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
 * One transaction of one acting person, or of several one after the other (a round, ADR 0010: each one's rows go out as that person,
 * before the next becomes the actor). Writes are collected and go to the database together in one statement
 * (a round trip for any number of rows), so that all safeguards cost little.
 */
export class Work {
  readonly tenantId: number;
  readonly now: Date;
  readonly writes: Write[] = [];
  private readonly client: PoolClient;
  private readonly known: Map<string, Promise<unknown>>;
  private flushed = 0;
  private who: ActorContext;

  constructor(client: PoolClient, tenantId: number, now: Date, who: ActorContext, known = new Map<string, Promise<unknown>>()) {
    this.client = client;
    this.tenantId = tenantId;
    this.now = now;
    this.who = who;
    this.known = known;
  }

  /** One of several works that share this transaction: what it writes counts only when it is taken over. */
  part(): Work {
    return new Work(this.client, this.tenantId, this.now, this.who, this.known);
  }
  take(part: Work): void {
    this.writes.push(...part.writes.slice(part.flushed));
  }

  /** Asked once in a transaction, however many ask. */
  once<T>(key: string, ask: () => Promise<T>): Promise<T> {
    const known = this.known.get(key) ?? ask();
    this.known.set(key, known);
    return known as Promise<T>;
  }

  /** Rows in camelCase. `prepared`: planned once per connection; for the few questions that every command asks. */
  async ask<T = Row>(query: Sql, { prepared = false } = {}): Promise<T[]> {
    const statement = compile(query);
    const { rows } = await this.client.query(prepared ? { name: `q${hash(statement.text)}`, ...statement } : statement);
    return rows.map((row) => camelRow<T>(row));
  }

  async one<T = Row>(query: Sql, how?: { prepared: boolean }): Promise<T | undefined> {
    return (await this.ask<T>(query, how))[0];
  }

  /** Plain statements without parameters or result. */
  async run(text: string): Promise<void> {
    await this.client.query(text);
  }

  /** The same without waiting: should it fail, the transaction is broken and whatever is asked next tells. */
  send(text: string): void {
    this.client.query(text).catch(() => {});
  }

  /** Row-level security takes what follows as this person's. */
  actAs(who: ActorContext): void {
    this.who = who;
    this.send(contextSql(who, this.tenantId));
  }

  /**
   * For the one thing that nobody can do as themselves: to write a row that they may not see afterwards, which PostgreSQL refuses,
   * for it holds the new row against the policy of reading too. `run` goes on with these principals beside the person's own.
   */
  async beyond(principals: readonly string[], run: () => Promise<void>): Promise<void> {
    await this.flush();
    const { who } = this;
    this.actAs({ ...who, sees: [...who.sees, ...principals], writes: [...who.writes, ...principals] });
    await run().finally(() => this.actAs(who));
  }

  add(table: string, row: Row): void {
    this.writes.push({ table, row: this.columnsOf(row), how: 'add', key: [] });
  }

  save(table: string, row: Row, key: readonly string[] = ['id']): void {
    this.writes.push({ table, row: this.columnsOf(row), how: 'save', key });
  }
  private columnsOf(row: Row): Row {
    const columns: Row = { tenant_id: this.tenantId };
    for (const name in row) if (row[name] !== undefined) columns[snake(name)] = row[name];
    return columns;
  }

  /**
   * Sends the rest and commits. New rows travel together with the commit, for an error in them turns it into a rollback; saved
   * rows are counted first. Only the store calls this.
   */
  async commit(): Promise<void> {
    if (this.writes.slice(this.flushed).some(({ how }) => how === 'save')) await this.flush();
    const [flushed, done] = await Promise.allSettled([this.flush(), this.client.query('commit')]);
    for (const one of [flushed, done])
      if (one.status === 'rejected') throw undone(one.reason) ? one.reason : new OutcomeUnknown(one.reason);
    committed((done as PromiseFulfilledResult<QueryResult>).value);
  }

  /** Sends what has been collected. Raises StaleRow when a saved row had moved on. */
  async flush(): Promise<void> {
    const writes = this.writes.slice(this.flushed);
    this.flushed = this.writes.length;
    if (writes.length === 0) return;
    const { name, text, values, groups } = statementOf(writes);
    const { rows } = await this.client.query({ name, text, values });
    for (const [i, group] of groups.entries()) {
      if (group.how === 'save' && Number(rows[0][`n${i}`]) !== group.rows.length) throw new StaleRow(group.table);
    }
  }
}

/** The connection was lost after the commit had been sent: it may stand or not. Nobody may do it again who cannot tell. */
export class OutcomeUnknown extends Error {
  constructor(cause: unknown) {
    super('the connection was lost while committing', { cause });
  }
}

/** The database itself said no, so nothing stands. Its last words while being stopped (class 57) say nothing of the commit. */
const undone = (reason: unknown): boolean =>
  reason instanceof StaleRow || (reason instanceof pg.DatabaseError && !reason.code?.startsWith('57'));

/** A commit that the database turned into a rollback must never be acknowledged. */
function committed(result: QueryResult): void {
  if (result.command !== 'COMMIT') throw new Error('the transaction was rolled back instead of committed');
}

interface Group {
  table: string;
  how: Write['how'];
  key: readonly string[];
  columns: string[];
  rows: Row[];
}

interface Statement {
  name: string;
  text: string;
}
/** Texts by shape: which tables, which columns, one row or several. There are as many as commands have ways to write. */
const statements = new Map<string, Statement>();

/** One `WITH … INSERT … UPDATE …` over JSON parameters: a parameter per table, whatever the number of rows. */
function statementOf(writes: Write[]): Statement & { values: unknown[]; groups: Group[] } {
  const byShape = new Map<string, Group>();
  for (const { table, row, how, key } of writes) {
    const plain: Row = {};
    for (const column in row) if (row[column] !== null) plain[column] = forJson(row[column]);
    // Rows of one table are made in one place, so their columns stand in one order. What is null is not sent: absent is null.
    const columns = Object.keys(row);
    const shape = `${how} ${table} ${columns.join(',')}`;
    const group = byShape.get(shape);
    if (group) group.rows.push(plain);
    else byShape.set(shape, { table, how, key: ['tenant_id', ...key.map(snake)], columns, rows: [plain] });
  }
  const groups = [...byShape.values()];
  const shape = [...byShape].map(([id, { rows }]) => (rows.length > 1 ? `${id}*` : id)).join('|');
  const known = statements.get(shape) ?? textOf(groups);
  statements.set(shape, known);
  return { ...known, values: groups.flatMap(valuesOf), groups };
}

/** What `part` numbers, in its order. A saved row's key stands beside it as plain parameters. */
function valuesOf({ how, key, rows }: Group): unknown[] {
  if (how === 'add') return [JSON.stringify(rows)];
  if (rows.length === 1) return [JSON.stringify(rows[0]), ...key.map((column) => rows[0]![column])];
  return [JSON.stringify(rows), rows[0]!.tenant_id, rows.map((row) => row[key[1]!])];
}

function textOf(groups: Group[]): Statement {
  let used = 0;
  const parameter = () => `$${++used}`;
  const parts = groups.map(
    (group, i) => `c${i} as (${group.how === 'add' ? insertOf(group, parameter) : updateOf(group, parameter)})`,
  );
  const counts = groups.map(({ how }, i) => (how === 'add' ? `0 as n${i}` : `(select count(*) from c${i}) as n${i}`));
  const text = `with ${parts.join(', ')} select ${counts.join(', ')}`;
  return { name: `w${hash(text)}`, text };
}

function insertOf({ table, columns }: Group, parameter: () => string): string {
  const names = columns.map((c) => `"${c}"`).join(', ');
  const mine = columns.map((c) => `r."${c}"`).join(', ');
  return `insert into "${table}" (${names}) select ${mine} from jsonb_populate_recordset(null::"${table}", ${parameter()}::jsonb) r`;
}

/**
 * The key is compared with parameters, not only with the JSON row: joined to a function's rows alone, a plan made while the
 * table was new walks all rows of the tenant, and is kept for hours.
 */
function updateOf({ table, columns, key, rows }: Group, parameter: () => string): string {
  const single = rows.length === 1;
  const source = `jsonb_populate_record${single ? '' : 'set'}(null::"${table}", ${parameter()}::jsonb) r`;
  const sets = columns.filter((c) => !key.includes(c)).map((c) => `"${c}" = r."${c}"`);
  const found = single
    ? key.map((c) => `t."${c}" = ${parameter()}`)
    : [`t.tenant_id = ${parameter()}`, `t."${key[1]}" = any(${parameter()})`, ...key.map((c) => `t."${c}" = r."${c}"`)];
  if (columns.includes('revision')) found.push('t."revision" = r."revision" - 1');
  return `update "${table}" t set ${sets.join(', ')} from ${source} where ${found.join(' and ')} returning 1`;
}

/** Printable ASCII but for the backslash: bytea's escape format takes it as it is, at half the length of hex. */
const isPlainLetter = (byte: number): boolean => byte >= 0x20 && byte < 0x7f && byte !== 0x5c;

/** Bytes and whole numbers as PostgreSQL's own text: hundreds of numbers cost a fraction of what they would as JSON. */
function forJson(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value.every(isPlainLetter) ? value.toString('latin1') : `\\x${value.toString('hex')}`;
  return value instanceof Int32Array ? `{${value.join(',')}}` : value;
}

function hash(text: string): string {
  let h = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) h = BigInt.asUintN(64, (h ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n);
  return h.toString(36);
}
