import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBundle, encodeBundle } from './bundles.ts';
import { verifyConsistency, verifyInclusion } from './proofCheck.ts';
import { consistencyProof, inclusionProof, rootFrom } from './proofs.ts';
import { suites } from './suites.ts';
import { parseTilePath, type TileAddress, tilePath } from './tilePath.ts';
import { growTiles, MissingTile, nodesOfTiles, readTile, type TileReader, tilesOf } from './tiles.ts';
import { rootOfLeaves } from './tree.ts';

const { sha256 } = suites;
const LEAVES = Array.from({ length: 70_000 }, (_, i) => sha256.leaf(Buffer.from(String(i))));

describe('paths', () => {
  it('the examples of c2sp.org/tlog-tiles', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 'entries', index: 7, width: 3 })).toBe('tile/entries/007.p/3');
    const tiles = tilesOf(70_000);
    const at = (level: number): TileAddress[] => tiles.filter((tile) => tile.level === level);
    expect([at(0).length, at(0).at(-1)!.width]).toEqual([274, 112]);
    expect(at(1).map((tile) => tile.width)).toEqual([256, 17]);
    expect(at(2).map((tile) => tile.width)).toEqual([1]);
    expect(tilesOf(256).map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
    expect(tilesOf(0)).toEqual([]);
  });

  it('a path is read back as the address it was written from', () => {
    const level = fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 }));
    const address = fc.record({ level, index: fc.maxSafeNat(), width: fc.integer({ min: 1, max: 256 }) });
    fc.assert(
      fc.property(address, (a) => {
        expect(parseTilePath(tilePath(a))).toEqual(a);
      }),
    );
  });

  it('any other spelling is no path', () => {
    const spellings = [
      'tile/00/000',
      'tile/64/000',
      'tile/0/0',
      'tile/0/x000/001',
      'tile/0/000.p/256',
      'tile/0/000.p/0',
      'tile/0/000.p/07',
    ];
    for (const path of [...spellings, 'tile/0/001/002', '/tile/0/000', 'tile/0/000/', 'tile/0/../000', 'tile/-1/000', '']) {
      expect(parseTilePath(path), path).toBeNull();
    }
    expect(() => tilePath({ level: 0, index: 0, width: 257 })).toThrow(RangeError);
    expect(() => tilePath({ level: 0, index: -1, width: 1 })).toThrow(RangeError);
  });
});

describe('tiles', () => {
  it('grown in steps of any size they are the tiles of the whole, and proofs made from them hold', async () => {
    const steps = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(), fc.nat(), async (sizes, a, b) => {
        const store = new Map<string, Uint8Array>();
        let size = 0;
        for (const step of sizes) size = await growInto(store, size, size + step);
        for (const address of tilesOf(size)) expect(store.has(tilePath(address)), tilePath(address)).toBe(true);
        await proofsHold(readerOf(store), size, a % size, 1 + (b % size));
      }),
      { numRuns: 12 },
    );
  });

  it('a log of 70,000 leaves is proven from its tiles at every depth', async () => {
    const store = new Map<string, Uint8Array>();
    await growInto(store, 0, 70_000);
    expect([...store.keys()].sort()).toEqual(tilesOf(70_000).map(tilePath).sort());
    for (const index of [0, 65_535, 69_999]) await proofsHold(readerOf(store), 70_000, index, index + 1);
  });

  it('when a partial tile is gone, the wider one serves; without either, or cut short, the tile is missing', async () => {
    const store = new Map<string, Uint8Array>();
    await growInto(store, 0, 256);
    const read = readerOf(store);
    expect(await readTile(read, { level: 0, index: 0, width: 100 })).toEqual(Buffer.concat(LEAVES.slice(0, 100)));
    await expect(readTile(read, { level: 0, index: 1, width: 1 })).rejects.toThrow(MissingTile);
    await expect(readTile(async () => Buffer.alloc(63), { level: 0, index: 0, width: 2 })).rejects.toThrow(MissingTile);
    await expect(readTile(async () => Buffer.alloc(32), { level: 0, index: 0, width: 2 })).rejects.toThrow(MissingTile);
  });
});

describe('bundles', () => {
  it('entries come back as they went in', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 });
    fc.assert(
      fc.property(entries, (list) => {
        expect(decodeBundle(encodeBundle(list), list.length)).toEqual(list.map((entry) => Buffer.from(entry)));
      }),
    );
    expect(encodeBundle([Buffer.from('ab')]).toString('hex')).toBe('00026162');
  });

  it('an entry over 65,535 bytes, a cut bundle and a wrong count are refused', () => {
    expect(encodeBundle([Buffer.alloc(65_535)]).length).toBe(65_537);
    expect(() => encodeBundle([Buffer.alloc(65_536)])).toThrow(RangeError);
    const bundle = encodeBundle([Buffer.from('abc'), Buffer.from('d')]);
    for (let length = 0; length < bundle.length; length++)
      expect(() => decodeBundle(bundle.subarray(0, length), 2)).toThrow(RangeError);
    expect(() => decodeBundle(bundle, 3)).toThrow(RangeError);
  });
});

async function growInto(store: Map<string, Uint8Array>, from: number, to: number): Promise<number> {
  for (const { address, bytes } of await growTiles(sha256, from, LEAVES.slice(from, to), readerOf(store))) {
    store.set(tilePath(address), bytes);
  }
  return to;
}

function readerOf(store: Map<string, Uint8Array>): TileReader {
  return async (address) => store.get(tilePath(address)) ?? null;
}

async function proofsHold(read: TileReader, size: number, index: number, older: number): Promise<void> {
  const nodes = nodesOfTiles(sha256, read, size);
  const root = rootOfLeaves(sha256, LEAVES.slice(0, size));
  expect(await rootFrom(sha256, size, nodes)).toEqual(root);
  const proof = await inclusionProof(sha256, index, size, nodes);
  expect(verifyInclusion(sha256, { index, size, leafHash: LEAVES[index]!, proof, root })).toBe(true);
  const path = await consistencyProof(sha256, older, size, nodes);
  const olderRoot = rootOfLeaves(sha256, LEAVES.slice(0, older));
  expect(verifyConsistency(sha256, { older, newer: size, olderRoot, newerRoot: root, proof: path })).toBe(true);
}
