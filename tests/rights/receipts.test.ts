import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NEUTRAL, sentenceOf, tellsTheStory } from '../../src/desks/mediation/consent/about.ts';
import {
  hashOf,
  LETTER_VERSION,
  type Letter,
  linesOf,
  partsOf,
  phoneScriptOf,
  smsOf,
  textOf,
} from '../../src/desks/mediation/consent/letter.ts';
import { verifyTenant } from '../../src/doors/cli/verify.ts';
import type { ConsentRow } from '../../src/registers/matters/model.ts';
import { ledgerKeys } from '../../src/support/ledger/keys.ts';
import { sequence } from '../../src/support/ledger/store.ts';
import { refused } from '../smallCentre.ts';
import { type County, county, TENANT } from './county.ts';
import { bring, inputs } from './lives.ts';

let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());

const act = async (who: string, command: string, id: string, more: object = {}) =>
  here.perform(who, command, { ...inputs[command]!(await here.seen(id), here), ...more }, id);
const receipts = (id: string) =>
  here.db.look<{
    about: string;
    answer: string;
    channel: string;
    code: string;
    text_hash: string;
    text_version: string;
    recorded_by: string;
    party_id: string;
  }>('select * from consent where matter_id = $1 order by answered_at, id', [id]);
const respondent = async (id: string) => (await here.seen(id)).parties.find(({ side }) => side === 'respondent')!;
const story = '楼上卫生间漏水，把我家的厨房吊顶泡坏了。';

const letter: Letter = {
  ...{ version: LETTER_VERSION, centre: '试验县社会治理中心', committee: '石埠镇人民调解委员会', code: 'ABCD2345EFGH' },
  ...{ about: '王秀英希望和您谈谈相邻关系方面的一件事。', phone: '0573-82000000', address: '学前街1号', answerBy: '2026-05-18' },
};

