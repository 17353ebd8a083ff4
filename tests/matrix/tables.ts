import { pg } from '../../src/ground/store/index.ts';
import { canSee, canWrite, type Guard, ownColumn, type TablePolicy } from '../../src/registers/identity/policy.ts';
import { DOOR } from '../../src/registers/identity/policySql.ts';
import { type columnsOf, filler, insertOf } from './fill.ts';
import { actorOf, allRoles, contextOf, ME, relations, rowOf, TENANT } from './grid.ts';

export type Columns = Awaited<ReturnType<typeof columnsOf>>;
type Actor = Pick<ReturnType<typeof actorOf>, 'id' | 'roles' | 'sees' | 'writes'>;
const SOMEBODY = '00000000-0000-7000-8000-0000000000ee';
const verbs = ['select', 'insert', 'update', 'delete'] as const;
type Verb = (typeof verbs)[number];

/** Everybody whom the database may meet: each role, the door, and nobody. */
export const everybody: ReadonlyArray<readonly [name: string, actor: Actor]> = [
  ...allRoles.map((role) => [role, actorOf(role)] as const),
  [DOOR, { id: ME, roles: [DOOR], sees: [`s:${ME}`], writes: [`s:${ME}`] }],
];

/** Rows to look at: one for each pattern of readers, or my own and somebody else's. */
const patterns: readonly string[][] = [
  ...relations.map((relation) => [rowOf[relation]]),
  [rowOf.centre, rowOf.safety],
  [rowOf.org, rowOf.none],
  [rowOf.member, rowOf.grid, rowOf.audit],
  [],
];
interface Sample {
  readers: string[];
  owner: string;
}
const samplesOf = (columns: Columns, table: string): Sample[] => {
  const names = columns.get(table)!.map(({ name }) => name);
  if (names.includes('readers')) return patterns.map((readers) => ({ readers, owner: ME }));
  return [ME, SOMEBODY].map((owner) => ({ readers: [], owner }));
};

/** What the guard means, said once more in plain words: the code's side of the comparison. */
function means(guard: Guard, actor: Actor, sample: Sample, verb: Verb): boolean {
  if (guard === 'nobody') return false;
  if (guard === 'tenant') return actor.roles.length > 0;
  if (guard === 'staff') return actor.roles.length > 0 && !actor.roles.includes('party');
  if (guard === 'readers') return verb === 'select' ? canSee(actor, sample.readers) : canWrite(actor, sample.readers);
  if (guard === 'own') return sample.owner === actor.id || actor.roles.some((role) => role === 'admin' || role === DOOR);
  if (guard === 'ownOrClock') return sample.owner === actor.id || actor.roles.includes('clock');
  return actor.roles.some((role) => (guard as readonly string[]).includes(role));
}
const expected = (policy: TablePolicy, actor: Actor, sample: Sample, verb: Verb): boolean => {
  const own = means(policy[verb], actor, sample, verb);
  // A row that is changed or deleted must be found first.
  return verb === 'update' || verb === 'delete' ? own && means(policy.select, actor, sample, 'select') : own;
};

function given(columns: Columns, table: string, { readers, owner }: Sample, at: number): Record<string, string> {
  const names = columns.get(table)!.map(({ name }) => name);
  const own = ownColumn[table] ?? 'staff_id';
  return {
    tenant_id: String(TENANT),
    ...(names.includes('readers') && {
      readers: `${pg.escapeLiteral(`{${readers.map((reader) => `"${reader}"`).join(',')}}`)}::text[]`,
    }),
    ...(!names.includes('readers') && names.includes(own) && { [own]: `'${owner}'` }),
    ...(table === 'ledger_event' && { command: `'triage.open'`, from_state: `'REGISTERED'` }),
    ...(names.includes('index') && { index: String(at + 1) }),
    ...(names.includes('level') && names.includes('n') && { n: String(at + 1) }),
    ...(names.includes('size') && table === 'ledger_checkpoint' && { size: String(at + 1) }),
  };
}

