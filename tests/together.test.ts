import { afterAll, beforeAll, expect, test } from 'vitest';
import { Centre, type Reply, type Who } from '../src/centre.ts';
import { chance } from '../src/ground/ids/index.ts';
import { Refusal } from '../src/ground/refusal/index.ts';
import { doorContext, OutcomeUnknown } from '../src/ground/store/index.ts';
import { actorOf, hashOfToken } from '../src/registers/identity/index.ts';
import { type IntakeDesk, intakeDesk, TENANT } from './intakeDesk.ts';

let desk: IntakeDesk;
beforeAll(async () => {
  desk = await intakeDesk();
});
afterAll(() => desk.close());

/** Two rounds are served at once: the first two who come are alone, whoever follows comes in one round. */
const receive = (who: Who, narrative: string, key?: string, centre = desk.centre) =>
  centre.perform(TENANT, who, { command: 'intake.receive', input: { channel: 'window', narrative }, key });
const codeOf = (one: PromiseSettledResult<Reply>) =>
  one.status === 'rejected' && one.reason instanceof Refusal ? one.reason.code : one.status;
const written = (narrative: string) =>
  desk.db.look<{ actorId: string; role: string; xid: string }>(
    `select e.actor_id as "actorId", e.role, e.xmin::text as xid from ledger_event e join matter m on m.tenant_id = e.tenant_id and m.id = e.matter_id
     where m.narrative = '${narrative}' and e.actor_id = m.recorded_by`,
  );

test('许多人同时登记：一次提交，每一件仍是各人自己记的', async () => {
  const roles = ['window', 'seat', 'gridWorker', 'mediator'];
  const all = Array.from({ length: 60 }, (_, i) => ({ role: roles[i % 4]!, narrative: `同时登记的第${i}件` }));
  const replies = await Promise.all(all.map(({ role, narrative }) => receive(desk.as(role), narrative)));
  expect(new Set(replies.map(({ id }) => id)).size).toBe(60);
  const transactions = new Set<string>();
  for (const { role, narrative } of all) {
    const [event, ...more] = await written(narrative);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ actorId: desk.as(role).id, role });
    transactions.add(event!.xid);
  }
  expect(transactions.size).toBeLessThan(10);
});

test('同一批里有人填错、有人没有这项职责：只拒绝他自己，别人照常', async () => {
  const told = await Promise.allSettled([
    receive(desk.as('window'), '先占住柜台的一件'),
    receive(desk.as('seat'), '同批好的一件'),
    receive(desk.as('window'), ''),
    receive(desk.as('auditor'), '审计员不登记'),
    receive(
      async () => Promise.reject(new Refusal({ code: 'http.signIn', status: 401, zh: '请先登录。', waysOn: ['登录'] } as never)),
      '没有登录',
    ),
    receive(desk.as('window'), '同批好的又一件'),
  ]);
  expect(told.map(codeOf)).toEqual(['fulfilled', 'fulfilled', 'centre.invalid', 'centre.wrongRole', 'http.signIn', 'fulfilled']);
  expect(await desk.count('matter', `narrative in ('同批好的一件', '同批好的又一件')`)).toBe(2);
  expect(await desk.count('matter', `narrative in ('审计员不登记', '没有登录')`)).toBe(0);
});

test('行级安全照样看每一个人：冒称能写的人进不了同一批，别人不受牵连', async () => {
  const forged = {
    ...desk.as('window'),
    id: desk.as('seat').id,
    roles: ['window', 'nobody'],
    writes: ['u:00000000-0000-7000-8000-000000000009'],
  };
  const told = await Promise.allSettled([
    receive(desk.as('window'), '占住柜台'),
    receive(desk.as('seat'), '占住热线'),
    receive(forged, '冒名的一件'),
    receive(desk.as('window'), '冒名旁边的一件'),
  ]);
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await desk.count('matter', `narrative = '冒名的一件'`)).toBe(0);
  expect(await desk.count('matter', `narrative = '冒名旁边的一件'`)).toBe(1);
});

