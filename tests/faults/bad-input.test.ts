import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readNote } from '../../src/doors/cli/running.ts';
import { pg } from '../../src/ground/store/index.ts';
import { type Answer, type Caller, callerOf, signIn } from './caller.fixture.ts';
import { type RunningHouse, startHouse, throwAwayFolder } from './house.fixture.ts';
import { poisoned, poisons, type Schema, shapes } from './poison.ts';

const place = throwAwayFolder();
let house: RunningHouse;
let callers: Record<string, Caller>;
let document: {
  paths: Record<
    string,
    Record<
      string,
      { parameters?: { name: string; in: string }[]; requestBody?: { content: { 'application/json': { schema: Schema } } } }
    >
  >;
};
const narrative = '楼下烧烤店的油烟熏得睡不着，孩子一直咳嗽。';

beforeAll(async () => {
  house = await startHouse({ data: `${place.folder}/data` });
  callers = Object.fromEntries(
    await Promise.all(
      ['window', 'triage', 'mediator', 'admin', 'leader', 'judge', 'archivist', 'auditor'].map(
        async (name) => [name, await signIn(house.url, name, 4)] as const,
      ),
    ),
  );
  document = (await callers.window!.get('/api/openapi.json')).body as never;
}, 180_000);
afterAll(async () => {
  for (const caller of Object.values(callers ?? {})) caller.close();
  await house?.stop();
  place.remove();
});
/** Whatever was sent: the house stands, nothing broke inside, and the next person is served. */
let heard = 0;
afterEach(async () => {
  expect(house.process.exitCode ?? house.process.signalCode, house.said().slice(-2000)).toBeNull();
  const after = await callers.window!.post('/api/intake/receive', { channel: 'window', narrative });
  const news = house.said().slice(heard);
  heard += news.length;
  expect([after.status, news.match(/.*"fault".*/g) ?? []]).toEqual([201, []]);
});

async function ask<T>(text: string, values: unknown[] = []): Promise<T[]> {
  const { host, port, user, database } = readNote(house.data)!;
  const client = new pg.Client({ host, port, user, database });
  await client.connect();
  const { rows } = await client.query(text, values);
  await client.end();
  return rows;
}
const matters = async () => (await ask<{ n: number }>('select count(*)::int as n from matter'))[0]!.n;

/** Empty when it is a refusal in words with a way on. */
function fault({ status, body, text }: Answer): string {
  const { code, message, waysOn } = (body ?? {}) as { code?: unknown; message?: unknown; waysOn?: unknown };
  const inWords =
    typeof code === 'string' &&
    typeof message === 'string' &&
    /[一-龥]/.test(message) &&
    Array.isArray(waysOn) &&
    waysOn.length > 0;
  return status >= 400 && status < 500 && inWords ? '' : `${status} ${text.slice(0, 160)}`;
}
const served = (answer: Answer): string => (answer.status < 300 ? '' : fault(answer));

describe('bodies that are none', () => {
  test.each(shapes)('%s is refused with a way on, and nothing is written', async (name, body) => {
    const before = await matters();
    const answer = await callers.window!.raw('POST', '/api/intake/receive', body, { 'content-type': 'application/json' });
    // A key that no form knows is not read: such a body may be a matter, and then it is one and nothing more.
    if (answer.status === 201)
      expect([name, await matters()]).toEqual([expect.stringMatching(/prototype|constructor/), before + 1]);
    else expect([fault(answer), await matters()]).toEqual(['', before]);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'application/json; charset=gbk',
    'nonsense',
    '',
  ])('content type "%s" with other content is refused', async (type) => {
    const answer = await callers.window!.raw(
      'POST',
      '/api/intake/receive',
      'channel=window&narrative=漏水',
      type ? { 'content-type': type } : {},
    );
    expect(fault(answer)).toBe('');
  });

  test('bytes that are no UTF-8 are refused or read without harm', async () => {
    const gbk = Buffer.concat([
      Buffer.from('{"channel":"window","narrative":"'),
      Buffer.from('c2a9cbae', 'hex'),
      Buffer.from('"}'),
    ]);
    expect(served(await callers.window!.raw('POST', '/api/intake/receive', gbk, { 'content-type': 'application/json' }))).toBe(
      '',
    );
    expect(
      fault(
        await callers.window!.raw('POST', '/api/intake/receive', Buffer.from([0xff, 0xfe, 0x7b, 0, 0x7d, 0]), {
          'content-type': 'application/json',
        }),
      ),
    ).toBe('');
  });

  test('10 MB, said beforehand or streamed, are refused as too large', async () => {
    const huge = Buffer.from(JSON.stringify({ channel: 'window', narrative: '长'.repeat(3_500_000) }));
    const before = await matters();
    const answer = await callers
      .window!.raw('POST', '/api/intake/receive', huge, { 'content-type': 'application/json' })
      .catch(() => undefined);
    // A server may hang up before the last byte; what it must not do is take it or break.
    if (answer) expect([answer.status, fault(answer)]).toEqual([413, '']);
    expect(await matters()).toBe(before);
  });

  test('a length that lies and a request that is no HTTP do no harm', async () => {
    for (const raw of [
      'POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n{"username":"window"}',
      'GARBAGE\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'GET /%ff%fe%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    ]) {
      const status = await spoken(raw);
      expect(`${raw.slice(0, 20)} → ${status}`).toMatch(/→ (4\d\d|0)$/);
    }
  });
});

