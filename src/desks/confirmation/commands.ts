import { z } from 'zod';
import { defineRefusals } from '../../ground/refusal/index.ts';
import { sql } from '../../ground/store/index.ts';
import { type MatterCommand, matterCommand } from '../../registers/matters/command.ts';
import { maybeText, PartyMove, text } from '../../registers/matters/fields.ts';
import type { PartyRow } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { moves } from './lifecycle.ts';

export const refusals = defineRefusals('confirmation', {
  notBound: {
    status: 409,
    zh: '这位当事人在协议生效以前已经退出，协议和司法确认都和他无关。',
    waysOn: ['选协议里的当事人', '本人的请求可以直接去法院'],
  },
  already: {
    status: 409,
    zh: '这位当事人已经签过司法确认申请书。',
    waysOn: ['等另一方也签', '另一方不愿申请的，可以依协议起诉'],
  },
});

/** Until both have signed the court has no business in the matter; from then on its desk must be able to see it (民诉法 205). */
async function admitCourt(m: OpenMatter): Promise<void> {
  const court = await m.call.work.one<{ id: string }>(
    sql`select id from organisation where tenant_id = ${m.row.tenantId} and kind = 'court' and active order by key limit 1`,
  );
  m.admit({ organisation: court?.id });
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
  input: PartyMove,
  causes: '双方都签了，就提交法院；不收费',
  run: async (m, { partyId, by, words }) => {
    const party = boundBy(m, partyId);
    if (party.f18At) throw refusals.already();
    m.saveParty(partyId, { f18At: m.now });
    const all = m.present.every((other) => other.f18At);
    if (all) {
      m.set({ confirmation: 'APPLIED' }).meets('D11');
      await admitCourt(m);
      m.addDocument('F18', '司法确认申请书', {
        number: m.row.agreement?.number,
        declare: '自愿达成，不损害国家、集体和他人的利益',
      });
    }
    m.tell({ partyId, by, words, complete: all });
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
    m.addDocument('司法确认', '法院裁定', { ruling });
    m.noticeAll('confirmed', '法院已确认协议', '协议经法院确认有效。一方不履行的，另一方可以在两年内申请强制执行。');
  },
});
export const courtRefuse = matterCommand({
  name: 'confirmation.courtRefuse',
  row: moves.courtRefuse,
  event: 'confirmation.refused',
  causes: '告知双方：再调一轮或起诉',
  input: z.object({ reason: text('理由', 1000) }),
  run: (m, { reason }) => {
    m.set({ confirmation: 'REFUSED' }).tell({ reason });
    m.noticeAll('refused', '法院未予确认', `理由：${reason}。双方可以再调一轮，也可以直接起诉。`);
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
export const commands = [apply, withdrawApplication, courtAccept, courtConfirm, courtRefuse, lapse] as unknown as MatterCommand[];
