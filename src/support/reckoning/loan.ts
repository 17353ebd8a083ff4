import { z } from 'zod';
import { sayYuan } from '../../ground/ui/money.ts';
import type { Day } from '../deadlines/index.ts';
import { articles } from './articles.ts';
import { MILLION, part, partsOf, sayPercent } from './exact.ts';
import { day, money, percent } from './fields.ts';
import { defineCalculator, type Line, type Result, type Source, sumOf } from './model.ts';
import { type Book, figureOf, neededFigure } from './parameters.ts';
import { daysBetween } from './periods.ts';
import { refusals } from './refusals.ts';

const Input = z.object({
  principalFen: money('实际借出的本金', '预先扣掉的利息不算本金'),
  lentOn: day('哪天借的'),
  dueOn: day('约定哪天还（没有约定不填）').optional(),
  ratePercent: percent('约定的年利率', 1000, '没有约定利息的不填，视为没有利息').optional(),
  overduePercent: percent('约定的逾期年利率', 1000, '没有约定不填').optional(),
  until: day('利息算到哪天'),
  filedOn: day('起诉的日子（没有起诉填打算起诉的那天，不填按算到的那天）').optional(),
  lprPercent: percent('一年期LPR', 100, '不填就用参数表里公布的数').optional(),
  payments: z
    .array(z.object({ on: day('哪天还的'), fen: money('还了多少') }))
    .max(200)
    .default([])
    .meta({ zh: '已经还的' }),
});
type Input = z.infer<typeof Input>;

/** From this day on four times the LPR is the cap; for what accrued before on older loans 24 %, paid 36 % (民间借贷规定 31；2015年规定 26). */
const CHANGE: Day = '2020-08-20';
const OLD_CAP = partsOf(24);
const OLD_PAID = partsOf(36);
/** Neither rate agreed, before the change (2015年规定 29). */
const OLD_OVERDUE = partsOf(6);

interface Stretch {
  from: Day;
  until: Day;
  parts: number;
  /** What the borrower paid above the claimable rate, up to 36 %, stays paid: only before the change. */
  paidParts: number;
  why: string;
  source: Source;
}

interface Rates {
  cap: number;
  overdueDefault: number;
  warnings: string[];
  capHow: string;
}

function ratesOf(input: Input, book: Book): Rates {
  const capOn = input.lentOn >= CHANGE ? input.lentOn : (input.filedOn ?? input.until);
  const typed = input.lprPercent === undefined ? undefined : partsOf(input.lprPercent);
  const needed =
    input.until > CHANGE && (input.ratePercent !== undefined || input.overduePercent !== undefined || input.dueOn !== undefined);
  if (!needed) return { cap: 0, overdueDefault: 0, warnings: [], capHow: '' };
  const lpr = neededFigure(book, 'lpr1y', capOn, typed, 'lprPercent', '一年期LPR');
  const due = input.dueOn ? figureOf(book, 'lpr1y', input.dueOn > CHANGE ? input.dueOn : CHANGE, typed) : undefined;
  return {
    cap: lpr.value * 4,
    overdueDefault: due?.value ?? lpr.value,
    warnings: [...new Set([...lpr.warnings, ...(due?.warnings ?? [])])],
    capHow: `${capOn}一年期LPR ${sayPercent(lpr.value)} × 4 = ${sayPercent(lpr.value * 4)}（${lpr.how}）`,
  };
}

/** The time from lending to the day asked for, cut where the rate or the cap changes and where money was paid. */
function stretchesOf(input: Input, rates: Rates): Stretch[] {
  const { lentOn, dueOn, until } = input;
  const cuts = [CHANGE, dueOn, ...input.payments.map(({ on }) => on)].filter(
    (at): at is Day => at !== undefined && at > lentOn && at < until,
  );
  const edges = [...new Set([lentOn, ...cuts, until])].sort();
  return edges.slice(1).map((end, i) => {
    const from = edges[i]!;
    const old = from < CHANGE;
    const overdue = dueOn !== undefined && from >= dueOn;
    const rate = input.ratePercent === undefined ? undefined : partsOf(input.ratePercent);
    const agreed = overdue
      ? input.overduePercent !== undefined
        ? partsOf(input.overduePercent)
        : (rate ?? (old ? OLD_OVERDUE : rates.overdueDefault))
      : (rate ?? 0);
    const cap = old ? OLD_CAP : rates.cap;
    const source =
      agreed === 0 ? articles.loanNoInterest : overdue ? articles.loanOverdue : old ? articles.loanOld : articles.loanCap;
    return {
      from,
      until: end,
      parts: Math.min(agreed, cap),
      paidParts: old ? Math.max(0, Math.min(agreed, OLD_PAID) - cap) : 0,
      why: `${overdue ? '逾期' : '借期'}${agreed > cap ? `，约定${sayPercent(agreed)}超过${old ? '24%' : 'LPR四倍'}，按${sayPercent(cap)}` : ''}`,
      source,
    };
  });
}

