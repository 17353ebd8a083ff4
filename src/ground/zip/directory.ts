import { zipRefusals } from './refusals.ts';

export type ZipEntry = {
  readonly name: string;
  /** 0 stored, 8 deflated; nothing else is let through. */
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly dataAt: number;
  readonly symlink: boolean;
};

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

/** Where the end record lies, or -1: it must be the very end of the bytes but for a comment of at most 65,535. */
export function zipEndAt(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 65_535); at--) {
    if (bytes.readUInt32LE(at) === END && at + 22 + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return -1;
}

/**
 * The entries as the central directory tells them, each checked against its local header. Nothing is unpacked.
 * Entries that overlap (one block of data told many times, the "better zip bomb"), ZIP64 and several disks are `zip.broken`.
 */
export function readDirectory(bytes: Buffer, maxEntries: number): ZipEntry[] {
  const end = zipEndAt(bytes);
  if (end < 0) throw zipRefusals.broken();
  const [count, size, start] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16)];
  if (count > maxEntries) throw zipRefusals.bomb({ say: `（${count} 个条目）` });
  if (bytes.readUInt16LE(end + 8) !== count || start + size > end) throw zipRefusals.broken();
  const entries: ZipEntry[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== CENTRAL) throw zipRefusals.broken();
    entries.push(readEntry(bytes, at));
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  refuseOverlaps(entries, start);
  return entries;
}

function readEntry(bytes: Buffer, at: number): ZipEntry {
  if (bytes.readUInt16LE(at + 8) & 1) throw zipRefusals.locked();
  const nameLength = bytes.readUInt16LE(at + 28);
  const name = bytes.subarray(at + 46, at + 46 + nameLength);
  const local = bytes.readUInt32LE(at + 42);
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL) throw zipRefusals.broken();
  const dataAt = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const method = bytes.readUInt16LE(at + 10);
  // Two headers that tell different stories are how a guard is shown one file and a reader another.
  const sameName = name.equals(bytes.subarray(local + 30, local + 30 + bytes.readUInt16LE(local + 26)));
  if (!sameName || method !== bytes.readUInt16LE(local + 8) || (method !== 0 && method !== 8)) throw zipRefusals.broken();
  const unixMode = bytes.readUInt32LE(at + 38) >>> 16;
  return {
    name: name.toString('utf8'),
    method,
    packed: bytes.readUInt32LE(at + 20),
    unpacked: bytes.readUInt32LE(at + 24),
    dataAt,
    symlink: (unixMode & 0xf000) === 0xa000,
  };
}

function refuseOverlaps(entries: ZipEntry[], directoryAt: number): void {
  let free = 0;
  for (const entry of [...entries].sort((a, b) => a.dataAt - b.dataAt)) {
    if (entry.dataAt < free || entry.dataAt + entry.packed > directoryAt) throw zipRefusals.broken();
    free = entry.dataAt + entry.packed;
  }
}
