import { z } from 'zod';
import { dayInChina, sayDay, sayInstant, startOfDay } from '../../ground/clock/index.ts';
import { sql } from '../../ground/store/index.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import type { Terms } from '../../registers/matters/effect.ts';
import {
  choice,
  day,
  gateAnswers,
  id,
  maybeText,
  money,
  PartyMove,
  partyMove,
  text,
  tick,
  yes,
} from '../../registers/matters/fields.ts';
import { visitCodes } from '../../registers/matters/followUp.ts';
import { gateVerdict } from '../../registers/matters/gate.ts';
import { senderOf } from '../../registers/matters/handover.ts';
import { neededWords } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { hearGate, leftUndone, shamOpen } from '../../registers/matters/protect.ts';
import { routeLines } from '../../registers/matters/routes.ts';
import { mustBeSound } from '../../registers/matters/sound.ts';
import { inMediation } from '../../registers/matters/states.ts';
import type { ClockEffect } from '../../registers/matters/store.ts';
import { terminate } from '../../registers/matters/terminate.ts';
import { allRules, type Clock, pauseLeft, suspensionGroundsOn } from '../../support/deadlines/index.ts';
import { Annex, spread } from './annex.ts';
import { heedChoice, heedHints, recordChoice } from './choice/settle.ts';
import { receive, type Said } from './consent/receipt.ts';
import { courtPack, UNDISPUTED } from './courtPack.ts';
import {
  disclosedWhereNeeded,
  gateCommands,
  heldForReview,
  mayNotAgree,
  representedWhereNeeded,
  stoppedForReview,
} from './gateLimits.ts';
import { moves } from './lifecycle.ts';
import { offerCommands } from './offers.ts';
import { refusals } from './refusals.ts';
import * as sessions from './sessions/index.ts';
import { sealUses, setMark, settleSigning, signingCommands } from './signing/index.ts';

const DAY_MS = 86_400_000;
/** [D] The longest single extension where the law sets no cap (people's mediation D05, medical D10): consent of all, never without end. */
const LONGEST_EXTENSION_DAYS = 60;
const isInMediation = (state: string) => (inMediation as readonly string[]).includes(state);

/** All who are here agree, by the last one's word or because the last undecided one left: the days to find a mediator run (D04). */
export function nextIsMediator(m: OpenMatter): void {
  const willing = m.row.state === 'CONSENT' && m.present.every((party) => party.consent === 'agreed');
  if (willing && !m.clockOf('D04')) m.starts('D04');
}

export const agree = matterCommand({
  name: 'mediation.agree',
  row: moves.agree,
  event: 'mediation.agreed',
  causes: '这位当事人同意调解；以后随时可以退出',
  wayOut: 'continue',
  input: z.object({
    ...partyMove,
    language: choice('用什么话说的', { zh: '普通话或本地话', sign: '手语', other: '其他语言' }).default('zh'),
    readAloud: tick('把告知念给本人听了'),
  }),
  run: (m, { partyId, by, words, language, readAloud }) => {
    m.party(partyId);
    m.saveParty(partyId, { consent: 'agreed', goneAt: null });
    receive(m, { partyId, answer: 'agreed', channel: by, language, readAloud });
    nextIsMediator(m);
    m.tell({ partyId, by, words });
  },
});

export const tryReach = matterCommand({
  name: 'mediation.tryReach',
  row: moves.tryReach,
  event: 'mediation.triedToReach',
  causes: '记一次，三天三次才算联系不上',
  input: z.object({
    partyId: id('联系哪一位', 'party'),
    way: choice('怎样联系', { phone: '电话', visit: '上门', message: '短信', letter: '信函' }),
    result: text('结果', 300),
  }),
  run: (m, input) => {
    m.party(input.partyId);
    m.facts({ tries: [...(m.row.facts.tries ?? []), { partyId: input.partyId, at: m.nowText }] }).tell(input);
  },
});
export const unreachable = matterCommand({
  name: 'mediation.unreachable',
  row: moves.unreachable,
  event: 'mediation.foundUnreachable',
  causes: '调解终止，告知申请人其他途径',
  input: z.object({ partyId: id('联系不上的是', 'party') }),
  run: async (m, { partyId }) => {
    m.party(partyId);
    const days = new Set(
      (m.row.facts.tries ?? []).filter((one) => one.partyId === partyId).map((one) => dayInChina(new Date(one.at))),
    );
    if (days.size < 3) throw refusals.tooFewTries({ say: `对这一位现在记录了${days.size}天。` });
    m.saveParty(partyId, { consent: 'unreachable', goneAt: m.now });
    m.tell({ partyId });
    if (othersGoOn(m)) await stayOpen(m, partyId);
    else terminate(m, 'unreachable', 'staff');
  },
});

