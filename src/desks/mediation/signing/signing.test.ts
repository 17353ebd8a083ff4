import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearGate, type IntakeDesk, intakeDesk, TENANT } from '../../../../tests/intakeDesk.ts';
import { dayInChina } from '../../../ground/clock/index.ts';
import { Refusal } from '../../../ground/refusal/index.ts';
import type { Aggregate } from '../../../registers/matters/store.ts';
import { loadMatter } from '../../../registers/matters/store.ts';
import { slipFor } from '../../../support/documents/attachments/index.ts';
import { drawnSignature } from '../../../support/documents/drawn-for-tests.ts';
import { publicCode } from '../../../support/documents/paperCodes.ts';
import { leave } from '../commands.ts';
import { digestOf, draftOf, holderByToken, lastOf, standingMarks } from './index.ts';

const DAY = 86_400_000;
let desk: IntakeDesk;
beforeAll(async () => {
  desk = await intakeDesk();
});
afterAll(() => desk?.close());

const why = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'done',
    (error) => (error instanceof Refusal ? error.code : Promise.reject(error)),
  );
const seen = (id: string): Promise<Aggregate> =>
  desk.centre.run(TENANT, desk.as('mediator'), async (work) => (await loadMatter(work, id, false))!);
const digest = async (id: string) => digestOf(draftOf((await seen(id)).documents)!);
const state = async (id: string) => (await seen(id)).matter.state;

const terms = (text: string) => ({ form: 'written', text, lawful: true, readBack: true });
/** A matter with two parties whose terms are agreed. */
async function toSigning({ category = 'NEI01', text = '李国强赔偿王秀英2000元。', gate = {} } = {}) {
  const received = await desk.perform('window', 'intake.receive', {
    channel: 'window',
    kind: 'dispute',
    narrative: '楼上漏水',
    reporter: { name: '王秀英', phone: '10000123401' },
    respondent: { name: '李国强' },
  });
  const id = received.id!;
  const [one, two] = (received.view as { parties: { id: string }[] }).parties.map((party) => party.id) as [string, string];
  const { organisationId } = desk.as('org');
  await desk.perform('triage', 'triage.open', {}, id);
  await desk.perform(
    'triage',
    'triage.accept',
    { category, organisationId, gate: { ...clearGate(), ...gate }, rightsTold: true },
    id,
  );
  await desk.perform('triage', 'mediation.invite', { way: 'phone', safeContact: true }, id);
  for (const partyId of [one, two]) await desk.perform('org', 'mediation.agree', { partyId }, id);
  await desk.perform('org', 'mediation.assign', { mediatorId: desk.as('mediator').id, chosenBy: 'accepted' }, id);
  await desk.perform(
    'mediator',
    'mediation.startSession',
    { place: '调解室', present: '双方', said: '各说各的', rightsSigned: true, gate: { ...clearGate(), ...gate } },
    id,
  );
  await desk.perform('mediator', 'mediation.agreeTerms', terms(text), id);
  return { id, one, two };
}
const give = async (id: string, partyId: string): Promise<string> =>
  (await desk.perform('mediator', 'mediation.link', { partyId }, id)).extra!.token as string;
const holder = (token: string, tenant = TENANT) =>
  desk.centre.around.store.within(tenant, { actorId: null, roles: ['door'], sees: [], writes: [] }, (work) =>
    holderByToken(work, token),
  );
const byPhone = async (token: string, id: string, partyId: string, more: object = {}) =>
  desk.centre.perform(TENANT, async (work) => (await holderByToken(work, token)).actor, {
    command: 'mediation.sign',
    id,
    input: { who: 'party', partyId, image: drawnSignature(), digest: await digest(id).catch(() => 'a'.repeat(64)), ...more },
    quiet: true,
  });
const onScreen = async (id: string, partyId: string, more: object = {}) =>
  desk.perform(
    'mediator',
    'mediation.sign',
    { who: 'party', partyId, image: drawnSignature(), digest: await digest(id), ...more },
    id,
  );

