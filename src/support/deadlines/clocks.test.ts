import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClockEvent, clocksOf } from './clocks.ts';
import { ruleOn } from './law.ts';
import { timeLeft } from './remaining.ts';
import { at, loaded } from './samples.ts';

let count = 0;
const event = (kind: ClockEvent['kind'], code: string, day: string, more: Partial<ClockEvent> = {}): ClockEvent => ({
  id: `e${++count}`,
  kind,
  code,
  at: at(day),
  ...more,
});
const read = (events: ClockEvent[], now: string, receivedOn?: string) => clocksOf(events, ruleOn, loaded, at(now), receivedOn);

test('受理后三十日内调成，按时', () => {
  const [clock] = read([event('starts', 'D05', '2026-07-01'), event('meets', 'D05', '2026-07-20')], '2026-07-21');
  expect(clock).toMatchObject({
    code: 'D05',
    dueOn: '2026-07-31',
    state: 'met',
    onTime: true,
    metAt: at('2026-07-20'),
    certain: true,
  });
  expect(clock!.events).toHaveLength(2);
});

test('最后一日二十四时之前都算按时，过后就是逾期', () => {
  const start = event('starts', 'D05', '2026-07-01');
  expect(clocksOf([start], ruleOn, loaded, at('2026-07-31', 24))[0]!.state).toBe('running');
  expect(clocksOf([start], ruleOn, loaded, at('2026-07-31', 24, 1))[0]!.state).toBe('missed');
  expect(read([start, event('meets', 'D05', '2026-08-02')], '2026-08-03')[0]).toMatchObject({ state: 'met', onTime: false });
});

test('正在走的时限不因再次受理而重来', () => {
  const clocks = read([event('starts', 'D05', '2026-07-01'), event('starts', 'D05', '2026-07-20')], '2026-07-21');
  expect(clocks).toHaveLength(1);
  expect(clocks[0]!.dueOn).toBe('2026-07-31');
});

test('安全复核每次做完，下一轮同时开始', () => {
  const clocks = read(
    [event('starts', 'D26', '2026-07-01'), event('meets', 'D26', '2026-07-02'), event('starts', 'D26', '2026-07-02')],
    '2026-07-02',
  );
  expect(clocks.map((c) => c.state)).toEqual(['met', 'running']);
});

test('当场调解，同一刻开始同一刻完成', () => {
  expect(read([event('meets', 'D05', '2026-07-01'), event('starts', 'D05', '2026-07-01')], '2026-07-01')[0]!.state).toBe('met');
});

test('中止自己到期恢复，最长六十日', () => {
  const start = event('starts', 'D05', '2026-07-01');
  const pause = event('pauses', 'D05', '2026-07-11', { until: at('2026-07-21') });
  expect(read([start, pause], '2026-07-15')[0]).toMatchObject({ state: 'paused', dueOn: '2026-08-10' });
  expect(read([start, pause], '2026-07-22')[0]).toMatchObject({ state: 'running', pausedMs: 10 * 86_400_000 });
  const endless = event('pauses', 'D05', '2026-07-11', { until: at('2027-07-11') });
  expect(read([start, endless], '2026-08-01')[0]!.pauses[0]!.until).toEqual(at('2026-09-09'));
  expect(read([start, pause, event('resumes', 'D05', '2026-07-13')], '2026-07-15')[0]).toMatchObject({
    state: 'running',
    dueOn: '2026-08-03',
  });
});

test.each(['D11', 'D13.notice', 'D15', 'D22', 'D26', 'D09'])('%s 的中止：只有调解期限能停', (code) => {
  const [clock] = read(
    [event('starts', code, '2026-07-01'), event('pauses', code, '2026-07-01', { at: at('2026-07-01', 11) })],
    '2026-07-01',
  );
  expect(clock!.pauses).toHaveLength(code === 'D09' ? 1 : 0);
});

test('各方同意可以延期，负责人不能延；到期后不能再延', () => {
  const start = event('starts', 'D07', '2026-07-01');
  expect(read([start, event('extends', 'D07', '2026-07-10', { until: at('2026-07-31') })], '2026-07-11')[0]!.dueOn).toBe(
    '2026-07-31',
  );
  expect(read([start, event('extends', 'D07', '2026-07-20', { until: at('2026-07-31') })], '2026-07-21')[0]).toMatchObject({
    dueOn: '2026-07-16',
    state: 'missed',
  });
  expect(read([event('starts', 'D09', '2026-07-01'), event('extends', 'D09', '2026-07-02')], '2026-07-03')[0]!.dueOn).toBe(
    '2026-07-16',
  );
});

test('每一期履行各走各的钟，约定的日子就是到期日', () => {
  const instalment = (subject: string, day: string) => event('starts', 'D16', '2026-07-01', { subject, until: at(day) });
  const clocks = read(
    [instalment('1', '2026-07-15'), instalment('2', '2026-08-14'), event('meets', 'D16', '2026-07-14', { subject: '1' })],
    '2026-07-20',
  );
  expect(clocks.map((c) => [c.subject, c.dueOn, c.state])).toEqual([
    ['1', '2026-07-15', 'met'],
    ['2', '2026-08-14', 'running'],
  ]);
});

