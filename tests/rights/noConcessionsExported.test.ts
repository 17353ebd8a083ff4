import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { courtPack } from '../../src/desks/mediation/courtPack.ts';
import { defaultPack } from '../../src/desks/performance/obligation.ts';
import type { Call } from '../../src/ground/command/index.ts';
import { chance } from '../../src/ground/ids/index.ts';
import type { MatterRow, PartyRow } from '../../src/registers/matters/model.ts';
import { blankMatter, OpenMatter } from '../../src/registers/matters/open.ts';
import { routeLines } from '../../src/registers/matters/routes.ts';
import type { Aggregate } from '../../src/registers/matters/store.ts';
import { type County, county } from './county.ts';
import { bring, inputs } from './lives.ts';

const now = new Date('2026-05-11T01:00:00.000Z');
const MARK = '密语';
/** A thing said in mediation; nothing else in a generated matter contains the mark. */
const secret = fc.string({ maxLength: 12 }).map((text) => `${MARK}${text}`);
const call = { now, chance, actor: { id: chance.id(now), organisationId: null }, work: { tenantId: 1, now } } as unknown as Call;

const party = (side: PartyRow['side']) =>
  fc
    .record({
      name: fc.constantFrom('王秀英', '李国强'),
      kind: fc.constantFrom('person', 'organisation'),
      address: secret,
      safeContact: secret,
      phoneMask: secret,
      idMask: secret,
      groupLabel: secret,
      consent: fc.constantFrom('agreed', 'left', 'refused'),
    })
    .map((row) => ({ ...row, id: chance.id(now), side }) as unknown as PartyRow);
const paper = fc.record({
  kind: fc.constantFrom('F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F16', '情况说明', '安全记录', '通话记录', '复核', '方案'),
  title: secret,
  state: fc.constantFrom('draft', 'issued', 'void'),
  lane: fc.constantFrom('open', 'safety', 'talks'),
  body: fc.record({
    said: secret,
    points: secret,
    text: secret,
    words: secret,
    instalments: fc.array(fc.record({ what: secret }), { maxLength: 3 }),
  }),
});
const instalment = fc.record({ what: secret, how: secret, amountFen: fc.nat() });
const handover = fc.record({ reason: secret, reply: secret, result: secret, outline: secret, contact: secret });

