import { z } from 'zod';
import * as confirmation from './desks/confirmation/commands.ts';
import { confirmationLifecycle } from './desks/confirmation/lifecycle.ts';
import { queries as confirmationQueries } from './desks/confirmation/queries.ts';
import * as intake from './desks/intake/index.ts';
import { shortLifecycle } from './desks/intake/lifecycle.ts';
import * as choice from './desks/mediation/choice/index.ts';
import * as mediation from './desks/mediation/commands.ts';
import * as consent from './desks/mediation/consent/index.ts';
import { mediationLifecycle } from './desks/mediation/lifecycle.ts';
import { queries as sessionQueries } from './desks/mediation/sessions/index.ts';
import * as performance from './desks/performance/commands.ts';
import { performanceLifecycle } from './desks/performance/lifecycle.ts';
import { queries as performanceQueries } from './desks/performance/queries.ts';
import * as triage from './desks/triage/commands.ts';
import { triageLifecycle } from './desks/triage/lifecycle.ts';
import type { Actor, Call, Command, Done, Query } from './ground/command/index.ts';
import type { Chance } from './ground/ids/index.ts';
import { defineRefusals, Refusal } from './ground/refusal/index.ts';
import {
  type ActorContext,
  doorContext,
  OutcomeUnknown,
  StaleRow,
  type Store,
  Together,
  type Work,
} from './ground/store/index.ts';
import type { Vault } from './ground/vault/index.ts';
import * as court from './journeys/court/commands.ts';
import { courtLifecycle } from './journeys/court/lifecycle.ts';
import * as petitions from './journeys/petitions/commands.ts';
import { petitionsLifecycle } from './journeys/petitions/lifecycle.ts';
import * as police from './journeys/police/commands.ts';
import { policeLifecycle } from './journeys/police/lifecycle.ts';
import * as procuratorate from './journeys/procuratorate/commands.ts';
import { procuratorateLifecycle } from './journeys/procuratorate/lifecycle.ts';
import * as supervision from './journeys/supervision/commands.ts';
import { supervisionLifecycle } from './journeys/supervision/lifecycle.ts';
import { blindHashOf, hashOf, type Kept, type KeptReply, keptUnder } from './kept.ts';
import { staffRoles } from './registers/identity/roles.ts';
import * as registry from './registers/index.ts';
import { type MatterCommand, machineState, openness } from './registers/matters/command.ts';
import { movesOf } from './registers/matters/moves.ts';
import * as notices from './registers/matters/notices.ts';
import { type Aggregate, regrant, seeMatter } from './registers/matters/store.ts';
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
  intake.handedInLifecycle,
  petitionsLifecycle,
  courtLifecycle,
  policeLifecycle,
  procuratorateLifecycle,
] as const;

