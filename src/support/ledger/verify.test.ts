import { beforeAll, describe, expect, it } from 'vitest';
import { parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import { generateNoteKey, openSigner } from './noteKey.ts';
import { SAMPLE_ORIGIN, type SampleLog, sampleLog } from './sampleLog.ts';
import { suites } from './suites.ts';
import { proveTampering } from './tampering.ts';
import { tilePath } from './tilePath.ts';
import { growTiles, type TileReader } from './tiles.ts';
import { rootOfLeaves } from './tree.ts';
import { type LogToVerify, type Verdict, verifyLog } from './verify.ts';

const EVENTS = 10_000;
let log: SampleLog;
beforeAll(async () => {
  log = await sampleLog({ events: EVENTS, seed: 15 });
});

function numbered(entries: Buffer[]): { index: number; bytes: Buffer }[] {
  return entries.map((bytes, index) => ({ index, bytes }));
}

function check(entries: Buffer[], change: Partial<LogToVerify> = {}): Promise<Verdict> {
  const whole = { tiles: log.readTile, checkpoints: log.checkpoints, publicKey: log.keys.verifierKey };
  return verifyLog({ entries: numbered(entries), ...whole, ...change });
}

async function diverges(verdict: Promise<Verdict>, index: number, what: RegExp): Promise<void> {
  expect(await verdict).toEqual({ ok: false, firstDivergence: { index, what: expect.stringMatching(what) } });
}

function harmed(index: number): Buffer[] {
  const bytes = Buffer.from(log.entries[index]!);
  bytes[200]! ^= 1;
  return log.entries.with(index, bytes);
}

describe('一万条事件的账本', () => {
  it('原样的账本通过：有账页无账页、检查点次序颠倒都一样', async () => {
    const root = rootOfLeaves(log.suite, log.leaves).toString('base64');
    const good = { ok: true, size: EVENTS, attested: EVENTS, root };
    expect(await check(log.entries)).toEqual(good);
    expect(await check(log.entries, { tiles: undefined, checkpoints: [...log.checkpoints].reverse() })).toEqual(good);
    expect(await verifyLog({ entries: [], checkpoints: [], publicKey: log.keys.verifierKey })).toMatchObject({
      ok: true,
      size: 0,
    });
  });

  it('改一个字节，说得出是哪一条；没有账页时说得出在哪两个检查点之间', async () => {
    for (const index of [0, 255, 256, 4321, EVENTS - 1]) await diverges(check(harmed(index)), index, /事件被改动/);
    await diverges(check(harmed(4321), { tiles: undefined }), 4096, /第 4096 至 4351 号/);
  });

  it('删去、调换、重复、插入、截短，都指出第一处', async () => {
    const { entries } = log;
    await diverges(check(entries.toSpliced(777, 1)), 777, /删除/);
    await diverges(verifyLogOf(numbered(entries).toSpliced(777, 1)), 777, /缺第 777 号/);
    await diverges(verifyLogOf(numbered(entries).toSpliced(777, 0, { index: 776, bytes: entries[776]! })), 777, /重复/);
    await diverges(check(entries.with(10, entries[9000]!).with(9000, entries[10]!)), 10, /调换/);
    await diverges(check(entries.toSpliced(5000, 0, entries[4999]!)), 5000, /插入/);
    await diverges(check([...entries, entries.at(-1)!]), EVENTS, /多出或重复/);
    await diverges(check(entries.slice(0, 9999)), 9999, /截短/);
    await diverges(check([]), 0, /截短/);
  });

  it('连检查点一起截短，只要别处还存着一个检查点就藏不住', async () => {
    const kept = log.checkpoints.at(-1)!;
    const cut = log.entries.slice(0, 9984);
    expect((await check(cut, { checkpoints: log.checkpoints.slice(0, -1) })).ok).toBe(true);
    await diverges(check(cut, { checkpoints: [...log.checkpoints.slice(0, -1), kept] }), 9984, /截短/);
  });

  it('没有检查点为证的尾巴要明说允许才放过', async () => {
    const checkpoints = log.checkpoints.slice(0, -1);
    await diverges(check(log.entries, { checkpoints }), 9984, /没有任何检查点/);
    expect(await check(log.entries, { checkpoints, tail: 'allow' })).toMatchObject({ ok: true, size: EVENTS, attested: 9984 });
    await diverges(check(log.entries, { checkpoints: [] }), 0, /没有任何检查点/);
  });

  it('改了事件又重算账页，被签名的根揭穿', async () => {
    const entries = harmed(4321);
    const leaves = entries.map((bytes) => log.suite.leaf(bytes));
    const forged = new Map((await growTiles(log.suite, 0, leaves, async () => null)).map((t) => [tilePath(t.address), t.bytes]));
    const tiles: TileReader = async (address) => forged.get(tilePath(address)) ?? null;
    await diverges(check(entries, { tiles }), 4096, /签名的根不符/);
  });

  it('账页损坏与事件被改分得清', async () => {
    const spoilt =
      (path: string, at: number): TileReader =>
      async (address) => {
        const bytes = await log.readTile(address);
        return bytes && tilePath(address) === path ? Buffer.from(bytes).fill(0, at, at + 32) : bytes;
      };
    await diverges(check(log.entries, { tiles: spoilt('tile/0/003', 32) }), 769, /账页中的哈希损坏/);
    await diverges(check(log.entries, { tiles: spoilt('tile/1/000.p/39', 64) }), 512, /第 512 至 767 号：第 1 层账页/);
    await diverges(check(log.entries, { tiles: async () => null }), 0, /账页缺失/);
  });

  it('别人的密钥签的、签名被改的、别的账本的检查点，都不算数', async () => {
    const stranger = openSigner(generateNoteKey(SAMPLE_ORIGIN).signerKey);
    const own = openSigner(log.keys.signerKey);
    const last = parseCheckpoint(log.checkpoints.at(-1)!)!;
    const withLast = (note: string): string[] => log.checkpoints.with(-1, note);
    await diverges(check(log.entries, { checkpoints: withLast(signCheckpoint(last, stranger)) }), 9984, /不是用本账本的密钥/);
    const extra = (note: string): string[] => [...log.checkpoints, note];
    const forged = signCheckpoint({ ...last, size: 300 }, { ...stranger, keyId: own.keyId });
    await diverges(check(log.entries, { checkpoints: extra(forged) }), 256, /长度 300）签名不符/);
    await diverges(
      check(log.entries, { checkpoints: extra(signCheckpoint({ ...last, origin: '别处' }, own)) }),
      9984,
      /另一本账/,
    );
    await diverges(check(log.entries, { checkpoints: extra('乱写') }), EVENTS, /格式不合/);
  });

  it('同一长度签过两个根，是两面派，立刻揭穿', async () => {
    const second = signCheckpoint({ origin: SAMPLE_ORIGIN, size: 512, root: log.leaves[0]! }, openSigner(log.keys.signerKey));
    await diverges(check(log.entries, { checkpoints: [...log.checkpoints, second] }), 256, /512 有两个不同的签名根/);
  });

  it('先后两处有事，说的是先的那一处', async () => {
    await diverges(check(harmed(100), { checkpoints: [...log.checkpoints, '乱写'] }), 100, /事件被改动/);
  });
});

it('SM3 账本同样验得', async () => {
  const entries = log.entries.slice(0, 300);
  const { sm3, sha256 } = suites;
  const leaves = entries.map(sm3.leaf);
  const root = rootOfLeaves(sha256, entries.map(sha256.leaf));
  const note = signCheckpoint(
    { origin: SAMPLE_ORIGIN, size: 300, root, sm3Root: rootOfLeaves(sm3, leaves) },
    openSigner(log.keys.signerKey),
  );
  const kept = new Map((await growTiles(sm3, 0, leaves, async () => null)).map((t) => [tilePath(t.address), t.bytes]));
  const tiles: TileReader = async (address) => kept.get(tilePath(address)) ?? null;
  expect((await check(entries, { suite: 'sm3', checkpoints: [note], tiles })).ok).toBe(true);
  expect((await check(harmed(7).slice(0, 300), { suite: 'sm3', checkpoints: [note], tiles })).ok).toBe(false);
  await diverges(check(entries, { suite: 'sm3', checkpoints: log.checkpoints.slice(0, 1), tiles }), 0, /没有/);
});

it('R15：一万条事件，各种破坏五万余次，次次发现', async () => {
  const { missed, mutations, detected, kinds } = await proveTampering({ events: EVENTS, seed: 4, flipEvery: 97, each: 30 });
  expect(missed).toEqual([]);
  expect(detected).toBe(mutations);
  expect(mutations).toBeGreaterThan(50_000);
  expect(Object.keys(kinds)).toHaveLength(11);
});

function verifyLogOf(entries: { index: number; bytes: Buffer }[]): Promise<Verdict> {
  return verifyLog({ entries, tiles: log.readTile, checkpoints: log.checkpoints, publicKey: log.keys.verifierKey });
}
