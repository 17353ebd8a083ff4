import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clearGate, type IntakeDesk, intakeDesk, TENANT } from '../../../../tests/intakeDesk.ts';
import { refused } from '../../../../tests/smallCentre.ts';

let desk: IntakeDesk;
beforeAll(async () => {
  desk = await intakeDesk();
});
afterAll(() => desk?.close());

const happenedAt = '2026-11-18T07:30:00.000Z';
const settled = (more: object = {}) => ({
  happenedAt,
  narrative: '楼上漏水，把楼下的天花板泡坏了，当面谈妥。',
  reporter: { name: '程甲', phone: '10000000001' },
  respondent: { name: '沈乙' },
  category: 'NEI01',
  gate: clearGate(),
  rightsTold: true,
  bothWilling: true,
  mediatorAccepted: true,
  result: 'agreed',
  form: 'written',
  text: '沈乙赔偿程甲2000元，分两次付清。',
  instalments: [
    { payer: 'respondent', payee: 'applicant', what: '付1000元', amountFen: 100_000, dueOn: '2026-11-18', doneNow: true },
    { payer: 'respondent', payee: 'applicant', what: '付1000元', amountFen: 100_000, dueOn: '2026-12-18' },
  ],
  lawful: true,
  readBack: true,
  partiesMarked: 'signature',
  mediatorSigned: true,
  sealed: true,
  ...more,
});
const record = (more: object = {}, role = 'mediator') => desk.perform(role, 'intake.onTheSpot', settled(more));
type View = {
  state: string;
  lateEntry: boolean;
  happenedAt: string;
  recordedAt: string;
  receivedAt: string;
  machines: Record<string, { state: string }>;
  clocks: Array<{ code: string; startedAt: string; dueAt: string; state: string }>;
  instalments: Array<{ state: string; payerId: string }>;
  parties: Array<{ id: string; side: string; mark: string | null }>;
  agreement: { number: string };
  ending: { routes: string[] } | null;
  documents: Array<{ kind: string; state: string }>;
};

