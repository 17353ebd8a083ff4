import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Centre } from '../../centre.ts';
import type { Actor } from '../../ground/command/index.ts';
import type { Config } from '../../ground/config/index.ts';
import { defineRefusals, Refusal } from '../../ground/refusal/index.ts';
import type { Work } from '../../ground/store/index.ts';
import { actorOf, refusals as identityRefusals, type SignedIn } from '../../registers/identity/index.ts';
import type { Directory } from './directory.ts';
import { meters } from './meters.ts';

export const refusals = defineRefusals('http', {
  signIn: { status: 401, zh: '请先登录。', waysOn: ['登录后接着办，已填的内容都还在'] },
  badJson: { status: 400, zh: '提交的内容不是有效的格式。', waysOn: ['刷新页面再提交', '程序调用请检查 JSON'] },
  tooLarge: { status: 413, zh: '提交的内容太大。', waysOn: ['文字最多20,000字，附件请单独上传', '附件压缩后再传'] },
  noPage: { status: 404, zh: '没有这个地址。', waysOn: ['回到首页'] },
  forged: { status: 403, zh: '这次提交没有通过安全核对。', waysOn: ['刷新页面再提交一次'] },
  badAddress: { status: 400, zh: '这个地址写得不对。', waysOn: ['回到首页再进入', '查找的内容太长时请缩短'] },
  badType: { status: 422, zh: '提交的格式不认识。', waysOn: ['请用 JSON 提交'] },
});

export interface Inside {
  centre: Centre;
  directory: Directory;
  config: Config;
  /** Fixed clocks for tests; the served product has none. */
  ready: () => boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    tenantId: number;
    token: Buffer | undefined;
    /** What the cookie itself says: opens the person's own key, and is kept nowhere. */
    secret: string | undefined;
  }
}

/** Production build: everything from this host, nothing inline. */
const CSP =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self'; worker-src 'self' blob:; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'";
export const COOKIE = 'jiefen';

export async function buildServer(inside: Inside): Promise<FastifyInstance> {
  const app = Fastify({
    frameworkErrors: (_, __, reply) => void sendRefusal(reply, refusals.badAddress()),
    clientErrorHandler: refuseBroken,
    logger: false,
    bodyLimit: 2_000_000,
    genReqId: () => randomUUID(),
    trustProxy: inside.config.publicUrl !== undefined,
    routerOptions: { maxParamLength: 200 },
    return503OnClosing: false,
  });
  await app.register(cookie);
  await app.register(multipart, { limits: { fileSize: 25_000_000, files: 1, fields: 10 } });
  await app.register(compress, { threshold: 8192, encodings: ['gzip'] });
  app.decorateRequest('tenantId', 0);
  app.decorateRequest('token', undefined);
  app.decorateRequest('secret', undefined);
  app.removeContentTypeParser('text/plain');

  app.addHook('onRequest', async (request, reply) => {
    reply
      .header('content-security-policy', CSP)
      .header('x-content-type-options', 'nosniff')
      .header('referrer-policy', 'same-origin')
      .header('x-frame-options', 'DENY');
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store');
    if (/%00/.test(request.url)) throw refusals.badAddress();
    request.tenantId = inside.directory.tenantOf(request.hostname).id;
    const value = request.cookies[COOKIE];
    request.secret = value && /^[\w-]{40,60}$/.test(value) ? value : undefined;
    request.token = request.secret === undefined ? undefined : hashToken(request.secret);
    if (request.method !== 'GET' && request.method !== 'HEAD') refuseForeign(request);
  });
  app.addHook('onResponse', async (request, reply) =>
    meters.seen(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime),
  );
  app.setErrorHandler((error, request, reply) => answerError(error, request, reply));
  return app;
}

/** What is no HTTP, or has a head of more than 16 kB, never becomes a request; it is answered in words all the same. */
function refuseBroken(_: Error, socket: Socket): void {
  const { code, message, waysOn } = refusals.badAddress();
  const body = JSON.stringify({ code, message, waysOn });
  if (socket.writable)
    socket.write(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
  socket.destroySoon();
}

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Any other address: a page of the web app, or a refusal in words. */
export async function servePages(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const pages = folder && existsSync(folder);
  if (pages)
    await app.register(fastifyStatic, {
      root: path.join(folder, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '30d',
      index: false,
    });
  app.setNotFoundHandler((request, reply) => {
    const { pathname } = new URL(request.url, 'http://here');
    if (!pages || request.method !== 'GET' || /^\/(api|assets)\//.test(pathname)) return sendRefusal(reply, refusals.noPage());
    // Looked up at each call: a new build is served at once.
    const file = /^\/[\w-]+\.\w+$/.test(pathname) && existsSync(path.join(folder, pathname)) ? pathname.slice(1) : 'index.html';
    return reply.header('cache-control', 'no-cache').sendFile(file, folder, { immutable: false, maxAge: 0 });
  });
}

/** Same origin only: a page of another host cannot send a change (Origin and Fetch-Metadata; CSRF token besides). */
function refuseForeign(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site'];
  if (site && site !== 'same-origin' && site !== 'none') throw refusals.forged();
  const origin = request.headers.origin;
  if (origin && origin !== 'null' && !(URL.canParse(origin) && new URL(origin).host === request.headers.host))
    throw refusals.forged();
}

/** Finds the signed-in person in the transaction of the request itself; a change also needs the session's own token. */
export function signedIn(request: FastifyRequest, changing: boolean): (work: Work) => Promise<Actor> {
  return async (work) => {
    if (!request.token) throw refusals.signIn();
    const actor: SignedIn | undefined = await actorOf(work, request.token);
    if (!actor) throw refusals.signIn();
    if (changing && request.headers['x-csrf-token'] !== actor.csrf) throw refusals.forged();
    if (actor.mustChange && !/^\/api\/(me$|identity\/change-password$)/.test(request.routeOptions.url ?? ''))
      throw identityRefusals.mustChange();
    return { ...actor, token: request.secret };
  };
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { code, message, waysOn, fields, view, status } = refusal;
  if (status === 429 || status === 503) reply.header('retry-after', code === 'identity.locked' ? '900' : '5');
  return reply.code(status).send({
    code,
    message,
    waysOn,
    ...(fields && { fields }),
    ...((view as object | undefined) && { view: (view as { view: unknown }).view, ...(view as object) }),
  });
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refusal) return sendRefusal(reply, error);
  const { code, statusCode, validation } = error as { code?: string; statusCode?: number; validation?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE') return sendRefusal(reply, refusals.tooLarge());
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return sendRefusal(reply, refusals.badType());
  if (validation || error instanceof SyntaxError || (statusCode && statusCode >= 400 && statusCode < 500))
    return sendRefusal(reply, refusals.badJson());
  const number = request.id.slice(0, 8).toUpperCase();
  // One line, with the number that the person sees; no body and no personal data.
  console.error(
    JSON.stringify({
      fault: number,
      method: request.method,
      route: request.routeOptions.url,
      message: String((error as Error).message),
      stack: (error as Error).stack?.split('\n').slice(0, 8),
    }),
  );
  meters.fault();
  return reply.code(500).send({
    code: 'fault',
    message: `系统出了毛病，已记录，编号 ${number}。您填的内容还在。`,
    waysOn: ['稍后再试一次', `仍不行请把编号 ${number} 告诉管理员`],
    number,
  });
}
