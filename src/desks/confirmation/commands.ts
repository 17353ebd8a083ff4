import { z } from 'zod';
import { dayInChina, sayDay, startOfDay } from '../../ground/clock/index.ts';
import { defineRefusals } from '../../ground/refusal/index.ts';
import { sql } from '../../ground/store/index.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { id, maybeText, PartyMove, partyMove, text } from '../../registers/matters/fields.ts';
import type { PartyRow } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { routeLines } from '../../registers/matters/routes.ts';
import { confirmationMaterialsOn } from '../../support/deadlines/index.ts';
import { checkMatter } from './file.ts';
import { moves } from './lifecycle.ts';

export const refusals = defineRefusals('confirmation', {
  notBound: {
    status: 409,
    zh: '这位当事人在协议生效以前已经退出，协议和司法确认都和他无关。',
    waysOn: ['选协议里的当事人', '本人的请求可以直接去法院'],
  },
  notCourt: { status: 422, zh: '选的单位不是法院。', waysOn: ['在可选的法院里选', '不选就按法律的顺序取第一个'] },
  saidAlready: { status: 409, zh: '这一次已经提醒过，或者期限已经不在了。', waysOn: ['看通知列表'] },
  already: {
    status: 409,
    zh: '这位当事人已经签过司法确认申请书。',
    waysOn: ['等另一方也签', '另一方不愿申请的，可以依协议起诉'],
  },
});

/** Until both have signed the court has no business in the matter; from then on its desk must be able to see it (民诉法 205). */
async function courtOf(m: OpenMatter, wished: string | undefined): Promise<{ id: string; zh: string } | undefined> {
  const checked = await checkMatter(m.call.work, { ...m, matter: m.row, attachments: [] });
  const first = wished ?? checked.candidates[0]?.courtId;
  const found = await m.call.work.ask<{ id: string; zh: string }>(
    sql`select id, zh from organisation where tenant_id = ${m.row.tenantId} and kind = 'court' and active order by id <> ${first ?? null}, key limit 1`,
  );
  if (wished && found[0]?.id !== wished) throw refusals.notCourt({ fields: { courtId: '选一个法院' } });
  return found[0];
}

/** Who left before the agreement took effect is no party to it. */
function boundBy(m: OpenMatter, partyId: string): PartyRow {
  const party = m.party(partyId);
  if (party.goneAt) throw refusals.notBound();
  return party;
}

export const apply = matterCommand({
  name: 'confirmation.apply',
  row: moves.apply,
  event: 'confirmation.applied',
  input: z.object({ ...partyMove, courtId: id('向哪个法院申请（不选就按法律的顺序）', 'organisation').optional() }),
  causes: '双方都签了，就提交法院；不收费',
  run: async (m, { partyId, by, words, courtId }) => {
    const party = boundBy(m, partyId);
    if (party.f18At) throw refusals.already();
    m.saveParty(partyId, { f18At: m.now });
    const all = m.present.every((other) => other.f18At);
    if (all) {
      m.set({ confirmation: 'APPLIED' }).meets('D11');
      const court = await courtOf(m, courtId);
      m.admit({ organisation: court?.id });
      m.addDocument('F18', '司法确认申请书', applicationOf(m, court?.zh));
    }
    m.tell({ partyId, by, words, complete: all });
  },
});
/** The joint application (民诉法解释 351–354): both applicants, the court, what is asked, what they declare, what is enclosed. */
function applicationOf(m: OpenMatter, court: string | undefined): Record<string, unknown> {
  const { agreement } = m.row;
  return {
    court: court ?? '有管辖权的基层人民法院',
    parties: m.present.map(({ name, side, kind, address, idMask, phoneMask }) => ({
      name,
      side,
      kind,
      address,
      idMask,
      phoneMask,
    })),
    number: agreement?.number,
    effectiveAt: agreement?.effectiveAt,
    claims: `请求确认双方${agreement?.effectiveAt ? `于${sayDay(dayInChina(new Date(agreement.effectiveAt)))}` : ''}达成的调解协议有效。`,
    agreement: agreement && { text: agreement.text },
    declare: '协议是双方自愿达成的，没有恶意串通，不损害国家、集体和他人的利益；因此产生的法律后果由双方承担。',
    enclosed: confirmationMaterialsOn(dayInChina(m.now))
      .filter(({ code }) => code !== 'application')
      .map(({ zh }) => zh),
    fee: '司法确认不收费',
    signedAt: m.nowText,
  };
}

/** Both sides at once, neutral: the days run out, whether to apply is theirs. */
export const remind = matterCommand({
  name: 'confirmation.remind',
  row: moves.remind,
  event: 'confirmation.reminded',
  causes: '提醒双方期限',
  input: z.object({ times: z.number().int().min(1).max(9) }),
  run: (m, { times }) => {
    const enforcing = m.row.confirmation === 'CONFIRMED';
    const clock = m.clockOf(enforcing ? 'D17' : 'D11');
    const said = enforcing ? m.row.facts.enforcementSaid : times <= (m.row.facts.confirmationSaid ?? 0);
    if (!clock || said) throw refusals.saidAlready();
    m.facts(enforcing ? { enforcementSaid: true } : { confirmationSaid: times });
    const last = `${sayDay(clock.dueOn)}${clock.certain ? '' : '（放假安排还没有公布，以后可能变）'}`;
    if (enforcing)
      m.noticeAll('expiring', '申请执行的期限快到', `协议还没有全部履行。要申请强制执行的，最晚${last}；也可以不申请。`);
    else
      m.noticeAll(
        'expiring',
        '司法确认期限快到',
        `愿意一起申请司法确认的，最晚${last}，不收费。不申请的，协议仍然有效，也可以随时起诉。`,
      );
    m.tell({ until: clock.dueOn, enforcing });
  },
});

