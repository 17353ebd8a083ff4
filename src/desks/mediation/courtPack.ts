import type { PartyRow } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { routeLines } from '../../registers/matters/routes.ts';

/**
 * What a party takes to court: who, what was asked, when it was asked (limitation), signed agreement where there is one.
 * Built from a list of what may go in, never by taking things out: nothing said in mediation, no offer, no session record,
 * nothing of the safety path, nothing of another party's contact (在线调解规则 18、22；人民调解法 15(4)).
 */
export function courtPack(m: OpenMatter, asker: PartyRow): Record<string, unknown> {
  const { row } = m;
  const agreement = row.agreement?.effectiveAt
    ? { text: row.agreement.text, number: row.agreement.number, effectiveAt: row.agreement.effectiveAt }
    : undefined;
  return {
    code: row.code,
    asker: { name: asker.name, side: asker.side },
    parties: m.parties.map(({ name, side, kind }) => ({ name, side, kind })),
    // The applicant's own first words are theirs to take; nobody else's, and no late record of how it was talked over.
    request: asker.side === 'respondent' || row.lateEntry ? row.title : row.narrative,
    recordedLater: row.lateEntry ? row.recordedAt.toISOString() : undefined,
    category: row.category,
    requestReceivedAt: row.receivedAt.toISOString(),
    limitation: '自申请调解之日起诉讼时效中断（民法典195；诉讼时效规定12）',
    mediation: { ended: row.ending ? row.ending.at : null, agreementReached: agreement !== undefined },
    agreement,
    next: routeLines(row.category, m.now, ['court']).map(({ zh, plain, timeLimit }) => ({ zh, plain, timeLimit })),
    fee: '取走材料包不收费',
  };
}
