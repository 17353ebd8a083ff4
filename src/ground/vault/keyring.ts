import { mkdirSync, readdirSync } from 'node:fs';
import { isKeyFileName, makeKeyFile, readKeyFile, refuseOpenToOthers } from './keyfile.ts';
import { VaultProblem } from './problem.ts';

/** The master keys by version (1 … newest) and the key of the blind indexes. Held in memory only; lives outside the database. */
export type Keyring = { readonly newest: number; readonly masters: ReadonlyMap<number, Buffer>; readonly blind: Buffer };

/**
 * Opens the keys in `folder` (mode 0700, one file 0600 a version), making the first one where there is none.
 * `create: false` is for restores and tools: data without its keys must be said, not covered up by a fresh key.
 * Throws VaultProblem `keys-missing`, `keys-broken`, `keys-open-to-others`.
 */
export function openKeyring(folder: string, { create = true }: { create?: boolean } = {}): Keyring {
  if (create) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const versions = versionsIn(folder);
  if (versions.length === 0) {
    if (!create) throw new VaultProblem('keys-missing', `no keys in ${folder}: put the key backup back first`);
    makeKeyFile(folder, 1);
    return openKeyring(folder, { create: false });
  }
  refuseOpenToOthers(folder);
  return load(folder, versions);
}

/** Adds a new master key; new seals use it, old ones still open. Returns the keyring to use from now on. */
export function rotateKeyring(folder: string): Keyring {
  const { newest } = openKeyring(folder, { create: false });
  makeKeyFile(folder, newest + 1);
  return openKeyring(folder, { create: false });
}

function load(folder: string, versions: number[]): Keyring {
  const newest = versions.length;
  // A gap means a lost file: going on would leave some rows unreadable without anybody knowing.
  if (versions.some((version, index) => version !== index + 1)) {
    throw new VaultProblem('keys-missing', `key versions ${versions.join(', ')} have a gap: put the key backup back first`);
  }
  const files = versions.map((version) => readKeyFile(folder, version));
  return { newest, masters: new Map(files.map((file) => [file.version, file.master])), blind: files[0]!.blind! };
}

function versionsIn(folder: string): number[] {
  try {
    return readdirSync(folder)
      .filter(isKeyFileName)
      .map((name) => Number.parseInt(name, 10))
      .sort((a, b) => a - b);
  } catch {
    throw new VaultProblem('keys-missing', `cannot read the key folder ${folder}`);
  }
}
