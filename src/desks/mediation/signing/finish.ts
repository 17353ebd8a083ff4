import { z } from 'zod';
import { dayInChina } from '../../../ground/clock/index.ts';
import { addAttachment } from '../../../registers/matters/attachments.ts';
import { matterCommand } from '../../../registers/matters/command.ts';
import { day } from '../../../registers/matters/fields.ts';
import type { DocumentRow } from '../../../registers/matters/model.ts';
import type { OpenMatter } from '../../../registers/matters/open.ts';
import { openSlip, type StoredFile } from '../../../support/documents/attachments/index.ts';
import { publicCode } from '../../../support/documents/paperCodes.ts';
import { moves } from '../lifecycle.ts';
import { refusals } from '../refusals.ts';
import { setMarks } from './marks.ts';

const slip = z.string().max(4000).meta({ zh: '上传凭据', widget: 'attachment' });

function fileOf(m: OpenMatter, slip: string, as: 'final' | 'scan') {
  const file = openSlip(m.call.vault, m.row.tenantId, slip);
  if (!file?.paper || file.matterId !== m.row.id || file.paper.as !== as) throw refusals.badScan();
  return file as StoredFile & { paper: NonNullable<StoredFile['paper']> };
}

/** May this paper be sealed for good? Only an agreement in effect, and once. */
export const canFinish = (paper: DocumentRow | undefined): paper is DocumentRow =>
  paper !== undefined && /^F[78]$/.test(paper.kind) && paper.state === 'issued' && paper.attachmentId === null;

/**
 * The final PDF, with the electronic seal of the centre, is in the file; its digest in the ledger and on the public page. The event names no
 * person, so that it can be opened for anybody who has the paper. Refusal `notFinal`.
 */
export const finishPaper = matterCommand({
  name: 'mediation.finishPaper',
  row: moves.finishPaper,
  event: 'mediation.paperFinished',
  causes: '定稿存进卷宗，谁都可以核对真伪',
  unlisted: true,
  input: z.object({ slip }),
  run: (m, input) => {
    const file = fileOf(m, input.slip, 'final');
    const { documentId, pages } = file.paper;
    const paper = m.documents.find(({ id }) => id === documentId);
    if (!canFinish(paper)) throw refusals.notFinal();
    const attachmentId = addAttachment(m, file);
    m.saveDocument(paper, { attachmentId });
    const effective = m.row.agreement?.effectiveAt;
    const told = {
      documentId,
      kind: paper.title,
      number: paper.number,
      effectiveOn: effective ? dayInChina(new Date(effective)) : null,
      pages,
      sha256: file.sha256,
    };
    m.call.work.add('public_paper', {
      id: documentId,
      code: publicCode(m.call.vault, m.row.tenantId, documentId),
      kind: told.kind,
      number: told.number,
      effectiveOn: told.effectiveOn,
      pages,
      sha256: told.sha256,
      issuedAt: m.now,
      eventId: m.eventId,
      sealedBy: m.eventId,
      sealSalt: m.call.chance.bytes(16).toString('hex'),
    });
    m.tell(told);
    return { attachmentId };
  },
});

/** The paper signed in ink comes back as a scan that was checked to be this one and whole; who signed on it is told by the one who holds it. */
export const scanBack = matterCommand({
  name: 'mediation.scanBack',
  row: moves.scanBack,
  event: 'mediation.scannedBack',
  causes: '扫描件存进卷宗，记下谁在纸上签了；最后一个签完，协议当天生效',
  unlisted: true,
  input: z.object({
    slip,
    signers: z.array(z.uuid()).min(1, '选在纸上签了的当事人').max(500).meta({ zh: '在纸上签了的当事人', widget: 'parties' }),
    kind: z.enum(['signature', 'fingerprint', 'seal']).default('signature').meta({ zh: '方式' }),
    on: day('哪天签的').optional(),
  }),
  run: async (m, { signers, kind, on, ...input }) => {
    const file = fileOf(m, input.slip, 'scan');
    const attachmentId = addAttachment(m, file);
    await setMarks(
      m,
      signers.map((partyId) => ({ who: 'party', partyId, kind, way: 'scan', on })),
    );
    m.tell({ attachmentId, signers, pages: file.paper.pages, sha256: file.sha256 });
    return { attachmentId };
  },
});
