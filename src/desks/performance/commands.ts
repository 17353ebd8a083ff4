import { z } from 'zod';
import { dayInChina, sayDay } from '../../ground/clock/index.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { choice, day, id, maybeText, partyMove, text, yes } from '../../registers/matters/fields.ts';
import { nextFileNumber } from '../../registers/matters/fileNumber.ts';
import type { InstalmentRow, MatterRow } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { missingIn } from '../../registers/matters/papers/index.ts';
import { ended } from '../../registers/matters/states.ts';
import { moves } from './lifecycle.ts';
import { refusals } from './refusals.ts';

const DAY_MS = 86_400_000;

function instalment(m: OpenMatter, which: string, states: readonly InstalmentRow['state'][]) {
  const found = m.instalments.find((part) => part.id === which);
  if (!found) throw refusals.noSuchInstalment();
  if (!states.includes(found.state)) throw refusals.alreadySettled();
  return found;
}

/** What the instalments together say. A kept part of a broken promise stays broken until all is kept. */
function performanceOf(m: OpenMatter): MatterRow['performance'] {
  const states = m.instalments.map((part) => part.state);
  if (states.some((state) => state === 'BREACHED')) return 'BREACHED';
  if (states.every((state) => state === 'WAIVED')) return 'WAIVED';
  if (states.every((state) => state === 'DONE' || state === 'WAIVED')) return 'DONE';
  return states.some((state) => state !== 'DUE') ? 'PARTIAL' : 'DUE';
}

export const perform = matterCommand({
  name: 'performance.perform',
  row: moves.perform,
  event: 'performance.performed',
  causes: '这一期已履行，告知双方',
  input: z.object({
    instalmentId: id('哪一期', 'instalment'),
    doneOn: day('履行日期').optional(),
    how: choice('凭什么', { receipt: '收条', transfer: '转账凭证', witnessed: '当面见证', told: '权利人确认' }),
    words: maybeText('说明', 500),
  }),
  run: (m, { instalmentId, doneOn, how, words }) => {
    const part = instalment(m, instalmentId, ['DUE', 'BREACHED']);
    if (doneOn && doneOn > dayInChina(m.now)) throw refusals.notYet({ fields: { doneOn: '选今天或以前的日期' } });
    m.saveInstalment(part, { state: 'DONE', doneOn: doneOn ?? dayInChina(m.now), how });
    m.meets('D16', part.id);
    m.set({ performance: performanceOf(m) });
    m.addDocument('F19', '履行证明', { instalmentId, how, words: words ?? '' });
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
    m.saveInstalment(part, { state: 'WAIVED', how: '权利人免除' });
    m.cancels('D16', part.id)
      .set({ performance: performanceOf(m) })
      .tell({ partyId, by, words, instalmentId });
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
    m.addDocument('F20', '催促履行通知', { instalmentId });
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
export const followUp = matterCommand({
  name: 'performance.followUp',
  row: moves.followUp,
  event: 'performance.followedUp',
  causes: '记入回访',
  input: z.object({
    partyId: id('回访哪一位', 'party'),
    way: choice('方式', { phone: '电话', visit: '上门', letter: '信函' }),
    finding: text('情况', 1000),
    satisfied: choice('满意吗', { very: '很满意', yes: '满意', fair: '一般', no: '不满意', unknown: '未回答' }).default(
      'unknown',
    ),
  }),
  run: (m, input) => {
    m.party(input.partyId);
    m.facts({ followUps: [...(m.row.facts.followUps ?? []), m.nowText] });
    m.addDocument('F9', '人民调解回访记录', { ...input, number: m.row.agreement?.number });
    m.tell(input);
  },
});
/** A court waits for its file: nothing it entrusted ends here without a word back (§8.3). Refusal `performance.courtWaits`. */
function wordToTheCourt(m: OpenMatter, feedback: string | undefined): void {
  if (/^D0[678]$/.test(m.row.facts.term ?? '') && !feedback)
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
      .filter((document) => document.lane !== 'safety')
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
    if ((m.row.facts.followUps ?? []).length === 0) throw refusals.noFollowUp();
    const cover = m.documents.findLast(({ kind }) => kind === 'F10');
    if (cover) m.saveDocument(cover, { body: { ...cover.body, retention } });
    m.to('ARCHIVED').tell({ retention });
  },
});
export const commands = [
  perform,
  waive,
  urge,
  breach,
  followUp,
  close,
  closeEnded,
  completeFile,
  reviewFile,
  archive,
] as unknown as MatterCommand[];
