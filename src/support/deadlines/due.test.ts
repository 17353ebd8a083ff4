import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startOfDay } from '../../ground/clock/index.ts';
import { calendarOf, isWorkday } from './calendar.ts';
import { dayOf, numberOf } from './days.ts';
import { type DueOf, dueAt } from './due.ts';
import { calendarPacks } from './law.ts';
import { at, calendars, dayTerms, inside, instants, law2027, loaded, ruleOf, terms } from './samples.ts';

const pausable = { maxDays: 60, grounds: ['鉴定'] };

describe('期限计算的七个样例', () => {
  test.each([
    [30, 'cal', '2026-09-01', '2026-10-08'],
    [30, 'cal', '2026-01-16', '2026-02-24'],
    [15, 'cal', '2026-09-11', '2026-09-28'],
    [3, 'wd', '2026-02-13', '2026-02-25'],
    [3, 'wd', '2026-09-18', '2026-09-22'],
    [5, 'wd', '2026-04-30', '2026-05-11'],
    [30, 'wd', '2026-09-01', '2026-10-19'],
  ] as const)('%i%s 自 %s 起，止于 %s', (n, unit, from, on) => {
    const due = dueAt({ rule: ruleOf({ n, unit }), fromAt: at(from, 15), calendar: loaded });
    expect(due).toMatchObject({ dueOn: on, certain: true });
    expect(due.dueAt).toEqual(startOfDay(dayOf(numberOf(on) + 1)));
  });
});

test('当日二十三时五十九分和零时零分起算，末日相同；北京时间才是当日', () => {
  const rule = ruleOf({ n: 3, unit: 'cal' });
  expect(dueAt({ rule, fromAt: at('2026-11-09', 0), calendar: loaded }).dueOn).toBe('2026-11-12');
  expect(dueAt({ rule, fromAt: at('2026-11-09', 23, 59), calendar: loaded }).dueOn).toBe('2026-11-12');
  expect(dueAt({ rule, fromAt: new Date('2026-11-09T16:00:00Z'), calendar: loaded }).dueOn).toBe('2026-11-13');
});

test('小时、分钟、秒从事件发生时起算，休息日也不顺延', () => {
  const due = dueAt({ rule: ruleOf({ n: 72, unit: 'h' }), fromAt: at('2026-10-01', 9), calendar: loaded });
  expect(due).toMatchObject({ dueAt: at('2026-10-04', 9), dueOn: '2026-10-04', certain: true });
  expect(dueAt({ rule: ruleOf({ n: 60, unit: 's' }), fromAt: at('2030-01-01'), calendar: loaded })).toMatchObject({
    certain: true,
  });
});

test('按月、按年计算，没有对应日的以月末日为末日', () => {
  const due = (from: string, n: number, unit: 'month' | 'year') =>
    dueAt({ rule: ruleOf({ n, unit }), fromAt: at(from), calendar: loaded });
  expect(due('2026-05-31', 1, 'month')).toMatchObject({ dueOn: '2026-06-30', certain: true });
  expect(due('2026-01-31', 1, 'month')).toMatchObject({ dueOn: '2026-02-28', certain: true });
  expect(due('2026-03-08', 2, 'year')).toMatchObject({ dueOn: '2028-03-08', certain: false });
});

test('约定的履行日是休息日的，顺延到下一个工作日', () => {
  expect(dueAt({ rule: ruleOf({ n: 0, unit: 'cal' }), fromAt: at('2026-10-03'), calendar: loaded }).dueOn).toBe('2026-10-08');
});

test('落在没有导入的年份：不顺延，标明待定，导入后重新计算', () => {
  const of = { rule: ruleOf({ n: 30, unit: 'cal' }), fromAt: at('2026-12-03') } as const;
  const unsure = dueAt({ ...of, calendar: loaded });
  expect(unsure).toMatchObject({ dueOn: '2027-01-02', certain: false });
  expect(unsure.steps.at(-1)).toContain('待定');
  expect(dueAt({ ...of, calendar: calendarOf([...calendarPacks, law2027]) })).toMatchObject({
    dueOn: '2027-01-04',
    certain: true,
  });
});

test('每一步都有话可说', () => {
  expect(dueAt({ rule: ruleOf({ n: 30, unit: 'cal' }), fromAt: at('2026-09-01'), calendar: loaded }).steps).toEqual([
    '2026-09-01（周二）当日不计入',
    '自次日起30日，末日2026-10-01（周四）',
    '末日为国庆节休息日，顺延至其后第一个工作日2026-10-08（周四）',
    '截止2026-10-08（周四）24:00',
  ]);
});

