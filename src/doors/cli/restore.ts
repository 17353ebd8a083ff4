import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Config } from '../../ground/config/index.ts';
import { bootstrap, migrate, pg } from '../../ground/store/index.ts';
import { openHouse, root } from './house.ts';
import { openRunningOrStart } from './running.ts';
import { checkFiles, type Manifest, readManifest } from './safekeeping/manifest.ts';
import { SafekeepingRefusal } from './safekeeping/refusal.ts';
import { dropIndexes, loadTable, setSequences, tablesOf } from './safekeeping/tables.ts';
import { copyTree, keptFolders } from './safekeeping/trees.ts';
import { type Finding, verifyTenant } from './verify.ts';

export interface Restored {
  manifest: Manifest;
  /** One for each centre: the whole ledger re-checked, and whether it ends where the backup said. */
  ledgers: (Finding & { code: string; same: boolean })[];
}

/**
 * Brings a backup back into an empty data folder (and, with DATABASE_URL, an empty database), checks every byte first and the
 * whole ledger afterwards. The rows go in as one transaction: broken off, nothing is there.
 */
export async function restore(config: Config, from: string, log: (line: string) => void = () => {}): Promise<Restored> {
  const manifest = await readManifest(from);
  const migrations = await sameMigrations(manifest);
  await refuseFullFolder(config.folder);
  await checkFiles(from, manifest);
  await restoreDatabase(config, from, manifest, migrations, log);
  for (const name of keptFolders) await copyTree(from, config.folder, name);
  const house = await openHouse(config, log);
  try {
    const ledgers: Restored['ledgers'] = [];
    for (const { tenantId, code, size, root: hash } of manifest.ledgers) {
      const finding = await verifyTenant(house, tenantId);
      ledgers.push({ code, ...finding, same: finding.ok && finding.size === size && (size === 0 || finding.root === hash) });
    }
    return { manifest, ledgers };
  } finally {
    await house.close();
  }
}

/** The names of the backup's migrations, if this program has them unchanged; a backup of a newer program is refused. */
async function sameMigrations({ migrations, version }: Manifest): Promise<string[]> {
  for (const { name, digest } of migrations) {
    const text = await readFile(path.join(root, 'db/migrations', name)).catch(() => undefined);
    if (text && createHash('sha256').update(text).digest('hex') === digest) continue;
    throw new SafekeepingRefusal(
      `这份备份是用另一个版本（${version}）做的，本程序不认识其中的 ${name}。`,
      '请用做备份的版本或更新的版本来恢复。',
    );
  }
  return migrations.map(({ name }) => name);
}

/** A database is made on the way; keys and files must not stand there, for they would be mixed with the backup's. */
async function refuseFullFolder(folder: string): Promise<void> {
  for (const name of keptFolders) {
    const found = await readdir(path.join(folder, name)).catch(() => []);
    if (found.length > 0)
      throw new SafekeepingRefusal(
        `数据文件夹 ${folder} 里已有内容（${name}）。`,
        '请用 JIEFEN_DATA 指定一个空文件夹再恢复；原有内容没有动。',
      );
  }
}

async function restoreDatabase(
  config: Config,
  from: string,
  manifest: Manifest,
  migrations: string[],
  log: (line: string) => void,
): Promise<void> {
  const opened = await openRunningOrStart(config, log);
  try {
    if (!config.databaseUrl && !opened.postgres)
      throw new SafekeepingRefusal('这个数据文件夹上有服务器在运行。', '请先停止它，或用 JIEFEN_DATA 指定另一个空文件夹。');
    await refuseFullDatabase(opened.admin, migrations);
    await bootstrap(opened.admin);
    await layShape(opened.admin, migrations);
    await load(opened.admin, from, manifest, log);
  } finally {
    await opened.leave();
  }
}

async function refuseFullDatabase(admin: pg.ClientConfig, migrations: string[]): Promise<void> {
  await asOwner(admin, async (client) => {
    for (const { name } of await tablesOf(client)) {
      const { rowCount } = await client.query(`select from ${pg.escapeIdentifier(name)} limit 1`);
      if (rowCount)
        throw new SafekeepingRefusal(
          `数据库里已有内容（表 ${name}）。`,
          '请换一个空的数据库或空的数据文件夹再恢复；原有内容没有动。',
        );
    }
    const { rows } = await client.query(`select to_regclass('public.migration') is not null as made`);
    if (!rows[0].made) return;
    const { rows: later } = await client.query(
      `select name from migration where name <> 'policy.sql' and name <> all ($1::text[])`,
      [migrations],
    );
    if (later[0]) throw new SafekeepingRefusal(`这个数据库已是更新的结构（${later[0].name}）。`, '请换一个空的数据库。');
  });
}

/** The shape that the backup had, without policies yet; `openHouse` later goes on to the newest and lays them. */
async function layShape(admin: pg.ClientConfig, migrations: string[]): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'jiefen-shape-'));
  try {
    await mkdir(path.join(folder, 'migrations'));
    for (const name of migrations) await copyFile(path.join(root, 'db/migrations', name), path.join(folder, 'migrations', name));
    await writeFile(path.join(folder, 'policy.sql'), '');
    await migrate(admin, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function load(admin: pg.ClientConfig, from: string, manifest: Manifest, log: (line: string) => void): Promise<void> {
  await asOwner(admin, async (client) => {
    await client.query(`begin; set local maintenance_work_mem = '256MB'; set local synchronous_commit = on`);
    for (const { name } of manifest.tables)
      await client.query(`alter table ${pg.escapeIdentifier(name)} disable row level security`);
    const indexes = await dropIndexes(client);
    for (const table of manifest.tables) {
      const rows = await loadTable(client, from, table);
      if (rows !== table.rows)
        throw new SafekeepingRefusal(
          `表 ${table.name} 应有 ${table.rows} 行，读出 ${rows} 行。`,
          '请换一份备份；没有写入任何内容。',
        );
      if (rows > 100_000) log(`${table.name}：${rows} 行`);
    }
    for (const text of indexes) await client.query(text);
    await setSequences(client, manifest.sequences);
    await client.query('commit');
    await client.query('analyze');
  });
}

async function asOwner(admin: pg.ClientConfig, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

export async function run([source]: string[], config: Config): Promise<number> {
  if (!source) {
    console.log('用法：npx jiefen restore <备份文件夹>');
    return 2;
  }
  const began = performance.now();
  const { manifest, ledgers } = await restore(config, path.resolve(source), (line) => console.log(line));
  for (const { code, same, size, checkedRows, firstDivergence } of ledgers)
    console.log(
      same
        ? `${code}：${size} 条账、${checkedRows} 行记录全部相符，与备份时一致。`
        : `${code}：恢复后核对不符：${firstDivergence?.what ?? '账的长度或根与备份清单不同'}`,
    );
  const ok = ledgers.every((one) => one.same);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  console.log(
    JSON.stringify({
      ok,
      rows,
      files: manifest.files.length,
      ledgers,
      seconds: Math.round(performance.now() - began) / 1000,
      errors: ok ? 0 : 1,
    }),
  );
  return ok ? 0 : 1;
}
