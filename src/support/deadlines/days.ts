import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';

dayjs.extend(utc);

/** A civil date in China, `YYYY-MM-DD`. */
export type Day = string;

const MS = 86_400_000;

/** Days since 1970-01-01: terms are counted in whole numbers, so that no clock change of a machine can move a date. */
export const numberOf = (day: Day): number => Date.parse(day) / MS;

export const dayOf = (n: number): Day => new Date(n * MS).toISOString().slice(0, 10);

/** 0 Sunday … 6 Saturday (1970-01-01 was a Thursday). */
export const weekdayOf = (n: number): number => (((n + 4) % 7) + 7) % 7;

/** 2026-10-08（周四） */
export const sayDay = (n: number): string => `${dayOf(n)}（周${'日一二三四五六'[weekdayOf(n)]}）`;

/** The corresponding day months or years later; the last day of the month where there is none (《民法典》第二百零二条). */
export function addCivil(n: number, count: number, unit: 'month' | 'year'): number {
  return numberOf(dayjs.utc(dayOf(n)).add(count, unit).format('YYYY-MM-DD'));
}