/** Nobody is mediated against or without their will (人民调解法 17、23): also who joined later. Refusals `refusedParty`, `notAllAgree`. */
function willOfAll(m: OpenMatter): void {
  if (m.present.some((party) => party.consent === 'refused' || party.consent === 'left')) throw refusals.refusedParty();
  if (!m.present.every((party) => party.consent === 'agreed')) throw refusals.notAllAgree();
  representedWhereNeeded(m);
}

async function appoint(m: OpenMatter, input: z.infer<typeof Choosing>): Promise<string> {
  const { mediatorId, chosenBy, disclosure, disclosureAccepted: accepted, hintsChecked } = input;
  const found = await m.call.work.one<{ name: string; organisationId: string | null }>(
    sql`select name, organisation_id from staff where tenant_id = ${m.row.tenantId} and id = ${mediatorId} and active and 'mediator' = any(roles)`,
  );
  if (!found) throw refusals.notMediator();
  if (disclosure && !accepted) throw refusals.conflict();
  heedChoice(m, mediatorId, chosenBy);
  const hints = await heedHints(m, mediatorId, disclosure ?? hintsChecked);
  m.addDocument('F15', '回避、披露声明', {
    ...{ mediatorId, name: found.name, disclosure: disclosure ?? '无', accepted },
    ...(hints.length > 0 && { hints: hints.map(({ zh }) => zh), hintsChecked: hintsChecked ?? '' }),
  });
  recordChoice(m, mediatorId, chosenBy);
  if (m.row.mediatorId !== mediatorId) m.dismiss({ member: m.row.mediatorId });
  m.set({ mediatorId }).admit({ member: mediatorId }).facts({ disclosure });
  return found.name;
}
const choosing = {
  mediatorId: id('调解员', 'mediator'),
  chosenBy: choice('怎样确定的', { parties: '当事人选的', accepted: '当事人接受推荐的' }),
  disclosure: maybeText('调解员披露的利害关系（没有就不填）', 500),
  disclosureAccepted: tick('各方知情后仍然接受'),
  hintsChecked: maybeText('系统提示有利害关系的，写明怎样核实的', 300),
};
const Choosing = z.object(choosing);

export const assign = matterCommand({
  name: 'mediation.assign',
  row: moves.assign,
  event: 'mediation.assigned',
  causes: '调解员开始承办，双方收到姓名',
  wayOut: 'continue',
  input: Choosing,
  run: async (m, input) => {
    willOfAll(m);
    const name = await appoint(m, input);
    m.to('ASSIGNED');
    m.noticeAll('assigned', '调解员', `调解员是${name}。您可以接受，也可以要求换人。`);
    m.notice('assigned', '新承办事项', m.row.title, { staffId: input.mediatorId });
    m.tell({ mediatorId: input.mediatorId, chosenBy: input.chosenBy });
  },
});