describe('签名', () => {
  test('两位在手机上、一位在屏幕上签，谁先谁后都一样：最后一个签完，协议当天生效', async () => {
    const orders = [
      ['one', 'two', 'mediator', 'seal'],
      ['seal', 'mediator', 'two', 'one'],
      ['mediator', 'one', 'seal', 'two'],
    ] as const;
    for (const order of orders) {
      const { id, one, two } = await toSigning();
      const token = await give(id, one);
      for (const who of order) {
        expect(await state(id)).toBe('SIGNING');
        desk.later(60_000);
        if (who === 'one') await byPhone(token, id, one);
        if (who === 'two') await onScreen(id, two);
        if (who === 'mediator') await desk.perform('mediator', 'mediation.mark', { who: 'mediator' }, id);
        if (who === 'seal') await desk.perform('org', 'mediation.useSeal', { pages: 2, across: true }, id);
      }
      const { matter } = await seen(id);
      expect(matter.state).toBe('EFFECTIVE');
      expect(matter.agreement!.effectiveAt).toBe(desk.now().toISOString());
      expect(matter.readers.some((reader) => reader.startsWith('p:'))).toBe(false);
    }
  });

  test('补记的笔签从签的那天起算：生效日是最后一个签章的日子，和记下的先后无关', async () => {
    const days = [3, 1, 2];
    const results: string[] = [];
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const { id, one, two } = await toSigning();
      await desk.perform('org', 'mediation.useSeal', {}, id);
      desk.later(5 * DAY);
      const on = (back: number) => dayInChina(new Date(desk.now().getTime() - back * DAY));
      for (const who of order) {
        const input = [
          { who: 'party', partyId: one, on: on(days[0]!) },
          { who: 'party', partyId: two, kind: 'fingerprint', on: on(days[1]!) },
          { who: 'mediator', on: on(days[2]!) },
        ][who]!;
        await desk.perform('mediator', 'mediation.mark', input, id);
      }
      const { matter } = await seen(id);
      const { effectiveAt } = matter.agreement!;
      results.push(`${matter.state} ${dayInChina(new Date(effectiveAt!)) === on(1)}`);
      // The thirty days for the court run from that day too, not from the day of writing it down.
      const [clock] = await desk.db.look<{ started_at: Date }>(
        `select started_at from clock where matter_id = $1 and code = 'D11'`,
        [id],
      );
      expect(clock!.started_at.toISOString()).toBe(effectiveAt);
    }
    expect(new Set(results)).toEqual(new Set(['EFFECTIVE true']));
    const { id, one } = await toSigning();
    expect(await why(desk.perform('mediator', 'mediation.mark', { who: 'party', partyId: one, on: '2026-01-01' }, id))).toBe(
      'mediation.notThatDay',
    );
    expect(await why(desk.perform('mediator', 'mediation.mark', { who: 'party', partyId: one, on: '2099-01-01' }, id))).toBe(
      'mediation.notThatDay',
    );
  });

  test('任意先后、任意时刻的签章，生效时刻都是其中最晚的一个', () => {
    fc.assert(
      fc.property(
        fc.array(fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }), { minLength: 1 }),
        (dates) => {
          const marks = dates.map((at) => ({ at: at.toISOString() }));
          const latest = [...marks].sort((a, b) => (a.at < b.at ? 1 : -1))[0]!.at;
          expect(lastOf(marks).toISOString()).toBe(latest);
          expect(lastOf([...marks].reverse()).toISOString()).toBe(latest);
        },
      ),
    );
  });

  test('文字改过，签过的都不算数：要一个个重签，少一个也不生效', async () => {
    const { id, one, two } = await toSigning();
    const token = await give(id, two);
    await onScreen(id, one);
    await desk.perform('mediator', 'mediation.mark', { who: 'mediator' }, id);
    await desk.perform('org', 'mediation.useSeal', {}, id);
    const before = await digest(id);
    const paper = draftOf((await seen(id)).documents)!;
    await desk.db.look(`update document set body = jsonb_set(body, '{text}', '"赔偿20000元。"') where id = $1`, [paper.id]);
    const changed = draftOf((await seen(id)).documents)!;
    expect([digestOf(changed) === before, changed.marks.length, standingMarks(changed).length]).toEqual([false, 3, 0]);
    expect(await why(byPhone(token, id, two, { digest: before }))).toBe('mediation.linkGone');
    expect(await why(onScreen(id, two, { digest: before }))).toBe('mediation.otherText');
    await onScreen(id, two);
    expect(await state(id)).toBe('SIGNING');
    await onScreen(id, one);
    await desk.perform('mediator', 'mediation.mark', { who: 'mediator' }, id);
    expect(await state(id)).toBe('SIGNING');
    await desk.perform('org', 'mediation.useSeal', {}, id);
    expect(await state(id)).toBe('EFFECTIVE');
  });

  test('重新谈过再签，旧的链接打不开', async () => {
    const { id, one } = await toSigning();
    const token = await give(id, one);
    await desk.perform('window', 'mediation.reconsider', { partyId: one, by: 'phone' }, id);
    expect(await why(holder(token))).toBe('mediation.linkGone');
    const { parties } = await seen(id);
    for (const party of parties)
      if (party.consent !== 'agreed') await desk.perform('org', 'mediation.agree', { partyId: party.id }, id);
    await desk.perform('mediator', 'mediation.agreeTerms', terms('另一份'), id);
    expect(await why(holder(token))).toBe('mediation.linkGone');
  });

  test.each([
    ['FAM01', {}],
    ['INH01', {}],
    ['NEI01', { G05: 'yes' }],
  ])('婚姻、继承、身份关系（%s %j）：屏幕、手机都不能电子签，用笔或手印可以', async (category, gate) => {
    const stopped = Object.keys(gate).length > 0;
    const { id, one, two } = await toSigning({ category });
    if (stopped) await desk.db.look(`update matter set gate = jsonb_set(gate, '{answers,G05}', '"yes"') where id = $1`, [id]);
    expect(await why(onScreen(id, one))).toBe('mediation.inkNeeded');
    expect(await why(give(id, one))).toBe('mediation.inkNeeded');
    expect(await why(desk.perform('mediator', 'mediation.mark', { who: 'party', partyId: one, kind: 'electronic' }, id))).toBe(
      'mediation.inkNeeded',
    );
    await desk.perform('mediator', 'mediation.mark', { who: 'party', partyId: one, kind: 'fingerprint' }, id);
    const slip = slipFor(desk.vault, TENANT, {
      sha256: 'a'.repeat(64),
      size: 10,
      name: '扫描.pdf',
      mime: 'application/pdf',
      state: 'clean',
      matterId: id,
      paper: { documentId: draftOf((await seen(id)).documents)!.id, as: 'scan', pages: 2 },
    });
    await desk.perform('mediator', 'mediation.scanBack', { slip, signers: [two] }, id);
    const { documents, attachments } = await seen(id);
    expect(draftOf(documents)!.marks.map(({ kind, way }) => [kind, way])).toEqual([
      ['fingerprint', undefined],
      ['signature', 'scan'],
    ]);
    expect(attachments).toHaveLength(1);
  });
});

