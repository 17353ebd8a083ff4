import { z } from 'zod';
import { dayInChina } from '../../ground/clock/index.ts';
import type { Refusal } from '../../ground/refusal/index.ts';
import { termOf } from '../../registers/matters/clocks.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { choice, gateAnswers, id, maybeText, PartyMove, partyMove, text, tick, yes } from '../../registers/matters/fields.ts';
import { type GateAnswers, gateVerdict } from '../../registers/matters/gate.ts';
import { answerSender, isIncoming, payloadOf, senderOf, takeHandedIn } from '../../registers/matters/handover.ts';
import type { PartyRow } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { beginProtection, hearGate, leftUndone, protectBeside } from '../../registers/matters/protect.ts';
import { routeLines } from '../../registers/matters/routes.ts';
import { newParty, PartyInput } from '../../registers/parties/index.ts';
import { categoryOn } from '../../support/deadlines/index.ts';
import { moves } from './lifecycle.ts';
import { refusals } from './refusals.ts';

const level = { L1: '网格', L2: '村社', L3: '镇街', L4: '县中心' };
const court = { none: '不是法院来的', delegated: '委派（立案前）', ordinary: '委托（普通程序）', summary: '委托（简易程序）' };

/** After an objection whoever declined decides no second time (§8.1 row 24). Refusal `triage.sameReviewer`. */
const sameReviewer = (m: OpenMatter): Refusal | undefined =>
  m.row.facts.declinedBy === m.call.actor.id ? refusals.sameReviewer() : undefined;
function anotherReviewer(m: OpenMatter): void {
  const same = sameReviewer(m);
  if (same) throw same;
}

/** Why this cannot be accepted: reviewer, kind of dispute, the gate. */
function whyNotAccepted(m: OpenMatter, category: string, gate: GateAnswers): Refusal | undefined {
  if (!categoryOn(category, dayInChina(m.now))) return refusals.needCategory({ fields: { category: '没有这个类型' } });
  const { missing, stops } = gateVerdict(gate, m.now, senderOf(m.handovers) !== undefined);
  if (missing.length > 0) return refusals.gateOpen({ say: `还差：${missing.join('、')}。` });
  return stops.length > 0 ? refusals.gateStops({ say: stops.join('；') }) : sameReviewer(m);
}

export const open = matterCommand({
  name: 'triage.open',
  row: moves.open,
  event: 'triage.opened',
  input: z.object({}),
  causes: '开始看这件事，由您甄别',
  run: (m) => {
    m.to('SCREENING').facts({ screenedBy: m.call.actor.id });
  },
});

export const accept = matterCommand({
  name: 'triage.accept',
  row: moves.accept,
  event: 'triage.accepted',
  causes: '开始计算调解期限，分别告知双方',
  input: z.object({
    category: z
      .string()
      .regex(/^[A-Z]{3}\d\d$/, '请选择纠纷类型')
      .meta({ zh: '纠纷类型', widget: 'category' }),
    organisationId: id('承办的调解组织', 'organisation'),
    gate: gateAnswers,
    court: choice('是否法院来的', court).default('none'),
    level: choice('层级（默认，非官方）', level).default('L3'),
    rightsTold: yes('已口头或书面告知权利义务'),
  }),
  run: (m, { category, organisationId, gate, court: door, level: tier }) => {
    const obstacle = whyNotAccepted(m, category, gate);
    const danger = hearGate(m, gate, '受理前核对', obstacle !== undefined);
    if (obstacle && danger) return leftUndone(m, '受理', obstacle);
    if (obstacle) throw obstacle;
    m.to('ACCEPTED').set({ category, organisationId, level: tier }).admit({ organisation: organisationId });
    m.facts({ rightsTold: true, term: m.row.facts.entrusted ?? termOf(category, door === 'none' ? undefined : door) });
    m.addDocument('F2', '人民调解受理登记表', { category, organisationId, acceptedAt: m.nowText });
    m.addDocument('F3', '当事人权利义务告知书', {
      rights: ['选择或者接受调解员', '接受、拒绝或者终止调解', '要求公开或不公开', '自主表达意愿、自愿达成协议'],
      free: true,
    });
    const yours = '调解自愿、免费，您可以选择调解员，也可以随时退出或者直接去法院。';
    m.noticeAll('accepted', '已受理', ({ side }) =>
      side === 'respondent'
        ? `有人就和您有关的一件事申请调解，中心已受理，会单独征求您的意见。${yours}`
        : `您的事项已受理。${yours}`,
    );
    takeHandedIn(m);
    m.tell({ category, organisationId, door, level: tier });
    return undefined;
  },
});

