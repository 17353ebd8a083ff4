import { z } from 'zod';
import { sayYuan } from '../../ground/ui/money.ts';
import { articles } from './articles.ts';
import { part } from './exact.ts';
import { choice, day, figure, money } from './fields.ts';
import { defineCalculator, type Line, type Result, sumOf } from './model.ts';
import { type Book, figureOf } from './parameters.ts';
import { monthsIn } from './periods.ts';
import { refusals } from './refusals.ts';

const kinds = { n: 'N（经济补偿）', n1: 'N+1（没有提前30天通知）', n2: '2N（违法解除或者终止）' } as const;
const Input = z.object({
  kind: choice('算哪一种', kinds),
  startedOn: day('哪天入职'),
  endedOn: day('劳动关系最后一天'),
  wageFen: money('解除前12个月的平均应得工资', '含奖金、津贴；不满12个月的按实际月数平均'),
  lastMonthFen: money('上一个月的工资（算N+1）').optional(),
  averageFen: figure('本地上年度职工月平均工资'),
  minimumFen: figure('本地最低月工资'),
});
type Input = z.infer<typeof Input>;

/** Half months of compensation: 2 for each full year; six months and more count as a year, less as half (劳动合同法 47). */
export function halvesFor(startedOn: string, endedOn: string): { halves: number; said: string } {
  const { months, days } = monthsIn(startedOn, endedOn);
  const [years, rest] = [Math.floor(months / 12), months % 12];
  const more = rest >= 6 ? 2 : rest > 0 || days > 0 ? 1 : 0;
  return { halves: years * 2 + more, said: `${years}年${rest}个月${days}天` };
}

function reckon(input: Input, book: Book): Result {
  const { kind, startedOn, endedOn, wageFen } = input;
  if (endedOn < startedOn) throw refusals.datesCross({ fields: { endedOn: '不能早于入职' } });
  const average = figureOf(book, 'averageWageMonthly', endedOn, input.averageFen);
  const minimum = figureOf(book, 'minimumWageMonthly', endedOn, input.minimumFen);
  const warnings = [...(average?.warnings ?? ['没有本地平均工资，没有核对三倍封顶。']), ...(minimum?.warnings ?? [])];
  const { halves, said } = halvesFor(startedOn, endedOn);
  const cap = average && part(average.value, 3);
  const raised = Math.max(wageFen, minimum?.value ?? 0);
  const capped = cap !== undefined && raised > cap;
  const base = capped ? cap : raised;
  const counted = capped ? Math.min(halves, 24) : halves;
  const steps = [
    `工作${said}，计${counted / 2}个月${capped && counted < halves ? '（高于三倍的最多十二年）' : ''}`,
    `月工资按${sayYuan(base)}元${capped ? `（平均工资${sayYuan(average!.value)}元的三倍封顶，${average!.how}）` : raised > wageFen ? '（低于最低工资，按最低工资）' : ''}`,
  ];
  const n = part(base, counted, 2);
  const how = `${sayYuan(base)}元 × ${counted / 2}个月`;
  const source = capped || raised === wageFen ? articles.severance : articles.wageFloor;
  const lines: Line[] =
    kind === 'n2'
      ? [{ zh: '赔偿金', fen: n * 2, how: `${how} × 2`, source: articles.unlawful }]
      : [{ zh: '经济补偿', fen: n, how, source }];
  if (kind === 'n1')
    lines.push({
      zh: '代通知金',
      fen: input.lastMonthFen ?? wageFen,
      how: input.lastMonthFen === undefined ? '没有填上个月工资，按平均工资一个月' : '上一个月的工资',
      source: articles.noticePay,
    });
  if (kind === 'n2') warnings.push('付了赔偿金的，不再另付经济补偿；劳动者也可以选择要求继续履行合同。');
  if (startedOn < '2008-01-01')
    warnings.push('2008年以前的年限按当时的规定另算（《劳动合同法》第九十七条），这里一并按现行规定算，请核对。');
  return {
    total: { zh: kinds[kind], fen: sumOf(lines) },
    lines,
    steps,
    formula: '月工资 × 年限（满一年一个月；六个月以上不满一年按一年；不满六个月半个月）。',
    warnings,
  };
}

export const severance = defineCalculator<Input>({
  code: 'severance',
  zh: '经济补偿和赔偿金（N、N+1、2N）',
  about: '离开单位时该拿多少。',
  suits: ['LAB'],
  input: Input,
  reckon,
});