describe('手机签字的链接', () => {
  test('用过的、过期的、换了新的、别人的、别的中心的、编的：同一句话', async () => {
    const { id, one, two } = await toSigning();
    const [old, token, other] = [await give(id, one), await give(id, one), await give(id, two)];
    const said = async (promise: Promise<unknown>) =>
      promise.then(
        () => 'done',
        (error: Refusal) => JSON.stringify([error.status, error.code, error.message, error.waysOn]),
      );
    const gone = await said(holder('A'.repeat(32)));
    expect(JSON.parse(gone).slice(0, 2)).toEqual([404, 'mediation.linkGone']);
    expect(await said(holder(old))).toBe(gone);
    expect(await said(holder(token, TENANT + 1))).toBe(gone);
    expect(await said(holder(''))).toBe(gone);
    expect(await said(holder(`${token}'; --`))).toBe(gone);
    expect(await why(byPhone(other, id, one))).toBe('matters.wrongRole');
    await byPhone(token, id, one);
    expect(await said(holder(token))).toBe(gone);
    expect(await said(byPhone(token, id, one))).toBe(gone);
    desk.later(24 * 3_600_000 + 1000);
    expect(await said(holder(other))).toBe(gone);
  });

  test('同时点两次，只签一次', async () => {
    const { id, one } = await toSigning();
    const token = await give(id, one);
    // Who comes a moment late has no sight of the matter any more; the door says it with the words of the link.
    const answers = await Promise.all([1, 2, 3].map(() => why(byPhone(token, id, one))));
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(answers.filter((answer) => ['mediation.linkGone', 'matters.notFound'].includes(answer))).toHaveLength(2);
    const rows = await desk.db.look('select 1 from signature where matter_id = $1', [id]);
    expect(rows).toHaveLength(1);
  });

  test('拿着链接的人只看得到自己这一件，只能替自己办；没有链接什么也看不到', async () => {
    const { id, one, two } = await toSigning();
    const far = await toSigning();
    const { actor } = await holder(await give(id, one));
    const visible = await desk.centre.run(TENANT, actor, async (work) => [
      await loadMatter(work, id, false),
      await loadMatter(work, far.id, false),
    ]);
    expect([visible[0]?.matter.id, visible[1]]).toEqual([id, undefined]);
    const act = (command: string, input: object) => why(desk.centre.perform(TENANT, actor, { command, id, input }));
    expect(await act('mediation.leave', { partyId: two, by: 'page' })).toBe('matters.wrongRole');
    expect(await act('mediation.mark', { who: 'mediator' })).toBe('centre.wrongRole');
    const answer = { answer: 'leave', textVersion: 'x', textHash: '0'.repeat(64) };
    expect(await act('mediation.answer', answer)).toBe('matters.wrongRole');
    expect(await act('mediation.useSeal', {})).toBe('centre.wrongRole');
    expect(await act('triage.note', { text: '记一笔' })).toBe('centre.wrongRole');
    const stranger = { ...actor, sees: [`p:${two}`], writes: [`p:${two}`] };
    expect(await desk.centre.run(TENANT, stranger, (work) => loadMatter(work, id, false))).toBeUndefined();
    expect(leave.by).toContain('party');
  });

  test('从那一页可以想改条款、退出、去法院：和别处一样的命令，本人作主，什么也不丢', async () => {
    for (const [command, to] of [
      ['mediation.reconsider', 'MEDIATING'],
      ['mediation.leave', 'TERMINATED'],
      ['mediation.goToCourt', 'TERMINATED'],
    ] as const) {
      const { id, one, two } = await toSigning();
      await onScreen(id, two);
      const token = await give(id, one);
      await desk.centre.perform(TENANT, async (work) => (await holderByToken(work, token)).actor, {
        command,
        id,
        input: { partyId: one, by: 'page' },
        quiet: true,
      });
      const { matter, documents } = await seen(id);
      expect(matter.state).toBe(to);
      expect(documents.some(({ kind }) => kind === 'F7')).toBe(true);
      expect(matter.narrative).toBe('楼上漏水');
      if (to === 'TERMINATED') expect(documents.some(({ kind }) => kind === 'F13')).toBe(true);
      const [event] = await desk.db.look<{ role: string; actor_id: string }>(
        'select role, actor_id from ledger_event where matter_id = $1 order by at desc, id desc limit 1',
        [id],
      );
      expect(event).toEqual({ role: 'party', actor_id: one });
      expect(await why(holder(token))).toBe('mediation.linkGone');
    }
  });
});