/** Status of a hand-written request; 0 when the server hung up without a word. */
function spoken(raw: string): Promise<number> {
  const { hostname, port } = new URL(house.url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.end(raw));
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)));
    socket.on('error', () => {});
  });
}

describe('every command, every poison', { timeout: 240_000 }, () => {
  const who: Record<string, string> = {
    identity: 'admin',
    organisations: 'admin',
    places: 'admin',
    mediation: 'mediator',
    confirmation: 'judge',
    performance: 'archivist',
    triage: 'triage',
    supervision: 'leader',
  };

  test.each(poisons.map((poison) => [poison.zh, poison] as const))(
    '%s: done or refused in words, never a fault',
    async (_, poison) => {
      const { body: made } = await callers.window!.post('/api/intake/receive', {
        channel: 'window',
        kind: 'dispute',
        narrative,
        respondent: { name: '烧烤店' },
      });
      await callers.triage!.post(`/api/triage/${made.id}/open`);
      const faults: string[] = [];
      for (const [path, { post }] of Object.entries(document.paths)) {
        // Signing oneself out, or the account under test, would only end the test.
        if (!post?.requestBody || /session|password|deactivate|revoke|reset|totp/.test(path)) continue;
        const schema = post.requestBody.content['application/json']?.schema;
        if (!schema) continue;
        const caller = callers[who[path.split('/')[2]!] ?? 'window']!;
        for (const formats of [false, true]) {
          const answer = await caller.post(path.replace('{id}', String(made.id)), poisoned(schema, poison, formats), {
            'idempotency-key': `${poison.zh.replace(/[^ -~]/g, '')} ${path} ${formats}`,
          });
          const found = served(answer);
          if (found) faults.push(`${path}: ${found}`);
        }
      }
      expect(faults).toEqual([]);
    },
  );

  test.each(poisons.map((poison) => [poison.zh, poison] as const))('%s in every question and every path', async (_, poison) => {
    const faults: string[] = [];
    const text = encodeURIComponent(poison.text.toWellFormed().slice(0, 3000));
    for (const [path, { get }] of Object.entries(document.paths)) {
      if (!get || path === '/metrics') continue;
      const asked = (get.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => `${name}=${text}`);
      const filled = path.replace(/\{\w+\}/g, text.slice(0, 150).replace(/%\w?$/, '') || 'x');
      for (const caller of [callers.window!, callers.leader!, callers.auditor!]) {
        const answer = await caller.get(`${filled}?${asked.join('&')}`);
        const found = served(answer);
        if (found) faults.push(`${path}: ${found}`);
      }
    }
    expect(faults).toEqual([]);
  });

  test('headers nobody should send', async () => {
    for (const headers of [
      { 'idempotency-key': 'x'.repeat(5000) },
      { 'idempotency-key': '\u00e9\u00ff' },
      { 'x-csrf-token': '\u00ff'.repeat(300) },
      { cookie: `jiefen=${'x'.repeat(6000)}` },
      { cookie: 'jiefen=%00%ff; jiefen=a' },
      { origin: 'not a url' },
      { origin: 'null' },
      { 'content-encoding': 'gzip' },
      { 'accept-encoding': 'nonsense;q=x' },
      { host: 'x'.repeat(300) },
    ] as Record<string, string>[])
      expect([
        JSON.stringify(headers).slice(0, 60),
        served(await callers.window!.post('/api/intake/receive', { channel: 'window', narrative }, headers)),
      ]).toEqual([expect.anything(), '']);
  });
});

