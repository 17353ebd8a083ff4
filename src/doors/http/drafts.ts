import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '../../centre.ts';
import { defineRefusals } from '../../ground/refusal/index.ts';
import { sql } from '../../ground/store/index.ts';
import { draftsOf, dropDraft, keepDraft, otherDrafts } from '../../registers/identity/drafts.ts';
import { words } from '../../registers/matters/model.ts';
import { type Inside, signedIn } from './server.ts';

export const refusals = defineRefusals('drafts', {
  tooLong: { status: 413, zh: '草稿太长，没有保存。', waysOn: ['正文最多20,000字', '长材料请作为附件上传'] },
  tooMany: { status: 409, zh: '保存得太多了。', waysOn: ['删掉几个不用的再保存'] },
});

const MOST = 50;
const LONGEST = 200_000;
const Key = z.object({
  key: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[\w.:/-]+$/),
});
const Body = z.object({ body: z.record(z.string(), z.unknown()) });
const View = z.object({
  zh: words(40, '名称').refine((zh) => zh.length > 0, '写一个名称'),
  page: z
    .string()
    .max(100)
    .regex(/^\/[\w/-]*$/),
  search: z
    .string()
    .max(1000)
    .regex(/^[^\u0000-\u001f]*$/),
});
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** What becomes a matter later must fit into PostgreSQL's text, which keeps no U+0000. */
const stored = (body: unknown) => JSON.stringify(body).replaceAll('\\u0000', '');

/** What a person is in the middle of, and the lists that they come back to: their own alone, kept by row-level security. */
export function serveDrafts(app: FastifyInstance, inside: Inside): void {
  serveOwnDrafts(app, inside);
  serveViews(app, inside);
}

function serveOwnDrafts(app: FastifyInstance, { centre }: Inside): void {
  const { vault } = centre.around;
  app.get('/api/drafts', async (request) =>
    centre.run(request.tenantId, signedIn(request, false), async (work, actor) => ({
      drafts: await draftsOf(work, vault, actor),
    })),
  );
  app.put('/api/drafts/:key', async (request) =>
    centre.run(request.tenantId, signedIn(request, true), async (work, actor) => {
      const { key } = parse(Key, request.params);
      const text = stored(parse(Body, request.body).body);
      if (text.length > LONGEST) throw refusals.tooLong();
      if ((await otherDrafts(work, actor.id, key)) >= MOST) throw refusals.tooMany();
      await keepDraft(work, vault, actor.id, key, text);
      return { key, savedAt: work.now };
    }),
  );
  app.delete('/api/drafts/:key', async (request) =>
    centre.run(request.tenantId, signedIn(request, true), async (work, actor) => {
      const { key } = parse(Key, request.params);
      await dropDraft(work, actor.id, key);
      return { key };
    }),
  );
}

function serveViews(app: FastifyInstance, { centre }: Inside): void {
  app.get('/api/views', async (request) =>
    centre.run(request.tenantId, signedIn(request, false), async (work, actor) => ({
      views: await work.ask(
        sql`select id, zh, page, search, made_at from saved_view where tenant_id = ${work.tenantId} and staff_id = ${actor.id} order by made_at`,
      ),
    })),
  );
  app.post('/api/views', async (request, reply) => {
    const made = await centre.run(request.tenantId, signedIn(request, true), async (work, actor) => {
      const view = parse(View, request.body);
      const count = await work.one<{ n: number }>(
        sql`select count(*) as n from saved_view where tenant_id = ${work.tenantId} and staff_id = ${actor.id}`,
      );
      if (count!.n >= MOST) throw refusals.tooMany();
      const id = centre.around.chance.id(work.now);
      work.add('saved_view', { id, staffId: actor.id, ...view, madeAt: work.now });
      return { id, ...view };
    });
    return reply.code(201).send(made);
  });
  app.delete('/api/views/:id', async (request) =>
    centre.run(request.tenantId, signedIn(request, true), async (work, actor) => {
      const { id } = request.params as { id: string };
      if (UUID.test(id))
        await work.ask(sql`delete from saved_view where tenant_id = ${work.tenantId} and staff_id = ${actor.id} and id = ${id}`);
      return { id };
    }),
  );
}
