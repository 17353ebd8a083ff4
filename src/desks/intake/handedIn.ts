import { z } from 'zod';
import { dayInChina, startOfDay } from '../../ground/clock/index.ts';
import type { Call, Done } from '../../ground/command/index.ts';
import { defineRefusals } from '../../ground/refusal/index.ts';
import { sql } from '../../ground/store/index.ts';
import { standingLaw } from '../../registers/matters/clocks.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { choice, day, maybeText, text, yes } from '../../registers/matters/fields.ts';
import { answerSender, channelOn, type Incoming, payloadOf, senderOf } from '../../registers/matters/handover.ts';
import { type Channel, PlaceInput } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { PartyInput } from '../../registers/parties/index.ts';
import { allRules } from '../../support/deadlines/index.ts';
import { moves } from './handedInLifecycle.ts';
import { record, startOrdinary } from './receive.ts';

export const refusals = defineRefusals('handedIn', {
  noCentre: { status: 409, zh: '还没有登记接收移交的中心。', waysOn: ['请系统管理员登记中心'] },
  notAllSigned: {
    status: 422,
    zh: '无争议事实要各方都签字，才能交出去。',
    waysOn: ['请各方签字', '没有都签的，不写这一项'],
  },
  noSender: { status: 409, zh: '没有等着答复的移交。', waysOn: ['看移交和对接里的记录'] },
});

/** What every sending body writes, whoever it is: no more of a person than is needed to find them. */
export const Sending = z.object({
  caseRef: text('你们的编号（信访编号、案号、受案号）', 60),
  title: text('标题', 120),
  outline: text('情况概述', 4000),
  claims: text('要解决什么', 1000),
  category: z
    .string()
    .regex(/^[A-Z]{3}\d\d$/, '请选择纠纷类型')
    .optional()
    .meta({ zh: '纠纷类型', widget: 'category' }),
  place: PlaceInput.optional().meta({ zh: '地点', widget: 'place' }),
  applicant: PartyInput.meta({ zh: '申请人', widget: 'person' }),
  respondent: PartyInput.meta({ zh: '对方', widget: 'person' }),
  bothAgree: yes('双方都同意由中心调解'),
  agreedHow: choice('怎样同意的', { written: '书面', onRecord: '记入笔录', phone: '电话' }),
  agreedOn: day('哪天同意的'),
  safeContact: maybeText('怎样联系才安全（没有就不填）', 200),
});
export type Sending = z.infer<typeof Sending>;
const agreedZh = { written: '书面同意', onRecord: '笔录里同意', phone: '电话同意' } as const;

interface More {
  /** The court's or the procuratorate's own term. */
  entrusted?: string | undefined;
  /** Since when the sender's own clock runs. */
  runningSince?: string | undefined;
}

/** Step 2 of §8.3: another body hands a matter in, with the consent of the parties; the centre answers in its days. */
export async function handIn(call: Call, code: Incoming, input: Sending, more: More = {}): Promise<Done> {
  const door = channelOn(code, call.now);
  const centre = await call.work.one<{ id: string }>(
    sql`select id from organisation where tenant_id = ${call.work.tenantId} and kind = 'centre' and active order by key limit 1`,
  );
  if (!centre) throw refusals.noCentre();
  const toOrg = centre.id;
  const m = record(call, {
    channel: door.channel as Channel,
    kind: 'dispute',
    category: input.category,
    narrative: input.outline,
    title: input.title,
    place: input.place,
    reporter: input.applicant,
    respondent: input.respondent,
    urgent: false,
    reference: input.caseRef,
  });
  startOrdinary(m);
  m.facts({ handedIn: code, entrusted: more.entrusted }).admit({ organisation: toOrg });
  const handoverId = call.chance.id(call.now);
  const deadlines = [door.answer, more.entrusted ?? 'D05', door.feedback, ...(door.keepsRunning ? [door.keepsRunning] : [])];
  const payload = payloadOf(m, {
    handoverId,
    channel: code,
    toOrg,
    legalBasis: door.legalBasis,
    consents: `${input.agreedOn}${agreedZh[input.agreedHow]}`,
    caseRef: input.caseRef,
    outline: input.outline,
    claims: input.claims,
    safeContact: input.safeContact,
    deadlines,
    returnRules: door.returns,
  });
  m.addHandover({
    id: handoverId,
    channel: code,
    fromOrg: call.actor.organisationId,
    toOrg,
    legalBasis: door.legalBasis,
    reason: input.claims,
    outline: input.title,
    payload: payload as unknown as Record<string, unknown>,
  });
  m.starts(door.answer);
  if (door.keepsRunning && more.runningSince)
    m.starts(door.keepsRunning, '', { until: startOfDay(more.runningSince).toISOString() });
  m.addDocument('F17', door.letter, {
    claims: input.claims,
    legalBasis: door.legalBasis,
    outline: input.outline,
    number: input.caseRef,
  });
  m.tell({ channel: code, reason: input.claims });
  const event = await m.close('handedIn.sent', standingLaw());
  return { event, id: m.row.id, made: m.made, extra: { code: m.row.code } };
}