describe('中止', () => {
  const of = (more: Partial<DueOf>): DueOf => ({
    rule: ruleOf({ n: 30, unit: 'cal' }, { pausable }),
    fromAt: at('2026-07-01'),
    calendar: loaded,
    ...more,
  });

  test('中止几日，末日推后几日', () => {
    expect(dueAt(of({})).dueOn).toBe('2026-07-31');
    expect(dueAt(of({ pauses: [{ from: at('2026-07-10'), until: at('2026-07-20', 8) }] })).dueOn).toBe('2026-08-10');
  });
  test('顺延的休息日里也能中止，恢复后才到期', () => {
    const rule = ruleOf({ n: 10, unit: 'cal' }, { pausable });
    const pauses = [{ from: at('2026-07-12'), until: at('2026-07-15') }];
    expect(dueAt(of({ rule, pauses })).dueOn).toBe('2026-07-15');
  });
  test('不许中止的期限，中止不起作用', () => {
    const rule = ruleOf({ n: 30, unit: 'cal' });
    expect(dueAt(of({ rule, pauses: [{ from: at('2026-07-10'), until: at('2026-07-20') }] })).dueOn).toBe('2026-07-31');
  });
  test('工作日期限只补回中止期间的工作日', () => {
    const rule = ruleOf({ n: 10, unit: 'wd' }, { pausable });
    expect(dueAt(of({ rule })).dueOn).toBe('2026-07-15');
    expect(dueAt(of({ rule, pauses: [{ from: at('2026-07-03'), until: at('2026-07-06') }] })).dueOn).toBe('2026-07-16');
  });
});

describe('延期', () => {
  const rule = ruleOf({ n: 15, unit: 'cal' }, { extendable: 'consentOfAll', maxExtension: { n: 30, unit: 'cal' } });
  const extended = (until: string, by = rule) =>
    dueAt({ rule: by, fromAt: at('2026-07-01'), calendar: loaded, extensions: [{ at: at('2026-07-10'), until: at(until) }] });

  test('延到约定的日子，最长不过上限', () => {
    expect(extended('2026-07-31').dueOn).toBe('2026-07-31');
    expect(extended('2026-12-01').dueOn).toBe('2026-08-17');
    expect(extended('2026-12-01').steps.join()).toContain('最长可延30日');
  });
  test('不会因延期而变短，法律不许延的不延', () => {
    expect(extended('2026-07-05').dueOn).toBe('2026-07-16');
    expect(extended('2026-07-31', ruleOf({ n: 15, unit: 'cal' })).dueOn).toBe('2026-07-16');
  });
  test('法律不设上限的，延到各方约定的日子', () => {
    expect(extended('2026-12-01', ruleOf({ n: 15, unit: 'cal' }, { extendable: 'consentOfAll' })).dueOn).toBe('2026-12-01');
  });
});

describe('properties', () => {
  const pause = fc
    .tuple(inside, fc.integer({ min: 1, max: 60 * 1440 }))
    .map(([from, m]) => ({ from, until: new Date(from.getTime() + m * 60_000) }));

  test('a later start is never due earlier', () => {
    fc.assert(
      fc.property(instants, instants, terms, calendars, (a, b, length, calendar) => {
        const rule = ruleOf(length);
        const [early, late] = a <= b ? [a, b] : [b, a];
        return dueAt({ rule, fromAt: early, calendar }).dueAt <= dueAt({ rule, fromAt: late, calendar }).dueAt;
      }),
      { numRuns: 1000 },
    );
  });

  test('a pause never shortens, and a longer one never less', () => {
    fc.assert(
      fc.property(inside, dayTerms, pause, fc.integer({ min: 0, max: 20 }), (fromAt, length, p, more) => {
        const of = { rule: ruleOf(length, { pausable }), fromAt, calendar: loaded };
        const longer = { from: p.from, until: new Date(p.until.getTime() + more * 86_400_000) };
        const [none, one, two] = [[], [p], [longer]].map((pauses) => dueAt({ ...of, pauses }).dueAt.getTime());
        return none! <= one! && one! <= two!;
      }),
      { numRuns: 1000 },
    );
  });

  test('a certain day term ends on a work day, with only rest between the plain last day and it', () => {
    fc.assert(
      fc.property(instants, dayTerms, (fromAt, length) => {
        const due = dueAt({ rule: ruleOf(length), fromAt, calendar: loaded });
        if (due.certain) expect(isWorkday(due.dueOn, loaded)).toBe(true);
        if (length.unit !== 'cal') return;
        const plain = numberOf(dayOf(Math.floor((fromAt.getTime() + 8 * 3_600_000) / 86_400_000))) + length.n;
        for (let n = plain; n < numberOf(due.dueOn); n++) expect(isWorkday(dayOf(n), loaded)).toBe(false);
      }),
    );
  });

  test('a date in a year that is not loaded is never certain, hours always are', () => {
    fc.assert(
      fc.property(instants, terms, (fromAt, length) => {
        const due = dueAt({ rule: ruleOf(length), fromAt, calendar: loaded });
        if (['h', 'min', 's'].includes(length.unit)) expect(due.certain).toBe(true);
        else if (!due.dueOn.startsWith('2026')) expect(due.certain).toBe(false);
      }),
    );
  });

  test('what is certain does not change when another year is loaded', () => {
    const more = calendarOf([...calendarPacks, { ...law2027, off: law2027.off.slice(1), work: [] }]);
    fc.assert(
      fc.property(instants, terms, (fromAt, length) => {
        const before = dueAt({ rule: ruleOf(length), fromAt, calendar: loaded });
        if (before.certain) expect(dueAt({ rule: ruleOf(length), fromAt, calendar: more })).toEqual(before);
      }),
    );
  });
});
