import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveNotices } from '../../src/doors/http/notices.ts';
import { hearsOf } from '../../src/registers/matters/hearing.ts';
import { kinds } from '../../src/registers/matters/model.ts';
import { hows, type NoticeLine } from '../../src/registers/matters/notices.ts';
import { subMachines } from '../../src/registers/matters/states.ts';
import { refused } from '../smallCentre.ts';
import { type County, county, TENANT } from './county.ts';
import { arrival, bring, inputs, walk, ways } from './lives.ts';

let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());

interface Row {
  id: string;
  kind: string;
  state: string;
  side: string | null;
  partyId: string | null;
  body: string;
}
const noticesOf = (id: string): Promise<Row[]> =>
  here.db.look<Row>(
    `select n.id, n.kind, n.state, p.side, n.party_id as "partyId", n.body from notice n left join party p on p.id = n.party_id where n.matter_id = $1 order by n.made_at, n.id`,
    [id],
  );
const toOther = async (id: string) => (await noticesOf(id)).filter(({ side }) => side === 'respondent');
const act = async (who: string, command: string, id: string, more: object = {}) =>
  here.perform(who, command, { ...inputs[command]!(await here.seen(id), here), ...more }, id, { quiet: true });
const asked = <T>(who: string, query: string, input: object): Promise<T> =>
  here.centre.ask(TENANT, here.as(who), query, input) as Promise<T>;

/** A tip that names somebody: the reporter, one who came along, and the one it is about. */
const tip = (kind: string) => ({
  ...arrival(kind),
  channel: 'window',
  respondent: { name: '李国强' },
  others: [{ name: '赵一' }],
});