export const startSession = matterCommand({
  name: 'mediation.startSession',
  row: moves.startSession,
  event: 'mediation.started',
  causes: '进入调解',
  wayOut: 'continue',
  shut: stoppedForReview,
  input: z.object({
    ...sessions.sessionFields,
    rightsSigned: yes('权利义务告知书已由各方签字'),
    gate: gateAnswers,
    disclosure: maybeText('调解员披露的利害关系（没有就不填）', 500),
    disclosureAccepted: tick('各方知情后仍然接受'),
  }),
  run: async (m, { gate, rightsSigned: _, disclosure, disclosureAccepted, ...record }) => {
    const { missing, stops } = gateVerdict(gate, m.now, senderOf(m.handovers) !== undefined);
    if (hearGate(m, gate, '开始调解前核对', true))
      return leftUndone(m, '开始调解', refusals.gateStops({ say: stops.join('；') }));
    sessions.refuseOutsider(m);
    willOfAll(m);
    if (missing.length > 0) throw refusals.gateOpen({ say: `还差：${missing.join('、')}` });
    if (stops.length > 0) throw refusals.gateStops({ say: stops.join('；') });
    if (shamOpen(m.row)) return heldForReview(m);
    disclosedWhereNeeded(m, disclosure, disclosureAccepted);
    m.to('MEDIATING');
    await sessions.held(m, record.sittingId);
    m.addDocument('F6', '人民调解记录', sessions.bodyOf(record), { lane: 'talks' });
    const when = sayInstant(record.at ? new Date(record.at) : m.now);
    m.noticeAll('session', '调解的时间地点', `${when}，${record.place}。您可以请人陪同，也可以随时退出或者直接去法院。`);
    m.tell({ place: record.place });
    return undefined;
  },
});
export const holdSession = matterCommand({
  name: 'mediation.holdSession',
  row: moves.holdSession,
  event: 'mediation.sessionHeld',
  causes: '记入卷宗',
  wayOut: 'continue',
  shut: stoppedForReview,
  input: z.object({
    ...sessions.sessionFields,
    joint: choice('方式', { joint: '双方当面', separate: '分开坐，来回传话' }).default('joint'),
  }),
  run: async (m, { joint, ...record }) => {
    sessions.refuseOutsider(m);
    if (joint === 'joint' && m.row.safety === 'HELD') throw refusals.gateStops();
    await sessions.held(m, record.sittingId);
    m.addDocument('F6', '人民调解记录', { ...sessions.bodyOf(record), joint }, { lane: 'talks' });
    m.tell({ place: record.place, joint });
  },
});

const grounds = Object.fromEntries(allRules.suspensionGrounds.map(({ code, zh }) => [code, zh]));

/** Standing still is for what the law names, and sixty days in a round all told. Refusals `noGround`, `pausedOut`, `tooLong`, `late`. */
function checkPause(m: OpenMatter, pause: ClockEffect & { reason: string }, end: Date): void {
  const clock = m.clockOf(pause.code);
  if (!clock || clock.dueAt < m.now) throw refusals.late();
  const { pausable } = clock.rule;
  const inForce = suspensionGroundsOn(dayInChina(m.now)).some(({ code }) => code === pause.reason);
  if (!inForce || !pausable?.grounds.includes(pause.reason))
    throw refusals.noGround({ fields: { reason: `${clock.rule.zh}不能因此中止` } });
  const left = pauseLeft(clock);
  const said = Math.ceil(clock.pausedMs / DAY_MS);
  if (end <= m.now) throw refusals.tooLong({ fields: { until: '选今天以后的日期' } });
  if (left < DAY_MS) throw refusals.pausedOut({ say: `这一轮已经中止了${said}天。` });
  if (end.getTime() - m.now.getTime() > left)
    throw refusals.tooLong({
      say: said > 0 ? `这一轮已经中止了${said}天，还可以中止${Math.floor(left / DAY_MS)}天。` : '',
      fields: { until: `选${sayDay(dayInChina(new Date(m.now.getTime() + left)))}以前的日期` },
    });
}

export const suspend = matterCommand({
  name: 'mediation.suspend',
  row: moves.suspend,
  event: 'mediation.suspended',
  causes: '期限暂停，到日子自动恢复',
  input: z.object({
    reason: choice('原因', grounds),
    until: day('到哪天'),
    words: maybeText('说明', 500),
  }),
  run: (m, { reason, until, words }) => {
    const end = startOfDay(until);
    const pause = { kind: 'pauses', code: m.row.facts.term ?? 'D05', until: end.toISOString(), reason } as const;
    checkPause(m, pause, end);
    m.to('SUSPENDED').facts({ suspendedUntil: end.toISOString() }).effect(pause);
    m.addDocument('情况说明', '中止调解说明', { reason, until, words: words ?? '' });
    m.noticeAll('suspended', '调解中止', `调解中止到${sayDay(until)}，到时自动恢复。您随时可以退出或去法院。`);
    m.tell({ reason, until });
  },
});
export const resume = matterCommand({
  name: 'mediation.resume',
  row: moves.resume,
  event: 'mediation.resumed',
  input: z.object({}),
  causes: '期限继续计算',
  wayOut: 'continue',
  run: (m) => {
    m.to('MEDIATING').facts({ suspendedUntil: undefined });
    m.effect({ kind: 'resumes', code: m.row.facts.term ?? 'D05' });
    m.noticeAll('resumed', '调解恢复', '调解已恢复。');
  },
});
/** Where the law caps it, the cap counts from the plain term, however often all agree; where it does not, sixty days at a time [D]. */
function furthestOf(m: OpenMatter, { rule, dueAt }: Clock, extension: ClockEffect): Date {
  return rule.maxExtension ? m.clockOf(rule.code, extension)!.dueAt : new Date(dueAt.getTime() + LONGEST_EXTENSION_DAYS * DAY_MS);
}

