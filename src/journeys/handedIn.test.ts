import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type County, county, GRID, noGate, TENANT } from '../../tests/rights/county.ts';
import { inputs } from '../../tests/rights/lives.ts';
import { refused } from '../../tests/smallCentre.ts';
import { Payload } from '../registers/matters/handover.ts';

let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());
beforeEach(() => here.at(new Date('2026-05-11T01:00:00.000Z')));

const common = {
  caseRef: '（2026）一号',
  title: '楼上漏水',
  outline: '楼上漏水泡坏吊顶，要求赔偿。',
  claims: '赔偿八千元',
  category: 'NEI01',
  place: { code: GRID },
  applicant: { name: '王秀英', phone: '10000000001' },
  respondent: { name: '李国强' },
  bothAgree: true,
  agreedHow: 'written',
  agreedOn: '2026-05-10',
};
const channels = {
  petitions: ['partner', { ...common, acceptedOn: '2026-05-01' }],
  court: ['judge', { ...common, door: 'ordinary' }],
  police: ['partner', { ...common, minor: true, noSecrets: true }],
  procuratorate: ['partner', { ...common, claims: undefined, wish: 'both', written: true, checked: true }],
} as const;
type Code = keyof typeof channels;
const codes = Object.keys(channels) as Code[];
const send = async (code: Code, more: object = {}) => {
  const [who, input] = channels[code];
  return (await here.perform(who, `${code}.send`, { ...input, ...more })).id!;
};
const act = async (who: string, command: string, id: string, more: object = {}) =>
  here.perform(who, command, { ...inputs[command]!(await here.seen(id), here), ...more }, id);
const accept = async (id: string) => {
  await act('triage', 'handedIn.signFor', id);
  await act('triage', 'triage.open', id);
  await act('triage', 'triage.accept', id, { gate: { ...noGate(), G08: 'yes' } });
};
const toMediating = async (id: string) => {
  await accept(id);
  await act('triage', 'mediation.invite', id);
  await act('triage', 'mediation.agree', id);
  await act('org', 'mediation.assign', id);
  await act('mediator', 'mediation.startSession', id, { gate: { ...noGate(), G08: 'yes' } });
};
const toEffective = async (id: string) => {
  await toMediating(id);
  await act('mediator', 'mediation.agreeTerms', id);
  for (const who of ['mediator', 'mediator', 'mediator']) await act(who, 'mediation.mark', id);
  await act('org', 'mediation.useSeal', id);
};
const handover = async (id: string) => (await here.seen(id)).handovers.find(({ channel }) => channel in channels)!;
const running = async (id: string) =>
  (await here.seen(id)).clocks.filter(({ state }) => state === 'running').map(({ code }) => code);

