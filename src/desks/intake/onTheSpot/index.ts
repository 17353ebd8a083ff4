import { dayInChina } from '../../../ground/clock/index.ts';
import { type Call, type Done, defineCommand } from '../../../ground/command/index.ts';
import type { Refusal } from '../../../ground/refusal/index.ts';
import { sql } from '../../../ground/store/index.ts';
import { standingLaw } from '../../../registers/matters/clocks.ts';
import { becomeEffective, type Terms } from '../../../registers/matters/effect.ts';
import { gateVerdict } from '../../../registers/matters/gate.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { answersIn, hearGate, whyUndone } from '../../../registers/matters/protect.ts';
import { mustBeSound } from '../../../registers/matters/sound.ts';
import { terminate } from '../../../registers/matters/terminate.ts';
import { categoryOn } from '../../../support/deadlines/index.ts';
import { record, startOrdinary } from '../receive.ts';
import { refusals } from '../refusals.ts';
import { checkSpot } from './guards.ts';
import { Heard, OnTheSpot } from './input.ts';

/** Who mediated: the recorder, or the mediator of their own body whom a director names. */
async function mediatorOf(m: OpenMatter, named: string | undefined): Promise<string> {
  const { actor, work } = m.call;
  if (!named || named === actor.id) {
    if (actor.roles.includes('mediator')) return actor.id;
    throw refusals.needMediator({ fields: { mediatorId: '选是哪位调解员' } });
  }
  const found = await work.one<{ id: string }>(sql`
    select id from staff where tenant_id = ${work.tenantId} and id = ${named} and active and 'mediator' = any(roles) and organisation_id = ${actor.organisationId}`);
  if (!found) throw refusals.needMediator({ fields: { mediatorId: '选本单位的调解员' } });
  return found.id;
}

/** F2 and F3, and F15 where something was disclosed: the file of a late entry is as whole as any other. */
function openFile(m: OpenMatter, input: OnTheSpot, mediatorId: string): void {
  const { category, happenedAt } = input;
  m.addDocument('F2', '人民调解受理登记表', {
    category,
    organisationId: m.row.organisationId,
    acceptedAt: happenedAt,
    lateEntry: true,
  });
  m.addDocument('F3', '当事人权利义务告知书', {
    rights: ['选择或者接受调解员', '接受、拒绝或者终止调解', '要求公开或不公开', '自主表达意愿、自愿达成协议'],
    free: true,
  });
  if (input.disclosure)
    m.addDocument('F15', '回避、披露声明', { mediatorId, disclosure: input.disclosure, accepted: input.disclosureAccepted });
}

async function settle(m: OpenMatter, input: OnTheSpot, at: Date): Promise<void> {
  const side = (name: 'applicant' | 'respondent' | undefined) =>
    name ? m.parties.find((party) => party.side === name)?.id : undefined;
  const instalments: Terms = input.instalments.map(({ payer, payee, ...term }) => ({
    ...term,
    payerId: side(payer),
    payeeId: side(payee),
  }));
  await mustBeSound(m, { form: input.form, text: input.text!, instalments }, at);
  const mark = input.partiesMarked === 'none' ? null : input.partiesMarked;
  for (const party of m.parties) m.saveParty(party.id, { consent: 'agreed', mark, markedAt: mark ? at : null });
  m.set({
    agreement: {
      form: input.form,
      text: input.text!,
      at: at.toISOString(),
      mediatorAt: at.toISOString(),
      ...(input.sealed && { sealAt: at.toISOString() }),
    },
  });
  const [kind, title] = input.form === 'written' ? ['F7', '人民调解协议书'] : ['F8', '人民调解口头协议登记表'];
  const signers = [
    ...(mark ? m.parties.map((party) => ({ by: party.id, kind: mark })) : []),
    { by: m.row.mediatorId!, kind: 'signature' },
    ...(input.sealed ? [{ by: m.row.organisationId!, kind: 'seal' }] : []),
  ];
  const marks = signers.map((one) => ({ ...one, at: at.toISOString() }));
  const paper = m.addDocument(kind!, title!, { text: input.text, instalments }, { marks, state: 'draft', issuedAt: null });
  await becomeEffective(m, paper, at);
}

/**
 * What was settled over a danger does not stand, whatever it was refused for: the matter comes in today like any other, protected, and
 * a triage officer looks at it. Of the page counts what can be read.
 */
async function registerOnly(call: Call, raw: unknown, obstacle: Refusal): Promise<Done | undefined> {
  const gate = answersIn(raw);
  if (gateVerdict(gate, call.now).dangers.length === 0) return undefined;
  const { happenedAt, category, ...page } = Heard.parse(raw);
  const known = category && categoryOn(category, dayInChina(call.now)) ? category : undefined;
  const m = record(call, { channel: 'window', ...page, category: known, urgent: false }, { kind: 'dispute' });
  const at = happenedAt ? new Date(happenedAt) : undefined;
  // What the page says of how it was talked over stays out of the pack for the court, as with every late entry.
  m.set({ lateEntry: true, happenedAt: at && at <= call.now ? at : null });
  hearGate(m, gate, '补录当场调解', true);
  startOrdinary(m);
  m.tell({ result: '没有记为了结，作为来件登记，由分流员办理', happenedAt: m.row.happenedAt?.toISOString(), lateEntry: true });
  const extra = { code: m.row.code, receivedAt: m.row.receivedAt.toISOString(), ...whyUndone(m, '记为了结', obstacle) };
  return { event: await m.close('intake.recordedOnTheSpot', standingLaw()), id: m.row.id, extra };
}

/**
 * Row 1a, 当场调解/补录: a settlement or failure reached over tea, on one page. `happenedAt` and `recordedAt` both stay; as a late
 * entry it is neither punctual nor a trick, so no clock of the way there exists and only those of its end run (D11, D16 or D19).
 */
export const onTheSpot = defineCommand<OnTheSpot>({
  name: 'intake.onTheSpot',
  zh: '当场调解补录',
  by: ['mediator', 'org'],
  on: 'none',
  input: OnTheSpot,
  event: 'intake.recordedOnTheSpot',
  hear: registerOnly,
  async run(call, input) {
    checkSpot(input, call.now);
    if (!call.actor.organisationId) throw refusals.needOrganisation();
    const at = new Date(input.happenedAt);
    const { narrative, title, place, reporter, respondent, others, category } = input;
    const m = record(
      call,
      { channel: 'window', narrative, title, place, reporter, respondent, others, category, urgent: false },
      { kind: 'dispute', receivedAt: at },
    );
    m.set({ lateEntry: true, happenedAt: at });
    hearGate(m, input.gate, '补录当场调解', true);
    m.set({ organisationId: call.actor.organisationId });
    const mediatorId = await mediatorOf(m, input.mediatorId);
    m.set({ mediatorId }).admit({ member: mediatorId }).facts({ rightsTold: true, disclosure: input.disclosure });
    openFile(m, input, mediatorId);
    if (input.result === 'agreed') await settle(m, input, at);
    else {
      terminate(m, input.failReason!, 'staff', input.failWords);
      m.starts('D19');
    }
    m.tell({ result: input.result === 'agreed' ? '谈成了' : '没谈成', happenedAt: at.toISOString(), lateEntry: true });
    const event = await m.close('intake.recordedOnTheSpot', standingLaw());
    return { event, id: m.row.id, extra: { code: m.row.code, receivedAt: m.row.receivedAt.toISOString() } };
  },
});
