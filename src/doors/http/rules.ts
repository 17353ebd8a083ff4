import type { FastifyInstance } from 'fastify';
import { allRules, calendarPacks } from '../../support/deadlines/index.ts';
import { type Inside, signedIn } from './server.ts';

/** The rule packs as they are, with sources: read by everyone of the house, changed by nobody here. */
export function serveRules(app: FastifyInstance, { centre }: Inside): void {
  app.get('/api/rules', async (request) => {
    await centre.run(request.tenantId, signedIn(request, false), async () => undefined);
    return { ...allRules, calendars: calendarPacks };
  });
}
