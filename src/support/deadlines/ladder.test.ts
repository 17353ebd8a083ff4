import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClockEvent, clocksOf } from './clocks.ts';
import { ladder, warningsOf } from './ladder.ts';
import { ruleOn } from './law.ts';
import { at, inside, loaded } from './samples.ts';

const start = (code: string, from: Date, more: Partial<ClockEvent> = {}): ClockEvent => ({
  id: 'a',
  kind: 'starts',
  code,
  at: from,
  ...more,
});
const clockOf = (events: ClockEvent[], now = at('2026-07-02')) => clocksOf(events, ruleOn, loaded, now)[0]!;
const level = (events: ClockEvent[], now: Date) => ladder(clockOf(events, now), now, loaded).level;

test('三十日的期限：七成提醒，九成催办，到期督办，再三日领导，再七日挂牌', () => {
  const events = [start('D05', at('2026-07-01', 0))];
  const { steps } = ladder(clockOf(events), at('2026-07-02'), loaded);
  expect(steps.map((s) => [s.level, s.zh, s.at])).toEqual([
    [0, '提醒', new Date(at('2026-07-01', 0).getTime() + 31 * 0.7 * 86_400_000)],
    [1, '催办', new Date(at('2026-07-01', 0).getTime() + 31 * 0.9 * 86_400_000)],
    [2, '督办', at('2026-07-31', 24)],
    [3, '领导督办', at('2026-08-05', 24)],
    [4, '挂牌、约谈', at('2026-08-11', 24)],
  ]);
  expect(
    [at('2026-07-10'), at('2026-07-30'), at('2026-08-01'), at('2026-08-06'), at('2026-08-12')].map((now) => level(events, now)),
  ).toEqual([0, 1, 2, 3, 4]);
});

test('短期限在到期前一日催办，一日的期限不在提醒之前催办', () => {
  const three = ladder(clockOf([start('D03', at('2026-07-06'))]), at('2026-07-06'), loaded).steps;
  expect(three[1]!.at).toEqual(at('2026-07-08', 24));
  const one = ladder(clockOf([start('D01', at('2026-07-06'))]), at('2026-07-06'), loaded).steps;
  expect(one[1]!.at > one[0]!.at).toBe(true);
});

test('中止期间阶梯不动', () => {
  const events = [
    start('D05', at('2026-07-01')),
    { id: 'b', kind: 'pauses', code: 'D05', at: at('2026-07-15'), until: at('2026-08-30') } as ClockEvent,
  ];
  expect(level(events, at('2026-08-29'))).toBe(0);
  expect(ladder(clockOf(events), at('2026-08-29'), loaded).reminded).toBe(false);
  expect(level([events[0]!], at('2026-08-29'))).toBe(4);
});

test('办完的停在当时那一级；当事人的权利期限和法院的期限没有督办', () => {
  const events = [start('D05', at('2026-07-01')), { id: 'b', kind: 'meets', code: 'D05', at: at('2026-08-02') } as ClockEvent];
  expect(level(events, at('2026-12-01'))).toBe(2);
  for (const code of ['D11', 'D12', 'D15', 'D17', 'D23', 'D27'])
    expect(level([start(code, at('2026-03-02'))], at('2026-12-01')), code).toBe(0);
});

test('待定的期限不督办任何人', () => {
  const now = at('2027-03-01');
  expect(level([start('D05', at('2026-12-10'))], now)).toBe(1);
});

test('司法确认第二十、二十五、二十八日提醒，履行日前三天、当天和以后一、七、十五日提醒', () => {
  expect(warningsOf(clockOf([start('D11', at('2026-07-01'))])).map((w) => w.on)).toEqual([
    '2026-07-21',
    '2026-07-26',
    '2026-07-29',
  ]);
  expect(warningsOf(clockOf([start('D16', at('2026-07-01'), { until: at('2026-07-15') })])).map((w) => w.on)).toEqual([
    '2026-07-12',
    '2026-07-15',
    '2026-07-16',
    '2026-07-22',
    '2026-07-30',
  ]);
  expect(warningsOf(clockOf([start('D17', at('2026-07-01'))])).map((w) => w.on)).toEqual(['2028-04-02']);
  expect(warningsOf(clockOf([start('D110.sign', at('2026-07-01'))]))[0]!.at).toEqual(
    new Date(at('2026-07-01').getTime() + 45_000),
  );
});

test('the ladder only climbs as time goes, and its rungs stand in order', () => {
  const code = fc.constantFrom('D01', 'D03', 'D05', 'D10', 'D14', 'D18', 'D26', 'D110.sign');
  const pause = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 60 }));
  fc.assert(
    fc.property(code, inside, pause, inside, inside, (of, from, [after, days], a, b) => {
      const paused = new Date(from.getTime() + after * 86_400_000);
      const events = [
        start(of, from),
        { id: 'b', kind: 'pauses', code: of, at: paused, until: new Date(paused.getTime() + days * 86_400_000) } as ClockEvent,
      ];
      const [early, late] = a <= b ? [a, b] : [b, a];
      const clock = clockOf(events, late);
      expect(ladder(clock, early, loaded).level).toBeLessThanOrEqual(ladder(clock, late, loaded).level);
      const instants = ladder(clock, late, loaded).steps.map((s) => s.at.getTime());
      expect(instants).toEqual([...instants].sort((x, y) => x - y));
    }),
    { numRuns: 500 },
  );
});