export const decline = matterCommand({
  name: 'triage.decline',
  row: moves.decline,
  event: 'triage.declined',
  causes: '出具不予受理告知书，当事人5个工作日内可提异议',
  input: z.object({
    gate: choice('理由', {
      G01: '涉嫌犯罪，已报警或移送',
      G12: '一方明确不愿意调解',
      G07: '行政行为是否合法、检举违纪',
      G08: '法院、仲裁、公安或主管部门已受理',
      G09: '法律规定由主管部门处理或不得调解',
    }),
    reason: text('理由说明', 1000),
    routes: z.array(z.string().max(40)).max(40).default([]).meta({ zh: '告知的其他途径', widget: 'routes' }),
  }),
  run: (m, { gate, reason, routes }) => {
    anotherReviewer(m);
    const lines = routeLines(m.row.category, m.now, routes);
    m.to('NOT_ACCEPTED').facts({ declined: gate, declinedBy: m.call.actor.id, routesTold: true });
    m.addDocument('F14', '不予受理告知书', { code: gate, reason, routes: lines });
    const words = `${reason}。您可以走的其他途径：${lines.map((line) => line.zh).join('、')}。不同意的，5个工作日内可以提出异议。`;
    // Whom a crime is suspected of learns of it from the police, never from here (§1.9 G01).
    const told = gate === 'G01' ? m.present.filter((party) => party.side !== 'respondent') : m.present;
    for (const { id: partyId } of told) m.notice('declined', '不予受理', words, { partyId });
    if (gate === 'G01' && m.row.safety !== 'HELD') protectBeside(m, { signs: ['G01'], what: `不予受理时写明：${reason}` });
    answerSender(m, 'returned', reason, 'gateHit');
    m.tell({ gate, reason, routes: lines.map((line) => line.code) });
  },
});

export const refer = matterCommand({
  name: 'triage.refer',
  row: moves.refer,
  event: 'triage.referred',
  causes: '移交给对方单位，并跟踪到反馈',
  input: z.object({
    toOrganisationId: id('转到哪里', 'organisation'),
    reason: text('理由', 1000),
    partyAgrees: tick('当事人同意转介'),
    legalBasis: maybeText('法律依据（当事人没有同意时必填）', 200),
    contact: maybeText('对方联系人', 100),
  }),
  run: (m, input) => {
    anotherReviewer(m);
    if (!input.partyAgrees && !input.legalBasis)
      throw refusals.needReferralGround({ fields: { legalBasis: '写明法律依据，或先征得当事人同意' } });
    m.to('REFERRED').admit({ organisation: input.toOrganisationId });
    const handoverId = m.call.chance.id(m.now);
    const legalBasis = input.legalBasis ?? '当事人同意';
    m.addHandover({
      id: handoverId,
      payload: payloadOf(m, {
        handoverId,
        channel: 'referral',
        toOrg: input.toOrganisationId,
        legalBasis,
        consents: input.partyAgrees ? '当事人同意转介' : undefined,
        claims: m.row.title,
        deadlines: ['D04', 'D19'],
        returnRules: '不属于本单位的退回中心并写明代码；办完反馈结果',
      }),
      toOrg: input.toOrganisationId,
      fromOrg: m.call.actor.organisationId,
      channel: 'referral',
      reason: input.reason,
      legalBasis: input.legalBasis ?? '当事人同意',
      contact: input.contact ?? null,
      outline: m.row.title,
    });
    m.addDocument('F17', '移交函', {
      to: input.toOrganisationId,
      reason: input.reason,
      legalBasis: input.legalBasis ?? '当事人同意',
    });
    m.noticeAll(
      'referred',
      '已转介',
      `您的事项已转到有关单位办理。${input.contact ? `联系人：${input.contact}。` : ''}结果会告诉您。`,
    );
    m.tell({ to: input.toOrganisationId, reason: input.reason });
  },
});