/** Tries every verb on every sample row of a table as this person; which were let through, as `verb:sample`. The caller undoes it. */
async function tried(client: pg.Client, columns: Columns, table: string, actor: Actor): Promise<string[]> {
  const samples = samplesOf(columns, table);
  const rows = samples.map((sample, at) => `${insertOf(columns, table, given(columns, table, sample, at))} returning ${place()}`);
  const made = (await client.query(
    `begin; ${rows.join('; ')}; set local role jiefen_app; ${contextOf(actor)}`,
  )) as unknown as pg.QueryResult[];
  const marks = made.flatMap((result) => result.rows.map((row) => String(row.tid)));
  const found = async (verb: Verb, text: string) =>
    (await attempt(client, text)).rows.map((row) => `${verb}:${marks.indexOf(String(row.tid))}`);
  const own = columns.get(table)!;
  const free = own.find(({ name }) => name !== 'tenant_id' && name !== 'seq')!.name;
  const last = own.findLast(({ name }) => name !== 'readers')!;
  return [
    ...(await found('select', `select ${place()} from "${table}"`)),
    ...(await found('update', `update "${table}" set "${free}" = "${free}" returning ${place('old.')}`)),
    ...(await found('delete', `delete from "${table}" returning ${place()}`)),
    // A change that reads nothing is not held back by what may be seen: there the policy of its own verb stands alone.
    `blind update:${(await attempt(client, `update "${table}" set "${last.name}" = ${filler[last.type]}`)).rowCount}`,
    `blind delete:${(await attempt(client, `delete from "${table}"`)).rowCount}`,
    ...(await inserted(
      client,
      samples.map((sample, at) => insertOf(columns, table, given(columns, table, sample, at + 50))),
    )),
  ];
}
const place = (of = ''): string => `${of}tableoid::text || ${of}ctid::text as tid`;

/** A statement's result; nothing where the database refuses it. Undone at once. */
async function attempt(client: pg.Client, text: string): Promise<{ rows: Record<string, unknown>[]; rowCount: number }> {
  try {
    const results = (await client.query(`savepoint s; ${text}`)) as unknown as pg.QueryResult[];
    return { rows: results[1]!.rows, rowCount: results[1]!.rowCount ?? 0 };
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    return { rows: [], rowCount: 0 };
  } finally {
    await client.query('rollback to s');
  }
}

/** Which of these inserts the database let past its policies, be it only into the key of a row that stands. */
async function inserted(client: pg.Client, texts: readonly string[]): Promise<string[]> {
  const tries = texts.map(
    (text) =>
      `begin ${text}; told := told || '1'; exception when insufficient_privilege then told := told || '0'; when unique_violation then told := told || '1'; end;`,
  );
  const results = (await client.query(
    `do $$ declare told text := ''; begin ${tries.join(' ')} perform set_config('app.told', told, true); end $$; select current_setting('app.told') as told`,
  )) as unknown as pg.QueryResult[];
  return [...String(results[1]!.rows[0].told)].flatMap((letter, at) => (letter === '1' ? [`insert:${at}`] : []));
}

/** Where the database does something else than the policy row says. */
export async function tableDifferences(
  client: pg.Client,
  columns: Columns,
  policy: TablePolicy,
  people = everybody,
): Promise<string[]> {
  const { table } = policy;
  const found: string[] = [];
  for (const [name, actor] of people) {
    const got = new Set(await tried(client, columns, table, actor).finally(() => client.query('rollback')));
    for (const verb of ['update', 'delete'] as const) {
      const mine = samplesOf(columns, table).filter((sample) => means(policy[verb], actor, sample, verb)).length;
      if (!got.has(`blind ${verb}:${mine}`)) found.push(`${name} blind ${verb} ${table}`);
    }
    for (const [at, sample] of samplesOf(columns, table).entries())
      for (const verb of verbs) {
        if (table === 'ledger_event' && verb === 'insert' && !['triage', 'org'].includes(name)) continue; // The lifecycle has its say there: commands.test.
        if (expected(policy, actor, sample, verb) !== got.has(`${verb}:${at}`))
          found.push(`${name} ${verb} ${table} [${sample.readers.join()}${sample.owner === ME ? '' : ' not mine'}]`);
      }
  }
  return found;
}
