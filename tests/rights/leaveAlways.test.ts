import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matterCommands } from '../../src/centre.ts';
import { sql } from '../../src/ground/store/index.ts';
import { lineOf } from '../../src/registers/matters/view.ts';
import { type County, contacts, county } from './county.ts';
import { leavingEnds } from './laws.ts';
import { arrival, bring, inputs } from './lives.ts';
import { broken, explore, talks } from './model.ts';

describe('随时可以退出，不问理由（人民调解法 17、23、26）', () => {
  test('调解中的每个状态，任何一方自己的一步就结束它', () => {
    expect(leavingEnds(matterCommands, explore(matterCommands))).toEqual([]);
  });

  test.each([...talks])('从退出的行里拿掉 %s，马上发现', (state) => {
    const rows = broken(matterCommands, 'mediation.leave', ({ row }) => ({
      row: { from: row.from.filter((one) => one !== state) },
    }));
    expect(leavingEnds(rows).some((line) => line.startsWith(`${state}/`))).toBe(true);
  });

  test.each([
    ['保护中不让退', { row: { joint: true as const } }],
    ['退出要写理由', { input: matterCommands.find(({ name }) => name === 'mediation.end')!.input }],
    ['只有调解员能记', { by: ['mediator'] }],
    ['退出不再结束调解', { row: { to: ['same'] } }],
    ['门口加一句不行', { shut: () => '等调解员回来' }],
  ])('%s，马上发现', (_, change) => {
    expect(leavingEnds(broken(matterCommands, 'mediation.leave', () => change as never))).not.toEqual([]);
  });
});

describe('真的命令、真的数据库', () => {
  let here: County;
  beforeAll(async () => {
    here = await county();
  });
  afterAll(() => here?.close());

  test.each([...talks])('事项在 %s：每个接待岗位都能记下每一方的退出，旧版本号也不挡，保护中也一样', async (state) => {
    const id = await bring(here, state);
    for (const held of [false, true]) {
      if (held)
        await here
          .perform('mediator', 'triage.hold', { signs: ['G02'], what: '身上有伤' }, id)
          .catch(() => here.perform('window', 'triage.hold', { signs: ['G02'], what: '身上有伤' }, id));
      const { parties } = await here.seen(id);
      for (const [at, role] of contacts.entries())
        for (const party of [parties[(at + Number(held)) % parties.length]!])
          expect(
            await here.try(here.inTouch(role), 'mediation.leave', { partyId: party.id }, id, async (work) => {
              const now = await work.one<{ state: string; safety: string }>(
                sql`select state, safety from matter where tenant_id = ${work.tenantId} and id = ${id}`,
              );
              expect(now).toEqual({ state: 'TERMINATED', safety: held ? 'HELD' : 'NONE' });
            }),
            `${role}/${party.side}/${held}`,
          ).toBe('done');
    }
    const { parties } = await here.seen(id);
    await expect(
      here.perform('window', 'mediation.leave', { partyId: parties[0]!.id }, id, { revision: 1 }),
    ).resolves.toMatchObject({ id });
  });

  test('谁报告的危险、谁复核过，都不妨碍后来的人记下退出', async () => {
    const id = await bring(here, 'CONSENT');
    const hold = inputs['triage.hold']!(await here.seen(id), here);
    await here.perform('window', 'triage.hold', hold, id);
    await here.perform('safety', 'triage.proposeRelease', { reason: '已搬离', wish: '本人愿意', reportsDone: true }, id);
    for (const who of ['window', 'triage', 'org', 'leader'])
      expect(await here.try(here.inTouch(who), 'mediation.leave', { partyId: (await here.seen(id)).parties[1]!.id }, id)).toBe(
        'done',
      );
    await here.perform('safety2', 'triage.release', { reason: '复核过' }, id);
    for (const who of ['window', 'seat', 'org']) {
      await here.perform(here.inTouch(who), 'triage.hold', hold, id);
      expect((await here.seen(id)).matter.safety).toBe('HELD');
      await here.perform('safety', 'triage.proposeRelease', { reason: '已搬离', wish: '本人愿意', reportsDone: true }, id);
      await here.perform('safety2', 'triage.release', { reason: '复核过' }, id);
    }
    await here.perform('window', 'mediation.leave', { partyId: (await here.seen(id)).parties[1]!.id }, id);
    const { matter, clocks } = await here.seen(id);
    expect(matter.state).toBe('TERMINATED');
    expect(clocks.filter(({ code, state }) => code === 'D26' && state === 'running')).toEqual([]);
    expect(lineOf(matter).promise?.code).not.toBe('D26');
  });

  test('许多人的事项：一人退出或去法院，别人照常；最后一方没人了才结束', async () => {
    const id = await bring(here, 'MEDIATING', { ...arrival(), others: [{ name: '甲' }, { name: '乙' }] }).catch(() => undefined);
    const matter = id ?? (await collective(here));
    const { parties } = await here.seen(matter);
    const applicants = parties.filter((party) => party.side !== 'respondent');
    await here.perform('window', 'mediation.leave', { partyId: applicants[0]!.id }, matter);
    await here.perform('window', 'mediation.goToCourt', { partyId: applicants[1]!.id }, matter);
    const still = await here.seen(matter);
    expect(still.matter.state).toBe('MEDIATING');
    expect(still.clocks.find(({ code }) => code === 'D05')!.state).toBe('running');
    expect(still.documents.filter(({ kind }) => kind === '法院材料包')).toHaveLength(1);
    await here.perform('window', 'mediation.leave', { partyId: applicants[2]!.id }, matter);
    expect((await here.seen(matter)).matter.state).toBe('TERMINATED');
  });
});

/** With many parties each one's will is asked before a mediator is named. */
async function collective(here: County): Promise<string> {
  const id = await bring(here, 'CONSENT', { ...arrival(), others: [{ name: '甲' }, { name: '乙' }] });
  for (const party of (await here.seen(id)).parties) await here.perform('triage', 'mediation.agree', { partyId: party.id }, id);
  for (const [who, command] of [
    ['org', 'mediation.assign'],
    ['mediator', 'mediation.startSession'],
  ] as const)
    await here.perform(who, command, inputs[command]!(await here.seen(id), here), id);
  return id;
}
