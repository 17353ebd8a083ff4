import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyConsistency, verifyInclusion, verifySubtreeInclusion } from './proofCheck.ts';
import { consistencyProof, inclusionProof, nodesOfLeaves, rootFrom } from './proofs.ts';
import { type Suite, suites } from './suites.ts';
import { append, emptyRange, rootOf, rootOfLeaves } from './tree.ts';

const { sha256, sm3 } = suites;
const leavesOf = (n: number, suite: Suite = sha256): Buffer[] =>
  Array.from({ length: n }, (_, i) => suite.leaf(Buffer.from(`entry ${i}`)));

/** RFC 6962 §2.1 word for word: the oracle. */
function mth(suite: Suite, leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return suite.empty;
  if (leaves.length === 1) return leaves[0]!;
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return suite.node(mth(suite, leaves.slice(0, k)), mth(suite, leaves.slice(k)));
}

describe('suites', () => {
  it('SM3 is the SM3 of GB/T 32905', () => {
    expect(sm3.plain(Buffer.from('abc')).toString('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  it('leaf and node cannot stand for each other', () => {
    const [a, b] = leavesOf(2) as [Buffer, Buffer];
    expect(sha256.leaf(Buffer.concat([a, b]))).not.toEqual(sha256.node(a, b));
  });
});

it('roots of the eight well-known Certificate Transparency leaves', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const leaves = inputs.map((hex) => sha256.leaf(Buffer.from(hex, 'hex')));
  expect(roots.map((_, n) => rootOfLeaves(sha256, leaves.slice(0, n)).toString('hex'))).toEqual(roots);
});

it('appending leaf by leaf gives the root of RFC 6962 and keeps one peak per set bit', () => {
  for (const suite of [sha256, sm3]) {
    const leaves = leavesOf(70, suite);
    let range = emptyRange;
    for (let n = 0; n <= leaves.length; n++) {
      expect(rootOf(suite, range)).toEqual(mth(suite, leaves.slice(0, n)));
      expect(range.peaks.length).toBe(n.toString(2).replaceAll('0', '').length);
      if (n < leaves.length) range = append(suite, range, leaves[n]!);
    }
  }
  expect(() => append(sha256, emptyRange, Buffer.alloc(31))).toThrow(RangeError);
});

const trees = fc
  .integer({ min: 1, max: 300 })
  .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 })));

describe('proofs', () => {
  it('every leaf of every tree up to 20 is proven, at its own index only', async () => {
    for (let size = 1; size <= 20; size++) {
      const leaves = leavesOf(size);
      const read = nodesOfLeaves(sha256, leaves);
      const root = await rootFrom(sha256, size, read);
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(sha256, index, size, read);
        for (let claimed = 0; claimed <= size; claimed++) {
          expect(verifyInclusion(sha256, { index: claimed, size, leafHash: leaves[index]!, proof, root })).toBe(
            claimed === index,
          );
        }
      }
    }
  });

  it('every pair of trees up to 20 is proven consistent', async () => {
    const leaves = leavesOf(20);
    const read = nodesOfLeaves(sha256, leaves);
    const roots = Array.from({ length: 21 }, (_, n) => mth(sha256, leaves.slice(0, n)));
    for (let newer = 1; newer <= 20; newer++) {
      for (let older = 1; older <= newer; older++) {
        const proof = await consistencyProof(sha256, older, newer, read);
        const claim = { older, newer, olderRoot: roots[older]!, newerRoot: roots[newer]!, proof };
        expect(verifyConsistency(sha256, claim)).toBe(true);
        expect(verifyConsistency(sha256, { ...claim, olderRoot: roots[older - 1]! })).toBe(false);
        if (older < newer) expect(verifyConsistency(sha256, { ...claim, newerRoot: roots[newer - 1]! })).toBe(false);
      }
    }
  });

  it('a proof with one bit changed, one hash more, less or cut is refused', async () => {
    const changes = fc.record({ at: fc.nat(), bit: fc.integer({ min: 0, max: 255 }), suite: fc.constantFrom(sha256, sm3) });
    await fc.assert(
      fc.asyncProperty(trees, changes, async ([size, index], { at, bit, suite }) => {
        const leaves = leavesOf(size, suite);
        const read = nodesOfLeaves(suite, leaves);
        const root = await rootFrom(suite, size, read);
        const proof = await inclusionProof(suite, index, size, read);
        const claim = { index, size, leafHash: leaves[index]!, root };
        expect(verifyInclusion(suite, { ...claim, proof })).toBe(true);
        for (const bad of harmed(proof, at, bit)) expect(verifyInclusion(suite, { ...claim, proof: bad })).toBe(false);
        const pair = {
          older: index + 1,
          newer: size,
          olderRoot: rootOfLeaves(suite, leaves.slice(0, index + 1)),
          newerRoot: root,
        };
        const path = await consistencyProof(suite, index + 1, size, read);
        expect(verifyConsistency(suite, { ...pair, proof: path })).toBe(true);
        for (const bad of harmed(path, at, bit)) expect(verifyConsistency(suite, { ...pair, proof: bad })).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  it('nonsense is refused without throwing', () => {
    const [leafHash] = leavesOf(1) as [Buffer];
    for (const [index, size] of [
      [0, 0],
      [1, 1],
      [-1, 1],
      [0.5, 1],
      [NaN, 1],
      [0, Infinity],
      [2 ** 64, 1],
    ] as const) {
      expect(verifyInclusion(sha256, { index, size, leafHash, proof: [], root: leafHash })).toBe(false);
    }
    expect(verifyConsistency(sha256, { older: 0, newer: 0, olderRoot: sha256.empty, newerRoot: sha256.empty, proof: [] })).toBe(
      false,
    );
    expect(verifyConsistency(sha256, { older: 2, newer: 1, olderRoot: leafHash, newerRoot: leafHash, proof: [] })).toBe(false);
  });

  it('a span that is no subtree of any tree is refused, though its hashes chain', () => {
    const [, b, c] = leavesOf(3) as [Buffer, Buffer, Buffer];
    const claim = { leafHash: b, proof: [c], root: sha256.node(b, c) };
    expect(verifySubtreeInclusion(sha256, { ...claim, index: 2, start: 2, end: 4 })).toBe(true);
    expect(verifySubtreeInclusion(sha256, { ...claim, index: 1, start: 1, end: 3 })).toBe(false);
  });

  it('proofs that cannot exist are not made', () => {
    const read = nodesOfLeaves(sha256, leavesOf(3));
    expect(() => inclusionProof(sha256, 3, 3, read)).toThrow(RangeError);
    expect(() => consistencyProof(sha256, 0, 3, read)).toThrow(RangeError);
    expect(() => consistencyProof(sha256, 4, 3, read)).toThrow(RangeError);
  });
});

function harmed(proof: Buffer[], at: number, bit: number): Buffer[][] {
  const more = [
    [...proof, Buffer.alloc(32)],
    [Buffer.alloc(32), ...proof],
  ];
  if (proof.length === 0) return more;
  const which = at % proof.length;
  const flipped = Buffer.from(proof[which]!);
  flipped[bit >> 3]! ^= 1 << (bit & 7);
  return [...more, proof.slice(1), proof.slice(0, -1), proof.with(which, flipped), proof.with(which, flipped.subarray(1))];
}
