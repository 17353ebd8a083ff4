import { type Day, numberOf, weekdayOf } from './days.ts';
import type { CalendarPack } from './model.ts';

/** The loaded holiday notices, by day number. A day outside every `known` span is 待定. */
export interface Calendar {
  readonly off: ReadonlyMap<number, string>;
  readonly work: ReadonlySet<number>;
  readonly known: readonly { from: number; until: number }[];
}

export type DayKind = 'work' | 'rest' | 'unknown';

/** Lays holiday notices over each other; a later pack wins where two speak of one day. */
export function calendarOf(packs: readonly CalendarPack[]): Calendar {
  const off = new Map<number, string>();
  const work = new Set<number>();
  for (const pack of packs) {
    for (const span of pack.off)
      for (let n = numberOf(span.from); n <= numberOf(span.until); n++) {
        off.set(n, span.zh);
        work.delete(n);
      }
    for (const day of pack.work) {
      work.add(numberOf(day));
      off.delete(numberOf(day));
    }
  }
  return { off, work, known: packs.map((p) => ({ from: numberOf(p.knownFrom), until: numberOf(p.knownUntil) })) };
}

/** Work day, rest day, or not known because the year's notice is not loaded. */
export function kindOf(n: number, calendar: Calendar): DayKind {
  if (calendar.work.has(n)) return 'work';
  if (calendar.off.has(n)) return 'rest';
  if (!calendar.known.some((s) => s.from <= n && n <= s.until)) return 'unknown';
  return isWeekend(n) ? 'rest' : 'work';
}

export const isWeekend = (n: number): boolean => weekdayOf(n) === 0 || weekdayOf(n) === 6;

/** Whether offices work on a day; `'unknown'` when the State Council notice for it is not loaded. */
export function isWorkday(day: Day, calendar: Calendar): boolean | 'unknown' {
  const kind = kindOf(numberOf(day), calendar);
  return kind === 'unknown' ? kind : kind === 'work';
}

/** Whether every day of the span (both ends in) is covered by a loaded notice. */
export function allKnown(from: number, until: number, calendar: Calendar): boolean {
  for (let n = from; n <= until; n++) if (kindOf(n, calendar) === 'unknown') return false;
  return true;
}