describe('告知谁：一条规矩管所有通知', () => {
  test('规矩说全了每一种事项、每一种安全状态、每一方、保护着谁', () => {
    const sides = ['applicant', 'joined', 'respondent'] as const;
    for (const kind of Object.keys(kinds))
      for (const safety of Object.keys(subMachines.safety.states))
        for (const side of sides)
          for (const protects of [undefined, ...sides])
            for (const about of ['assigned', 'terminated'] as const) {
              const named = kind !== 'dispute' && side === 'respondent';
              const open =
                safety !== 'HELD' || protects === side || (!protects && side !== 'respondent' && about === 'terminated');
              const expected = named ? 'never' : open ? 'now' : 'held';
              const row = { kind, safety, facts: { protects } } as never;
              expect(hearsOf(row, { id: side, side }, about), `${kind} ${safety} ${side} ${protects} ${about}`).toBe(expected);
            }
  });

  test('受害的是被申请人：写明保护谁以后，他照样听得到，申请人的都先放着，别的岗位改不了', async () => {
    const id = await bring(here, 'CONSENT');
    const { parties } = await here.seen(id);
    const of = (side: string) => parties.find((party) => party.side === side)!.id;
    await act('window', 'triage.hold', id);
    expect((await toOther(id)).every(({ state }) => state === 'held')).toBe(true);
    await act('seat', 'triage.hold', id, { partyId: of('respondent') });
    await act('window', 'triage.hold', id, { partyId: of('applicant') });
    const told = async () =>
      Object.fromEntries(
        ['applicant', 'respondent'].map((side) => [side, rows.filter((row) => row.side === side).map(({ state }) => state)]),
      );
    let rows = await noticesOf(id);
    expect(await told()).toEqual({ applicant: ['held', 'held'], respondent: ['waiting', 'waiting'] });
    expect(JSON.stringify(await here.perform('window', 'triage.note', { text: '记' }, id))).not.toContain('protects');
    await act('triage', 'mediation.agree', id);
    await act('org', 'mediation.assign', id);
    rows = await noticesOf(id);
    expect((await told()).applicant).toEqual(['held', 'held', 'held']);
    expect((await told()).respondent).toEqual(['waiting', 'waiting', 'waiting']);
    await act('safety', 'triage.hold', id, { partyId: of('applicant') });
    rows = await noticesOf(id);
    expect(new Set((await told()).respondent)).toEqual(new Set(['held']));
  });

  test('还说不清保护谁：双方的都先放着，来的人只听到自己的出路', async () => {
    const id = await bring(here, 'ASSIGNED');
    await act('window', 'triage.hold', id);
    const mine = async () => (await noticesOf(id)).filter(({ side, state }) => side === 'applicant' && state === 'waiting');
    expect((await mine()).map(({ kind }) => kind)).toEqual(['receipt', 'accepted']);
    await act('window', 'mediation.leave', id);
    expect((await mine()).map(({ kind }) => kind)).toEqual(['receipt', 'accepted', 'terminated']);
    expect((await toOther(id)).every(({ state }) => state === 'held')).toBe(true);
  });

  test.each(Object.keys(kinds).filter((kind) => kind !== 'dispute'))(
    '%s 里被点到名的人一份也收不到；反映的人和一起来的都收到',
    async (kind) => {
      const { id } = await here.perform('window', 'intake.receive', tip(kind));
      await act('window', 'intake.passOn', id!);
      await act('partner', 'intake.reply', id!);
      expect(await toOther(id!)).toEqual([]);
      const told = (await noticesOf(id!)).filter(({ kind: about }) => about === 'answered');
      expect(told.map(({ side }) => side).sort()).toEqual(['applicant', 'joined']);
    },
  );

  test('受理分别告诉双方：各有各的话，权利一样多', async () => {
    const id = await bring(here, 'ACCEPTED');
    const told = (await noticesOf(id)).filter(({ kind }) => kind === 'accepted');
    expect(told.map(({ side, state }) => [side, state])).toEqual([
      ['applicant', 'waiting'],
      ['respondent', 'waiting'],
    ]);
    expect(told[0]!.body).not.toBe(told[1]!.body);
    for (const { body } of told) expect(body).toMatch(/自愿、免费.*随时退出.*去法院/);
  });

  test('安全保护中，对方的都先放着，也拿不出内容来打印；解除以后才放出来', async () => {
    const id = await bring(here, 'SCREENING');
    await act('window', 'triage.hold', id);
    await act('triage', 'triage.accept', id);
    expect((await toOther(id)).map(({ state }) => state)).toEqual(['held']);
    expect((await noticesOf(id)).filter(({ side }) => side === 'applicant').every(({ state }) => state === 'waiting')).toBe(true);
    const { lines } = await asked<{ lines: NoticeLine[] }>('window', 'notices.list', { matter: id });
    const held = lines.find(({ state }) => state === 'held')!;
    expect(held.body).toBeNull();
    expect(await refused(here.perform('window', 'matters.deliver', { noticeIds: [held.id], how: 'posted' }, id))).toBe(
      'matters.held',
    );
    await act('safety', 'triage.proposeRelease', id);
    expect((await toOther(id)).map(({ state }) => state)).toEqual(['held']);
    await act('safety2', 'triage.release', id);
    expect((await toOther(id)).map(({ state }) => state)).toEqual(['waiting']);
  });

  test('已经写好、还没送出的，一进安全保护就收回；已经告知的不改', async () => {
    const id = await bring(here, 'CONSENT');
    const [first, second] = await toOther(id);
    await here.perform('window', 'matters.deliver', { noticeIds: [first!.id], how: 'read' }, id);
    await act('window', 'triage.hold', id);
    const after = await toOther(id);
    expect(after.find((row) => row.id === first!.id)!.state).toBe('done');
    expect(after.find((row) => row.id === second!.id)!.state).toBe('held');
  });

  test('受理时核对出危险，同一步里对方的那一份就先放着', async () => {
    const id = await bring(here, 'SCREENING');
    const { gate } = inputs['triage.accept']!(await here.seen(id), here) as { gate: Record<string, string> };
    await act('triage', 'triage.accept', id, { gate: { ...gate, G02: 'yes' } });
    expect((await toOther(id)).map(({ state }) => state)).toEqual(['held']);
  });

  test('一生走完，没有一份通知给了这件事以外的人；安全路径上的没有一份给当事人', async () => {
    for (const state of ['EFFECTIVE', 'ARCHIVED', 'CLOSED', 'DONE']) {
      const id = await bring(here, state);
      const parties = new Set((await here.seen(id)).parties.map((party) => party.id));
      for (const row of await noticesOf(id)) {
        if (row.partyId) expect(parties.has(row.partyId)).toBe(true);
        if (row.kind === 'safety') expect(row.partyId).toBeNull();
      }
    }
  });
});