describe('签名的图样', () => {
  const svg = `data:image/svg+xml;base64,${Buffer.from('<svg><script>alert(1)</script></svg>').toString('base64')}`;
  test.each([
    ['SVG', svg, 'signature.notAPicture'],
    ['SVG 冒充 PNG', svg.replace('svg+xml', 'png'), 'signature.notAPicture'],
    ['网页', `data:text/html;base64,${Buffer.from('<html>').toString('base64')}`, 'signature.notAPicture'],
    ['空白', drawnSignature({ ink: 0 }), 'signature.blank'],
    ['太大', `data:image/png;base64,${'A'.repeat(210_000)}`, 'signature.tooBig'],
    ['尺寸太大', drawnSignature({ wide: 3000, high: 30 }), 'signature.tooBig'],
    ['别的颜色格式', drawnSignature({ colour: 2 }), 'signature.notAPicture'],
    ['什么也没有', '', 'signature.notAPicture'],
  ])('%s 不收，说明怎么办', async (_, image, code) => {
    const { id, one } = await toSigning();
    expect(await why(onScreen(id, one, { image }))).toBe(code);
    expect(await state(id)).toBe('SIGNING');
  });

  test('加密存放，夹带的文字去掉；账上、留痕里只有摘要', async () => {
    const { id, one } = await toSigning();
    const image = drawnSignature({ parts: [['tEXt', Buffer.from('Comment\0<script>')]] });
    await onScreen(id, one, { image });
    const [row] = await desk.db.look<{ id: string; image: Buffer; image_sha256: string }>(
      'select id, image, image_sha256 from signature where matter_id = $1',
      [id],
    );
    const clear = desk.vault.openBytes(String(TENANT), { table: 'signature', column: 'image', row: row!.id }, row!.image);
    expect(clear.includes('script')).toBe(false);
    expect(clear.subarray(1, 4).toString()).toBe('PNG');
    expect(createHash('sha256').update(clear).digest('hex')).toBe(row!.image_sha256);
    const bytes = clear.toString('base64').slice(40, 120);
    const told = await desk.db.look<{ t: string }>(
      `select row_to_json(e)::text as t from ledger_event e where matter_id = $1
       union all select row_to_json(d)::text from event_detail d where matter_id = $1 union all select row_to_json(d)::text from document d where matter_id = $1`,
      [id],
    );
    const all = told.map(({ t }) => t).join('\n');
    expect(all).toContain(row!.image_sha256);
    for (const hidden of [bytes, clear.subarray(30, 60).toString('hex'), 'image/png']) expect(all).not.toContain(hidden);
    const reply = await desk.perform('mediator', 'triage.note', { text: '记' }, id);
    expect(JSON.stringify(reply)).not.toContain(bytes);
  });
});

