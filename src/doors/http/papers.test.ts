import { createHash, randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { degrees, PDFDocument, PDFName, PDFString, StandardFonts } from 'pdf-lib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearGate, type IntakeDesk, intakeDesk, TENANT } from '../../../tests/intakeDesk.ts';
import { configFrom } from '../../ground/config/index.ts';
import { stopPress } from '../../support/documents/papers/index.ts';
import { readOutline, readPages, readText } from '../../support/documents/papers/reading-for-tests.ts';
import { serveAttachments } from './attachments.ts';
import { servePapers } from './papers.ts';
import { buildServer, type Inside } from './server.ts';

let desk: IntakeDesk;
let app: FastifyInstance;
const cookies = new Map<string, string>();

async function enter(role: string): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const later = new Date(desk.now().getTime() + 3_600_000);
  await desk.db.look(
    `insert into session (tenant_id, token_hash, id, staff_id, csrf, created_at, seen_at, expires_at) values ($1, $2, gen_random_uuid(), $3, 'csrf', $4, $4, $5)`,
    [TENANT, createHash('sha256').update(token).digest(), desk.as(role).id, desk.now(), later],
  );
  await desk.db.look(`insert into credential (tenant_id, staff_id, password_hash, changed_at) values ($1, $2, '-', $3)`, [
    TENANT,
    desk.as(role).id,
    desk.now(),
  ]);
  cookies.set(role, `jiefen=${token}`);
}

beforeAll(async () => {
  desk = await intakeDesk();
  for (const role of ['mediator', 'org', 'gridWorker']) await enter(role);
  const directory = { tenantOf: () => ({ id: TENANT }), all: [] };
  const config = { ...configFrom({}), folder: desk.folder };
  const inside = { centre: desk.centre, directory, config, ready: () => true } as unknown as Inside;
  app = await buildServer(inside);
  serveAttachments(app, inside);
  servePapers(app, inside);
  await app.ready();
});
afterAll(async () => {
  stopPress();
  await app?.close();
  await desk?.close();
});