describe('当场调解补录', () => {
  test('谈成了：直接生效，两个时间都留着，只走生效以后的期限', async () => {
    const view = (await record()).view as View;
    expect(view.state).toBe('EFFECTIVE');
    expect(view).toMatchObject({ lateEntry: true, happenedAt, receivedAt: happenedAt, recordedAt: desk.now().toISOString() });
    expect(view.clocks.map((clock) => clock.code).sort()).toEqual(['D11', 'D16', 'FU.final', 'FU.instalment']);
    expect(view.clocks.find((clock) => clock.code === 'D11')!.startedAt).toBe(happenedAt);
    expect(view.agreement.number).toMatch(/^（2026）石埠人调字第\d+号$/);
    expect(view.documents.map((paper) => paper.kind).sort()).toEqual(['F2', 'F3', 'F7']);
    expect(view.documents.every((paper) => paper.state === 'issued')).toBe(true);
    expect(view.parties.every((party) => party.mark === 'signature')).toBe(true);
  });
  test('当天付清的一期记为已履行，往后的那一期有自己的期限，付的人是对方', async () => {
    const view = (await record()).view as View;
    expect(view.instalments.map((part) => part.state)).toEqual(['DONE', 'DUE']);
    expect(view.machines.performance!.state).toBe('PARTIAL');
    expect(view.instalments[1]!.payerId).toBe(view.parties.find((party) => party.side === 'respondent')!.id);
  });
  test('口头协议不用签字盖章，也不能去司法确认', async () => {
    const view = (await record({ form: 'oral', partiesMarked: 'none', sealed: false })).view as View;
    expect(view.state).toBe('EFFECTIVE');
    expect(view.machines.confirmation!.state).toBe('NA');
    expect(view.documents.map((paper) => paper.kind)).toContain('F8');
  });
  test('三十天以后才补录的，不再起算司法确认的期限', async () => {
    const view = (await record({ happenedAt: '2026-09-01T02:00:00.000Z' })).view as View;
    expect(view.machines.confirmation!.state).toBe('NA');
    expect(view.clocks.map((clock) => clock.code)).not.toContain('D11');
  });
  test('没谈成：终止，有告知书和途径，法院总在里面', async () => {
    const view = (
      await record({ result: 'failed', failReason: 'noAgreement', bothWilling: false, lawful: false, text: undefined })
    ).view as View;
    expect(view.state).toBe('TERMINATED');
    expect(view.documents.map((paper) => paper.kind)).toContain('F13');
    expect(view.ending!.routes).toContain('court');
    expect(view.clocks.map((clock) => clock.code)).toEqual(['D19', 'FU.terminated']);
  });
  test.each([
    ['intake.future', { happenedAt: '2026-12-01T00:00:00.000Z' }],
    ['intake.needParties', { respondent: { phone: '10000000002' } }],
    ['intake.gateOpen', { gate: {} }],
    ['intake.gateStops', { gate: { ...clearGate(), G08: 'yes' } }],
    ['intake.gateStops', { gate: { ...clearGate(), G10: 'yes' } }],
    ['intake.gateStops', { gate: { ...clearGate(), G11: 'yes' } }],
    ['intake.gateStops', { gate: { ...clearGate(), G13: 'yes' } }],
    ['intake.gateStops', { gate: { ...clearGate(), G14: 'yes' } }],
    ['intake.tooLongAgo', { happenedAt: '2025-11-18T02:00:00.000Z' }],
    ['intake.notAnswered', { bothWilling: false }],
    ['intake.notAnswered', { readBack: false }],
    ['intake.notAnswered', { text: undefined }],
    ['intake.notAnswered', { instalments: [{ what: '付钱', amountFen: 100, dueOn: '2026-12-01', payer: 'respondent' }] }],
    ['intake.notAnswered', { disclosure: '是表兄弟' }],
    ['intake.notAllMarked', { sealed: false }],
    ['intake.notAllMarked', { partiesMarked: 'none' }],
    ['centre.invalid', { rightsTold: false }],
  ])('一路上的关卡不能跳过：%s %o', async (code, more) => {
    const before = await desk.count('matter');
    expect(await refused(record(more))).toBe(code);
    expect(await desk.count('matter')).toBe(before);
  });
  test.each(['G01', 'G02', 'G03', 'G04'])('谈成了但 %s 答“是”：不算谈成，作为来件登记并马上保护，说明怎么办', async (code) => {
    const reply = await record({ gate: { ...clearGate(), [code]: 'yes' } });
    const view = reply.view as View;
    expect([view.state, view.machines.safety!.state]).toEqual(['REGISTERED', 'HELD']);
    expect(view.lateEntry).toBe(true);
    expect(view.clocks.filter((clock) => clock.code !== 'D26').map((clock) => clock.code)).toEqual(['D01', 'D02']);
    expect(view.documents.map((paper) => paper.kind)).toEqual(['安全记录']);
    expect(reply.extra!.undone).toMatchObject({
      message: expect.stringMatching(/^没有记为了结/),
      waysOn: expect.arrayContaining(['当事人随时可以去法院']),
    });
    const lanes = await desk.db.look<{ kind: string; lane: string }>(
      `select kind, lane from event_detail where matter_id = $1 order by lane`,
      [reply.id],
    );
    expect(lanes).toEqual([
      { kind: 'intake.recordedOnTheSpot', lane: 'open' },
      { kind: 'safety.held', lane: 'safety' },
    ]);
  });
  test.each([
    ['一年以前的', 'mediator', { happenedAt: '2025-01-05T02:00:00.000Z' }, '2025-01-05T02:00:00.000Z'],
    ['时间写错，晚于现在', 'mediator', { happenedAt: '2026-12-01T00:00:00.000Z' }, null],
    ['没有写对方姓名', 'mediator', { respondent: { phone: '10000000002' } }, happenedAt],
    ['类型不对', 'mediator', { category: 'XXX99' }, happenedAt],
    ['没有写明哪位调解员', 'org', {}, happenedAt],
    ['没有勾已告知权利', 'mediator', { rightsTold: false }, happenedAt],
    [
      '没有写经过，时间和电话也填错',
      'mediator',
      { narrative: '', happenedAt: '昨天', reporter: { name: '程甲', phone: '12' } },
      null,
    ],
  ])('说出危险，%s也一样：今天登记、马上保护，不倒填收到的时间', async (_, role, more, happened) => {
    const reply = await record({ gate: { ...clearGate(), G02: 'yes' }, ...more }, role);
    const view = reply.view as View;
    expect([view.state, view.machines.safety!.state]).toEqual(['REGISTERED', 'HELD']);
    expect([view.receivedAt, view.happenedAt ?? null]).toEqual([desk.now().toISOString(), happened]);
    expect(view.clocks.filter(({ code }) => code === 'D01').map(({ startedAt }) => startedAt)).toEqual([
      desk.now().toISOString(),
    ]);
    expect((reply.extra!.undone as { message: string }).message).toMatch(/^没有记为了结：.+安全保护/);
  });
  test('没有所属组织的账号也一样', async () => {
    const loose = { ...desk.as('mediator'), organisationId: null };
    const input = settled({ gate: { ...clearGate(), G04: 'yes' } });
    const reply = await desk.centre.perform(TENANT, loose, { command: 'intake.onTheSpot', input });
    expect((reply.view as View).machines.safety!.state).toBe('HELD');
  });
  test('一年以内的可以补录，最后一天也算', async () => {
    const view = (await record({ happenedAt: '2025-11-20T02:00:00.000Z', instalments: [] })).view as View;
    expect(view.state).toBe('EFFECTIVE');
  });
  test('有家暴迹象而没谈成的，照记，并进入安全保护', async () => {
    const view = (await record({ result: 'failed', failReason: 'unsuited', gate: { ...clearGate(), G02: 'yes' } })).view as View;
    expect(view.machines.safety!.state).toBe('HELD');
  });
  test('只有调解员和调委会主任能补录；主任要写明是哪位调解员', async () => {
    expect(await refused(record({}, 'window'))).toBe('centre.wrongRole');
    expect(await refused(record({}, 'org'))).toBe('intake.needMediator');
    expect(((await record({ mediatorId: desk.as('mediator').id }, 'org')).view as View).state).toBe('EFFECTIVE');
    expect(await desk.count('ledger_event', `kind = 'intake.recordedOnTheSpot' and tenant_id = ${TENANT}`)).toBe(
      await desk.count('matter'),
    );
  });
});
