import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type County, county, noGate } from '../../../tests/rights/county.ts';
import { bring, inputs } from '../../../tests/rights/lives.ts';
import { refused } from '../../../tests/smallCentre.ts';

let here: County;
beforeAll(async () => {
  here = await county();
});
afterAll(() => here?.close());
const act = async (who: string, command: string, id: string, more: object = {}) =>
  here.perform(who, command, { ...inputs[command]!(await here.seen(id), here), ...more }, id);
const yes = (code: string) => ({ gate: { ...noGate(), [code]: 'yes' } });
const state = async (id: string) => (await here.seen(id)).matter.state;

describe('核对的四种软答案（§1.9 G10、G11、G13、G14）', () => {
  test('虚假迹象：停下，请不承办的人核查；法院来的报告法院；退出和去法院照常', async () => {
    const id = await bring(here, 'ASSIGNED');
    const reply = await act('mediator', 'mediation.startSession', id, yes('G10'));
    expect(reply.extra).toMatchObject({ undone: { message: expect.stringContaining('没有开始调解') } });
    expect(await state(id)).toBe('ASSIGNED');
    expect(await refused(act('mediator', 'mediation.startSession', id))).toBe('mediation.shamReview');
    for (const command of ['mediation.leave', 'mediation.goToCourt'])
      expect(await here.try(here.inTouch('window'), command, { partyId: (await here.seen(id)).parties[0]!.id }, id)).toBe('done');
    await act('org', 'mediation.reviewSham', id);
    await act('mediator', 'mediation.startSession', id, yes('G10'));
    expect(await state(id)).toBe('MEDIATING');
  });

  test('承办人不能自己核查；查实的终止，期限停、双方有告知', async () => {
    const id = await bring(here, 'MEDIATING');
    await act('mediator', 'mediation.answerGate', id, yes('G10'));
    const self = { ...here.as('mediator'), roles: ['mediator', 'org'] };
    expect(await refused(here.perform(self, 'mediation.reviewSham', { result: 'clear', finding: '我看没事' }, id))).toBe(
      'mediation.ownReview',
    );
    await act('org', 'mediation.reviewSham', id, { result: 'sham' });
    const { matter, clocks, documents } = await here.seen(id);
    expect([matter.state, matter.ending!.reason]).toEqual(['TERMINATED', 'sham']);
    expect(clocks.find(({ code }) => code === 'D05')!.state).toBe('cancelled');
    expect(documents.some(({ kind }) => kind === 'F13')).toBe(true);
  });

  test('法院委托来的，出现虚假迹象就有给法院的报告', async () => {
    const id = await bring(here, 'SCREENING');
    await act('triage', 'triage.accept', id, { court: 'ordinary' });
    const before = (await here.seen(id)).documents.filter(({ kind }) => kind === '情况报告');
    await act('triage', 'mediation.answerGate', id, yes('G10'));
    const after = (await here.seen(id)).documents.filter(({ kind }) => kind === '情况报告');
    expect([before.length, after.length]).toEqual([0, 1]);
  });

  test('损害别人的：不能谈妥、不能签，改掉再核对一次就能', async () => {
    const id = await bring(here, 'SIGNING');
    await act('mediator', 'mediation.answerGate', id, yes('G11'));
    expect(await refused(act('mediator', 'mediation.mark', id))).toBe('mediation.harmsOthers');
    await act('mediator', 'mediation.answerGate', id);
    await act('mediator', 'mediation.mark', id);
    const other = await bring(here, 'MEDIATING');
    await act('mediator', 'mediation.answerGate', other, yes('G11'));
    expect(await refused(act('mediator', 'mediation.agreeTerms', other))).toBe('mediation.harmsOthers');
  });

  test('不能自己拿主意的：法定代理人来了才能定调解员、签字', async () => {
    const id = await bring(here, 'CONSENT');
    await act('triage', 'mediation.answerGate', id, yes('G13'));
    await act('triage', 'mediation.agree', id);
    expect(await refused(act('org', 'mediation.assign', id))).toBe('mediation.needsRepresentative');
    const child = (await here.seen(id)).parties[0]!.id;
    await here.perform('triage', 'triage.addParty', { side: 'applicant', party: { name: '母亲' }, represents: child }, id);
    expect(await refused(act('org', 'mediation.assign', id))).toBe('mediation.notAllAgree');
    await act('triage', 'mediation.agree', id);
    await act('org', 'mediation.assign', id);
    const signing = await bring(here, 'SIGNING');
    await act('mediator', 'mediation.answerGate', signing, yes('G13'));
    expect(await refused(act('mediator', 'mediation.mark', signing))).toBe('mediation.needsRepresentative');
  });

  test('有利害关系的：披露了、各方接受才开始；不然换人', async () => {
    const id = await bring(here, 'ASSIGNED');
    expect(await refused(act('mediator', 'mediation.startSession', id, yes('G14')))).toBe('mediation.needsDisclosure');
    const told = { ...yes('G14'), disclosure: '和李国强是同学' };
    expect(await refused(act('mediator', 'mediation.startSession', id, told))).toBe('mediation.needsDisclosure');
    await act('mediator', 'mediation.startSession', id, { ...told, disclosureAccepted: true });
    expect((await here.seen(id)).documents.findLast(({ kind }) => kind === 'F15')!.body).toMatchObject({
      disclosure: '和李国强是同学',
      accepted: true,
    });
  });
});
