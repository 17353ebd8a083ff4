import { dayInChina } from '../../ground/clock/index.ts';
import type { DocumentRow, PartyRow } from '../../registers/matters/model.ts';
import type { OpenMatter } from '../../registers/matters/open.ts';
import { routeLines } from '../../registers/matters/routes.ts';
import { complaintFormFor, routesFor } from '../../support/deadlines/index.ts';

/** Facts that nobody disputes go out only with everyone's name under them (在线调解规则 18、22). */
export const UNDISPUTED = '无争议事实';
export const undisputedOf = (documents: readonly DocumentRow[], parties: readonly PartyRow[]): string | undefined => {
  const paper = documents.findLast(({ kind, state }) => kind === UNDISPUTED && state === 'issued');
  const signed = paper && parties.length > 0 && parties.every(({ id }) => paper.marks.some(({ by }) => by === id));
  return signed ? String(paper.body.text) : undefined;
};

/**
 * The complaint in the court's element form: the points are questions to the party, filled with what the file may say. Who is sued is
 * named and no more: address and number are the plaintiff's own to write.
 */
function complaintOf({ row, now, parties }: OpenMatter, asker: PartyRow, request: string, brought: readonly string[]) {
  const form = complaintFormFor(row.category ?? undefined, dayInChina(now));
  const theirs = (party: PartyRow) => (party.side === 'respondent') === (asker.side === 'respondent');
  return {
    form: `民事起诉状（${form.zh}，要素式）`,
    plaintiff: asker.name,
    defendants: parties.filter((party) => !theirs(party)).map(({ name }) => name),
    request,
    claims: form.claims,
    facts: form.facts,
    before: form.before ?? undefined,
    evidence: [...brought],
    proofs: form.proofs,
  };
}

/**
 * What a party takes to court: who, what was asked, when it was asked (limitation), signed agreement where there is one.
 * Built from a list of what may go in, never by taking things out: nothing said in mediation, no offer, no session record,
 * nothing of the safety path, nothing of another party's contact (在线调解规则 18、22；人民调解法 15(4)).
 */
export function courtPack(m: OpenMatter, asker: PartyRow, brought: readonly string[] = []): Record<string, unknown> {
  const { row } = m;
  const agreement = row.agreement?.effectiveAt
    ? { text: row.agreement.text, number: row.agreement.number, effectiveAt: row.agreement.effectiveAt }
    : undefined;
  // The applicant's own first words are theirs to take; nobody else's, and no late record of how it was talked over.
  const request = asker.side === 'respondent' || row.lateEntry ? row.title : row.narrative;
  const court = routeLines(row.category, m.now, ['court']);
  return {
    code: row.code,
    asker: { name: asker.name, side: asker.side },
    parties: m.parties.map(({ name, side, kind }) => ({ name, side, kind })),
    request,
    complaint: complaintOf(m, asker, request, brought),
    undisputed: undisputedOf(m.documents, m.parties),
    recordedLater: row.lateEntry ? row.recordedAt.toISOString() : undefined,
    category: row.category,
    requestReceivedAt: row.receivedAt.toISOString(),
    limitation: '自申请调解之日起诉讼时效中断（民法典195；诉讼时效规定12）',
    mediation: { ended: row.ending ? row.ending.at : null, agreementReached: agreement !== undefined },
    agreement,
    next: court.map(({ zh, plain, timeLimit }) => ({ zh, plain, timeLimit })),
    courtFee: courtFeeOf(m),
    fee: '取走材料包不收费',
  };
}

/** What the court asks for, as the dated row of the route says it; the pack itself is free. */
const courtFeeOf = ({ row, now }: OpenMatter): string | undefined =>
  routesFor(row.category ?? undefined, dayInChina(now)).find(({ code }) => code === 'court')?.fee;
