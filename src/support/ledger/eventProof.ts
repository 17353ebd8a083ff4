import { z } from 'zod';
import { verifyCheckpoint } from './checkpoint.ts';
import { opens } from './commitment.ts';
import { readEntry } from './entry.ts';
import { openVerifier } from './noteKey.ts';
import { verifyInclusion } from './proofCheck.ts';
import { suites } from './suites.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);

/** One event taken out of the ledger with all that shows that it stands there: to be checked by anybody, offline, years later. */
export const EventProof = z.object({
  v: z.literal(1),
  entry: z.base64(),
  detail: z.object({ data: z.record(z.string(), z.unknown()), clocks: z.array(z.unknown()) }),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  index: z.number().int().min(0),
  path: z.array(hex).max(64),
  checkpoint: z.string().max(4000),
  publicKey: z.string().max(400),
});
export type EventProof = z.infer<typeof EventProof>;

export type ProofFinding =
  | { ok: true; data: Record<string, unknown>; kind: string; at: string; index: number; size: number; origin: string }
  | { ok: false; what: string };

/** Checkpoint signed by this key, event in the tree, detail as committed to. Never throws. */
export function checkEventProof(given: unknown): ProofFinding {
  const read = EventProof.safeParse(given);
  if (!read.success) return { ok: false, what: '证明文件的格式不对' };
  const { entry, detail, salt, index, path, checkpoint, publicKey } = read.data;
  try {
    const signed = verifyCheckpoint(checkpoint, openVerifier(publicKey));
    if (!signed.ok) return { ok: false, what: '检查点的签名不对' };
    const bytes = Buffer.from(entry, 'base64');
    const { size, root, origin } = signed.checkpoint;
    const proof = path.map((one) => Buffer.from(one, 'hex'));
    if (!verifyInclusion(suites.sha256, { index, size, leafHash: suites.sha256.leaf(bytes), proof, root }))
      return { ok: false, what: '这一条不在账上，或者证明被改动' };
    const { commit, kind, at } = readEntry(bytes);
    if (!opens(commit, detail, Buffer.from(salt, 'hex'))) return { ok: false, what: '明细和账上的承诺不符' };
    return { ok: true, data: detail.data, kind, at, index, size, origin };
  } catch {
    return { ok: false, what: '证明文件的内容读不出来' };
  }
}
