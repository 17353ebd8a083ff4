import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { VaultProblem } from './problem.ts';

const base64Key = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32);
const KeyFile = z.object({ version: z.int().min(1).max(65_535), master: base64Key, blind: base64Key.optional() });
export type KeyFile = z.infer<typeof KeyFile>;

const fileName = (version: number) => `${String(version).padStart(5, '0')}.key`;
export const isKeyFileName = (name: string) => /^\d{5}\.key$/.test(name);

/**
 * Writes one new key (32 random bytes) that nobody else can read. The hard link is what makes it exclusive: when two
 * processes start at once, the second finds the first one's key and uses it instead of overwriting it. False when it was there.
 */
export function makeKeyFile(folder: string, version: number): boolean {
  const key = () => randomBytes(32).toString('base64');
  // The blind-index key is made once, with the first master: rotating it would make every stored index unfindable.
  const text = JSON.stringify({ version, master: key(), ...(version === 1 ? { blind: key() } : {}) });
  const draft = join(folder, `.draft-${randomUUID()}`);
  writeDurably(draft, text);
  try {
    linkSync(draft, join(folder, fileName(version)));
    syncFolder(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

export function readKeyFile(folder: string, version: number): KeyFile {
  const path = join(folder, fileName(version));
  refuseOpenToOthers(path);
  try {
    const file = KeyFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    if (file.version === version && (version > 1 || file.blind)) return file;
  } catch {
    // Said below without the cause: a parse error would quote key material.
  }
  throw new VaultProblem('keys-broken', `key file ${fileName(version)} cannot be read as a key: restore it from the key backup`);
}

/** As ssh does: a key that other accounts can read is not a secret, and quietly tightening it would hide that it was exposed. */
export function refuseOpenToOthers(path: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o077) === 0) return;
  throw new VaultProblem(
    'keys-open-to-others',
    `${path} can be read by other accounts: chmod -R go-rwx it, or make new keys if it leaked`,
  );
}

function writeDurably(path: string, text: string): void {
  const handle = openSync(path, 'wx', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
