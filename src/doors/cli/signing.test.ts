import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { clearGate, type IntakeDesk, intakeDesk, TENANT } from '../../../tests/intakeDesk.ts';
import { digestOf, draftOf } from '../../desks/mediation/signing/index.ts';
import { configFrom } from '../../ground/config/index.ts';
import { loadMatter } from '../../registers/matters/store.ts';
import { openAttachmentStore } from '../../support/documents/attachments/index.ts';
import { drawnSignature } from '../../support/documents/drawn-for-tests.ts';
import { paperCode, publicCode, shortId } from '../../support/documents/paperCodes.ts';
import { scanOf, squareOf } from '../../support/documents/scanned-for-tests.ts';
import { checkPdf, sealKeys } from '../../support/documents/seal/index.ts';
import { smallPdf } from '../../support/documents/seal/made-for-tests.ts';
import { ledgerKeys } from '../../support/ledger/keys.ts';
import { sequence } from '../../support/ledger/store.ts';
import { Pace } from '../http/pace.ts';
import { serveDeclarations } from '../http/routes.ts';
import { serveSealedPapers } from '../http/sealedPapers.ts';
import { buildServer, type Inside } from '../http/server.ts';
import { serveSigning } from '../http/signing.ts';
import { run as verifyDocument } from './verifyDocument.ts';

const CENTRE = { id: TENANT, code: '990108', zh: '石埠县社会治理中心' };
let desk: IntakeDesk;
let app: FastifyInstance;
const out = mkdtempSync(path.join(tmpdir(), 'jiefen-papers-'));
const sessions = new Map<string, { cookie: string; csrf: string }>();
const keysOf = () => ledgerKeys(path.join(desk.folder, 'ledger-keys'));
const sealsOf = () => sealKeys(path.join(desk.folder, 'ledger-keys'), () => new Date('2026-01-01'));

beforeAll(async () => {
  desk = await intakeDesk();
  for (const role of ['window', 'mediator', 'org', 'auditor']) await enter(role);
  await desk.db.look(
    `insert into centre (id, code, zh, label, settings) values ($1, $2, $3, '中心', '{"phone":"10000000001"}')`,
    [TENANT, CENTRE.code, CENTRE.zh],
  );
  const inside = {
    centre: desk.centre,
    directory: { tenantOf: (host: string) => (host.startsWith('other') ? { ...CENTRE, id: TENANT + 1 } : CENTRE), all: [] },
    config: { ...configFrom({}), folder: desk.folder },
    ready: () => true,
  } as unknown as Inside;
  app = await buildServer(inside);
  serveDeclarations(app, inside);
  serveSigning(app, inside);
  const store = openAttachmentStore({ folder: path.join(desk.folder, 'attachments'), vault: desk.vault });
  serveSealedPapers(app, inside, { keys: keysOf(), seals: sealsOf(), store });
  await app.ready();
}, 60_000);
afterAll(async () => {
  await app?.close();
  await desk?.close();
  rmSync(out, { recursive: true, force: true });
});

async function enter(role: string): Promise<void> {
  const token = randomBytes(32).toString('base64url');
  const { id } = desk.as(role);
  await desk.db.look(`insert into credential (tenant_id, staff_id, password_hash, changed_at) values ($1, $2, '-', $3)`, [
    TENANT,
    id,
    desk.now(),
  ]);
  await desk.db.look(
    `insert into session (tenant_id, token_hash, id, staff_id, csrf, created_at, seen_at, expires_at) values ($1, $2, gen_random_uuid(), $3, $4, $5, $5, '2030-01-01')`,
    [TENANT, createHash('sha256').update(token).digest(), id, `csrf-${role}`, desk.now()],
  );
  sessions.set(role, { cookie: `jiefen=${token}`, csrf: `csrf-${role}` });
}

type Method = 'GET' | 'POST';
async function ask(role: string | undefined, method: Method, url: string, body?: object | Buffer, host = 'here.local') {
  const session = role ? sessions.get(role) : undefined;
  const upload = Buffer.isBuffer(body);
  const answer = await app.inject({
    method,
    url,
    headers: {
      host,
      ...(session && { cookie: session.cookie, 'x-csrf-token': session.csrf }),
      ...(upload && { 'content-type': 'multipart/form-data; boundary=edge' }),
    },
    payload: upload
      ? Buffer.concat([
          Buffer.from(
            '--edge\r\ncontent-disposition: form-data; name="file"; filename="x.pdf"\r\ncontent-type: application/pdf\r\n\r\n',
          ),
          body,
          Buffer.from('\r\n--edge--\r\n'),
        ])
      : body,
  });
  return {
    status: answer.statusCode,
    text: answer.body,
    body: String(answer.headers['content-type']).includes('json') ? answer.json() : undefined,
  };
}

