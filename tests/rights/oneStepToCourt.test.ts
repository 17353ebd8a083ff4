import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matterCommands } from '../../src/centre.ts';
import { sql } from '../../src/ground/store/index.ts';
import { type County, contacts, county } from './county.ts';
import { courtIsOpen, reachedAndLeft } from './laws.ts';
import { bring, ways } from './lives.ts';
import { broken, explore } from './model.ts';

const explored = explore(matterCommands);

describe('随时可以去法院（人民调解法 3(3)、26）', () => {
  test('每个状态都走得到，也都走得出来', () => {
    expect(explored.states.size).toBeGreaterThan(500);
    expect(reachedAndLeft(matterCommands, explored)).toEqual([]);
  });

  test('从任何状态，任何一方独自一步就能去法院；岗位、设置、安全保护都不挡', () => {
    expect(courtIsOpen(matterCommands, explored)).toEqual([]);
  });

  test.each([...matterCommands.find(({ name }) => name === 'mediation.goToCourt')!.row.from])(
    '从去法院的行里拿掉 %s，马上发现',
    (state) => {
      const rows = broken(matterCommands, 'mediation.goToCourt', ({ row }) => ({
        row: { from: row.from.filter((one) => one !== state) },
      }));
      expect(courtIsOpen(rows).some((line) => line.startsWith(`${state}/`))).toBe(true);
    },
  );

  test.each<[zh: string, change: object, name?: string]>([
    ['加一道安全关', { row: { joint: true as const } }],
    ['不再由当事人自己作主', { row: { party: undefined } }],
    ['少一个接待岗位', { by: contacts.filter((role) => role !== 'crew') }],
    ['多问一个理由', { input: matterCommands.find(({ name }) => name === 'mediation.end')!.input }],
    ['门口加一句不行', { shut: () => '先交材料' }],
    ['短程的门关上', { row: { from: ['RECEIVED'] } }, 'intake.goToCourt'],
  ])('%s，马上发现', (_, change, name = 'mediation.goToCourt') => {
    expect(courtIsOpen(broken(matterCommands, name, () => change as never))).not.toEqual([]);
  });

  test('一个走不到的状态、一个出不去的状态，马上发现', () => {
    const noSigning = broken(matterCommands, 'mediation.agreeTerms', () => ({ row: { from: [] } }));
    expect(reachedAndLeft(noSigning)).toContain('SIGNING is never reached');
    const noEnd = broken(matterCommands, 'performance.archive', () => ({ row: { from: [] } }));
    expect(reachedAndLeft(noEnd).some((line) => line.endsWith('never ends'))).toBe(true);
  });
});

describe('真的命令、真的数据库', () => {
  let here: County;
  beforeAll(async () => {
    here = await county();
  });
  afterAll(() => here?.close());

  test.each(Object.keys(ways))('事项在 %s：每个接待岗位都能记下“去法院”，材料包马上有，保护中也一样', async (state) => {
    const id = await bring(here, state);
    for (const held of [false, true]) {
      if (held) await here.perform('window', 'triage.hold', { signs: ['G02'], what: '身上有伤' }, id);
      const { parties, matter } = await here.seen(id);
      const command = matter.kind === 'dispute' ? 'mediation.goToCourt' : 'intake.goToCourt';
      for (const [at, role] of contacts.entries())
        for (const party of [parties[(at + Number(held)) % parties.length]!])
          expect(
            await here.try(here.inTouch(role), command, { partyId: party.id }, id, async (work) => {
              const pack = await work.one(
                sql`select 1 from document where tenant_id = ${work.tenantId} and matter_id = ${id} and kind = '法院材料包'`,
              );
              const now = await work.one<{ state: string; safety: string }>(
                sql`select state, safety from matter where tenant_id = ${work.tenantId} and id = ${id}`,
              );
              expect(pack).toBeDefined();
              expect(now!.safety).toBe(held ? 'HELD' : 'NONE');
              expect(['ACCEPTED', 'CONSENT', 'ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING']).not.toContain(now!.state);
            }),
            `${role}/${party.side}/${held}`,
          ).toBe('done');
    }
  });

  test('拿走材料包不停对方单位的钟：转介中的事项照旧有人要答复', async () => {
    const id = await bring(here, 'REFERRED');
    const { parties } = await here.seen(id);
    await here.perform('window', 'mediation.goToCourt', { partyId: parties[0]!.id }, id);
    const { clocks, matter } = await here.seen(id);
    expect(matter.state).toBe('REFERRED');
    expect(clocks.find(({ code }) => code === 'D04')!.state).toBe('running');
  });
});
