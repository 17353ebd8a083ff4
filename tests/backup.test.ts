import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pg } from '../src/ground/store/index.ts';
import { type Postgres, startPostgres } from '../src/ground/store/postgres/index.ts';
import { signIn } from './faults/caller.fixture.ts';
import { type RunningHouse, startHouse, throwAwayFolder, verb, verbOn } from './faults/house.fixture.ts';

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
    mkdirSync(at('data/attachments/files/1/ab'), { recursive: true });
    writeFileSync(at('data/attachments/files/1/ab/paper'), 'sealed bytes');
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
    expect(readFileSync(at('restored/attachments/files/1/ab/paper'), 'utf8')).toBe('sealed bytes');

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

describe('a database of somebody else', { timeout: 120_000 }, () => {
  let server: Postgres;
  const url = (user: string, database: string) =>
    `postgresql://${user}@/${database}?host=${encodeURIComponent(String(server.connection(user, database).host))}&port=5432`;

  beforeAll(async () => {
    server = await startPostgres({ folder: at('elsewhere') });
    const client = new pg.Client(server.connection(server.superuser, 'postgres'));
    await client.connect();
    await client.query('create role plain login createrole');
    for (const [database, owner] of [
      ['first', server.superuser],
      ['second', 'plain'],
    ])
      await client.query(`create database ${database} owner ${owner}`);
    await client.end();
  });
  afterAll(() => server?.stop());

  test('a backup of the embedded one is restored into it, verified there, and backed up again with the same roots', async () => {
    const there = { data: at('elsewhere-data'), databaseUrl: url(server.superuser, 'first') };
    const restored = await verbOn(there, 'restore', at('backup'));
    expect([restored.code, restored.json.ok], restored.said).toEqual([0, true]);
    const again = await verbOn(there, 'backup', at('backup-elsewhere'));
    expect(again.code, again.said).toBe(0);
    const roots = (file: string) =>
      (JSON.parse(readFileSync(at(file, 'manifest.json'), 'utf8')) as { ledgers: Ledger[] }).ledgers.map(
        ({ code, size, root }) => ({ code, size, root }),
      );
    expect(roots('backup-elsewhere')).toEqual(roots('backup'));
    const over = await verbOn({ ...there, data: at('other-data') }, 'restore', at('backup'));
    expect([over.code, over.said]).toEqual([1, expect.stringContaining('已有内容')]);
  });

  test('an account that row-level security blinds is refused in words: a short backup and a content verification would both be silent', async () => {
    const there = { data: at('blind-data'), databaseUrl: url('plain', 'second') };
    const restored = await verbOn(there, 'restore', at('backup'));
    expect([restored.code, restored.said]).toEqual([1, expect.stringContaining('alter role plain bypassrls')]);
    const kept = await verbOn(there, 'backup', at('blind-backup'));
    expect([kept.code, kept.said]).toEqual([1, expect.stringContaining('alter role plain bypassrls')]);
    expect((await verbOn(there, 'verify')).code).toBe(1);
  });
});

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  writeFileSync(file, bytes);
}
