import type { pg } from '../../src/ground/store/index.ts';

interface Column {
  name: string;
  type: string;
  needed: boolean;
}
export const filler: Readonly<Record<string, string>> = {
  int4: '1',
  int8: '1',
  uuid: 'gen_random_uuid()',
  text: `md5(random()::text)`,
  _text: `'{}'`,
  _uuid: `'{}'`,
  _int4: `'{}'`,
  timestamptz: `'2026-05-11'`,
  date: `'2026-05-11'`,
  jsonb: `'{}'`,
  bool: 'false',
  bytea: `decode(md5(random()::text), 'hex')`,
  float8: '1',
};

/** The columns of each table, as the catalogue has them. */
export async function columnsOf(client: pg.Client): Promise<Map<string, Column[]>> {
  const { rows } =
    await client.query(`select table_name, column_name, udt_name, is_nullable = 'NO' and column_default is null and is_identity = 'NO' as needed
    from information_schema.columns where table_schema = 'public' order by ordinal_position`);
  const found = new Map<string, Column[]>();
  for (const { table_name, column_name, udt_name, needed } of rows)
    found.set(table_name, [...(found.get(table_name) ?? []), { name: column_name, type: udt_name, needed }]);
  return found;
}

/** An insert of one made-up row; `given` are SQL expressions for the columns that matter. */
export function insertOf(columns: ReadonlyMap<string, readonly Column[]>, table: string, given: Record<string, string>): string {
  const own = columns.get(table)!;
  const values = own.flatMap(({ name, type, needed }) =>
    given[name] ? [[name, given[name]]] : needed ? [[name, filler[type]!]] : [],
  );
  return `insert into "${table}" (${values.map(([name]) => `"${name}"`).join(', ')}) values (${values.map(([, value]) => value).join(', ')})`;
}
