import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type IntakeDesk, intakeDesk, TENANT } from '../../../tests/intakeDesk.ts';
import { configFrom } from '../../ground/config/index.ts';
import { slipFor } from '../../support/documents/attachments/index.ts';
import { readTable } from '../../support/tables/index.ts';
import { serveAttachments } from './attachments.ts';
import { serveDrafts } from './drafts.ts';
import { serveImports } from './imports.ts';
import { serveIntake } from './intake.ts';
import { serveDeclarations } from './routes.ts';
import { buildServer, type Inside } from './server.ts';

let desk: IntakeDesk;
let app: FastifyInstance;
const sessions = new Map<string, { cookie: string; csrf: string }>();

async function enter(role: string): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const { id } = desk.as(role);
  await desk.db.look(`insert into credential (tenant_id, staff_id, password_hash, changed_at) values ($1, $2, '-', $3)`, [
    TENANT,
    id,
    desk.now(),
  ]);
  await desk.db.look(
    `insert into session (tenant_id, token_hash, id, staff_id, csrf, created_at, seen_at, expires_at) values ($1, $2, gen_random_uuid(), $3, $4, $5, $5, $6)`,
    [
      TENANT,
      createHash('sha256').update(token).digest(),
      id,
      `csrf-${role}`,
      desk.now(),
      new Date(desk.now().getTime() + 3_600_000),
    ],
  );
  sessions.set(role, { cookie: `jiefen=${token}`, csrf: `csrf-${role}` });
}

beforeAll(async () => {
  desk = await intakeDesk();
  for (const role of ['window', 'seat', 'mediator', 'gridWorker', 'auditor']) await enter(role);
  const directory = { tenantOf: () => ({ id: TENANT }), all: [] };
  const inside = {
    centre: desk.centre,
    directory,
    config: { ...configFrom({}), folder: desk.folder },
    ready: () => true,
  } as unknown as Inside;
  app = await buildServer(inside);
  serveDeclarations(app, inside);
  serveAttachments(app, inside);
  serveDrafts(app, inside);
  serveImports(app, inside);
  serveIntake(app, inside);
  await app.ready();
});
afterAll(async () => {
  await app?.close();
  await desk?.close();
});

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
async function send(role: string, method: Method, url: string, payload?: object | Buffer, headers: Record<string, string> = {}) {
  const session = sessions.get(role)!;
  return app.inject({
    method,
    url,
    payload: payload as object,
    headers: { cookie: session.cookie, 'x-csrf-token': session.csrf, ...headers },
  });
}
function upload(role: string, url: string, name: string, bytes: Buffer) {
  const boundary = 'x-part-of-test';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return send(role, 'POST', url, Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]), {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  });
}
const receive = async (role = 'window', body: object = {}) =>
  (
    await send(role, 'POST', '/api/intake/receive', { channel: 'window', narrative: '楼上漏水，把楼下的天花板泡坏了。', ...body })
  ).json() as { id: string; code: string; revision: number };
const pdf = (words = 'one') =>
  Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% ${words}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