function reckon(input: Input, book: Book): Result {
  const { lentOn, until } = input;
  if (until < lentOn) throw refusals.datesCross({ fields: { until: '不能早于借款' } });
  if (input.dueOn && input.dueOn < lentOn) throw refusals.datesCross({ fields: { dueOn: '不能早于借款' } });
  const stray = input.payments.find(({ on }) => on < lentOn || on > until);
  if (stray) throw refusals.datesCross({ fields: { payments: `${stray.on}不在借款到计算日之间` } });
  const rates = ratesOf(input, book);
  const steps: string[] = rates.capHow ? [`上限：${rates.capHow}`] : [];
  const warnings = [...rates.warnings];
  let [principal, interest, above] = [input.principalFen, 0, 0];
  const sources = new Set<Source>();
  const pay = (on: Day) => {
    for (const payment of input.payments.filter((one) => one.on === on)) {
      let left = payment.fen;
      const take = (owed: number) => {
        const taken = Math.min(owed, left);
        left -= taken;
        return taken;
      };
      const toInterest = take(interest);
      interest -= toInterest;
      // Paid of their own will before the change, between 24 % and 36 %: not claimable, yet not given back.
      const toAbove = on < CHANGE ? take(above) : 0;
      above -= toAbove;
      const toPrincipal = take(principal);
      principal -= toPrincipal;
      steps.push(
        `${on} 还款${sayYuan(payment.fen)}元：先抵利息${sayYuan(toInterest + toAbove)}元，再抵本金${sayYuan(toPrincipal)}元`,
      );
      if (left > 0) warnings.push(`${on}还款后多出${sayYuan(left)}元，可以要求退还。`);
    }
  };
  pay(lentOn);
  for (const { from, until: end, parts, paidParts, why, source } of stretchesOf(input, rates)) {
    const days = daysBetween(from, end);
    const fen = part(principal, BigInt(parts) * BigInt(days), 365 * MILLION);
    interest += fen;
    above += part(principal, BigInt(paidParts) * BigInt(days), 365 * MILLION);
    sources.add(source);
    steps.push(
      `${from} 至 ${end}（${why}）：本金${sayYuan(principal)}元 × ${sayPercent(parts)} × ${days}天 ÷ 365 = ${sayYuan(fen)}元`,
    );
    pay(end);
  }
  const source = [...sources].at(-1) ?? articles.loanNoInterest;
  const lines: Line[] = [
    { zh: '还没还的本金', fen: principal, how: '还款先抵利息，再抵本金', source: articles.paymentOrder },
    { zh: '还没付的利息', fen: interest, how: '各段本金 × 年利率 × 天数 ÷ 365（算头不算尾）', source },
  ];
  return {
    total: { zh: `到${until}要还`, fen: sumOf(lines) },
    lines,
    steps,
    formula: '本金 × 年利率 × 实际天数 ÷ 365；2020年8月20日以前的借款，之前的部分不超过24%，之后的部分不超过LPR四倍。',
    warnings: [
      ...warnings,
      ...(input.ratePercent === undefined ? ['没有约定利息的，借期内没有利息。'] : []),
      '职业放贷、套取贷款转贷、“套路贷”的借款另有规定，发现可疑的不在这里算。',
    ],
  };
}

export const loan = defineCalculator<Input>({
  code: 'loan',
  zh: '民间借贷本息',
  about: '按日期分段核对利率上限，还款先抵利息。',
  suits: ['CON02', 'FAM04'],
  input: Input,
  reckon,
});
