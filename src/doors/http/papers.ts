import type { FastifyInstance, FastifyReply } from 'fastify';
import { bindPlan, blankPaper, paperOf, planFile } from '../../registers/matters/papers/index.ts';
import { refusals } from '../../registers/matters/refusals.ts';
import type { AttachmentStore } from '../../support/documents/attachments/index.ts';
import { forms, isForm, renderPaper, wordOf } from '../../support/documents/papers/index.ts';
import { storeOf } from './attachments.ts';
import { type Inside, signedIn } from './server.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** Papers to look at, print and take away. The record is read as the person, the setting is done after the transaction has ended. */
export function servePapers(app: FastifyInstance, inside: Inside, store: AttachmentStore = storeOf(inside)): void {
  const { centre } = inside;
  const list = Object.entries(forms).map(([code, { zh }]) => ({ code, zh }));
  app.get('/api/papers', async (request) =>
    centre.run(request.tenantId, signedIn(request, false), async () => ({ forms: list })),
  );

  app.get('/api/documents/:id/paper.pdf', async (request, reply) => {
    const { title, ...paper } = await centre.run(request.tenantId, signedIn(request, false), (work) =>
      paperOf(work, idIn(request.params)),
    );
    return sendPdf(reply, title, (await renderPaper(paper)).pdf);
  });

  app.get('/api/documents/:id/paper.docx', async (request, reply) => {
    const { title, ...paper } = await centre.run(request.tenantId, signedIn(request, false), (work) =>
      paperOf(work, idIn(request.params)),
    );
    return reply
      .header('content-disposition', named('attachment', `${title}.docx`))
      .type(DOCX)
      .send(await wordOf(paper));
  });

  app.get('/api/matters/:id/blank/:form', async (request, reply) => {
    const form = /^([\w-]{1,20})\.pdf$/.exec((request.params as { form: string }).form)?.[1] ?? '';
    const paper = await centre.run(request.tenantId, signedIn(request, false), (work) =>
      blankPaper(work, idIn(request.params), form),
    );
    return sendPdf(reply, `空白${isForm(form) ? forms[form].zh : ''}`, (await renderPaper(paper)).pdf);
  });

  app.get('/api/matters/:id/file.pdf', async (request, reply) => {
    const { tenantId } = request;
    const plan = await centre.run(tenantId, signedIn(request, false), (work) => planFile(work, idIn(request.params)));
    const { pdf } = await bindPlan(plan, (sha256) => store.read(String(tenantId), sha256));
    return sendPdf(reply, plan.title, pdf);
  });
}

function idIn(params: unknown): string {
  const { id } = params as { id: string };
  if (!UUID.test(id)) throw refusals.notFound();
  return id;
}

/** Shown in a frame of our own page and nowhere else; it may fetch, run and send nothing. */
const sendPdf = (reply: FastifyReply, title: string, pdf: Buffer): FastifyReply =>
  reply
    .header('content-disposition', named('inline', `${title}.pdf`))
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'")
    .header('x-frame-options', 'SAMEORIGIN')
    .header('content-length', pdf.length)
    .type('application/pdf')
    .send(pdf);

const named = (how: 'inline' | 'attachment', name: string): string =>
  `${how}; filename*=UTF-8''${encodeURIComponent(name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '')).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`;
