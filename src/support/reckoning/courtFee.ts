import { z } from 'zod';
import { sayYuan } from '../../ground/ui/money.ts';
import { articles } from './articles.ts';
import { MILLION, part, sayPercent } from './exact.ts';
import { choice, money } from './fields.ts';
import { defineCalculator, type Line, sumOf } from './model.ts';

type Band = readonly [untilFen: number, parts: number];
const YUAN = 100;
/** 诉讼费用交纳办法 13(1): each part of the sum at its own rate, above the first ten thousand yuan (a flat 50). */
const property: readonly Band[] = [
  [100_000 * YUAN, 25_000],
  [200_000 * YUAN, 20_000],
  [500_000 * YUAN, 15_000],
  [1_000_000 * YUAN, 10_000],
  [2_000_000 * YUAN, 9_000],
  [5_000_000 * YUAN, 8_000],
  [10_000_000 * YUAN, 7_000],
  [20_000_000 * YUAN, 6_000],
  [Number.POSITIVE_INFINITY, 5_000],
];

/** The flat part and each band as a line of its own. */
function byBands(fen: number, flat: { fen: number; untilFen: number; how: string }, bands: readonly Band[]): Line[] {
  const lines: Line[] = [{ zh: '起点', fen: flat.fen, how: flat.how, source: articles.courtFee }];
  let from = flat.untilFen;
  for (const [until, parts] of bands) {
    if (fen <= from) break;
    const slice = Math.min(fen, until) - from;
    lines.push({
      zh: `超过${sayYuan(from)}元的部分`,
      fen: part(slice, parts, MILLION),
      how: `${sayYuan(slice)}元 × ${sayPercent(parts)}`,
      source: articles.courtFee,
    });
    from = until;
  }
  return lines;
}

export const propertyFee = (fen: number): Line[] =>
  byBands(fen, { fen: 50 * YUAN, untilFen: 10_000 * YUAN, how: '不超过1万元的，每件50元' }, property);

const kinds = {
  property: '财产案件（有金额）',
  labour: '劳动争议',
  divorce: '离婚',
  personality: '人格权（名誉、隐私等）',
  other: '其他没有金额的案件',
  administrative: '行政案件',
  paymentOrder: '申请支付令',
} as const;

const ranges: Partial<Record<keyof typeof kinds, readonly [low: number, high: number]>> = {
  divorce: [50 * YUAN, 300 * YUAN],
  personality: [100 * YUAN, 500 * YUAN],
  other: [50 * YUAN, 100 * YUAN],
};

const Input = z.object({
  kind: choice('哪类案件', kinds),
  amountFen: money('请求的金额或者财产总额', '没有金额的不填').optional(),
  baseFen: money('本省每件的标准', '法律给了幅度；不填按最高的算').optional(),
  half: choice('减半的情形', { none: '不减半', mediated: '调解结案或者撤诉', simple: '简易程序' }).default('none'),
});
type Input = z.infer<typeof Input>;

function linesOf({ kind, amountFen = 0, baseFen }: Input): Line[] {
  if (kind === 'property') return propertyFee(amountFen);
  if (kind === 'labour') return [{ zh: '每件', fen: 10 * YUAN, how: '劳动争议案件每件10元', source: articles.courtFee }];
  if (kind === 'administrative') return [{ zh: '每件', fen: 50 * YUAN, how: '一般行政案件每件50元', source: articles.courtFee }];
  if (kind === 'paymentOrder') {
    const full = sumOf(propertyFee(amountFen));
    return [
      { zh: '申请费', fen: part(full, 1, 3), how: `财产案件受理费${sayYuan(full)}元 × 1/3`, source: articles.applicationFee },
    ];
  }
  const [low, high] = ranges[kind]!;
  const flat = {
    fen: Math.min(Math.max(baseFen ?? high, low), high),
    untilFen: 0,
    how: `每件${sayYuan(low)}元至${sayYuan(high)}元`,
  };
  if (kind === 'divorce') return byBands(amountFen, { ...flat, untilFen: 200_000 * YUAN }, [[Number.POSITIVE_INFINITY, 5_000]]);
  if (kind === 'personality')
    return byBands(amountFen, { ...flat, untilFen: 50_000 * YUAN }, [
      [100_000 * YUAN, 10_000],
      [Number.POSITIVE_INFINITY, 5_000],
    ]);
  return [{ zh: '每件', fen: flat.fen, how: flat.how, source: articles.courtFee }];
}

export const courtFee = defineCalculator<Input>({
  code: 'courtFee',
  zh: '法院诉讼费',
  about: '去法院要先交多少；在调委会调解、做司法确认都不收费。',
  suits: null,
  input: Input,
  reckon(input) {
    const full = linesOf(input);
    const halves = input.half !== 'none' && !['paymentOrder'].includes(input.kind);
    const sum = sumOf(full);
    const lines: Line[] = halves
      ? [
          {
            zh: '减半交纳',
            fen: part(sum, 1, 2),
            how: `${sayYuan(sum)}元 ÷ 2`,
            source: input.half === 'mediated' ? articles.halfMediated : articles.halfSimple,
          },
        ]
      : full;
    return {
      total: { zh: '要交', fen: sumOf(lines) },
      lines,
      steps: halves ? full.map((line) => `${line.zh}：${line.how} = ${sayYuan(line.fen ?? 0)}元`) : [],
      formula: '按请求的金额分段累计；调解结案、撤诉或者简易程序减半（只减一次）。',
      warnings: ranges[input.kind] && input.baseFen === undefined ? ['法律只给了幅度，本省标准请向法院立案窗口核对。'] : [],
    };
  },
});
