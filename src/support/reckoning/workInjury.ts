import { z } from 'zod';
import { sayYuan } from '../../ground/ui/money.ts';
import { articles } from './articles.ts';
import { part } from './exact.ts';
import { choice, count, day, figure, money, tick } from './fields.ts';
import { defineCalculator, type Line, type Result, type Source, sumOf } from './model.ts';
import { type Book, type Figure, figureOf, neededFigure } from './parameters.ts';

const grades = {
  1: '一级',
  2: '二级',
  3: '三级',
  4: '四级',
  5: '五级',
  6: '六级',
  7: '七级',
  8: '八级',
  9: '九级',
  10: '十级',
} as const;
const outcomes = { ...grades, death: '因工死亡' } as const;
const cares = { none: '不需要', part: '部分不能自理', most: '大部分不能自理', whole: '完全不能自理' } as const;

/** 工伤保险条例 35–37: months of own wage, once; share of own wage, every month. */
const lumpMonths = [27, 25, 23, 21, 18, 16, 13, 11, 9, 7] as const;
const allowance = [90, 85, 80, 75, 70, 60] as const;
const careShare = { part: 30, most: 40, whole: 50 } as const;

const Input = z.object({
  outcome: choice('伤残等级', outcomes),
  happenedOn: day('哪天受的伤（或者去世）'),
  wageFen: money('本人工资（受伤前12个月平均月缴费工资）'),
  averageFen: figure('统筹地区上年度职工月平均工资'),
  leaving: tick('已经或者将要解除劳动关系（五至十级）'),
  medicalMonths: count('一次性工伤医疗补助金的月数', 0, 120, '由省里规定；不填就用参数表').optional(),
  employmentMonths: count('一次性伤残就业补助金的月数', 0, 120, '由省里规定；不填就用参数表').optional(),
  care: choice('经鉴定需要生活护理', cares).default('none'),
  stayMonths: count('停工留薪的月数', 0, 24, '一般不超过12个月').default(0),
  stayPaidFen: money('停工留薪期内已经付过的工资').optional(),
  incomeFen: figure('上一年度全国城镇居民人均可支配收入'),
  spouse: tick('有靠其供养的配偶（因工死亡）'),
  relatives: count('其他供养亲属几人（因工死亡）', 0, 20).default(0),
  orphans: count('其中孤寡老人或者孤儿几人', 0, 20).default(0),
});
type Input = z.infer<typeof Input>;

/** Own wage between 60 % and 300 % of the average (64); without the average it stays as typed. */
function wageBase({ wageFen }: Input, average: Figure | undefined): { base: number; said: string } {
  if (!average) return { base: wageFen, said: `本人工资${sayYuan(wageFen)}元` };
  const [low, high] = [part(average.value, 60, 100), part(average.value, 3)];
  const base = Math.min(Math.max(wageFen, low), high);
  return { base, said: `本人工资按${sayYuan(base)}元（平均工资${sayYuan(average.value)}元的60%至300%之间，${average.how}）` };
}

/** Months fixed by the province: a figure of the county's table. */
function subsidy(
  input: Input,
  book: Book,
  average: Figure | undefined,
  grade: number,
  kind: 'medical' | 'employment',
): { line: Line; warnings: string[] } {
  const [zh, typed] =
    kind === 'medical'
      ? (['一次性工伤医疗补助金', input.medicalMonths] as const)
      : (['一次性伤残就业补助金', input.employmentMonths] as const);
  const months = neededFigure(book, `${kind}Subsidy.${grade}`, input.happenedOn, typed, `${kind}Months`, `${zh}的月数`);
  const base =
    average ?? neededFigure(book, 'averageWageMonthly', input.happenedOn, input.averageFen, 'averageFen', '职工月平均工资');
  return {
    line: {
      zh,
      fen: part(base.value, months.value),
      how: `职工月平均工资${sayYuan(base.value)}元 × ${months.value}个月（${months.how}）`,
      source: grade <= 6 ? articles.injury56 : articles.injury710,
    },
    warnings: [...months.warnings, '计发基数和月数由省里规定，有的地方按本人工资或者分年龄递减，请核对本省办法。'],
  };
}

