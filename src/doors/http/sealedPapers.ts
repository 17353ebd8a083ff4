import type { MultipartFile } from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import QRCode from 'qrcode';
import { z } from 'zod';
import { parse } from '../../centre.ts';
import { refusals as mediationRefusals } from '../../desks/mediation/refusals.ts';
import { canFinish, finishPaper, scanBack } from '../../desks/mediation/signing/index.ts';
import { normaliseCode } from '../../ground/ids/index.ts';
import { defineRefusals } from '../../ground/refusal/index.ts';
import { doorContext, sql, type Work } from '../../ground/store/index.ts';
import { type MatterCommand, openness } from '../../registers/matters/command.ts';
import { refusals as matterRefusals } from '../../registers/matters/refusals.ts';
import { type Aggregate, loadMatter } from '../../registers/matters/store.ts';
import { type AttachmentStore, attachmentRefusals, slipFor } from '../../support/documents/attachments/index.ts';
import { paperCode, publicCode, shortId } from '../../support/documents/paperCodes.ts';
import { readScan } from '../../support/documents/scan.ts';
import { pagesOf, type SealKeys, sealPdf } from '../../support/documents/seal/index.ts';
import { EventProof, inclusionProof, parseCheckpoint, suites } from '../../support/ledger/index.ts';
import type { LedgerKeys } from '../../support/ledger/keys.ts';
import { nodesFrom } from '../../support/ledger/read.ts';
import { clockContext, hashesAt } from '../../support/ledger/store.ts';
import { evenly, Pace } from './pace.ts';
import { type Inside, refusals, signedIn } from './server.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ANSWER_MS = 120;

const publicRefusals = defineRefusals('publicPaper', {
  unknown: {
    status: 404,
    zh: '没有查到这份文书。',
    waysOn: ['核对纸上的编码再查', '签好不久的，等中心定稿后再查', '请打中心电话核对'],
  },
});

/** Makes the PDF of a paper; handed in by the assembly. Without it the final PDF is the one that was brought (a scan of the inked paper). */
export type PaperBytes = (work: Work, documentId: string) => Promise<{ pdf: Buffer; pages: number; title: string }>;

