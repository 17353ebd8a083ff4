import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matterCommands } from '../../src/centre.ts';
import { refused } from '../smallCentre.ts';
import { type County, county } from './county.ts';
import { refusalEnds } from './laws.ts';
import { bring, inputs } from './lives.ts';
import { broken, consentNeeded, explore, without } from './model.ts';

describe('一方拒绝，调解就结束（人民调解法 17、23(2)、26）', () => {
  test('没有一条路从“拒绝”通到“调解中”，除非本人重新表示同意', () => {
    expect(refusalEnds(matterCommands, explore(matterCommands))).toEqual([]);
  });

  test.each([
    ['终止以后还能定调解员', 'mediation.assign', { row: { from: ['CONSENT', 'TERMINATED'] } }, ['mediation.assign']],
    ['终止以后还能恢复', 'mediation.resume', { row: { from: ['SUSPENDED', 'TERMINATED'] } }, []],
    ['办结以后可以直接开始调解', 'mediation.startSession', { row: { from: ['ASSIGNED', 'CLOSED'] } }, ['mediation.startSession']],
    ['终止以后重新受理', 'triage.accept', { row: { from: ['SCREENING', 'TERMINATED'] } }, []],
  ])('%s，马上发现', (_, name, change, lost) => {
    const rows = broken(matterCommands, name, () => change);
    expect(refusalEnds(rows, explore(rows, without(...lost)))).not.toEqual([]);
  });
});

describe('真的命令、真的数据库', () => {
  let here: County;
  beforeAll(async () => {
    here = await county();
  });
  afterAll(() => here?.close());
  const act = async (who: string, command: string, id: string, more: object = {}) =>
    refused(here.perform(who, command, { ...inputs[command]!(await here.seen(id), here), ...more }, id));
  const consentOf = (id: string, side: string, consent: string) =>
    here.db.look(`update party set consent = $1 where matter_id = $2 and side = $3`, [consent, id, side]);

  test.each([
    ['CONSENT', 'mediation.assign', 'org'],
    ['ASSIGNED', 'mediation.startSession', 'mediator'],
    ['MEDIATING', 'mediation.agreeTerms', 'mediator'],
  ])('在 %s，有人没有同意或已拒绝，%s 做不了', async (state, command, who) => {
    expect(consentNeeded).toContain(command);
    const id = await bring(here, state);
    for (const [consent, code] of [
      ['unasked', 'mediation.notAllAgree'],
      ['unreachable', 'mediation.notAllAgree'],
      ['refused', 'mediation.refusedParty'],
      ['left', 'mediation.refusedParty'],
    ] as const) {
      await consentOf(id, 'respondent', consent);
      expect(await act(who, command, id), consent).toBe(code);
    }
    await consentOf(id, 'respondent', 'agreed');
    expect(await act(who, command, id)).toBe('done');
  });

  test('后来补充的当事人没有表示同意，就不能谈条款', async () => {
    const id = await bring(here, 'MEDIATING');
    await act('mediator', 'triage.addParty', id);
    expect(await act('mediator', 'mediation.agreeTerms', id)).toBe('mediation.notAllAgree');
    await act('mediator', 'mediation.agree', id);
    expect(await act('mediator', 'mediation.agreeTerms', id)).toBe('done');
  });

  test('拒绝的一方不点头，再调一轮开不了；点了头才开', async () => {
    const id = await bring(here, 'CLOSED');
    const { parties } = await here.seen(id);
    const applicant = parties.find(({ side }) => side === 'applicant')!;
    expect(parties.find(({ side }) => side === 'respondent')!.goneAt).not.toBeNull();
    expect(await act('org', 'mediation.newRound', id, { agreedBy: [applicant.id] })).toBe('mediation.notAllWant');
    expect(await act('org', 'mediation.newRound', id)).toBe('done');
    const again = await here.seen(id);
    expect(again.parties.every(({ consent, goneAt }) => consent === 'agreed' && goneAt === null)).toBe(true);
  });

  test('想改条款，其他各方要重新表示同意', async () => {
    const id = await bring(here, 'SIGNING');
    await act('mediator', 'mediation.reconsider', id);
    expect(await act('mediator', 'mediation.agreeTerms', id)).toBe('mediation.notAllAgree');
    await act('mediator', 'mediation.agree', id);
    expect(await act('mediator', 'mediation.agreeTerms', id)).toBe('done');
  });

  test('对不予受理有异议：原来的分流员不能自己复核', async () => {
    const id = await bring(here, 'NOT_ACCEPTED');
    await act('window', 'triage.object', id);
    for (const command of ['triage.accept', 'triage.decline', 'triage.refer'])
      expect(await act('triage', command, id)).toBe('triage.sameReviewer');
    expect(await act('triage2', 'triage.accept', id)).toBe('done');
  });

  test('只有权利人能免除；换调解员要写明是谁提出', async () => {
    const id = await bring(here, 'EFFECTIVE');
    const { parties } = await here.seen(id);
    expect(await act('window', 'performance.waive', id, { partyId: parties.find(({ side }) => side === 'respondent')!.id })).toBe(
      'performance.notCreditor',
    );
    expect(await act('window', 'performance.waive', id)).toBe('done');
    const other = await bring(here, 'ASSIGNED');
    expect(await act('window', 'mediation.change', other, { askedBy: undefined })).toBe('mediation.whoAsks');
    expect(await act('window', 'mediation.change', other)).toBe('done');
  });
});
