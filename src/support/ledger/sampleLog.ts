import { v4 } from 'uuid';
import { signCheckpoint } from './checkpoint.ts';
import { entryBytes, type LedgerEntry } from './entry.ts';
import { keyPairOf, type NoteKeyPair, openSigner } from './noteKey.ts';
import { type Suite, suites } from './suites.ts';
import { tilePath } from './tilePath.ts';
import { growTiles, type TileReader } from './tiles.ts';
import { append, type CompactRange, emptyRange, rootOf } from './tree.ts';

/** A whole log in memory with everything that vouches for it; `ranges[i]` is the tree before event i. */
export type SampleLog = {
  suite: Suite;
  entries: Buffer[];
  leaves: Buffer[];
  ranges: CompactRange[];
  tiles: Map<string, Buffer>;
  readTile: TileReader;
  checkpoints: string[];
  keys: NoteKeyPair;
  random: () => number;
};

export const SAMPLE_ORIGIN = '990101.jiefen/ledger';

/** A log of invented events, the same for the same seed, with a signed checkpoint every `spacing` events and at the end. */
export async function sampleLog({
  events,
  seed,
  spacing = 256,
}: {
  events: number;
  seed: number;
  spacing?: number;
}): Promise<SampleLog> {
  const random = randomFrom(seed);
  const suite = suites.sha256;
  const keys = keyPairOf(SAMPLE_ORIGIN, randomBytes(random, 32));
  const entries = Array.from({ length: events }, (_, i) => entryBytes(sampleEntry(i, random)));
  const leaves = entries.map((bytes) => suite.leaf(bytes));
  const ranges = rangesOf(suite, leaves);
  const sizes = ranges.map((range) => range.size).filter((size) => size > 0 && (size % spacing === 0 || size === events));
  const signer = openSigner(keys.signerKey);
  const checkpoints = sizes.map((size) =>
    signCheckpoint({ origin: SAMPLE_ORIGIN, size, root: rootOf(suite, ranges[size]!) }, signer),
  );
  const grown = await growTiles(suite, 0, leaves, async () => null);
  const tiles = new Map(grown.map(({ address, bytes }) => [tilePath(address), bytes]));
  const readTile: TileReader = async (address) => tiles.get(tilePath(address)) ?? null;
  return { suite, entries, leaves, ranges, tiles, readTile, checkpoints, keys, random };
}

/** One invented event. */
export function sampleEntry(index: number, random: () => number): LedgerEntry {
  const id = (): string => v4({ random: randomBytes(random, 16) });
  const digest = (): string => randomBytes(random, 32).toString('hex');
  return {
    v: 1,
    id: id(),
    tenant: '990101',
    matter: id(),
    kind: 'mediation.ended',
    command: 'end',
    actor: id(),
    role: 'mediator',
    at: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
    from: 'mediating',
    to: 'ended',
    commit: digest(),
    seals: { [`matter:${id()}`]: digest() },
  };
}

/** Repeatable chance (mulberry32), for invented data only: never for salts or keys. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function randomBytes(random: () => number, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

function rangesOf(suite: Suite, leaves: readonly Buffer[]): CompactRange[] {
  const ranges = [emptyRange];
  for (const leaf of leaves) ranges.push(append(suite, ranges.at(-1)!, leaf));
  return ranges;
}