/** A matter lying open for signing, and its paper. */
async function toSigning(category = 'NEI01') {
  const received = await desk.perform('window', 'intake.receive', {
    channel: 'window',
    kind: 'dispute',
    narrative: '楼上漏水',
    reporter: { name: '王秀英', phone: '10000123401' },
    respondent: { name: '李国强' },
  });
  const id = received.id!;
  const { code } = received.view as { code: string };
  const [one, two] = (received.view as { parties: { id: string }[] }).parties.map((party) => party.id) as [string, string];
  const { organisationId } = desk.as('org');
  await desk.perform('triage', 'triage.open', {}, id);
  await desk.perform('triage', 'triage.accept', { category, organisationId, gate: clearGate(), rightsTold: true }, id);
  await desk.perform('triage', 'mediation.invite', { way: 'phone', safeContact: true }, id);
  for (const partyId of [one, two]) await desk.perform('org', 'mediation.agree', { partyId }, id);
  await desk.perform('org', 'mediation.assign', { mediatorId: desk.as('mediator').id, chosenBy: 'accepted' }, id);
  const session = { place: '调解室', present: '双方', said: '各说各的', rightsSigned: true, gate: clearGate() };
  await desk.perform('mediator', 'mediation.startSession', session, id);
  const dueOn = '2026-12-31';
  await desk.perform(
    'mediator',
    'mediation.agreeTerms',
    {
      form: 'written',
      text: '李国强赔偿王秀英2000元。',
      instalments: [{ payerId: two, payeeId: one, what: '付赔偿款', amountFen: 200_000, dueOn }],
      lawful: true,
      readBack: true,
    },
    id,
  );
  const found = await desk.centre.run(TENANT, desk.as('mediator'), (work) => loadMatter(work, id, false));
  const paper = draftOf(found!.documents)!;
  return { id, code, one, two, documentId: paper.id, digest: digestOf(paper) };
}
const tokenOf = (url: string) => url.split('#')[1]!;
const give = async (id: string, partyId: string) =>
  (await ask('mediator', 'POST', `/api/matters/${id}/signing-link`, { partyId })).body;

