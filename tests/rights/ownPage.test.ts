import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { commands, queries } from '../../src/centre.ts';
import { Directory } from '../../src/doors/http/directory.ts';
import { serveDeclarations } from '../../src/doors/http/routes.ts';
import { buildServer } from '../../src/doors/http/server.ts';
import { bearing } from '../../src/doors/portal/bearer.ts';
import { serveInvitation } from '../../src/doors/portal/index.ts';
import { configFrom } from '../../src/ground/config/index.ts';
import { sql } from '../../src/ground/store/index.ts';
import { tablePolicies } from '../../src/registers/identity/policy.ts';
import { refused } from '../smallCentre.ts';
import { type County, county, OTHER_TENANT, TENANT } from './county.ts';
import { arrival, bring, inputs, walk, ways } from './lives.ts';

/** 被邀请的人凭自己的链接答复：一点就行，随时能改、能退、能去法院，看不到别的（人民调解法 17、23；个人信息保护法 14、15）。 */
let here: County;
let app: FastifyInstance;
beforeAll(async () => {
  here = await county();
});
beforeEach(async () => {
  await app?.close();
  const directory = await Directory.read(here.db.admin);
  const inside = { centre: here.centre, directory, config: configFrom({}), ready: () => true };
  app = await buildServer(inside);
  serveDeclarations(app, inside);
  await serveInvitation(app, inside);
});
afterAll(async () => {
  await app?.close();
  await here?.close();
});

const act = async (who: string, command: string, id: string, more: object = {}) =>
  here.perform(who, command, { ...inputs[command]!(await here.seen(id), here), ...more }, id);
/** A matter whose respondent has a link; its path. */
async function invited(more: object = {}, id?: string): Promise<{ id: string; path: string }> {
  const at = id ?? (await bring(here, 'ACCEPTED'));
  const { extra } = await act('org', 'mediation.invite', at, more);
  return { id: at, path: (extra!.letters as [{ path: string }])[0].path };
}
const get = (url: string, host = `${TENANT}.local`, remoteAddress = '10.0.0.1') =>
  app.inject({ method: 'GET', url, headers: { host }, remoteAddress });
async function tap(path: string, answer: string, text?: string) {
  const hash = text ?? /name="text" value="([0-9a-f]{64})"/.exec((await get(path)).body)?.[1] ?? '';
  return app.inject({
    method: 'POST',
    url: path,
    headers: { host: `${TENANT}.local`, 'content-type': 'application/x-www-form-urlencoded', origin: 'null' },
    payload: new URLSearchParams({ answer, text: hash }).toString(),
  });
}
const respondent = async (id: string) => (await here.seen(id)).parties.find(({ side }) => side === 'respondent')!;
const buttonsOf = (body: string) => [...body.matchAll(/<button name="answer" value="(\w+)"/g)].map(([, value]) => value);

