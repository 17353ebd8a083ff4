import type { FastifyInstance } from 'fastify';
import { type Contact, courtPackage } from '../../desks/confirmation/package.ts';
import { dayInChina } from '../../ground/clock/index.ts';
import { sql } from '../../ground/store/index.ts';
import { writeZip } from '../../ground/zip/index.ts';
import { paperBytes } from '../../registers/matters/papers/index.ts';
import { refusals } from '../../registers/matters/refusals.ts';
import { loadMatter } from '../../registers/matters/store.ts';
import type { AttachmentStore } from '../../support/documents/attachments/index.ts';
import { storeOf } from './attachments.ts';
import { type Inside, signedIn } from './server.ts';

/** The confirmation package as one ZIP: recorded first, for it carries addresses and numbers in clear, then built as the same person. */
export function serveCourtPackage(app: FastifyInstance, inside: Inside, store: AttachmentStore = storeOf(inside)): void {
  const { centre } = inside;
  app.post('/api/matters/:id/court-package', async (request, reply) => {
    const { id } = request.params as { id: string };
    const { tenantId } = request;
    const done = await centre.perform(tenantId, signedIn(request, true), {
      command: 'confirmation.pack',
      id,
      input: {},
      quiet: true,
    });
    const { contacts, proofId } = done.extra as { contacts: Contact[]; proofId: string };
    const { code, zip } = await centre.run(tenantId, signedIn(request, false), async (work) => {
      const found = await loadMatter(work, id, false);
      if (!found) throw refusals.notFound();
      const files = await courtPackage(
        { ...found, on: dayInChina(work.now), contacts, proofId },
        (documentId) => paperBytes(work, documentId),
        async (attachmentId) => {
          const row = await work.one<{ sha256: string }>(
            sql`select sha256 from attachment where tenant_id = ${tenantId} and id = ${attachmentId}`,
          );
          if (!row) throw refusals.notFound();
          return store.read(String(tenantId), row.sha256);
        },
      );
      return { code: found.matter.code, zip: writeZip(files) };
    });
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`司法确认申请材料 ${code}.zip`)}`)
      .header('content-length', zip.length)
      .type('application/zip')
      .send(zip);
  });
}
