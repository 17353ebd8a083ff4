import { sql, type Work } from '../../../ground/store/index.ts';
import type { DocumentRow, MatterRow, PartyRow } from '../../../registers/matters/model.ts';
import { loadMatter } from '../../../registers/matters/store.ts';
import { sides } from '../../../registers/matters/view.ts';
import { moves } from '../lifecycle.ts';
import { refusals } from '../refusals.ts';
import type { Holder } from './link.ts';
import { draftOf, standingMarks } from './marks.ts';

type Part = { payerId?: string; payeeId?: string; what: string; amountFen?: number; dueOn: string; doneNow?: boolean };

/** The four ways out, as a party makes them on their own page; each by the same command as everywhere. */
export const ownMoves = {
  reconsider: { zh: moves.reconsider.zh, says: '不签这一版，回去再谈。已经签过的都作废。' },
  leave: { zh: moves.leave.zh, says: '不用说理由，马上结束。您以后仍然可以去法院。' },
  goToCourt: { zh: '去法院', says: '调解结束，您可以起诉。不收费；调解中说过的话不会交给法院。' },
} as const;
export type OwnMove = keyof typeof ownMoves;

export const textOf = ({ body }: DocumentRow): string => String(body.text ?? '');

/** Who does what for whom by when, with names in place of ids. */
export function partsOf({ body }: DocumentRow, parties: readonly PartyRow[]) {
  const nameOf = (id?: string) => parties.find((party) => party.id === id)?.name ?? '';
  return ((body.instalments ?? []) as Part[]).map(({ payerId, payeeId, what, amountFen, dueOn, doneNow }) => ({
    payer: nameOf(payerId),
    payee: nameOf(payeeId),
    what,
    amountFen,
    dueOn,
    doneNow: doneNow === true,
  }));
}

/** All that the page of a link shows: the whole text, who else signs, whom to ring up. No telephone, no number of anybody. */
export async function signingPage(work: Work, { matterId, partyId, digest, expiresAt, contact }: Holder) {
  const found = await loadMatter(work, matterId, false);
  const paper = found && draftOf(found.documents);
  if (!found || !paper) throw refusals.linkGone();
  const { matter, parties } = found;
  const standing = standingMarks(paper);
  const me = parties.find((party) => party.id === partyId)!;
  return {
    title: paper.title,
    code: matter.code,
    you: { name: me.name, sideZh: sides[me.side] },
    text: textOf(paper),
    parts: partsOf(paper, parties),
    signers: parties
      .filter((party) => !party.goneAt)
      .map((party) => ({ name: party.name, sideZh: sides[party.side], marked: standing.some(({ by }) => by === party.id) })),
    contact,
    ways: Object.entries(ownMoves).map(([move, { zh, says }]) => ({ move, zh, says })),
    digest,
    expiresAt: expiresAt.toISOString(),
  };
}

/** The committee and its mediator, and a number to ring: the committee's own, or the centre's. */
export async function contactOf(work: Work, { organisationId, mediatorId }: Pick<MatterRow, 'organisationId' | 'mediatorId'>) {
  const row = await work.one<{
    zh: string | null;
    phone: string | null;
    address: string | null;
    centre: string;
    mediator: string | null;
  }>(sql`
    select o.zh, coalesce(o.settings->>'phone', c.settings->>'phone') as phone, coalesce(o.settings->>'address', c.settings->>'address') as address,
      c.zh as centre, s.name as mediator
    from centre c
    left join organisation o on o.tenant_id = c.id and o.id = ${organisationId}
    left join staff s on s.tenant_id = c.id and s.id = ${mediatorId}
    where c.id = ${work.tenantId}`);
  return {
    organisation: row?.zh ?? row?.centre ?? '',
    mediator: row?.mediator ?? null,
    phone: row?.phone ?? null,
    address: row?.address ?? null,
  };
}
