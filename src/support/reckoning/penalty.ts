import { z } from 'zod';
import { sayYuan } from '../../ground/ui/money.ts';
import { articles } from './articles.ts';
import { MILLION, part, partsOf } from './exact.ts';
import { count, money, percent, tick } from './fields.ts';
import { defineCalculator, type Line, type Result, sumOf } from './model.ts';

const Input = z.object({
  agreedFen: money('约定的违约金（按天算的不填）').optional(),
  baseFen: money('按天算的：拖欠的金额').optional(),
  dayPercent: percent('每天的比例', 10, '万分之五填 0.05').optional(),
  days: count('拖了几天', 0, 36500).default(0),
  lossFen: money('实际损失（能证明的）'),
  badFaith: tick('恶意违约'),
});
type Input = z.infer<typeof Input>;

function reckon(input: Input): Result {
  const daily = input.agreedFen === undefined;
  const agreed =
    input.agreedFen ?? part(input.baseFen ?? 0, BigInt(partsOf(input.dayPercent ?? 0)) * BigInt(input.days), MILLION);
  const bound = part(input.lossFen, 130, 100);
  const high = agreed > bound && !input.badFaith;
  const lines: Line[] = [
    high
      ? {
          zh: '参考数额',
          fen: bound,
          how: `约定${sayYuan(agreed)}元超过损失${sayYuan(input.lossFen)}元的130%，参考${sayYuan(bound)}元`,
          source: articles.penalty,
        }
      : {
          zh: '违约金',
          fen: agreed,
          how: daily ? `${sayYuan(input.baseFen ?? 0)}元 × ${input.dayPercent ?? 0}% × ${input.days}天` : '按约定',
          source: articles.penalty,
        },
  ];
  return {
    total: { zh: '可以参考的数', fen: sumOf(lines) },
    lines,
    formula: '约定的违约金超过损失30%的，一般可以认定过高，违约方可以请求减少；低于损失的可以请求增加。',
    warnings: [
      ...(high ? ['30%只是一般的界线，法院还要看履行情况、过错和背景；违约方要举证。'] : []),
      ...(agreed < input.lossFen ? [`约定的低于损失，守约方可以请求增加到${sayYuan(input.lossFen)}元。`] : []),
      ...(input.badFaith ? ['恶意违约的一方请求减少，一般不予支持。'] : []),
    ],
  };
}

export const penalty = defineCalculator<Input>({
  code: 'penalty',
  zh: '违约金',
  about: '约定的违约金高不高。',
  suits: ['CON', 'HOU', 'BUS', 'PRO'],
  input: Input,
  reckon,
});
