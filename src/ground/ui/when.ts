import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc';
import { isChinese, say } from './say.ts';

dayjs.extend(utc);

/** Every time on screen is China's (UTC+8), whatever the machine thinks. */
export const inChina = (at: string | Date): Dayjs => dayjs(at).utcOffset(8);

const week = '日一二三四五六';

/** 11月22日（周日）14:30 — with the year when it is not this one. */
export function sayWhen(at: string | Date, now: Date = new Date()): string {
  const d = inChina(at);
  if (!d.isValid()) return '';
  const year = d.year() === inChina(now).year() ? '' : isChinese() ? `${d.year()}年` : ` ${d.year()}`;
  return isChinese()
    ? `${year}${d.month() + 1}月${d.date()}日（周${week[d.day()]}）${d.format('HH:mm')}`
    : `${d.format('ddd D MMM')}${year}, ${d.format('HH:mm')}`;
}

/** The same with its year, for whatever may be read years later: papers, receipts, proofs. */
export function sayWhenInFull(at: string | Date): string {
  const d = inChina(at);
  return d.isValid() && isChinese() ? `${d.year()}年${sayWhen(at, d.toDate())}` : sayWhen(at, new Date(0));
}

/** A term that ends as a day ends is told as that day's 24:00, not as the next day's 00:00. */
export function sayDue(at: string, now: Date = new Date()): string {
  const d = inChina(at);
  if (d.format('HH:mm:ss') !== '00:00:00') return sayWhen(at, now);
  return sayWhen(new Date(new Date(at).getTime() - 60_000), now).replace('23:59', '24:00');
}

/** 2026年11月22日（周日）, for a plain day `YYYY-MM-DD`. */
export function sayDay(day: string): string {
  const d = dayjs.utc(day);
  if (!d.isValid()) return '';
  return isChinese() ? `${d.year()}年${d.month() + 1}月${d.date()}日（周${week[d.day()]}）` : d.format('ddd D MMM YYYY');
}

/** 2026年11月22日, where the day of the week says nothing: spans of years. */
export const sayDate = (day: string): string => (isChinese() ? sayDay(day).replace(/（.*）/, '') : sayDay(day));

/** 2026-11-22 14:30, as a spreadsheet sorts it. */
export const sayStamp = (at: string | null | undefined): string => (at ? inChina(at).format('YYYY-MM-DD HH:mm') : '');

/** A length of time in at most two units: 2天3小时. */
export function sayLength(ms: number): string {
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts: Array<[number, string]> =
    d > 0
      ? [
          [d, '天'],
          [d < 30 ? h : 0, '小时'],
        ]
      : h > 0
        ? [
            [h, '小时'],
            [m, '分钟'],
          ]
        : [[Math.max(1, m), '分钟']];
  return parts
    .filter(([n]) => n > 0)
    .map(([n, unit]) => (isChinese() ? `${n}${unit}` : `${n} ${say(unit)}`))
    .join(isChinese() ? '' : ' ');
}

export type Tone = 'danger' | 'soon' | 'calm';

/** 还剩2天3小时 / 已超时4小时, with the tone it is told in: soon is the last working day's length. */
export function sayLeft(dueAt: string, now: Date): { zh: string; tone: Tone } {
  const ms = new Date(dueAt).getTime() - now.getTime();
  if (ms < 0) return { zh: say('已超时{{length}}', { length: sayLength(ms) }), tone: 'danger' };
  return { zh: say('还剩{{length}}', { length: sayLength(ms) }), tone: ms < 24 * 3_600_000 ? 'soon' : 'calm' };
}

/** 3分钟前 for what is past. */
export function sayAgo(at: string, now: Date): string {
  const ms = now.getTime() - new Date(at).getTime();
  return ms < 60_000 ? say('刚刚') : say('{{length}}前', { length: sayLength(ms) });
}
