import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { SafekeepingRefusal } from './refusal.ts';

export const MANIFEST = 'manifest.json';

/** What a backup holds. Written last: a folder without it was broken off. */
export const Manifest = z.object({
  format: z.literal('jiefen-backup-1'),
  madeAt: z.iso.datetime(),
  version: z.string(),
  /** Migrations that the database had seen; a restore lays the same shape first, loads, then goes on to the newest. */
  migrations: z.array(z.object({ name: z.string(), digest: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.number(), file: z.string() })),
  sequences: z.array(z.object({ table: z.string(), column: z.string(), last: z.number() })),
  /** Each centre's log as its newest signed checkpoint states it, in the very snapshot that was copied. */
  ledgers: z.array(z.object({ tenantId: z.number(), code: z.string(), size: z.number(), root: z.string(), waiting: z.number() })),
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;
export type KeptFile = Manifest['files'][number];

export async function writeManifest(folder: string, manifest: Manifest): Promise<string> {
  const text = `${JSON.stringify(Manifest.parse(manifest), null, 1)}\n`;
  const handle = await open(path.join(folder, MANIFEST), 'wx', 0o600);
  await handle.writeFile(text);
  await handle.sync();
  await handle.close();
  return createHash('sha256').update(text).digest('hex');
}

/** Refuses where there is no whole backup. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, MANIFEST), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw new SafekeepingRefusal(`${folder} 里没有完整的备份（缺 ${MANIFEST}）。`, '请换一份备份；中途断掉的备份不能用来恢复。');
  try {
    return Manifest.parse(JSON.parse(text));
  } catch {
    throw new SafekeepingRefusal(`${path.join(folder, MANIFEST)} 读不懂或被改动过。`, '请换一份备份。');
  }
}

export async function digestOf(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), async (chunks) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  });
  return { bytes, sha256: hash.digest('hex') };
}

/** Every file of the backup against its digest; refuses at the first that is missing or differs. */
export async function checkFiles(folder: string, { files }: Manifest): Promise<void> {
  for (const file of files) {
    const seen = await digestOf(path.join(folder, file.path)).catch(() => undefined);
    if (seen?.sha256 === file.sha256 && seen.bytes === file.bytes) continue;
    throw new SafekeepingRefusal(`备份里的 ${file.path} ${seen ? '和清单不符' : '不见了'}。`, '请换一份备份；没有写入任何内容。');
  }
}