const HandoverId = { handoverId: z.uuid().optional().meta({ zh: '哪一次移交', widget: 'hidden' }) };

function handoverFor(m: OpenMatter, states: readonly string[]) {
  const found = m.handovers.findLast((h) => states.includes(h.state) && !isIncoming(h.channel));
  if (!found || found.toOrg !== m.call.actor.organisationId) throw refusals.notYours();
  return found;
}

export const signFor = matterCommand({
  name: 'triage.signFor',
  row: moves.signFor,
  event: 'triage.signedFor',
  input: z.object(HandoverId),
  causes: '表示已收到，开始看',
  run: (m) => m.saveHandover(handoverFor(m, ['sent']), { state: 'signed', signedAt: m.now }),
});
export const take = matterCommand({
  name: 'triage.take',
  row: moves.take,
  event: 'triage.taken',
  causes: '由您的单位办理，5个工作日内反馈结果',
  input: z.object({ ...HandoverId, reply: maybeText('给中心的话', 500) }),
  run: (m, { reply }) =>
    m.saveHandover(handoverFor(m, ['sent', 'signed']), { state: 'accepted', answeredAt: m.now, reply: reply ?? null }),
});
export const turnBack = matterCommand({
  name: 'triage.turnBack',
  row: moves.turnBack,
  event: 'triage.turnedBack',
  causes: '退回中心重新甄别，并告知当事人',
  input: z.object({
    ...HandoverId,
    code: z
      .string()
      .regex(/^[A-Za-z][\w-]{0,39}$/, '请选择退回代码')
      .meta({ zh: '退回代码', widget: 'declineCode' }),
    reply: text('理由', 500),
  }),
  run: (m, { code, reply }) => {
    m.saveHandover(handoverFor(m, ['sent', 'signed', 'accepted']), {
      state: 'declined',
      answeredAt: m.now,
      declineCode: code,
      reply,
    });
    m.to('SCREENING').dismiss({ organisation: m.call.actor.organisationId });
    m.noticeAll('turnedBack', '转介被退回', '对方单位未能接收，中心正在重新安排，您不需要再跑一趟。');
    m.tell({ code, reply });
  },
});
export const feedBack = matterCommand({
  name: 'triage.feedBack',
  row: moves.feedBack,
  event: 'triage.fedBack',
  causes: '结果告知当事人，事项办结',
  input: z.object({ ...HandoverId, result: text('办理结果', 1000) }),
  run: (m, { result }) => {
    m.saveHandover(handoverFor(m, ['sent', 'signed', 'accepted']), { state: 'fedBack', fedBackAt: m.now, result });
    m.to('CLOSED').facts({ routesTold: true });
    answerSender(m, 'fedBack', result);
    m.noticeAll('fedBack', '办理结果', result);
    m.tell({ result });
  },
});

/** What has been sent and not been taken yet: taken back. The body is told, and from then on that word is all it sees of the matter. */
function takeBack(m: OpenMatter, why: string, states: readonly string[]): void {
  for (const handover of m.handovers.filter((one) => states.includes(one.state) && !isIncoming(one.channel))) {
    m.saveHandover(handover, { state: 'returned', answeredAt: m.now, reply: why });
    m.notice('recalled', `转介已收回：${m.row.title}`, `${why}。贵单位不用再办这一件。`, { toOrganisationId: handover.toOrg });
    m.dismiss({ organisation: handover.toOrg });
  }
}