describe('用印登记', () => {
  test('章只能从登记来：调解员申请，主任批，连续编号，登记页数、份数、骑缝', async () => {
    const { id } = await toSigning();
    expect(await why(desk.perform('org', 'mediation.mark', { who: 'seal', kind: 'seal' }, id))).toBe('centre.invalid');
    expect(await why(desk.perform('mediator', 'mediation.useSeal', {}, id))).toBe('centre.wrongRole');
    await desk.perform('mediator', 'mediation.askSeal', { pages: 3, copies: 4, across: true }, id);
    expect(await why(desk.perform('mediator', 'mediation.askSeal', {}, id))).toBe('mediation.sealAsked');
    await desk.perform('org', 'mediation.useSeal', { pages: 3, copies: 4, across: true }, id);
    expect(await why(desk.perform('org', 'mediation.useSeal', {}, id))).toBe('mediation.alreadyMarked');
    const { lines } = (await desk.centre.ask(TENANT, desk.as('leader'), 'mediation.sealUses', {})) as {
      lines: { matterId: string; number: string; pages: number; across: boolean; asker: string; approver: string }[];
    };
    expect(lines.filter((line) => line.matterId === id)).toMatchObject([
      { pages: 3, copies: 4, across: true, asker: 'mediator', approver: 'org', number: expect.stringMatching(/^2026-\d+$/) },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/王秀英|李国强/);
  });

  test('几件同时盖：号码不重、不断', async () => {
    const ids = await Promise.all([1, 2, 3, 4].map(async () => (await toSigning()).id));
    await Promise.all(ids.map((id) => desk.perform('org', 'mediation.useSeal', {}, id)));
    const rows = await desk.db.look<{ number: number }>('select number from seal_use where number is not null order by number');
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 1));
  });
});

test('定稿：生效以后、只一次；公开的那一行没有姓名，编码事先就知道', async () => {
  const { id, one, two } = await toSigning();
  const documentId = draftOf((await seen(id)).documents)!.id;
  const slip = (as: 'final' | 'scan') =>
    slipFor(desk.vault, TENANT, {
      sha256: 'b'.repeat(64),
      size: 10,
      name: '协议.pdf',
      mime: 'application/pdf',
      state: 'clean',
      matterId: id,
      paper: { documentId, as, pages: 2 },
    });
  const finish = (as: 'final' | 'scan' = 'final') =>
    why(desk.perform('mediator', 'mediation.finishPaper', { slip: slip(as) }, id));
  expect(await finish()).toBe('matters.wrongState');
  for (const partyId of [one, two]) await desk.perform('mediator', 'mediation.mark', { who: 'party', partyId }, id);
  await desk.perform('mediator', 'mediation.mark', { who: 'mediator' }, id);
  await desk.perform('org', 'mediation.useSeal', {}, id);
  expect(await finish('scan')).toBe('mediation.badScan');
  expect(await finish()).toBe('done');
  expect(await finish()).toBe('mediation.notFinal');
  const [row] = await desk.db.look<Record<string, unknown>>('select * from public_paper where id = $1', [documentId]);
  expect(row).toMatchObject({ code: publicCode(desk.vault, TENANT, documentId), pages: 2, sha256: 'b'.repeat(64) });
  expect(JSON.stringify(row)).not.toMatch(/王秀英|李国强|漏水/);
});
