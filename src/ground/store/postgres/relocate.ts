import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Binaries, binariesIn, packagedBinaries, relink } from './binaries.ts';

/** The packaged binaries with their links in place; from a copy of our own where the package's folder may not be written. */
export function usableBinaries(): Binaries {
  const packaged = packagedBinaries();
  try {
    relink(packaged.home);
    return packaged;
  } catch {
    return relocate(packaged);
  }
}

/**
 * The same binaries at a place every user may enter: hard links where the disk allows (no space), copies elsewhere.
 * Built beside its final name and renamed, so that nobody starts a half-made one. `base` must be root's own, world-readable.
 */
export function relocate(from: Binaries, base = '/var/tmp'): Binaries {
  const mark = createHash('sha256')
    .update(`${from.home} ${lstatSync(from.postgres).mtimeMs}`)
    .digest('hex')
    .slice(0, 16);
  const place = join(base, `jiefen-postgres-${mark}`);
  if (!ownedByUs(place)) build(from.home, place, base);
  return binariesIn(join(place, 'native'));
}

/** /var/tmp is everybody's: a folder of ours there must be ours before anything in it is run. */
function ownedByUs(place: string): boolean {
  if (!existsSync(place)) return false;
  const seen = lstatSync(place);
  if (seen.isDirectory() && seen.uid === process.getuid?.() && (seen.mode & 0o022) === 0) return true;
  throw new Error(`${place} belongs to somebody else`);
}

function build(home: string, place: string, base: string): void {
  const draft = mkdtempSync(join(base, 'jiefen-postgres-draft-'));
  chmodSync(draft, 0o755);
  linkTree(home, join(draft, 'native'));
  relink(join(draft, 'native'));
  try {
    renameSync(draft, place);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!ownedByUs(place)) throw error;
  }
}

function linkTree(from: string, to: string): void {
  mkdirSync(to, { mode: 0o755 });
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isFile()) linkFile(source, target);
  }
}

/** A hard link shares its mode with the original, so a file others may not read has to be copied. */
function linkFile(source: string, target: string): void {
  const { mode } = lstatSync(source);
  const readable = (mode & 0o004) !== 0;
  try {
    if (!readable) throw new Error('closed');
    linkSync(source, target);
  } catch {
    copyFileSync(source, target);
    chmodSync(target, mode & 0o100 ? 0o755 : 0o644);
  }
}
