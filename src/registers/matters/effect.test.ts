import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearGate, type IntakeDesk, intakeDesk } from '../../../tests/intakeDesk.ts';

let desk: IntakeDesk;
beforeAll(async () => {
  desk = await intakeDesk();
});
afterAll(() => desk?.close());

type View = {
  state: string;
  agreement: { number: string; effectiveAt: string };
  machines: Record<string, { state: string }>;
  clocks: Array<{ code: string; state: string; onTime: boolean | null; startedAt: string; dueAt: string }>;
  documents: Array<{ kind: string }>;
};

/** From the first word to terms agreed, each step by whom it belongs to. */
async function toSigning(): Promise<{ id: string; parties: string[] }> {
  const received = await desk.perform('window', 'intake.receive', {
    channel: 'window',
    kind: 'dispute',
    narrative: '楼上漏水',
    reporter: { name: '程甲' },
    respondent: { name: '沈乙' },
  });
  const id = received.id!;
  const parties = (received.view as { parties: Array<{ id: string }> }).parties.map((party) => party.id);
  await desk.perform('triage', 'triage.open', {}, id);
  await desk.perform(
    'triage',
    'triage.accept',
    { category: 'NEI01', organisationId: desk.as('org').organisationId, gate: clearGate(), rightsTold: true },
    id,
  );
  await desk.perform('triage', 'mediation.invite', { way: 'phone', safeContact: true }, id);
  for (const partyId of parties) await desk.perform('org', 'mediation.agree', { partyId }, id);
  await desk.perform('org', 'mediation.assign', { mediatorId: desk.as('mediator').id, chosenBy: 'accepted' }, id);
  await desk.perform(
    'mediator',
    'mediation.startSession',
    { place: '调解室', present: '双方', said: '各说各的', rightsSigned: true, gate: clearGate() },
    id,
  );
  const dueOn = '2026-12-31';
  await desk.perform(
    'mediator',
    'mediation.agreeTerms',
    {
      form: 'written',
      text: '赔偿2000元',
      instalments: [{ payerId: parties[1], payeeId: parties[0], what: '付2000元', amountFen: 200_000, dueOn }],
      lawful: true,
      readBack: true,
    },
    id,
  );
  return { id, parties };
}

test('一步步走来的协议：最后一个签完才生效，调解期限按时了结，履行和确认的期限从这时起算', async () => {
  const { id, parties } = await toSigning();
  for (const partyId of parties) await desk.perform('mediator', 'mediation.mark', { who: 'party', partyId }, id);
  expect(((await desk.perform('mediator', 'mediation.mark', { who: 'mediator' }, id)).view as View).state).toBe('SIGNING');
  const view = (await desk.perform('org', 'mediation.useSeal', {}, id)).view as View;
  expect(view.state).toBe('EFFECTIVE');
  expect(view.agreement).toMatchObject({
    effectiveAt: desk.now().toISOString(),
    number: expect.stringMatching(/石埠人调字第\d+号/),
  });
  expect([view.machines.performance!.state, view.machines.confirmation!.state]).toEqual(['DUE', 'ELIGIBLE']);
  const clock = (code: string) => view.clocks.find((one) => one.code === code);
  expect(clock('D05')).toMatchObject({ state: 'met', onTime: true });
  expect([clock('D11')!.state, clock('D16')!.state]).toEqual(['running', 'running']);
});

test('紧急的两小时内甄别完，不紧急的一个工作日；受理了，哪一种都了结', async () => {
  const matter = {
    channel: 'window',
    kind: 'dispute',
    narrative: '工地欠薪',
    reporter: { name: '程甲' },
    respondent: { name: '沈乙' },
  };
  for (const [urgent, code, ms] of [
    [true, 'D02.urgent', 2 * 3_600_000],
    [false, 'D02', undefined],
  ] as const) {
    const received = await desk.perform('window', 'intake.receive', { ...matter, urgent });
    const screening = (view: unknown) => (view as View).clocks.filter((one) => one.code.startsWith('D02'));
    expect(screening(received.view).map((one) => [one.code, one.state])).toEqual([[code, 'running']]);
    if (ms) expect(Date.parse(screening(received.view)[0]!.dueAt) - desk.now().getTime()).toBe(ms);
    const opened = await desk.perform('triage', 'triage.open', {}, received.id);
    const accept = (opened.moves as Array<{ command: string; within: string }>).find((one) => one.command === 'triage.accept');
    expect(accept?.within).toBe(code);
    const accepted = await desk.perform(
      'triage',
      'triage.accept',
      { category: 'LAB01', organisationId: desk.as('org').organisationId, gate: clearGate(), rightsTold: true },
      received.id,
    );
    expect(screening(accepted.view).map((one) => [one.code, one.state])).toEqual([[code, 'met']]);
  }
});

test('一方退出：终止，有告知书，调解期限取消', async () => {
  const { id, parties } = await toSigning();
  const view = (await desk.perform('window', 'mediation.leave', { partyId: parties[0] }, id)).view as View;
  expect(view.state).toBe('TERMINATED');
  expect(view.documents.map((paper) => paper.kind)).toContain('F13');
  expect(view.clocks.find((one) => one.code === 'D05')!.state).toBe('cancelled');
});
