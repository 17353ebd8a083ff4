import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type County, county, TENANT } from '../../../tests/rights/county.ts';
import { bring, inputs } from '../../../tests/rights/lives.ts';
import type { Actor } from '../../ground/command/index.ts';
import type { Refusal } from '../../ground/refusal/index.ts';
import { loadMatter } from '../../registers/matters/store.ts';

/** Offers are for the table alone: 人民调解法 15(4)、22、23；在线调解规则 18、22. */
let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());

const SECRET = '底线是三万';
const refusedOf = (did: Promise<unknown>) =>
  did.then(
    () => 'done',
    (error: Refusal) => error.code,
  );
const seenBy = async (who: Actor, id: string) =>
  (await here.centre.run(TENANT, who, async (work) => loadMatter(work, id, false)))?.documents.filter(
    ({ kind }) => kind === '方案',
  ) ?? [];
const offersOf = (reply: { view?: unknown }) =>
  (reply.view as { offers: Array<{ id: string; state: string; amountFen: number; answersId: string | null }> }).offers;
async function offered(id: string, more: object = {}) {
  const { parties } = await here.seen(id);
  return offersOf(
    await here.perform(
      'mediator',
      'mediation.makeOffer',
      { fromId: parties[1]!.id, kind: 'sum', what: SECRET, amountFen: 3_000_000, ...more },
      id,
    ),
  );
}

describe('方案和还价', () => {
  test('提出、还价、接受，一步步都在承办调解员的页面上', async () => {
    const id = await bring(here, 'MEDIATING');
    const [first] = await offered(id);
    const two = await offered(id, {
      answersId: first!.id,
      amountFen: 4_000_000,
      kind: 'plan',
      plan: [
        { amountFen: 1_500_000, dueOn: '2026-07-01' },
        { amountFen: 2_500_000, dueOn: '2026-08-01' },
      ],
    });
    expect(two.map(({ state }) => state)).toEqual(['refused', 'open']);
    const after = offersOf(
      await here.perform('mediator', 'mediation.answerOffer', { offerId: two[1]!.id, answer: 'accepted' }, id),
    );
    expect(after.map(({ state }) => state)).toEqual(['refused', 'accepted']);
    expect(
      await refusedOf(here.perform('mediator', 'mediation.answerOffer', { offerId: two[1]!.id, answer: 'withdrawn' }, id)),
    ).toBe('mediation.offerClosed');
  });

  test('分期加起来要等于总额，写了日子的过了就不能再接受', async () => {
    const id = await bring(here, 'MEDIATING');
    expect(await refusedOf(offered(id, { kind: 'plan', plan: [{ amountFen: 1, dueOn: '2026-07-01' }] }))).toBe(
      'mediation.planSum',
    );
    expect(await refusedOf(offered(id, { amountFen: undefined }))).toBe('mediation.offerSum');
    const day = (ms: number) => new Date(here.now().getTime() + ms).toISOString().slice(0, 10);
    const [one] = await offered(id, { until: day(2 * 86_400_000) });
    here.later(5 * 86_400_000);
    expect(await refusedOf(here.perform('mediator', 'mediation.answerOffer', { offerId: one!.id, answer: 'accepted' }, id))).toBe(
      'mediation.offerLapsed',
    );
    expect(
      await refusedOf(here.perform('mediator', 'mediation.answerOffer', { offerId: one!.id, answer: 'withdrawn' }, id)),
    ).toBe('done');
  });

  test('只有承办的调解员看得到：领导、窗口、主任、别的调解员、审计都看不到内容', async () => {
    const id = await bring(here, 'MEDIATING');
    await offered(id);
    expect(await seenBy(here.as('mediator'), id)).toHaveLength(1);
    for (const who of ['leader', 'window', 'triage', 'org', 'archivist', 'auditor', 'safety', 'mediator2', 'mediator3', 'admin'])
      expect(await seenBy(here.as(who), id), who).toEqual([]);
    const [thread] = await here.db.look<{ data: string }>(
      `select string_agg(data::text, '') as data from event_detail where matter_id = $1`,
      [id],
    );
    expect(thread!.data).not.toContain(SECRET);
  });

  test('换了调解员，原来的马上看不到，新来的也不自动看到', async () => {
    const id = await bring(here, 'MEDIATING');
    await offered(id);
    await here.perform('org', 'mediation.change', inputs['mediation.change']!(await here.seen(id), here), id);
    for (const who of ['mediator', 'mediator2', 'org', 'leader']) expect(await seenBy(here.as(who), id), who).toEqual([]);
  });

  test('别的调解员记不进来', async () => {
    const id = await bring(here, 'MEDIATING');
    const guest = { ...here.as('mediator2'), writes: ['centre'], sees: ['centre'] };
    expect(await refusedOf(here.perform(guest, 'mediation.makeOffer', { kind: 'other', what: '道歉' }, id))).toBe(
      'mediation.ownOffers',
    );
  });

  test('去法院、终止、结案、立卷，没有一样带着方案', async () => {
    const id = await bring(here, 'MEDIATING');
    await offered(id);
    const { parties } = await here.seen(id);
    await here.perform('mediator', 'mediation.goToCourt', { partyId: parties[0]!.id }, id);
    await here.perform('mediator', 'performance.closeEnded', { routesTold: true }, id);
    await here.perform('mediator', 'performance.completeFile', {}, id);
    const [out] = await here.db.look<{ papers: string; notices: string }>(
      `select (select string_agg(title || body::text, '') from document where matter_id = $1 and kind <> '方案') as papers,
         (select string_agg(title || body, '') from notice where matter_id = $1) as notices`,
      [id],
    );
    for (const text of [out!.papers, out!.notices]) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain('方案');
    }
  });

  test('签了协议、申请司法确认，也不带方案', async () => {
    const id = await bring(here, 'MEDIATING');
    await offered(id);
    for (const [who, command] of [
      ['mediator', 'mediation.agreeTerms'],
      ['mediator', 'mediation.mark'],
      ['mediator', 'mediation.mark'],
      ['mediator', 'mediation.mark'],
      ['org', 'mediation.useSeal'],
      ['mediator', 'confirmation.apply'],
      ['mediator', 'confirmation.apply'],
    ] as const)
      await here.perform(who, command, inputs[command]!(await here.seen(id), here), id, { quiet: true });
    const [out] = await here.db.look<{ papers: string; f18: number }>(
      `select string_agg(body::text, '') as papers, count(*) filter (where kind = 'F18')::int as f18 from document where matter_id = $1 and kind <> '方案'`,
      [id],
    );
    expect(out!.papers).not.toContain(SECRET);
    expect(out!.f18).toBeGreaterThan(0);
  });
});

