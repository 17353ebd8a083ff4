import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { parse } from '../../centre.ts';
import type { Config } from '../../ground/config/index.ts';
import { doorContext } from '../../ground/store/index.ts';
import { actorOf, type SignedIn, sessionView, signIn, signOut } from '../../registers/identity/index.ts';
import { COOKIE, hashToken, type Inside, refusals } from './server.ts';

const Credentials = z.object({
  username: z.string().max(200),
  password: z.string().max(500),
  totp: z.string().max(20).optional(),
});

export const cookieOf = (config: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: config.publicUrl?.startsWith('https:') ?? false }) as const;

export function serveSession(app: FastifyInstance, { centre, directory, config }: Inside, accounts: readonly object[]): void {
  const { store, vault, chance } = centre.around;
  const cookie = cookieOf(config);

  app.get('/api/directory', async (request) => {
    const { code, zh, label } = directory.tenantOf(request.hostname);
    return {
      centre: { code, zh, label },
      oidc: config.oidc !== undefined,
      demo: accounts.length > 0,
      accounts,
      empty: directory.all.length === 0,
    };
  });

  app.post('/api/session', async (request, reply) => {
    const given = parse(Credentials, request.body);
    const { token, actor } = await signIn(store, vault, request.tenantId, given, {
      agent: request.headers['user-agent'],
      chance,
    });
    return welcome(request, reply, token, actor);
  });
  app.get('/api/session', async (request) => {
    const actor = request.token && (await store.within(request.tenantId, doorContext, (work) => actorOf(work, request.token!)));
    if (!actor) throw refusals.signIn();
    return describe(request, actor);
  });
  app.delete('/api/session', async (request, reply) => {
    if (request.token) await signOut(store, request.tenantId, request.token, chance);
    return reply.clearCookie(COOKIE, cookie).send({ signedOut: true });
  });

  async function welcome(request: FastifyRequest, reply: FastifyReply, token: string, actor: SignedIn) {
    reply.setCookie(COOKIE, token, cookie);
    request.token = hashToken(token);
    return describe(request, actor);
  }

  const describe = (request: FastifyRequest, actor: SignedIn) =>
    store.within(request.tenantId, { ...actor, actorId: actor.id }, (work) => sessionView(work, actor));
}
