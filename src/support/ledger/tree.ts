import { HASH_BYTES, type Suite } from './suites.ts';

/**
 * All that must be remembered to append: the roots of the perfect subtrees that make up a tree of `size` leaves,
 * largest (leftmost) first, one per set bit of `size`. Never changed in place.
 */
export type CompactRange = { readonly size: number; readonly peaks: readonly Buffer[] };

/** Told of each perfect subtree the moment it is complete: `level` 1 holds 2 leaves, `index` counts from the left. */
export type OnNode = (level: number, index: number, hash: Buffer) => void;

export const emptyRange: CompactRange = { size: 0, peaks: [] };

/** The range with one more leaf (RFC 6962 §2.1). At most log2(size) hashes; one on average. */
export function append(suite: Suite, range: CompactRange, leafHash: Buffer, onNode?: OnNode): CompactRange {
  if (leafHash.length !== HASH_BYTES) throw new RangeError(`a leaf hash has ${HASH_BYTES} bytes, not ${leafHash.length}`);
  const peaks = range.peaks.slice();
  let hash = leafHash;
  let level = 0;
  for (let index = range.size; index % 2 === 1; index = (index - 1) / 2) {
    hash = suite.node(peaks.pop()!, hash);
    onNode?.(++level, (index - 1) / 2, hash);
  }
  peaks.push(hash);
  return { size: range.size + 1, peaks };
}

/** Root hash of the tree the range stands for; H("") for the empty tree. */
export function rootOf(suite: Suite, range: CompactRange): Buffer {
  return foldPeaks(suite, range.peaks);
}

/** Root of a tree given as leaf hashes. */
export function rootOfLeaves(suite: Suite, leafHashes: Iterable<Buffer>): Buffer {
  let range = emptyRange;
  for (const leaf of leafHashes) range = append(suite, range, leaf);
  return rootOf(suite, range);
}

/** Joins perfect subtrees, largest first, into the root of the whole. */
export function foldPeaks(suite: Suite, peaks: readonly Buffer[]): Buffer {
  if (peaks.length === 0) return suite.empty;
  return peaks.reduceRight((right, left) => suite.node(left, right));
}