describe('签字前核对', () => {
  const terms = async (id: string, more: object) =>
    here
      .perform('mediator', 'mediation.agreeTerms', { ...inputs['mediation.agreeTerms']!(await here.seen(id), here), ...more }, id)
      .then(
        () => undefined,
        (error: Refusal) => error,
      );

  test('写了调解费、不许起诉的，不能拿去签，说明怎么改', async () => {
    const id = await bring(here, 'MEDIATING');
    const no = await terms(id, { text: '双方各付调解费200元，今后不得向法院起诉。' });
    expect(no).toMatchObject({ code: 'terms.unsound', fields: { text: expect.stringContaining('调解') } });
    expect(no!.waysOn.length).toBeGreaterThan(2);
    expect(await terms(id, {})).toBeUndefined();
  });

  test('商事调解组织承办的，可以写公布的收费', async () => {
    const id = await bring(here, 'MEDIATING');
    await here.db.look(`update organisation set kind = 'commercial' where id = $1`, [here.bodies.pmc]);
    expect(await terms(id, { text: '李国强修好漏水处并赔偿；调解费500元双方各半。' })).toBeUndefined();
    await here.db.look(`update organisation set kind = 'committee' where id = $1`, [here.bodies.pmc]);
  });

  test('日期过了、合计不对的，指出是哪一项', async () => {
    const id = await bring(here, 'MEDIATING');
    const { instalments } = inputs['mediation.agreeTerms']!(await here.seen(id), here) as { instalments: object[] };
    const no = await terms(id, { text: '李国强共赔偿3000元。', instalments: [{ ...instalments[0], dueOn: '2025-01-01' }] });
    expect(Object.keys(no!.fields ?? {}).sort()).toEqual(['instalments', 'instalments.0.dueOn']);
  });
});