describe('一份邀请，信、短信、电话说的是一样的话', () => {
  test('说清自愿、免费、可以不来，五样一样大，有真人的电话、核实的办法和日子', () => {
    for (const part of [
      '自愿、免费',
      '可以不来',
      '愿意谈',
      '先书面说',
      '请人陪我',
      '现在不谈',
      '去法院',
      letter.phone,
      '12345',
      letter.code,
      '2026年5月18日',
    ])
      expect(textOf(letter), part).toContain(part);
    expect(linesOf(letter).join()).not.toMatch(/后果|否则|逾期|传唤|必须/);
    const script = phoneScriptOf(letter).join('\n');
    for (const part of ['说话方便吗', '自愿、免费', '可以不来', '打12345核实', letter.code]) expect(script).toContain(part);
  });

  test('短信里没有姓名，没有是什么事，只有编码；两条以内', () => {
    const sms = smsOf(letter, 'https://pinglan.example.cn/i/AAAAAAAAAAAAAAAAAAAAAA');
    expect(sms).not.toContain('王秀英');
    expect(sms).not.toContain('相邻');
    expect(sms).not.toContain('纠纷');
    expect(sms).not.toContain('调解');
    expect(sms).toContain(letter.code);
    expect(partsOf(sms)).toBeLessThanOrEqual(2);
    expect(partsOf('字'.repeat(70))).toBe(1);
    expect(partsOf('字'.repeat(71))).toBe(2);
  });

  test('安全保护中的、家里的、看病的，不管怎样选都只用中性的话', () => {
    const matter = {
      safety: 'NONE',
      gate: null,
      category: 'NEI01',
      receivedAt: new Date('2026-05-11'),
      narrative: story,
    } as const;
    const parties = [{ side: 'applicant', name: '王秀英' }] as never;
    const kind = { about: 'kind', named: true } as const;
    expect(sentenceOf(matter, parties, kind)).toMatch(/^王秀英希望和您谈谈.+一件事。$/);
    expect(sentenceOf(matter, parties, { ...kind, named: false })).toMatch(/^有人希望/);
    for (const other of [
      { safety: 'HELD' },
      { safety: 'RELEASED' },
      { category: 'FAM01' },
      { category: 'MED01' },
      { gate: { answers: { G02: 'yes' } } },
    ])
      for (const about of ['kind', 'own'] as const)
        expect(
          sentenceOf({ ...matter, ...other } as never, parties, { about, aboutWords: '王秀英要和您谈漏水', named: true }),
        ).toBe(NEUTRAL);
  });

  test('对方讲的经过写不进信里；自己的一句话可以', async () => {
    expect(tellsTheStory('关于楼上卫生间漏水，把我家的厨房吊顶泡坏了', story)).toBe(true);
    expect(tellsTheStory('想和您谈谈厨房吊顶的事', story)).toBe(false);
    const id = await bring(here, 'ACCEPTED');
    const own = (aboutWords?: string) => act('org', 'mediation.invite', id, { about: 'own', aboutWords });
    expect(await refused(own())).toBe('consent.noSentence');
    expect(await refused(own('楼上卫生间漏水把我家的厨房吊顶泡坏'))).toBe('consent.story');
    expect(await refused(act('org', 'mediation.invite', id, { answerBy: '2027-01-01' }))).toBe('consent.answerBy');
    await own('邻居想和您谈谈吊顶修补');
    const { documents } = await here.seen(id);
    expect(documents.find(({ kind }) => kind === '邀请')!.body).toMatchObject({
      about: '邻居想和您谈谈吊顶修补。',
      version: LETTER_VERSION,
    });
  });

  test('先看样子再发：预览就是发出去的文本', async () => {
    const id = await bring(here, 'ACCEPTED');
    const seen = (await here.centre.ask(TENANT, here.as('org'), 'mediation.invitation', { id })) as {
      lines: string[];
      parts: number;
    };
    await act('org', 'mediation.invite', id);
    const { body } = (await here.seen(id)).documents.find(({ kind }) => kind === '邀请')!;
    expect(body.text).toBe(seen.lines.join('\n'));
    expect(body.textHash).toBe(hashOf(String(body.text)));
    expect(seen.lines.join()).not.toContain('吊顶');
  });

  test('链接只在回话里给一次：库里只有摘要，通知里没有，再发一次旧的就作废', async () => {
    const id = await bring(here, 'ACCEPTED');
    const { extra } = await act('org', 'mediation.invite', id, { way: 'message' });
    const [{ path, sms }] = extra!.letters as [{ path: string; sms: string }];
    const token = path.slice(3);
    expect(sms).toContain('{链接}');
    const whole = await here.db.look<{ all: string }>(
      `select (select string_agg(n::text, '') from notice n) || (select string_agg(d::text, '') from document d) || (select string_agg(e::text, '') from event_detail e) || (select string_agg(t::text, '') from party_token t) as all`,
    );
    expect(whole[0]!.all).not.toContain(token);
    const again = await act('org', 'mediation.inviteAgain', id);
    expect((again.extra!.letters as [{ path: string }])[0].path).not.toBe(path);
    const open = await here.db.look(`select 1 from party_token where matter_id = $1 and expires_at > $2`, [id, here.now()]);
    expect(open).toHaveLength(1);
    await act('org', 'mediation.agree', id);
    expect(await refused(act('org', 'mediation.inviteAgain', id))).toBe('consent.alreadyAnswered');
  });

  test('安全保护中，对方那边不发链接，通知先不告知', async () => {
    const id = await bring(here, 'ACCEPTED');
    await act('window', 'triage.hold', id);
    const { extra } = await act('org', 'mediation.invite', id);
    expect(extra!.letters).toEqual([]);
    expect(await here.db.look(`select state from notice where matter_id = $1 and kind = 'invitation'`, [id])).toEqual([
      { state: 'held' },
    ]);
  });
});

