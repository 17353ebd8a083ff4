import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ClientConfig } from 'pg';
import { pg } from './types.ts';

/**
 * Brings a database to the newest shape: numbered files of `db/migrations` once each, forward only, then `db/policy.sql`
 * (generated row-level security) whenever its text changed. One runner at a time.
 */
export async function migrate(connection: ClientConfig, folder: string): Promise<string[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(727001)');
    await client.query(
      'create table if not exists migration (name text primary key, digest text not null, at timestamptz not null default now())',
    );
    const done: string[] = [];
    const names = (await readdir(path.join(folder, 'migrations'))).filter((name) => name.endsWith('.sql')).sort();
    for (const name of names) if (await once(client, path.join(folder, 'migrations', name), name, false)) done.push(name);
    if (await once(client, path.join(folder, 'policy.sql'), 'policy.sql', true)) done.push('policy.sql');
    return done;
  } finally {
    await client.end();
  }
}

async function once(client: pg.Client, file: string, name: string, repeatable: boolean): Promise<boolean> {
  const text = await readFile(file, 'utf8');
  const digest = createHash('sha256').update(text).digest('hex');
  const { rows } = await client.query('select digest from migration where name = $1', [name]);
  if (rows[0]?.digest === digest) return false;
  if (rows[0] && !repeatable) throw new Error(`migration ${name} was changed after it had run`);
  await client.query('begin');
  try {
    await client.query(text);
    await client.query(
      'insert into migration (name, digest) values ($1, $2) on conflict (name) do update set digest = $2, at = now()',
      [name, digest],
    );
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