describe('一点就答复了', () => {
  test('五个一样大的选择、不收费、可以不来、真人电话、怎样核实；一页不到一百千字节，不用脚本也行', async () => {
    const { path } = await invited();
    const page = await get(path);
    expect(page.statusCode).toBe(200);
    expect(buttonsOf(page.body)).toEqual(['talk', 'write', 'helper', 'notNow', 'court']);
    for (const words of ['不收费 · 自愿 · 可以不来', '12345', '快速离开', '这是真人接的电话', '任何时候您都可以直接去法院'])
      expect(page.body).toContain(words);
    expect(page.body.length + (await get('/i/leave.js')).body.length).toBeLessThan(100_000);
    expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect((await get(`${path}/letter`)).body).toContain('<svg');
    expect((await get(`${path}?big=1`)).body).toContain('class="big"');
  });

  test('愿意：同意记在本人名下，有回执；同一个按两次还是一张', async () => {
    const { id, path } = await invited();
    expect((await tap(path, 'talk')).statusCode).toBe(303);
    await tap(path, 'talk');
    const party = await respondent(id);
    expect(party.consent).toBe('agreed');
    const rows = await here.db.look<{ answer: string; channel: string; recorded_by: string | null; code: string }>(
      `select answer, channel, recorded_by, code from consent where party_id = $1`,
      [party.id],
    );
    expect(rows).toMatchObject([{ answer: 'talk', channel: 'page', recorded_by: null }]);
    expect((await get(path)).body).toContain(rows[0]!.code);
    const events = await here.db.look(
      `select role, actor_id as by from ledger_event where kind = 'mediation.answered' and matter_id = $1`,
      [id],
    );
    expect(events).toEqual([{ role: 'party', by: party.id }]);
  });

  test('调解员办起来以前可以改：现在不谈就没有同意了，谁也不能接着办', async () => {
    const { id, path } = await invited();
    await tap(path, 'helper');
    await tap(path, 'notNow');
    expect((await respondent(id)).consent).toBe('unasked');
    expect((await here.seen(id)).clocks.some(({ code, state }) => code === 'D04' && state === 'running')).toBe(false);
    expect(await refused(act('org', 'mediation.assign', id))).toBe('mediation.notAllAgree');
    await tap(path, 'write');
    expect(await refused(act('org', 'mediation.assign', id))).toBe('done');
  });

  test('办起来以后：改不成别的，退出和去法院还是一点就行', async () => {
    const { id, path } = await invited();
    await tap(path, 'talk');
    const hash = /name="text" value="([0-9a-f]{64})"/.exec((await get(path)).body)![1]!;
    await act('org', 'mediation.assign', id);
    expect(buttonsOf((await get(path)).body)).toEqual(['leave', 'court']);
    expect((await tap(path, 'notNow', hash)).statusCode).toBe(409);
    expect((await here.seen(id)).matter.state).toBe('ASSIGNED');
    await tap(path, 'leave');
    expect(await here.seen(id)).toMatchObject({ matter: { state: 'TERMINATED', ending: { reason: 'left', by: 'party' } } });
    expect(buttonsOf((await get(path)).body)).toEqual([]);
  });

  test('去法院：一点就结束，材料包就在', async () => {
    const { id, path } = await invited();
    await tap(path, 'court');
    const { matter, documents } = await here.seen(id);
    expect(matter).toMatchObject({ state: 'TERMINATED', ending: { reason: 'court' } });
    expect(documents.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['F13', '法院材料包']));
    expect((await get(path)).body).toContain('这次调解已经结束');
  });

  test('许多人的事：一个人在页面上退出，别人照常', async () => {
    const { id: at } = await here.perform('window', 'intake.receive', arrival());
    await walk(here, at!, ways.ACCEPTED!);
    await here.perform('window', 'triage.addParty', { side: 'joined', party: { name: '赵一' } }, at!);
    await here.perform('window', 'triage.addParty', { side: 'respondent', party: { name: '钱二' } }, at!);
    const { extra } = await act('org', 'mediation.invite', at!);
    const letters = extra!.letters as Array<{ path: string; name: string }>;
    expect(letters.map(({ name }) => name).sort()).toEqual(['李国强', '钱二'].sort());
    await tap(letters.find(({ name }) => name === '钱二')!.path, 'court');
    const { matter, parties } = await here.seen(at!);
    expect(matter.state).toBe('CONSENT');
    expect(parties.filter(({ goneAt }) => goneAt).map(({ name }) => name)).toEqual(['钱二']);
  });

  test('信换过了，旧页面上点的不算：请再看一遍', async () => {
    const { id, path } = await invited();
    expect((await tap(path, 'talk', '0'.repeat(64))).statusCode).toBe(409);
    expect((await respondent(id)).consent).toBe('unasked');
    expect((await tap(path, '随便')).statusCode).toBe(422);
  });
});

describe('只看得到信上写的', () => {
  test('页面上没有经过、没有电话证件、没有别人的材料；名字里的标签只是字', async () => {
    const { id } = await here.perform('window', 'intake.receive', {
      ...arrival(),
      narrative: '暗语甲：楼上漏水。',
      title: '暗语乙',
      reporter: { name: '<script>alert(1)</script>王', phone: '10000123488', address: '暗语丙路9号' },
      respondent: { name: '李国强', phone: '10000123489' },
    });
    await walk(here, id!, ways.ACCEPTED!);
    await act('window', 'triage.note', id!, { text: '暗语丁' });
    const { path } = await invited({}, id!);
    for (const url of [path, `${path}/letter`, `${path}?big=1`]) {
      const { body } = await get(url);
      expect(body).not.toMatch(/暗语|1000012348|李国强|<script>alert/);
      expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;王');
    }
  });

  test('没有的、过期的、换掉的、别的中心的：同样的话、同样的状态', async () => {
    const { id, path } = await invited();
    const old = await invited();
    await act('org', 'mediation.inviteAgain', old.id);
    const expired = await invited();
    await here.db.look(`update party_token set expires_at = $2 where matter_id = $1`, [expired.id, here.now()]);
    const unknown = await get('/i/AAAAAAAAAAAAAAAAAAAAAA');
    expect(unknown.statusCode).toBe(404);
    for (const url of [old.path, expired.path, '/i/x', `${expired.path}/letter`]) {
      const answer = await get(url);
      expect([answer.statusCode, answer.body], url).toEqual([404, unknown.body]);
    }
    const abroad = await get(path, `${OTHER_TENANT}.local`);
    expect([abroad.statusCode, abroad.body]).toEqual([
      404,
      (await get('/i/AAAAAAAAAAAAAAAAAAAAAA', `${OTHER_TENANT}.local`)).body,
    ]);
    expect((await get(path)).statusCode).toBe(200);
    const post = await tap(expired.path, 'talk', '0'.repeat(64));
    expect([post.statusCode, post.body]).toEqual([404, unknown.body]);
    expect((await respondent(expired.id)).consent).toBe('unasked');
    expect(id).toBeTruthy();
  });

  test('过期的不比没有的慢，也不比没有的快', async () => {
    const expired = await invited();
    await here.db.look(`update party_token set expires_at = $2 where matter_id = $1`, [expired.id, here.now()]);
    const took: Record<string, number[]> = { none: [], old: [] };
    for (let n = 0; n < 40; n++)
      for (const [name, url] of [
        ['none', `/i/${'B'.repeat(22)}`],
        ['old', expired.path],
      ] as const) {
        const began = performance.now();
        await get(url, undefined, `10.1.${n}.1`);
        took[name]!.push(performance.now() - began);
      }
    const middle = (list: number[]) => list.sort((a, b) => a - b)[20]!;
    const [none, old] = [middle(took.none!), middle(took.old!)];
    expect(Math.abs(none - old)).toBeLessThan(Math.max(1.5, none * 0.3));
  });

  test('试得太多就请等一等，真的链接也一样，免得从中看出真假；别处来的不受影响', async () => {
    const { path } = await invited();
    for (let n = 0; n < 30; n++) await get(`/i/${'C'.repeat(21)}${n % 10}`, undefined, '10.9.9.9');
    expect((await get(path, undefined, '10.9.9.9')).statusCode).toBe(429);
    expect((await get(`/i/${'C'.repeat(22)}`, undefined, '10.9.9.9')).statusCode).toBe(429);
    expect((await get(path)).statusCode).toBe(200);
  });
});

