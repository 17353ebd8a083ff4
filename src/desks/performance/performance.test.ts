import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type County, county, TENANT } from '../../../tests/rights/county.ts';
import { arrival, bring } from '../../../tests/rights/lives.ts';
import { refused } from '../../../tests/smallCentre.ts';
import { visitsOf } from '../../registers/matters/followUp.ts';

const DAY = 86_400_000;
let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());
const began = new Date('2026-05-11T01:00:00.000Z');
beforeEach(() => here.at(began));

/** Days later, with every clock looked at: the county's own day by day. */
async function days(n: number): Promise<void> {
  for (let day = 0; day < n; day++) {
    here.later(DAY);
    await here.clock();
  }
}
const told = (id: string, kind: string) =>
  here.db.look<{ body: string; party_id: string | null }>(
    `select body, party_id from notice where matter_id = $1 and kind = $2 order by made_at, id`,
    [id, kind],
  );
const setting = async (category = 'NEI01') => {
  const id = await bring(here, 'EFFECTIVE', { ...arrival(), category });
  const found = await here.seen(id);
  const payer = found.parties.find(({ side }) => side === 'respondent')!.id;
  const payee = found.parties.find(({ side }) => side === 'applicant')!.id;
  return { id, payer, payee, part: found.instalments[0]!.id };
};
const paper = async (id: string, kind: string) => (await here.seen(id)).documents.findLast((one) => one.kind === kind);

describe('履行日', () => {
  test('三天前、当天双方都收到同样的提醒；到期第一天材料包就备好，催促书上有约定的原话、金额和日期', async () => {
    const { id, payer, payee } = await setting();
    await days(8);
    const reminders = await told(id, 'reminded');
    expect(new Set(reminders.map(({ party_id }) => party_id))).toEqual(new Set([payer, payee]));
    await days(2);
    expect(await told(id, 'reminded')).toHaveLength(4);
    expect(new Set((await told(id, 'reminded')).map(({ body }) => body)).size).toBe(1);
    expect(await paper(id, '履行材料包')).toBeUndefined();
    await days(1);
    expect((await paper(id, 'F20'))!.body).toMatchObject({ what: '赔偿款', amountFen: 200_000, dueOn: '2026-05-21' });
    const pack = (await paper(id, '履行材料包'))!;
    const ways = (pack.body.routes as Array<{ zh: string; conditions: string[] }>).map(({ zh }) => zh);
    expect(ways[0]).toBe('依协议向法院起诉');
    expect(ways).toEqual(expect.arrayContaining(['申请支付令', '持公证书申请执行']));
    expect((await told(id, 'breached')).map(({ party_id }) => party_id)).toEqual([payee]);
    await days(14);
    expect((await here.seen(id)).matter.performance).toBe('BREACHED');
  });

  test('经法院确认的，材料包里第一条是申请强制执行；两年期限从履行期最后一日起算，还剩九十天时提醒双方', async () => {
    const { id, part } = await setting();
    for (const { id: partyId } of (await here.seen(id)).parties)
      await here.perform('window', 'confirmation.apply', { partyId }, id);
    await here.perform('judge', 'confirmation.courtAccept', {}, id);
    await here.perform('judge', 'confirmation.courtConfirm', { ruling: '裁定一号' }, id);
    const limit = async () => (await here.seen(id)).clocks.find(({ code }) => code === 'D17');
    expect((await limit())!.dueAt!.toISOString().slice(0, 10)).toBe('2028-05-21');
    await days(11);
    const ways = (await paper(id, '履行材料包'))!.body.routes as Array<{ zh: string }>;
    expect(ways.slice(0, 2).map(({ zh }) => zh)).toEqual(['申请强制执行', '依协议向法院起诉']);
    here.at(new Date('2028-02-22T02:00:00.000Z'));
    await here.clock();
    expect(await told(id, 'expiring')).toHaveLength(2);
    await here.perform('mediator', 'performance.perform', { instalmentId: part, how: 'transfer' }, id);
    expect((await limit())!.state).toBe('cancelled');
  });

  test('劳动争议的支付令是劳动者自己的那一种', async () => {
    const { waysAfterDefault } = await import('./obligation.ts');
    const codes = (category: string) =>
      waysAfterDefault({ category, confirmation: 'NA' }, { amountFen: 100 }, began).map(({ code }) => code);
    expect(codes('LAB01')).toContain('labourPaymentOrder');
    expect(codes('LAB01')).not.toContain('paymentOrder');
    expect(codes('CON02')).toContain('paymentOrder');
    expect(
      waysAfterDefault({ category: 'NEI01', confirmation: 'NA' }, { amountFen: null }, began).map(({ code }) => code),
    ).toEqual(['suit']);
  });
});