describe('attachments', () => {
  test('goes in once checked, is on the ledger, and comes out as a download that can run nothing', async () => {
    const { id } = await receive();
    const kept = await upload('window', `/api/matters/${id}/attachments`, '照片 1.pdf', pdf());
    expect(kept.statusCode).toBe(201);
    expect(kept.json()).toMatchObject({ name: '照片 1.pdf', type: 'application/pdf', state: 'clean', revision: 2 });
    const out = await send('window', 'GET', `/api/attachments/${kept.json().id}`);
    expect(out.rawPayload.equals(pdf())).toBe(true);
    expect(out.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-disposition': expect.stringMatching(/^attachment; /),
    });
    expect(
      await desk.count(
        'ledger_event',
        `matter_id = '${id}' and kind = 'matter.attached' and seals ? 'attachment:${kept.json().id}'`,
      ),
    ).toBe(1);
    expect((await send('window', 'GET', `/api/matters/${id}/attachments`)).json().attachments).toHaveLength(1);
  });
  test('who may not see the matter finds neither file nor matter', async () => {
    const { id } = await receive();
    const kept = (await upload('window', `/api/matters/${id}/attachments`, 'a.pdf', pdf('two'))).json();
    expect((await send('gridWorker', 'GET', `/api/attachments/${kept.id}`)).statusCode).toBe(404);
    expect((await upload('gridWorker', `/api/matters/${id}/attachments`, 'a.pdf', pdf('three'))).statusCode).toBe(404);
    expect((await upload('auditor', `/api/matters/${id}/attachments`, 'a.pdf', pdf('three'))).statusCode).toBe(403);
  });
  test('a slip is good for its own matter only, and cannot be made up', async () => {
    const { id } = await receive();
    for (const slip of ['made up', Buffer.from('{}').toString('base64')])
      expect((await send('window', 'POST', `/api/matters/${id}/attach`, { slip })).json().code).toBe('intake.badUpload');
    expect((await send('window', 'POST', `/api/matters/${id}/attach`, { slip: 'x'.repeat(5000) })).statusCode).toBe(422);
    const file = { sha256: 'a'.repeat(64), size: 1, name: 'a.pdf', mime: 'application/pdf', state: 'clean' } as const;
    const slip = slipFor(desk.vault, TENANT, { ...file, matterId: id });
    const other = await receive();
    expect((await send('window', 'POST', `/api/matters/${other.id}/attach`, { slip })).json().code).toBe('intake.badUpload');
    expect((await send('window', 'POST', `/api/matters/${id}/attach`, { slip })).statusCode).toBe(200);
  });
  test('a page, an empty file and no file at all are refused in words', async () => {
    const { id } = await receive();
    expect(
      (await upload('window', `/api/matters/${id}/attachments`, 'a.pdf', Buffer.from('<html><script>1</script>'))).json().code,
    ).toBe('attachments.kind');
    expect((await upload('window', `/api/matters/${id}/attachments`, 'a.pdf', Buffer.alloc(0))).json().code).toBe(
      'attachments.empty',
    );
    expect((await send('window', 'POST', `/api/matters/${id}/attachments`, {})).json().code).toBe('intake.noFile');
    expect(await desk.count('attachment', `matter_id = '${id}'`)).toBe(0);
  });
  test('what no scan has called clean is kept and not given out', async () => {
    const { id } = await receive();
    const kept = (
      await upload(
        'window',
        `/api/matters/${id}/attachments`,
        'q.pdf',
        Buffer.from('%PDF-1.4\n1 0 obj<</Type/ObjStm>>stream\nnot zipped\nendstream endobj\n%%EOF\n'),
      )
    ).json();
    expect(kept.state).toBe('quarantined');
    expect((await send('window', 'GET', `/api/attachments/${kept.id}`)).json().code).toBe('attachments.quarantined');
  });
});