describe('凭链接进来的人，只能做这一个答复', () => {
  test('别的每一步都不许；数据库里也只看得到这一件，没有工作人员、没有别人的链接', async () => {
    const [{ id, path }, other] = [await invited(), await invited()];
    const who = bearing(path.slice(3), 'answer');
    // What the link to sign is for is the party's own as well, yet not by the letter's link.
    const { id: partyId } = await respondent(id);
    const signs = { partyId, by: 'page', who: 'party', image: 'x', digest: '0'.repeat(64) };
    for (const { name, on, by } of commands.filter((one) => one.name !== 'mediation.answer'))
      expect(
        await refused(here.centre.perform(TENANT, who, { command: name, id: on === 'matter' ? id : undefined, input: signs })),
        name,
      ).toBe(by.includes('party') ? 'matters.wrongRole' : 'centre.wrongRole');
    expect(commands.filter(({ by }) => by.includes('party')).map(({ name }) => name)).toEqual([
      'mediation.reconsider',
      'mediation.leave',
      'mediation.goToCourt',
      'mediation.sign',
      'mediation.answer',
    ]);
    for (const { name } of queries)
      expect(await refused(here.centre.ask(TENANT, who, name, {}, id)), name).toBe('centre.wrongRole');
    const answer = { answer: 'talk', textVersion: 'x', textHash: '0'.repeat(64) };
    expect(await refused(here.centre.perform(TENANT, who, { command: 'mediation.answer', id: other.id, input: answer }))).toBe(
      'matters.notFound',
    );
    const counted = await here.centre.run(TENANT, who, async (work) => {
      const seen: Record<string, number> = {};
      for (const { table } of tablePolicies)
        seen[table] = Number((await work.one<{ n: number }>(sql`select count(*) as n from ${sql.ref(table)}`))!.n);
      return seen;
    });
    expect(counted).toMatchObject({
      matter: 1,
      party: 2,
      party_token: 1,
      staff: 0,
      credential: 0,
      session: 0,
      place_post: 0,
      draft: 0,
      import: 0,
    });
    expect(await refused(here.centre.run(TENANT, bearing(path.slice(3), 'sign'), async () => {}))).toBe('portal.gone');
  });

  test('没有链接的“当事人”什么也看不到', async () => {
    await invited();
    const nobody = { ...here.as('window'), id: '00000000-0000-7000-8000-0000000000ee', roles: ['party'], sees: [], writes: [] };
    const n = await here.centre.run(TENANT, nobody, async (work) =>
      Number(
        (await work.one<{ n: number }>(
          sql`select (select count(*) from matter) + (select count(*) from party_token) + (select count(*) from staff) as n`,
        ))!.n,
      ),
    );
    expect(n).toBe(0);
  });

  test('工作人员不能替人在网页上答', async () => {
    const { id } = await invited();
    for (const role of ['org', 'mediator', 'leader', 'admin', 'clock'])
      expect(
        await refused(here.perform({ ...here.as('org'), roles: [role] }, 'mediation.answer', { answer: 'talk' }, id)),
        role,
      ).toBe('centre.wrongRole');
  });
});