/** A referral is called back at the word of who asked for mediation and still does. Refusals `notTheirReferral`, `hasLeft`. */
function ownReferral({ side, goneAt }: PartyRow): void {
  if (side === 'respondent') throw refusals.notTheirReferral();
  if (goneAt) throw refusals.hasLeft();
}

export const recall = matterCommand({
  name: 'triage.recall',
  row: { ...moves.recall, party: true },
  event: 'triage.recalled',
  causes: '中心收回来重新甄别，告知对方单位',
  input: z.object({
    askedBy: z.uuid().optional().meta({ zh: '哪一位当事人要求的（没有就不填）', widget: 'party' }),
    reason: maybeText('理由（当事人要求的可不填）', 500),
  }),
  run: (m, { askedBy, reason }) => {
    if (askedBy) ownReferral(m.party(askedBy));
    else if (!m.call.actor.roles.includes('triage')) throw refusals.whoAsks({ fields: { askedBy: '选是哪一位当事人' } });
    else if (!reason) throw refusals.whyRecall({ fields: { reason: '写明理由' } });
    const out = m.handovers.filter(({ channel }) => !isIncoming(channel));
    if (!out.some(({ state }) => state === 'sent' || state === 'signed')) throw refusals.taken();
    takeBack(m, reason ?? '当事人要求收回', ['sent', 'signed']);
    m.to('SCREENING');
    m.addDocument('F17', '移交收回函', { reason: reason ?? '当事人要求收回' });
    m.noticeAll('recalled', '转介已收回', '中心已把这件事收回来，正在重新安排，您不需要再跑一趟。');
    m.tell({ askedBy, reason });
  },
});

export const object = matterCommand({
  name: 'triage.object',
  row: moves.object,
  event: 'triage.objected',
  causes: '换一位分流员复核',
  input: z.object({ ...partyMove, reason: maybeText('为什么不同意', 1000) }),
  run: (m, { partyId, by, words, reason }) => {
    if (m.party(partyId).goneAt) throw refusals.hasLeft();
    m.to('SCREENING').facts({ screenedBy: undefined, declined: undefined });
    m.addDocument('复核', '异议复核记录', { reason: reason ?? words ?? '' });
    m.tell({ partyId, by, words, reason });
  },
});
export const silence = matterCommand({
  name: 'triage.silence',
  row: moves.silence,
  event: 'triage.lapsed',
  input: z.object({}),
  causes: '10个工作日未提异议，办结',
  run: (m) => {
    m.to('CLOSED');
  },
});

export const withdraw = matterCommand({
  name: 'triage.withdraw',
  row: moves.withdraw,
  event: 'triage.withdrawn',
  causes: '撤回的是自己的申请；最后一位撤回，事项办结，以后可以再来',
  input: PartyMove,
  run: (m, { partyId, by, words }) => {
    if (m.party(partyId).side === 'respondent') throw refusals.onlyApplicant();
    m.saveParty(partyId, { consent: 'left', goneAt: m.now });
    m.addDocument('情况说明', '撤回申请记录', { partyId, words: words ?? '' });
    m.tell({ partyId, by, words });
    if (m.present.some((party) => party.side !== 'respondent')) m.keepClocks = true;
    else closeWithdrawn(m, words);
  },
});

/** The last applicant has gone. Who was told of the matter is told of its end (§8.1 row 18): the other side, and the body that has it. */
function closeWithdrawn(m: OpenMatter, words: string | undefined): void {
  m.to('CLOSED')
    .facts({ routesTold: true })
    .set({ ending: { reason: 'withdrawn', words, by: 'party', at: m.nowText } });
  const told = m.documents.some(({ kind, body }) => kind === 'F17' || (kind === 'F14' && body.code !== 'G01'));
  for (const { id } of told && m.row.safety !== 'HELD' ? m.present : [])
    m.notice('withdrawn', '申请已撤回', '申请人已撤回申请，这件事到此为止。您不需要做什么。', { partyId: id });
  answerSender(m, 'returned', '申请人已撤回申请', 'noConsent');
  takeBack(m, '申请人已撤回申请', ['sent', 'signed', 'accepted']);
}