describe('drafts and views', () => {
  test('a draft is saved, saved over, read back and dropped; nobody else sees it', async () => {
    for (const narrative of ['楼', '楼上漏水\u0000'])
      expect((await send('window', 'PUT', '/api/drafts/receive', { body: { narrative } })).statusCode).toBe(200);
    expect((await send('window', 'GET', '/api/drafts')).json().drafts).toMatchObject([
      { key: 'receive', body: { narrative: '楼上漏水' } },
    ]);
    expect((await send('seat', 'GET', '/api/drafts')).json().drafts).toEqual([]);
    await send('seat', 'DELETE', '/api/drafts/receive');
    expect((await send('window', 'GET', '/api/drafts')).json().drafts).toHaveLength(1);
    await send('window', 'DELETE', '/api/drafts/receive');
    expect((await send('window', 'GET', '/api/drafts')).json().drafts).toEqual([]);
  });
  test('a draft without its session token, too long, or of no shape is refused', async () => {
    expect((await send('window', 'PUT', '/api/drafts/receive', { body: {} }, { 'x-csrf-token': 'no' })).statusCode).toBe(403);
    expect((await send('window', 'PUT', '/api/drafts/receive', { body: { a: 'x'.repeat(300_000) } })).json().code).toBe(
      'drafts.tooLong',
    );
    expect((await send('window', 'PUT', '/api/drafts/receive', { body: 'x' })).statusCode).toBe(422);
  });
  test('a view is kept for its owner alone', async () => {
    const { id } = (await send('window', 'POST', '/api/views', { zh: '超时的', page: '/matters', search: '?overdue=1' })).json();
    expect((await send('window', 'GET', '/api/views')).json().views).toMatchObject([{ id, zh: '超时的' }]);
    await send('seat', 'DELETE', `/api/views/${id}`);
    expect((await send('window', 'GET', '/api/views')).json().views).toHaveLength(1);
    await send('window', 'DELETE', `/api/views/${id}`);
    expect((await send('window', 'GET', '/api/views')).json().views).toEqual([]);
    expect((await send('window', 'POST', '/api/views', { zh: '坏', page: 'https://elsewhere', search: '' })).statusCode).toBe(
      422,
    );
  });
});

describe('imports', () => {
  const table = Buffer.from('编号,内容,电话\nH1,桥头路灯不亮,\nH2,井盖丢了,\nH3,水管裂了,123\n');
  test('preview, dry run, run, again, errors as a table, undo', async () => {
    const preview = (await upload('window', '/api/imports/preview', '台账.csv', table)).json();
    expect(preview).toMatchObject({
      format: 'csv',
      headers: ['编号', '内容', '电话'],
      mapping: { id: '编号', text: '内容', phone: '电话' },
      rows: 3,
    });
    const run = async (dryRun = false) =>
      (await send('window', 'POST', '/api/imports/run', { fileId: preview.fileId, mapping: preview.mapping, dryRun })).json();
    expect(await run(true)).toMatchObject({ id: null, rows: 3, added: 2, known: 0, errors: 1 });
    const done = await run();
    expect(done).toMatchObject({ rows: 3, added: 2, known: 0, errors: 1 });
    expect(await run()).toMatchObject({ added: 0, known: 2, errors: 1 });
    const detail = (await send('window', 'GET', `/api/imports/${done.id}`)).json();
    expect(detail).toMatchObject({
      state: 'done',
      stateZh: '完成',
      progress: 1,
      rowErrors: [{ row: 4, content: { 编号: 'H3' } }],
    });
    const errors = readTable((await send('window', 'GET', `/api/imports/${done.id}/errors`)).rawPayload, 'e.xlsx');
    expect(errors.rows[0]!.cells).toMatchObject({ 行: '4', 编号: 'H3', 电话: '123' });
    expect((await send('window', 'GET', '/api/imports')).json().imports.map((one: { id: string }) => one.id)).toContain(done.id);
    expect((await send('window', 'POST', `/api/imports/${done.id}/undo`)).json()).toEqual({ id: done.id, closed: 2, kept: [] });
    expect((await send('window', 'GET', `/api/imports/${done.id}`)).json().state).toBe('undone');
  });
  test('an upload is its bringer’s own and lies sealed on the disk', async () => {
    const preview = (await upload('window', '/api/imports/preview', '台账.csv', table)).json();
    expect((await send('seat', 'POST', '/api/imports/run', { fileId: preview.fileId })).json().code).toBe('intake.noUpload');
    expect(readFileSync(`${desk.folder}/uploads/${TENANT}/${preview.fileId}`).includes(Buffer.from('桥头'))).toBe(false);
  });
  test('no role, no file, no table, no such import: refused in words, never a fault', async () => {
    expect((await upload('mediator', '/api/imports/preview', 'a.csv', table)).statusCode).toBe(403);
    expect((await send('mediator', 'GET', '/api/imports')).statusCode).toBe(403);
    expect((await send('auditor', 'GET', '/api/imports')).statusCode).toBe(200);
    expect((await upload('window', '/api/imports/preview', 'a.csv', Buffer.from('%PDF-1.4 x'))).json().code).toBe(
      'tables.notATable',
    );
    expect((await send('window', 'POST', '/api/imports/preview', {})).json().code).toBe('intake.noFile');
    expect((await send('window', 'GET', '/api/imports/nothing')).statusCode).toBe(404);
    expect((await send('window', 'POST', '/api/imports/run', { fileId: 'x' })).statusCode).toBe(422);
  });
});

