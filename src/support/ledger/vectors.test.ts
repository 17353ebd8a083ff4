import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { verifyConsistency, verifyInclusion, verifySubtreeConsistency, verifySubtreeInclusion } from './proofCheck.ts';
import { suites } from './suites.ts';

const folder = new URL('../../../../shared/data/merkle_vectors/', import.meta.url);
const { sha256 } = suites;

type Vector = { name: string; wantErr: boolean; proof: string[] | null } & Record<string, unknown>;

const checks: Record<string, { count: number; holds: (v: Vector) => boolean }> = {
  inclusion: {
    count: 98,
    holds: (v) =>
      verifyInclusion(sha256, {
        index: num(v.leafIdx),
        size: num(v.treeSize),
        leafHash: hash(v.leafHash),
        root: hash(v.root),
        proof: proofOf(v),
      }),
  },
  consistency: {
    count: 98,
    holds: (v) =>
      verifyConsistency(sha256, {
        older: num(v.size1),
        newer: num(v.size2),
        olderRoot: hash(v.root1),
        newerRoot: hash(v.root2),
        proof: proofOf(v),
      }),
  },
  subtreeinclusion: {
    count: 204,
    holds: (v) =>
      verifySubtreeInclusion(sha256, {
        index: num(v.leafIdx),
        start: num(v.start),
        end: num(v.end),
        leafHash: hash(v.leafHash),
        root: hash(v.root),
        proof: proofOf(v),
      }),
  },
  subtreeconsistency: {
    count: 118,
    holds: (v) =>
      verifySubtreeConsistency(sha256, {
        start: num(v.start),
        end: num(v.end),
        size: num(v.size),
        subtreeRoot: hash(v.root1),
        root: hash(v.root2),
        proof: proofOf(v),
      }),
  },
};

it.for(Object.entries(checks))('RFC 6962 vectors, good and must-fail: %s', ([kind, { count, holds }], test) => {
  const file = new URL(`${kind}.jsonl`, folder);
  if (!existsSync(file)) return test.skip(`merkle_vectors/${kind}.jsonl is not beside this clone`);
  const vectors: Vector[] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(vectors.length).toBe(count);
  expect(vectors.filter((v) => holds(v) === v.wantErr).map((v) => v.name)).toEqual([]);
  expect(new Set(vectors.map((v) => v.wantErr)).size).toBe(2);
});

function num(value: unknown): number {
  return value as number;
}

function hash(value: unknown): Buffer {
  return Buffer.from(value as string, 'base64');
}

function proofOf({ proof }: Vector): Buffer[] {
  return (proof ?? []).map(hash);
}