export const hold = matterCommand({
  name: 'triage.hold',
  row: moves.hold,
  event: 'safety.held',
  lane: 'safety',
  path: 'any',
  causes: '停下一切双方当面的步骤，通知安全复核员',
  anyRevision: true,
  input: z.object({
    signs: z
      .array(z.enum(['G01', 'G02', 'G03', 'G04']))
      .min(1, '请至少选一项')
      .meta({ zh: '看到或听到的迹象', widget: 'dangers' }),
    what: text('看到、听到什么', 2000),
    partyId: z.uuid().optional().meta({ zh: '保护哪一位（说不清就不填）', widget: 'party' }),
    safeContact: maybeText('怎样联系本人才安全', 200),
    reported: tick('已报警或已报告（110）'),
  }),
  run: (m, input) => {
    beginProtection(m, input);
    m.tell({ ...input });
  },
});
export const proposeRelease = matterCommand({
  name: 'triage.proposeRelease',
  row: moves.proposeRelease,
  event: 'safety.releaseProposed',
  lane: 'safety',
  path: 'any',
  causes: '交另一位安全复核员复核',
  input: z.object({ reason: text('理由', 1000), wish: text('本人的安全意愿', 1000), reportsDone: yes('依法应报告的都已报告') }),
  run: (m, { reason, wish }) => {
    m.facts({ releaseBy: m.call.actor.id, releaseReason: reason }).tell({ reason, wish });
  },
});
export const release = matterCommand({
  name: 'triage.release',
  row: moves.release,
  event: 'safety.released',
  lane: 'safety',
  path: 'any',
  causes: '解除保护，双方当面的步骤可以恢复',
  input: z.object({ reason: text('复核意见', 1000) }),
  run: (m, { reason }) => {
    if (!m.row.facts.releaseBy) throw refusals.notProposed();
    if (m.row.facts.releaseBy === m.call.actor.id) throw refusals.secondPerson();
    m.set({ safety: 'RELEASED' }).tell({ reason, proposedBy: m.row.facts.releaseBy });
  },
});

export const note = matterCommand({
  name: 'triage.note',
  row: moves.note,
  event: 'matter.noted',
  input: z.object({ text: text('记下什么', 4000) }),
  causes: '记入时间线',
  run: (m, { text: words }) => {
    m.tell({ text: words });
  },
});
export const setLevel = matterCommand({
  name: 'triage.setLevel',
  row: moves.setLevel,
  event: 'triage.levelSet',
  causes: '换一级来办，当事人随时可以跳过任何一级',
  input: z.object({ level: choice('层级', level), reason: text('理由', 500) }),
  run: (m, input) => {
    m.set({ level: input.level }).tell({ ...input, from: m.row.level });
  },
});
export const addParty = matterCommand({
  name: 'triage.addParty',
  row: moves.addParty,
  event: 'matter.partyAdded',
  causes: '这位当事人可以单独同意、签名或退出',
  input: z.object({
    side: choice('身份', { applicant: '申请人', respondent: '被申请人', joined: '共同申请人' }),
    party: PartyInput,
    represents: z.uuid().optional().meta({ zh: '是谁的法定代理人（不是就不填）', widget: 'party' }),
  }),
  run: (m, { side, party, represents }) => {
    if (represents) m.party(represents);
    const row = newParty(m.call, side, party);
    m.addParty({ ...row, represents: represents ?? null });
    m.tell({ partyId: row.id, side, name: party.name });
  },
});

export const commands: MatterCommand[] = [
  open,
  accept,
  decline,
  refer,
  signFor,
  take,
  turnBack,
  feedBack,
  recall,
  object,
  silence,
  withdraw,
  hold,
  proposeRelease,
  release,
  note,
  setLevel,
  addParty,
] as unknown as MatterCommand[];