/** Leaves the house only for the court: who took it is written down, numbers in clear stand in the package alone. */
export const pack = matterCommand({
  name: 'confirmation.pack',
  row: moves.pack,
  event: 'confirmation.packed',
  secret: true,
  unlisted: true,
  causes: '按法院的顺序打成一个包',
  input: z.object({}),
  run: async (m) => {
    const { work, vault } = m.call;
    const known = m.documents.findLast(({ kind, state }) => kind === '主持证明' && state === 'issued');
    const [committee, mediator] = await Promise.all([
      work.one<{ zh: string }>(
        sql`select zh from organisation where tenant_id = ${work.tenantId} and id = ${m.row.organisationId}`,
      ),
      work.one<{ name: string }>(sql`select name from staff where tenant_id = ${work.tenantId} and id = ${m.row.mediatorId}`),
    ]);
    const proof =
      known ??
      m.addDocument('主持证明', '主持调解证明', {
        organisation: committee?.zh,
        mediator: mediator?.name,
        number: m.row.agreement?.number,
        effectiveAt: m.row.agreement?.effectiveAt,
        declare: '上述调解协议是本组织依法主持调解达成的。',
      });
    // Of a protected person nothing leaves that leads to a door; the safety reviewers give the court what it needs (反家庭暴力法 35).
    const held = m.row.safety === 'HELD';
    const clear = (party: PartyRow) =>
      !held && party.phone && vault.open(String(m.row.tenantId), { table: 'party', column: 'phone', row: party.id }, party.phone);
    const contacts = m.present.map((party) => ({
      side: party.side,
      name: party.name,
      address: held ? null : party.address,
      phone: clear(party) || null,
      idMask: party.idMask,
      creditCode: party.creditCode,
    }));
    m.tell({ parties: contacts.length });
    return { contacts, proofId: proof.id };
  },
});

export const withdrawApplication = matterCommand({
  name: 'confirmation.withdraw',
  row: moves.withdrawApplication,
  event: 'confirmation.withdrawn',
  input: PartyMove,
  causes: '撤回联合申请；协议仍然有效',
  run: (m, { partyId, by, words }) => {
    boundBy(m, partyId);
    m.set({ confirmation: 'WITHDRAWN' }).tell({ partyId, by, words });
  },
});
export const courtAccept = matterCommand({
  name: 'confirmation.courtAccept',
  row: moves.courtAccept,
  event: 'confirmation.accepted',
  causes: '15天内作出裁定',
  input: z.object({ caseNumber: maybeText('法院案号', 60) }),
  run: (m, { caseNumber }) => {
    m.set({ confirmation: 'ACCEPTED', reference: caseNumber ?? m.row.reference }).tell({ caseNumber });
  },
});
export const courtConfirm = matterCommand({
  name: 'confirmation.courtConfirm',
  row: moves.courtConfirm,
  event: 'confirmation.confirmed',
  causes: '协议可以强制执行',
  input: z.object({ ruling: text('裁定书文号', 100) }),
  run: (m, { ruling }) => {
    m.set({ confirmation: 'CONFIRMED' }).tell({ ruling });
    if (m.row.performance !== 'DONE' && m.row.performance !== 'WAIVED') startEnforcement(m);
    m.addDocument('司法确认', '法院裁定', { ruling });
    m.noticeAll('confirmed', '法院已确认协议', '协议经法院确认有效。一方不履行的，另一方可以在两年内申请强制执行。');
  },
});
/** Two years to enforce, from the last day of performance; where none is named, from the ruling (民诉法 250). */
function startEnforcement(m: OpenMatter): void {
  const last = m.instalments
    .map(({ dueOn }) => dueOn)
    .sort()
    .at(-1);
  m.starts('D17', '', last ? { until: startOfDay(last).toISOString() } : {});
}
export const courtRefuse = matterCommand({
  name: 'confirmation.courtRefuse',
  row: moves.courtRefuse,
  event: 'confirmation.refused',
  causes: '告知双方：再调一轮或起诉',
  input: z.object({ reason: text('理由', 1000) }),
  run: (m, { reason }) => {
    m.set({ confirmation: 'REFUSED' }).tell({ reason });
    const routes = routeLines(m.row.category, m.now).map(({ zh }) => zh);
    m.facts({ routesTold: true });
    m.noticeAll('refused', '法院未予确认', `理由：${reason}。双方都愿意的可以再调一轮；不愿意的可以：${routes.join('、')}。`);
  },
});
export const lapse = matterCommand({
  name: 'confirmation.lapse',
  row: moves.lapse,
  event: 'confirmation.lapsed',
  causes: '30天已过，告知双方',
  input: z.object({}),
  run: (m) => {
    m.set({ confirmation: 'LAPSED' });
    m.noticeAll('lapsed', '司法确认期限已过', '协议仍然有效。一方不履行的，另一方可以依协议起诉。');
  },
});
export const commands = [
  apply,
  remind,
  pack,
  withdrawApplication,
  courtAccept,
  courtConfirm,
  courtRefuse,
  lapse,
] as unknown as MatterCommand[];