describe('what a person types is kept as it was typed', () => {
  test.each(['😭👨‍👩‍👧‍👦', '㛃䶮𠮷𪚥', 'Ünïcödé — “引号”', '<script>alert(1)</script>', "O'Brien; --", '第一行\n第二行'])(
    '%s comes back',
    async (words) => {
      const { status, body } = await callers.window!.post('/api/intake/receive', {
        channel: 'window',
        narrative: `来人说：${words}，请处理。`,
      });
      expect(status).toBe(201);
      const seen = await callers.window!.get(`/api/matters/${body.id}`);
      expect(JSON.stringify(seen.body)).toContain(JSON.stringify(words).slice(1, -1));
    },
  );
});

describe('moves that do not fit', () => {
  const dispute = async () =>
    (
      await callers.window!.post('/api/intake/receive', {
        channel: 'window',
        kind: 'dispute',
        narrative,
        respondent: { name: '烧烤店' },
      })
    ).body as { id: string; revision: number };

  test('out of order: nothing of mediation before acceptance; the state stays', async () => {
    const { id } = await dispute();
    for (const [who, path] of [
      ['mediator', `/api/mediation/${id}/start-session`],
      ['mediator', `/api/mediation/${id}/agree-terms`],
      ['archivist', `/api/performance/${id}/archive`],
      ['judge', `/api/confirmation/${id}/court-confirm`],
    ] as const)
      expect([path, fault(await callers[who]!.post(path))]).toEqual([path, '']);
    expect(await ask('select state from matter where id = $1', [id])).toEqual([{ state: 'REGISTERED' }]);
  });

  test('replayed: the same move twice happens once', async () => {
    const { id } = await dispute();
    const first = await callers.triage!.post(`/api/triage/${id}/open`);
    const second = await callers.triage!.post(`/api/triage/${id}/open`);
    expect([first.status, fault(second)]).toEqual([200, '']);
    expect(await ask(`select count(*)::int as n from event_detail where matter_id = $1 and kind like 'triage.%'`, [id])).toEqual([
      { n: 1 },
    ]);
  });

  test('by the wrong role, for every command: refused, and nothing is written', async () => {
    const { id } = await dispute();
    const [{ n: before }] = (await ask<{ n: number }>('select count(*)::int as n from ledger_event')) as [{ n: number }];
    const faults: string[] = [];
    for (const [path, { post }] of Object.entries(document.paths)) {
      if (
        !post?.requestBody ||
        !/^\/api\/(triage|mediation|confirmation|performance|intake|identity|places|organisations|supervision)\//.test(path)
      )
        continue;
      if (/password|totp|absence|revoke/.test(path)) continue;
      const found = fault(await callers.auditor!.post(path.replace('{id}', id), {}));
      if (found) faults.push(`${path}: ${found}`);
    }
    expect(faults).toEqual([]);
    expect(await ask('select count(*)::int as n from ledger_event')).toEqual([{ n: before }]);
  });

  test('two people on one matter at once: one is done, the others hear so and see the present', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 10; round++) {
      const { id } = await dispute();
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => callers.triage!.post(`/api/triage/${id}/open`, { revision: 1 })),
      );
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect(answers.filter(({ status }) => status !== 200).map(fault)).toEqual(['', '', '', '', '']);
      expect(await ask('select revision from matter where id = $1', [id])).toEqual([{ revision: 2 }]);
    }
  });

  test('without a session every path of the interface asks for one', async () => {
    const nobody = callerOf(house.url);
    const faults: string[] = [];
    for (const [path, methods] of Object.entries(document.paths)) {
      if (!path.startsWith('/api/') || /session|directory|openapi/.test(path)) continue;
      for (const method of Object.keys(methods)) {
        const answer = await nobody.raw(
          method.toUpperCase(),
          path.replace(/\{\w+\}/g, '00000000-0000-7000-8000-000000000009'),
          method === 'post' ? '{}' : undefined,
          method === 'post' ? { 'content-type': 'application/json' } : {},
        );
        if (answer.status !== 401 || fault(answer))
          faults.push(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 80)}`);
      }
    }
    nobody.close();
    expect(faults).toEqual([]);
  });
});