const get = (role: string, url: string) => app.inject({ method: 'GET', url, headers: { cookie: cookies.get(role)! } });
function upload(id: string, name: string, bytes: Uint8Array) {
  const head = `--part\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  return app.inject({
    method: 'POST',
    url: `/api/matters/${id}/attachments`,
    payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--part--\r\n')]),
    headers: { cookie: cookies.get('mediator')!, 'x-csrf-token': 'csrf', 'content-type': 'multipart/form-data; boundary=part' },
  });
}

interface Seen {
  id: string;
  code: string;
  parties: Array<{ id: string }>;
  documents: Array<{ id: string; kind: string; number: string | null }>;
  agreement: { number: string };
}
const settled = async (more: object = {}): Promise<Seen> =>
  (
    await desk.perform('mediator', 'intake.onTheSpot', {
      happenedAt: '2026-11-18T07:30:00.000Z',
      narrative: '楼上漏水，把楼下的天花板泡坏了。#eval("1") $x$',
      reporter: { name: '𠮷·程甲' },
      respondent: { name: '沈乙' },
      category: 'NEI01',
      gate: clearGate(),
      rightsTold: true,
      bothWilling: true,
      mediatorAccepted: true,
      result: 'agreed',
      form: 'written',
      text: '沈乙赔偿程甲一万亿元，分两次付清。',
      instalments: [
        { payer: 'respondent', payee: 'applicant', what: '先付', amountFen: 1, dueOn: '2026-11-18', doneNow: true },
        { payer: 'respondent', payee: 'applicant', what: '再付', amountFen: 1_000_000_000_000, dueOn: '2026-12-18' },
      ],
      lawful: true,
      readBack: true,
      partiesMarked: 'signature',
      mediatorSigned: true,
      sealed: true,
      ...more,
    })
  ).view as Seen;
const paperOf = (view: Seen, kind: string) => view.documents.find((one) => one.kind === kind)!.id;

describe('一份文书', () => {
  test('协议书：看得见、印得出、名字金额大小写都对，只能嵌在自己的页面里', async () => {
    const view = await settled();
    const reply = await get('mediator', `/api/documents/${paperOf(view, 'F7')}/paper.pdf`);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'content-security-policy': expect.stringContaining("frame-ancestors 'self'"),
      'content-disposition': expect.stringMatching(/^inline; filename\*=UTF-8''%E4/),
      'cache-control': 'no-store',
    });
    const text = await readText(reply.rawPayload);
    for (const said of [
      '𠮷·程甲',
      '#eval("1")$x$',
      '0.01元（人民币壹分）',
      '10,000,000,000元（人民币壹佰亿元整）',
      '当场已履行',
      view.agreement.number,
      '已签名',
      view.code,
    ])
      expect(text).toContain(said);
  });
  test('可编辑的一份', async () => {
    const reply = await get('mediator', `/api/documents/${paperOf(await settled(), 'F7')}/paper.docx`);
    expect(reply.headers['content-disposition']).toMatch(/^attachment; .*\.docx$/);
    expect(reply.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });
  test('空白的：写好了是谁的事，留着线手写；没有的格式说清楚', async () => {
    const view = await settled();
    const reply = await get('mediator', `/api/matters/${view.id}/blank/F4.pdf`);
    const text = await readText(reply.rawPayload);
    expect(text).toContain('人民调解调查记录');
    expect(text).toContain(view.code);
    expect((await get('mediator', `/api/matters/${view.id}/blank/F99.pdf`)).json().code).toBe('papers.noForm');
    expect((await get('mediator', `/api/matters/${view.id}/blank/F4`)).json().code).toBe('papers.noForm');
  });
  test('看不到这件事的人，文书、空白、卷宗都和没有一样', async () => {
    const view = await settled();
    const none = '00000000-0000-7000-8000-00000000ffff';
    for (const [there, absent] of [
      [`/api/documents/${paperOf(view, 'F7')}/paper.pdf`, `/api/documents/${none}/paper.pdf`],
      [`/api/documents/${paperOf(view, 'F7')}/paper.docx`, `/api/documents/nonsense/paper.docx`],
      [`/api/matters/${view.id}/blank/F4.pdf`, `/api/matters/${none}/blank/F4.pdf`],
      [`/api/matters/${view.id}/file.pdf`, `/api/matters/${none}/file.pdf`],
    ] as const) {
      const [hidden, missing] = [await get('gridWorker', there), await get('gridWorker', absent)];
      expect(hidden.statusCode).toBe(404);
      expect(hidden.json()).toEqual(missing.json());
      expect((await app.inject({ method: 'GET', url: there })).statusCode).toBe(401);
    }
  });
  test('名字里有字库没有的字：不印方块，说是哪个字和出路', async () => {
    const view = await settled({ respondent: { name: '𰻞某' } });
    const reply = await get('mediator', `/api/documents/${paperOf(view, 'F7')}/paper.pdf`);
    expect(reply.statusCode).toBe(422);
    expect(reply.json()).toMatchObject({
      code: 'papers.glyph',
      message: expect.stringContaining('𰻞'),
      waysOn: expect.arrayContaining([expect.stringContaining('手写')]),
    });
  });
});

/** A white PNG of the size, left half black. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length);
    body.copy(out, 4);
    out.writeUInt32BE(crc(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 255);
  for (let y = 0; y < height; y++) rows.fill(0, y * (width + 1), y * (width + 1) + 1 + width / 2);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
function crc(bytes: Buffer): number {
  let c = ~0;
  for (const byte of bytes) {
    c ^= byte;
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  }
  return ~c >>> 0;
}
async function pdf(words: string, { turn = 0, annotated = false } = {}): Promise<Uint8Array> {
  const file = await PDFDocument.create();
  const page = file.addPage([842, 595]);
  page.drawText(words, { x: 80, y: 300, size: 20, font: await file.embedFont(StandardFonts.Helvetica) });
  page.setRotation(degrees(turn));
  if (annotated) {
    const note = file.context.obj({ Type: 'Annot', Subtype: 'FreeText', Rect: [10, 10, 90, 40], Contents: PDFString.of('x') });
    page.node.set(PDFName.of('Annots'), file.context.obj([file.context.register(note)]));
  }
  return file.save({ useObjectStreams: false });
}

describe('卷宗', () => {
  test('文书和材料按卷内顺序装成一册，有目录、页码、书签；装不进的在目录里写明原因', async () => {
    const { id, code } = await settled();
    for (const [name, bytes] of [
      ['身份证正面.png', png(1200, 760)],
      ['现场😀照片.png', png(300, 2400)],
      ['检测报告.pdf', await pdf('REPORT', { turn: 90 })],
      ['批注过的.pdf', await pdf('MARKED', { annotated: true })],
    ] as const)
      expect((await upload(id, name, bytes)).statusCode).toBe(201);
    const reply = await get('org', `/api/matters/${id}/file.pdf`);
    expect(reply.statusCode).toBe(200);
    const pages = await readPages(reply.rawPayload);
    const outline = await readOutline(reply.rawPayload);
    expect(outline).toEqual([
      '卷宗封面',
      '卷内目录',
      '人民调解受理登记表',
      '当事人权利义务告知书',
      '身份证正面',
      '现场〓照片',
      '检测报告',
      '人民调解协议书',
      '卷宗封底',
    ]);
    const contents = pages[1]!;
    expect(contents).toContain('PDF带有批注或表单，电子件另存');
    expect(contents.indexOf('身份证正面')).toBeLessThan(contents.indexOf('检测报告'));
    expect(pages.find((text) => text.includes('REPORT'))).toBeDefined();
    expect(pages.at(-1)).toContain(`共${pages.length - 3}页`);
    expect(pages.slice(2, -1).every((text, i) => text.endsWith(String(i + 1)))).toBe(true);
    expect(pages[0]).toContain(code);
    expect(pages[0]).not.toContain('身份证明未附');
    // A page from elsewhere may lack a font: then the file does not call itself PDF/A.
    expect(reply.rawPayload.includes('pdfaid')).toBe(false);
  }, 60_000);
  test('全是自己排的，就是一册 PDF/A', async () => {
    const { id } = await settled();
    const reply = await get('org', `/api/matters/${id}/file.pdf`);
    const file = await PDFDocument.load(reply.rawPayload, { updateMetadata: false });
    const metadata = file.catalog.get(PDFName.of('Metadata'));
    expect(metadata).toBeDefined();
    expect(file.catalog.get(PDFName.of('OutputIntents'))).toBeDefined();
    expect(file.context.trailerInfo.ID).toBeDefined();
    expect(file.getPages().every((page) => (page.node.Annots()?.size() ?? 0) === 0)).toBe(true);
    expect((await readPages(reply.rawPayload))[0]).toContain('身份证明未附');
  });
});

describe('卷宗齐全和编号', () => {
  test('缺哪一样说哪一样，补齐了才算齐', async () => {
    const { id } = await settled();
    await desk.db.look(`delete from document where tenant_id = $1 and matter_id = $2 and kind = 'F3'`, [TENANT, id]);
    const refusal = await desk.perform('org', 'performance.completeFile', {}, id).catch((error) => error);
    expect(refusal).toMatchObject({ code: 'performance.fileOpen', message: expect.stringContaining('当事人权利义务告知书') });
    const cover = (await readPages((await get('org', `/api/matters/${id}/file.pdf`)).rawPayload))[0];
    expect(cover).toContain('卷内还缺：当事人权利义务告知书');
    const whole = await settled();
    const done = (await desk.perform('org', 'performance.completeFile', {}, whole.id)).view as Seen;
    expect(done.documents.find(({ kind }) => kind === 'F10')!.number).toBe(whole.agreement.number);
  });
  test('二十件一起生效，一件中途没成：号连着，不重不断；没谈成的卷齐了也有号', async () => {
    const of = (number: string) => Number(/第(\d+)号/.exec(number)![1]);
    const before = of((await settled()).agreement.number);
    const [failed, ...made] = await Promise.allSettled([
      settled({ sealed: false }),
      ...Array.from({ length: 20 }, () => settled()),
    ]);
    expect(failed!.status).toBe('rejected');
    const numbers = made.map((one) => of((one as PromiseFulfilledResult<Seen>).value.agreement.number)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => before + 1 + i));
    const ended = await settled({
      result: 'failed',
      failReason: 'noAgreement',
      bothWilling: false,
      lawful: false,
      text: undefined,
    });
    const file = (await desk.perform('org', 'performance.completeFile', {}, ended.id)).view as Seen;
    const number = file.documents.find(({ kind }) => kind === 'F10')!.number!;
    expect(of(number)).toBe(before + 21);
    await desk.perform('org', 'performance.reviewFile', { result: 'incomplete', finding: '补一张照片' }, ended.id);
    const again = (await desk.perform('org', 'performance.completeFile', {}, ended.id)).view as Seen;
    expect(again.documents.filter(({ kind }) => kind === 'F10').map((one) => one.number)).toEqual([number, number]);
  }, 60_000);
});
