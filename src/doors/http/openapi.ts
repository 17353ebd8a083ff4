import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { commands, queries } from '../../centre.ts';
import { pathOf, schemaOf } from '../../registers/matters/moves.ts';
import type { Inside } from './server.ts';

const refusal = {
  type: 'object',
  required: ['code', 'message', 'waysOn'],
  properties: {
    code: { type: 'string' },
    message: { type: 'string' },
    waysOn: { type: 'array', items: { type: 'string' } },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
    view: { type: 'object' },
  },
};
const answers = (ok: string, zh: string) => ({
  [ok]: { description: zh, content: { 'application/json': { schema: { type: 'object' } } } },
  '4XX': {
    description: '不能办，以及出路',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
  },
});
const pathId = { name: 'id', in: 'path', required: true, schema: { type: 'string' }, description: '编号' };
const operationId = (name: string) => name.replace('.', '_');

/** A command's schema with its own definitions moved to where the document keeps such things: `#/$defs` would mean the document's. */
function hoisted(
  owner: string,
  { $schema: _, ...schema }: Record<string, unknown>,
  schemas: Record<string, unknown>,
): Record<string, unknown> {
  const { $defs, ...moved } = JSON.parse(
    JSON.stringify(schema).replaceAll('"#/$defs/', `"#/components/schemas/${owner}_`),
  ) as Record<string, unknown>;
  for (const [name, definition] of Object.entries($defs ?? {})) schemas[`${owner}_${name}`] = definition;
  return moved;
}

/** OpenAPI 3.1 of every command and query, made from the same declarations that serve them. */
export function openApi(version: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  const schemas: Record<string, unknown> = { Refusal: refusal };
  for (const command of commands) {
    const path = pathOf(command.name, command.on);
    const schema = hoisted(operationId(command.name), schemaOf(command) as Record<string, unknown>, schemas);
    const body =
      command.on === 'matter'
        ? { allOf: [{ type: 'object', properties: { revision: { type: 'integer', description: '您看到的版本' } } }, schema] }
        : schema;
    const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } };
    paths[path] = {
      ...paths[path],
      post: {
        operationId: operationId(command.name),
        summary: command.zh,
        tags: [command.name.split('.')[0]],
        parameters: [...(command.on === 'matter' ? [pathId] : []), key],
        requestBody: { required: true, content: { 'application/json': { schema: body } } },
        responses: answers(command.name === 'intake.receive' ? '201' : '200', '办好了：最新情况和现在可以做的'),
        security: [{ session: [], csrf: [] }],
      },
    };
  }
  for (const query of queries) {
    const shape =
      (z.toJSONSchema(query.input, { unrepresentable: 'any', io: 'input' }) as { properties?: Record<string, unknown> })
        .properties ?? {};
    const inPath = [...query.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    paths[query.path] = {
      ...paths[query.path],
      get: {
        operationId: operationId(query.name),
        summary: query.zh,
        tags: [query.name.split('.')[0]],
        security: [{ session: [] }],
        responses: answers('200', query.zh),
        parameters: [
          ...inPath.map((name) => ({ ...pathId, name })),
          ...Object.entries(shape)
            .filter(([name]) => !inPath.includes(name))
            .map(([name, schema]) => ({ name, in: 'query', required: false, schema })),
        ],
      },
    };
  }
  for (const [path, method, summary] of extra) {
    const params = [...path.matchAll(/\{(\w+)\}/g)].map((match) => ({ ...pathId, name: match[1]! }));
    paths[path] = {
      ...paths[path],
      [method]: {
        operationId: `${method}${path.replace(/[^a-z]+(\w?)/gi, (_, c: string) => c.toUpperCase())}`,
        summary,
        parameters: params,
        responses: answers('200', summary),
        ...(method === 'post' ? { requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } } : {}),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '解纷 Jiefen',
      version,
      description: '县级社会治理中心的开放接口。每个命令只声明一次，网页、命令行和这里用的是同一份。',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))),
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'jiefen' },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF-Token' },
      },
    },
  };
}

const extra = [
  ['/healthz', 'get', '活着'],
  ['/readyz', 'get', '可以服务'],
  ['/metrics', 'get', '度量'],
  ['/api/directory', 'get', '本中心'],
  ['/api/session', 'get', '当前登录'],
  ['/api/session', 'post', '登录'],
  ['/api/session', 'delete', '退出登录'],
  ['/api/matters/{id}', 'get', '一件事项'],
  ['/api/matters/{id}/receipt', 'get', '回执'],
  ['/api/matters/{id}/diligence', 'get', '尽责证明'],
  ['/api/matters/export', 'get', '导出'],
  ['/api/documents/{id}', 'get', '文书'],
  ['/api/rules', 'get', '规则包'],
  ['/api/leader/overdue', 'get', '超时与漏斗'],
  ['/api/ledger', 'get', '账本'],
  ['/api/ledger/proof/{id}', 'get', '一条的证明'],
  ['/api/ledger/verify', 'post', '核对'],
  ['/api/papers', 'get', '有哪些文书格式'],
  ['/api/documents/{id}/paper.pdf', 'get', '文书，PDF'],
  ['/api/documents/{id}/paper.docx', 'get', '文书，可编辑'],
  ['/api/matters/{id}/blank/{form}.pdf', 'get', '空白文书，手写用'],
  ['/api/matters/{id}/file.pdf', 'get', '装订成册的卷宗'],
  ['/api/reckon', 'get', '计算器和参数'],
  ['/api/reckon/{code}', 'post', '计算，不留存'],
  ['/api/terms/clauses', 'get', '条款库'],
  ['/api/terms/clause', 'post', '写好一条：文字和履行安排'],
  ['/api/terms/look', 'post', '签字前核对'],
  ['/api/matters/{id}/calendar.ics', 'get', '这件事的日历'],
  ['/api/me/calendar.ics', 'get', '我的调解日历'],
] as const;

export function serveOpenApi(app: FastifyInstance, { config }: Inside): void {
  const document = openApi(config.version);
  app.get('/api/openapi.json', async () => document);
}
