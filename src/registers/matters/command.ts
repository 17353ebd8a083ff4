import type { z } from 'zod';
import type { Actor, Call, Command } from '../../ground/command/index.ts';
import type { MoveRow } from '../../ground/lifecycle/index.ts';
import type { Refusal, RefusalMore } from '../../ground/refusal/index.ts';
import { canWrite, pagePrincipal, signerPrincipal } from '../identity/policy.ts';
import { inContact, type Role } from '../identity/roles.ts';
import { type ClockLaw, standingLaw } from './clocks.ts';
import type { Lane, MatterRow } from './model.ts';
import { OpenMatter } from './open.ts';
import { hearRefused } from './protect.ts';
import { refusals } from './refusals.ts';
import { loadMatter } from './store.ts';
import { viewOf } from './view.ts';

export type Way = 'continue' | 'change' | 'leave' | 'court';

/** Why a door is shut. */
export type Shut = string | ((more?: RefusalMore) => Refusal);

export interface MatterCommand<I = unknown> extends Command<I> {
  row: MoveRow<Role>;
  /** Which kinds of matter know this move. */
  path: 'dispute' | 'short' | 'any';
  /** One of the four ways out, shown always in the same place. */
  wayOut?: Way;
  /** What it will cause, in a sentence for the button. */
  causes: string;
  /** Matters that know nothing of this move: it is neither a button nor a closed door there. */
  fits?: (row: MatterRow) => boolean;
  /** A door that is shut although role and state fit: the reason, in words, or the refusal that says it with its way on. */
  shut?: (row: MatterRow) => Shut | undefined;
  /** Made from a page of its own (files, a whole import): never one of the buttons of a matter. */
  unlisted?: true;
}

interface Spec<I> {
  name: `${string}.${string}`;
  row: MoveRow<Role>;
  event: string;
  input: z.ZodType<I>;
  causes: string;
  path?: MatterCommand['path'];
  wayOut?: Way;
  lane?: Lane;
  secret?: true;
  fits?: (row: MatterRow) => boolean;
  shut?: (row: MatterRow) => Shut | undefined;
  unlisted?: true;
  /** Never refused because somebody else wrote in between. A party's own move (`row.party`) is so by itself. */
  anyRevision?: true;
  run(m: OpenMatter, input: I): void | Record<string, unknown> | Promise<void | Record<string, unknown> | undefined>;
}

/** The state that a row's `from` speaks of. */
export function machineState(
  row: Pick<MatterRow, 'state' | 'safety' | 'performance' | 'confirmation' | 'supervision' | 'fileState'>,
  machine: string | undefined,
): string {
  if (machine === undefined) return row.state;
  return String((row as unknown as Record<string, unknown>)[machine === 'file' ? 'fileState' : machine]);
}

export const kindFits = (path: MatterCommand['path'], kind: string): boolean =>
  path === 'any' || (path === 'dispute') === (kind === 'dispute');

/**
 * Roles that may make a move: those of its row; for a party's own move whoever is in contact writes it down. By themselves parties
 * make only what a link of their own is for (`alone`), whatever else lists them beside the staff.
 */
export const rolesOf = (row: MoveRow<Role>): readonly Role[] => [
  ...(row.alone ? (['party'] as const) : []),
  ...[...new Set([...row.by, ...(row.party ? inContact : [])])].filter((role) => role !== 'party'),
];

/** Is this move open for this person now? The same answer makes the buttons and the server's check. */
export function openness(
  command: MatterCommand,
  row: MatterRow,
  actor: Actor,
): 'open' | 'role' | 'state' | 'relation' | 'kind' | 'held' {
  if (!kindFits(command.path, row.kind)) return 'kind';
  if (!canWrite(actor, row.readers)) return 'relation';
  if (!actor.roles.some((role) => command.by.includes(role))) return 'role';
  if (!command.row.from.includes(machineState(row, command.row.machine))) return 'state';
  if (command.row.joint && row.safety === 'HELD') return 'held';
  return 'open';
}

/** A party at a door of their own moves for nobody else, and only what that door is for. */
function forThemself({ id, roles, writes }: Actor, { alone }: MoveRow<Role>, matterId: string, input: unknown): boolean {
  if (!roles.includes('party')) return true;
  if (alone === 'page') return writes.includes(pagePrincipal(matterId));
  return alone === 'signing' && writes.includes(signerPrincipal(id)) && (input as { partyId?: string }).partyId === id;
}

/** Declares one move on a matter: load → check → rule → record → save is the same for all and stands here once. */
export function matterCommand<I>(spec: Spec<I>, law: () => ClockLaw = standingLaw): MatterCommand<I> {
  const command: MatterCommand<I> = {
    name: spec.name,
    zh: spec.row.zh,
    by: rolesOf(spec.row),
    on: 'matter',
    input: spec.input,
    row: spec.row,
    event: spec.event,
    secret: spec.secret,
    path: spec.path ?? 'dispute',
    wayOut: spec.wayOut,
    causes: spec.causes,
    fits: spec.fits,
    shut: spec.shut,
    unlisted: spec.unlisted,
    ...('gate' in ((spec.input as { shape?: object }).shape ?? {}) && {
      hear: (call: Call, raw: unknown, refusal: Refusal) => hearRefused(call, spec.row.zh, raw, refusal),
    }),
    async run(call, input) {
      const found = await loadMatter(call.work, call.id ?? '', true);
      if (!found) throw refusals.notFound();
      const view = () => ({ view: viewOf(found, call.actor), revision: found.matter.revision });
      const state = openness(command as MatterCommand, found.matter, call.actor);
      if (!forThemself(call.actor, spec.row, found.matter.id, input)) throw refusals.wrongRole();
      if (state === 'role' || state === 'relation') throw refusals.wrongRole({ view: view() });
      if (call.revision !== undefined && call.revision !== found.matter.revision && !spec.row.party && !spec.anyRevision)
        throw refusals.stale({ view: view() });
      if (state === 'held') throw refusals.held({ view: view() });
      if (state !== 'open') throw refusals.wrongState({ view: view() });
      if (spec.fits?.(found.matter) === false) throw refusals.notOfThis({ view: view() });
      const shut = spec.shut?.(found.matter);
      if (shut) throw typeof shut === 'string' ? refusals.wrongState({ say: shut, view: view() }) : shut({ view: view() });
      const m = new OpenMatter(call, found);
      m.lane = spec.lane ?? 'open';
      const extra = (await spec.run(m, input)) ?? undefined;
      m.applyRow(spec.row);
      const event = await m.close(spec.event, law());
      return {
        event: { ...event, from: machineState(found.matter, spec.row.machine), to: machineState(m.row, spec.row.machine) },
        id: m.row.id,
        extra,
      };
    },
  };
  return command;
}
