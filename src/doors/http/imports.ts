import path from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '../../centre.ts';
import {
  type ImportRecord,
  type ImportResult,
  importers,
  importFields,
  importFile,
  importNamed,
  importsNewest,
  mappingFor,
  rowErrors,
  undoWholeImport,
} from '../../desks/intake/index.ts';
import { refusals } from '../../desks/intake/refusals.ts';
import type { Actor } from '../../ground/command/index.ts';
import { refusals as matterRefusals } from '../../registers/matters/refusals.ts';
import { readTable, writeXlsx } from '../../support/tables/index.ts';
import { type Inside, signedIn } from './server.ts';
import { Uploads } from './uploads.ts';

const Run = z.object({
  fileId: z.uuid(),
  mapping: z.record(z.string(), z.string()).optional(),
  dryRun: z.boolean().default(false),
});
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const states = { running: '导入中', done: '完成', failed: '中断', undoing: '撤销中', undone: '已撤销' } as const;
/** A small table answers at once; a large one goes on while the page asks how far it is. */
const PATIENCE_MS = 1_500;

/** Tables brought in: preview, dry run, run with progress, list, errors as a table, undo. */
export function serveImports(app: FastifyInstance, inside: Inside): void {
  const { centre, config } = inside;
  const { vault, chance } = centre.around;
  const uploads = new Uploads(path.join(config.folder, 'uploads'), vault);
  const jobs = new Set<Promise<unknown>>();
  let closing = false;
  app.addHook('onClose', async () => {
    closing = true;
    await Promise.allSettled(jobs);
  });
  /** Goes on behind the answer; a fault of the job is told by the import's own state. */
  const goOn = (job: Promise<unknown>) => {
    jobs.add(job);
    job
      .catch((error: unknown) => console.error(JSON.stringify({ import: String((error as Error).message) })))
      .finally(() => jobs.delete(job));
  };
  const importer = (request: FastifyRequest, changing: boolean): Promise<Actor> =>
    centre.run(request.tenantId, signedIn(request, changing), async (_, actor) => {
      if (!actor.roles.some((role) => (importers as readonly string[]).includes(role))) throw matterRefusals.wrongRole();
      return actor;
    });

  app.post('/api/imports/preview', async (request) => {
    const actor = await importer(request, true);
    const file = request.isMultipart() ? await request.file() : undefined;
    if (!file) throw refusals.noFile();
    const bytes = await file.toBuffer();
    const table = readTable(bytes, file.filename);
    const fileId = chance.id(new Date());
    await uploads.keep(request.tenantId, actor.id, fileId, { name: file.filename, bytes });
    const { format, encoding, headers, rows, broken, warnings } = table;
    return {
      fileId,
      fileName: file.filename,
      format,
      encoding,
      headers,
      rows: rows.length + broken.length,
      sample: rows.slice(0, 20).map(({ cells }) => cells),
      mapping: mappingFor(headers),
      fields: importFields.map(({ field, zh, needed }) => ({ field, zh, needed })),
      warnings,
      broken,
    };
  });

  app.post('/api/imports/run', async (request, reply) => {
    const actor = await importer(request, true);
    const { fileId, mapping, dryRun } = parse(Run, request.body);
    const upload = await uploads.find(request.tenantId, actor.id, fileId);
    if (!upload) throw refusals.noUpload();
    let tellStart: (id: string) => void = () => {};
    const started = new Promise<string>((resolve) => {
      tellStart = resolve;
    });
    const job = importFile({
      centre,
      actor,
      tenantId: request.tenantId,
      bytes: upload.bytes,
      filename: upload.name,
      mapping,
      dryRun,
      onStart: tellStart,
      stopped: () => closing,
    });
    const result = await soonest(job, started);
    if (typeof result !== 'string') return result;
    goOn(job);
    const now = await centre.run(request.tenantId, actor, (work) => importNamed(work, result));
    return reply.code(202).send({ ...shown(now!), running: true });
  });

  app.get('/api/imports', async (request) => {
    await importerOrReader(request);
    return centre.run(request.tenantId, signedIn(request, false), async (work) => ({
      imports: (await importsNewest(work)).map(shown),
    }));
  });

  app.get('/api/imports/:id', async (request) => detail(request));
  app.get('/api/imports/:id/errors', async (request, reply) => {
    const { rowErrors: errors } = await detail(request, 50_000);
    const headers = [...new Set(errors.flatMap(({ content }) => Object.keys(content)))];
    const columns = [
      { zh: '行', key: '行' },
      { zh: '为什么没导入', key: '为什么没导入' },
      ...headers.map((zh) => ({ zh, key: zh })),
    ];
    const rows = errors.map(({ row, trouble, content }) => ({ ...content, 行: row, 为什么没导入: trouble }));
    reply.header('content-disposition', 'attachment; filename="import-errors.xlsx"');
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .send(writeXlsx({ sheet: '没有导入的行', columns, rows }));
  });

  app.post('/api/imports/:id/undo', async (request, reply) => {
    const actor = await importer(request, true);
    const id = idOf(request);
    const job = undoWholeImport(centre, request.tenantId, actor, id);
    const result = await Promise.race([job, after(PATIENCE_MS * 4)]);
    if (result) return result;
    goOn(job);
    return reply.code(202).send({ id, running: true });
  });

  const importerOrReader = (request: FastifyRequest) =>
    centre.run(request.tenantId, signedIn(request, false), async (_, actor) => {
      if (!actor.roles.some((role) => [...importers, 'archivist', 'auditor'].includes(role))) throw matterRefusals.wrongRole();
    });

  async function detail(request: FastifyRequest, most = 1000) {
    await importerOrReader(request);
    return centre.run(request.tenantId, signedIn(request, false), async (work) => {
      const found = await importNamed(work, idOf(request));
      if (!found) throw refusals.noImport();
      return { ...shown(found), rowErrors: await rowErrors(work, vault, found.id, most) };
    });
  }
}

function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id: string };
  if (!UUID.test(id)) throw refusals.noImport();
  return id;
}

const shown = (found: ImportRecord) => ({
  ...found,
  stateZh: states[found.state],
  progress: found.rows === 0 ? 1 : (found.added + found.known + found.errors) / found.rows,
});

const after = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());

/** The whole result when it comes soon, else the id of the import that has begun. A refusal before the start is thrown here. */
async function soonest(job: Promise<ImportResult>, started: Promise<string>): Promise<ImportResult | string> {
  const result = await Promise.race([job, after(PATIENCE_MS)]);
  return result ?? Promise.race([job, started]);
}
