import { z } from 'zod';
import { sayYuan } from '../../ground/ui/money.ts';
import { articles } from './articles.ts';
import { part } from './exact.ts';
import { day, hours, money } from './fields.ts';
import { defineCalculator, type Line, type Result, sumOf } from './model.ts';
import { addDays, addMonths, monthsIn } from './periods.ts';
import { refusals } from './refusals.ts';

const NoContract = z.object({
  startedOn: day('哪天开始上班'),
  signedOn: day('哪天补签了书面合同（没有签不填）').optional(),
  endedOn: day('算到哪天（离职日或者今天）'),
  wageFen: money('月工资'),
});

function noContract({ startedOn, signedOn, endedOn, wageFen }: z.infer<typeof NoContract>): Result {
  if (endedOn < startedOn) throw refusals.datesCross({ fields: { endedOn: '不能早于上班' } });
  const from = addMonths(startedOn, 1);
  const limit = addDays(addMonths(startedOn, 12), -1);
  const last = [limit, endedOn, signedOn ? addDays(signedOn, -1) : endedOn].sort()[0]!;
  const { months, days, ofDays } = last < from ? { months: 0, days: 0, ofDays: 1 } : monthsIn(from, last);
  const lines: Line[] = [
    { zh: '整月', fen: part(wageFen, months), how: `${sayYuan(wageFen)}元 × ${months}个月`, source: articles.doubleWage },
    {
      zh: '零头',
      fen: part(wageFen, days, ofDays),
      how: `${sayYuan(wageFen)}元 × ${days}天 ÷ 当月${ofDays}天`,
      source: articles.doubleWage,
    },
  ];
  return {
    total: { zh: '二倍工资里还要补的一倍', fen: sumOf(lines) },
    lines,
    steps: [last < from ? '还没有满一个月，或者一个月内已签合同' : `从${from}到${last}（最多十一个月）`],
    formula: '满一个月的次日起，到补签前一日或者满一年的前一日止，每月再付一倍工资。',
    warnings: [
      '申请仲裁有一年时效，各地按月还是按整段起算做法不一，请尽早提出。',
      ...(endedOn >= addDays(limit, 1) && !signedOn ? ['满一年没有签的，视为已订立无固定期限劳动合同。'] : []),
    ],
  };
}

export const doubleWage = defineCalculator({
  code: 'doubleWage',
  zh: '没签合同的二倍工资',
  about: '上班满一个月还没有签书面合同。',
  suits: ['LAB'],
  input: NoContract,
  reckon: noContract,
});

const Overtime = z.object({
  wageFen: money('月工资（正常工作时间）'),
  weekday: hours('工作日加班的小时'),
  restDay: hours('休息日加班又没有补休的小时'),
  holiday: hours('法定休假日加班的小时'),
  paidFen: money('已经付过的加班费').optional(),
});

/** 21.75 days of 8 hours: 174 hours of a month. */
const MONTH_HOURS = 174;
const rows = [
  ['weekday', '工作日延时', 150],
  ['restDay', '休息日', 200],
  ['holiday', '法定休假日', 300],
] as const;

function overtimePay(input: z.infer<typeof Overtime>): Result {
  const due = rows.map(([key, zh, percent]): Line => {
    const hundredths = Math.round(input[key] * 100);
    return {
      zh,
      fen: part(input.wageFen, hundredths * percent, MONTH_HOURS * 10_000),
      how: `${sayYuan(input.wageFen)}元 ÷ 21.75天 ÷ 8小时 × ${hundredths / 100}小时 × ${percent}%`,
      source: articles.overtime,
    };
  });
  const all = sumOf(due);
  const left = Math.max(0, all - (input.paidFen ?? 0));
  const lines = input.paidFen
    ? [
        {
          zh: '还差的加班费',
          fen: left,
          how: `应付${sayYuan(all)}元 − 已付${sayYuan(input.paidFen)}元`,
          source: articles.overtime,
        },
      ]
    : due;
  return {
    total: { zh: '加班费', fen: left },
    lines,
    steps: [
      ...(input.paidFen ? due.map((line) => `${line.zh}：${line.how} = ${sayYuan(line.fen ?? 0)}元`) : []),
      articles.payDays.zh,
    ],
    formula: '月工资 ÷ 21.75 ÷ 8 × 小时 × 150%（工作日）、200%（休息日）、300%（法定休假日）。',
    warnings: ['综合计算工时、不定时工作制另有规定；加班要有记录：考勤、派工、聊天都算。'],
  };
}

export const overtime = defineCalculator({
  code: 'overtime',
  zh: '加班费',
  about: '工作日、休息日、法定休假日加班。',
  suits: ['LAB'],
  input: Overtime,
  reckon: overtimePay,
});
