import { copyFileSync, cpSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signIn } from './faults/caller.fixture.ts';
import { type RunningHouse, startHouse, throwAwayFolder, verb } from './faults/house.fixture.ts';

const place = throwAwayFolder();
const at = (...names: string[]) => path.join(place.folder, ...names);
let house: RunningHouse | undefined;
const acknowledged: { code: string; at: number }[] = [];

beforeAll(async () => {
  house = await startHouse({ data: at('data'), demoDays: 2 });
}, 180_000);
afterAll(async () => {
  await house?.stop();
  place.remove();
});

/** People go on working until told to stop; each acknowledged matter is kept with its time. */
async function working(url: string, until: { over: boolean }): Promise<void> {
  const caller = await signIn(url, 'window');
  for (let n = 0; !until.over; n++) {
    const { status, body, text } = await caller.post('/api/intake/receive', {
      channel: 'window',
      narrative: `备份时也有人来：第 ${n} 件，邻居的空调外机太吵。`,
    });
    if (status !== 201) throw new Error(`${status} ${text}`);
    acknowledged.push({ code: String(body.code), at: Date.now() });
  }
  caller.close();
}

interface Ledger {
  code: string;
  size: number;
  root: string;
  same: boolean;
}

describe('backup and restore', { timeout: 180_000 }, () => {
  let began = 0;

  test('a backup is made while people work: nobody waits, nobody is refused', async () => {
    const rest = { over: false };
    const work = [working(house!.url, rest), working(house!.url, rest)];
    while (acknowledged.length < 40) await new Promise((resolve) => setTimeout(resolve, 20));
    began = Date.now();
    const before = acknowledged.length;
    const { code, said, json } = await verb(at('data'), 'backup', at('backup'));
    expect(`${code} ${said}`).toMatch(/^0 /);
    const during = acknowledged.length - before;
    rest.over = true;
    await Promise.all(work);
    expect(json).toMatchObject({ errors: 0, rows: expect.any(Number), ledgers: expect.any(Array) });
    expect(during).toBeGreaterThan(5);
    // Who runs the house alone may read the copy: the keys are in it.
    for (const file of readdirSync(at('backup'), { recursive: true }))
      expect(statSync(at('backup', String(file))).mode & 0o077).toBe(0);
  });

  test('restored into an empty folder the ledger ends where the manifest says, and every matter acknowledged before is there', async () => {
    const { code, said, json } = await verb(at('restored'), 'restore', at('backup'));
    expect(`${code} ${said}`).toMatch(/^0 /);
    const { ledgers } = JSON.parse(readFileSync(at('backup/manifest.json'), 'utf8')) as { ledgers: Ledger[] };
    const restored = json.ledgers as unknown as Ledger[];
    expect(restored.map(({ code, size, root, same }) => ({ code, size, root, same }))).toEqual(
      ledgers.map(({ code, size, root }) => ({ code, size, root, same: true })),
    );
    expect(ledgers[0]!.size).toBeGreaterThan(100);

    const second = await startHouse({ data: at('restored'), demoDays: 2 });
    try {
      const caller = await signIn(second.url, 'window');
      const missing: string[] = [];
      for (const one of acknowledged.filter(({ at: when }) => when < began)) {
        const { text } = await caller.get(`/api/matters?query=${one.code}`);
        if (!text.includes(one.code)) missing.push(one.code);
      }
      expect(missing).toEqual([]);
      // The restored house is a living one: the next event takes the next place in the same log.
      expect(
        (await caller.post('/api/intake/receive', { channel: 'window', narrative: '恢复以后又来了一件，要登记。' })).status,
      ).toBe(201);
      caller.close();
    } finally {
      await second.stop();
    }
    const verified = await verb(at('restored'), 'verify');
    expect(verified.json).toMatchObject({ ok: true });
  });

  test('a folder with something in it is refused, by backup and by restore, and stays as it was', async () => {
    const again = await verb(at('data'), 'backup', at('backup'));
    expect([again.code, again.said]).toEqual([1, expect.stringContaining('空文件夹')]);
    const over = await verb(at('restored'), 'restore', at('backup'));
    expect([over.code, over.said]).toEqual([1, expect.stringContaining('已有内容')]);
    const running = await verb(at('data'), 'restore', at('backup'));
    expect(running.code).toBe(1);
    expect((await fetch(`${house!.url}/readyz`)).status).toBe(200);
  });

  const harm: [string, (folder: string) => void][] = [
    ['one byte of a table changed', (folder) => flip(path.join(folder, 'tables/matter.copy.gz'))],
    [
      'one byte of a key changed',
      (folder) => flip(path.join(folder, 'ledger-keys', readdirSync(path.join(folder, 'ledger-keys'))[0]!)),
    ],
    [
      'one table in the place of another',
      (folder) => copyFileSync(path.join(folder, 'tables/party.copy.gz'), path.join(folder, 'tables/matter.copy.gz')),
    ],
    [
      'the manifest cut off',
      (folder) =>
        writeFileSync(path.join(folder, 'manifest.json'), readFileSync(path.join(folder, 'manifest.json')).subarray(0, 200)),
    ],
  ];
  test.each(harm)('%s: refused before anything is written', async (_, spoil) => {
    const folder = at(`harmed-${harm.findIndex(([, each]) => each === spoil)}`);
    cpSync(at('backup'), folder, { recursive: true });
    spoil(folder);
    const { code, said } = await verb(`${folder}-data`, 'restore', folder);
    expect([code, said]).toEqual([1, expect.stringMatching(/不符|读不懂/)]);
    expect(() => statSync(`${folder}-data/pg`)).toThrow();
  });

  test('a manifest that claims another root is found out by the check of the ledger', async () => {
    const folder = at('other-root');
    cpSync(at('backup'), folder, { recursive: true });
    const file = path.join(folder, 'manifest.json');
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as { ledgers: Ledger[] };
    manifest.ledgers[0]!.root = Buffer.alloc(32, 7).toString('base64');
    writeFileSync(file, JSON.stringify(manifest));
    const { code, json } = await verb(`${folder}-data`, 'restore', folder);
    expect([code, json.ok]).toEqual([1, false]);
  });
});

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  writeFileSync(file, bytes);
}
