import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../src/ground/command/index.ts';
import { pg, sql } from '../../src/ground/store/index.ts';
import { tablePolicies } from '../../src/registers/identity/policy.ts';
import { loadMatter } from '../../src/registers/matters/store.ts';
import { type County, county, GRID, TENANT } from './county.ts';
import { arrival, bring, inputs, walk, ways } from './lives.ts';

/** 特邀调解规定 15；在线调解规则 13：回避、被换下的调解员，退回来的单位，下一次打开就看不到了。 */
let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());

const tables = tablePolicies.filter(({ select }) => select === 'readers').map(({ table }) => table);

/** How many rows of the matter the database itself shows to this person, in every table that has readers. */
async function rowsFor(who: string, id: string): Promise<number> {
  const { id: actorId, roles, sees, writes } = here.as(who);
  return here.store.within(TENANT, { actorId, roles, sees, writes }, async (work) => {
    const counts = tables.map(
      (table) => sql`(select count(*) from ${sql.ref(table)} where ${sql.ref(table === 'matter' ? 'id' : 'matter_id')} = ${id})`,
    );
    return (await work.one<{ n: number }>(sql`select ${sql.join(counts, sql` + `)} as n`))!.n;
  });
}
const all = (id: string) =>
  here.db
    .look<{ n: string }>(
      `select ${tables.map((table) => `(select count(*) from "${table}" where ${table === 'matter' ? 'id' : 'matter_id'} = $1)`).join(' + ')} as n`,
      [id],
    )
    .then(([row]) => Number(row!.n));
const act = async (who: string | Actor, command: string, id: string, more: object = {}, key?: string) =>
  here.perform(who, command, { ...inputs[command]!(await here.seen(id), here), ...more }, id, { key });
const asks = async (id: string) => ({ askedBy: (await here.seen(id)).parties[0]!.id, chosenBy: 'parties' });