describe('没有账号的当事人', () => {
  test('扫码打开：全文、谁付谁、四个出口和电话都在，没有别人的电话；签好后链接打不开', async () => {
    const { id, one, digest } = await toSigning();
    const link = await give(id, one);
    expect(link.url).toMatch(/^http:\/\/here\.local\/s#[\w-]{32}$/);
    expect(link.qr).toContain('<svg');
    const token = tokenOf(link.url);
    const page = await ask(undefined, 'POST', '/api/signing', { token });
    expect(page.status).toBe(200);
    expect(page.body).toMatchObject({
      text: '李国强赔偿王秀英2000元。',
      you: { name: '王秀英' },
      parts: [{ payer: '李国强', payee: '王秀英', amountFen: 200_000 }],
      contact: { organisation: '石埠镇人民调解委员会', phone: '10000000001' },
      digest,
    });
    expect(page.body.ways.map((way: { move: string }) => way.move)).toEqual(['reconsider', 'leave', 'goToCourt']);
    expect(page.text).not.toContain('10000123401');
    const signed = await ask(undefined, 'POST', '/api/signing/sign', { token, image: drawnSignature(), digest });
    expect(signed.body).toEqual({ signed: true });
    const panel = (await ask('mediator', 'GET', `/api/matters/${id}/signing`)).body;
    expect(panel.parties).toMatchObject([{ mark: { way: 'phone', digest }, link: false }, { mark: null }]);
    expect((await ask(undefined, 'POST', '/api/signing', { token })).body.code).toBe('mediation.linkGone');
  });

  test('用过的、编的、别的中心的、空的：一字不差的同一个404；在页面上改了文本摘要的不收', async () => {
    const { id, one, two, digest } = await toSigning();
    const token = tokenOf((await give(id, one)).url);
    const gone = await ask(undefined, 'POST', '/api/signing', { token: 'A'.repeat(32) });
    expect(gone.status).toBe(404);
    expect((await ask(undefined, 'POST', '/api/signing', { token }, 'other.local')).text).toBe(gone.text);
    const sign = (more: object) =>
      ask(undefined, 'POST', '/api/signing/sign', { token, image: drawnSignature(), digest, ...more });
    expect((await sign({ digest: 'f'.repeat(64) })).text).toBe(gone.text);
    expect((await sign({ image: 'data:image/svg+xml,<svg onload=alert(1)>' })).body.code).toBe('signature.notAPicture');
    const all = await Promise.all([sign({}), sign({}), sign({})]);
    expect(all.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    for (const one of all.filter(({ status }) => status === 404)) expect(one.text).toBe(gone.text);
    const other = tokenOf((await give(id, two)).url);
    const left = await ask(undefined, 'POST', '/api/signing/move', { token: other, move: 'leave', words: '不想签了' });
    expect(left.body).toEqual({ done: 'leave' });
    expect((await ask(undefined, 'POST', '/api/signing/move', { token: other, move: 'goToCourt' })).text).toBe(gone.text);
    expect((await ask(undefined, 'POST', '/api/signing/move', { token: other, move: 'useSeal' })).status).toBe(422);
    const [row] = await desk.db.look<{ state: string }>('select state from matter where id = $1', [id]);
    expect(row!.state).toBe('TERMINATED');
  });

  test('猜得太快的要歇一会儿，别人不受影响', () => {
    let now = 0;
    const pace = new Pace(3, () => now);
    const step = (address: string) => {
      try {
        pace.step(address);
        return 'in';
      } catch (error) {
        return (error as { status: number }).status;
      }
    };
    expect([1, 2, 3, 4].map(() => step('a'))).toEqual(['in', 'in', 'in', 429]);
    expect(step('b')).toBe('in');
    now += 61_000;
    expect(step('a')).toBe('in');
  });
});

describe('纸质件收回、定稿、核对', () => {
  test('扫描件不是这份、少页、没有方码：一个字节也不收，说清楚；对的收下并记下谁签了', async () => {
    const { id, code, one, two, documentId } = await toSigning('FAM01');
    const square = (pages: number, other = documentId) =>
      squareOf(paperCode({ matterCode: code, document: shortId(other), pages }));
    const scan = (pdf: Buffer) =>
      ask('mediator', 'POST', `/api/documents/${documentId}/scan?signers=${one},${two}&kind=fingerprint`, pdf);
    expect((await scan(scanOf([square(2, id), undefined]))).body.code).toBe('mediation.wrongScan');
    expect((await scan(scanOf([undefined]))).body.code).toBe('mediation.wrongScan');
    const short = (await scan(scanOf([square(2)]))).body;
    expect([short.code, short.message]).toEqual(['mediation.pagesMissing', expect.stringContaining('发出2页，扫描件1页')]);
    expect((await scan(Buffer.from('<svg/>'))).body.code).toBe('scan.unreadable');
    expect((await ask('auditor', 'POST', `/api/documents/${documentId}/scan?signers=${one}`, scanOf([square(1)]))).status).toBe(
      403,
    );
    expect(await desk.count('attachment', `matter_id = '${id}'`)).toBe(0);
    const kept = await scan(scanOf([square(2), undefined]));
    expect([kept.status, kept.body.pages]).toEqual([201, 2]);
    const panel = (await ask('mediator', 'GET', `/api/matters/${id}/signing`)).body;
    expect(panel).toMatchObject({
      ink: true,
      parties: [{ mark: { kind: 'fingerprint', way: 'scan' } }, { mark: { way: 'scan' } }],
    });
  }, 60_000);

  test('生效后盖电子章定稿；陌生人凭编码只知道有这份文书；改一个字节、换一张证书、换一份证明，离线都查得出', async () => {
    const { id, one, two, documentId } = await toSigning();
    const final = (pdf: Buffer) => ask('mediator', 'POST', `/api/documents/${documentId}/final`, pdf);
    expect((await final(smallPdf(2))).body.code).toBe('matters.wrongState');
    for (const partyId of [one, two]) await desk.perform('mediator', 'mediation.mark', { who: 'party', partyId }, id);
    await desk.perform('mediator', 'mediation.mark', { who: 'mediator' }, id);
    await desk.perform('org', 'mediation.useSeal', { pages: 2, across: true }, id);
    const checking = publicCode(desk.vault, TENANT, documentId);
    const unknown = await ask(undefined, 'GET', `/api/public/papers/${checking}`);
    expect(unknown.status).toBe(404);
    expect((await final(Buffer.from('%PDF-1.4 broken'))).body.code).toBe('seal.notPdf');
    const done = await final(smallPdf(2));
    expect([done.status, done.body.pages]).toEqual([201, 2]);
    expect((await final(smallPdf(2))).body.code).toBe('mediation.notFinal');

    const store = openAttachmentStore({ folder: path.join(desk.folder, 'attachments'), vault: desk.vault });
    const pdf = await store.read(String(TENANT), done.body.sha256);
    expect(checkPdf(pdf, sealsOf().of(CENTRE).chain)).toMatchObject({ intact: true, trusted: true, digest: done.body.sha256 });

    const face = await ask(undefined, 'GET', `/api/public/papers/${checking.toLowerCase()}`);
    expect(face.body).toEqual({
      centre: CENTRE.zh,
      code: checking,
      kind: '人民调解协议书',
      number: expect.stringContaining('石埠人调字第'),
      effectiveOn: '2026-11-20',
      pages: 2,
      sha256: done.body.sha256,
      issuedAt: expect.any(String),
    });
    expect(face.text).not.toMatch(/王秀英|李国强|漏水|2000/);
    expect((await ask(undefined, 'GET', `/api/public/papers/${checking}`, undefined, 'other.local')).text).toBe(unknown.text);
    const took = async (code: string) => {
      const began = performance.now();
      await ask(undefined, 'GET', `/api/public/papers/${code}`);
      return performance.now() - began;
    };
    expect(Math.min(await took('ZZZZZZZZZZZZ'), await took(checking))).toBeGreaterThan(110);

    expect((await ask('mediator', 'GET', `/api/documents/${documentId}/proof`)).status).toBe(404);
    await sequence(desk.db.store, TENANT, keysOf().of(CENTRE));
    const proof = await ask('mediator', 'GET', `/api/documents/${documentId}/proof`);
    expect(proof.status).toBe(200);
    expect(proof.text).not.toMatch(/王秀英|李国强/);
    const pem = await ask(undefined, 'GET', '/api/public/seal.pem');
    expect(pem.text).toContain('BEGIN CERTIFICATE');
    expect(pem.text).not.toContain('PRIVATE');
    await offline({ pdf, pem: pem.text, proof: proof.text });
  }, 60_000);
});

/** The check without house or network, as a court clerk would run it: exit codes and words. */
async function offline({ pdf, pem, proof }: { pdf: Buffer; pem: string; proof: string }): Promise<void> {
  const file = (name: string, bytes: Buffer | string) => {
    writeFileSync(path.join(out, name), bytes);
    return path.join(out, name);
  };
  const config = { ...configFrom({}), folder: path.join(out, 'nothing') };
  const said: string[] = [];
  const spies = (['log', 'error'] as const).map((how) =>
    vi.spyOn(console, how).mockImplementation((line) => void said.push(String(line))),
  );
  const verify = async (...argv: string[]) => {
    said.length = 0;
    return [await verifyDocument(argv, config), said.join('\n')] as const;
  };
  const [good, trust, told] = [file('a.pdf', pdf), file('trust.pem', pem), file('proof.json', proof)];
  const other = file('other.pem', sealKeys(path.join(out, 'other')).of(CENTRE).chain[0]!.toString());
  const changed = Buffer.from(pdf);
  changed[200]! ^= 1;
  const bad = file('b.pdf', changed);
  expect(await verify(good, '--trust', trust, '--proof', told)).toEqual([0, expect.stringContaining('证明相符')]);
  expect(await verify(good)).toEqual([3, expect.stringContaining('没有给出可信证书')]);
  expect(await verify(good, '--trust', other)).toEqual([1, expect.stringContaining('不是所给的可信证书')]);
  expect(await verify(bad, '--trust', trust)).toEqual([1, expect.stringContaining('正文被改动')]);
  const forged = JSON.parse(proof);
  forged.detail.data.pages = 3;
  expect(await verify(good, '--trust', trust, '--proof', file('forged.json', JSON.stringify(forged)))).toEqual([
    1,
    expect.stringContaining('承诺不符'),
  ]);
  expect(await verify(good, '--trust', trust, '--proof', told, '--key', 'another+key')).toEqual([
    1,
    expect.stringContaining('账本公钥'),
  ]);
  expect(await verify(good, '--trust', trust, '--proof', trust)).toEqual([1, expect.stringContaining('格式不对')]);
  expect((await verify(path.join(out, 'absent.pdf')))[0]).toBe(2);
  expect((await verify(good, '--trust', path.join(out, 'absent.pem')))[0]).toBe(2);
  expect((await verify())[0]).toBe(2);
  for (const spy of spies) spy.mockRestore();
}