describe('每一次同意、拒绝、收回都有一张回执', () => {
  test('申请的人、同意的人、退出的人各有各的；看的是哪个文本、怎样说的，写在账上', async () => {
    const id = await bring(here, 'ACCEPTED');
    await act('org', 'mediation.invite', id);
    const { body } = (await here.seen(id)).documents.find(({ kind }) => kind === '邀请')!;
    await act('seat', 'mediation.agree', id, { readAloud: true }).catch(() =>
      act('window', 'mediation.agree', id, { readAloud: true }),
    );
    await act('org', 'mediation.leave', id);
    const list = await receipts(id);
    expect(list.map(({ answer, channel }) => [answer, channel])).toEqual([
      ['agreed', 'request'],
      ['agreed', 'phone'],
      ['left', 'phone'],
    ]);
    for (const row of list.slice(1)) expect([row.text_hash, row.text_version]).toEqual([body.textHash, LETTER_VERSION]);
    expect(new Set(list.map(({ code }) => code)).size).toBe(3);
    const [told] = await here.db.look<{ data: { receipts: Partial<ConsentRow>[] } }>(
      `select data from event_detail where matter_id = $1 and kind = 'mediation.agreed'`,
      [id],
    );
    expect(told!.data.receipts[0]).toMatchObject({
      code: list[1]!.code,
      textHash: body.textHash,
      readAloud: true,
      language: 'zh',
    });
  });

  test('改一张回执，账上马上发现', async () => {
    const id = await bring(here, 'ASSIGNED');
    const keys = ledgerKeys(`${here.folder}/ledger-keys`);
    while ((await sequence(here.store, TENANT, keys.of({ code: String(TENANT) }))) > 0);
    const verify = () => verifyTenant({ admin: here.db.admin, keys } as never, TENANT);
    expect((await verify()).ok).toBe(true);
    const harm = (from: string, to: string) =>
      here.db.look(`update consent set answer = $3 where matter_id = $1 and answer = $2`, [id, from, to]);
    await harm('agreed', 'refused');
    expect((await verify()).ok).toBe(false);
    await harm('refused', 'agreed');
    expect((await verify()).ok).toBe(true);
  });

  test('敏感信息、孩子的信息各问各的：给出和收回是同一步，孩子的要写监护人', async () => {
    const id = await bring(here, 'MEDIATING');
    await act('mediator', 'mediation.consentTo', id);
    await act('mediator', 'mediation.consentTo', id, { answer: 'withdrawn' });
    expect(await refused(act('mediator', 'mediation.consentTo', id, { about: 'guardian' }))).toBe('consent.whichGuardian');
    await act('mediator', 'mediation.consentTo', id, { about: 'guardian', guardian: '王秀英（母亲）' });
    const own = (await receipts(id)).filter(({ about }) => about === 'sensitive' || about === 'guardian');
    expect(own.map(({ about, answer, text_version }) => [about, answer, text_version])).toEqual([
      ['sensitive', 'given', 'sensitive-1'],
      ['sensitive', 'withdrawn', 'sensitive-1'],
      ['guardian', 'given', 'guardian-1'],
    ]);
    // 没有替人先勾好的：不说就是没有。
    expect(
      await refused(
        here.perform('mediator', 'mediation.consentTo', { partyId: (await respondent(id)).id, about: 'sensitive' }, id),
      ),
    ).toBe('centre.invalid');
  });

  test('哪一轮、谁、怎样答的，板上都有；联系不上还差几天也写明', async () => {
    const id = await bring(here, 'CONSENT');
    const party = await respondent(id);
    interface Seen {
      parties: Array<{ id: string; last: { answerZh: string } | null; tries: { days: string[]; missing: number } | null }>;
    }
    const board = async () =>
      ((await here.centre.ask(TENANT, here.as('org'), 'mediation.consents', { id })) as Seen).parties.find(
        (one) => one.id === party.id,
      )!;
    expect(await board()).toMatchObject({ last: null, tries: { days: [], missing: 3 } });
    await act('window', 'mediation.tryReach', id);
    await act('window', 'mediation.tryReach', id);
    expect((await board()).tries).toMatchObject({ missing: 2 });
    expect(await refused(act('org', 'mediation.unreachable', id))).toBe('mediation.tooFewTries');
    await act('org', 'mediation.agree', id);
    expect(await board()).toMatchObject({ last: { answerZh: '同意调解' }, tries: null });
    expect(await refused(here.centre.ask(TENANT, here.as('mediator3'), 'mediation.consents', { id }))).toBe('matters.notFound');
  });
});

describe('邀请到了多少：分子、分母、未计都说', () => {
  test('来谈的、不愿的、说现在不谈的、还没到期的，各是各的；只按调委会', async () => {
    const fresh = await county();
    try {
      const go = async (who: string, command: string, id: string, more: object = {}) =>
        fresh.perform(who, command, { ...inputs[command]!(await fresh.seen(id), fresh), ...more }, id);
      const [came, left, open] = [await bring(fresh, 'CONSENT'), await bring(fresh, 'CONSENT'), await bring(fresh, 'CONSENT')];
      await go('org', 'mediation.agree', came);
      await go('org', 'mediation.leave', left);
      expect(open).toBeTruthy();
      const figures = (who: string) => fresh.centre.ask(TENANT, fresh.as(who), 'mediation.joining', {});
      const expected = { invited: 3, joined: 1, refused: 1, notNow: 0, unreachable: 0, lapsed: 0, open: 1 };
      const seen = (await figures('leader')) as { all: object; lines: object[] };
      expect(seen.all).toEqual(expected);
      expect(seen.lines).toEqual([{ ...expected, organisationId: fresh.bodies.pmc, zh: 'pmc' }]);
      expect(((await figures('org3')) as { all: object }).all).toMatchObject({ invited: 0 });
      expect(JSON.stringify(seen)).not.toContain('mediator');
      expect(await refused(figures('window'))).toBe('centre.wrongRole');
    } finally {
      await fresh.close();
    }
  });
});
