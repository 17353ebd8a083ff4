import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parameters } from '../../../counties/demo/parameters.ts';
import { type County, county, TENANT } from '../../../tests/rights/county.ts';
import { configFrom } from '../../ground/config/index.ts';
import { serveReckoning } from './reckon.ts';
import { buildServer, type Inside } from './server.ts';

let here: County;
let app: FastifyInstance;
const token = randomBytes(32).toString('base64url');
beforeAll(async () => {
  here = await county();
  const { id } = here.as('mediator');
  const hash = createHash('sha256').update(token).digest();
  await here.db.look(`insert into credential (tenant_id, staff_id, password_hash, changed_at) values ($1, $2, '-', $3)`, [
    TENANT,
    id,
    here.now(),
  ]);
  await here.db.look(
    `insert into session (tenant_id, token_hash, id, staff_id, csrf, created_at, seen_at, expires_at) values ($1, $2, gen_random_uuid(), $3, 'csrf', $4, $4, $5)`,
    [TENANT, hash, id, here.now(), new Date(here.now().getTime() + 3_600_000)],
  );
  const inside = {
    centre: here.centre,
    directory: { tenantOf: () => ({ id: TENANT }), all: [] },
    config: configFrom({}),
    ready: () => true,
  };
  app = await buildServer(inside as unknown as Inside);
  serveReckoning(app, inside as unknown as Inside);
  await app.ready();
});
afterAll(async () => {
  await app?.close();
  await here?.close();
});

const send = (method: 'GET' | 'POST', url: string, payload?: object, cookie = `jiefen=${token}`) =>
  app.inject({ method, url, payload, headers: { cookie, 'x-csrf-token': 'csrf' } });
const kept = ['event_detail', 'ledger_queue', 'document', 'draft', 'idempotency', 'notice', 'matter'] as const;
const rows = async () =>
  (await here.db.look<{ n: string }>(`select ${kept.map((table) => `(select count(*) from ${table})`).join(' + ')} as n`))[0]!.n;

test('列出计算器、表单和参数；没有登录的不给', async () => {
  expect((await send('GET', '/api/reckon', undefined, '')).statusCode).toBe(401);
  const { calculators, parameters: figures } = (await send('GET', '/api/reckon')).json();
  expect(calculators).toHaveLength(11);
  expect(calculators[0].schema.properties.kind.zh).toBe('哪类案件');
  expect(figures.some((row: { code: string }) => row.code === 'lpr1y')).toBe(true);
});

test('算出来有每一行的公式和法条，什么也不留下', async () => {
  const before = await rows();
  const found = await send('POST', '/api/reckon/courtFee', { kind: 'property', amountFen: 5_000_000 });
  expect(found.json()).toMatchObject({ total: { fen: 105_000 }, sources: [{ zh: '《诉讼费用交纳办法》第十三条' }] });
  await send('POST', '/api/terms/look', { text: '一次付清', instalments: [] });
  expect(await rows()).toBe(before);
});

test('填错的说是哪一项；当地没有的数请人填', async () => {
  expect((await send('POST', '/api/reckon/courtFee', { kind: 'property', amountFen: -1 })).json()).toMatchObject({
    code: 'centre.invalid',
    fields: { amountFen: expect.stringContaining('负数') },
  });
  const injury = { outcome: '10', happenedOn: '2026-01-05', wageFen: 600_000, leaving: true };
  expect((await send('POST', '/api/reckon/workInjury', injury)).json()).toMatchObject({
    code: 'reckoning.figureMissing',
    fields: { medicalMonths: expect.any(String) },
  });
  expect((await send('POST', '/api/reckon/nothing', {})).statusCode).toBe(404);
});

test('县里的参数放进设置就用得上，演示的写明是演示', async () => {
  await here.db.look(`update centre set settings = settings || jsonb_build_object('parameters', $1::jsonb)`, [
    JSON.stringify(parameters),
  ]);
  const found = (
    await send('POST', '/api/reckon/workInjury', { outcome: '10', happenedOn: '2026-01-05', wageFen: 600_000, leaving: true })
  ).json();
  expect(found.total.fen).toBe(42_000_00 + 2 * 3 * 820_000);
  expect(found.warnings.join()).toContain('演示数据');
});

test('条款：按类型给，填好给文字和安排，签字前看一遍', async () => {
  const { clauses, lawfulness } = (await send('GET', '/api/terms/clauses?category=LAB01')).json();
  expect(clauses[0].code).toBe('guarantee');
  expect(lawfulness).toHaveLength(5);
  const values = { payer: 'a', payee: 'b', forWhat: '货款', amount: 120_000, dueOn: '2026-06-30', way: '银行转账' };
  const made = (await send('POST', '/api/terms/clause', { code: 'payment', values, names: { a: '甲', b: '乙' } })).json();
  expect(made.text).toContain('壹仟贰佰元整');
  const look = async (more: object) =>
    (await send('POST', '/api/terms/look', { text: made.text, instalments: made.instalments, ...more })).json().findings;
  expect(await look({})).toEqual([]);
  expect(await look({ text: '双方各付调解费100元' })).toContainEqual(expect.objectContaining({ code: 'fee', severity: 'block' }));
});
