import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type County, county } from '../../../tests/rights/county.ts';
import { arrival, bring, inputs } from '../../../tests/rights/lives.ts';
import { refused } from '../../../tests/smallCentre.ts';

let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());

const many = () => ({ ...arrival(), others: [{ name: '甲' }, { name: '乙' }] });
const sides = async (id: string) => {
  const { parties } = await here.seen(id);
  return {
    applicants: parties.filter(({ side }) => side !== 'respondent'),
    respondent: parties.find(({ side }) => side === 'respondent')!,
  };
};
/** Three applicants and one respondent, terms agreed: each applicant is paid, one after the other. */
async function toSigning(): Promise<string> {
  const id = await bring(here, 'CONSENT', many());
  for (const { id: partyId } of (await here.seen(id)).parties) await here.perform('triage', 'mediation.agree', { partyId }, id);
  for (const [who, command] of [
    ['org', 'mediation.assign'],
    ['mediator', 'mediation.startSession'],
  ] as const)
    await here.perform(who, command, inputs[command]!(await here.seen(id), here), id);
  const { respondent } = await sides(id);
  const annex = { side: 'applicants', way: 'get', otherId: respondent.id, what: '付工资', amountFen: 1000, dueOn: '2026-06-30' };
  await here.perform(
    'mediator',
    'mediation.agreeTerms',
    { form: 'written', text: '每人一千。', annexes: [annex], lawful: true, readBack: true },
    id,
  );
  return id;
}
const seal = (id: string) => here.perform('org', 'mediation.useSeal', { pages: 2, copies: 3, across: true }, id);
const mark = (id: string, who: string, input: object) => here.perform(who, 'mediation.mark', input, id);
async function markAllBut(id: string, missing: readonly string[]): Promise<void> {
  for (const { id: partyId } of (await here.seen(id)).parties)
    if (!missing.includes(partyId)) await mark(id, 'mediator', { who: 'party', partyId });
  await mark(id, 'mediator', { who: 'mediator' });
  await seal(id);
}

