import type { z } from 'zod';
import type { Chance } from '../ids/index.ts';
import type { MoveRow } from '../lifecycle/index.ts';
import type { Refusal } from '../refusal/index.ts';
import type { Work } from '../store/index.ts';
import type { Vault } from '../vault/index.ts';

/** The acting person, as the sign-in found them. `sees` and `writes` are the principals that row-level security compares. */
export interface Actor {
  tenantId: number;
  id: string;
  name: string;
  roles: readonly string[];
  organisationId: string | null;
  placeCodes: readonly string[];
  sees: readonly string[];
  writes: readonly string[];
}

/** All that a command or query is handed: it has no other clock, chance or connection. */
export interface Call {
  work: Work;
  now: Date;
  actor: Actor;
  chance: Chance;
  vault: Vault;
  /** The subject named in the path. */
  id: string | undefined;
  /** The revision that the person saw; absent means "whatever stands now". */
  revision: number | undefined;
}

export interface Sight {
  before: readonly string[];
  after: readonly string[];
  /** Lanes whose readers are others than the subject's, and who they are now. */
  lanes?: Readonly<Record<string, readonly string[]>>;
}

/** What one command puts in the ledger. One command, one event; danger heard with it is told beside, in its own lane. */
export interface Recorded {
  id: string;
  kind: string;
  matterId: string | null;
  from: string | null;
  to: string | null;
  /** May hold personal data: committed to, never hashed in clear. */
  data: Record<string, unknown>;
  /** Who may read the detail: also who loses sight by this very command, for they are the ones who write it. */
  readers: readonly string[];
  /** Who may read the subject and all beneath it once everything is written, where that changed. */
  sight?: Sight;
  lane: 'open' | 'safety' | 'talks';
  clocks: readonly unknown[];
  /** Recorded as this command instead of the one that was asked for and refused. */
  command?: string;
  /** What the command heard besides that only the safety lane may read: an event of its own (ADR 0002). */
  beside?: readonly Recorded[];
}

export interface Done {
  event?: Recorded;
  /** Id of the subject after the command, for the reply's view. */
  id?: string;
  /** Added to the reply beside the view. */
  extra?: Record<string, unknown>;
  /** A subject that this command made, whole as it now stands: its reply needs no second reading. */
  made?: unknown;
}

export interface Command<I = unknown> {
  /** `room.verb`: served as POST /api/<room>/{id}/<verb>, or POST /api/<room>/<verb> where it has no subject. */
  name: `${string}.${string}`;
  zh: string;
  /** Roles; `anyone` means every signed-in person. */
  by: readonly string[];
  on: 'matter' | 'none' | 'other';
  input: z.ZodType<I>;
  /** The lifecycle row that it makes, for matters. */
  row?: MoveRow;
  event: string;
  /** Asks the database nothing: many people's at the same time may share one transaction, each as its own person. */
  together?: true;
  /** `extra` is shown once (a number unmasked, a one-time password) and never kept for a repeated request. */
  secret?: true;
  /** A closed door that a person would look for: the reason, or undefined when open. */
  closed?: (view: never, actor: Actor) => string | undefined;
  run(call: Call, input: I): Promise<Done>;
  /**
   * Asked when the command was refused, with the input as it came: what has to be recorded all the same (a danger told at the gate).
   * Undefined: the refusal stands.
   */
  hear?(call: Call, raw: unknown, refusal: Refusal): Promise<Done | undefined>;
}

export interface Query<I = unknown, R = unknown> {
  /** `room.noun`: served as GET /api/<room>[/{id}]…; the path stands in `path`. */
  name: `${string}.${string}`;
  zh: string;
  path: string;
  by: readonly string[];
  input: z.ZodType<I>;
  run(call: Call, input: I): Promise<R>;
}

export const defineCommand = <I>(command: Command<I>): Command<I> => command;
export const defineQuery = <I, R>(query: Query<I, R>): Query<I, R> => query;