describe('给单位、给岗位的通知有收件人，看过就记下', () => {
  const mine = async (who: string, id: string) =>
    (await asked<{ lines: NoticeLine[] }>(who, 'notices.list', { matter: id, to: 'me', state: 'waiting' })).lines;
  const clock = () => ({
    ...here.as('leader'),
    id: '00000000-0000-7000-8000-000000000001',
    roles: ['clock'],
    sees: ['centre', 'safety'],
    writes: ['centre', 'safety'],
  });

  test('进入安全保护：每一位安全复核员看到，一位看过，别人不用再看；旁人不算看过', async () => {
    const id = await bring(here, 'CONSENT');
    await act('triage', 'triage.hold', id);
    const [call] = await mine('safety', id);
    expect(call).toMatchObject({ kind: 'safety', toZh: '安全复核员' });
    expect(await mine('safety2', id)).toHaveLength(1);
    expect(await mine('triage', id)).toEqual([]);
    const seen = (who: string) => refused(here.perform(who, 'matters.deliver', { noticeIds: [call!.id], how: 'seen' }, id));
    expect(await seen('triage')).toBe('notices.notFound');
    expect(await seen('safety2')).toBe('done');
    expect(await mine('safety', id)).toEqual([]);
  });

  test('催办督办：还没有调解员的告诉分流员，有了的告诉调解员和他的主任；负责人总是知道', async () => {
    const raise = { level: 1, code: 'D02', about: '甄别期限' };
    const early = await bring(here, 'SCREENING');
    await here.perform(clock(), 'supervision.raise', raise, early);
    const later = await bring(here, 'ASSIGNED');
    await here.perform(clock(), 'supervision.raise', raise, later);
    const hears = async (who: string, id: string) => (await mine(who, id)).some(({ kind }) => kind === 'supervision');
    for (const [who, before, after] of [
      ['leader', true, true],
      ['triage', true, false],
      ['mediator', false, true],
      ['org', false, true],
      ['window', false, false],
    ] as const)
      expect([await hears(who, early), await hears(who, later)], who).toEqual([before, after]);
    const [notice] = await mine('org', later);
    expect(notice!.toZh).toBe('pmc 调委会主任');
    expect(await refused(here.perform('org', 'matters.deliver', { noticeIds: [notice!.id], how: 'seen' }, later))).toBe('done');
  });

  test('收回的转介：对方单位只剩这一份通知看得到，看过就完', async () => {
    const id = await bring(here, 'REFERRED');
    await act('triage', 'triage.recall', id);
    const [last, ...more] = await mine('partner', id);
    expect(more).toEqual([]);
    expect(last).toMatchObject({ kind: 'recalled', toZh: 'police', code: null, matterTitle: null });
    expect(await mine('judge', id)).toEqual([]);
    expect(await refused(here.perform('judge', 'notices.seen', { noticeId: last!.id }))).toBe('notices.notFound');
    expect(await refused(here.perform('partner', 'notices.seen', { noticeId: last!.id }))).toBe('done');
    expect(await refused(here.perform('partner', 'notices.seen', { noticeId: last!.id }))).toBe('notices.done');
    expect(await mine('partner', id)).toEqual([]);
  });
});

