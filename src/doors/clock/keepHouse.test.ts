import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type IntakeDesk, intakeDesk, TENANT } from '../../../tests/intakeDesk.ts';
import { draftsOf, keepDraft } from '../../registers/identity/drafts.ts';
import { DRAFT_DAYS, KEPT_ANSWER_DAYS } from '../../registers/identity/retention.ts';
import { keepHouse } from './index.ts';

const DAY_MS = 86_400_000;
let desk: IntakeDesk;
beforeAll(async () => {
  desk = await intakeDesk();
});
afterAll(() => desk?.close());
beforeEach(() => desk.db.look('delete from draft; delete from idempotency'));

const keep = (role: string, key: string, body: object) =>
  desk.centre.run(TENANT, desk.as(role), (work, { id }) => keepDraft(work, desk.vault, id, key, JSON.stringify(body)));
const read = (role: string) => desk.centre.run(TENANT, desk.as(role), (work, actor) => draftsOf(work, desk.vault, actor));
const house = () => keepHouse(desk.centre, TENANT);

describe('草稿', () => {
  const told = { narrative: '楼上漏水，电话13900001111' };

  test('数据库里看不到写了什么，本人读得回来，换个人、换个名字都打不开', async () => {
    await keep('window', 'receive', told);
    const [row] = await desk.db.look<{ body: unknown; sealed: Buffer }>('select body, sealed from draft');
    expect(row!.body).toBe(null);
    expect(row!.sealed.includes('13900001111') || row!.sealed.includes('漏水')).toBe(false);
    expect(await read('window')).toMatchObject([{ key: 'receive', body: told }]);
    expect(await read('seat')).toEqual([]);
    await desk.db.look(`update draft set staff_id = '${desk.as('seat').id}'`);
    await expect(read('seat')).rejects.toThrow('do not open');
  });

  test('升级前存下的明文，时钟一来就封上，内容和日期都不变', async () => {
    const { id } = desk.as('window');
    const before = new Date(desk.now().getTime() - 10 * DAY_MS);
    await desk.db.look(`insert into draft (tenant_id, staff_id, key, body, saved_at) values ($1, $2, 'receive', $3, $4)`, [
      TENANT,
      id,
      told,
      before,
    ]);
    expect(await read('window')).toMatchObject([{ body: told }]);
    await house();
    expect(await desk.count('draft', 'body is null and sealed is not null')).toBe(1);
    expect(await read('window')).toEqual([{ key: 'receive', body: told, savedAt: before }]);
  });

  test('九十天没动过就删，到那天为止都在', async () => {
    await keep('window', 'receive', told);
    desk.later(DRAFT_DAYS * DAY_MS);
    await keep('window', 'other', {});
    await house();
    expect(await desk.count('draft')).toBe(2);
    desk.later(1);
    await house();
    expect((await read('window')).map(({ key }) => key)).toEqual(['other']);
  });
});

describe('记下的答复', () => {
  const receive = () =>
    desk.centre.perform(TENANT, desk.as('window'), {
      command: 'intake.receive',
      key: 'k-1',
      input: { channel: 'window', narrative: '楼上漏水' },
    });

  test('过完最长的假期，同一提交编号还是同一件；再过就删了', async () => {
    const first = await receive();
    desk.later(KEPT_ANSWER_DAYS * DAY_MS);
    await house();
    expect(await receive()).toEqual(first);
    desk.later(1);
    await house();
    expect(await desk.count('idempotency')).toBe(0);
  });

  test('别的中心的，这个中心的时钟碰不到', async () => {
    await receive();
    await desk.db.look(`update idempotency set tenant_id = tenant_id + 1, made_at = '2020-01-01'`);
    await house();
    expect(await desk.db.look('select 1 from idempotency')).toHaveLength(1);
  });
});