/** What happens to a paper as a file: sealed for good, proved by the ledger, and checked by a stranger. */
export function serveSealedPapers(
  app: FastifyInstance,
  { centre, directory }: Inside,
  { keys, seals, store, paperBytes }: { keys: LedgerKeys; seals: SealKeys; store: AttachmentStore; paperBytes?: PaperBytes },
): void {
  const centreOf = (request: FastifyRequest) => directory.tenantOf(request.hostname);

  /** The document with its matter, if this person may do this to it; nothing is kept before that is known. */
  async function mayDo(
    request: FastifyRequest,
    command: MatterCommand,
  ): Promise<{ found: Aggregate; documentId: string; pdf?: Buffer }> {
    const { id } = request.params as { id: string };
    return centre.run(request.tenantId, signedIn(request, true), async (work, actor) => {
      const found = await matterOf(work, id);
      const state = openness(command, found.matter, actor);
      if (state === 'role' || state === 'relation') throw matterRefusals.wrongRole();
      if (state !== 'open') throw matterRefusals.wrongState();
      if (command.name === finishPaper.name && !canFinish(found.documents.find((one) => one.id === id)))
        throw mediationRefusals.notFinal();
      const made = command.name === finishPaper.name && !request.isMultipart() ? await paperBytes?.(work, id) : undefined;
      return { found, documentId: id, pdf: made?.pdf };
    });
  }
  const brought = async (request: FastifyRequest): Promise<Buffer> => {
    const file: MultipartFile | undefined = request.isMultipart() ? await request.file() : undefined;
    if (!file) throw attachmentRefusals.empty();
    return file.toBuffer();
  };

  app.post('/api/documents/:id/final', async (request, reply) => {
    const { found, documentId, pdf } = await mayDo(request, finishPaper as unknown as MatterCommand);
    const { zh, code } = centreOf(request);
    const bytes = pdf ?? (await brought(request));
    const at = await centre.around.store.within(request.tenantId, doorContext, async (work) => work.now);
    const sealed = sealPdf(bytes, seals.of({ code, zh }), { name: zh, reason: '本中心出具，内容未经改动', at });
    const paper = found.documents.find((one) => one.id === documentId)!;
    const done = await keep(request, found.matter.id, 'mediation.finishPaper', sealed, `${paper.title}.pdf`, {
      documentId,
      as: 'final',
      pages: pagesOf(sealed),
    });
    return reply.code(201).send(done);
  });

  /** A paper signed in ink comes back: it must be this one, and whole, before anything of it is kept. */
  app.post('/api/documents/:id/scan', async (request, reply) => {
    const { found, documentId } = await mayDo(request, scanBack as unknown as MatterCommand);
    const { signers = '', ...input } = request.query as Record<string, string>;
    const bytes = await brought(request);
    const { pages, code } = await readScan(bytes);
    if (code?.matterCode !== found.matter.code || code.document !== shortId(documentId)) throw mediationRefusals.wrongScan();
    if (code.pages !== pages) throw mediationRefusals.pagesMissing({ say: `发出${code.pages}页，扫描件${pages}页。` });
    const name = bytes.toString('latin1', 0, 5) === '%PDF-' ? '签好的纸质件.pdf' : '签好的纸质件.jpg';
    const paper = { documentId, as: 'scan', pages } as const;
    const given = { ...input, signers: signers.split(',').filter(Boolean) };
    return reply.code(201).send(await keep(request, found.matter.id, 'mediation.scanBack', bytes, name, paper, given));
  });

  /** The square that goes on every page of a paper to be signed in ink, and the code with which a stranger checks the issued one. */
  app.get('/api/documents/:id/code', async (request) => {
    const { id } = request.params as { id: string };
    const { pages = 1 } = parse(z.object({ pages: z.coerce.number().int().min(1).max(500).optional() }), request.query);
    return centre.run(request.tenantId, signedIn(request, false), async (work) => {
      const { matter } = await matterOf(work, id);
      const text = paperCode({ matterCode: matter.code, document: shortId(id), pages });
      const qr = await QRCode.toString(text, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' });
      return { text, qr, publicCode: publicCode(centre.around.vault, work.tenantId, id) };
    });
  });

  async function keep(
    request: FastifyRequest,
    matterId: string,
    command: string,
    bytes: Buffer,
    name: string,
    paper: { documentId: string; as: 'final' | 'scan'; pages: number },
    input: object = {},
  ) {
    const { tenantId } = request;
    const { sha256, size, mime, state, name: kept } = await store.put(String(tenantId), { name, bytes });
    const slip = slipFor(centre.around.vault, tenantId, { sha256, size, name: kept, mime, state, matterId, paper });
    const done = await centre.perform(tenantId, signedIn(request, true), { command, id: matterId, input: { ...input, slip } });
    return { ...done, sha256, pages: paper.pages, size };
  }

  app.get('/api/documents/:id/proof', async (request, reply) => {
    const { id } = request.params as { id: string };
    const eventId = await centre.run(request.tenantId, signedIn(request, false), async (work) => {
      await matterOf(work, id);
      return (
        await work.one<{ eventId: string }>(
          sql`select event_id from public_paper where tenant_id = ${work.tenantId} and id = ${id}`,
        )
      )?.eventId;
    });
    if (!eventId) throw mediationRefusals.notFinal();
    // The ledger's own bytes are read as the ledger's keeper, and only of this event.
    const proof = await centre.around.store.within(request.tenantId, clockContext, (work) =>
      proofOf(work, eventId, keys.of(centreOf(request)).verifierKey),
    );
    if (!proof) throw refusals.noPage({ say: '这一条还没有入账，稍后再看。' });
    return reply.header('content-disposition', `attachment; filename="proof-${id.slice(-8)}.json"`).send(proof);
  });

  app.get('/api/public/seal.pem', async (request, reply) => {
    const { code, zh } = centreOf(request);
    const pem = seals.of({ code, zh }).chain.map(String).join('');
    return reply
      .type('application/x-pem-file')
      .header('content-disposition', `attachment; filename="jiefen.${code}.pem"`)
      .send(pem);
  });

  const pace = new Pace(30);
  app.get('/api/public/papers/:code', async (request) => {
    pace.step(request.ip);
    const code = normaliseCode((request.params as { code: string }).code);
    return evenly(ANSWER_MS, async () => {
      const row = await centre.around.store.within(request.tenantId, doorContext, (work) =>
        work.one<{
          kind: string;
          number: string | null;
          effectiveOn: string | null;
          pages: number;
          sha256: string;
          issuedAt: Date;
        }>(
          sql`select kind, number, effective_on::text as effective_on, pages, sha256, issued_at from public_paper where tenant_id = ${work.tenantId} and code = ${code}`,
        ),
      );
      if (!row) throw publicRefusals.unknown();
      return { ...row, code, centre: centreOf(request).zh };
    });
  });
}

async function matterOf(work: Work, documentId: string): Promise<Aggregate> {
  const row = UUID.test(documentId)
    ? await work.one<{ matterId: string }>(
        sql`select matter_id from document where tenant_id = ${work.tenantId} and id = ${documentId}`,
      )
    : undefined;
  const found = row && (await loadMatter(work, row.matterId, false));
  if (!found) throw matterRefusals.notFound();
  return found;
}

async function proofOf(work: Work, eventId: string, publicKey: string): Promise<EventProof | undefined> {
  const row = await work.one<{
    index: number;
    entry: Buffer;
    data: Record<string, unknown>;
    clocks: unknown[];
    salt: string;
  }>(sql`
    select p.index, e.entry, d.data, d.clocks, d.salt from ledger_position p
    join ledger_event e on e.tenant_id = p.tenant_id and e.at = p.at and e.id = p.event_id
    join event_detail d on d.tenant_id = p.tenant_id and d.at = p.at and d.id = p.event_id
    where p.tenant_id = ${work.tenantId} and p.event_id = ${eventId}`);
  const head = await work.one<{ note: string }>(
    sql`select note from ledger_checkpoint where tenant_id = ${work.tenantId} order by size desc limit 1`,
  );
  const size = head ? (parseCheckpoint(head.note)?.size ?? 0) : 0;
  if (!row || !head || row.index >= size) return undefined;
  const nodes = nodesFrom((level, from, until) => hashesAt(work, level, from, until));
  const path = await inclusionProof(suites.sha256, Number(row.index), size, nodes);
  const { entry, data, clocks, salt } = row;
  return parse(EventProof, {
    v: 1,
    entry: entry.toString('base64'),
    detail: { data, clocks },
    salt,
    index: Number(row.index),
    path: path.map((hash) => hash.toString('hex')),
    checkpoint: head.note,
    publicKey,
  });
}
