import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { pg } from '../../../ground/store/index.ts';
import type { KeptFile, Manifest } from './manifest.ts';

type Table = Manifest['tables'][number];

const name = (identifier: string) => pg.escapeIdentifier(identifier);
const list = (columns: readonly string[]) => columns.map(name).join(', ');

/** Every table of the house with its columns; the parts of a partitioned one are copied through it. */
export async function tablesOf(client: pg.Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     group by c.relname order by c.relname`,
  );
  return rows;
}

/** One table as COPY text, gzipped; text and not binary, because that is what every version reads. */
export async function keepTable(
  client: pg.Client,
  folder: string,
  table: { name: string; columns: string[] },
): Promise<{ table: Table; file: KeptFile }> {
  const file = `tables/${table.name}.copy.gz`;
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  const source = client.query(copyTo(`copy (select ${list(table.columns)} from ${name(table.name)}) to stdout`));
  await pipeline(
    source,
    createGzip({ level: 1, chunkSize: 1 << 18 }),
    counted,
    createWriteStream(path.join(folder, file), { mode: 0o600, flush: true }),
  );
  return { table: { ...table, rows: source.rowCount, file }, file: { path: file, bytes, sha256: hash.digest('hex') } };
}

export async function loadTable(client: pg.Client, folder: string, table: Table): Promise<number> {
  const target = client.query(copyFrom(`copy ${name(table.name)} (${list(table.columns)}) from stdin`));
  await pipeline(
    createReadStream(path.join(folder, table.file), { highWaterMark: 1 << 20 }),
    createGunzip({ chunkSize: 1 << 18 }),
    target,
  );
  return target.rowCount;
}

/** Indexes that are no constraint: building one anew is far cheaper than growing it row by row. Returns what makes them again. */
export async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    `select i.relname as name, pg_get_indexdef(i.oid) as text from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
     where t.relnamespace = 'public'::regnamespace and not t.relispartition and t.relname <> 'migration'
       and not exists (select from pg_constraint c where c.conindid = i.oid) order by 1`,
  );
  for (const row of rows) await client.query(`drop index ${name(row.name)}`);
  return rows.map((row) => String(row.text).replace(' ON ONLY ', ' ON '));
}

export async function sequencesOf(client: pg.Client): Promise<Manifest['sequences']> {
  const { rows } = await client.query(
    `select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attidentity <> '' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and not c.relispartition order by 1, 2`,
  );
  const found: Manifest['sequences'] = [];
  for (const { table, column, sequence } of rows) {
    const { rows: values } = await client.query(`select last_value as last from ${sequence}`);
    found.push({ table, column, last: Number(values[0].last) });
  }
  return found;
}

export async function setSequences(client: pg.Client, sequences: Manifest['sequences']): Promise<void> {
  for (const { table, column, last } of sequences)
    await client.query('select setval(pg_get_serial_sequence(quote_ident($1), $2), $3)', [table, column, last]);
}
