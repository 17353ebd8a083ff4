import { afterAll, beforeAll, expect, test } from 'vitest';
import { type County, county } from '../../../tests/rights/county.ts';
import { arrival, bring } from '../../../tests/rights/lives.ts';
import { refused } from '../../../tests/smallCentre.ts';

let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());
const recall = (id: string, who: string, input: object) => here.perform(here.inTouch(who), 'triage.recall', input, id);

test.each([false, true])(
  '转介出去、对方还没有接受（签收过：%s）：分流员写明理由就能收回，重新甄别，告知对方和当事人',
  async (signed) => {
    const id = await bring(here, 'REFERRED');
    if (signed) await here.perform('partner', 'triage.signFor', {}, id);
    here.later(3_600_000);
    await recall(id, 'triage', { reason: '当事人说明了新情况' });
    const { matter, clocks, handovers, parties } = await here.seen(id);
    expect(matter.state).toBe('SCREENING');
    expect(handovers.map(({ state, reply }) => [state, reply])).toEqual([['returned', '当事人说明了新情况']]);
    expect(clocks.map(({ code, subject, state }) => `${code}${subject} ${state}`).sort()).toEqual([
      'D01 met',
      'D02 met',
      'D02#2 running',
      'D04 cancelled',
    ]);
    const told = await here.db.look<{ party_id: string | null; readers: string[] }>(
      `select party_id, readers from notice where matter_id = $1 and kind = 'recalled'`,
      [id],
    );
    expect(told.map(({ party_id }) => party_id).sort()).toEqual([...parties.map((party) => party.id), null].sort());
    expect(told.find(({ party_id }) => party_id === null)!.readers).toContain(`o:${here.bodies.police}`);
    expect(await refused(here.perform('partner', 'triage.take', {}, id))).toBe('matters.notFound');
  },
);

test('当事人可以要求收回，不问理由，谁接待谁记；不是当事人要求的只能分流员收回，要写理由', async () => {
  const id = await bring(here, 'REFERRED');
  expect(await refused(recall(id, 'window', { reason: '我看不合适' }))).toBe('triage.whoAsks');
  expect(await refused(recall(id, 'triage', {}))).toBe('triage.whyRecall');
  const [party] = (await here.seen(id)).parties;
  expect(await refused(recall(id, 'window', { askedBy: party!.id }))).toBe('done');
  expect((await here.seen(id)).matter.state).toBe('SCREENING');
});

test('对方已经接受的，中心不能单方面收回，出路是对方退回或者当事人撤回', async () => {
  const id = await bring(here, 'REFERRED');
  await here.perform('partner', 'triage.take', {}, id);
  expect(await refused(recall(id, 'triage', { reason: '转错了' }))).toBe('triage.taken');
  expect(await refused(here.perform('partner', 'triage.turnBack', { code: 'outOfScope', reply: '不属本单位' }, id))).toBe('done');
});

test('收回转介是申请的一方的事：对方、已经撤回的申请人都不能要求，各有出路；异议也是', async () => {
  const many = { ...arrival(), others: [{ name: '甲' }] };
  const id = await bring(here, 'REFERRED', many);
  const { parties } = await here.seen(id);
  const [asker, joined] = parties.filter(({ side }) => side !== 'respondent');
  const other = parties.find(({ side }) => side === 'respondent')!;
  await here.perform('window', 'triage.withdraw', { partyId: asker!.id }, id);
  for (const [askedBy, code] of [
    [other.id, 'triage.notTheirReferral'],
    [asker!.id, 'triage.hasLeft'],
  ] as const) {
    const asked = await recall(id, 'window', { askedBy }).catch((refusal) => refusal);
    expect(asked.code).toBe(code);
    expect(asked.waysOn.join()).toContain('去法院');
  }
  expect(await refused(recall(id, 'window', { askedBy: joined!.id }))).toBe('done');
  const declined = await bring(here, 'NOT_ACCEPTED', many);
  const [first] = (await here.seen(declined)).parties;
  await here.perform('window', 'triage.withdraw', { partyId: first!.id }, declined);
  const object = (partyId: string) => refused(here.perform('window', 'triage.object', { partyId }, declined));
  expect(await object(first!.id)).toBe('triage.hasLeft');
  expect(await object((await here.seen(declined)).parties.find(({ side }) => side === 'joined')!.id)).toBe('done');
});