test('同一个提交编号在同一批里来几次：一件事、一样的回答；内容不同的被拒绝', async () => {
  const clerk = desk.as('window');
  const told = await Promise.allSettled([
    receive(clerk, '占住柜台再来'),
    receive(clerk, '占住热线再来'),
    ...Array.from({ length: 5 }, () => receive(clerk, '按了五下的一件', 'pressed-five-times')),
    receive(clerk, '另一个内容', 'pressed-five-times'),
    receive(desk.as('seat'), '别人的同一个编号', 'pressed-five-times'),
  ]);
  const answers = told
    .slice(2, 7)
    .map((one) => (one.status === 'fulfilled' ? JSON.parse(JSON.stringify(one.value)) : one.reason));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(told.slice(7).map(codeOf)).toEqual(['centre.otherBody', 'fulfilled']);
  expect(await desk.count('matter', `narrative = '按了五下的一件'`)).toBe(1);
});

test('一件写不进去，同批的别人各自再办一次，都写进去', async () => {
  let codes = 0;
  const { chance: real } = desk.centre.around;
  // The code of two matters comes out the same, which the database refuses for the whole round.
  const chance = { ...real, bytes: (n: number) => (n === 12 && [3, 4].includes(++codes) ? Buffer.alloc(12, 7) : real.bytes(n)) };
  const centre = new Centre({ ...desk.centre.around, chance });
  const told = await Promise.allSettled(
    ['占住', '再占住', '撞号甲', '撞号乙', '撞号丙'].map((narrative) => receive(desk.as('window'), narrative, undefined, centre)),
  );
  expect(told.map(({ status }) => status)).toEqual(Array(5).fill('fulfilled'));
  expect(await desk.count('matter', `narrative like '撞号%'`)).toBe(3);
});

test('提交后断了线，不知道写进去没有：没带编号的不替他再办一次，带编号的照实回答', async () => {
  const store = Object.create(desk.centre.around.store) as typeof desk.centre.around.store;
  let lost = 0;
  store.within = async (...args) => {
    const done = await desk.centre.around.store.within(...args);
    if (args[1] === doorContext && lost++ === 0) throw new OutcomeUnknown(new Error('Connection terminated'));
    return done;
  };
  const centre = new Centre({ ...desk.centre.around, store });
  const told = await Promise.allSettled([
    receive(desk.as('window'), '占住丙', undefined, centre),
    receive(desk.as('seat'), '占住丁', undefined, centre),
    receive(desk.as('window'), '断线时没带编号', undefined, centre),
    receive(desk.as('window'), '断线时带了编号', 'lost-and-found', centre),
  ]);
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(await desk.count('matter', `narrative like '断线时%'`)).toBe(2);
});

test('各人从自己的登录来、登录都闲了几分钟：同一批里各记各的，每处登录也都续上', async () => {
  const roles = ['window', 'seat', 'triage', 'mediator', 'window', 'seat'];
  const tokens = roles.map((_, i) => `token-of-round-${i}`);
  const seenAt = new Date(desk.now().getTime() - 5 * 60_000);
  const later = new Date(desk.now().getTime() + 3_600_000);
  for (const [i, role] of roles.entries()) {
    const staffId = desk.as(role).id;
    await desk.db.look(
      `insert into credential (tenant_id, staff_id, password_hash, changed_at) values ($1, $2, '-', $3) on conflict do nothing`,
      [TENANT, staffId, seenAt],
    );
    await desk.db.look(
      `insert into session (tenant_id, token_hash, id, staff_id, csrf, created_at, seen_at, expires_at) values ($1, $2, $3, $4, 'c', $5, $5, $6)`,
      [TENANT, hashOfToken(tokens[i]!), chance.id(desk.now()), staffId, seenAt, later],
    );
  }
  const signedIn =
    (token: string): Who =>
    async (work) =>
      (await actorOf(work, hashOfToken(token)))!;
  // Two come first and are alone; all the others, among them two sessions of one person, come in one round.
  const told = await Promise.allSettled([
    receive(desk.as('window'), '先来的甲'),
    receive(desk.as('seat'), '先来的乙'),
    ...tokens.map((token, i) => receive(signedIn(token), `从登录${i}来的一件`)),
  ]);
  expect(told.map(codeOf)).toEqual(Array(8).fill('fulfilled'));
  const transactions = new Set<string>();
  for (const [i, role] of roles.entries()) {
    const [event, ...more] = await written(`从登录${i}来的一件`);
    expect([event!.actorId, more]).toEqual([desk.as(role).id, []]);
    transactions.add(event!.xid);
  }
  expect(transactions.size).toBe(1);
  const seen = await desk.db.look<{ seen_at: Date }>(`select seen_at from session where tenant_id = $1 and csrf = 'c'`, [TENANT]);
  expect(seen.map(({ seen_at }) => seen_at.toISOString())).toEqual(Array(6).fill(desk.now().toISOString()));
});
