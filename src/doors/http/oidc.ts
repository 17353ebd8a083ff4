import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../ground/refusal/index.ts';
import { finishOidc, type OidcConfig, startOidc } from '../../registers/identity/oidc.ts';
import { COOKIE, type Inside } from './server.ts';
import { cookieOf } from './session.ts';

const BEGUN = 'jiefen_oidc';

/** Sign-in by the government's own identity provider: out to it, and back with a code. */
export function serveOidc(app: FastifyInstance, { centre, config }: Inside, provider: OidcConfig): void {
  const { store, vault, chance } = centre.around;
  const cookie = cookieOf(config);
  const back = (request: FastifyRequest) =>
    new URL('/api/oidc/back', config.publicUrl ?? `${request.protocol}://${request.host}`);

  app.get('/api/oidc/start', async (request, reply) => {
    const begun = await startOidc(provider, vault, request.tenantId, back(request).href, new Date());
    return reply.setCookie(BEGUN, begun.cookie, { ...cookie, path: '/api/oidc', maxAge: 600 }).redirect(begun.url.href);
  });

  app.get('/api/oidc/back', async (request, reply) => {
    const url = new URL(request.url, back(request));
    try {
      const around = { chance, agent: request.headers['user-agent'] };
      const { token } = await finishOidc(
        store,
        vault,
        request.tenantId,
        provider,
        { url, cookie: request.cookies[BEGUN] ?? '' },
        around,
      );
      return reply
        .clearCookie(BEGUN, { ...cookie, path: '/api/oidc' })
        .setCookie(COOKIE, token, cookie)
        .redirect('/');
    } catch (error) {
      // The browser stands on our address now: the sign-in page says what happened and the way on.
      if (!(error instanceof Refusal)) throw error;
      return reply.redirect(
        `/sign-in?trouble=${encodeURIComponent(error.message)}&way=${encodeURIComponent(error.waysOn.join('；'))}`,
      );
    }
  });
}
