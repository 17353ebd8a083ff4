import { HASH_BYTES, type Suite } from './suites.ts';

/** Is `leafHash` at `index` of the tree with this root? False for every malformed proof. */
export function verifyInclusion(
  suite: Suite,
  claim: { index: number; size: number; leafHash: Uint8Array; proof: readonly Uint8Array[]; root: Uint8Array },
): boolean {
  return verifySubtreeInclusion(suite, { ...claim, start: 0, end: claim.size });
}

/** Is the tree of `older` leaves a prefix of the tree of `newer`? False for every malformed proof and for older = 0, which proves nothing. */
export function verifyConsistency(
  suite: Suite,
  claim: { older: number; newer: number; olderRoot: Uint8Array; newerRoot: Uint8Array; proof: readonly Uint8Array[] },
): boolean {
  const { older, newer, olderRoot, newerRoot, proof } = claim;
  if (older === 0) return false;
  return verifySubtreeConsistency(suite, { start: 0, end: older, size: newer, subtreeRoot: olderRoot, root: newerRoot, proof });
}

/** Inclusion of a leaf in the subtree [start, end) (draft-ietf-plants-merkle-tree-certs §4.3); start 0 is the ordinary tree. */
export function verifySubtreeInclusion(
  suite: Suite,
  claim: { index: number; start: number; end: number; leafHash: Uint8Array; proof: readonly Uint8Array[]; root: Uint8Array },
): boolean {
  const { index, start, end, leafHash, proof, root } = claim;
  if (!isSubtree(start, end) || !Number.isSafeInteger(index) || index < start || index >= end) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;
  let position = index - start;
  let last = end - start - 1;
  let hash: Buffer = Buffer.from(leafHash);
  for (const sibling of proof) {
    if (last === 0) return false;
    if (position % 2 === 1 || position === last) {
      hash = suite.node(sibling, hash);
      while (position % 2 === 0) [position, last] = [position / 2, half(last)];
    } else {
      hash = suite.node(hash, sibling);
    }
    [position, last] = [half(position), half(last)];
  }
  return last === 0 && hash.equals(root);
}

/**
 * Do the leaves [start, end), hashed to `subtreeRoot`, stand in the tree of `size` leaves with this root?
 * (draft-ietf-plants-merkle-tree-certs §4.4.3; with start 0 it is RFC 6962 §2.1.2.) False for every malformed proof.
 */
export function verifySubtreeConsistency(
  suite: Suite,
  claim: { start: number; end: number; size: number; subtreeRoot: Uint8Array; root: Uint8Array; proof: readonly Uint8Array[] },
): boolean {
  const { start, end, size, subtreeRoot, root, proof } = claim;
  if (!isSubtree(start, end) || !Number.isSafeInteger(size) || end > size) return false;
  if (start === end) return proof.length === 0 && suite.empty.equals(subtreeRoot);
  if (proof.length > 0 && ![subtreeRoot, root, ...proof].every(isHash)) return false;
  let [first, last, tree] = [start, end - 1, size - 1];
  const rise = (): void => {
    [first, last, tree] = [half(first), half(last), half(tree)];
  };
  while (first !== last && (last === tree || last % 2 === 1)) rise();
  const rest = proof.slice();
  const seed = first === last ? subtreeRoot : rest.shift();
  if (!seed) return false;
  let small: Buffer = Buffer.from(seed);
  let large = small;
  for (const hash of rest) {
    if (tree === 0) return false;
    if (last % 2 === 1 || last === tree) {
      if (first < last) small = suite.node(hash, small);
      large = suite.node(hash, large);
      while (last % 2 === 0) rise();
    } else {
      large = suite.node(large, hash);
    }
    rise();
  }
  return tree === 0 && small.equals(subtreeRoot) && large.equals(root);
}

/** start must be a multiple of the smallest power of two that holds the span, or the leaves are no subtree of any tree. */
function isSubtree(start: number, end: number): boolean {
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || start < 0 || start > end) return false;
  let width = 1;
  while (width < end - start) width *= 2;
  return start % width === 0;
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === HASH_BYTES;
}

function half(n: number): number {
  return Math.floor(n / 2);
}
