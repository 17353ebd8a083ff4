import { z } from 'zod';
import { sayYuan } from '../../ground/ui/money.ts';
import { articles } from './articles.ts';
import { MILLION, part, partsOf, sayPercent } from './exact.ts';
import { count, day, money, percent } from './fields.ts';
import { defineCalculator, type Line, type Result } from './model.ts';
import { type Book, neededFigure } from './parameters.ts';
import { addMonths, monthsIn } from './periods.ts';

const Child = z.object({
  incomeFen: money('不和孩子一起住的一方的月总收入'),
  children: count('要负担几个孩子', 1, 10),
  sharePercent: percent('商定的比例', 50, '一个孩子一般20至30；两个以上可以提高，一般不超过50').optional(),
  bornOn: day('孩子（最小的）的出生日期'),
  fromOn: day('从哪天起付'),
});

function childSupport({ incomeFen, children, sharePercent, bornOn, fromOn }: z.infer<typeof Child>): Result {
  const [low, high] = [partsOf(20), partsOf(children === 1 ? 30 : 50)];
  const share = sharePercent === undefined ? low : partsOf(sharePercent);
  const adult = addMonths(bornOn, 18 * 12);
  const { months, days } = adult <= fromOn ? { months: 0, days: 0 } : monthsIn(fromOn, adult);
  const monthly = part(incomeFen, share, MILLION);
  const lines: Line[] = [
    { zh: '每月抚养费', fen: monthly, how: `${sayYuan(incomeFen)}元 × ${sayPercent(share)}`, source: articles.childSupport },
    {
      zh: '付到',
      fen: null,
      said: adult,
      how: `一般到十八周岁，还有${months}个月${days ? `零${days}天` : ''}`,
      source: articles.childUntil,
    },
  ];
  return {
    total: { zh: '每月付', fen: monthly },
    lines,
    steps: [
      `参考范围：每月${sayYuan(part(incomeFen, low, MILLION))}元至${sayYuan(part(incomeFen, high, MILLION))}元（${sayPercent(low)}至${sayPercent(high)}）`,
    ],
    formula: '月总收入 × 20%至30%；两个以上孩子可以提高，一般不超过50%。',
    warnings: [
      ...(share < low || share > high
        ? [`商定的比例不在一般范围（${sayPercent(low)}至${sayPercent(high)}）里，有特殊情况的写明理由。`]
        : []),
      '协议定了数额，孩子在必要时仍可以要求增加（《民法典》第一千零八十五条）。',
    ],
  };
}

export const child = defineCalculator({
  code: 'childSupport',
  zh: '子女抚养费',
  about: '不和孩子一起住的一方每月付多少、付到哪天。',
  suits: ['FAM02', 'FAM01'],
  input: Child,
  reckon: childSupport,
});

const Elder = z.object({
  needFen: money('老人每月要用多少', '不填按城镇居民人均消费支出 ÷ 12').optional(),
  medicalFen: money('每月医疗、护理要用多少').optional(),
  ownFen: money('老人自己每月的收入').default(0),
  children: count('几个子女', 1, 20),
  sharePercent: percent('这位子女承担的比例', 100, '不填就平均分担').optional(),
  onDay: day('从哪天起付'),
});

function elderSupport(input: z.infer<typeof Elder>, book: Book): Result {
  const spending =
    input.needFen === undefined
      ? neededFigure(book, 'spendingYear', input.onDay, undefined, 'needFen', '老人每月要用多少')
      : undefined;
  const need = (input.needFen ?? part(spending!.value, 1, 12)) + (input.medicalFen ?? 0);
  const gap = Math.max(0, need - input.ownFen);
  const share = input.sharePercent === undefined ? undefined : partsOf(input.sharePercent);
  const each = share === undefined ? part(gap, 1, input.children) : part(gap, share, MILLION);
  return {
    total: { zh: '这位子女每月付', fen: each },
    lines: [
      {
        zh: '每月赡养费',
        fen: each,
        how: `（需要${sayYuan(need)}元 − 自己收入${sayYuan(input.ownFen)}元）${share === undefined ? ` ÷ ${input.children}人` : ` × ${sayPercent(share)}`}`,
        source: articles.elderSupport,
      },
    ],
    formula: '（老人每月需要 − 自己的收入）÷ 子女人数，或者按商定的比例。',
    warnings: [
      ...(spending?.warnings ?? []),
      '法律没有定死的公式，这是常用的算法；子女有困难或者有能力的可以商量增减，但都不能不管。',
      '生活照料、看望也是赡养，可以写进协议。',
    ],
  };
}

export const elder = defineCalculator({
  code: 'elderSupport',
  zh: '赡养费',
  about: '老人每月缺多少，每个子女付多少。',
  suits: ['FAM03'],
  input: Elder,
  reckon: elderSupport,
});
