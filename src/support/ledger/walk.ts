import { type Checkpoint, rootIn } from './checkpoint.ts';
import { verifyInclusion } from './proofCheck.ts';
import { inclusionProof } from './proofs.ts';
import type { Suite } from './suites.ts';
import { nodesOfTiles, type TileReader, tileHashes } from './tiles.ts';
import { append, type CompactRange, emptyRange, rootOf } from './tree.ts';

/** The first place where a log is not what was signed. `index` counts events from 0. */
export type Divergence = { readonly index: number; readonly what: string };
export type IndexedEntry = { readonly index: number; readonly bytes: Uint8Array };

export type Course = {
  readonly suite: Suite;
  /** trusted, smallest first */
  readonly checkpoints: readonly Checkpoint[];
  readonly tiles?: TileReader;
  /** what to think of events past the last checkpoint */
  readonly tail: 'refuse' | 'allow';
};

export type Walk = {
  /** The next event in order; a divergence ends the walk. */
  step(entry: IndexedEntry): Promise<Divergence | null>;
  /** No more events. */
  end(): Divergence | null;
  range(): CompactRange;
};

/** Re-hashes a log event by event beside its tiles and checkpoints, holding O(log n) in memory. `from` resumes behind known events. */
export function startWalk(course: Course, from: CompactRange = emptyRange): Walk {
  const { suite, checkpoints, tail } = course;
  const signed = checkpoints.at(-1)?.size ?? 0;
  const hashAt = course.tiles && signed > 0 ? tileHashes(course.tiles, signed) : null;
  let range = from;
  let due = checkpoints.findIndex((c) => c.size > from.size);

  async function step(entry: IndexedEntry): Promise<Divergence | null> {
    const index = range.size;
    if (entry.index !== index) return outOfOrder(index, entry.index);
    if (index >= signed && tail === 'refuse') return at(index, `第 ${index} 号起的事件没有任何检查点为证：多出或重复。`);
    const leaf = suite.leaf(entry.bytes);
    const nodes: [level: number, position: number, hash: Buffer][] = [[0, index, leaf]];
    range = append(suite, range, leaf, (level, position, hash) => level % 8 === 0 && nodes.push([level / 8, position, hash]));
    return (index < signed ? await besideTiles(nodes) : null) ?? besideCheckpoints();
  }

  async function besideTiles(nodes: [number, number, Buffer][]): Promise<Divergence | null> {
    if (!hashAt) return null;
    for (const [level, position, hash] of nodes) {
      const stored = await hashAt(level, position).catch(() => null);
      if (stored?.equals(hash)) continue;
      if (level === 0) return at(position, await blame(course, signed, position, hash, stored));
      const first = position * 256 ** level;
      return at(first, `第 ${first} 至 ${range.size - 1} 号：第 ${level} 层账页与事件算出的哈希不符，或账页缺失。`);
    }
    return null;
  }

  function besideCheckpoints(): Divergence | null {
    for (; checkpoints[due]?.size === range.size; due++) {
      if (rootIn(suite.name, checkpoints[due]!)?.equals(rootOf(suite, range))) continue;
      const first = checkpoints.findLast((c) => c.size < range.size)?.size ?? 0;
      return at(first, `第 ${first} 至 ${range.size - 1} 号之间有事件与检查点（长度 ${range.size}）签名的根不符。`);
    }
    return null;
  }

  function end(): Divergence | null {
    if (range.size >= signed) return null;
    return at(range.size, `账本只到第 ${range.size} 号之前，检查点签名的长度是 ${signed}：被截短。`);
  }

  return { step, end, range: () => range };
}

/** Who is to blame, event or tile? The tile's hash is proven against the signed root, then the event's own. */
async function blame(
  { suite, tiles, checkpoints }: Course,
  size: number,
  index: number,
  own: Buffer,
  stored: Buffer | null,
): Promise<string> {
  const root = rootIn(suite.name, checkpoints.at(-1)!);
  const proof = await inclusionProof(suite, index, size, nodesOfTiles(suite, tiles!, size)).catch(() => null);
  const holds = (leafHash: Buffer): boolean =>
    !!proof && !!root && verifyInclusion(suite, { index, size, leafHash, proof, root });
  if (!stored) return `第 ${index} 号：账页缺失或残缺。`;
  if (holds(stored)) return `第 ${index} 号事件被改动、调换、删除或插入：与签名为证的哈希不符。`;
  if (holds(own)) return `第 ${index} 号：事件与签名相符，账页中的哈希损坏。`;
  return `第 ${index} 号事件与账页不符，账页也与签名的根不符。`;
}

function outOfOrder(wanted: number, found: number): Divergence {
  return at(
    wanted,
    found > wanted
      ? `缺第 ${wanted} 号事件，其后是第 ${found} 号。`
      : `应为第 ${wanted} 号，却又见第 ${found} 号：重复或次序颠倒。`,
  );
}

function at(index: number, what: string): Divergence {
  return { index, what };
}
