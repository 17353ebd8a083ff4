import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matterCommands } from '../../src/centre.ts';
import { sql } from '../../src/ground/store/index.ts';
import { refused } from '../smallCentre.ts';
import { type County, county, TENANT } from './county.ts';
import { safetyLasts } from './laws.ts';
import { bring, inputs } from './lives.ts';
import { broken, explore } from './model.ts';

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
    expect(await act('archivist', 'performance.followUp', id)).toBe('done');
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
