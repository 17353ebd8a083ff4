import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matterCommands } from '../../src/centre.ts';
import { sql } from '../../src/ground/store/index.ts';
import { refused } from '../smallCentre.ts';
import { type County, county, TENANT } from './county.ts';
import { gateProtects, safetyLasts } from './laws.ts';
import { bring, inputs } from './lives.ts';
import { broken, explore } from './model.ts';

/** Somebody who is no party of the matter. */
const NOBODY = '00000000-0000-7000-8000-00000000ffff';
const DANGERS = ['G01', 'G02', 'G03', 'G04'] as const;

describe('安全优先（反家庭暴力法；未成年人保护法 11）', () => {
  test('保护不因任何一步消失，只停下双方当面的步骤，任何岗位立即可做', () => {
    expect(safetyLasts(matterCommands, explore(matterCommands))).toEqual([]);
  });

  test.each([
    ['结案时顺手解除', 'performance.close', { row: { machine: 'safety', from: ['HELD'], to: ['RELEASED'] } }],
    ['保护中还能当面开会', 'mediation.startSession', { row: { joint: undefined } }],
    ['保护中不让单独联系', 'mediation.separateTalk', { row: { joint: true as const } }],
    ['负责人能解除', 'triage.release', { by: ['safety', 'leader'] }],
    ['服务队不能报告危险', 'triage.hold', { by: ['window'] }],
    ['解除过就不能再保护', 'triage.hold', { row: { from: ['NONE'] } }],
  ])('%s，马上发现', (_, name, change) => {
    expect(safetyLasts(broken(matterCommands, name, () => change as never))).not.toEqual([]);
  });
});

describe('核对出危险，当场保护（§1.9 G01–G04）', () => {
  test('凡是问核对的步骤，都能进入安全保护', () => {
    expect(gateProtects(matterCommands, explore(matterCommands))).toEqual([]);
    const asks = matterCommands.find(({ name }) => name === 'triage.accept')!;
    const another = { ...asks, name: 'triage.another', row: { ...asks.row, to: ['ACCEPTED'] } } as typeof asks;
    expect(gateProtects([...matterCommands, another])).toEqual(['triage.another asks the gate and protects nobody']);
  });
});

