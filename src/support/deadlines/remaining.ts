import type { Clock } from './clocks.ts';

/** Milliseconds of [from, until) that were not paused. */
export function activeMs(clock: Pick<Clock, 'pauses'>, from: Date, until: Date): number {
  const paused = clock.pauses.reduce((sum, p) => {
    const overlap = Math.min(p.until.getTime(), until.getTime()) - Math.max(p.from.getTime(), from.getTime());
    return sum + Math.max(0, overlap);
  }, 0);
  return Math.max(0, until.getTime() - from.getTime() - paused);
}

/** The instant by which `ms` of unpaused time have run since the clock started. */
export function afterActive(clock: Pick<Clock, 'pauses' | 'startedAt'>, ms: number): Date {
  let at = clock.startedAt.getTime() + Math.max(0, ms);
  for (const p of [...clock.pauses].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    if (p.from.getTime() > at) break;
    at += p.until.getTime() - p.from.getTime();
  }
  return new Date(at);
}

export const termMs = (clock: Clock): number => activeMs(clock, clock.startedAt, clock.dueAt);

/**
 * What is left of a term: milliseconds (negative once it is over) and the share of the whole (1 at the start, 0 at the end).
 * Stands still during a pause; a met or cancelled clock keeps what was left when it ended.
 */
export function timeLeft(clock: Clock, now: Date): { ms: number; share: number } {
  const at = clock.endedAt && clock.endedAt < now ? clock.endedAt : now;
  if (at > clock.dueAt) return { ms: clock.dueAt.getTime() - at.getTime(), share: 0 };
  const ms = activeMs(clock, at, clock.dueAt);
  const whole = termMs(clock);
  return { ms, share: whole === 0 ? 0 : Math.min(1, ms / whole) };
}