export const extend = matterCommand({
  name: 'mediation.extend',
  row: moves.extend,
  event: 'mediation.extended',
  causes: '期限延到新的日子',
  wayOut: 'continue',
  input: z.object({ until: day('延长到'), signedBy: z.array(z.uuid()).meta({ zh: '已签字的当事人', widget: 'parties' }) }),
  run: (m, { until, signedBy }) => {
    if (!m.present.every((party) => signedBy.includes(party.id))) throw refusals.notEveryone();
    const term = m.row.facts.term ?? 'D05';
    const end = startOfDay(until);
    const clock = m.clockOf(term);
    if (!clock || clock.dueAt < m.now) throw refusals.late();
    if (!clock.rule.extendable) throw refusals.notExtendable({ say: `${clock.rule.zh}到期就${clock.rule.onExpiry}。` });
    if (end <= m.now) throw refusals.late({ fields: { until: '选今天以后的日期' } });
    const last = new Date(end.getTime() + DAY_MS - 1);
    const extension = { kind: 'extends', code: term, until: last.toISOString() } as const;
    const furthest = furthestOf(m, clock, extension);
    const lastDay = sayDay(dayInChina(new Date(furthest.getTime() - 1)));
    if (last > furthest) throw refusals.tooFar({ say: `最远到${lastDay}。`, fields: { until: `选${lastDay}以前的日期` } });
    m.effect(extension);
    m.facts({ extendedTo: until });
    m.addDocument('F16', '延期同意书', { until, signedBy });
    m.noticeAll('extended', '调解延期', `各方同意延长到${sayDay(until)}。`);
    m.tell({ until, signedBy });
  },
});

export const Instalment = z.object({
  payerId: z.uuid().optional().meta({ zh: '谁履行', widget: 'party' }),
  payeeId: z.uuid().optional().meta({ zh: '给谁', widget: 'party' }),
  what: neededWords(500, '做什么').meta({ zh: '做什么' }),
  amountFen: money('金额').optional(),
  dueOn: day('哪天之前'),
  doneNow: z.boolean().optional().meta({ zh: '当场已履行', widget: 'tick' }),
});
/** Refusal `mediation.annexOpen`: what does not match, beside its field. */
function spreadAll(m: OpenMatter, annexes: readonly Annex[]): Terms {
  return annexes.flatMap((annex, at) => {
    m.party(annex.otherId);
    const found = spread(annex, m.present);
    if ('terms' in found) return found.terms;
    const fields = Object.entries(found.trouble).map(([field, zh]) => [`annexes.${at}.${field}`, zh]);
    throw refusals.annexOpen({ say: `${Object.values(found.trouble).join('；')}。`, fields: Object.fromEntries(fields) });
  });
}

