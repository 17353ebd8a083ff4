import type { NodeReader } from './proofs.ts';
import { HASH_BYTES, type Suite } from './suites.ts';
import { TILE_WIDTH, type TileAddress, tilePath } from './tilePath.ts';
import { rootOfLeaves } from './tree.ts';

export type Tile = { readonly address: TileAddress; readonly bytes: Buffer };

/** Fetches the bytes of one tile or bundle from wherever they are kept; null when it is not there. */
export type TileReader = (address: TileAddress) => Promise<Uint8Array | null>;

/** Every tile of hashes that a log of `size` entries must be able to show (c2sp.org/tlog-tiles, "Partial Tiles"). */
export function tilesOf(size: number): TileAddress[] {
  const addresses: TileAddress[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    addresses.push(...spread(level, count));
  }
  return addresses;
}

/** Full tiles, then the partial one if there is one, for `count` items of a level. */
export function spread(level: number | 'entries', count: number): TileAddress[] {
  return Array.from({ length: Math.ceil(count / TILE_WIDTH) }, (_, index) => ({ level, index, width: widthAt(count, index) }));
}

/**
 * The tiles that are new or wider when a log of `oldSize` entries grows by these leaf hashes, lowest level first.
 * Reads at most the one partial tile per level of the old log; a tree built from nothing reads none.
 */
export async function growTiles(suite: Suite, oldSize: number, leafHashes: readonly Buffer[], read: TileReader): Promise<Tile[]> {
  const tiles: Tile[] = [];
  let count = oldSize;
  let fresh = leafHashes;
  for (let level = 0; fresh.length > 0; level++) {
    const grown = await growLevel(level, count, fresh, read);
    tiles.push(...grown);
    fresh = grown.filter(isFull).map((tile) => rootOfLeaves(suite, hashesOf(tile.bytes)));
    count = Math.floor(count / TILE_WIDTH);
  }
  return tiles;
}

/**
 * Bytes of one tile. A store may keep only the widest state of a tile and answer with that: its front is taken, and when a
 * partial tile is gone the full one is asked for. Throws MissingTile when it is absent or cut short.
 */
export async function readTile(read: TileReader, address: TileAddress): Promise<Buffer> {
  const bytes = (await read(address)) ?? (address.width < TILE_WIDTH ? await read({ ...address, width: TILE_WIDTH }) : null);
  const length = address.width * HASH_BYTES;
  const whole = bytes && bytes.length % HASH_BYTES === 0 && bytes.length >= length && bytes.length <= TILE_WIDTH * HASH_BYTES;
  if (!whole) throw new MissingTile(address);
  return Buffer.from(bytes.buffer, bytes.byteOffset, length);
}

/** A tile that is needed but absent or cut short. */
export class MissingTile extends Error {
  readonly address: TileAddress;
  constructor(address: TileAddress) {
    super(`tile missing or of wrong length: ${tilePath(address)}`);
    this.name = 'MissingTile';
    this.address = address;
  }
}

/** Reads stored hash number `position` of tile level `level` in a log of `size` entries; keeps the last tile of each level. */
export function tileHashes(read: TileReader, size: number): (level: number, position: number) => Promise<Buffer> {
  const kept = new Map<number, { index: number; bytes: Promise<Buffer> }>();
  return async (level, position) => {
    const index = Math.floor(position / TILE_WIDTH);
    let tile = kept.get(level);
    if (tile?.index !== index) {
      const width = widthAt(Math.floor(size / TILE_WIDTH ** level), index);
      tile = { index, bytes: readTile(read, { level, index, width }) };
      kept.set(level, tile);
    }
    const at = (position % TILE_WIDTH) * HASH_BYTES;
    return (await tile.bytes).subarray(at, at + HASH_BYTES);
  };
}

/** Every node of the tree of `size` leaves, rebuilt from its tiles alone: what proofs are made from. */
export function nodesOfTiles(suite: Suite, read: TileReader, size: number): NodeReader {
  const hashAt = tileHashes(read, size);
  return async (level, index) => {
    const rows = 2 ** (level % 8);
    const row = Array.from({ length: rows }, (_, i) => hashAt(Math.floor(level / 8), index * rows + i));
    return rootOfLeaves(suite, await Promise.all(row));
  };
}

async function growLevel(level: number, count: number, fresh: readonly Buffer[], read: TileReader): Promise<Tile[]> {
  const first = Math.floor(count / TILE_WIDTH);
  const begun = count % TILE_WIDTH;
  const old = begun ? await readTile(read, { level, index: first, width: begun }) : Buffer.alloc(0);
  const bytes = Buffer.concat([old, ...fresh]);
  const total = bytes.length / HASH_BYTES;
  return spread(level, total).map(({ index, width }) => ({
    address: { level, index: first + index, width },
    bytes: bytes.subarray(index * TILE_WIDTH * HASH_BYTES, (index * TILE_WIDTH + width) * HASH_BYTES),
  }));
}

function widthAt(count: number, index: number): number {
  return Math.min(TILE_WIDTH, count - index * TILE_WIDTH);
}

function isFull(tile: Tile): boolean {
  return tile.address.width === TILE_WIDTH;
}

function hashesOf(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / HASH_BYTES }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES));
}