export const matterCommands: readonly MatterCommand[] = [
  ...triage.commands,
  ...mediation.commands,
  ...consent.commands,
  ...choice.commands,
  ...confirmation.commands,
  ...performance.commands,
  ...supervision.commands,
  ...intake.matterCommands,
  ...notices.commands,
  ...intake.handedIn.handedInCommands,
  ...petitions.matterCommands,
  ...court.matterCommands,
  ...police.matterCommands,
  ...procuratorate.matterCommands,
];
export const commands: readonly Command[] = [
  ...matterCommands,
  ...intake.plainCommands,
  ...notices.plainCommands,
  ...choice.plainCommands,
  ...registry.commands,
  ...petitions.plainCommands,
  ...court.plainCommands,
  ...police.plainCommands,
  ...procuratorate.plainCommands,
] as readonly Command[];
export const queries: readonly Query[] = [
  ...intake.queries,
  ...registry.queries,
  ...mediation.queries,
  ...sessionQueries,
  ...confirmationQueries,
  ...performanceQueries,
  ...consent.queries,
  ...choice.queries,
] as readonly Query[];

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
  /** Said instead of the view to whom this very step has taken out of the matter. */
  parting?: string;
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
  private readonly rounds = new Map<number, Together<Asked, Reply>>();
  constructor(around: Surroundings) {
    this.around = around;
  }

  async perform(tenantId: number, who: Who, request: Request): Promise<Reply> {
    const command = byName.get(request.command);
    if (!command) throw refusals.noSuchCommand();
    return command.together
      ? this.roundsOf(tenantId).ask({ who, command, request })
      : this.performAlone(tenantId, { who, command, request });
  }

  private performAlone(tenantId: number, { who, command, request }: Asked): Promise<Reply> {
    const attempt = () => this.run(tenantId, who, (work, actor) => this.performIn(work, actor, command, request));
    // Of two at once under one key the later waits for the other's commit and fails on the key; asked again, it finds that answer.
    return request.key ? attempt().catch((error) => (error instanceof KeyTaken ? attempt() : Promise.reject(error))) : attempt();
  }

  private roundsOf(tenantId: number): Together<Asked, Reply> {
    const known = this.rounds.get(tenantId) ?? new Together((round: Asked[]) => this.performRound(tenantId, round));
    this.rounds.set(tenantId, known);
    return known;
  }

  /**
   * A round of people in one transaction, each seen by the database as the person they are, all on the disk with one commit. A refusal
   * is the asker's own; should anything else go wrong, each is served alone, and so is who asks a second time under the same key. Where
   * nobody can tell whether the commit stands, only who asked under a key is asked again: the answer then shows what stands.
   */
  private async performRound(tenantId: number, round: Asked[]): Promise<Settled[]> {
    const alone = (asked: Asked) => settle(() => this.performAlone(tenantId, asked));
    if (round.length === 1) return [await alone(round[0]!)];
    const { store } = this.around;
    const answers = await store
      .within(tenantId, doorContext, async (work) => {
        const found = await Promise.all(round.map(({ who }) => settle(() => actorBy(who, work))));
        const answers: (Settled | undefined)[] = found.map((one) => (one.status === 'rejected' ? one : undefined));
        const actors = new Map(found.flatMap((one) => (one.status === 'fulfilled' ? [[one.value.id, one.value]] : [])));
        for (const actor of actors.values()) {
          const own = round.flatMap((asked, i) => {
            const one = found[i]!;
            return one.status === 'fulfilled' && one.value.id === actor.id ? [{ ...asked, i }] : [];
          });
          await store.become(work, contextOf(actor));
          const keys = new Set(own.flatMap(({ request }) => request.key ?? []));
          const kept = await keptUnder(work, actor, [...keys]);
          for (const { i, command, request } of own) {
            if (request.key && !keys.delete(request.key)) continue;
            const part = work.part();
            answers[i] = await settle(() => this.answer(part, actor, command, request, kept));
            if (answers[i].status === 'fulfilled') work.take(part);
          }
        }
        return answers;
      })
      .catch((error): (Settled | undefined)[] =>
        error instanceof OutcomeUnknown
          ? round.map(({ request }) => (request.key ? undefined : { status: 'rejected', reason: error }))
          : [],
      );
    return Promise.all(round.map((asked, i) => answers[i] ?? alone(asked)));
  }

  /** The same inside an open transaction: for stories, imports and batches. */
  async performIn(work: Work, actor: Actor, command: Command, request: Request): Promise<Reply> {
    return this.answer(work, actor, command, request, await keptUnder(work, actor, request.key ? [request.key] : []));
  }

  private async answer(work: Work, actor: Actor, command: Command, request: Request, kept: Kept): Promise<Reply> {
    const { chance, vault } = this.around;
    if (!may(command.by, actor)) throw refusals.wrongRole();
    const hash = request.key && (command.secret ? blindHashOf(request, vault, work.tenantId) : hashOf(request));
    const known = hash && kept.get(request.key!);
    if (known && !known.requestHash.equals(hash)) throw refusals.otherBody();
    if (known) return this.again(work, actor, known);
    const call: Call = { work, now: work.now, actor, chance, vault, id: request.id, revision: request.revision };
    const done = await doneOf(call, command, request.input);
    const written = byName.get(done.event?.command ?? '') ?? command;
    for (const event of done.event ? [done.event, ...(done.event.beside ?? [])] : [])
      append(work, { ...event, command: written.name, role: roleFor(actor, written), actorId: actor.id }, chance);
    if (done.event?.matterId && done.event.sight) await regrant(work, done.event.matterId, done.event.sight);
    const reply: Reply = { id: done.id, extra: done.extra, ...(request.quiet ? {} : await this.replyFor(work, actor, done)) };
    if (hash)
      work.add('idempotency', {
        actorId: actor.id,
        key: request.key,
        requestHash: hash,
        status: 200,
        body: { id: reply.id, extra: command.secret ? undefined : reply.extra, shows: !request.quiet && showsMatter(done) },
        madeAt: work.now,
      });
    return reply;
  }

  /** The answer to a request that was made before under the same key, with the matter as it stands now. */
  private async again(work: Work, actor: Actor, { body: { shows, ...reply } }: KeptReply): Promise<Reply> {
    return { ...reply, ...(shows ? await this.show(work, actor, reply.id!) : {}) };
  }

  private async replyFor(work: Work, actor: Actor, done: Done): Promise<Reply> {
    if (!showsMatter(done)) return {};
    if (done.made) return presented(done.made as Aggregate, actor);
    await work.flush();
    return this.show(work, actor, done.id!);
  }

  private async show(work: Work, actor: Actor, matterId: string): Promise<Reply> {
    const reply = await this.present(work, actor, matterId);
    return reply.view ? reply : { parting };
  }

  /** View, revision and open moves of a matter as this person sees it now; empty when they no longer see it. */
  async present(work: Work, actor: Actor, matterId: string): Promise<Reply> {
    const found = await seeMatter(work, actor, matterId);
    return found ? presented(found, actor) : {};
  }

  async ask(tenantId: number, who: Who, name: string, input: unknown, id?: string): Promise<unknown> {
    const query = queryByName.get(name);
    if (!query) throw refusals.noSuchCommand();
    const { chance, vault } = this.around;
    return this.run(tenantId, who, async (work, actor) => {
      if (!may(query.by, actor)) throw refusals.wrongRole();
      return query.run({ work, now: work.now, actor, chance, vault, id, revision: undefined }, parse(query.input, input));
    });
  }

  /** A transaction as this person. Two people at once is a refusal, never a fault. */
  async run<T>(tenantId: number, who: Who, body: (work: Work, actor: Actor) => Promise<T>): Promise<T> {
    let actor: Actor | undefined;
    const context = async (work: Work) => contextOf((actor = await actorBy(who, work)));
    try {
      const known = typeof who === 'function' ? context : contextOf((actor = who));
      return await this.around.store.within(tenantId, known, (work) => body(work, actor!));
    } catch (error) {
      throw asRefusal(error);
    }
  }
}

