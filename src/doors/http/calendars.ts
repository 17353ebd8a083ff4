import type { FastifyInstance, FastifyReply } from 'fastify';
import { calendarOf } from '../../desks/mediation/sessions/index.ts';
import { refusals as matterRefusals } from '../../registers/matters/refusals.ts';
import { loadMatter } from '../../registers/matters/store.ts';
import { type Inside, signedIn } from './server.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const send = (reply: FastifyReply, text: string): FastifyReply =>
  reply.header('content-disposition', 'attachment; filename="sessions.ics"').type('text/calendar; charset=utf-8').send(text);

/** Sessions as a calendar (RFC 5545): of one matter, or of all that the signed-in mediator holds. */
export function serveCalendars(app: FastifyInstance, { centre }: Inside): void {
  app.get('/api/matters/:id/calendar.ics', async (request, reply) => {
    const { id } = request.params as { id: string };
    const text = await centre.run(request.tenantId, signedIn(request, false), async (work, actor) => {
      if (!UUID.test(id) || !(await loadMatter(work, id, false))) throw matterRefusals.notFound();
      return calendarOf(work, actor, id);
    });
    return send(reply, text);
  });
  app.get('/api/me/calendar.ics', async (request, reply) =>
    send(reply, await centre.run(request.tenantId, signedIn(request, false), (work, actor) => calendarOf(work, actor))),
  );
}
