import { createHash } from 'node:crypto';
import { z } from 'zod';
import { matterCommand } from '../../../registers/matters/command.ts';
import { choice } from '../../../registers/matters/fields.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { readSignature } from '../../../support/documents/handSignature.ts';
import { moves } from '../lifecycle.ts';
import { refusals } from '../refusals.ts';
import { digestOf, draftOf, needsInk, setMark } from './marks.ts';

/** A signature drawn by hand: on this screen before the staff, or on the party's own telephone. The picture lies sealed for its row; the ledger has its digest. */
export const sign = matterCommand({
  name: 'mediation.sign',
  row: moves.sign,
  event: 'mediation.marked',
  causes: '写下的签名加密存进卷宗；最后一个签完，协议当天生效',
  unlisted: true,
  input: z.object({
    who: choice('谁签', { party: '当事人', mediator: '调解员' }),
    partyId: z.uuid().optional().meta({ zh: '哪一位当事人', widget: 'party' }),
    image: z.string().max(250_000, '签名的图样太大').meta({ zh: '签名', widget: 'pad' }),
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/, '格式不对')
      .meta({ zh: '看到的文本的摘要' }),
  }),
  run: async (m, { who, partyId, image, digest }) => {
    const paper = draftOf(m.documents);
    const own = m.call.actor.roles.includes('party');
    if (own && !m.row.facts.signing?.[partyId!]) throw refusals.linkGone();
    // What was read is what is signed: another text is another agreement.
    if (!paper || digestOf(paper) !== digest) throw own ? refusals.linkGone() : refusals.otherText();
    if (needsInk(m.row)) throw refusals.inkNeeded();
    const picture = readSignature(image);
    const imageSha256 = createHash('sha256').update(picture).digest('hex');
    const way = own ? 'phone' : 'screen';
    keepPicture(m, { documentId: paper.id, signer: who, partyId, way, digest, imageSha256 }, picture);
    await setMark(m, { who, partyId, kind: 'electronic', way, imageSha256 });
    if (who === 'party') dropLink(m, partyId!);
  },
});

function keepPicture(
  m: OpenMatter,
  row: { documentId: string; signer: string; partyId?: string; way: string; digest: string; imageSha256: string },
  picture: Buffer,
): void {
  const id = m.call.chance.id(m.now);
  const { partyId = null, ...rest } = row;
  const seal = (bytes: Buffer) =>
    m.call.vault.sealBytes(String(m.row.tenantId), { table: 'signature', column: 'image', row: id }, bytes);
  const staffId = row.signer === 'party' ? null : m.call.actor.id;
  m.addSignature({ id, ...rest, partyId, staffId, image: seal(picture), madeAt: m.now });
}

/** The link has served, or its holder has gone: nobody signs with it again. */
export function dropLink(m: OpenMatter, partyId: string): void {
  const { [partyId]: _, ...rest } = m.row.facts.signing ?? {};
  m.facts({ signing: rest });
}
