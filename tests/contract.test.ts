import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, callerOf, signIn } from './faults/caller.fixture.ts';
import { password, type RunningHouse, startHouse, throwAwayFolder } from './faults/house.fixture.ts';

/** What programs that look from outside may rely on, over real HTTP against the built program. */
const place = throwAwayFolder();
let house: RunningHouse;
let nobody: Caller;
let staff: Caller;

beforeAll(async () => {
  house = await startHouse({ data: `${place.folder}/data`, demoDays: 2 });
  nobody = callerOf(house.url);
  staff = await signIn(house.url, 'window');
}, 180_000);
afterAll(async () => {
  nobody?.close();
  staff?.close();
  await house?.stop();
  place.remove();
});

const narrative = '楼上卫生间漏水，把我家的厨房吊顶泡坏了，找过两次都说不是他家的事。';
const refusal = {
  code: expect.stringMatching(/^[a-z]\w*\.\w+$/i),
  message: expect.stringMatching(/[一-龥]/),
  waysOn: expect.arrayContaining([expect.stringMatching(/\S{3}/)]),
};
let keys = 0;
const receive = (body: object, key = `contract-${process.pid}-${keys++}`, caller = staff) =>
  caller.post('/api/intake/receive', body, { 'idempotency-key': key });

describe('what watches the house', () => {
  test('healthz, readyz and metrics answer without a session', async () => {
    expect((await nobody.get('/healthz')).status).toBe(200);
    expect((await nobody.get('/readyz')).status).toBe(200);
    const metrics = await nobody.get('/metrics');
    expect(metrics.headers['content-type']).toMatch(/^text\/plain/);
    expect(metrics.text).toMatch(/^jiefen_request_seconds_count\{[^}]*\} \d+$/m);
    expect(metrics.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
  });

  test('openapi.json is valid OpenAPI 3.1 and names the paths of the contract', async () => {
    const { status, body } = await nobody.get('/api/openapi.json');
    expect(status).toBe(200);
    const document = body as { openapi: string; paths: Record<string, object> };
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect(errors ?? []).toEqual([]);
    expect(valid).toBe(true);
    expect(document.openapi).toMatch(/^3\.1\./);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/api/session', '/api/intake/receive', '/api/matters', '/api/matters/{id}']),
    );
  });

  test('the validator does find a broken document', async () => {
    const { body } = await nobody.get('/api/openapi.json');
    expect((await new Validator().validate({ ...body, paths: { '/x': { get: { responses: 3 } } } } as never)).valid).toBe(false);
  });
});

describe('session', () => {
  test('a right password gives a cookie that scripts cannot read, the person, the roles and a token', async () => {
    const { status, headers, body } = await nobody.post('/api/session', { username: 'mediator', password });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      user: expect.anything(),
      roles: expect.arrayContaining(['mediator']),
      csrfToken: expect.stringMatching(/^\S{16,}$/),
    });
    expect(headers['set-cookie']!.join()).toMatch(/HttpOnly/i);
    expect(headers['set-cookie']!.join()).toMatch(/SameSite=(Lax|Strict)/i);
  });

  test('a wrong password and an unknown name are refused alike', async () => {
    const wrong = await nobody.post('/api/session', { username: 'window', password: 'not this one' });
    const unknown = await nobody.post('/api/session', { username: 'no-such-person', password: 'not this one' });
    expect(wrong.status).toBe(401);
    expect(wrong.body).toMatchObject(refusal);
    expect(unknown.status).toBe(wrong.status);
    expect(unknown.text).toBe(wrong.text);
  });

  test('after DELETE the cookie opens nothing any more', async () => {
    const leaving = await signIn(house.url, 'auditor');
    expect((await leaving.get('/api/matters')).status).toBe(200);
    expect((await leaving.raw('DELETE', '/api/session', undefined)).status).toBe(200);
    const after = await leaving.get('/api/matters');
    expect([after.status, after.body]).toEqual([401, expect.objectContaining(refusal)]);
    leaving.close();
  });

  test('a change without the token, with a wrong one, or from a page of another host is refused and has no effect', async () => {
    const { total: before } = await count();
    const forgeries: Record<string, string>[] = [
      { 'x-csrf-token': '' },
      { 'x-csrf-token': 'x'.repeat(staff.csrf.length) },
      { origin: 'http://elsewhere.example' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of forgeries) {
      const { status, body } = await staff.post(
        '/api/intake/receive',
        { channel: 'window', narrative },
        { 'idempotency-key': `forged-${keys++}`, ...headers },
      );
      expect([status, body]).toEqual([403, expect.objectContaining(refusal)]);
    }
    expect((await count()).total).toBe(before);
  });
});