describe('真的命令、真的数据库', () => {
  let here: County;
  beforeAll(async () => {
    here = await county();
  });
  afterAll(() => here?.close());
  const act = async (who: string, command: string, id: string) =>
    refused(here.perform(who, command, inputs[command]!(await here.seen(id), here), id));

  test('保护中：当面的步骤停下，退出、去法院、单独联系照常；保护留到最后', async () => {
    const id = await bring(here, 'ASSIGNED');
    expect(await act('mediator', 'triage.hold', id)).toBe('done');
    expect(await act('mediator', 'mediation.startSession', id)).toBe('matters.held');
    expect(await act('mediator', 'mediation.separateTalk', id)).toBe('done');
    expect(await act('window', 'mediation.leave', id)).toBe('done');
    expect(await act('org', 'performance.closeEnded', id)).toBe('done');
    expect((await here.seen(id)).matter.safety).toBe('HELD');
    expect(await act('archivist', 'performance.completeFile', id)).toBe('done');
    expect(await act('archivist', 'performance.followUp', id)).toBe('performance.bySafety');
    expect(await act('safety', 'performance.followUp', id)).toBe('done');
    expect(await act('archivist', 'performance.archive', id)).toBe('performance.lineOpen');
  });

  test('短程的事也能保护；两位复核员才能解除，同一个人不行', async () => {
    const id = await bring(here, 'RECEIVED');
    expect(await act('seat', 'triage.hold', id)).toBe('done');
    expect(await act('safety', 'triage.release', id)).toBe('triage.notProposed');
    expect(await act('safety', 'triage.proposeRelease', id)).toBe('done');
    expect(await act('safety', 'triage.release', id)).toBe('triage.secondPerson');
    expect(await act('safety2', 'triage.release', id)).toBe('done');
    expect(await act('window', 'triage.hold', id)).toBe('done');
  });

  test('安全路径上写的，只有复核员和报告的人看得到；给当事人的一句承诺里没有它', async () => {
    const id = await bring(here, 'MEDIATING');
    await act('mediator', 'triage.hold', id);
    const count = async (who: string) =>
      here.store.within(TENANT, { actorId: here.as(who).id, ...here.as(who) }, async (work) => {
        const rows = sql`select
          (select count(*) from event_detail where matter_id = ${id} and lane = 'safety')::int as events,
          (select count(*) from document where matter_id = ${id} and lane = 'safety')::int as documents,
          (select count(*) from clock where matter_id = ${id} and code = 'D26')::int as clocks`;
        return work.one(rows);
      });
    for (const who of ['safety', 'safety2', 'mediator'])
      expect(await count(who), who).toEqual({ events: 1, documents: 1, clocks: 1 });
    for (const who of ['window', 'triage', 'org', 'leader', 'archivist', 'auditor', 'seat'])
      expect(await count(who), who).toEqual({ events: 0, documents: 0, clocks: 0 });
    const notices = await here.db.look<{ body: string; party_id: string | null }>(
      `select party_id, body from notice where matter_id = $1 and kind = 'safety'`,
      [id],
    );
    expect(notices.map(({ party_id }) => party_id)).toEqual([null]);
    expect((await here.seen(id)).matter.promiseCode).not.toBe('D26');
  });

  test('受理时核对出危险，后来的人照样能办', async () => {
    const id = await bring(here, 'SCREENING');
    const input = inputs['triage.accept']!(await here.seen(id), here) as { gate: Record<string, string> };
    await here.perform('triage', 'triage.accept', { ...input, gate: { ...input.gate, G02: 'yes' } }, id);
    expect((await here.seen(id)).matter.safety).toBe('HELD');
    for (const [who, command] of [
      ['org', 'mediation.invite'],
      ['window', 'mediation.agree'],
      ['org', 'mediation.assign'],
      ['seat', 'mediation.leave'],
    ] as const)
      expect(await act(who, command, id), command).toBe('done');
  });

  /** What stands of a matter outside the safety lane, in every word. */
  const openWords = async (id: string): Promise<string> =>
    JSON.stringify(
      await here.db.look(
        `select data::text as words, clocks::text as more from event_detail where matter_id = $1 and lane = 'open'
         union all select body::text, title from document where matter_id = $1 and lane = 'open'
         union all select body, title from notice where matter_id = $1 and 'centre' = any(readers)`,
        [id],
      ),
    );
  const safetyLane = (id: string) =>
    here.db.look<{ kind: string; readers: string[]; data: { signs: string[] } }>(
      `select kind, readers, data from event_detail where matter_id = $1 and lane = 'safety' order by at, id`,
      [id],
    );
  const gateWith = async (command: string, id: string, ...codes: string[]) => {
    const input = inputs[command]!(await here.seen(id), here) as { gate: Record<string, string> };
    return { ...input, gate: { ...input.gate, ...Object.fromEntries(codes.map((code) => [code, 'yes'])) } };
  };

  test.each(DANGERS)('第一次调解前核对，%s 答“是”：不开始，当场保护，记下来，说明为什么和怎么办', async (code) => {
    const id = await bring(here, 'ASSIGNED');
    const reply = await here.perform(
      'mediator',
      'mediation.startSession',
      await gateWith('mediation.startSession', id, code),
      id,
    );
    const undone = reply.extra!.undone as { message: string; waysOn: string[] };
    expect(undone.message).toMatch(/^没有开始调解：.*安全保护/);
    expect(undone.waysOn.join()).toMatch(code === 'G04' ? /120/ : /公安|110/);
    expect(undone.waysOn.join()).toContain('去法院');
    const { matter, clocks } = await here.seen(id);
    expect(matter).toMatchObject({ state: 'ASSIGNED', safety: 'HELD', gate: { answers: { [code]: 'yes' } } });
    expect(clocks.filter((clock) => clock.code === 'D26').map((clock) => clock.state)).toEqual(['running']);
    expect(clocks.find((clock) => clock.code === 'D25')!.state).toBe('running');
    const [told, ...more] = await safetyLane(id);
    expect(more).toEqual([]);
    expect(told).toMatchObject({ kind: 'safety.held', data: { signs: [code] } });
    expect([...told!.readers].sort()).toEqual(['safety', `u:${here.as('mediator').id}`].sort());
    expect(await openWords(id)).not.toMatch(/G0[1-4]|D26|安全/);
    expect(await act('mediator', 'mediation.startSession', id)).toBe('matters.held');
    expect(await act('window', 'mediation.leave', id)).toBe('done');
  });

  test.each([['G01'], ['G02', 'G07'], ['G04', 'G08']])(
    '受理前核对，%s %s 答“是”：不能受理，但保护已经开始，不是一句拒绝就过去',
    async (...codes) => {
      const id = await bring(here, 'SCREENING');
      const reply = await here.perform('triage', 'triage.accept', await gateWith('triage.accept', id, ...codes), id);
      expect((reply.extra!.undone as { message: string }).message).toMatch(/^没有受理：/);
      const { matter, clocks, documents } = await here.seen(id);
      expect(matter).toMatchObject({ state: 'SCREENING', safety: 'HELD', organisationId: null });
      expect(clocks.find((clock) => clock.code === 'D02')!.state).toBe('running');
      expect(clocks.some((clock) => clock.code === 'D05')).toBe(false);
      expect(documents.map(({ kind, lane }) => [kind, lane])).toEqual([['安全记录', 'safety']]);
      expect((await safetyLane(id))[0]!.data.signs).toEqual(
        codes.filter((code) => (DANGERS as readonly string[]).includes(code)),
      );
      expect(await openWords(id)).not.toMatch(/G0[1-4]|D26|安全/);
      // The same answer again is the refusal that it always was: nothing new is to be recorded.
      expect(await refused(here.perform('triage', 'triage.accept', await gateWith('triage.accept', id, ...codes), id))).toBe(
        'triage.gateStops',
      );
      expect(await safetyLane(id)).toHaveLength(1);
      expect(await act('triage', 'triage.decline', id)).toBe('done');
    },
  );

  test.each(['G02', 'G03', 'G04'])('受理前核对，%s 答“是”而可以受理的：受理，同时保护，安全路径上另有一条', async (code) => {
    const id = await bring(here, 'SCREENING');
    await here.perform('triage', 'triage.accept', await gateWith('triage.accept', id, code), id);
    const { matter, clocks } = await here.seen(id);
    expect([matter.state, matter.safety]).toEqual(['ACCEPTED', 'HELD']);
    expect(clocks.filter((clock) => clock.code === 'D26').map((clock) => clock.state)).toEqual(['running']);
    expect(await safetyLane(id)).toMatchObject([{ kind: 'safety.held', data: { signs: [code] } }]);
    expect(await openWords(id)).not.toMatch(/G0[1-4]|D26|安全/);
  });

  test.each([
    ['没有勾已签字', 'mediation.startSession', 'ASSIGNED', 'mediator', { rightsSigned: false }, undefined],
    ['地点空着', 'mediation.startSession', 'ASSIGNED', 'mediator', { place: '' }, undefined],
    ['页面是旧的', 'mediation.startSession', 'ASSIGNED', 'mediator', {}, 1],
    ['别人刚退出，状态变了', 'mediation.startSession', 'TERMINATED', 'mediator', {}, undefined],
    ['没有勾已告知权利', 'triage.accept', 'SCREENING', 'triage', { rightsTold: undefined }, undefined],
    ['没有选调委会', 'triage.accept', 'SCREENING', 'triage', { organisationId: '' }, undefined],
    ['页面是旧的', 'triage.accept', 'SCREENING', 'triage', {}, 1],
    ['已经有人受理了', 'triage.accept', 'ACCEPTED', 'triage', {}, 1],
    ['没有写理由', 'triage.decline', 'SCREENING', 'triage', { gate: 'G01', reason: '' }, undefined],
  ] as const)('%s（%s，%s）：这一步不办，说出的危险照样记下、马上保护', async (_, command, state, who, more, revision) => {
    const id = await bring(here, state);
    const input = { ...(await gateWith(command, id, 'G02')), ...(command === 'triage.decline' ? { gate: 'G01' } : {}), ...more };
    const reply = await here.perform(who, command, input, id, { revision });
    expect((reply.extra!.undone as { message: string; waysOn: string[] }).message).toMatch(/^没有.+回答已记下/);
    const { matter, clocks } = await here.seen(id);
    expect([matter.state, matter.safety]).toEqual([state, 'HELD']);
    expect(clocks.filter((clock) => clock.code === 'D26').map((clock) => clock.state)).toEqual(['running']);
    expect(await safetyLane(id)).toMatchObject([{ kind: 'safety.held' }]);
    expect(await openWords(id)).not.toMatch(/G0[1-4]|D26|安全/);
    const [event] = await here.db.look<{ command: string }>(
      'select command from ledger_event where matter_id = $1 order by at desc, id desc limit 1',
      [id],
    );
    expect(event!.command).toBe('triage.hold');
  });

  test('没有说出危险的，该拒绝还是拒绝；两位复核员解除过的同一个回答，不因页面旧了再来一次', async () => {
    const id = await bring(here, 'ASSIGNED');
    const input = await gateWith('mediation.startSession', id);
    const start = (more: object, revision?: number) =>
      refused(here.perform('mediator', 'mediation.startSession', { ...input, ...more }, id, { revision }));
    expect(await start({ place: '' })).toBe('centre.invalid');
    expect(await start({}, 1)).toBe('matters.stale');
    const told = await gateWith('mediation.startSession', id, 'G02');
    expect(await start({ ...told, place: '' })).toBe('done');
    expect(await act('safety', 'triage.proposeRelease', id)).toBe('done');
    expect(await act('safety2', 'triage.release', id)).toBe('done');
    expect(await start(told, 1)).toBe('matters.stale');
    expect((await here.seen(id)).matter.safety).toBe('RELEASED');
  });

  test('报告危险不因页面旧了被拒绝；已在保护中的，还能补充迹象', async () => {
    const id = await bring(here, 'MEDIATING');
    for (const sign of ['G02', 'G04'])
      await here.perform('mediator', 'triage.hold', { signs: [sign], what: '看到', partyId: NOBODY }, id, { revision: 1 });
    expect((await safetyLane(id)).map(({ data }) => data.signs)).toEqual([['G02'], ['G04']]);
    expect(await act('safety', 'triage.proposeRelease', id)).toBe('done');
    expect(await act('safety2', 'triage.release', id)).toBe('done');
    const { clocks } = await here.seen(id);
    expect(clocks.filter(({ code, state }) => code === 'D26' && state === 'running')).toEqual([]);
  });

  test('核对没答完、但危险已经说出来的，先保护', async () => {
    const id = await bring(here, 'SCREENING');
    const input = inputs['triage.accept']!(await here.seen(id), here);
    await here.perform('triage', 'triage.accept', { ...input, gate: { G02: 'yes' } }, id);
    expect((await here.seen(id)).matter).toMatchObject({ state: 'SCREENING', safety: 'HELD' });
  });

  test('解除以后，同一个回答不再重来；新的危险再进保护', async () => {
    const id = await bring(here, 'SCREENING');
    await here.perform('triage', 'triage.accept', await gateWith('triage.accept', id, 'G02'), id);
    for (const [who, command] of [
      ['org', 'mediation.invite'],
      ['window', 'mediation.agree'],
      ['org', 'mediation.assign'],
      ['safety', 'triage.proposeRelease'],
      ['safety2', 'triage.release'],
    ] as const)
      expect(await act(who, command, id), command).toBe('done');
    await here.perform('mediator', 'mediation.startSession', await gateWith('mediation.startSession', id, 'G02', 'G04'), id);
    expect((await here.seen(id)).matter).toMatchObject({ state: 'ASSIGNED', safety: 'HELD' });
    for (const [who, command] of [
      ['safety', 'triage.proposeRelease'],
      ['safety2', 'triage.release'],
    ] as const)
      expect(await act(who, command, id), command).toBe('done');
    await here.perform('mediator', 'mediation.startSession', await gateWith('mediation.startSession', id, 'G02', 'G04'), id);
    expect((await here.seen(id)).matter).toMatchObject({ state: 'MEDIATING', safety: 'RELEASED' });
  });

  test('因涉嫌犯罪不予受理：同时保护，被指的一方收不到通知', async () => {
    const id = await bring(here, 'SCREENING');
    await here.perform('triage', 'triage.decline', { gate: 'G01', reason: '涉嫌诈骗，已报警' }, id);
    const { matter, parties } = await here.seen(id);
    expect([matter.state, matter.safety]).toEqual(['NOT_ACCEPTED', 'HELD']);
    expect(await safetyLane(id)).toMatchObject([{ data: { signs: ['G01'] } }]);
    const told = await here.db.look<{ party_id: string }>(
      `select party_id from notice where matter_id = $1 and kind in ('declined', 'withdrawn')`,
      [id],
    );
    const applicant = parties.find(({ side }) => side === 'applicant')!;
    expect(told.map(({ party_id }) => party_id)).toEqual([applicant.id]);
  });

  test('复核晚了，只告诉安全路径上的人', async () => {
    const id = await bring(here, 'ASSIGNED');
    await act('window', 'triage.hold', id);
    const clock = {
      ...here.as('leader'),
      id: '00000000-0000-7000-8000-000000000001',
      roles: ['clock'],
      sees: ['centre', 'safety'],
      writes: ['centre', 'safety'],
    };
    await here.perform(clock, 'supervision.raise', { level: 3, code: 'D26', about: '安全复核' }, id);
    const told = await here.db.look<{ readers: string[] }>(
      `select readers from event_detail where matter_id = $1 and kind = 'supervision.raised' union all select readers from document where matter_id = $1 and kind = 'F20' union all select readers from notice where matter_id = $1 and kind = 'supervision'`,
      [id],
    );
    expect(told).toHaveLength(3);
    for (const { readers } of told) expect(readers).not.toContain('centre');
  });
});
