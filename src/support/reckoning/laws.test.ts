import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameters } from '../../../counties/demo/parameters.ts';
import { part } from './exact.ts';
import { Book, calculatorNamed, type Reckoning, reckon } from './index.ts';
import { addDays } from './periods.ts';

const book = new Book(parameters, '2026-11-25');
const ask = (code: string, input: object): Reckoning => {
  const calculator = calculatorNamed(code);
  return reckon(calculator, calculator.input.parse(input), book);
};
const sum = ({ lines }: Reckoning) => lines.reduce((all, line) => all + (line.monthly ? 0 : (line.fen ?? 0)), 0);
const most = 1e12;
const money = fc.oneof(fc.constant(0), fc.constant(most), fc.integer({ min: 0, max: most }));
const day = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays('2018-01-01', n));

/** One money field of each calculator, the rest held still. */
const asked: Record<string, (fen: number) => [code: string, input: object]> = {
  诉讼费: (fen) => ['courtFee', { kind: 'property', amountFen: fen }],
  离婚诉讼费: (fen) => ['courtFee', { kind: 'divorce', amountFen: fen }],
  支付令: (fen) => ['courtFee', { kind: 'paymentOrder', amountFen: fen }],
  减半: (fen) => ['courtFee', { kind: 'property', amountFen: fen, half: 'simple' }],
  经济补偿: (fen) => ['severance', { kind: 'n', startedOn: '2019-03-04', endedOn: '2026-02-01', wageFen: fen }],
  赔偿金: (fen) => ['severance', { kind: 'n2', startedOn: '2009-03-04', endedOn: '2026-02-01', wageFen: fen }],
  二倍工资: (fen) => ['doubleWage', { startedOn: '2025-03-07', endedOn: '2025-10-19', wageFen: fen }],
  加班费: (fen) => ['overtime', { wageFen: fen, weekday: 7.5, restDay: 3, holiday: 1 }],
  工伤: (fen) => ['workInjury', { outcome: '7', happenedOn: '2025-05-01', wageFen: fen, leaving: true, stayMonths: 5 }],
  误工: (fen) => [
    'injury',
    {
      outcome: 'hurt',
      happenedOn: '2025-03-01',
      settledOn: '2025-10-01',
      bornOn: '1985-01-01',
      lostDays: 37,
      lostMonthlyFen: fen,
    },
  ],
  交通事故: (fen) => [
    'injury',
    {
      outcome: 'hurt',
      happenedOn: '2025-03-01',
      settledOn: '2025-10-01',
      bornOn: '1985-01-01',
      traffic: true,
      share: 63,
      mentalFen: fen,
      medicalFen: fen,
    },
  ],
  借款: (fen) => ['loan', { principalFen: fen, lentOn: '2019-11-01', dueOn: '2021-01-01', ratePercent: 33, until: '2025-06-01' }],
  抚养费: (fen) => [
    'childSupport',
    { incomeFen: fen, children: 2, sharePercent: 37, bornOn: '2020-01-01', fromOn: '2025-01-01' },
  ],
  赡养费: (fen) => ['elderSupport', { needFen: fen, children: 3, onDay: '2025-01-01' }],
  违约金: (fen) => ['penalty', { baseFen: fen, dayPercent: 0.05, days: 77, lossFen: fen }],
};

describe.each(Object.entries(asked))('%s', (_, of) => {
  test('合计等于各行之和，没有负数，都是整分；钱多算出来的不会少', () => {
    fc.assert(
      fc.property(money, money, (a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((fen) => ask(...of(fen))) as [Reckoning, Reckoning];
        for (const one of [less, more]) {
          expect(one.total!.fen).toBe(sum(one));
          for (const { fen } of one.lines) expect(fen === null || (Number.isSafeInteger(fen) && fen >= 0)).toBe(true);
          expect(one.lines.every(({ how, source }) => how.length > 0 && source.zh.length > 0)).toBe(true);
        }
        expect(more.total!.fen).toBeGreaterThanOrEqual(less.total!.fen);
      }),
      { numRuns: 60 },
    );
  });
});

describe('利息', () => {
  const loan = (principalFen: number, lentOn: string, until: string) =>
    ask('loan', { principalFen, lentOn, until, ratePercent: 11.11, lprPercent: 3.85 }).lines[1]!.fen!;

  test('一段时间拆成两段算，相差不超过每段半分', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: most }), day, day, day, (fen, ...days) => {
        const [from, middle, until] = days.sort() as [string, string, string];
        const apart = loan(fen, from, middle) + loan(fen, middle, until);
        expect(Math.abs(apart - loan(fen, from, until))).toBeLessThanOrEqual(3);
      }),
      { numRuns: 150 },
    );
  });

  test('还多少，欠的就少多少，除非还得多了', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: most }), fc.integer({ min: 0, max: most }), (fen, paid) => {
        const input = { principalFen: fen, lentOn: '2022-01-01', until: '2023-01-01', ratePercent: 12 };
        const before = ask('loan', input).total!.fen;
        const after = ask('loan', { ...input, payments: [{ on: '2023-01-01', fen: paid }] }).total!.fen;
        expect(after).toBe(Math.max(0, before - paid));
      }),
    );
  });
});

test('年限越长，补偿不会越少', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 4_000 }), fc.integer({ min: 0, max: 400 }), (startedOn, n, more) => {
      const of = (days: number) =>
        ask('severance', { kind: 'n', startedOn, endedOn: addDays(startedOn, days), wageFen: 800_000 }).total!.fen;
      expect(of(n + more)).toBeGreaterThanOrEqual(of(n));
    }),
  );
});

test('四舍五入到分：半分进一，不用小数', () => {
  expect([part(1, 1, 2), part(1, 1, 3), part(3, 1, 2), part(1e13, 3, 7)]).toEqual([1, 0, 2, 4_285_714_285_714]);
});