/** A whole history of mediation: what was said, offered, drafted, noted, kept for safety, told to partners. */
const history = fc.record({
  parties: fc.tuple(party('applicant'), party('respondent')),
  documents: fc.array(paper, { maxLength: 8 }),
  instalments: fc.array(instalment, { maxLength: 4 }),
  handovers: fc.array(handover, { maxLength: 2 }),
  row: fc.record({
    state: fc.constantFrom('ACCEPTED', 'CONSENT', 'ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING', 'TERMINATED', 'CLOSED'),
    narrative: fc.constant('楼上漏水，泡坏了吊顶。'),
    names: secret,
    step: secret,
    reference: secret,
    promiseZh: secret,
    agreement: fc.option(
      fc.record({ form: fc.constantFrom('written', 'oral'), text: secret, mediatorAt: fc.constant(now.toISOString()) }),
    ),
    ending: fc.option(fc.record({ reason: secret, words: secret, by: fc.constant('staff'), at: fc.constant(now.toISOString()) })),
    gate: fc.option(fc.record({ by: secret, note: secret })),
    facts: fc.record({
      safeContact: secret,
      releaseReason: secret,
      disclosure: secret,
      declined: secret,
      tries: fc.array(secret, { maxLength: 3 }),
    }),
  }),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

const opened = ({ row, ...rest }: History): OpenMatter => {
  const matter = { ...blankMatter({ ...call, work: { tenantId: 1 } } as Call), ...row } as unknown as MatterRow;
  return new OpenMatter(call, { matter, ...rest, clocks: [], effects: [] } as unknown as Aggregate);
};
const leaks = (pack: (m: OpenMatter) => unknown, case_: History): boolean => JSON.stringify(pack(opened(case_))).includes(MARK);
const real = (m: OpenMatter) => courtPack(m, m.parties[0]!);

describe('让步不随材料包出去（人民调解法 15(4)；在线调解规则 18、22）', () => {
  test('两千五百个生成的调解经过，材料包里没有一句调解中的话', () => {
    fc.assert(
      fc.property(history, (one) => !leaks(real, one)),
      { numRuns: 2500 },
    );
  });

  test.each<[string, (m: OpenMatter) => unknown]>([
    ['带上调解记录', (m) => ({ ...courtPack(m, m.parties[0]!), papers: m.documents.map(({ body }) => body) })],
    ['带上没签的草稿', (m) => ({ ...courtPack(m, m.parties[0]!), draft: m.row.agreement?.text })],
    ['带上终止的原话', (m) => ({ ...courtPack(m, m.parties[0]!), ending: m.row.ending })],
    ['带上对方的住址', (m) => ({ ...courtPack(m, m.parties[0]!), parties: m.parties })],
    ['带上安全的安排', (m) => ({ ...courtPack(m, m.parties[0]!), facts: m.row.facts })],
  ])('如果有人%s，马上发现', (_, pack) => {
    expect(
      fc.check(
        fc.property(history, (one) => !leaks(pack, one)),
        { numRuns: 100 },
      ).failed,
    ).toBe(true);
  });

  test('没有都签字的无争议事实不带走；各方都签了的才带走', () => {
    const m = opened(fc.sample(history, 1)[0]!);
    const sign = (ids: readonly string[]) => {
      m.documents.splice(0, m.documents.length, {
        kind: '无争议事实',
        state: 'issued',
        body: { text: `${MARK}三月五日借了两万` },
        marks: ids.map((by) => ({ by, kind: 'signature', at: now.toISOString() })),
      } as never);
      return JSON.stringify(real(m));
    };
    const [first, second] = m.parties.map(({ id }) => id) as [string, string];
    expect(sign([first])).not.toContain(MARK);
    expect(sign([first, second])).toContain('三月五日借了两万');
  });

  const effective = fc.constant({ form: 'written', text: '修好并赔偿', effectiveAt: now.toISOString(), number: '一号' });
  const owed = fc.record({ what: fc.constant('付赔偿款'), amountFen: fc.nat(), dueOn: fc.constant('2026-05-01') });
  test('两千五百个没有履行的协议，权利人的材料包里只有协议的原文，没有调解中的话', () => {
    fc.assert(
      fc.property(history, effective, owed, (one, agreement, part) => {
        const m = opened({ ...one, row: { ...one.row, agreement } } as unknown as History);
        const before = m.documents.length;
        defaultPack(m, { ...part, payerId: m.parties[1]!.id, payeeId: m.parties[0]!.id } as never);
        const pack = m.documents.slice(before);
        return pack.length === 1 && !JSON.stringify(pack).includes(MARK) && JSON.stringify(pack).includes('修好并赔偿');
      }),
      { numRuns: 2500 },
    );
  });

  test('签了的协议带得走，途径里法院在第一个', () => {
    const m = opened(fc.sample(history, 1)[0]!).set({
      agreement: { form: 'written', text: '修好并赔偿', effectiveAt: now.toISOString(), number: '一号' },
    });
    expect(courtPack(m, m.parties[0]!)).toMatchObject({ agreement: { text: '修好并赔偿' }, fee: '取走材料包不收费' });
    expect(routeLines('NEI01', now, ['arbitration'])[0]!.code).toBe('court');
  });
});

describe('真的命令、真的数据库', () => {
  let here: County;
  beforeAll(async () => {
    here = await county();
  });
  afterAll(() => here?.close());

  const talk = (at: number) => `${MARK}其实我可以只要一半，第${at}次`;
  const said = {
    'mediation.holdSession': (n: number) => ({
      place: talk(n),
      present: talk(n),
      said: talk(n),
      points: talk(n),
      joint: 'separate',
    }),
    'mediation.separateTalk': (n: number) => ({ said: talk(n) }),
    'triage.note': (n: number) => ({ text: talk(n) }),
    'mediation.makeOffer': (n: number) => ({ what: talk(n) }),
    'mediation.agreeTerms': (n: number) => ({ text: talk(n) }),
    'mediation.reconsider': (n: number) => ({ want: talk(n), words: talk(n) }),
    'triage.hold': (n: number) => ({ what: talk(n), safeContact: talk(n) }),
    'mediation.end': (n: number) => ({ words: talk(n) }),
    'mediation.leave': (n: number) => ({ words: talk(n) }),
  } as const;

  test('真的走一遍：说过的话在卷宗里，不在材料包、告知书和给对方的通知里', async () => {
    const names = Object.keys(said) as (keyof typeof said)[];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 5 }), async (steps) => {
        const id = await bring(here, 'MEDIATING');
        for (const [at, name] of steps.entries()) {
          const input = { ...inputs[name]!(await here.seen(id), here), ...said[name](at) };
          await here.perform('mediator', name, input, id, { quiet: true }).catch(() => undefined);
        }
        const { parties } = await here.seen(id);
        await here.perform('window', 'mediation.goToCourt', { partyId: parties[0]!.id, words: talk(99) }, id);
        const [found] = await here.db.look<{ packs: string; notices: string; whole: string }>(
          `select (select string_agg(title || body::text, '') from document where matter_id = $1 and kind in ('法院材料包', 'F13')) as packs,
             (select string_agg(title || body, '') from notice where matter_id = $1 and party_id is not null) as notices,
             (select string_agg(data::text, '') from event_detail where matter_id = $1) as whole`,
          [id],
        );
        expect(found!.packs).not.toContain(MARK);
        expect(found!.notices).not.toContain(MARK);
        expect(found!.whole).toContain(MARK);
      }),
      { numRuns: 12 },
    );
  });
});
