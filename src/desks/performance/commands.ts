import { z } from 'zod';
import { dayInChina, sayDay } from '../../ground/clock/index.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { choice, day, id, maybeText, PartyMove, partyMove, text, yes } from '../../registers/matters/fields.ts';
import { nextFileNumber } from '../../registers/matters/fileNumber.ts';
import { visitCodes } from '../../registers/matters/followUp.ts';
import { senderOf } from '../../registers/matters/handover.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { missingIn } from '../../registers/matters/papers/index.ts';
import { ended } from '../../registers/matters/states.ts';
import { moves } from './lifecycle.ts';
import { defaultPack, hows, instalment, keep, settle, sheetOf } from './obligation.ts';
import { proofCommands } from './proof.ts';
import { refusals } from './refusals.ts';

const DAY_MS = 86_400_000;
const MOST_CALLS = 3;

/** Neutral, the same day, to both sides: three days before and on the day. Nobody is told that they have not paid. */
export const remind = matterCommand({
  name: 'performance.remind',
  row: moves.remind,
  event: 'performance.reminded',
  causes: '提醒双方履行日快到了',
  input: z.object({ dueOn: day('履行日'), times: z.number().int().min(1).max(2) }),
  run: (m, { dueOn, times }) => {
    const parts = m.instalments.filter((part) => part.state === 'DUE' && part.dueOn === dueOn);
    if (parts.length === 0 || (m.row.facts.reminded?.[dueOn] ?? 0) >= times) throw refusals.alreadySettled();
    m.facts({ reminded: { ...m.row.facts.reminded, [dueOn]: times } });
    for (const { id: partyId } of m.present) {
      const own = parts.filter(({ payerId, payeeId }) => (!payerId && !payeeId) || payerId === partyId || payeeId === partyId);
      const list = own.map(({ what }) => what).join('；');
      if (own.length > 0)
        m.notice('reminded', '履行日提醒', `${sayDay(dueOn)}是约定的日子：${list}。已经办好的，请留好凭证，告诉我们一声。`, {
          partyId,
        });
    }
    m.tell({
      dueOn,
      what: parts
        .map(({ what }) => what)
        .join('；')
        .slice(0, 500),
    });
  },
});

export const perform = matterCommand({
  name: 'performance.perform',
  row: moves.perform,
  event: 'performance.performed',
  causes: '这一期已履行，告知双方',
  input: z.object({
    instalmentId: id('哪一期', 'instalment'),
    doneOn: day('履行日期').optional(),
    how: choice('凭什么', hows),
    words: maybeText('说明', 500),
  }),
  run: (m, { instalmentId, doneOn, how, words }) => {
    const part = instalment(m, instalmentId, ['DUE', 'BREACHED']);
    if (doneOn && doneOn > dayInChina(m.now)) throw refusals.notYet({ fields: { doneOn: '选今天或以前的日期' } });
    keep(m, part, { on: doneOn ?? dayInChina(m.now), how, words });
    m.tell({ instalmentId, how, words });
  },
});
export const waive = matterCommand({
  name: 'performance.waive',
  row: moves.waive,
  event: 'performance.waived',
  causes: '权利人自愿免除这一期',
  input: z.object({ ...partyMove, instalmentId: id('哪一期', 'instalment') }),
  run: (m, { partyId, by, words, instalmentId }) => {
    m.party(partyId);
    const part = instalment(m, instalmentId, ['DUE', 'BREACHED']);
    // Who is owed may let go; where nobody is named, anyone but the one who owes.
    const theirs = part.payeeId ? part.payeeId === partyId : part.payerId !== null && part.payerId !== partyId;
    if (!theirs) throw refusals.notCreditor();
    m.saveInstalment(part, { state: 'WAIVED', doneOn: dayInChina(m.now), how: '权利人免除' });
    m.cancels('D16', part.id).tell({ partyId, by, words, instalmentId });
    settle(m);
  },
});
export const urge = matterCommand({
  name: 'performance.urge',
  row: moves.urge,
  event: 'performance.urged',
  causes: '提醒义务人履行',
  input: z.object({ instalmentId: id('哪一期', 'instalment') }),
  run: (m, { instalmentId }) => {
    const part = instalment(m, instalmentId, ['DUE']);
    m.saveInstalment(part, { urged: part.urged + 1 });
    m.addDocument('F20', '催促履行通知', sheetOf(m, part));
    // On the first day after it, who is owed has everything in hand: court first, and nothing said in mediation in it.
    if (part.urged === 1 && part.dueOn < dayInChina(m.now)) defaultPack(m, part);
    const due = `协议约定：${sayDay(part.dueOn)}前${part.what}。`;
    if (part.payerId) m.notice('urged', '请履行协议', due, { partyId: part.payerId });
    else m.noticeAll('urged', '请履行协议', due);
    m.tell({ instalmentId, what: part.what });
  },
});
export const breach = matterCommand({
  name: 'performance.breach',
  row: moves.breach,
  event: 'performance.breached',
  causes: '告知权利人：强制执行、支付令、起诉',
  input: z.object({ instalmentId: id('哪一期', 'instalment') }),
  run: (m, { instalmentId }) => {
    const part = instalment(m, instalmentId, ['DUE']);
    if (m.now.getTime() < Date.parse(`${part.dueOn}T00:00:00+08:00`) + 15 * DAY_MS) throw refusals.tooEarly();
    m.saveInstalment(part, { state: 'BREACHED' });
    m.set({ performance: 'BREACHED' }).cancels('D16', part.id).facts({ routesTold: true });
    const how = m.row.confirmation === 'CONFIRMED' ? '协议已经法院确认，可以申请强制执行' : '可以申请支付令或者依协议起诉';
    // What one is owed is told to them alone; only where nobody is named may it be for any of the others.
    const owed = m.present.filter(({ id }) => (part.payeeId ? id === part.payeeId : id !== part.payerId));
    for (const { id } of owed) m.notice('breached', '协议没有履行', `${part.what}到期未履行。${how}。`, { partyId: id });
    if (part.payerId)
      m.notice(
        'breached',
        '协议到期没有履行',
        `您约定的“${part.what}”已到期，还没有收到履行的记录。已经履行的，把凭证交来；有困难的，请尽快说明，可以再商量。`,
        { partyId: part.payerId },
      );
    m.tell({ instalmentId, what: part.what });
  },
});
/** One person at a time, in a way that suits them; three calls in vain become a visit or a letter. Who wishes is left alone. */
export const followUp = matterCommand({
  name: 'performance.followUp',
  row: moves.followUp,
  event: 'performance.followedUp',
  causes: '记入回访',
  input: z.object({
    partyId: id('回访哪一位', 'party'),
    way: choice('方式', { phone: '电话', visit: '上门', letter: '信函' }),
    reached: choice('联系上了吗', { yes: '联系上了', no: '没有联系上' }).default('yes'),
    finding: text('情况', 1000),
    satisfied: choice('满意吗', { very: '很满意', yes: '满意', fair: '一般', no: '不满意', unknown: '未回答' }).default(
      'unknown',
    ),
  }),
  run: (m, input) => {
    const { partyId, way, reached, finding } = input;
    if (m.party(partyId).leftAloneAt) throw refusals.leftAlone();
    if (m.row.safety === 'HELD' && !m.call.actor.roles.includes('safety')) throw refusals.bySafety();
    m.tell(input);
    if (reached === 'no') return inVain(m, partyId, way);
    m.facts({ followUps: [...(m.row.facts.followUps ?? []), m.nowText] });
    m.addDocument('F9', '人民调解回访记录', { ...input, way: wayZh[way], finding, number: m.row.agreement?.number });
    for (const clock of m.openClocks())
      if (clock.code.startsWith('FU.') && clock.fromAt <= m.now) m.meets(clock.code, clock.subject);
    return undefined;
  },
});
const wayZh = { phone: '电话', visit: '上门', letter: '信函' } as const;

