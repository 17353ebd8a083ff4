import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { parse } from '../../centre.ts';
import { parsePeople, readTyping, Typing } from '../../desks/intake/index.ts';
import { type Inside, signedIn } from './server.ts';

const Pasted = z.object({ text: z.string().max(500_000) });

/** Readings of what a person at the desk has typed so far. Asked by POST, for the words are personal and must not stand in an address. */
export function serveIntake(app: FastifyInstance, { centre }: Inside): void {
  app.post('/api/intake/understand', async (request) =>
    centre.run(request.tenantId, signedIn(request, true), (work, actor) =>
      readTyping(
        {
          work,
          now: work.now,
          actor,
          chance: centre.around.chance,
          vault: centre.around.vault,
          id: undefined,
          revision: undefined,
        },
        parse(Typing, request.body),
      ),
    ),
  );
  app.post('/api/intake/people', async (request) =>
    centre.run(request.tenantId, signedIn(request, true), async () => parsePeople(parse(Pasted, request.body).text)),
  );
}
