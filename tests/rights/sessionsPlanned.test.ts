import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calendarOf } from '../../src/desks/mediation/sessions/calendar.ts';
import { overlaps } from '../../src/desks/mediation/sessions/plan.ts';
import { remind } from '../../src/doors/clock/index.ts';
import { refused } from '../smallCentre.ts';
import { type County, county, TENANT } from './county.ts';
import { bring, inputs } from './lives.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());

const act = async (who: string, command: string, id: string, more: object = {}) =>
  here.perform(who, command, { ...inputs[command]!(await here.seen(id), here), ...more }, id);
const may = (who: string, command: string, id: string, more: object = {}) => refused(act(who, command, id, more));
const at = (hours: number, length = 1) => ({
  startsAt: new Date(here.now().getTime() + hours * HOUR).toISOString(),
  endsAt: new Date(here.now().getTime() + (hours + length) * HOUR).toISOString(),
});
const both = async (id: string) => (await here.seen(id)).parties.map((party) => party.id);
const sittings = (id: string) =>
  here.db.look<{ state: string; place: string }>(
    'select state, place from sitting where matter_id = $1 order by changed_at, id',
    [id],
  );
const told = (id: string, title: string) =>
  here.db.look<{ party: string | null; staff: string | null; body: string; state: string }>(
    `select party_id as party, staff_id as staff, body, state from notice where matter_id = $1 and kind = 'session' and title = $2 order by id`,
    [id, title],
  );
const calendar = (who: string, id?: string) =>
  here.store.within(TENANT, { ...here.as(who), actorId: here.as(who).id }, async (work) =>
    (await calendarOf(work, here.as(who), id)).replace(/\r\n /g, ''),
  );

