import { type Day, followUpsOn } from '../../support/deadlines/index.ts';
import type { InstalmentRow, MatterRow } from './model.ts';

export interface Visit {
  code: string;
  /** The day of performance it belongs to; several obligations of one day are one call. */
  subject: string;
  /** The day its term runs from. */
  from: Day;
}

/** Which calls follow a settlement (§8.1): performed on the spot one, otherwise one after each day of performance and after the last. Pure. */
export function visitsOf(
  { category, collective }: Pick<MatterRow, 'category' | 'collective'>,
  parts: readonly Pick<InstalmentRow, 'dueOn' | 'state'>[],
  effectiveOn: Day,
): Visit[] {
  const days = [...new Set(parts.filter(({ state }) => state === 'DUE').map(({ dueOn }) => dueOn))].sort();
  const last = days.at(-1);
  const daysOf = {
    instant: last ? [] : [effectiveOn],
    each: days,
    last: last ? [last] : [],
    terminated: [],
  } as const satisfies Record<string, readonly Day[]>;
  return followUpsOn(effectiveOn)
    .filter(({ suits }) => suits === null || collective || suits.some((prefix) => category?.startsWith(prefix)))
    .flatMap(({ code, when }) => daysOf[when].map((from) => ({ code, subject: when === 'each' ? from : '', from })));
}

/** Every call's deadline; a new round ends them. */
export const visitCodes = ['FU.instant', 'FU.instalment', 'FU.final', 'FU.long', 'FU.terminated'] as const;