describe('reading while typing', () => {
  const understand = async (body: object, role = 'window') => (await send(role, 'POST', '/api/intake/understand', body)).json();
  test('kind, category, place and danger each come with their words', async () => {
    const read = await understand({ narrative: '石埠镇横塘村，邻居家漏水，吵起来他拿刀', place: {}, reporter: { phone: '138' } });
    expect(read).toMatchObject({
      kind: { value: 'dispute' },
      category: { value: 'NEI01' },
      place: { code: '990108001001' },
      dangers: [{ code: 'G01', why: '写到“拿刀”' }],
    });
  });
  test('the same telephone, the same words and the same place are told as reasons; strangers see none of it', async () => {
    const words = '南浦街口的烧烤摊半夜油烟很大，熏得楼上三家没法开窗，说了几次都不听。';
    const first = await receive('window', {
      narrative: words,
      reporter: { name: '程甲', phone: '13800000000' },
      place: { code: '990108001001' },
    });
    const [found] = (
      await understand({ narrative: words.slice(0, 30), place: { code: '990108001001' }, reporter: { phone: '138 0000 0000' } })
    ).duplicates;
    expect(found).toMatchObject({
      id: first.id,
      code: first.code,
      reasons: expect.arrayContaining(['电话相同', '地点相同', '同一天']),
    });
    expect((await understand({ narrative: words, reporter: { phone: '13800000000' } }, 'gridWorker')).duplicates).toEqual([]);
    const second = await receive('window', { narrative: `${words}已经一个月了。` });
    const candidates = (await send('window', 'GET', `/api/matters/${second.id}/duplicates`)).json().duplicates as Array<{
      id: string;
      reasons: string[];
    }>;
    expect(candidates.map((one) => one.id)).toContain(first.id);
    expect(candidates.map((one) => one.id)).not.toContain(second.id);
    const linked = await send('window', 'POST', `/api/matters/${second.id}/link`, {
      otherId: first.id,
      kind: 'linked',
      revision: second.revision,
    });
    expect(linked.statusCode).toBe(200);
    expect((await send('gridWorker', 'GET', `/api/matters/${second.id}/duplicates`)).statusCode).toBe(404);
  });
  test('an unlike matter is no candidate', async () => {
    await receive('window', { narrative: '健身房关门，会员卡里的钱退不回来，打电话没人接。' });
    expect((await understand({ narrative: '田埂被邻村的人挖断，秧苗全淹了，要求恢复原状。' })).duplicates).toEqual([]);
  });
  test('people pasted from a table', async () => {
    const read = (await send('window', 'POST', '/api/intake/people', { text: '姓名\t电话\n程甲\t13800000000\n沈乙\t12' })).json();
    expect(read).toMatchObject({ people: [{ name: '程甲' }], errors: [{ row: 3 }] });
  });
  test('wrong shapes are refused, never a fault', async () => {
    for (const body of [{}, { narrative: 3 }, { narrative: 'x'.repeat(30_000) }, { narrative: '\ud800' }])
      expect((await send('window', 'POST', '/api/intake/understand', body)).statusCode).toBe(422);
  });
});