describe('被换下的调解员', () => {
  test('自己记录换人的，办好的同时就看不到了：不是故障，是一句话', async () => {
    const id = await bring(here, 'MEDIATING');
    expect(await rowsFor('mediator', id)).toBe(await all(id));
    const reply = await act('mediator', 'mediation.change', id, { mediatorId: here.as('mediator2').id });
    expect(reply).toMatchObject({ id, parting: expect.stringContaining('您已交出这件事') });
    expect(reply.view).toBeUndefined();
    expect(await rowsFor('mediator', id)).toBe(0);
    expect(await rowsFor('mediator2', id)).toBe(await all(id));
  });

  test('别人记录换人的，以前的记录、文书、通知、关联也一样看不到', async () => {
    const other = await bring(here, 'REGISTERED');
    const id = await bring(here, 'MEDIATING');
    await act('window', 'matters.link', id, { otherId: other, kind: 'apart' });
    await act('mediator', 'triage.note', id);
    expect((await act('org', 'mediation.change', id)).view).toBeDefined();
    expect(await rowsFor('mediator', id)).toBe(0);
    for (const who of ['org', 'mediator2']) expect(await rowsFor(who, id), who).toBe(await all(id));
    // The record of the first session is the committee's and the mediator's alone.
    expect(await rowsFor('leader', id)).toBe((await all(id)) - 1);
  });

  test('自己登记、又自己承办、再被换下的，也看不到：回避比登记要紧', async () => {
    const { id } = await here.perform('mediator', 'intake.receive', { ...arrival(), channel: 'grid' });
    await walk(here, id!, ways.MEDIATING!);
    await act('mediator', 'mediation.change', id!, { mediatorId: here.as('mediator2').id });
    expect(await rowsFor('mediator', id!)).toBe(0);
  });

  test('只登记、没有承办过的，还看得到：当事人会再来问他；网格员也是', async () => {
    for (const who of ['mediator2', 'gridWorker']) {
      const { id } = await here.perform(who, 'intake.receive', { ...arrival(), channel: 'grid', place: undefined });
      await walk(here, id!, ways.ASSIGNED!);
      expect(await rowsFor(who, id!), who).toBe(await all(id!));
    }
  });

  test('报告过危险的调解员被换下：安全路径上自己写的那些也看不到，复核员照旧', async () => {
    const id = await bring(here, 'MEDIATING');
    await act('mediator', 'triage.hold', id);
    const before = await rowsFor('safety', id);
    expect(await rowsFor('mediator', id)).toBe(await all(id));
    await act('org', 'mediation.change', id);
    expect(await rowsFor('mediator', id)).toBe(0);
    // The change itself wrote for the safety reviewer what it wrote for all who see the matter; the lane kept every row.
    expect(await rowsFor('safety', id)).toBeGreaterThan(before);
    expect(await rowsFor('safety', id)).toBe((await all(id)) - 1);
  });

  test('安全路径上的一行，不因有人来去就给了别人看', async () => {
    const id = await bring(here, 'CONSENT');
    await act('triage', 'triage.hold', id);
    const hidden = (await all(id)) - (await rowsFor('org', id));
    expect(hidden).toBeGreaterThanOrEqual(4);
    await walk(here, id, [['triage', 'mediation.agree', inputs['mediation.agree']!]]);
    await act('org', 'mediation.assign', id);
    expect((await all(id)) - (await rowsFor('org', id))).toBe(hidden);
    expect((await all(id)) - (await rowsFor('mediator', id))).toBe(hidden);
  });

  test('同一个提交编号再来一次，答的是那一句话，不是从前的内容', async () => {
    const id = await bring(here, 'MEDIATING');
    const noted = await act('mediator', 'triage.note', id, {}, 'note-1');
    expect(noted.view).toBeDefined();
    await act('org', 'mediation.change', id);
    const again = await act('mediator', 'triage.note', id, {}, 'note-1');
    expect(again.view).toBeUndefined();
    expect(again.parting).toContain('您已交出这件事');
  });

  test('不管换多少次，看得到的正好是现在承办的、调委会和中心', async () => {
    const holders = ['mediator', 'mediator2', 'mediator3'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ to: fc.constantFrom(...holders), by: fc.constantFrom('holder', 'org', 'triage', 'window') }), {
          minLength: 1,
          maxLength: 5,
        }),
        async (changes) => {
          const id = await bring(here, 'ASSIGNED');
          let holder: string = 'mediator';
          for (const { to, by } of changes) {
            if (to === holder) continue;
            await act(by === 'holder' ? holder : by, 'mediation.change', id, { ...(await asks(id)), mediatorId: here.as(to).id });
            holder = to;
            const whole = await all(id);
            for (const who of holders)
              expect(await rowsFor(who, id), `${who} while ${holder} holds it`).toBe(who === holder ? whole : 0);
            for (const who of ['org', 'triage', 'window', 'leader']) expect(await rowsFor(who, id), who).toBe(whole);
            for (const who of ['org3', 'partner', 'judge', 'crew', 'admin']) expect(await rowsFor(who, id), who).toBe(0);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('退回来的单位', () => {
  test.each([
    ['REFERRED', 'triage.turnBack'],
    ['PASSED', 'intake.sendBack'],
  ])('%s 时退回，办好就看不到；中心照旧', async (state, command) => {
    const id = await bring(here, state);
    await act('partner', 'triage.hold', id);
    expect(await rowsFor('partner', id)).toBe(await all(id));
    const reply = await act('partner', command, id);
    expect(reply).toMatchObject({ id, parting: expect.stringContaining('您已交出这件事') });
    expect(await rowsFor('partner', id)).toBe(0);
    expect((await here.seen(id)).handovers.at(-1)).toMatchObject({ state: 'declined' });
  });

  const lastWord = (id: string) =>
    here.db.look<{ kind: string; readers: string[] }>(
      `select kind, readers from notice where matter_id = $1 and 'o:${here.bodies.police}' = any(readers)`,
      [id],
    );
  test.each([
    ['triage.recall', [], 'triage'],
    ['triage.recall', ['triage.signFor'], 'triage'],
    ['triage.withdraw', [], 'window'],
    ['triage.withdraw', ['triage.signFor'], 'window'],
    ['triage.withdraw', ['triage.take'], 'window'],
  ] as const)('%s 收回去的（对方办到 %s）：对方单位除了那一句话，什么也看不到', async (command, done, who) => {
    const id = await bring(here, 'REFERRED');
    for (const step of done) await act('partner', step, id);
    await act('partner', 'triage.hold', id);
    expect(await rowsFor('partner', id)).toBe(await all(id));
    await act(who, command, id);
    expect(await rowsFor('partner', id)).toBe(1);
    expect((await lastWord(id)).map(({ kind }) => kind)).toEqual(['recalled']);
    const later = ['triage.note', 'triage.signFor', 'triage.take', 'triage.feedBack'];
    for (const step of later) await expect(act('partner', step, id), step).rejects.toMatchObject({ code: 'matters.notFound' });
    await act('triage', 'triage.note', id);
    expect(await rowsFor('partner', id)).toBe(1);
    expect(await rowsFor('triage', id)).toBeGreaterThan(1);
  });

  test('办了并反馈的单位还看得到自己办过的', async () => {
    const id = await bring(here, 'REFERRED');
    await act('partner', 'triage.feedBack', id);
    expect(await rowsFor('partner', id)).toBe(await all(id));
  });

  test('改派给别的单位，退回的看不到，新接的看得到', async () => {
    const id = await bring(here, 'REFERRED');
    await act('partner', 'triage.turnBack', id);
    await act('triage', 'triage.refer', id, { toOrganisationId: here.bodies.court });
    expect(await rowsFor('judge', id)).toBe(await all(id));
    expect(await rowsFor('partner', id)).toBe(0);
  });
});

describe('这一步和留痕是同一笔', () => {
  test('交出的人写下的那一条在账上，记的是他本人', async () => {
    const id = await bring(here, 'ASSIGNED');
    await act('mediator', 'mediation.change', id);
    const events = await here.db.look<{ command: string; actor_id: string }>(
      'select command, actor_id from ledger_event where matter_id = $1 order by at, id',
      [id],
    );
    expect(events.filter(({ command }) => command === 'mediation.change')).toEqual([
      { command: 'mediation.change', actor_id: here.as('mediator').id },
    ]);
  });

  test('放宽只到那一句为止：同一笔里再读，已经什么都没有', async () => {
    const id = await bring(here, 'ASSIGNED');
    const who = here.as('mediator');
    const { commandNamed } = await import('../../src/centre.ts');
    const input = inputs['mediation.change']!(await here.seen(id), here);
    await here.centre.run(TENANT, who, async (work) => {
      await here.centre.performIn(work, who, commandNamed('mediation.change')!, { command: 'mediation.change', input, id });
      expect(await loadMatter(work, id, false)).toBeUndefined();
      expect((await work.one<{ n: number }>(sql`select count(*) as n from matter`))!.n).toBe(await rowsOfMine(who));
    });
  });

  /** The matters this person sees after the last of them went. */
  async function rowsOfMine({ id }: Actor): Promise<number> {
    const [row] = await here.db.look<{ n: string }>(`select count(*) as n from matter where readers && array['u:${id}']`);
    return Number(row!.n) - 1;
  }

  test('数据库自己确实不让人写出自己看不见的一行：没有这一步就是故障', async () => {
    const id = await bring(here, 'ASSIGNED');
    const { id: actorId, roles, sees, writes } = here.as('mediator');
    const without = here.store.within(TENANT, { actorId, roles, sees, writes }, (work) =>
      work.ask(sql`update matter set readers = '{centre}' where tenant_id = ${TENANT} and id = ${id}`),
    );
    await expect(without).rejects.toThrow(pg.DatabaseError);
  });
});

test('网格的岗位是另一回事：本网格的事，本网格的网格员一直看得到', async () => {
  const id = await bring(here, 'ASSIGNED', { ...arrival(), place: { code: GRID } });
  await act('org', 'mediation.change', id);
  expect(await rowsFor('gridWorker', id)).toBe(await all(id));
});