describe('约时间', () => {
  test('约双方当面：两边同时收到同样的时间、地点；改期、取消也是', async () => {
    const id = await bring(here, 'MEDIATING');
    const partyIds = await both(id);
    const { extra } = await act('mediator', 'mediation.plan', id, { form: 'joint', partyIds, ...at(30), interpreter: '手语' });
    const [a, b] = await told(id, '调解安排');
    expect([a!.party, b!.party].sort()).toEqual([...partyIds].sort());
    expect(a!.body).toBe(b!.body);
    expect(a!.body).toMatch(/手语.*可以不来.*去法院/);
    const moved = await act('mediator', 'mediation.movePlan', id, {
      sittingId: extra!.sittingId,
      ...at(60),
      why: '一方临时有事',
    });
    expect(await told(id, '调解改期')).toHaveLength(2);
    expect(await may('mediator', 'mediation.movePlan', id, { sittingId: extra!.sittingId, ...at(70) })).toBe(
      'sessions.noSuchSitting',
    );
    await act('mediator', 'mediation.cancelPlan', id, { sittingId: moved.extra!.sittingId });
    expect(await told(id, '调解取消')).toHaveLength(2);
    expect((await sittings(id)).map(({ state }) => state).sort()).toEqual(['cancelled', 'moved']);
    const text = await calendar('mediator', id);
    expect(text.match(/STATUS:CANCELLED/g)).toHaveLength(2);
  });

  test('有人不方便、调解员那时另有安排，说得出是谁、什么时候；都知道的仍可以约', async () => {
    const id = await bring(here, 'MEDIATING');
    const partyIds = await both(id);
    const { startsAt: from, endsAt: until } = at(100, 5);
    await act('window', 'mediation.setUnavailable', id, { partyId: partyIds[0], from, until });
    const plan = { form: 'joint', partyIds, place: '调委会' };
    const clash = here.perform('mediator', 'mediation.plan', { ...plan, ...at(102) }, id);
    await expect(clash).rejects.toThrow(/王秀英.*不方便/);
    expect(await may('mediator', 'mediation.plan', id, { ...plan, ...at(105) })).toBe('done');
    const other = await bring(here, 'MEDIATING');
    const again = here.perform('mediator', 'mediation.plan', { ...plan, partyIds: await both(other), ...at(105) }, other);
    await expect(again).rejects.toThrow('调解员另一件事已约');
    expect(
      await may('mediator', 'mediation.plan', other, { ...plan, partyIds: await both(other), ...at(105), knowing: true }),
    ).toBe('done');
  });

  test('请亲属、专家来，要每一方都同意；单独谈一次只约一位；时间要在以后', async () => {
    const id = await bring(here, 'MEDIATING');
    const [one, two] = await both(id);
    const expert = (agreedBy: string[]) => ({
      form: 'joint',
      partyIds: [one, two],
      ...at(200),
      companions: [{ name: '陈工', as: 'expert', agreedBy }],
    });
    expect(await may('mediator', 'mediation.plan', id, expert([one!]))).toBe('sessions.companion');
    expect(await may('mediator', 'mediation.plan', id, expert([one!, two!]))).toBe('done');
    expect(await may('mediator', 'mediation.plan', id, { form: 'separate', partyIds: [one, two], ...at(220) })).toBe(
      'sessions.oneParty',
    );
    expect(await may('mediator', 'mediation.plan', id, at(-2))).toBe('sessions.badTime');
    expect(await may('mediator', 'mediation.plan', id, at(300, 9))).toBe('sessions.badTime');
  });

  test('安全保护中：不约双方当面，约好的不提醒、日历上停下；单独的照常', async () => {
    const id = await bring(here, 'MEDIATING');
    const partyIds = await both(id);
    const joint = { form: 'joint', partyIds };
    const { extra } = await act('mediator', 'mediation.plan', id, { ...joint, ...at(400) });
    await act('mediator', 'triage.hold', id);
    expect(await may('mediator', 'mediation.plan', id, { ...joint, ...at(410) })).toBe('matters.held');
    expect(await may('mediator', 'mediation.movePlan', id, { sittingId: extra!.sittingId, ...at(420) })).toBe('matters.held');
    expect(await may('mediator', 'mediation.plan', id, { ...at(430) })).toBe('done');
    const text = await calendar('mediator', id);
    expect(text).toMatch(/安全保护中，先不进行/);
    expect([text.match(/STATUS:CANCELLED/g)?.length, text.match(/STATUS:CONFIRMED/g)?.length]).toEqual([1, 1]);
    here.later(390 * HOUR);
    await remind(here.centre, TENANT);
    expect(await told(id, '调解提醒')).toEqual([]);
    expect(await may('mediator', 'mediation.holdSession', id, { joint: 'joint' })).toBe('mediation.gateStops');
  });

  test('前一天提醒，只提醒一次：被约的当事人和承办的调解员', async () => {
    const id = await bring(here, 'MEDIATING');
    const partyIds = await both(id);
    await act('mediator', 'mediation.plan', id, { form: 'joint', partyIds, ...at(70) });
    await remind(here.centre, TENANT);
    expect(await told(id, '调解提醒')).toEqual([]);
    here.later(2 * DAY);
    await remind(here.centre, TENANT);
    await remind(here.centre, TENANT);
    const found = await told(id, '调解提醒');
    expect(found.map(({ party, staff }) => party ?? staff).sort()).toEqual([...partyIds, here.as('mediator').id].sort());
  });

  test('调解办了，约的那一次就记成已办；日历里自己的才有，没有当事人姓名', async () => {
    const id = await bring(here, 'MEDIATING');
    const { extra } = await act('mediator', 'mediation.plan', id, { form: 'joint', partyIds: await both(id), ...at(500) });
    await act('mediator', 'mediation.holdSession', id, { sittingId: extra!.sittingId });
    expect((await sittings(id)).map(({ state }) => state)).toEqual(['held']);
    expect(await calendar('mediator')).toContain(`UID:${String(extra!.sittingId)}`);
    for (const who of ['mediator2', 'leader', 'org']) expect(await calendar(who), who).not.toContain('BEGIN:VEVENT');
    expect(await calendar('mediator')).not.toContain('王秀英');
  });

  test('两段时间冲突不冲突，和先后无关；首尾相接不算', () => {
    const span = fc
      .tuple(fc.nat(1000), fc.integer({ min: 1, max: 100 }))
      .map(([from, n]) => ({ startsAt: new Date(from), endsAt: new Date(from + n) }));
    fc.assert(
      fc.property(span, span, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(overlaps(a, a)).toBe(true);
        const minutes = new Set(Array.from({ length: +a.endsAt - +a.startsAt }, (_, i) => +a.startsAt + i));
        const share = Array.from({ length: +b.endsAt - +b.startsAt }, (_, i) => +b.startsAt + i).some((one) => minutes.has(one));
        expect(overlaps(a, b)).toBe(share);
      }),
    );
  });
});