describe('待签署的集体事项：没签的人退出，不拖住留下的人', () => {
  test.each(['mediation.leave', 'mediation.goToCourt'])(
    '最后一个没签的人%s：协议当场在留下的人之间生效，退出的人不受约束、也有自己的告知',
    async (how) => {
      const id = await toSigning();
      const { applicants } = await sides(id);
      const leaver = applicants[2]!;
      await markAllBut(id, [leaver.id]);
      expect((await here.seen(id)).matter.state).toBe('SIGNING');
      const before = (
        await here.db.look<{ n: number }>(`select count(*)::int as n from event_detail where matter_id = $1`, [id])
      )[0]!.n;
      await here.perform('window', how, { partyId: leaver.id }, id);
      const { matter, instalments, clocks, documents } = await here.seen(id);
      expect([matter.state, matter.performance, matter.confirmation, matter.ending]).toEqual([
        'EFFECTIVE',
        'DUE',
        'ELIGIBLE',
        null,
      ]);
      expect(instalments.map(({ payeeId }) => payeeId)).toEqual(applicants.slice(0, 2).map((party) => party.id));
      expect(clocks.find(({ code }) => code === 'D05')).toMatchObject({ state: 'met' });
      expect(clocks.filter(({ state }) => state === 'running').map(({ code }) => code)).toEqual([
        'D11',
        'D16',
        'D16',
        'FU.final',
        'FU.instalment',
        'FU.long',
      ]);
      const issued = documents.find(({ kind }) => kind === 'F7')!.body.instalments as Array<{ payeeId: string }>;
      expect(issued.map(({ payeeId }) => payeeId)).toEqual(applicants.slice(0, 2).map((party) => party.id));
      expect(documents.filter(({ kind }) => kind === 'F13').map(({ body }) => body.partyId)).toEqual([leaver.id]);
      const told = await here.db.look<{ party_id: string; body: string }>(
        `select party_id, body from notice where matter_id = $1 and kind = 'effective'`,
        [id],
      );
      expect(told.map(({ party_id }) => party_id)).not.toContain(leaver.id);
      expect(told.find(({ party_id }) => party_id === applicants[0]!.id)!.body).not.toContain('甲');
      const [after] = await here.db.look<{ n: number }>(`select count(*)::int as n from event_detail where matter_id = $1`, [id]);
      expect(after!.n).toBe(before + 1);
    },
  );

  test('退出的人不能替留下的人改条款，也不能申请或撤回他们的司法确认', async () => {
    const id = await toSigning();
    const { applicants, respondent } = await sides(id);
    await here.perform('window', 'mediation.leave', { partyId: applicants[2]!.id }, id);
    const gone = { partyId: applicants[2]!.id };
    expect(await refused(here.perform('window', 'mediation.reconsider', gone, id))).toBe('mediation.refusedParty');
    await markAllBut(id, [applicants[2]!.id]);
    expect(await refused(here.perform('window', 'confirmation.apply', gone, id))).toBe('confirmation.notBound');
    for (const partyId of [applicants[0]!.id, applicants[1]!.id, respondent.id])
      await here.perform('window', 'confirmation.apply', { partyId }, id);
    expect((await here.seen(id)).matter.confirmation).toBe('APPLIED');
    expect(await refused(here.perform('window', 'confirmation.withdraw', gone, id))).toBe('confirmation.notBound');
  });

  test('还有别人没签，就还等着签；哪一方没人了，就终止', async () => {
    const id = await toSigning();
    const { applicants, respondent } = await sides(id);
    await markAllBut(id, [applicants[1]!.id, applicants[2]!.id]);
    await here.perform('window', 'mediation.leave', { partyId: applicants[2]!.id }, id);
    expect((await here.seen(id)).matter.state).toBe('SIGNING');
    await here.perform('window', 'mediation.leave', { partyId: respondent.id }, id);
    const { matter, instalments } = await here.seen(id);
    expect([matter.state, matter.confirmation, instalments]).toEqual(['TERMINATED', 'NA', []]);
  });

  test('保护中退出不会使协议生效；解除以后，调解员或调委会再签一次就生效', async () => {
    const id = await toSigning();
    const { applicants } = await sides(id);
    await markAllBut(id, [applicants[2]!.id]);
    await here.perform('window', 'triage.hold', { signs: ['G02'], what: '有人受威胁' }, id);
    await here.perform('window', 'mediation.leave', { partyId: applicants[2]!.id }, id);
    expect((await here.seen(id)).matter.state).toBe('SIGNING');
    expect(await refused(mark(id, 'mediator', { who: 'mediator' }))).toBe('matters.held');
    await here.perform('safety', 'triage.proposeRelease', { reason: '已离开', wish: '愿意', reportsDone: true }, id);
    await here.perform('safety2', 'triage.release', { reason: '复核过' }, id);
    await mark(id, 'mediator', { who: 'mediator' });
    expect((await here.seen(id)).matter.state).toBe('EFFECTIVE');
  });

  test('谁先签、谁先走，随便怎样排：留下的都签齐了就生效，一方走光就终止，永远不悬着', async () => {
    const acts = fc.shuffledSubarray(['s0', 's1', 's2', 's3', 'l0', 'l1', 'l2', 'mediator', 'seal'], { minLength: 9 });
    await fc.assert(
      fc.asyncProperty(acts, fc.subarray(['l0', 'l1', 'l2'], { maxLength: 2 }), async (order, leaving) => {
        const id = await toSigning();
        const { applicants, respondent } = await sides(id);
        const who = [...applicants, respondent];
        for (const act of order) {
          if ((await here.seen(id)).matter.state !== 'SIGNING') break;
          const party = who[Number(act[1])]?.id;
          if (act === 'mediator') await mark(id, 'mediator', { who: 'mediator' });
          else if (act === 'seal') await seal(id);
          else if (act.startsWith('s')) await refused(mark(id, 'mediator', { who: 'party', partyId: party }));
          else if (leaving.includes(act)) await here.perform('window', 'mediation.leave', { partyId: party }, id);
        }
        const { matter, parties, instalments } = await here.seen(id);
        expect(matter.state).toBe('EFFECTIVE');
        expect(parties.filter(({ goneAt, mark: set }) => !goneAt && !set)).toEqual([]);
        const gone = parties.filter(({ goneAt }) => goneAt).map((party) => party.id);
        expect(instalments.filter(({ payeeId }) => gone.includes(payeeId!))).toEqual([]);
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

describe('一人一份', () => {
  test('名单对不上：不写入，说明写在那一栏旁边', async () => {
    const id = await bring(here, 'MEDIATING');
    const { respondent } = await sides(id);
    const annex = { side: 'applicants', way: 'get', otherId: respondent.id, what: '付', dueOn: '2026-06-30' };
    const asked = here.perform(
      'mediator',
      'mediation.agreeTerms',
      {
        form: 'written',
        text: '。',
        annexes: [{ ...annex, amounts: [{ name: '王秀', amountFen: 1 }] }],
        lawful: true,
        readBack: true,
      },
      id,
    );
    await expect(asked).rejects.toMatchObject({
      code: 'mediation.annexOpen',
      fields: { 'annexes.0.amounts': '这一方没有：王秀；还没有写到：王秀英' },
    });
  });
  test('履行各是各的：一个人收到了，别人的照旧', async () => {
    const id = await toSigning();
    await markAllBut(id, []);
    const { instalments } = await here.seen(id);
    await here.perform('mediator', 'performance.perform', { instalmentId: instalments[1]!.id, how: 'transfer' }, id);
    const after = await here.seen(id);
    expect([after.matter.performance, ...after.instalments.map(({ state }) => state)]).toEqual(['PARTIAL', 'DUE', 'DONE', 'DUE']);
  });
});

describe('受理以前：几位申请人，各撤各的', () => {
  test.each(['REGISTERED', 'SCREENING', 'NOT_ACCEPTED', 'REFERRED'])(
    '%s 时一位撤回，别人的事照旧；最后一位撤回才办结',
    async (state) => {
      const id = await bring(here, state, many());
      const { applicants } = await sides(id);
      const before = await here.seen(id);
      for (const one of applicants.slice(0, 2)) {
        await here.perform('window', 'triage.withdraw', { partyId: one.id }, id);
        const now = await here.seen(id);
        expect([now.matter.state, now.matter.ending]).toEqual([state, null]);
        expect(now.clocks.map(({ code, state: is }) => [code, is])).toEqual(
          before.clocks.map(({ code, state: is }) => [code, is]),
        );
      }
      await here.perform('window', 'triage.withdraw', { partyId: applicants[2]!.id }, id);
      const { matter, clocks, handovers } = await here.seen(id);
      expect([matter.state, matter.ending?.reason]).toEqual(['CLOSED', 'withdrawn']);
      expect(clocks.filter((clock) => clock.state === 'running').map(({ code }) => code)).toEqual(['D18']);
      expect(handovers.map((one) => one.state)).toEqual(state === 'REFERRED' ? ['returned'] : []);
      const told = await here.db.look<{ kind: string }>(
        `select kind from notice where matter_id = $1 and kind in ('withdrawn', 'recalled') order by kind`,
        [id],
      );
      const heard = { REFERRED: ['recalled', 'withdrawn'], NOT_ACCEPTED: ['withdrawn'] }[state] ?? [];
      expect(told.map(({ kind }) => kind)).toEqual(heard);
    },
  );
  test('撤回的人不用再问，别人受理后照常调解；他想回来，随时表示同意就回来', async () => {
    const id = await bring(here, 'SCREENING', many());
    const { applicants, respondent } = await sides(id);
    await here.perform('window', 'triage.withdraw', { partyId: applicants[0]!.id }, id);
    for (const [who, command] of [
      ['triage', 'triage.accept'],
      ['triage', 'mediation.invite'],
    ] as const)
      await here.perform(who, command, inputs[command]!(await here.seen(id), here), id);
    for (const one of [applicants[1]!, applicants[2]!, respondent])
      await here.perform('window', 'mediation.agree', { partyId: one.id }, id);
    await here.perform('org', 'mediation.assign', { mediatorId: here.as('mediator').id, chosenBy: 'parties' }, id);
    await here.perform('window', 'mediation.agree', { partyId: applicants[0]!.id }, id);
    const { matter, parties } = await here.seen(id);
    expect(matter.state).toBe('ASSIGNED');
    expect(parties.filter(({ goneAt }) => goneAt)).toEqual([]);
  });
  test('后来补充的共同申请人也算：一位撤回，另一位的事照旧', async () => {
    const id = await bring(here, 'SCREENING');
    await here.perform('window', 'triage.addParty', { side: 'joined', party: { name: '赵一' } }, id);
    const { applicants } = await sides(id);
    await here.perform('window', 'triage.withdraw', { partyId: applicants[0]!.id }, id);
    expect((await here.seen(id)).matter).toMatchObject({ state: 'SCREENING', collective: true });
  });
});

describe('征询意愿的时候：没表态的人走了，不拖住都愿意的人', () => {
  test.each(['mediation.leave', 'mediation.goToCourt', 'mediation.unreachable'])(
    '最后一位没表态的%s：留下的都同意，确定调解员的期限当天起算，只起算一次',
    async (how) => {
      const id = await bring(here, 'CONSENT', many());
      const { applicants, respondent } = await sides(id);
      const undecided = applicants[2]!;
      for (const one of [applicants[0]!, applicants[1]!, respondent])
        await here.perform('window', 'mediation.agree', { partyId: one.id }, id);
      const running = async () =>
        (await here.seen(id)).clocks.filter(({ code, state }) => code.startsWith('D04') && state === 'running').length;
      expect(await running()).toBe(0);
      if (how === 'mediation.unreachable')
        for (let day = 0; day < 3; day++) {
          here.later(86_400_000);
          await here.perform('window', 'mediation.tryReach', { partyId: undecided.id, way: 'phone', result: '没人接' }, id);
        }
      const who = how === 'mediation.unreachable' ? 'org' : 'window';
      await here.perform(who, how, { partyId: undecided.id }, id);
      expect((await here.seen(id)).matter.state).toBe('CONSENT');
      expect(await running()).toBe(1);
      await here.perform('window', 'mediation.agree', { partyId: undecided.id }, id);
      expect(await running()).toBe(1);
      const [told] = await here.db.look<{ title: string; body: string }>(
        `select title, body from notice where party_id = $1 and kind = 'terminated'`,
        [undecided.id],
      );
      const words = { 'mediation.unreachable': '没有联系上您', 'mediation.leave': '您没有同意调解' }[how] ?? '您已退出调解';
      expect(told!.title).toBe(words);
      if (how !== 'mediation.goToCourt') expect(told!.body).not.toContain('您已退出');
    },
  );
});

test('一个人的钱没付：只告诉他本人怎么办，欠钱的听到的是另一番话，别人一个字也听不到', async () => {
  const id = await toSigning();
  await markAllBut(id, []);
  const { instalments } = await here.seen(id);
  const { applicants, respondent } = await sides(id);
  here.at(new Date('2026-07-20T02:00:00.000Z'));
  await here.perform('org', 'performance.breach', { instalmentId: instalments[1]!.id }, id);
  const told = await here.db.look<{ party_id: string; body: string }>(
    `select party_id, body from notice where matter_id = $1 and kind = 'breached'`,
    [id],
  );
  expect(told.map(({ party_id }) => party_id).sort()).toEqual([applicants[1]!.id, respondent.id].sort());
  const to = (partyId: string) => told.find(({ party_id }) => party_id === partyId)!.body;
  expect(to(applicants[1]!.id)).toMatch(/支付令|强制执行/);
  expect(to(respondent.id)).not.toMatch(/支付令|强制执行|起诉/);
});
