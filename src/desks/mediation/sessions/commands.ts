import { z } from 'zod';
import { sayInstant } from '../../../ground/clock/index.ts';
import { type MatterCommand, matterCommand } from '../../../registers/matters/command.ts';
import { id, PartyMove, text } from '../../../registers/matters/fields.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { holdersOf } from '../../../registers/matters/readers.ts';
import { sessionMoves as moves } from './lifecycle.ts';
import { bodyOf, CancelPlan, MovePlan, Plan, SeparateTalk, Unavailable } from './model.ts';
import { agreeOpening, askOpening, OPEN_MS } from './opening.ts';
import { cancel, changeSitting, move, plan, planned, remind } from './plan.ts';
import { refusals } from './refusals.ts';
import { handTalks, keepTalk, renewCode } from './sealing.ts';

/** Whose records those of joint sessions are: the mediators who hold the matter and the committee that accepted it. */
export function refuseOutsider({ call: { actor }, row }: OpenMatter): void {
  const ofCommittee = actor.roles.includes('org') && actor.organisationId === row.organisationId && row.organisationId !== null;
  if (!ofCommittee && !holdersOf(row).includes(actor.id)) throw refusals.notCommittee();
}

/** What was planned has taken place. */
export async function held(m: OpenMatter, sittingId: string | undefined): Promise<void> {
  if (sittingId) changeSitting(m, await planned(m, sittingId), { state: 'held' });
}

export const separateTalk = matterCommand({
  name: 'mediation.separateTalk',
  row: moves.separateTalk,
  event: 'mediation.talkedSeparately',
  causes: '别人只看得到谈过一次、什么时候、谁谈的；内容加密，只有您和这位当事人看得到',
  secret: true,
  input: SeparateTalk,
  run: async (m, { partyId, ...input }) => {
    m.party(partyId);
    await held(m, input.sittingId);
    const heldAt = input.at ? new Date(input.at) : m.now;
    const kept = await keepTalk(m, partyId, heldAt, bodyOf(input));
    // With whom and of what is for the talk itself to say.
    m.tell({ at: heldAt.toISOString() });
    const said = kept.code ? `谈话码 ${kept.code}：请写给当事人收好，这里只显示这一次；换了调解员，他交出这个码才看得到。` : '';
    return { ...kept, zh: `${said}${kept.openable ? '' : '现在不足两位安全复核员有钥匙，危及生命时这一次也打不开。'}` };
  },
});

/** What the leader is told, in the mediator's words: how it goes, not what was said (§ 人民调解法 15(4)). */
export const progress = matterCommand({
  name: 'mediation.progress',
  row: moves.progress,
  event: 'mediation.progressWritten',
  causes: '写入留痕，能看这件事的人都看得到',
  input: z.object({ summary: text('进展摘要', 500, '进行到哪一步、下一步是什么。不写谁说了什么，不写出了什么价。') }),
  run: (m, { summary }) => {
    if (!holdersOf(m.row).includes(m.call.actor.id)) throw refusals.notHolder();
    m.tell({ summary });
  },
});

export const receiveTalks = matterCommand({
  name: 'mediation.receiveTalks',
  row: moves.receiveTalks,
  event: 'mediation.talksReceived',
  causes: '当事人交出谈话码，就是同意：您可以看他以前的单独谈话',
  lane: 'talks',
  input: PartyMove.extend({
    code: text('谈话码（在当事人手里的纸上）', 40),
  }),
  run: async (m, { partyId, by, words, code }) => {
    m.party(partyId);
    const plain = code
      .toUpperCase()
      .replace(/[\s\-—－]/g, '')
      .replace(/[IL]/g, '1')
      .replace(/O/g, '0');
    const talks = await handTalks(m, partyId, plain);
    m.tell({ partyId, by, words, talks });
    return { talks };
  },
});

export const renew = matterCommand({
  name: 'mediation.renewCode',
  row: moves.renewCode,
  event: 'mediation.codeRenewed',
  causes: '当事人得到一个新的谈话码，旧的作废',
  secret: true,
  lane: 'talks',
  input: z.object({ partyId: id('哪一位当事人', 'party') }),
  run: async (m, { partyId }) => {
    m.party(partyId);
    const code = await renewCode(m, partyId);
    m.tell({ partyId });
    return { code, zh: `谈话码 ${code}：请写给当事人收好，这里只显示这一次。` };
  },
});