test('事项用收到那天的规定，换了新规定也不变', () => {
  const start = [event('starts', 'D07', '2026-07-01')];
  expect(read(start, '2026-07-02', '2024-12-31')[0]!.rule.onExpiry).toBe('恢复审理');
  expect(read(start, '2026-07-02', '2025-01-01')[0]!.rule.onExpiry).toBe('转入审判程序');
});

test('年份没有导入，过了未顺延的日子是待定，不算谁逾期', () => {
  const start = event('starts', 'D05', '2026-12-10');
  expect(read([start], '2027-01-20')[0]).toMatchObject({ state: 'pending', certain: false });
  expect(read([start, event('meets', 'D05', '2027-01-20')], '2027-01-21')[0]).toMatchObject({ state: 'met', onTime: undefined });
});

test('撤销的钟停在撤销时；没有名字的时限是差错', () => {
  expect(read([event('starts', 'D05', '2026-07-01'), event('cancels', 'D05', '2026-07-05')], '2026-09-01')[0]).toMatchObject({
    state: 'cancelled',
    endedAt: at('2026-07-05'),
  });
  expect(() => read([event('starts', 'D99', '2026-07-01')], '2026-07-01')).toThrow('D99');
});

test('剩余时间：开始时全在，中止时不动，到期为零，过后为负', () => {
  const events = [event('starts', 'D05', '2026-07-01'), event('pauses', 'D05', '2026-07-11', { until: at('2026-07-21') })];
  const [clock] = read(events, '2026-07-12');
  expect(timeLeft(clock!, clock!.startedAt).share).toBe(1);
  expect(timeLeft(clock!, at('2026-07-12'))).toEqual(timeLeft(clock!, at('2026-07-20')));
  expect(timeLeft(clock!, clock!.dueAt)).toEqual({ ms: 0, share: 0 });
  expect(timeLeft(clock!, at('2026-09-01')).ms).toBeLessThan(0);
});

describe('properties', () => {
  const anyEvent = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom(...(['starts', 'meets', 'pauses', 'resumes', 'extends', 'cancels'] as const)),
    code: fc.constantFrom('D05', 'D16', 'D26'),
    // Few distinct instants, so that many events share one.
    at: fc.integer({ min: 0, max: 4 }).map((n) => at('2026-07-01', n * 60)),
    subject: fc.constantFrom(undefined, 'a'),
    until: fc.option(
      fc.integer({ min: 1, max: 90 }).map((n) => at('2026-07-01', n * 24)),
      { nil: undefined },
    ),
  });
  const lives = fc.uniqueArray(anyEvent, { selector: (e) => e.id, maxLength: 25 });

  test('the same events in any order give the same clocks, and reading changes nothing', () => {
    fc.assert(
      fc.property(lives, fc.integer(), (events, seed) => {
        const frozen = JSON.stringify(events);
        const once = clocksOf(events, ruleOn, loaded, at('2026-08-15'));
        const shuffled = [...events].sort((a, b) => ((a.id + seed).length % 3) - 1 || (a.id > b.id ? -1 : 1));
        expect(clocksOf(shuffled, ruleOn, loaded, at('2026-08-15'))).toEqual(once);
        expect(clocksOf([...events].reverse(), ruleOn, loaded, at('2026-08-15'))).toEqual(once);
        expect(JSON.stringify(events)).toBe(frozen);
      }),
      { numRuns: 500 },
    );
  });

  test('what is past stays: a clock met before an instant reads the same with later events added', () => {
    fc.assert(
      fc.property(lives, lives, (before, after) => {
        const later = after.map((e) => ({ ...e, id: `z${e.id}`, at: new Date(e.at.getTime() + 60 * 86_400_000) }));
        const met = clocksOf(before, ruleOn, loaded, at('2026-12-01'), '2026-07-01').filter((c) => c.state === 'met');
        const all = clocksOf([...before, ...later], ruleOn, loaded, at('2026-12-01'), '2026-07-01');
        for (const clock of met) expect(all).toContainEqual(clock);
      }),
    );
  });

  test('rights, safety and confirmation clocks are never paused, the others sixty days in all', () => {
    fc.assert(
      fc.property(lives, (events) => {
        for (const c of clocksOf(events, ruleOn, loaded, at('2026-09-01'))) {
          if (['D16', 'D26'].includes(c.code)) expect(c.pausedMs).toBe(0);
          // One after the other they still are sixty days together.
          const stood = c.pauses.reduce((sum, p) => sum + p.until.getTime() - p.from.getTime(), 0);
          expect(stood).toBeLessThanOrEqual(60 * 86_400_000);
        }
      }),
    );
  });
});