function inVain(m: OpenMatter, partyId: string, way: string): void {
  const tries = m.row.facts.followUpTries ?? [];
  if (way === 'phone' && tries.filter((one) => one.partyId === partyId).length >= MOST_CALLS) throw refusals.visitNow();
  m.kind = 'performance.followUpTried';
  m.facts({ followUpTries: [...tries, { partyId, at: m.nowText }] });
}

/** The mediator's own reminder: which call is due. No pressure on anybody, and no rung of supervision. */
export const remindFollowUp = matterCommand({
  name: 'performance.remindFollowUp',
  row: moves.remindFollowUp,
  event: 'performance.followUpAsked',
  causes: '提醒承办人该回访了',
  input: z.object({ keys: z.array(z.string().max(60)).min(1).max(300) }),
  run: (m, { keys }) => {
    const asked = m.row.facts.followUpAsked ?? [];
    if (keys.every((key) => asked.includes(key))) throw refusals.alreadySettled();
    m.facts({ followUpAsked: [...new Set([...asked, ...keys])] });
    const { mediatorId: staffId } = m.row;
    m.notice('followUp', `该回访了：${m.row.title}`, '问问约定的事办得怎样；不愿被打扰的，记下来就不再联系。', {
      ...(staffId ? { staffId } : { toRole: 'triage' }),
      way: 'inbox',
    });
    m.tell({ keys });
  },
});

/** Said once, kept for good: nobody calls this person again. When all have said so no call is owed. */
export const leaveAlone = matterCommand({
  name: 'performance.leaveAlone',
  row: moves.leaveAlone,
  event: 'performance.leftAlone',
  causes: '不再回访这位当事人',
  input: PartyMove,
  run: (m, { partyId, by, words }) => {
    m.party(partyId);
    m.saveParty(partyId, { leftAloneAt: m.now });
    if (m.present.every((party) => party.leftAloneAt)) m.cancelsEvery(visitCodes);
    m.tell({ partyId, by, words });
  },
});
/** A court waits for its file: nothing it entrusted ends here without a word back (§8.3). Refusal `performance.courtWaits`. */
function wordToTheCourt(m: OpenMatter, feedback: string | undefined): void {
  const answered = m.handovers.some(({ channel, state }) => channel === 'court' && state === 'fedBack');
  if (/^D0[678]$/.test(m.row.facts.term ?? '') && !answered && !feedback)
    throw refusals.courtWaits({ fields: { feedback: '写明反馈了什么' } });
}