export const planSession = matterCommand({
  name: 'mediation.plan',
  row: moves.plan,
  event: 'mediation.sessionPlanned',
  causes: '被约的当事人收到时间、地点；前一天再提醒',
  wayOut: 'continue',
  input: Plan,
  run: async (m, input) => {
    const { id, startsAt, place, form } = await plan(m, input);
    m.tell({ form, at: sayInstant(startsAt), place });
    return { sittingId: id };
  },
});
export const movePlan = matterCommand({
  name: 'mediation.movePlan',
  row: moves.movePlan,
  event: 'mediation.sessionMoved',
  causes: '被约的当事人收到新的时间',
  input: MovePlan,
  unlisted: true,
  run: async (m, input) => {
    const { id, startsAt, place } = await move(m, input);
    m.tell({ at: sayInstant(startsAt), place, why: input.why });
    return { sittingId: id };
  },
});
export const cancelPlan = matterCommand({
  name: 'mediation.cancelPlan',
  row: moves.cancelPlan,
  event: 'mediation.sessionCancelled',
  causes: '被约的当事人收到取消',
  input: CancelPlan,
  unlisted: true,
  run: async (m, { sittingId, why }) => {
    await cancel(m, sittingId, why);
    m.tell({ why });
  },
});
export const setUnavailable = matterCommand({
  name: 'mediation.setUnavailable',
  row: moves.setUnavailable,
  event: 'mediation.unavailableSet',
  causes: '约时间的时候会提醒',
  input: Unavailable,
  run: (m, input) => {
    m.party(input.partyId);
    if (new Date(input.until) <= new Date(input.from)) throw refusals.badTime({ fields: { until: '要在开始以后' } });
    const still = (m.row.facts.unavailable ?? []).filter(({ until }) => new Date(until) > m.now);
    m.facts({ unavailable: [...still, input].slice(-200) });
    m.tell({ partyId: input.partyId });
  },
});
export const remindPlan = matterCommand({
  name: 'mediation.remindPlan',
  row: moves.remindPlan,
  event: 'mediation.sessionReminded',
  causes: '告知明天的调解',
  input: z.object({ sittingId: id('哪一次约定', 'sitting') }),
  run: async (m, { sittingId }) => remind(m, sittingId),
});

export const ask = matterCommand({
  name: 'mediation.askOpening',
  row: moves.askOpening,
  event: 'mediation.openingAsked',
  causes: '请另一位安全复核员同意；一个人打不开',
  lane: 'safety',
  unlisted: true,
  input: z.object({ talkId: id('哪一次谈话', 'talk'), reason: text('谁有什么危险', 1000) }),
  run: async (m, { talkId, reason }) => {
    const openingId = await askOpening(m, talkId, reason);
    m.notice('safety', '请决定：是否打开一次单独谈话', `${m.row.code}：${reason}`, {
      toRole: 'safety',
      way: 'inbox',
      lane: 'safety',
    });
    m.tell({ reason });
    return { openingId };
  },
});
export const agreeToOpen = matterCommand({
  name: 'mediation.agreeOpening',
  row: moves.agreeOpening,
  event: 'mediation.talkOpened',
  causes: '两位复核员可以看60分钟；当事人和调解员会被告知',
  lane: 'safety',
  unlisted: true,
  input: z.object({ openingId: id('哪一次申请', 'opening') }),
  run: async (m, { openingId }) => {
    const { opening, talk } = await agreeOpening(m, openingId);
    const what = `${sayInstant(talk.heldAt)}的单独谈话`;
    m.notice(
      'opened',
      '您的单独谈话被打开过',
      `因为有人可能有生命危险，两位安全复核员在${sayInstant(m.now)}打开了您${what}，只看${OPEN_MS / 60_000}分钟，只用来保护人。您可以要求说明理由，也可以投诉。`,
      { partyId: talk.partyId, lane: 'open' },
    );
    for (const staffId of holdersOf(m.row))
      m.notice('opened', '单独谈话被打开', `两位安全复核员因危及生命打开了${what}，当事人会得到告知。`, {
        staffId,
        lane: 'open',
      });
    m.tell({ reason: opening.reason, askedBy: opening.askedBy });
    return { openingId };
  },
});

export const commands = [
  separateTalk,
  progress,
  receiveTalks,
  renew,
  planSession,
  movePlan,
  cancelPlan,
  setUnavailable,
  remindPlan,
  ask,
  agreeToOpen,
] as unknown as MatterCommand[];
