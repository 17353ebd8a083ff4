import { z } from 'zod';
import { dayInChina } from '../../ground/clock/index.ts';
import type { Actor } from '../../ground/command/index.ts';
import { ruleOn, sayTerm } from '../../support/deadlines/index.ts';
import { type Role, roles } from '../identity/roles.ts';
import { screeningOf } from './clocks.ts';
import { type MatterCommand, openness, type Shut } from './command.ts';
import type { MatterRow } from './model.ts';
import { stateZh } from './states.ts';
import type { Aggregate } from './store.ts';

/** A move as the screen needs it: its words, its key, and why it is closed where a person would look for it. Its form stands at /api/forms. */
export interface Move {
  command: string;
  zh: string;
  path: string;
  by: string[];
  party: boolean;
  within: string | null;
  withinZh: string | null;
  causes: string;
  key: string | null;
  primary: boolean;
  machine: string | null;
  to: string[];
  basis: string | null;
  closed: string | null;
  wayOut: string | null;
}

const schemas = new Map<string, unknown>();

/** JSON Schema of a command's input, with the Chinese labels and widgets of its fields; made once. */
export function schemaOf(command: { name: string; input: z.ZodType }): unknown {
  const known = schemas.get(command.name);
  if (known) return known;
  const made = z.toJSONSchema(command.input, { unrepresentable: 'any', io: 'input' });
  schemas.set(command.name, made);
  return made;
}

export const pathOf = (name: string, on: string): string => {
  const [room, verb] = name.split('.') as [string, string];
  const slug = verb.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
  return on === 'matter' ? `/api/${room}/{id}/${slug}` : `/api/${room}/${slug}`;
};

/** The moves that are open to this person now, and the few closed ones that they would look for. The clock's own moves are nobody's button. */
export function movesOf(all: readonly MatterCommand[], { matter }: Aggregate, actor: Actor): Move[] {
  return all.flatMap((command) => {
    const state = openness(command, matter, actor);
    if (state !== 'open' && state !== 'held') return [];
    if (command.fits?.(matter) === false) return [];
    if (command.unlisted || command.by.every((role) => role === 'clock')) return [];
    const closed = state === 'held' ? '安全保护中，双方当面的步骤先停下' : sayShut(command.shut?.(matter));
    return [moveOf(command, matter, closed)];
  });
}

const sayShut = (shut: Shut | undefined): string | null => (typeof shut === 'function' ? shut().message : (shut ?? null));

/** The code that the row's word stands for in this matter. */
function withinOf({ within }: MatterCommand['row'], matter: MatterRow): string | null {
  if (within === 'term') return matter.facts.term ?? 'D05';
  return within === 'D02' ? screeningOf(matter) : (within ?? null);
}

function moveOf(command: MatterCommand, matter: MatterRow, closed: string | null): Move {
  const { row } = command;
  const within = withinOf(row, matter);
  const rule = within ? ruleOn(within, dayInChina(matter.receivedAt)) : undefined;
  return {
    command: command.name,
    zh: command.zh,
    path: pathOf(command.name, 'matter'),
    by: row.by.map((role) => roles[role as Role].zh),
    party: row.party === true,
    within,
    withinZh: rule ? `${rule.zh}：${rule.length.n === 0 ? '约定的日期' : sayTerm(rule.length)}` : null,
    causes: command.causes,
    key: row.key ?? null,
    primary: row.primary === true,
    machine: row.machine ?? null,
    to: row.to.filter((state) => state !== 'same').map(stateZh),
    basis: row.basis ?? null,
    closed,
    wayOut: command.wayOut ?? null,
  };
}
