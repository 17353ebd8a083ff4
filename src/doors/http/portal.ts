import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { refusals } from './server.ts';

const files: Readonly<Record<string, string>> = {
  'sign.html': 'text/html; charset=utf-8',
  'verify.html': 'text/html; charset=utf-8',
  'sign.js': 'text/javascript; charset=utf-8',
  'verify.js': 'text/javascript; charset=utf-8',
  'portal.css': 'text/css; charset=utf-8',
};

/** The small pages for people without an account: signing (`/s`) and checking a paper (`/v`). */
export function servePortal(app: FastifyInstance, folder: string): void {
  const send = async (reply: FastifyReply, name: string) => {
    const type = files[name];
    const file = path.join(folder, name);
    if (!type || !existsSync(file)) throw refusals.noPage();
    return reply
      .type(type)
      .header('cache-control', 'no-cache')
      .header('referrer-policy', 'no-referrer')
      .send(await readFile(file));
  };
  app.get('/s', (_, reply) => send(reply, 'sign.html'));
  app.get('/v', (_, reply) => send(reply, 'verify.html'));
  app.get('/v/:code', (_, reply) => send(reply, 'verify.html'));
  app.get('/portal/:file', (request, reply) => send(reply, (request.params as { file: string }).file));
}
