import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../../../ground/command/index.ts';
import { sql, type Work } from '../../../ground/store/index.ts';
import { principalsOf } from '../../../registers/identity/policy.ts';
import { matterCommand } from '../../../registers/matters/command.ts';
import { id } from '../../../registers/matters/fields.ts';
import type { MatterRow } from '../../../registers/matters/model.ts';
import { loadMatter } from '../../../registers/matters/store.ts';
import { moves } from '../lifecycle.ts';
import { refusals } from '../refusals.ts';
import { digestOf, draftOf, needsInk, standingMarks } from './marks.ts';
import { contactOf } from './page.ts';

const HOURS = 24;

/**
 * A link for one party to read and sign on their own telephone, without an account: for this matter, this paper, this text, this person,
 * a day long, once. A new one for the same person ends the old. Refusals `inkNeeded`, `noDraft`, `alreadyMarked`, `refusedParty`.
 */
export const link = matterCommand({
  name: 'mediation.link',
  row: moves.link,
  event: 'mediation.linkGiven',
  causes: '当事人扫码，在自己手机上看完全文再决定签不签；一天有效，只能签一次',
  unlisted: true,
  secret: true,
  input: z.object({ partyId: id('给哪一位', 'party') }),
  run: (m, { partyId }) => {
    const { call, row } = m;
    const party = m.party(partyId);
    const paper = draftOf(m.documents);
    if (!paper || row.agreement?.form !== 'written') throw refusals.noDraft();
    if (needsInk(row)) throw refusals.inkNeeded();
    if (party.goneAt) throw refusals.refusedParty();
    if (standingMarks(paper).some(({ by }) => by === partyId)) throw refusals.alreadyMarked();
    const token = call.chance.bytes(24).toString('base64url');
    const linkId = call.chance.id(m.now);
    const expiresAt = new Date(m.now.getTime() + HOURS * 3_600_000);
    const tokenHash = hashOf(token);
    call.work.add('signing_link', {
      id: linkId,
      tokenHash,
      matterId: row.id,
      documentId: paper.id,
      partyId,
      digest: digestOf(paper),
      madeBy: call.actor.id,
      madeAt: m.now,
      expiresAt,
      readers: ['centre', `u:${call.actor.id}`, holderOf(tokenHash)],
    });
    m.facts({ signing: { ...row.facts.signing, [partyId]: linkId } });
    m.tell({ partyId });
    return { token, expiresAt: expiresAt.toISOString() };
  },
});

const hashOf = (token: string): string => createHash('sha256').update(`sign.${token}`).digest('hex');
/** Only who has the token can name this reader: the row is seen by nobody else at the door. */
const holderOf = (tokenHash: string): string => `t:${tokenHash}`;

export interface Holder {
  actor: Actor;
  matterId: string;
  partyId: string;
  digest: string;
  expiresAt: Date;
  /** Whom to ring up. Looked up at the door: who holds the link sees nobody of the staff. */
  contact: Awaited<ReturnType<typeof contactOf>>;
}

/**
 * Who holds this link, asked at the door inside the transaction: the party alone, in the one matter. Used, run out, replaced, of another
 * text, of another centre or never made: the same refusal `linkGone`, for who guesses must not learn which.
 */
export async function holderByToken(work: Work, token: string): Promise<Holder> {
  if (!/^[\w-]{32}$/.test(token)) throw refusals.linkGone();
  const hash = hashOf(token);
  let row: { id: string; matterId: string; documentId: string; partyId: string; digest: string; expiresAt: Date } | undefined;
  await work.beyond([holderOf(hash)], async () => {
    row = await work.one(sql`select id, matter_id, document_id, party_id, digest, expires_at from signing_link
      where tenant_id = ${work.tenantId} and token_hash = ${hash}`);
  });
  if (!row || row.expiresAt <= work.now) throw refusals.linkGone();
  const { id: linkId, matterId, partyId, digest, expiresAt } = row;
  const standing = { id: partyId, roles: ['party'], organisationId: null, placeCodes: [] };
  const actor: Actor = { tenantId: work.tenantId, name: '当事人', ...standing, ...principalsOf(standing) };
  let matter: MatterRow | undefined;
  await work.beyond(actor.sees, async () => {
    const found = await loadMatter(work, matterId, false);
    matter = found?.matter;
    const paper = found && draftOf(found.documents);
    const stands =
      found?.matter.state === 'SIGNING' &&
      found.matter.facts.signing?.[partyId] === linkId &&
      paper !== undefined &&
      digestOf(paper) === digest;
    if (!stands) throw refusals.linkGone();
  });
  return { actor, matterId, partyId, digest, expiresAt, contact: await contactOf(work, matter!) };
}
