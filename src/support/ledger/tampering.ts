import { type Checkpoint, parseCheckpoint, signCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { keyPairOf, openSigner, openVerifier } from './noteKey.ts';
import { randomBytes, SAMPLE_ORIGIN, type SampleLog, sampleLog } from './sampleLog.ts';
import { HASH_BYTES } from './suites.ts';
import { parseTilePath, TILE_WIDTH, tilePath } from './tilePath.ts';
import type { TileReader } from './tiles.ts';
import { type Divergence, startWalk } from './walk.ts';

export type TamperingReport = {
  events: number;
  mutations: number;
  detected: number;
  /** what was done and not found; must be empty */
  missed: string[];
  kinds: Record<string, number>;
  seconds: number;
};

type Bench = SampleLog & { trusted: Checkpoint[]; pick: (below: number) => number };
type Forgery = { what: string; found: boolean };

/**
 * Figure R15: an invented log of `events` is harmed in every way and each harm must be found. Every `flipEvery`-th byte of the log
 * is flipped (1: all of them), and each other kind of harm is done `each` times at places drawn from `seed`. Harms go through the
 * same walk as verifyLog, entered at the event in question, so that a million of them take a minute or so and not a year.
 */
export async function proveTampering({ events = 10_000, seed = 1, flipEvery = 1, each = 5_000 }): Promise<TamperingReport> {
  const begun = performance.now();
  const log = await sampleLog({ events, seed });
  const trusted = log.checkpoints.map((note) => parseCheckpoint(note)!);
  const bench: Bench = { ...log, trusted, pick: (below) => Math.floor(log.random() * below) };
  const report: TamperingReport = { events, mutations: 0, detected: 0, missed: [], kinds: {}, seconds: 0 };
  flipEveryByte(bench, flipEvery, report);
  for (const [kind, harm] of Object.entries(harms)) {
    for (let i = 0; i < each; i++) count(report, kind, await harm(bench));
  }
  return { ...report, seconds: (performance.now() - begun) / 1000 };
}

/** The first thing the walk does with an event is to compare its leaf hash with the stored one: this is that comparison alone. */
function flipEveryByte({ suite, entries, leaves, pick }: Bench, flipEvery: number, report: TamperingReport): void {
  let offset = 0;
  for (const [index, entry] of entries.entries()) {
    const bytes = Buffer.from(entry);
    for (let at = (flipEvery - (offset % flipEvery)) % flipEvery; at < bytes.length; at += flipEvery) {
      bytes[at]! ^= 1 + pick(255);
      count(report, 'flip', { what: `byte ${at} of event ${index}`, found: !suite.leaf(bytes).equals(leaves[index]!) });
      bytes[at] = entry[at]!;
    }
    offset += entry.length;
  }
}

const harms: Record<string, (bench: Bench) => Promise<Forgery>> = {
  async flipWalked(bench) {
    const i = bench.pick(bench.entries.length);
    return { what: `flip in event ${i}`, found: !!(await stepAt(bench, i, flipped(bench, bench.entries[i]!))) };
  },
  /** the forger also recomputes every tile: only the signed roots are left to find it */
  async rehash(bench) {
    const i = bench.pick(bench.entries.length);
    return { what: `event ${i} rewritten with its tiles`, found: await walkOn(bench, i, flipped(bench, bench.entries[i]!)) };
  },
  async remove(bench) {
    const i = bench.pick(bench.entries.length - 1);
    return { what: `event ${i} missing`, found: !!(await stepAt(bench, i, bench.entries[i + 1]!, i + 1)) };
  },
  async deleteAndRenumber(bench) {
    const i = bench.pick(bench.entries.length);
    const next = bench.entries[i + 1];
    const found = next ? await stepAt(bench, i, next) : walkFrom(bench, i).end();
    return { what: `event ${i} deleted`, found: !!found };
  },
  async swap(bench) {
    const i = bench.pick(bench.entries.length - 1);
    const j = i + 1 + bench.pick(bench.entries.length - i - 1);
    return { what: `events ${i} and ${j} swapped`, found: !!(await stepAt(bench, i, bench.entries[j]!)) };
  },
  async duplicate(bench) {
    const i = bench.pick(bench.entries.length);
    return { what: `event ${i} doubled`, found: !!(await stepAt(bench, i + 1, bench.entries[i]!)) };
  },
  async truncate(bench) {
    const i = bench.pick(bench.entries.length);
    return { what: `cut before event ${i}`, found: !!walkFrom(bench, i).end() };
  },
  async tileFlip(bench) {
    const paths = [...bench.tiles.keys()];
    const path = paths[bench.pick(paths.length)]!;
    const bytes = Buffer.from(bench.tiles.get(path)!);
    const at = bench.pick(bytes.length);
    bytes[at]! ^= 1 + bench.pick(255);
    const { level, index } = parseTilePath(path)!;
    const position = index * TILE_WIDTH + Math.floor(at / HASH_BYTES);
    const last = (position + 1) * TILE_WIDTH ** Number(level) - 1; // the event that completes the damaged node
    const read: TileReader = async (address) => (tilePath(address) === path ? bytes : bench.readTile(address));
    return { what: `byte ${at} of ${path}`, found: !!(await stepAt({ ...bench, readTile: read }, last, bench.entries[last]!)) };
  },
  async checkpointFlip(bench) {
    const i = bench.pick(bench.checkpoints.length);
    const text = flipped(bench, Buffer.from(bench.checkpoints[i]!)).toString('utf8');
    return { what: `flip in checkpoint ${i}`, found: !verifyCheckpoint(text, openVerifier(bench.keys.verifierKey)).ok };
  },
  /** another key, under the same name, and once more with the true key's number written over its own */
  async resign(bench) {
    const i = bench.pick(bench.trusted.length);
    const verifier = openVerifier(bench.keys.verifierKey);
    const stranger = openSigner(keyPairOf(SAMPLE_ORIGIN, randomBytes(bench.random, 32)).signerKey);
    const signer = bench.pick(2) ? stranger : { ...stranger, keyId: verifier.keyId };
    const note = signCheckpoint(bench.trusted[i]!, signer);
    return { what: `checkpoint ${i} signed by another key`, found: !verifyCheckpoint(note, verifier).ok };
  },
};

function walkFrom({ suite, trusted, readTile, ranges }: Bench, index: number): ReturnType<typeof startWalk> {
  return startWalk({ suite, checkpoints: trusted, tiles: readTile, tail: 'refuse' }, ranges[index]);
}

function stepAt(bench: Bench, index: number, bytes: Buffer, number = index): Promise<Divergence | null> {
  return walkFrom(bench, index).step({ index: number, bytes });
}

async function walkOn({ suite, trusted, ranges, entries }: Bench, from: number, forged: Buffer): Promise<boolean> {
  const walk = startWalk({ suite, checkpoints: trusted, tail: 'refuse' }, ranges[from]);
  for (let index = from; index < entries.length; index++) {
    if (await walk.step({ index, bytes: index === from ? forged : entries[index]! })) return true;
  }
  return !!walk.end();
}

function flipped({ pick }: Bench, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy[pick(copy.length)]! ^= 1 + pick(255);
  return copy;
}

function count(report: TamperingReport, kind: string, { what, found }: Forgery): void {
  report.mutations++;
  report.kinds[kind] = (report.kinds[kind] ?? 0) + 1;
  if (found) report.detected++;
  else report.missed.push(what);
}
