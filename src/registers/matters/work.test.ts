import { expect, test } from 'vitest';
import { groupOf } from './work.ts';

const at = (time: string) => new Date(`${time}+08:00`);
const now = at('2026-11-26T09:00:00');
const due = (time: string, dueCertain = true) => groupOf({ dueAt: at(time), dueCertain }, now);

test('今天24:00到期的在“今天”，不在“本周”', () => {
  expect(due('2026-11-27T00:00:00')).toBe('today');
  expect(due('2026-11-27T00:00:01')).toBe('week');
  expect(due('2026-12-03T00:00:00')).toBe('week');
  expect(due('2026-12-03T00:00:01')).toBe('waiting');
});

test('过了的在“已超时”，日子没定下来的不算', () => {
  expect(due('2026-11-26T08:59:59')).toBe('overdue');
  expect(due('2026-11-26T08:59:59', false)).toBe('today');
  expect(groupOf({ dueAt: null, dueCertain: true }, now)).toBe('waiting');
});