describe('履行凭证要双方说', () => {
  test('付款人说付了：对方不答不算确认，时钟也不催、不记未履行；对方确认了才算', async () => {
    const { id, payer, payee, part } = await setting();
    await here.perform(
      'window',
      'performance.sayPaid',
      { partyId: payer, instalmentId: part, how: 'transfer', words: '已转账' },
      id,
    );
    expect((await told(id, 'proof')).map(({ party_id }) => party_id)).toEqual([payee]);
    await days(40);
    const waiting = await here.seen(id);
    expect([waiting.matter.performance, waiting.instalments[0]!.urged]).toEqual(['DUE', 0]);
    await here.perform('window', 'performance.confirmPaid', { partyId: payee, instalmentId: part }, id);
    expect((await here.seen(id)).matter.performance).toBe('DONE');
    expect((await paper(id, 'F19'))!.body).toMatchObject({
      what: '赔偿款',
      amountFen: 200_000,
      how: '权利人确认',
      doneOn: '2026-05-11',
    });
  });

  test('付款人不能自己确认，权利人不能替人说付了', async () => {
    const { id, payer, payee, part } = await setting();
    expect(
      await refused(here.perform('window', 'performance.sayPaid', { partyId: payee, instalmentId: part, how: 'receipt' }, id)),
    ).toBe('performance.notDebtor');
    expect(await refused(here.perform('window', 'performance.confirmPaid', { partyId: payee, instalmentId: part }, id))).toBe(
      'performance.nothingSaid',
    );
    await here.perform('window', 'performance.sayPaid', { partyId: payer, instalmentId: part, how: 'receipt' }, id);
    expect(await refused(here.perform('window', 'performance.confirmPaid', { partyId: payer, instalmentId: part }, id))).toBe(
      'performance.notCreditor',
    );
  });

  test('说法不一样：双方同样告知；都愿意才就凭证谈，协议和确认不动；不愿意的照样去法院', async () => {
    const { id, payer, payee, part } = await setting();
    await here.perform('window', 'performance.sayPaid', { partyId: payer, instalmentId: part, how: 'receipt' }, id);
    await here.perform('window', 'performance.disputePaid', { partyId: payee, instalmentId: part }, id);
    expect(
      (await told(id, 'proof'))
        .slice(1)
        .map(({ party_id }) => party_id)
        .sort(),
    ).toEqual([payer, payee].sort());
    const talk = { instalmentId: part, result: 'kept', place: '调委会' };
    expect(await refused(here.perform('mediator', 'performance.talkProof', { ...talk, agreedBy: [payee] }, id))).toBe(
      'performance.bothMustWish',
    );
    await here.perform('mediator', 'performance.talkProof', { ...talk, agreedBy: [payer, payee] }, id);
    const after = await here.seen(id);
    expect([after.matter.performance, after.matter.round, after.matter.state]).toEqual(['DONE', 1, 'EFFECTIVE']);
    const other = await setting();
    await here.perform(
      'window',
      'performance.sayPaid',
      { partyId: other.payer, instalmentId: other.part, how: 'receipt' },
      other.id,
    );
    await here.perform('window', 'mediation.goToCourt', { partyId: other.payee }, other.id);
    expect(await paper(other.id, '法院材料包')).toBeDefined();
  });
});

