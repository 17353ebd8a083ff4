import type { NodeReader } from './proofs.ts';
import { suites } from './suites.ts';
import { append, emptyRange, rootOf } from './tree.ts';

const suite = suites.sha256;

/** Any node of the tree from stored hashes of every eighth level: at most 128 hashes are folded for one node. */
export function nodesFrom(hashesAt: (level: number, from: number, until: number) => Promise<Buffer[]>): NodeReader {
  return async (level, index) => {
    const stored = Math.floor(level / 8);
    const width = 2 ** (level % 8);
    const hashes = await hashesAt(stored, index * width, (index + 1) * width);
    return rootOf(
      suite,
      hashes.reduce((range, hash) => append(suite, range, hash), emptyRange),
    );
  };
}