const handed = (row: { facts: { handedIn?: string } }) => row.facts.handedIn !== undefined;

/** A receipt; from it the court's own term runs (特邀调解规定 27；在线调解规则 24). */
export const signForHandedIn = matterCommand({
  name: 'handedIn.signFor',
  row: moves.signForHandedIn,
  event: 'handedIn.signedFor',
  causes: '表示已收到；法院的期限从签收起算',
  input: z.object({}),
  fits: handed,
  run: (m) => {
    const handover = senderOf(m.handovers);
    if (handover?.state !== 'sent') throw refusals.noSender();
    m.saveHandover(handover, { state: 'signed', signedAt: m.now });
    if (m.row.facts.entrusted) m.facts({ term: m.row.facts.entrusted }).starts(m.row.facts.entrusted);
    m.tell({ channel: handover.channel, on: dayInChina(m.now) });
  },
});

/** Not taken on: a code, a reason, and the sender knows within its days. */
export const turnBackHandedIn = matterCommand({
  name: 'handedIn.turnBack',
  row: moves.turnBackHandedIn,
  event: 'handedIn.turnedBack',
  causes: '退回移交单位，写明代码和理由，告知当事人',
  input: z.object({
    code: choice('退回代码', Object.fromEntries(allRules.declineCodes.map(({ code, zh }) => [code, zh]))),
    reason: text('理由', 500),
  }),
  fits: handed,
  run: (m, { code, reason }) => {
    if (!senderOf(m.handovers)) throw refusals.noSender();
    answerSender(m, 'declined', reason, code);
    m.to('CLOSED').facts({ routesTold: true });
    if (m.row.facts.entrusted) m.cancels(m.row.facts.entrusted);
    m.addDocument('F17', '退回函', { reason });
    m.noticeAll('turnedBack', '已退回移交单位', '中心没有接收这件事，已退回移交的单位继续办理。您随时可以直接去法院。');
    m.tell({ code, reason });
  },
});

export const handedInCommands = [signForHandedIn, turnBackHandedIn] as unknown as MatterCommand[];

/** Step 4: what the sender may be told, and nothing else; what nobody disputes only with everyone's signature (在线调解规则 18、22). */
export const Answering = z.object({
  words: maybeText('说明（不写调解中说的话）', 500),
  undisputed: maybeText('各方确认的无争议事实（没有就不填）', 2000),
  undisputedSignedBy: z.array(z.uuid()).default([]).meta({ zh: '在无争议事实上签了字的当事人', widget: 'parties' }),
});

interface Report {
  /** What this channel may hear beyond the result (`handoverChannels.tells`). */
  more?: Record<string, unknown>;
  /** The procuratorate hears of compensation and apology, never the text. */
  withText?: boolean;
}

/** Feedback where it was settled, return where it was not. Built from a list of what may go out, never by taking things out. */
export function answerBack(m: OpenMatter, input: z.infer<typeof Answering>, { more = {}, withText = true }: Report = {}): void {
  if (!senderOf(m.handovers)) throw refusals.noSender();
  const signed = m.parties.every(({ id }) => input.undisputedSignedBy.includes(id));
  if (input.undisputed && !signed) throw refusals.notAllSigned({ fields: { undisputedSignedBy: '每一位都要在内' } });
  const { agreement } = m.row;
  const settled = agreement?.effectiveAt !== undefined;
  const result = settled ? '调解成功，协议已生效' : '没有调成，退回依法办理';
  m.addDocument('F17', settled ? '反馈函' : '退回函', {
    result,
    number: settled ? agreement.number : undefined,
    agreement: settled && withText ? { text: agreement.text, effectiveAt: agreement.effectiveAt } : undefined,
    undisputed: input.undisputed || undefined,
    note: input.words || undefined,
    ...more,
  });
  answerSender(m, settled ? 'fedBack' : 'returned', result);
  m.tell({ result, more });
}

/** What was promised and what of it was kept, without a word of how it was talked over. */
export const performedOf = (m: OpenMatter) =>
  m.instalments.map(({ what, amountFen, dueOn, state, doneOn }) => ({
    what,
    ...(amountFen !== null && { amountFen }),
    dueOn,
    ...(state === 'DONE' && doneOn && { doneOn }),
  }));
