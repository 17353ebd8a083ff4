/** Where "now" comes from. The served centre reads it once per transaction from the database; only tests, stories and the demo hand one in. */
export type Now = () => Date;

const CST = 8 * 3_600_000;

/** The civil date in China (UTC+8, no summer time) of an instant, `YYYY-MM-DD`. */
export function dayInChina(at: Date): string {
  return new Date(at.getTime() + CST).toISOString().slice(0, 10);
}

/** The instant at which a civil day begins in China. */
export function startOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - CST);
}

/** 11月22日（周日）14:30 */
export function sayInstant(at: Date): string {
  const d = new Date(at.getTime() + CST);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${d.getUTCMonth() + 1}月${d.getUTCDate()}日（周${'日一二三四五六'[d.getUTCDay()]}）${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}

/** 2026年11月22日（周日）14:30, for what may be read years later: receipts, papers. */
export const sayInstantInFull = (at: Date): string => `${dayInChina(at).slice(0, 4)}年${sayInstant(at)}`;

/** 2026年11月22日, from `YYYY-MM-DD`. */
export const sayDay = (day: string): string => day.replace(/^(\d{4})-0?(\d+)-0?(\d+)$/, '$1年$2月$3日');

/** A last moment as people say it: the midnight that ends a day is 24:00 of that day, not 00:00 of the next. */
export function sayUntil(at: Date): string {
  if (startOfDay(dayInChina(at)).getTime() !== at.getTime()) return sayInstant(at);
  return sayInstant(new Date(at.getTime() - 60_000)).replace('23:59', '24:00');
}