export const close = matterCommand({
  name: 'performance.close',
  row: moves.close,
  event: 'performance.closed',
  causes: '结案，请当事人评价',
  input: z.object({
    routesTold: yes('未履行部分（如有）已告知途径'),
    feedback: maybeText('给来源单位的反馈', 1000),
    words: maybeText('说明', 500),
  }),
  shut: (row) => (row.performance === 'DUE' || row.performance === 'PARTIAL' ? refusals.notFinished : undefined),
  run: (m, { words, feedback }) => {
    if (m.row.supervision > 2) throw refusals.supervised();
    if (senderOf(m.handovers)) throw refusals.senderWaits();
    wordToTheCourt(m, feedback);
    m.to('CLOSED').facts({ routesTold: true }).tell({ words, feedback });
    if (feedback) m.addDocument('F11', '结案报告表', { feedback });
    m.noticeAll('closed', '已结案', '您的事项已办结。请对我们的工作作出评价，不满意也请直说。');
  },
});
export const closeEnded = matterCommand({
  name: 'performance.closeEnded',
  row: moves.closeEnded,
  event: 'performance.closedEnded',
  causes: '办结；当事人仍可起诉',
  input: z.object({ routesTold: yes('已告知其他途径'), feedback: maybeText('给来源单位的反馈', 1000) }),
  run: (m, { feedback }) => {
    wordToTheCourt(m, feedback);
    if (senderOf(m.handovers)) throw refusals.senderWaits();
    m.to('CLOSED').facts({ routesTold: true });
    m.addDocument('F11', '结案报告表', { reason: m.row.ending?.reason, feedback: feedback ?? '' });
    m.tell({ feedback });
  },
});
export const completeFile = matterCommand({
  name: 'performance.completeFile',
  shut: (row) => (['EFFECTIVE', 'TERMINATED', 'CLOSED'].includes(row.state) ? undefined : '调解结束以后才能齐卷。'),
  row: moves.completeFile,
  event: 'file.completed',
  causes: '卷宗可以归档',
  input: z.object({}),
  run: async (m) => {
    const missing = missingIn(m.row, m.documents);
    if (missing.length > 0) throw refusals.fileOpen({ say: `还缺：${missing.join('、')}。`, waysOn: ['补齐以后再点“卷宗齐全”'] });
    m.set({ fileState: 'COMPLETE' });
    const contents = m.documents
      .filter(({ lane }) => lane === 'open' || lane === 'talks')
      .map(({ kind, title, number }) => ({ kind, title, number }));
    // A file sent back by the review keeps its number; one without an agreement gets the next of its committee.
    const before = m.documents.findLast(({ kind, number }) => kind === 'F10' && number !== null)?.number;
    const number = m.row.agreement?.number ?? before ?? (m.row.organisationId ? await nextFileNumber(m) : null);
    m.addDocument('F10', '卷宗封面、目录', { contents }, { number });
  },
});
/** A second pair of eyes on the papers: sound, or back to be made whole. It judges the file, never a person. */
export const reviewFile = matterCommand({
  name: 'performance.reviewFile',
  row: moves.reviewFile,
  event: 'file.reviewed',
  causes: '合格的可以归档；不齐的退回补正',
  input: z.object({ result: choice('评查结果', { sound: '合格', incomplete: '退回补正' }), finding: text('评查意见', 1000) }),
  run: (m, { result, finding }) => {
    m.set({ fileState: result === 'sound' ? 'REVIEWED' : 'OPEN' }).tell({ result, finding });
  },
});
export const archive = matterCommand({
  name: 'performance.archive',
  row: moves.archive,
  event: 'performance.archived',
  causes: '入库保管',
  input: z.object({ retention: choice('保管期限', { y10: '10年', y30: '30年', permanent: '永久' }).default('y10') }),
  run: (m, { retention }) => {
    if (m.row.fileState === 'OPEN') throw refusals.fileOpen();
    const { safety, performance, confirmation } = m.row;
    if (
      ![
        (ended.safety as readonly string[]).includes(safety),
        (ended.performance as readonly string[]).includes(performance),
        (ended.confirmation as readonly string[]).includes(confirmation),
      ].every(Boolean)
    )
      throw refusals.lineOpen();
    if (m.row.supervision > 2) throw refusals.supervised();
    const wished = m.present.some((party) => !party.leftAloneAt);
    if (wished && (m.row.facts.followUps ?? []).length === 0) throw refusals.noFollowUp();
    const cover = m.documents.findLast(({ kind }) => kind === 'F10');
    if (cover) m.saveDocument(cover, { body: { ...cover.body, retention } });
    m.to('ARCHIVED').tell({ retention });
  },
});
export const commands = [
  perform,
  remind,
  ...proofCommands,
  waive,
  urge,
  breach,
  followUp,
  remindFollowUp,
  leaveAlone,
  close,
  closeEnded,
  completeFile,
  reviewFile,
  archive,
] as unknown as MatterCommand[];