function disabled(input: Input, book: Book, grade: number): Result {
  const average = figureOf(book, 'averageWageMonthly', input.happenedOn, input.averageFen);
  const { base, said } = wageBase(input, average);
  const source: Source = grade <= 4 ? articles.injury14 : grade <= 6 ? articles.injury56 : articles.injury710;
  const warnings = [...(average?.warnings ?? ['没有平均工资，没有核对60%和300%的上下限。'])];
  const lines: Line[] = [
    {
      zh: '一次性伤残补助金',
      fen: part(base, lumpMonths[grade - 1]!),
      how: `${sayYuan(base)}元 × ${lumpMonths[grade - 1]}个月`,
      source,
    },
  ];
  if (grade <= 6 && !(grade >= 5 && input.leaving))
    lines.push({
      zh: grade <= 4 ? '伤残津贴' : '伤残津贴（难以安排工作的）',
      fen: part(base, allowance[grade - 1]!, 100),
      how: `${sayYuan(base)}元 × ${allowance[grade - 1]}%，每月；低于最低工资的补足`,
      source,
      monthly: true,
    });
  if (grade >= 5 && input.leaving)
    for (const kind of ['medical', 'employment'] as const) {
      const { line, warnings: more } = subsidy(input, book, average, grade, kind);
      lines.push(line);
      warnings.push(...more);
    }
  if (input.care !== 'none' && average)
    lines.push({
      zh: '生活护理费',
      fen: part(average.value, careShare[input.care], 100),
      how: `${sayYuan(average.value)}元 × ${careShare[input.care]}%，每月`,
      source: articles.injuryCare,
      monthly: true,
    });
  if (input.stayMonths > 0) {
    const owed = part(input.wageFen, input.stayMonths);
    lines.push({
      zh: '停工留薪期工资',
      fen: Math.max(0, owed - (input.stayPaidFen ?? 0)),
      how: `原工资${sayYuan(input.wageFen)}元 × ${input.stayMonths}个月${input.stayPaidFen ? ` − 已付${sayYuan(input.stayPaidFen)}元` : ''}`,
      source: articles.injuryStay,
    });
  }
  return {
    total: { zh: '一次付的合计', fen: sumOf(lines) },
    lines,
    steps: [said],
    formula: '本人工资 × 法定月数；五至十级离开单位的，另加医疗、就业两项补助。',
    warnings: [...new Set([...warnings, '没有参加工伤保险的，全部由用人单位付（《工伤保险条例》第六十二条）。'])],
  };
}

function dead(input: Input, book: Book): Result {
  const average = neededFigure(book, 'averageWageMonthly', input.happenedOn, input.averageFen, 'averageFen', '职工月平均工资');
  const income = neededFigure(
    book,
    'nationalIncomeYear',
    input.happenedOn,
    input.incomeFen,
    'incomeFen',
    '上一年度全国城镇居民人均可支配收入',
  );
  const source = articles.injuryDeath;
  const { base } = wageBase(input, average);
  const shares =
    (input.spouse ? 40 : 0) + input.relatives * 30 + Math.min(input.orphans, input.relatives + (input.spouse ? 1 : 0)) * 10;
  const lines: Line[] = [
    {
      zh: '丧葬补助金',
      fen: part(average.value, 6),
      how: `职工月平均工资${sayYuan(average.value)}元 × 6个月（${average.how}）`,
      source,
    },
    {
      zh: '一次性工亡补助金',
      fen: part(income.value, 20),
      how: `全国城镇居民人均可支配收入${sayYuan(income.value)}元 × 20（${income.how}）`,
      source,
    },
  ];
  if (shares > 0)
    lines.push({
      zh: '供养亲属抚恤金',
      fen: part(base, Math.min(shares, 100), 100),
      how: `${sayYuan(base)}元 × ${Math.min(shares, 100)}%，每月；合计不高于本人工资`,
      source,
      monthly: true,
    });
  return {
    total: { zh: '一次付的合计', fen: sumOf(lines) },
    lines,
    formula: '丧葬6个月平均工资；工亡补助金为上年全国城镇居民人均可支配收入的20倍。',
    warnings: [...average.warnings, ...income.warnings],
  };
}

export const workInjury = defineCalculator<Input>({
  code: 'workInjury',
  zh: '工伤待遇',
  about: '伤残一次性待遇、津贴、护理费，因工死亡待遇。',
  suits: ['LAB02', 'LAB04', 'LAB'],
  input: Input,
  reckon: (input, book) => (input.outcome === 'death' ? dead(input, book) : disabled(input, book, Number(input.outcome))),
});
