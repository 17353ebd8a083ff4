import { type Checkpoint, rootIn, verifyCheckpoint } from './checkpoint.ts';
import type { NoteFault } from './note.ts';
import { type NoteVerifier, openVerifier } from './noteKey.ts';
import { type Suite, type SuiteName, suites } from './suites.ts';
import type { TileReader } from './tiles.ts';
import { rootOf } from './tree.ts';
import { type Divergence, type IndexedEntry, startWalk } from './walk.ts';

export type Verdict =
  /** `size` events read, of which the first `attested` stand under a checkpoint; `root` in base64, of all that were read */
  { ok: true; size: number; attested: number; root: string } | { ok: false; firstDivergence: Divergence };

export type LogToVerify = {
  /** every event in order, from index 0 */
  entries: AsyncIterable<IndexedEntry> | Iterable<IndexedEntry>;
  /** stored hashes: with them the very event is named, without them the stretch between two checkpoints */
  tiles?: TileReader;
  /** every signed checkpoint at hand, in any order; one kept elsewhere (paper, witness) is what finds a truncation of both */
  checkpoints: readonly string[];
  /** the log's verifier key, `name+hash+base64` */
  publicKey: string;
  suite?: SuiteName;
  /** defaults to the key's name */
  origin?: string;
  /** events past the last checkpoint are a divergence unless 'allow'ed (a log that is being written to) */
  tail?: 'refuse' | 'allow';
};

/**
 * Re-checks a whole log offline: signatures, one view only, contiguous numbers, every leaf, every tile hash, the root at every
 * checkpoint. Names the first event that diverges. Streams: memory does not grow with the log. Throws RangeError on a malformed key.
 */
export async function verifyLog(log: LogToVerify): Promise<Verdict> {
  const suite = suites[log.suite ?? 'sha256'];
  const key = openVerifier(log.publicKey);
  const { trusted, doubts } = weigh(log.checkpoints, key, suite, log.origin ?? key.name);
  const walk = startWalk({ suite, checkpoints: trusted, tiles: log.tiles, tail: log.tail ?? 'refuse' });
  let found: Divergence | null = null;
  for await (const entry of log.entries) {
    found = await walk.step(entry);
    if (found) break;
  }
  found ??= walk.end();
  const first = earliest(found ? [...doubts, found] : doubts);
  if (first) return { ok: false, firstDivergence: first };
  const { size } = walk.range();
  return { ok: true, size, attested: trusted.at(-1)?.size ?? 0, root: rootOf(suite, walk.range()).toString('base64') };
}

/** Parts the checkpoints that may be trusted from those that may not; a doubt is placed at the first event it leaves without proof. */
export function weigh(
  notes: readonly string[],
  key: NoteVerifier,
  suite: Suite,
  origin: string,
): { trusted: Checkpoint[]; doubts: Divergence[] } {
  const readings = notes.map((note) => verifyCheckpoint(note, key));
  const faults = readings.map((reading) => (reading.ok ? faultIn(reading.checkpoint, suite, origin) : noteFaults[reading.fault]));
  const trusted = readings
    .flatMap((reading, i) => (reading.ok && !faults[i] ? [reading.checkpoint] : []))
    .sort((a, b) => a.size - b.size);
  const doubts = readings.flatMap(({ checkpoint }, i) => {
    const size = checkpoint?.size ?? Number.POSITIVE_INFINITY; // unreadable: nobody knows where it stood, so it is placed last
    const index = trusted.findLast((c) => c.size < size)?.size ?? 0;
    return faults[i] ? [{ index, what: `检查点（长度 ${checkpoint ? size : '不明'}）${faults[i]}` }] : [];
  });
  return { trusted, doubts: [...doubts, ...splitViews(trusted, suite)] };
}

const noteFaults: Record<NoteFault, string> = {
  malformed: '格式不合，无法读取。',
  unknownKey: '不是用本账本的密钥签名的。',
  badSignature: '签名不符：内容或签名被改动。',
};

function faultIn(checkpoint: Checkpoint, suite: Suite, origin: string): string | null {
  if (checkpoint.origin !== origin) return `属于另一本账：${checkpoint.origin}。`;
  const root = rootIn(suite.name, checkpoint);
  if (!root) return `没有 ${suite.name} 的根。`;
  return checkpoint.size === 0 && !root.equals(suite.empty) ? '空账本的根不对。' : null;
}

/** Two different roots under one length: the log has shown two faces, whatever the events now say. */
function splitViews(trusted: readonly Checkpoint[], suite: Suite): Divergence[] {
  return trusted.slice(1).flatMap((c, i) => {
    const before = trusted[i]!;
    if (before.size !== c.size || rootIn(suite.name, before)!.equals(rootIn(suite.name, c)!)) return [];
    const index = trusted.findLast((t) => t.size < c.size)?.size ?? 0;
    return [{ index, what: `长度 ${c.size} 有两个不同的签名根：同一账本有两种说法。` }];
  });
}

function earliest(found: readonly Divergence[]): Divergence | null {
  return found.reduce<Divergence | null>((first, next) => (first && first.index <= next.index ? first : next), null);
}
