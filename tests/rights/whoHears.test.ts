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
  test('规矩说全了每一种事项、每一种安全状态、每一方', () => {
    for (const kind of Object.keys(kinds))
      for (const safety of Object.keys(subMachines.safety.states))
        for (const side of ['applicant', 'joined', 'respondent'] as const) {
          const expected = side !== 'respondent' ? 'now' : kind !== 'dispute' ? 'never' : safety === 'HELD' ? 'held' : 'now';
          expect(hearsOf({ kind, safety } as never, { side }), `${kind} ${safety} ${side}`).toBe(expected);
        }
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
