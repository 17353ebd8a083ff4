import { dayInChina } from '../../ground/clock/index.ts';
import {
  type Calendar,
  type Clock,
  type ClockEvent,
  clocksOf,
  type DeadlineRule,
  ladder,
  lawCalendar,
  type RulesOf,
  ruleOn,
  warningsOf,
} from '../../support/deadlines/index.ts';
import type { ClockRow, MatterRow } from './model.ts';
import type { PastEffects } from './store.ts';

/** The dated law that clocks are worked out by. A county may tighten it, never loosen it. */
export interface ClockLaw {
  rulesOf: RulesOf;
  calendar: Calendar;
}

let law: ClockLaw = { rulesOf: ruleOn, calendar: lawCalendar };
export const standingLaw = (): ClockLaw => law;
/** Only the assembly and tests set another law (a county that tightens times, a year that is not loaded). */
export const setLaw = (other: ClockLaw): void => {
  law = other;
};

/** What the recorded events did to the clocks, as the deadline engine reads it. */
export const clockEventsOf = (past: readonly PastEffects[]): ClockEvent[] =>
  past.flatMap(({ id, at, clocks }) =>
    clocks.map((effect) => ({
      id,
      at: effect.at ? new Date(effect.at) : at,
      kind: effect.kind,
      code: effect.code,
      subject: effect.subject || undefined,
      until: effect.until ? new Date(effect.until) : undefined,
      reason: effect.reason,
    })),
  );

export interface PromiseOwed {
  zh: string;
  code: string;
  /** Null where the next day is the parties' own: nobody here can be late for it. */
  dueAt: Date | null;
  certain: boolean;
}

/**
 * All clocks of a matter from its events, as rows, and the line promised to the citizen: the open clock that runs out first
 * among those that the centre or a partner owes.
 */
export function clocksAfter(
  past: readonly PastEffects[],
  { rulesOf, calendar }: ClockLaw,
  matter: Pick<MatterRow, 'receivedAt'>,
): { rows: ClockRow[]; promise: PromiseOwed | undefined } {
  const clocks = clocksOf(clockEventsOf(past), rulesOf, calendar, undefined, dayInChina(matter.receivedAt));
  const now = past.at(-1)?.at ?? matter.receivedAt;
  const seen = new Map<string, number>();
  const rows = clocks.map((clock) => {
    const key = `${clock.code}|${clock.subject ?? ''}`;
    const round = (seen.get(key) ?? 0) + 1;
    seen.set(key, round);
    return rowOf(clock, round, now, calendar);
  });
  // The safety path is promised to nobody in words: the line is printed for every party.
  const owed = clocks.filter(
    (clock) =>
      isOpen(clock) &&
      clock.code !== 'D26' &&
      clock.rule.climbs &&
      (clock.rule.owedBy === 'centre' || clock.rule.owedBy === 'partner'),
  );
  const next = owed.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
  if (!next) return { rows, promise: ofTheParties(clocks) };
  return { rows, promise: { zh: next.rule.zh, code: next.code, dueAt: next.dueAt, certain: next.certain } };
}

/** Where the centre owes nothing now: the next day that the parties themselves have before them, confirmation or performance. */
function ofTheParties(clocks: readonly Clock[]): PromiseOwed | undefined {
  const open = clocks.filter((clock) => isOpen(clock) && (clock.code === 'D11' || clock.code === 'D16'));
  const next = open.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
  if (!next) return undefined;
  const [, month, day] = next.dueOn.split('-').map(Number);
  const zh = next.code === 'D11' ? `双方可在${month}月${day}日前共同申请司法确认` : `约定${month}月${day}日前履行`;
  return { zh, code: next.code, dueAt: null, certain: next.certain };
}

const isOpen = (clock: Clock): boolean => clock.state !== 'met' && clock.state !== 'cancelled';

function rowOf(clock: Clock, round: number, now: Date, calendar: Calendar): ClockRow {
  const subject = round === 1 ? (clock.subject ?? '') : `${clock.subject ?? ''}#${round}`;
  return {
    code: clock.code,
    subject,
    startedAt: clock.startedAt,
    dueAt: clock.dueAt,
    certain: clock.certain,
    state: isOpen(clock) ? (clock.state === 'paused' ? 'paused' : 'running') : clock.state,
    metAt: clock.metAt ?? null,
    onTime: clock.onTime ?? null,
    level: 0, // A clock that is long over when it is first written is looked at once, at the next turn.
    nextAt: isOpen(clock) ? (nextLook(clock, now, calendar) ?? now) : null,
  };
}

/** When the clock door must look at this clock again: the next rung, warning, end of a pause, or the due instant itself. */
export function nextLook(clock: Clock, now: Date, calendar: Calendar): Date | null {
  const instants = [
    clock.dueAt,
    ...ladder(clock, now, calendar).steps.map((step) => step.at),
    ...warningsOf(clock).map((warning) => warning.at),
    ...clock.pauses.map((pause) => pause.until),
  ].filter((at) => at > now);
  return instants.length > 0 ? new Date(Math.min(...instants.map((at) => at.getTime()))) : null;
}

/** How long screening may take: one work day, or two hours where it is urgent. */
export const screeningOf = ({ urgent }: Pick<MatterRow, 'urgent'>): string => (urgent ? 'D02.urgent' : 'D02');

/** The mediation term of a matter, by its kind and the door it came through (domain §1.4, §1.5, §1.3). */
export function termOf(category: string | null, court: 'delegated' | 'ordinary' | 'summary' | undefined): string {
  if (court === 'delegated') return 'D06';
  if (court === 'ordinary') return 'D07';
  if (court === 'summary') return 'D08';
  if (category?.startsWith('LAB')) return 'D09';
  if (category === 'MED01') return 'D10';
  return 'D05';
}

export type { DeadlineRule };
