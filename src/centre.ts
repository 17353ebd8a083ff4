import { createHash } from 'node:crypto';
import { z } from 'zod';
import * as confirmation from './desks/confirmation/commands.ts';
import { confirmationLifecycle } from './desks/confirmation/lifecycle.ts';
import * as intake from './desks/intake/index.ts';
import { shortLifecycle } from './desks/intake/lifecycle.ts';
import * as mediation from './desks/mediation/commands.ts';
import { mediationLifecycle } from './desks/mediation/lifecycle.ts';
import * as performance from './desks/performance/commands.ts';
import { performanceLifecycle } from './desks/performance/lifecycle.ts';
import * as triage from './desks/triage/commands.ts';
import { triageLifecycle } from './desks/triage/lifecycle.ts';
import type { Actor, Call, Command, Done, Query } from './ground/command/index.ts';
import type { Chance } from './ground/ids/index.ts';
import { defineRefusals, Refusal } from './ground/refusal/index.ts';
import { StaleRow, type Store, sql, type Work } from './ground/store/index.ts';
import type { Vault } from './ground/vault/index.ts';
import * as supervision from './journeys/supervision/commands.ts';
import { supervisionLifecycle } from './journeys/supervision/lifecycle.ts';
import { staffRoles } from './registers/identity/roles.ts';
import * as registry from './registers/index.ts';
import { type MatterCommand, machineState, openness } from './registers/matters/command.ts';
import { type Move, movesOf, schemaOf } from './registers/matters/moves.ts';
import { type Aggregate, loadMatter } from './registers/matters/store.ts';
import { viewOf } from './registers/matters/view.ts';
import { append } from './support/ledger/store.ts';

/** The house put together: every room's commands, queries and lifecycles in one list each. */
export const lifecycles = [
  triageLifecycle,
  mediationLifecycle,
  confirmationLifecycle,
  performanceLifecycle,
  shortLifecycle,
  supervisionLifecycle,
] as const;

export const matterCommands: readonly MatterCommand[] = [
  ...triage.commands,
  ...mediation.commands,
  ...confirmation.commands,
  ...performance.commands,
  ...supervision.commands,
  ...intake.matterCommands,
];
export const commands: readonly Command[] = [
  ...matterCommands,
  ...intake.plainCommands,
  ...registry.commands,
] as readonly Command[];
export const queries: readonly Query[] = [...intake.queries, ...registry.queries] as readonly Query[];

const byName = new Map(commands.map((command) => [command.name as string, command]));
const queryByName = new Map(queries.map((query) => [query.name as string, query]));
export const commandNamed = (name: string): Command | undefined => byName.get(name);

const refusals = defineRefusals('centre', {
  invalid: { status: 422, zh: '有几项填得不对。', waysOn: ['看每一项旁边的说明，改好再提交；已填的内容都还在'] },
  noSuchCommand: { status: 404, zh: '没有这一项操作。', waysOn: ['刷新页面再试'] },
  wrongRole: { status: 403, zh: '您的岗位不能做这一步。', waysOn: ['请有这项职责的同事办理', '如岗位有误，请系统管理员调整'] },
  otherBody: { status: 422, zh: '同一个提交编号用在了不同的内容上。', waysOn: ['换一个新的提交编号再提交'] },
  busy: { status: 409, zh: '有人同时在改这件事，这次没有写入。', waysOn: ['稍等再试，内容没有丢'] },
});

/** `command@state` → roles: made into `app_policy()`, so that the database knows the lifecycle too. */
export function mayTable(): Record<string, readonly string[]> {
  const table: Record<string, Set<string>> = {};
  const allow = (key: string, roles: readonly string[]) => {
    for (const role of roles.includes('anyone') ? staffRoles : roles) (table[key] ??= new Set()).add(role);
  };
  for (const command of matterCommands) for (const state of command.row.from) allow(`${command.name}@${state}`, command.by);
  for (const command of commands) if (command.on !== 'matter') allow(`${command.name}@-`, command.by);
  for (const name of ['identity.signIn', 'identity.signOut']) allow(`${name}@-`, ['door']);
  return Object.fromEntries(
    Object.entries(table)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, roles]) => [key, [...roles].sort()]),
  );
}

export interface Reply {
  id?: string;
  view?: unknown;
  revision?: number;
  moves?: unknown;
  extra?: Record<string, unknown>;
}

/** Finds who acts, inside the same transaction. */
export type Who = Actor | ((work: Work) => Promise<Actor>);

export interface Request {
  command: string;
  id?: string;
  input: unknown;
  revision?: number;
  /** Idempotency key: the same key and body again gives the same answer and one effect. */
  key?: string;
  /** No view is wanted back: imports, the demo and the clock. */
  quiet?: boolean;
}

export interface Surroundings {
  store: Store;
  vault: Vault;
  chance: Chance;
}

/** One way in for whatever changes something. */
export class Centre {
  readonly around: Surroundings;
  constructor(around: Surroundings) {
    this.around = around;
  }

  async perform(tenantId: number, who: Who, request: Request): Promise<Reply> {
    const command = byName.get(request.command);
    if (!command) throw refusals.noSuchCommand();
    const attempt = () => this.run(tenantId, who, (work, actor) => this.performIn(work, actor, command, request));
    // Of two at once under one key the later waits for the other's commit and fails on the key; asked again, it finds that answer.
    return request.key ? attempt().catch((error) => (error instanceof KeyTaken ? attempt() : Promise.reject(error))) : attempt();
  }

