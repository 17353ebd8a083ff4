import type { FastifyInstance, FastifyRequest } from 'fastify';
import { commands, queries } from '../../centre.ts';
import type { Command, Query } from '../../ground/command/index.ts';
import { pathOf, schemaOf } from '../../registers/matters/moves.ts';
import { meters } from './meters.ts';
import { type Inside, refusals, signedIn } from './server.ts';

/** Each command and query once more, as HTTP: thin, no rules, no SQL. */
export function serveDeclarations(app: FastifyInstance, inside: Inside): void {
  for (const command of commands) serveCommand(app, inside, command);
  for (const query of queries) serveQuery(app, inside, query);
  const forms = Object.fromEntries(commands.map((command) => [command.name, schemaOf(command)]));
  app.get('/api/forms', async () => forms);
  app.get('/healthz', async () => ({ alive: true }));
  app.get('/readyz', async (_, reply) => (inside.ready() ? { ready: true } : reply.code(503).send({ ready: false })));
  app.get('/metrics', async (_, reply) => reply.type(meters.type).send(await meters.text()));
}

interface Body {
  revision?: number;
  [field: string]: unknown;
}

function serveCommand(app: FastifyInstance, { centre }: Inside, command: Command): void {
  const path = pathOf(command.name, command.on).replace('{id}', ':id');
  const created = command.name === 'intake.receive' ? 201 : 200;
  app.post(path, async (request, reply) => {
    const { revision, ...input } = bodyOf(request);
    const { id } = request.params as { id?: string };
    const key = header(request, 'idempotency-key');
    const done = await centre.perform(request.tenantId, signedIn(request, true), {
      command: command.name,
      id: uuid(id),
      input,
      revision,
      key,
    });
    const { extra, ...rest } = done;
    return reply.code(created).send({ ...rest, ...(command.name.startsWith('intake.') ? extra : {}), extra });
  });
}

function serveQuery(app: FastifyInstance, { centre }: Inside, query: Query): void {
  app.get(query.path.replace(/\{(\w+)\}/g, ':$1'), async (request) => {
    const params = request.params as Record<string, string>;
    return centre.ask(
      request.tenantId,
      signedIn(request, false),
      query.name,
      { ...(request.query as object), ...params },
      params.id,
    );
  });
}

/** An id that is none is simply not there; the answer must not tell "forbidden" from "absent". */
function uuid(id: string | undefined): string | undefined {
  if (id === undefined) return undefined;
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(id) ? id : '00000000-0000-0000-0000-000000000000';
}

function bodyOf(request: FastifyRequest): Body {
  const { body } = request;
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) throw refusals.badJson();
  const { revision, ...rest } = body as Body;
  if (revision !== undefined && !Number.isInteger(revision)) throw refusals.badJson();
  return { revision, ...rest };
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value.length > 0 && value.length <= 200 ? value : undefined;
}
