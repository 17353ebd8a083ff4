import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keepHouse } from '../../src/doors/clock/index.ts';
import { refused } from '../smallCentre.ts';
import { type County, county, TENANT } from './county.ts';
import { bring, inputs } from './lives.ts';

const SAID = '他说今晚就去河边';
const MINUTE = 60_000;

let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());

const act = async (who: string, command: string, id: string, more: object = {}) =>
  here.perform(who, command, { ...inputs[command]!(await here.seen(id), here), ...more }, id);
const may = (who: string, command: string, id: string, more: object = {}) => refused(act(who, command, id, more));
const reads = (who: string, openingId: string) =>
  here.centre
    .ask(TENANT, here.as(who), 'mediation.opening', { id: openingId })
    .then((answer) => JSON.stringify((answer as { body: object }).body))
    .catch((error: { code?: string }) => error.code ?? 'fault');

/** A separate talk in a matter under protection. */
async function heldTalk(): Promise<{ id: string; talkId: string }> {
  const id = await bring(here, 'MEDIATING');
  await act('mediator', 'mediation.separateTalk', id, { said: SAID });
  await act('mediator', 'triage.hold', id, { signs: ['G04'], what: '担心寻短见' });
  const [talk] = await here.db.look<{ id: string }>('select id from talk where matter_id = $1', [id]);
  return { id, talkId: talk!.id };
}
const askedBy = async (who: string, id: string, talkId: string): Promise<string> =>
  String((await act(who, 'mediation.askOpening', id, { talkId })).extra!.openingId);

describe('危及生命时打开一次单独谈话（人民调解法 25）', () => {
  test('没有进入安全保护的，复核员连这件事都碰不到', async () => {
    const id = await bring(here, 'MEDIATING');
    await act('mediator', 'mediation.separateTalk', id, { said: SAID });
    const [talk] = await here.db.look<{ id: string }>('select id from talk where matter_id = $1', [id]);
    expect(await may('safety', 'mediation.askOpening', id, { talkId: talk!.id })).toBe('matters.notFound');
  });

  test('一个人打不开：自己申请，自己同意不了，自己也看不到', async () => {
    const { id, talkId } = await heldTalk();
    const openingId = await askedBy('safety', id, talkId);
    expect(await may('safety', 'mediation.agreeOpening', id, { openingId })).toBe('sessions.secondPerson');
    expect(await reads('safety', openingId)).toBe('sessions.overdue');
    expect(await reads('safety2', openingId)).toBe('sessions.overdue');
    for (const who of ['leader', 'mediator', 'org', 'triage'])
      expect(await may(who, 'mediation.agreeOpening', id, { openingId }), who).toBe('centre.wrongRole');
    // What the first person left behind is boxed for the second alone.
    const [row] = await here.db.look<{ boxes: object; sealed: Buffer | null }>(
      'select boxes, sealed from talk_opening where id = $1',
      [openingId],
    );
    expect([Object.keys(row!.boxes), row!.sealed]).toEqual([[here.as('safety2').id], null]);
  });

  test('两个人打得开，只这两个人，只60分钟；当事人和调解员都收到告知；账上各有一条', async () => {
    const { id, talkId } = await heldTalk();
    const openingId = await askedBy('safety', id, talkId);
    await act('safety2', 'mediation.agreeOpening', id, { openingId });
    for (const who of ['safety', 'safety2']) expect(await reads(who, openingId), who).toContain(SAID);
    expect(await reads('leader', openingId)).toBe('centre.wrongRole');
    const told = await here.db.look<{ party: boolean; staff_id: string | null; state: string; body: string }>(
      `select party_id is not null as party, staff_id, state, body from notice where matter_id = $1 and kind = 'opened' order by party_id nulls last`,
      [id],
    );
    expect(told.map(({ party, staff_id, state }) => [party, staff_id, state])).toEqual([
      // Under protection the party is told as soon as the reviewers release: being told must not bring new danger.
      [true, null, 'held'],
      [false, here.as('mediator').id, 'waiting'],
    ]);
    expect(JSON.stringify(told)).not.toContain(SAID);
    const events = await here.db.look<{ kind: string; lane: string }>(
      `select kind, lane from event_detail where matter_id = $1 and kind in ('mediation.openingAsked', 'mediation.talkOpened') order by at, id`,
      [id],
    );
    expect(events).toEqual([
      { kind: 'mediation.openingAsked', lane: 'safety' },
      { kind: 'mediation.talkOpened', lane: 'safety' },
    ]);
    expect(await may('safety2', 'mediation.agreeOpening', id, { openingId })).toBe('sessions.overdue');

    here.later(59 * MINUTE);
    expect(await reads('safety', openingId)).toContain(SAID);
    here.later(MINUTE);
    expect(await reads('safety', openingId)).toBe('sessions.overdue');
    await keepHouse(here.centre, TENANT);
    const [row] = await here.db.look<{ boxes: object; sealed: Buffer | null }>(
      'select boxes, sealed from talk_opening where id = $1',
      [openingId],
    );
    expect(row).toEqual({ boxes: {}, sealed: null });
  });

  test('申请放了一天没有第二个人同意，就过时了，留下的一份也抹掉', async () => {
    const { id, talkId } = await heldTalk();
    const openingId = await askedBy('safety2', id, talkId);
    here.later(24 * 60 * MINUTE);
    expect(await may('safety', 'mediation.agreeOpening', id, { openingId })).toBe('sessions.overdue');
    await keepHouse(here.centre, TENANT);
    expect(
      (await here.db.look<{ boxes: object }>('select boxes from talk_opening where id = $1', [openingId]))[0]!.boxes,
    ).toEqual({});
  });

  test('复核员看得到保护中的事项谈过几次、和谁谈，要打开哪一次才找得到；没有保护的看不到', async () => {
    const { id } = await heldTalk();
    const list = async (who: string) =>
      (await here.centre.ask(TENANT, here.as(who), 'mediation.sessions', { id })) as { talks: object[]; reviews: boolean };
    expect((await list('safety')).talks).toHaveLength(1);
    expect(JSON.stringify(await list('safety'))).not.toContain(SAID);
    for (const who of ['leader', 'org', 'triage', 'window']) expect((await list(who)).talks, who).toEqual([]);
  });

  test('只有一位复核员有钥匙的时候，写下就说明：这次谁也打不开', async () => {
    const id = await bring(here, 'MEDIATING');
    const [own] = await here.db.look<{ key: Buffer }>('delete from public_key where staff_id = $1 returning key', [
      here.as('safety2').id,
    ]);
    expect((await act('mediator', 'mediation.separateTalk', id, { said: SAID })).extra).toMatchObject({ openable: false });
    await here.db.look('insert into public_key (tenant_id, staff_id, key, made_at) values ($1, $2, $3, now())', [
      TENANT,
      here.as('safety2').id,
      own!.key,
    ]);
    expect((await act('mediator', 'mediation.separateTalk', id, { said: SAID })).extra).toMatchObject({ openable: true });
  });
});