describe('现场记录', () => {
  const record = {
    place: '调委会',
    present: '王秀英、李国强、调解员',
    said: '——',
    participants: ['王秀英', '李国强'],
    lines: [
      { who: '王秀英', words: '水从楼上下来三个月了' },
      { who: '李国强', words: '防水我可以重做' },
    ],
    agreed: ['月底前重做防水'],
    disputed: ['赔多少'],
    offers: ['李国强：赔三千'],
    result: 'continue',
    readBack: true,
    pages: [{ page: 1, name: '王秀英', at: '2026-05-11T02:00:00.000Z' }],
  };

  test('一行一行记的，原样进调解记录：谁说的、谈成的、没谈成的、结果、逐页签名', async () => {
    const id = await bring(here, 'MEDIATING');
    await act('mediator', 'mediation.holdSession', id, { ...record, joint: 'joint' });
    const [paper] = await here.db.look<{ body: object; lane: string }>(
      `select body, lane from document where matter_id = $1 and kind = 'F6' order by made_at desc, id desc limit 1`,
      [id],
    );
    const { present: _, said: __, lines, ...rest } = record;
    expect(paper).toMatchObject({ lane: 'talks', body: { ...rest, said: lines, joint: 'joint' } });
  });

  test('单独谈的同样一行一行记，读回来一字不差；别人那里一个字也没有', async () => {
    const id = await bring(here, 'MEDIATING');
    const { extra } = await act('mediator', 'mediation.separateTalk', id, record);
    expect(String(extra!.code)).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
    const [talk] = await here.db.look<{ id: string }>('select id from talk where matter_id = $1', [id]);
    const read = (await here.centre.ask(TENANT, here.as('mediator'), 'mediation.talk', { id: talk!.id })) as { body: object };
    expect(read.body).toMatchObject({ said: record.lines, agreed: record.agreed, offers: record.offers });
    // The code is the party's from then on; a second talk with them tells none.
    expect((await act('mediator', 'mediation.separateTalk', id, record)).extra!.code).toBeUndefined();
  });

  test('不承办的人写不了：单独谈话只有承办的调解员，当面的还有受理的调委会', async () => {
    const id = await bring(here, 'MEDIATING');
    const two = [here.as('mediator2').id, here.as('org3').id];
    await here.db.look(`update matter set member_ids = member_ids || $2::uuid[] where id = $1`, [id, two]);
    for (const [table, key] of [
      ['matter', 'id'],
      ['party', 'matter_id'],
    ])
      await here.db.look(`update ${table} set readers = readers || $2::text[] where ${key} = $1`, [
        id,
        two.map((one) => `u:${one}`),
      ]);
    expect(await may('mediator2', 'mediation.separateTalk', id)).toBe('sessions.notHolder');
    expect(await may('mediator2', 'mediation.holdSession', id)).toBe('sessions.notCommittee');
    expect(await may('org3', 'mediation.holdSession', id)).toBe('sessions.notCommittee');
    expect(await may('org', 'mediation.holdSession', id)).toBe('done');
    expect(await may('mediator2', 'mediation.progress', id)).toBe('sessions.notHolder');
  });
});
