import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { sayDay, sayDue, sayLeft, sayLength, sayWhen } from './when.ts';

beforeAll(() =>
  i18next.init({ lng: 'zh-CN', resources: {}, keySeparator: false, nsSeparator: false, interpolation: { escapeValue: false } }),
);

const now = new Date('2026-11-20T03:00:00Z');

test('an instant is told in China time with its weekday', () => {
  expect(sayWhen('2026-11-22T06:30:00Z', now)).toBe('11月22日（周日）14:30');
  expect(sayWhen('2025-12-31T16:30:00Z', now)).toBe('1月1日（周四）00:30');
  expect(sayWhen('2027-01-02T00:00:00Z', now)).toBe('2027年1月2日（周六）08:00');
});

test('what is left is told in two units, and overdue is danger', () => {
  expect(sayLeft('2026-11-22T06:10:00Z', now)).toEqual({ zh: '还剩2天3小时', tone: 'calm' });
  expect(sayLeft('2026-11-20T03:40:00Z', now)).toEqual({ zh: '还剩40分钟', tone: 'soon' });
  expect(sayLeft('2026-11-19T23:00:00Z', now)).toEqual({ zh: '已超时4小时', tone: 'danger' });
});

test('lengths and days', () => {
  expect(sayLength(61_000)).toBe('1分钟');
  expect(sayLength(25 * 3_600_000)).toBe('1天1小时');
  expect(sayDay('2026-11-22')).toBe('2026年11月22日（周日）');
});

test('a term that ends with the day is told as 24:00 of that day', () => {
  expect(sayDue('2026-11-23T16:00:00Z', now)).toBe('11月23日（周一）24:00');
  expect(sayDue('2026-11-23T07:30:00Z', now)).toBe('11月23日（周一）15:30');
});