  /** The same inside an open transaction: for stories, imports and batches. */
  async performIn(work: Work, actor: Actor, command: Command, request: Request): Promise<Reply> {
    const { chance, vault } = this.around;
    if (!command.by.includes('anyone') && !actor.roles.some((role) => command.by.includes(role))) throw refusals.wrongRole();
    const hash = request.key ? bodyHash(request) : undefined;
    if (hash) {
      const known = await work.one<{ requestHash: Buffer; body: Reply }>(
        sql`select request_hash, body from idempotency where tenant_id = ${work.tenantId} and actor_id = ${actor.id} and key = ${request.key}`,
        { prepared: true },
      );
      if (known && !known.requestHash.equals(hash)) throw refusals.otherBody();
      if (known) return withSchemas(known.body);
    }
    const input = parse(command.input, request.input);
    const call: Call = { work, now: work.now, actor, chance, vault, id: request.id, revision: request.revision };
    const done = await command.run(call, input);
    const events = done.event ? [done.event, ...(done.event.beside ?? [])] : [];
    for (const event of events)
      append(work, { ...event, command: command.name, role: roleFor(actor, command), actorId: actor.id }, chance);
    const reply: Reply = { id: done.id, extra: done.extra, ...(request.quiet ? {} : await this.replyFor(work, actor, done)) };
    if (hash)
      work.add('idempotency', {
        actorId: actor.id,
        key: request.key,
        requestHash: hash,
        status: 200,
        body: withoutSchemas(command.secret ? { ...reply, extra: undefined } : reply),
        madeAt: work.now,
      });
    return reply;
  }

  private async replyFor(work: Work, actor: Actor, { id, event, made }: Done): Promise<Reply> {
    const matterId = event?.matterId;
    if (!matterId || id !== matterId) return {};
    if (made) return presented(made as Aggregate, actor);
    await work.flush();
    return this.present(work, actor, matterId);
  }

  /** View, revision and open moves of a matter as this person sees it now; empty when they no longer see it. */
  async present(work: Work, actor: Actor, matterId: string): Promise<Reply> {
    const found = await loadMatter(work, matterId, false);
    return found ? presented(found, actor) : {};
  }

  async ask(tenantId: number, who: Who, name: string, input: unknown, id?: string): Promise<unknown> {
    const query = queryByName.get(name);
    if (!query) throw refusals.noSuchCommand();
    const { chance, vault } = this.around;
    return this.run(tenantId, who, async (work, actor) => {
      if (!query.by.includes('anyone') && !actor.roles.some((role) => query.by.includes(role))) throw refusals.wrongRole();
      return query.run({ work, now: work.now, actor, chance, vault, id, revision: undefined }, parse(query.input, input));
    });
  }

  /** A transaction as this person. Two people at once is a refusal, never a fault. */
  async run<T>(tenantId: number, who: Who, body: (work: Work, actor: Actor) => Promise<T>): Promise<T> {
    let actor = typeof who === 'function' ? undefined : who;
    const context = (found: Actor) => ({ actorId: found.id, roles: found.roles, sees: found.sees, writes: found.writes });
    const find = async (work: Work) => {
      actor = await (who as (work: Work) => Promise<Actor>)(work);
      return context(actor);
    };
    try {
      return await this.around.store.within(tenantId, actor ? context(actor) : find, (work) => body(work, actor!));
    } catch (error) {
      throw asRefusal(error);
    }
  }
}

class KeyTaken extends Error {}

function asRefusal(error: unknown): unknown {
  if (error instanceof StaleRow) return refusals.busy();
  if ((error as { constraint?: string }).constraint === 'idempotency_pkey') return new KeyTaken();
  const code = (error as { code?: string }).code;
  if (code === '40001' || code === '40P01' || code === '55P03' || code === '23505') return refusals.busy();
  // Data that the database cannot read as what it should be: the last net beneath the schemas.
  if (code?.startsWith('22')) return refusals.invalid();
  return error;
}

/** Input by the command's own schema; each trouble in Chinese beside its field. */
export function parse<I>(schema: z.ZodType<I>, input: unknown): I {
  const read = schema.safeParse(input ?? {}, { error: sayIssue });
  if (read.success) return read.data;
  const fields = Object.fromEntries(read.error.issues.map((issue) => [issue.path.join('.') || '*', issue.message]));
  throw refusals.invalid({ fields });
}

function sayIssue(issue: { code?: string; expected?: unknown; maximum?: unknown; minimum?: unknown; input?: unknown }): string {
  if (issue.input === undefined) return '这一项要填';
  if (issue.code === 'too_big') return `超过了上限（${String(issue.maximum)}）`;
  if (issue.code === 'too_small') return `不能少于${String(issue.minimum)}`;
  return '格式不对';
}

const presented = (found: Aggregate, actor: Actor): Reply => ({
  view: viewOf(found, actor),
  revision: found.matter.revision,
  moves: movesOf(matterCommands, found, actor),
});

/** An answer is kept without the forms' schemas, which are most of its bytes and the same for everyone. */
const withoutSchemas = (reply: Reply): Reply => ({
  ...reply,
  moves: (reply.moves as Move[] | undefined)?.map(({ schema: _, ...move }) => move),
});
const withSchemas = (reply: Reply): Reply => {
  const moves = (reply.moves as Move[] | undefined)?.map((move) => ({ ...move, schema: schemaOf(byName.get(move.command)!) }));
  return moves ? { ...reply, moves } : reply;
};

const roleFor = (actor: Actor, command: Command): string =>
  actor.roles.find((role) => command.by.includes(role)) ?? actor.roles[0] ?? 'anyone';

const bodyHash = (request: Request): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([request.command, request.id ?? null, request.input]))
    .digest();

export { machineState, openness, Refusal, refusals, z };
