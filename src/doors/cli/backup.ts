import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../ground/config/index.ts';
import { pg } from '../../ground/store/index.ts';
import { parseCheckpoint } from '../../support/ledger/index.ts';
import { type House, openHouse } from './house.ts';
import { type Manifest, writeManifest } from './safekeeping/manifest.ts';
import { SafekeepingRefusal } from './safekeeping/refusal.ts';
import { refuseUnlessAllIsSeen } from './safekeeping/sight.ts';
import { keepTable, sequencesOf, tablesOf } from './safekeeping/tables.ts';
import { copyTree, keptFolders } from './safekeeping/trees.ts';

/**
 * Copies the whole house into an empty `folder` while people go on working: every table in one snapshot, then keys and
 * attachments, which only ever grow. Refuses a folder with something in it. The copy holds the keys: guard it like the data.
 */
export async function backUp(
  { admin, config }: Pick<House, 'admin' | 'config'>,
  folder: string,
): Promise<{ manifest: Manifest; sha256: string }> {
  await emptyFolder(folder);
  const database = await keepDatabase(admin, folder);
  const trees = await Promise.all(keptFolders.map((name) => copyTree(config.folder, folder, name)));
  const manifest: Manifest = {
    format: 'jiefen-backup-1',
    madeAt: new Date().toISOString(),
    version: config.version,
    ...database,
    files: [...database.files, ...trees.flat()],
  };
  return { manifest, sha256: await writeManifest(folder, manifest) };
}

async function emptyFolder(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'tables'), { recursive: true, mode: 0o700 }).catch(() => {
    throw new SafekeepingRefusal(`不能写入文件夹 ${folder}。`, '请换一个可以写的文件夹。');
  });
  const found = [...(await readdir(folder)), ...(await readdir(path.join(folder, 'tables')))].filter((name) => name !== 'tables');
  if (found.length > 0)
    throw new SafekeepingRefusal(`文件夹 ${folder} 里已有内容（${found[0]}）。`, '请换一个空文件夹，旧的备份不会被覆盖。');
}

type Kept = Pick<Manifest, 'migrations' | 'tables' | 'sequences' | 'ledgers' | 'files'>;

/** One REPEATABLE READ snapshot for all tables: no writer waits, and no half-done command is seen. */
async function keepDatabase(admin: pg.ClientConfig, folder: string): Promise<Kept> {
  const client = new pg.Client(admin);
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await refuseUnlessAllIsSeen(client);
    const { rows: migrations } = await client.query(
      `select name, digest from migration where name <> 'policy.sql' order by name`,
    );
    const ledgers = await ledgersOf(client);
    const kept = [];
    for (const table of await tablesOf(client)) kept.push(await keepTable(client, folder, table));
    // A sequence stands outside every snapshot; read after the rows it can only be ahead of them.
    const sequences = await sequencesOf(client);
    await client.query('commit');
    return { migrations, ledgers, sequences, tables: kept.map((one) => one.table), files: kept.map((one) => one.file) };
  } finally {
    await client.end();
  }
}

async function ledgersOf(client: pg.Client): Promise<Manifest['ledgers']> {
  const { rows } = await client.query(
    `select c.id as "tenantId", c.code, (select count(*)::int from ledger_queue q where q.tenant_id = c.id) as waiting,
       (select note from ledger_checkpoint k where k.tenant_id = c.id order by size desc limit 1) as note from centre c order by c.id`,
  );
  return rows.map(({ note, ...row }) => {
    const checkpoint = note ? parseCheckpoint(note) : null;
    return { ...row, size: checkpoint?.size ?? 0, root: checkpoint?.root.toString('base64') ?? '' };
  });
}

export async function run([target]: string[], config: Config): Promise<number> {
  if (!target) {
    console.log('用法：npx jiefen backup <空文件夹>');
    return 2;
  }
  const began = performance.now();
  const folder = path.resolve(target);
  const house = await openHouse(config, (line) => console.log(line));
  try {
    const { manifest, sha256 } = await backUp(house, folder);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    console.log(`已备份到 ${folder}：${rows} 行、${manifest.files.length} 个文件。里面有密钥，请像数据本身一样保管。`);
    console.log(
      JSON.stringify({
        rows,
        files: manifest.files.length,
        bytes,
        ledgers: manifest.ledgers,
        manifest: sha256,
        seconds: Math.round(performance.now() - began) / 1000,
        errors: 0,
      }),
    );
    return 0;
  } finally {
    await house.close();
  }
}