export const agreeTerms = matterCommand({
  name: 'mediation.agreeTerms',
  row: moves.agreeTerms,
  event: 'mediation.termsAgreed',
  causes: '读给双方听，给24小时想一想，再签',
  wayOut: 'continue',
  shut: mayNotAgree,
  input: z.object({
    form: choice('形式', { written: '书面协议', oral: '口头协议' }),
    text: text('协议内容', 8000),
    instalments: z.array(Instalment).max(200).default([]).meta({ zh: '履行安排', widget: 'instalments' }),
    annexes: z
      .array(Annex)
      .max(20)
      .default([])
      .meta({ zh: '一人一份', hint: '人多的事项：写一次，这一方（或这一组）的每个人各有一份，各自履行' }),
    lawful: yes('内容不违法，不损害国家、集体和他人的利益'),
    readBack: yes('已逐条读给各方听'),
  }),
  run: async (m, { form, text: words, instalments: written, annexes }) => {
    willOfAll(m);
    const instalments = [...written, ...spreadAll(m, annexes)];
    for (const part of instalments) for (const who of [part.payerId, part.payeeId]) if (who) m.party(who);
    if (instalments.some((part) => part.amountFen && !(part.payerId && part.payeeId))) throw refusals.moneyPlan();
    await mustBeSound(m, { form, text: words, instalments });
    m.to('SIGNING')
      .set({ agreement: { form, text: words } })
      .facts({ agreedAt: m.nowText, signing: undefined });
    for (const party of m.parties) if (party.mark) m.saveParty(party.id, { mark: null, markedAt: null });
    m.addDocument(
      form === 'written' ? 'F7' : 'F8',
      form === 'written' ? '人民调解协议书' : '人民调解口头协议登记表',
      { text: words, instalments },
      { state: 'draft', issuedAt: null },
    );
    m.noticeAll('terms', '协议内容', '请看清楚再签。您有24小时考虑，可以改，也可以不签。');
    m.tell({ form, instalments: instalments.length });
  },
});

export const mark = matterCommand({
  name: 'mediation.mark',
  row: moves.mark,
  event: 'mediation.marked',
  causes: '最后一个签完，协议当天生效',
  wayOut: 'continue',
  shut: mayNotAgree,
  input: z.object({
    who: choice('谁签', { party: '当事人', mediator: '调解员' }),
    partyId: z.uuid().optional().meta({ zh: '哪一位当事人', widget: 'party' }),
    kind: choice('方式', { signature: '签名', fingerprint: '按手印', seal: '盖章', electronic: '电子签名' }).default('signature'),
    on: day('哪天签的（今天签的不填）').optional(),
  }),
  run: (m, input) => setMark(m, input),
});

export const reconsider = matterCommand({
  name: 'mediation.reconsider',
  row: moves.reconsider,
  event: 'mediation.reconsidered',
  causes: '回到调解，签过的作废',
  wayOut: 'change',
  input: z.object({ ...partyMove, want: maybeText('想改什么', 1000) }),
  run: (m, { partyId, by, words, want }) => {
    // Who left a collective matter is not bound by its terms, and does not undo them for who stays.
    if (m.party(partyId).goneAt) throw refusals.refusedParty();
    m.to('MEDIATING').set({ agreement: null });
    // Going on is a fresh will of all (§8.1 row 16): the others are asked again before new terms.
    for (const party of m.present)
      if (party.id !== partyId && party.consent === 'agreed') m.saveParty(party.id, { consent: 'unasked' });
    for (const party of m.parties) if (party.mark) m.saveParty(party.id, { mark: null, markedAt: null });
    for (const paper of m.documents)
      if (/^F[78]$/.test(paper.kind) && paper.state === 'draft') m.saveDocument(paper, { state: 'void' });
    m.tell({ partyId, by, words, want });
  },
});

/** Leaving is one step, at any time, without a reason, and is never refused. In a collective matter it ends nothing for the others. */
export const leave = matterCommand({
  name: 'mediation.leave',
  row: moves.leave,
  event: 'mediation.left',
  causes: '立即结束，不问理由；告知可以去法院等途径',
  wayOut: 'leave',
  input: PartyMove,
  run: async (m, { partyId, by, words }) => {
    m.tell({ partyId, by, words });
    await leaves(m, partyId, words, { channel: by });
  },
});
type Heard = Pick<Said, 'channel' | 'text' | 'byThemselves'>;

/** Refusing or leaving, however it was said. */
export async function leaves(m: OpenMatter, partyId: string, words: string | undefined, heard: Heard): Promise<void> {
  const party = m.party(partyId);
  const hadAgreed = party.consent === 'agreed' || party.consent === 'left';
  m.saveParty(partyId, { consent: hadAgreed ? 'left' : 'refused', goneAt: m.now });
  receive(m, { partyId, answer: party.consent, ...heard });
  if (othersGoOn(m)) await stayOpen(m, partyId);
  else terminate(m, party.consent === 'refused' ? 'refused' : 'left', 'party', words);
}