describe('别的单位移交进来（§8.3）：引导、移交、调解、反馈', () => {
  test.each(codes)('%s：移交的内容合乎格式，不带电话住址；答复的期限当天起算', async (code) => {
    const id = await send(code);
    const { payload, state } = await handover(id);
    expect(state).toBe('sent');
    expect(Payload.parse(payload)).toEqual(payload);
    expect(JSON.stringify(payload)).not.toContain('10000000001');
    expect((payload as { consentRefs: unknown[] }).consentRefs).toHaveLength(2);
    const answer = { petitions: 'D04.petition', court: 'D04.court', police: 'D04.police', procuratorate: 'D04.court' }[code];
    expect(await running(id)).toContain(answer);
    await accept(id);
    expect((await handover(id)).state).toBe('accepted');
    expect(await running(id)).not.toContain(answer);
  });

  test.each(codes)('%s：双方没有都同意，送不进来', async (code) => {
    expect(await refused(send(code, { bothAgree: false }))).toBe('centre.invalid');
  });

  test.each(codes)('%s：谈成的反馈；没有反馈不能结案', async (code) => {
    const id = await send(code);
    await toEffective(id);
    expect(await running(id)).toContain('D19');
    await act('mediator', 'performance.perform', id);
    expect(await refused(act('mediator', 'performance.close', id))).toBe('performance.senderWaits');
    await act('mediator', `${code}.answer`, id);
    expect((await handover(id)).state).toBe('fedBack');
    expect(await running(id)).not.toContain('D19');
    await act('mediator', 'performance.close', id);
    expect(await refused(act('mediator', `${code}.answer`, id))).toBe('handedIn.noSender');
  });

  test.each(codes)('%s：没谈成的退回，调解中的话不跟着走；无争议事实要各方签字', async (code) => {
    const id = await send(code);
    await toMediating(id);
    await act('mediator', 'mediation.holdSession', id, { said: '密语一半也行', points: '密语' });
    await act('mediator', 'mediation.end', id, { words: '密语谈不拢' });
    if (code !== 'procuratorate') {
      const [one] = (await here.seen(id)).parties;
      const half = { undisputed: '三月漏水', undisputedSignedBy: [one!.id] };
      expect(await refused(act('mediator', `${code}.answer`, id, half))).toBe('handedIn.notAllSigned');
    }
    await act('mediator', `${code}.answer`, id);
    expect((await handover(id)).state).toBe('returned');
    const papers = await here.db.look<{ body: string }>(
      `select body::text as body from document where matter_id = $1 and kind = 'F17'`,
      [id],
    );
    expect(papers.map(({ body }) => body).join()).not.toContain('密语');
    await act('org', 'performance.closeEnded', id, { feedback: '材料已退回' });
  });

  test.each(codes)('%s：不接的写代码退回，当事人知道还能去法院', async (code) => {
    const id = await send(code);
    await act('triage', 'handedIn.turnBack', id);
    expect(await handover(id)).toMatchObject({ state: 'declined', declineCode: 'outOfScope' });
    expect((await here.seen(id)).matter.state).toBe('CLOSED');
    const [told] = await here.db.look<{ body: string }>(
      `select body from notice where matter_id = $1 and kind = 'turnedBack' and party_id is not null`,
      [id],
    );
    expect(told!.body).toContain('直接去法院');
  });

  test.each(codes)('%s：一直不答，升级督办', async (code) => {
    const id = await send(code);
    here.later(12 * 86_400_000);
    await here.clock();
    expect((await here.seen(id)).matter.supervision).toBeGreaterThanOrEqual(2);
  });

  test('随便怎样走，走到办结的，移交都有反馈或者退回', async () => {
    const moves = [
      'handedIn.signFor',
      'handedIn.turnBack',
      'triage.open',
      'triage.accept',
      'triage.decline',
      'triage.silence',
      'triage.withdraw',
      'triage.refer',
      'triage.take',
      'triage.feedBack',
      'mediation.invite',
      'mediation.agree',
      'mediation.assign',
      'mediation.startSession',
      'mediation.leave',
      'mediation.goToCourt',
      'mediation.end',
      'performance.closeEnded',
    ];
    const who: Record<string, string> = {
      'triage.take': 'partner',
      'triage.feedBack': 'partner',
      'mediation.assign': 'org',
      'mediation.startSession': 'mediator',
      'performance.closeEnded': 'triage',
      'mediation.leave': 'window',
      'mediation.goToCourt': 'window',
      'triage.withdraw': 'window',
    };
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...codes),
        fc.array(fc.constantFrom(...moves), { minLength: 4, maxLength: 25 }),
        async (code, steps) => {
          const id = await send(code);
          for (const name of [...steps, `${code}.answer`, 'performance.closeEnded']) {
            const more = name === 'performance.closeEnded' ? { feedback: '已告知' } : {};
            await act(who[name] ?? (name.endsWith('.answer') ? 'triage' : 'triage'), name, id, more).catch((error) => {
              if (error.status === undefined) throw error;
            });
          }
          const found = await here.seen(id);
          if (found.matter.state === 'CLOSED') expect(['fedBack', 'returned', 'declined']).toContain((await handover(id)).state);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});

describe('各有各的规矩', () => {
  test('信访的六十日从信访受理起算，调解不停它、办结不停它，出具意见才了结', async () => {
    const id = await send('petitions');
    const due = async () => (await here.seen(id)).clocks.find(({ code }) => code === 'D14')!;
    expect((await due()).dueAt!.toISOString()).toBe('2026-06-30T16:00:00.000Z');
    await toMediating(id);
    await act('mediator', 'mediation.suspend', id);
    expect((await due()).dueAt!.toISOString()).toBe('2026-06-30T16:00:00.000Z');
    await act('mediator', 'mediation.end', id);
    await act('mediator', 'petitions.answer', id);
    expect((await due()).state).toBe('running');
    await act('partner', 'petitions.answered', id);
    expect((await due()).state).toBe('met');
  });

  test('法院：现在默认先立案、后委托，委派要县里保留入口；以前收到的照当时的规矩', async () => {
    expect(await refused(send('court', { door: 'delegated' }))).toBe('court.fileFirst');
    await here.db.look(`update centre set settings = settings || '{"delegatedDoor":"open"}' where id = $1`, [TENANT]);
    const kept = await send('court', { door: 'delegated' });
    await here.db.look(`update centre set settings = settings - 'delegatedDoor' where id = $1`, [TENANT]);
    await act('triage', 'handedIn.signFor', kept);
    expect(await running(kept)).toContain('D06');
    here.at(new Date('2024-06-11T01:00:00.000Z'));
    const old = await send('court', { door: 'delegated', agreedOn: '2024-06-10' });
    await act('triage', 'handedIn.signFor', old);
    expect(await running(old)).toContain('D06');
  });

  test('法院：期限从签收起算，受理不重算；委托的协议交承办法官，不走司法确认', async () => {
    const id = await send('court');
    await act('triage', 'handedIn.signFor', id);
    const start = (await here.seen(id)).clocks.find(({ code }) => code === 'D07')!.startedAt.toISOString();
    here.later(86_400_000);
    await act('triage', 'triage.open', id);
    await act('triage', 'triage.accept', id, { gate: { ...noGate(), G08: 'yes' } });
    const { clocks, matter } = await here.seen(id);
    expect([matter.facts.term, clocks.find(({ code }) => code === 'D07')!.startedAt.toISOString()]).toEqual(['D07', start]);
    const other = await send('court', { door: 'summary' });
    await toEffective(other);
    expect((await here.seen(other)).matter.confirmation).toBe('NA');
  });

  test('别处已受理的（G08）只有移交单位自己送来才能受理', async () => {
    const { id } = await here.perform('window', 'intake.receive', {
      channel: 'window',
      kind: 'dispute',
      narrative: '漏水',
      respondent: { name: '李国强' },
    });
    await act('triage', 'triage.open', id!);
    expect(await refused(act('triage', 'triage.accept', id!, { gate: { ...noGate(), G08: 'yes' } }))).toBe('triage.gateStops');
  });

  test('公安：反馈带履行情况；履行完才有不予处罚申请书的草稿，由本人决定签不签', async () => {
    const id = await send('police');
    await toEffective(id);
    await act('mediator', 'performance.perform', id);
    await act('mediator', 'police.answer', id);
    const { documents } = await here.seen(id);
    expect(documents.findLast(({ kind }) => kind === 'F17')!.body).toMatchObject({
      performed: [{ what: '赔偿款', doneOn: '2026-05-11' }],
    });
    expect(documents.find(({ kind }) => kind === '不予处罚申请书')).toMatchObject({ state: 'draft', marks: [] });
  });

  test('检察：只有赔偿、道歉和自愿，没有一格能写有没有罪', async () => {
    expect(await refused(send('procuratorate', { wish: 'sentence' }))).toBe('centre.invalid');
    const id = await send('procuratorate');
    expect(Object.keys((await here.seen(id)).clocks)).toBeDefined();
    await toEffective(id);
    expect((await here.seen(id)).matter.facts.term).toBe('D05.prosecutor');
    await here.perform('mediator', 'procuratorate.answer', { voluntary: true, apologised: true, words: '应当认定无罪' }, id);
    const paper = (await here.seen(id)).documents.findLast(({ kind }) => kind === 'F17')!;
    expect(paper.body).toMatchObject({ voluntary: true, apologised: true });
    expect(JSON.stringify(paper.body)).not.toMatch(/罪|刑/);
  });

  test('只在自己那条路上看得到自己的一步', async () => {
    const id = await send('police');
    const { moves } = await here.centre.run(TENANT, here.as('triage'), (work, actor) => here.centre.present(work, actor, id));
    const names = (moves as Array<{ command: string }>).map(({ command }) => command);
    expect(names).toContain('handedIn.signFor');
    expect(names.filter((name) => /^(petitions|court|procuratorate)\./.test(name))).toEqual([]);
  });
});