describe('receive, list, get', () => {
  const channels = ['window', 'hotline12345', 'police110', 'grid', 'petition', 'court', 'portal', 'agency', 'sensor'];

  test.each(channels)('a matter that comes in by %s is received: 201 with id, code, time and moves', async (channel) => {
    const { status, body } = await receive({
      channel,
      narrative,
      place: { text: '青埠街道', lon: 120.1, lat: 30.2 },
      reporter: { name: '王秀英', phone: '13900001234' },
      respondent: { name: '楼上住户' },
    });
    expect([status, body]).toEqual([201, expect.anything()]);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      code: expect.stringMatching(/^\S{12,16}$/),
      moves: expect.any(Array),
    });
    expect(Math.abs(Date.parse(String(body.receivedAt)) - Date.now())).toBeLessThan(60_000);
  });

  test('the same key gives the same answer and one matter; another body under it is refused', async () => {
    const first = await receive({ channel: 'window', narrative }, 'same-key');
    const again = await receive({ channel: 'window', narrative }, 'same-key');
    expect(first.status).toBe(201);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = await receive({ channel: 'window', narrative: `${narrative}另外，` }, 'same-key');
    expect([other.status, other.body]).toEqual([422, expect.objectContaining(refusal)]);
  });

  test('what was received can be read, is found by its words, and pages do not repeat', async () => {
    const { body: made } = await receive({ channel: 'window', narrative: '隔壁装修敲穿了承重墙，整栋楼都害怕。' });
    const { status, body } = await staff.get(`/api/matters/${made.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      view: expect.objectContaining({ code: made.code }),
      revision: expect.any(Number),
      moves: expect.any(Array),
    });
    const found = await staff.get(`/api/matters?query=${encodeURIComponent('承重墙')}`);
    expect(found.text).toContain(String(made.code));
    const first = await staff.get('/api/matters');
    const cursor = String(first.body.cursor ?? first.body.next ?? '');
    if (cursor) {
      const second = await staff.get(`/api/matters?cursor=${encodeURIComponent(cursor)}`);
      expect(second.status).toBe(200);
      const ids = [...idsOf(first.body), ...idsOf(second.body)];
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('a further command answers with the new view, its revision and the open moves; a stale revision is refused with the present view', async () => {
    const { body: made } = await receive({ channel: 'window', narrative, kind: 'dispute', respondent: { name: '楼上住户' } });
    const triage = await signIn(house.url, 'triage');
    const seen = await triage.get(`/api/matters/${made.id}`);
    const opened = await triage.post(`/api/triage/${made.id}/open`, { revision: seen.body.revision });
    expect([opened.status, opened.body]).toEqual([
      200,
      expect.objectContaining({ view: expect.anything(), revision: expect.any(Number), moves: expect.any(Array) }),
    ]);
    expect(opened.body.revision).toBeGreaterThan(Number(seen.body.revision));
    const stale = await triage.post(`/api/triage/${made.id}/open`, { revision: seen.body.revision });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ ...refusal, view: expect.anything() });
    triage.close();
  });

  test('a matter that is not there and one of another town look the same', async () => {
    const { body: made } = await receive({ channel: 'window', narrative });
    const stranger = await signIn(house.url, 'mediator3');
    const absent = await stranger.get('/api/matters/00000000-0000-7000-8000-00000000ffff');
    const forbidden = await stranger.get(`/api/matters/${made.id}`);
    expect(absent.status).toBe(404);
    expect(absent.body).toMatchObject(refusal);
    expect([forbidden.status, forbidden.text]).toEqual([absent.status, absent.text]);
    stranger.close();
  });

  test('missing and wrong fields are named in words', async () => {
    const { status, body } = await receive({ channel: 'pigeon' });
    expect(status).toBe(422);
    expect(body).toMatchObject({ ...refusal, fields: { channel: expect.any(String), narrative: expect.any(String) } });
  });

  test('nobody gets in without a session', async () => {
    for (const path of ['/api/matters', '/api/matters/00000000-0000-7000-8000-00000000ffff']) {
      const { status, body } = await nobody.get(path);
      expect([status, body]).toEqual([401, expect.objectContaining(refusal)]);
    }
    const { status, body } = await receive({ channel: 'window', narrative }, 'nobody', nobody);
    expect([status, body]).toEqual([401, expect.objectContaining(refusal)]);
  });
});

const idsOf = (body: Record<string, unknown>): string[] =>
  Object.values(body).flatMap((value) => (Array.isArray(value) ? value.map((row) => String((row as { id?: string }).id)) : []));

/** How many matters the ledger's owner would count: the newest code changes with every new one. */
async function count(): Promise<{ total: string }> {
  const { body } = await staff.get('/api/matters');
  return { total: idsOf(body)[0] ?? '' };
}
