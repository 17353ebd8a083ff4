import type { Suite } from './suites.ts';
import { foldPeaks } from './tree.ts';

/** Hash of the perfect subtree of 2^level leaves that begins at leaf index·2^level. Throws when it is not at hand. */
export type NodeReader = (level: number, index: number) => Buffer | Promise<Buffer>;

type Span = readonly [start: number, end: number];

/** Root of the first `size` leaves, from nodes alone. */
export function rootFrom(suite: Suite, size: number, readNode: NodeReader): Promise<Buffer> {
  return hashSpan(suite, [0, size], readNode);
}

/** RFC 6962 §2.1.1 audit path of leaf `index` in the tree of `size` leaves, lowest sibling first. Throws RangeError unless index < size. */
export function inclusionProof(suite: Suite, index: number, size: number, readNode: NodeReader): Promise<Buffer[]> {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  return hashSpans(suite, inclusionSpans(index, [0, size]), readNode);
}

/** RFC 6962 §2.1.2 proof that the tree of `older` leaves is a prefix of that of `newer`. Throws RangeError unless 0 < older <= newer. */
export function consistencyProof(suite: Suite, older: number, newer: number, readNode: NodeReader): Promise<Buffer[]> {
  if (!isCount(older) || !isCount(newer) || older === 0 || older > newer)
    throw new RangeError(`no proof from ${older} to ${newer}`);
  return hashSpans(suite, consistencySpans(older, [0, newer], true), readNode);
}

/** The whole tree in memory, as a reader: for small trees and for tests. */
export function nodesOfLeaves(suite: Suite, leafHashes: readonly Buffer[]): NodeReader {
  const levels: Buffer[][] = [leafHashes.slice()];
  for (let below = levels[0]!; below.length > 1; below = levels.at(-1)!) {
    levels.push(Array.from({ length: Math.floor(below.length / 2) }, (_, i) => suite.node(below[2 * i]!, below[2 * i + 1]!)));
  }
  return (level, index) => {
    const hash = levels[level]?.[index];
    if (!hash) throw new RangeError(`no node ${level}/${index}`);
    return hash;
  };
}

function inclusionSpans(index: number, [start, end]: Span): Span[] {
  if (end - start === 1) return [];
  const middle = start + halfOf(end - start);
  return index < middle
    ? [...inclusionSpans(index, [start, middle]), [middle, end]]
    : [...inclusionSpans(index, [middle, end]), [start, middle]];
}

function consistencySpans(older: number, [start, end]: Span, whole: boolean): Span[] {
  if (older === end) return whole ? [] : [[start, end]];
  const middle = start + halfOf(end - start);
  return older <= middle
    ? [...consistencySpans(older, [start, middle], whole), [middle, end]]
    : [...consistencySpans(older, [middle, end], false), [start, middle]];
}

function hashSpans(suite: Suite, spans: Span[], readNode: NodeReader): Promise<Buffer[]> {
  return Promise.all(spans.map((span) => hashSpan(suite, span, readNode)));
}

async function hashSpan(suite: Suite, [start, end]: Span, readNode: NodeReader): Promise<Buffer> {
  const peaks: (Buffer | Promise<Buffer>)[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    while (2 ** (level + 1) <= end - at) level++;
    peaks.push(readNode(level, at / 2 ** level));
    at += 2 ** level;
  }
  return foldPeaks(suite, await Promise.all(peaks));
}

/** Largest power of two smaller than n: where RFC 6962 divides a tree of n > 1 leaves. */
function halfOf(n: number): number {
  let half = 1;
  while (half * 2 < n) half *= 2;
  return half;
}

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0;
}
