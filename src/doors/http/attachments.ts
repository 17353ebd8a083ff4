import path from 'node:path';
import type { MultipartFile } from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { attach } from '../../desks/intake/index.ts';
import { refusals as intakeRefusals } from '../../desks/intake/refusals.ts';
import { sql } from '../../ground/store/index.ts';
import { type MatterCommand, openness } from '../../registers/matters/command.ts';
import { refusals as matterRefusals } from '../../registers/matters/refusals.ts';
import { loadMatter } from '../../registers/matters/store.ts';
import {
  type AttachmentStore,
  attachmentRefusals,
  openAttachmentStore,
  scanWith,
  slipFor,
} from '../../support/documents/attachments/index.ts';
import { type Inside, signedIn } from './server.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

interface AttachmentRow {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  state: 'clean' | 'quarantined';
  addedAt: Date;
}

/** Files of a matter: in by multipart, out as a download that can run nothing. Row-level security decides who finds one. */
export function serveAttachments(app: FastifyInstance, inside: Inside, store: AttachmentStore = storeOf(inside)): void {
  const { centre } = inside;
  app.post('/api/matters/:id/attachments', async (request, reply) => {
    const { id } = request.params as { id: string };
    const { tenantId } = request;
    // Before a byte is kept: somebody who may not add to the matter cannot fill the disk.
    await centre.run(tenantId, signedIn(request, true), async (work, actor) => {
      const found = UUID.test(id) ? await loadMatter(work, id, false) : undefined;
      if (!found) throw matterRefusals.notFound();
      const state = openness(attach as unknown as MatterCommand, found.matter, actor);
      if (state === 'role' || state === 'relation') throw matterRefusals.wrongRole();
      if (state !== 'open') throw matterRefusals.wrongState();
    });
    const file: MultipartFile | undefined = request.isMultipart() ? await request.file() : undefined;
    if (!file) throw intakeRefusals.noFile();
    const { sha256, size, name, mime, state } = await store.put(String(tenantId), {
      name: file.filename,
      bytes: await file.toBuffer(),
    });
    const slip = slipFor(centre.around.vault, tenantId, { sha256, size, name, mime, state, matterId: id });
    const done = await centre.perform(tenantId, signedIn(request, true), {
      command: 'matters.attach',
      id,
      input: { slip, broughtBy: (request.query as { by?: string }).by || undefined },
    });
    const { revision, extra } = done;
    return reply
      .code(201)
      .send({ id: (extra as { attachmentId: string }).attachmentId, name, type: mime, size, state, revision });
  });

  app.get('/api/matters/:id/attachments', async (request) => {
    const { id } = request.params as { id: string };
    return centre.run(request.tenantId, signedIn(request, false), async (work) => {
      if (!UUID.test(id)) throw matterRefusals.notFound();
      const rows = await work.ask<AttachmentRow>(sql`
        select id, name, type, size, state, added_at from attachment where tenant_id = ${work.tenantId} and matter_id = ${id} order by added_at, id`);
      return { attachments: rows };
    });
  });

  app.get('/api/attachments/:id', async (request, reply) => {
    const { id } = request.params as { id: string };
    const found = await centre.run(request.tenantId, signedIn(request, false), (work) =>
      findAttachment(UUID.test(id) ? id : undefined, work),
    );
    if (!found) throw attachmentRefusals.absent();
    const bytes = await store.read(String(request.tenantId), found.sha256);
    return reply
      .header(
        'content-disposition',
        `attachment; filename*=UTF-8''${encodeURIComponent(found.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
      )
      .header('content-security-policy', "sandbox; default-src 'none'")
      .header('x-content-type-options', 'nosniff')
      .header('content-length', bytes.length)
      .type(found.type)
      .send(bytes);
  });
}

export const storeOf = ({ centre, config }: Inside): AttachmentStore =>
  openAttachmentStore({
    folder: path.join(config.folder, 'attachments'),
    vault: centre.around.vault,
    scan: scanWith(process.env.JIEFEN_SCAN),
  });

const findAttachment = async (
  id: string | undefined,
  work: Parameters<Parameters<Inside['centre']['run']>[2]>[0],
): Promise<AttachmentRow | undefined> =>
  id
    ? work.one<AttachmentRow>(
        sql`select id, name, type, size, sha256, state, added_at from attachment where tenant_id = ${work.tenantId} and id = ${id}`,
      )
    : undefined;