describe('通知的一生：写好、打印、告知、留痕', () => {
  const waiting = async (who: string, id: string, to = 'party') =>
    (await asked<{ lines: NoticeLine[] }>(who, 'notices.list', { matter: id, to, state: 'waiting' })).lines;

  test('当面给、电话里念、寄出：记下谁、什么时候、怎样，账上各有一条', async () => {
    const id = await bring(here, 'CONSENT');
    for (const how of ['handed', 'read', 'posted'] as const) {
      const [notice] = await waiting('window', id);
      await here.perform('window', 'matters.deliver', { noticeIds: [notice!.id], how }, id);
      const now = await asked<NoticeLine>('window', 'notices.one', { id: notice!.id });
      expect(now).toMatchObject({ state: 'done', howZh: hows[how], doneBy: 'window', doneAt: here.now().toISOString() });
    }
    const kept = await here.db.look<{ data: { how: string } }>(
      "select data from event_detail where matter_id = $1 and kind = 'notice.delivered' order by at, id",
      [id],
    );
    expect(kept.map(({ data }) => data.how)).toEqual(['handed', 'read', 'posted']);
  });

  test('一份通知只告知一次；别的事项的、给同事的，不能当作给了当事人', async () => {
    const id = await bring(here, 'ASSIGNED');
    const other = await bring(here, 'ACCEPTED');
    const [notice] = await waiting('org', id);
    const deliver = (who: string, noticeId: string, how = 'handed', matter = id) =>
      refused(here.perform(who, 'matters.deliver', { noticeIds: [noticeId], how }, matter));
    expect(await deliver('window', notice!.id, 'handed', other)).toBe('notices.notFound');
    expect(await deliver('window', notice!.id, 'seen')).toBe('notices.seen');
    expect(await deliver('auditor', notice!.id)).toBe('centre.wrongRole');
    expect(await deliver('mediator3', notice!.id)).toBe('matters.notFound');
    expect(await deliver('window', notice!.id)).toBe('done');
    expect(await deliver('window', notice!.id)).toBe('notices.done');
    const [mine] = (await waiting('mediator', id, 'me')).filter(({ kind }) => kind === 'assigned');
    expect(mine).toMatchObject({ toZh: 'mediator', title: '新承办事项' });
    expect(await deliver('window', mine!.id)).toBe('notices.notFound');
    expect(await deliver('mediator', mine!.id, 'seen')).toBe('done');
    expect(await waiting('mediator', id, 'me')).toEqual([]);
  });

  test('待告知的，等得最久的在前；已告知的，最近的在前；翻页不漏不重', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await asked<{ lines: NoticeLine[]; next: string | null }>('leader', 'notices.list', {
        state: 'waiting',
        limit: 7,
        ...(cursor && { cursor }),
      });
      seen.push(...page.lines.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor);
    const all = await here.db.look<{ id: string }>(
      "select id from notice where party_id is not null and state = 'waiting' order by made_at, id",
    );
    expect(seen).toEqual(all.map(({ id }) => id));
    const { lines } = await asked<{ lines: NoticeLine[] }>('leader', 'notices.list', { state: 'done', limit: 500 });
    const times = lines.map(({ doneAt }) => doneAt!);
    expect(times.length).toBeGreaterThan(2);
    expect(times).toEqual([...times].sort().reverse());
  });

  test('按编码、按姓名都找得到', async () => {
    const id = await bring(here, 'ACCEPTED', { ...arrival(), respondent: { name: '欧阳修远' } });
    const { code } = (await here.seen(id)).matter;
    const found = (query: string) => asked<{ lines: NoticeLine[]; counted: number }>('window', 'notices.list', { query });
    expect((await found(code)).lines.every((line) => line.matterId === id)).toBe(true);
    expect((await found(code)).counted).toBeGreaterThan(1);
    expect((await found('欧阳')).lines.map(({ toZh }) => toZh)).toEqual(['被申请人：欧阳修远']);
    expect((await found('没有这个人')).counted).toBe(0);
  });

  test('看不到这件事的人，通知也看不到；安全路径上的只有复核员看到', async () => {
    const id = await bring(here, 'CONSENT');
    await act('triage', 'triage.hold', id);
    for (const who of ['mediator3', 'partner', 'admin', 'crew']) expect(await waiting(who, id, 'all'), who).toEqual([]);
    expect((await waiting('safety', id, 'all')).map(({ kind }) => kind)).toContain('safety');
    await walk(here, id, [ways.ASSIGNED!.at(-2)!]);
    await act('org', 'mediation.assign', id);
    for (const who of ['org', 'mediator', 'window'])
      expect(
        (await waiting(who, id, 'all')).map(({ kind }) => kind),
        who,
      ).not.toContain('safety');
  });

  test('导出：和列表一样多，先放着的没有内容', async () => {
    const app: FastifyInstance = Fastify();
    app.decorateRequest('tenantId', TENANT);
    serveNotices(app, {
      centre: {
        around: here.centre.around,
        run: (t: number, _: unknown, body: never) => here.centre.run(t, here.as('leader'), body),
      },
    } as never);
    const { body, headers } = await app.inject('/api/notices/export?format=csv&state=held');
    expect(headers['content-type']).toMatch(/csv/);
    const { counted } = await asked<{ counted: number }>('leader', 'notices.list', { state: 'held' });
    expect(counted).toBeGreaterThan(0);
    expect(body.trim().split('\r\n')).toHaveLength(counted + 1);
    expect(body).not.toContain('自愿、免费');
    await app.close();
  });
});