/** In a collective matter each leaves alone; it goes on while both sides still have somebody. */
function othersGoOn(m: OpenMatter): boolean {
  const respondents = m.present.filter((other) => other.side === 'respondent').length;
  return m.row.collective && respondents > 0 && m.present.length > respondents;
}

/** What happened, in the words of the one it is told to. */
const partings = {
  left: ['您已退出调解', '您已退出。'],
  refused: ['您没有同意调解', '您没有同意，这件事的调解和您无关了。'],
  unreachable: ['没有联系上您', '我们几次都没有联系上您，别的当事人继续调解，不影响您的权利；您愿意谈，随时可以说。'],
} as const;

/**
 * One of many leaves: their own paper and ways on; the others' clocks run on as if nothing had happened. Where theirs was the last
 * mark missing, the agreement takes effect among those who stay: nobody waits for who is gone. Not while protection holds joint signing.
 */
async function stayOpen(m: OpenMatter, partyId: string): Promise<void> {
  const lines = routeLines(m.row.category, m.now);
  const { consent } = m.party(partyId);
  const [title, why] = partings[consent === 'unreachable' || consent === 'refused' ? consent : 'left'];
  m.addDocument('F13', '终止调解告知书（本人）', { partyId, routes: lines });
  m.notice('terminated', title, `${why}您可以走的途径：${lines.map((line) => line.zh).join('、')}。`, { partyId });
  m.keepClocks = true;
  nextIsMediator(m);
  if (m.row.state === 'SIGNING' && m.row.safety !== 'HELD') await settleSigning(m);
}

export const end = matterCommand({
  name: 'mediation.end',
  row: moves.end,
  event: 'mediation.ended',
  causes: '调解终止，告知双方其他途径',
  input: z.object({
    reason: choice('理由', { noAgreement: '谈不拢', unsuited: '不适合调解', sham: '疑似虚假调解', unsigned: '一方不签' }),
    words: maybeText('说明', 1000),
    undisputed: maybeText('各方确认的无争议事实（没有就不填）', 2000),
    undisputedSignedByAll: tick('各方签字确认了无争议事实'),
  }),
  run: (m, { reason, words, undisputed, undisputedSignedByAll }) => {
    if (undisputed && undisputedSignedByAll)
      m.addDocument(
        UNDISPUTED,
        '各方签字确认的无争议事实',
        { text: undisputed },
        {
          marks: m.present.map(({ id: by }) => ({ by, kind: 'signature', at: m.nowText })),
        },
      );
    terminate(m, reason, 'staff', words);
    m.tell({ reason, words, undisputedSignedByAll });
  },
});
export const expire = matterCommand({
  name: 'mediation.expire',
  row: moves.expire,
  event: 'mediation.expired',
  input: z.object({}),
  causes: '期限届满，调解终止',
  run: (m) => terminate(m, 'expired', 'clock'),
});

export const change = matterCommand({
  name: 'mediation.change',
  row: { ...moves.change, party: true },
  event: 'mediation.mediatorChanged',
  causes: '换一位调解员，期限不重算',
  wayOut: 'change',
  input: z.object({
    ...choosing,
    askedBy: z.uuid().optional().meta({ zh: '哪一位当事人要求的（没有就不填）', widget: 'party' }),
    reason: maybeText('原因（可不填）', 500),
  }),
  run: async (m, input) => {
    if (input.askedBy) m.party(input.askedBy);
    else if (!m.call.actor.roles.some((role) => role === 'org' || role === 'triage'))
      throw refusals.whoAsks({ fields: { askedBy: '选是哪一位当事人' } });
    if (input.mediatorId === m.row.mediatorId) throw refusals.sameMediator();
    const old = m.row.mediatorId;
    const name = await appoint(m, input);
    m.to('ASSIGNED');
    m.noticeAll('assigned', '已换调解员', `新的调解员是${name}。`);
    m.notice('assigned', '新承办事项', m.row.title, { staffId: input.mediatorId });
    m.tell({ from: old, mediatorId: input.mediatorId, askedBy: input.askedBy, reason: input.reason });
  },
});

