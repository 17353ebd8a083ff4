import { dayInChina, startOfDay } from '../../ground/clock/index.ts';
import type { Calendar } from './calendar.ts';
import type { Clock } from './clocks.ts';
import { addCivil, type Day, dayOf, numberOf } from './days.ts';
import { instantAfter, isExact } from './due.ts';
import { ladderOn } from './law.ts';
import type { Rung, Term, Warning } from './model.ts';
import { afterActive, termMs } from './remaining.ts';

export interface Step {
  level: number;
  zh: string;
  /** To whom the step speaks. */
  to: string;
  at: Date;
  /** False: depends on a year that is not loaded; such a step from level 2 up is not reached, it waits for the import. */
  certain: boolean;
  reached: boolean;
}

export interface Ladder {
  /** 0 before and at the reminder, 4 at the top; the same numbers as the sub-machine `supervision`. */
  level: 0 | 1 | 2 | 3 | 4;
  reminded: boolean;
  steps: Step[];
}

/**
 * Where a clock stands on 提醒 → 催办 → 督办 → 挂牌 (domain §8.4) and when each rung comes. Pauses freeze it; a met or cancelled clock
 * keeps the rung it had reached. Clocks owed by a party or a court have no rungs: supervision does not climb over a right.
 */
export function ladder(
  clock: Clock,
  now: Date,
  calendar: Calendar,
  rungs: readonly Rung[] = ladderOn(dayInChina(clock.startedAt)),
): Ladder {
  if (clock.rule.owedBy === 'party' || clock.rule.owedBy === 'court' || !clock.rule.climbs)
    return { level: 0, reminded: false, steps: [] };
  const until = clock.endedAt && clock.endedAt < now ? clock.endedAt : now;
  let floor = clock.startedAt;
  const steps = rungs.map((rung) => {
    const { at, certain } = whenOf(rung, clock, floor, calendar);
    floor = at;
    return { level: rung.level, zh: rung.zh, to: rung.to, at, certain, reached: at < until && (certain || rung.level < 2) };
  });
  const level = Math.max(0, ...steps.filter((s) => s.reached).map((s) => s.level)) as Ladder['level'];
  return { level, reminded: steps[0]?.reached ?? false, steps };
}

function whenOf(rung: Rung, clock: Clock, floor: Date, calendar: Calendar): { at: Date; certain: boolean } {
  if (rung.afterDue) {
    const after = instantAfter(clock.dueAt, rung.afterDue, calendar);
    return { at: after.at > floor ? after.at : floor, certain: after.certain && clock.certain };
  }
  if (rung.share === 1) return { at: clock.dueAt, certain: clock.certain };
  const whole = termMs(clock);
  const byShare = afterActive(clock, whole * (rung.share ?? 1));
  const byTerm = rung.beforeDue && !isExact(clock.rule.length.unit) ? afterActive(clock, whole - msOf(rung.beforeDue)) : byShare;
  // "D−1" counts only where it lies above the rung below: on a one-day term it would come before the reminder.
  return { at: byTerm > floor && byTerm < byShare ? byTerm : byShare, certain: clock.certain };
}

const msOf = (term: Term): number => term.n * 86_400_000;

/** The words in time that a rule asks for (D11: day 20, 25, 28; D16: D+1, D+7, D+15), each with its day and instant, oldest first. */
export function warningsOf(clock: Clock): { at: Date; on: Day; zh: string }[] {
  return clock.rule.warnings.map((w) => ({ ...whenWarned(w, clock), zh: w.zh })).sort((a, b) => a.at.getTime() - b.at.getTime());
}

function whenWarned({ after, n, unit }: Warning, clock: Clock): { at: Date; on: Day } {
  const base = after === 'start' ? clock.startedAt : clock.dueAt;
  if (isExact(unit)) {
    const ms = n * { h: 3_600_000, min: 60_000, s: 1_000 }[unit];
    return { at: new Date(base.getTime() + ms), on: dayInChina(new Date(base.getTime() + ms)) };
  }
  const from = numberOf(after === 'start' ? dayInChina(base) : clock.dueOn);
  const on = dayOf(unit === 'month' || unit === 'year' ? addCivil(from, n, unit) : from + n);
  return { at: startOfDay(on), on };
}