describe('回访', () => {
  const calls = async (id: string) =>
    (await here.seen(id)).clocks
      .filter(({ code, state }) => code.startsWith('FU.') && state === 'running')
      .map(({ code }) => code);

  test('每一期三天后、最后一期三十天后；家事、伤害再九十天；没有调成的十五天后一次', async () => {
    expect(await calls((await setting()).id)).toEqual(['FU.final', 'FU.instalment']);
    const plan = (category: string, dueOn: string[]) =>
      visitsOf(
        { category, collective: false },
        dueOn.map((day) => ({ dueOn: day, state: 'DUE' as const })),
        '2026-05-11',
      ).map(({ code, from }) => `${code} ${from}`);
    expect(plan('FAM03', ['2026-06-01', '2026-06-01', '2026-07-01'])).toEqual([
      'FU.instalment 2026-06-01',
      'FU.instalment 2026-07-01',
      'FU.final 2026-07-01',
      'FU.long 2026-07-01',
    ]);
    expect(plan('CON01', [])).toEqual(['FU.instant 2026-05-11']);
    expect(await calls(await bring(here, 'TERMINATED'))).toEqual(['FU.terminated']);
  });

  test('到日子提醒承办人，不升级督办；记了回访就了结；提早记的不算以后的', async () => {
    const { id, payee } = await setting();
    await here.perform('mediator', 'performance.followUp', { partyId: payee, way: 'phone', finding: '还没到日子' }, id);
    expect(await calls(id)).toEqual(['FU.final', 'FU.instalment']);
    await here.perform(
      'mediator',
      'performance.perform',
      { instalmentId: (await here.seen(id)).instalments[0]!.id, how: 'receipt' },
      id,
    );
    await days(16);
    expect((await told(id, 'followUp')).map(({ party_id }) => party_id)).toEqual([null]);
    expect((await here.seen(id)).matter.supervision).toBe(0);
    await here.perform('mediator', 'performance.followUp', { partyId: payee, way: 'visit', finding: '都好' }, id);
    expect(await calls(id)).toEqual([]);
  });

  test('三次电话没联系上，第四次改上门或写信；不愿被打扰的不再回访，也不妨碍归档', async () => {
    const { id, payer, payee } = await setting();
    const call = { partyId: payee, way: 'phone', reached: 'no', finding: '没人接' };
    for (let n = 0; n < 3; n++) await here.perform('mediator', 'performance.followUp', call, id);
    expect(await refused(here.perform('mediator', 'performance.followUp', call, id))).toBe('performance.visitNow');
    await here.perform('mediator', 'performance.followUp', { ...call, way: 'visit' }, id);
    expect((await here.seen(id)).matter.facts.followUps).toBeUndefined();
    await here.perform('window', 'performance.leaveAlone', { partyId: payee }, id);
    expect(await refused(here.perform('mediator', 'performance.followUp', { ...call, way: 'letter', reached: 'yes' }, id))).toBe(
      'performance.leftAlone',
    );
    expect(await calls(id)).toEqual(['FU.final', 'FU.instalment']);
    await here.perform('window', 'performance.leaveAlone', { partyId: payer }, id);
    expect(await calls(id)).toEqual([]);
  });

  test('安全保护中只由安全复核员联系，时钟不提醒别人打电话', async () => {
    const { id, payee } = await setting();
    await here.perform('mediator', 'triage.hold', { signs: ['G02'], what: '身上有伤' }, id);
    const call = { partyId: payee, way: 'phone', finding: '平安' };
    expect(await refused(here.perform('mediator', 'performance.followUp', call, id))).toBe('performance.bySafety');
    await days(60);
    expect(await told(id, 'followUp')).toEqual([]);
    await here.perform('safety', 'performance.followUp', call, id);
  });
});

describe('履行曲线', () => {
  test('不到十件不给数字；负责人看得到，调解员看不到；到期没履行的算截尾', async () => {
    const ask = (who: string) =>
      here.centre.ask(TENANT, here.as(who), 'performance.curve', {}) as Promise<{
        all: { n: number; kept: number | null; points: unknown[] };
      }>;
    await expect(ask('mediator')).rejects.toMatchObject({ code: 'centre.wrongRole' });
    here.at(new Date('2026-06-20T01:00:00.000Z'));
    const before = await ask('leader');
    if (before.all.n < 10) expect(before.all).toMatchObject({ kept: null, points: [] });
    here.at(began);
    for (let n = before.all.n; n < 10; n++) await setting();
    here.at(new Date('2026-06-20T01:00:00.000Z'));
    const { all } = await ask('leader');
    expect(all.n).toBeGreaterThanOrEqual(10);
    expect(all.kept).not.toBeNull();
  });
});