export const newRound = matterCommand({
  name: 'mediation.newRound',
  row: moves.newRound,
  event: 'mediation.roundOpened',
  causes: '同一件事再调一轮',
  input: z.object({
    agreedBy: z.array(z.uuid()).meta({ zh: '同意再调的当事人', widget: 'parties' }),
    by: partyMove.by,
    reason: text('原因', 500),
  }),
  // What the court has before it, or has confirmed, stands: another will of the parties goes to the court first.
  shut: (row) =>
    ['APPLIED', 'ACCEPTED', 'CONFIRMED'].includes(row.confirmation) ? '协议已交法院确认，先撤回申请或按裁定办理。' : undefined,
  run: (m, { agreedBy, by, reason }) => {
    // Everybody, also who refused or left: only in a collective matter do the others go on without them.
    const asked = m.parties.filter((party) => !(m.row.collective && party.goneAt) || agreedBy.includes(party.id));
    const bothSides = ['respondent', 'applicant'].every((side) =>
      asked.some((party) => (party.side === 'respondent') === (side === 'respondent')),
    );
    if (!bothSides || !asked.every((party) => agreedBy.includes(party.id))) throw refusals.notAllWant();
    m.to('MEDIATING').set({ round: m.row.round + 1, agreement: null, ending: null, performance: 'NONE', confirmation: 'NA' });
    for (const party of m.parties)
      m.saveParty(party.id, {
        mark: null,
        markedAt: null,
        f18At: null,
        ...(asked.includes(party) && { consent: 'agreed', goneAt: null }),
      });
    m.cancelsEvery(visitCodes);
    for (const party of asked) receive(m, { partyId: party.id, answer: 'agreed', channel: by });
    for (const part of m.instalments)
      if (part.state === 'DUE' || part.state === 'BREACHED')
        m.cancels('D16', part.id).saveInstalment(part, { state: 'WAIVED', how: '另行协商' });
    m.addDocument('F6', '人民调解记录（新一轮）', { reason });
    m.noticeAll('round', '再调一轮', '各方都同意，这件事再调一轮。仍然自愿、免费，您随时可以退出或者直接去法院。');
    m.tell({ agreedBy, reason });
  },
});

/** The evidence this party brought, by name; never what another brought, nor a recording of the talks. */
async function broughtBy(m: OpenMatter, partyId: string): Promise<string[]> {
  const { work } = m.call;
  const rows = await work.ask<{ name: string }>(
    sql`select name from attachment where tenant_id = ${work.tenantId} and matter_id = ${m.row.id} and brought_by = ${partyId} and state = 'clean' order by added_at, id`,
  );
  return rows.map(({ name }) => name);
}

/** Row 26: any party, alone, one step, no gate, no fee, from every state. */
export const goToCourt = matterCommand({
  name: 'mediation.goToCourt',
  row: moves.goToCourt,
  event: 'matter.goneToCourt',
  causes: '马上可以起诉；带走材料包，里面没有调解中说的话',
  wayOut: 'court',
  input: PartyMove,
  run: async (m, { partyId, by, words }) => {
    m.tell({ partyId, by, words });
    await goesToCourt(m, partyId, words, { channel: by });
  },
});

export const queries = [sealUses];

/** To court, however it was said: the pack is there at once. */
export async function goesToCourt(m: OpenMatter, partyId: string, words: string | undefined, heard: Heard): Promise<void> {
  const party = m.party(partyId);
  receive(m, { partyId, answer: 'court', ...heard });
  if (isInMediation(m.row.state)) {
    m.saveParty(partyId, { consent: 'left', goneAt: m.now });
    if (othersGoOn(m)) await stayOpen(m, partyId);
    else {
      terminate(m, 'court', 'party', words);
      m.starts('D19');
    }
  } else {
    // Nothing ends here: what a partner or the centre owes by then they still owe.
    m.keepClocks = true;
  }
  m.addDocument('法院材料包', '法院材料包', courtPack(m, party, await broughtBy(m, partyId)));
}

export const commands = [
  agree,
  tryReach,
  unreachable,
  assign,
  startSession,
  holdSession,
  suspend,
  resume,
  extend,
  agreeTerms,
  mark,
  reconsider,
  leave,
  end,
  expire,
  change,
  newRound,
  goToCourt,
  ...signingCommands,
  ...offerCommands,
  ...sessions.commands,
  ...gateCommands,
] as unknown as MatterCommand[];
