import { expect, test } from 'vitest';
import { calendarOf, isWorkday } from './calendar.ts';
import { calendarPacks, lawCalendar } from './law.ts';
import { law2027, nothingLoaded } from './samples.ts';

test('国务院通知的放假日不是工作日，调休上班日是工作日', () => {
  for (const off of ['2026-01-01', '2026-02-23', '2026-04-06', '2026-05-05', '2026-06-19', '2026-09-25', '2026-10-07'])
    expect(isWorkday(off, lawCalendar), off).toBe(false);
  for (const work of ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10', '2026-10-08'])
    expect(isWorkday(work, lawCalendar), work).toBe(true);
  expect(isWorkday('2026-11-21', lawCalendar)).toBe(false);
});

test('二〇二六年共有二百四十八个工作日', () => {
  let days = 0;
  for (let n = 0; n < 365; n++) {
    const day = new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
    if (isWorkday(day, lawCalendar) === true) days++;
  }
  expect(days).toBe(248);
});

test('没有导入的年份一律未知，周末也不猜', () => {
  for (const day of ['2025-12-31', '2027-01-01', '2027-01-02', '2028-02-29'])
    expect(isWorkday(day, lawCalendar), day).toBe('unknown');
  expect(isWorkday('2026-10-01', nothingLoaded)).toBe('unknown');
});

test('后导入的通知可以改动上一年末的日子', () => {
  const both = calendarOf([...calendarPacks, law2027]);
  expect(isWorkday('2026-12-31', lawCalendar)).toBe(true);
  expect(isWorkday('2026-12-31', both)).toBe(false);
  expect(isWorkday('2026-12-27', both)).toBe(true);
  expect(isWorkday('2027-01-04', both)).toBe(true);
});