/** What the command did; or what was heard all the same, where it had to be refused. */
async function doneOf(call: Call, command: Command, raw: unknown): Promise<Done> {
  try {
    return await command.run(call, parse(command.input, raw));
  } catch (error) {
    const heard = error instanceof Refusal ? await command.hear?.(call, raw, error) : undefined;
    if (!heard) throw error;
    return heard;
  }
}

/** `anyone` is every member of the staff; a party on their own page has no account and is none. */
const may = (by: readonly string[], { roles }: Actor): boolean =>
  roles.some((role) => by.includes(role)) || (by.includes('anyone') && !roles.includes('party'));

interface Asked {
  who: Who;
  command: Command;
  request: Request;
}
type Settled = PromiseSettledResult<Reply>;
const settle = async <T>(act: () => Promise<T>): Promise<PromiseSettledResult<T>> => (await Promise.allSettled([act()]))[0];

const actorBy = async (who: Who, work: Work): Promise<Actor> => (typeof who === 'function' ? who(work) : who);
const contextOf = ({ id, roles, sees, writes }: Actor): ActorContext => ({ actorId: id, roles, sees, writes });

const showsMatter = ({ id, event }: Done): boolean => Boolean(event?.matterId) && event?.matterId === id;
const parting = '已办好。您已交出这件事，它不再在您的查看范围内。';

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

const roleFor = (actor: Actor, command: Command): string =>
  actor.roles.find((role) => command.by.includes(role)) ?? actor.roles[0] ?? 'anyone';

export { machineState, openness, Refusal, refusals, z };
