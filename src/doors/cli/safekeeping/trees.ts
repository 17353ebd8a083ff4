import { chmod, copyFile, mkdir, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { digestOf, type KeptFile } from './manifest.ts';

/** What of the data folder is no database: keys of sealed fields, signing keys of the ledgers, attachments (already encrypted). */
export const keptFolders = ['keys', 'ledger-keys', 'attachments'] as const;

/** Every file under `folder`, as paths from there, in a fixed order. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** Copies one tree, for its owner's eyes only. A file that went away meanwhile was no longer wanted. */
export async function copyTree(from: string, to: string, name: string): Promise<KeptFile[]> {
  const kept: KeptFile[] = [];
  for (const file of await filesUnder(path.join(from, name))) {
    const target = path.join(to, name, file);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    if (await copied(path.join(from, name, file), target))
      kept.push({ path: path.posix.join(name, ...file.split(path.sep)), ...(await digestOf(target)) });
  }
  return kept;
}

async function copied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  await chmod(to, 0o600);
  const handle = await open(to, 'r');
  await handle.sync();
  await handle.close();
  return true;
}
