import { z } from 'zod';
import { sayYuan } from '../../ground/ui/money.ts';
import { articles } from './articles.ts';
import { MILLION, part, partsOf, sayPercent } from './exact.ts';
import { choice, count, day, figure, money, percent, tick } from './fields.ts';
import { defineCalculator, type Line, type Result, sumOf } from './model.ts';
import { type Book, type Figure, neededFigure } from './parameters.ts';
import { ageOn, yearsByAge } from './periods.ts';

const Dependant = z.object({
  bornOn: day('出生日期'),
  kind: choice('是谁', { child: '未成年子女', adult: '没有劳动能力和收入的成年近亲属' }),
  supporters: count('有几个人共同扶养（含受害人）', 1, 20).default(1),
});

const Input = z.object({
  outcome: choice('伤情', { hurt: '受伤，没有残疾', disabled: '构成残疾', dead: '死亡' }),
  happenedOn: day('哪天出的事'),
  settledOn: day('定残日、死亡日或者协商的那天'),
  bornOn: day('受害人出生日期'),
  medicalFen: money('医疗费（凭票据）').optional(),
  laterFen: money('鉴定确定必然发生的后续治疗费').optional(),
  lostDays: count('误工天数', 0, 3650, '看医院证明；残疾的算到定残前一天').default(0),
  lostMonthlyFen: money('误工的月收入（按30天折算）').optional(),
  nursingDays: count('护理天数（一人）', 0, 7300).default(0),
  nursingDayFen: figure('护理费每天'),
  stayDays: count('住院天数', 0, 3650).default(0),
  foodDayFen: figure('住院伙食补助每天'),
  nutritionFen: money('营养费（参照医嘱）').optional(),
  travelFen: money('交通费（凭票据）').optional(),
  aidsFen: money('残疾辅助器具费').optional(),
  disabilityPercent: percent('残疾赔偿系数', 100, '一级100，每低一级少10，十级10；多处伤残看鉴定').optional(),
  dependants: z.array(Dependant).max(20).default([]).meta({ zh: '被扶养人' }),
  mentalFen: money('精神损害抚慰金（协商或者参照本地法院）').optional(),
  propertyFen: money('财产损失').optional(),
  incomeFen: figure('城镇居民人均可支配收入（上一年）'),
  spendingFen: figure('城镇居民人均消费支出（上一年）'),
  averageFen: figure('职工月平均工资（上一年，算丧葬费）'),
  traffic: tick('机动车事故，先由交强险赔'),
  blameless: tick('机动车一方没有责任（交强险按无责限额）'),
  share: percent('除交强险外，对方承担', 100).default(100),
});
type Input = z.infer<typeof Input>;
type Group = 'medical' | 'harm' | 'property';
type Item = Line & { group: Group };

/**
 * What dependants need, year by year: each their own part, all together never more than one person spends in a year (17).
 * A year that one of them no longer needs falls away by itself.
 */
function dependantsLine(input: Input, spending: Figure, parts: number): Item {
  const rows = input.dependants.map(({ bornOn, kind, supporters }) => {
    const age = ageOn(bornOn, input.settledOn);
    return { years: kind === 'child' ? Math.max(0, 18 - age) : yearsByAge(age), supporters };
  });
  const longest = Math.max(0, ...rows.map(({ years }) => years));
  let fen = 0;
  let capped = false;
  for (let year = 0; year < longest; year++) {
    const each = rows
      .filter(({ years }) => years > year)
      .reduce((sum, { supporters }) => sum + part(part(spending.value, parts, MILLION), 1, supporters), 0);
    capped ||= each > spending.value;
    fen += Math.min(each, spending.value);
  }
  return {
    zh: '被扶养人生活费',
    fen,
    how: `每年消费支出${sayYuan(spending.value)}元 × ${sayPercent(parts)} ÷ 扶养人数，${rows.map(({ years, supporters }) => `${years}年（${supporters}人分担）`).join('、')}${capped ? '；每年合计不超过一人的消费支出' : ''}（${spending.how}）`,
    source: articles.harmDependants,
    group: 'harm',
  };
}

function itemsOf(input: Input, book: Book): { items: Item[]; warnings: string[] } {
  const items: Item[] = [];
  const warnings: string[] = [];
  const plain = (zh: string, fen: number | undefined, how: string, source: Line['source'], group: Group) => {
    if (fen) items.push({ zh, fen, how, source, group });
  };
  const needed = (code: string, typed: number | undefined, field: string, zh: string) => {
    const found = neededFigure(book, code, input.settledOn, typed, field, zh);
    warnings.push(...found.warnings);
    return found;
  };
  plain('医疗费', input.medicalFen, '票据合计', articles.harmMedical, 'medical');
  plain('后续治疗费', input.laterFen, '鉴定意见', articles.harmMedical, 'medical');
  if (input.stayDays > 0) {
    const food = needed('hospitalFoodDay', input.foodDayFen, 'foodDayFen', '住院伙食补助每天');
    plain(
      '住院伙食补助费',
      part(food.value, input.stayDays),
      `${sayYuan(food.value)}元 × ${input.stayDays}天（${food.how}）`,
      articles.harmFood,
      'medical',
    );
  }
  plain('营养费', input.nutritionFen, '参照医疗机构的意见', articles.harmNutrition, 'medical');
  if (input.lostMonthlyFen)
    plain(
      '误工费',
      part(input.lostMonthlyFen, input.lostDays, 30),
      `${sayYuan(input.lostMonthlyFen)}元 ÷ 30天 × ${input.lostDays}天`,
      articles.harmWork,
      'harm',
    );
  if (input.nursingDays > 0) {
    const nursing = needed('nursingDay', input.nursingDayFen, 'nursingDayFen', '护理费每天');
    plain(
      '护理费',
      part(nursing.value, input.nursingDays),
      `${sayYuan(nursing.value)}元 × ${input.nursingDays}天 × 1人（${nursing.how}）`,
      articles.harmNursing,
      'harm',
    );
  }
  plain('交通费', input.travelFen, '票据合计', articles.harmTravel, 'harm');
  plain('残疾辅助器具费', input.aidsFen, '普通适用器具的合理费用', articles.harmAids, 'harm');
  const parts = input.outcome === 'dead' ? MILLION : input.outcome === 'disabled' ? partsOf(input.disabilityPercent ?? 0) : 0;
  if (parts > 0) {
    const income = needed('disposableIncomeYear', input.incomeFen, 'incomeFen', '城镇居民人均可支配收入');
    const years = yearsByAge(ageOn(input.bornOn, input.settledOn));
    const of = `${sayYuan(income.value)}元 × ${years}年`;
    if (input.outcome === 'dead')
      plain('死亡赔偿金', part(income.value, years), `${of}（${income.how}）`, articles.harmDeath, 'harm');
    else
      plain(
        '残疾赔偿金',
        part(income.value, years * parts, MILLION),
        `${of} × ${sayPercent(parts)}（${income.how}）`,
        articles.harmDisability,
        'harm',
      );
    if (input.dependants.length > 0)
      items.push(dependantsLine(input, needed('spendingYear', input.spendingFen, 'spendingFen', '城镇居民人均消费支出'), parts));
  }
  if (input.outcome === 'dead') {
    const average = needed('averageWageMonthly', input.averageFen, 'averageFen', '职工月平均工资');
    plain(
      '丧葬费',
      part(average.value, 6),
      `${sayYuan(average.value)}元 × 6个月（${average.how}）`,
      articles.harmFuneral,
      'harm',
    );
  }
  plain('精神损害抚慰金', input.mentalFen, '协商或者参照本地法院', articles.harmMental, 'harm');
  plain('财产损失', input.propertyFen, '修理票据或者评估', articles.harmProperty, 'property');
  return { items, warnings };
}

const groupZh: Record<Group, string> = { medical: '医疗费用', harm: '死亡伤残', property: '财产损失' };

/** The compulsory insurance pays first, group by group; what is above is shared by fault (道路交通安全法 76). */
function shared(input: Input, book: Book, items: Item[]): { lines: Line[]; warnings: string[] } {
  const share = partsOf(input.share);
  const warnings: string[] = [];
  const lines: Line[] = [];
  let rest = sumOf(items);
  if (input.traffic)
    for (const group of ['harm', 'medical', 'property'] as const) {
      const sum = sumOf(items.filter((item) => item.group === group));
      if (sum === 0) continue;
      const limit = neededFigure(
        book,
        `compulsory.${group}${input.blameless ? '.blameless' : ''}`,
        input.happenedOn,
        undefined,
        'happenedOn',
        '交强险限额',
      );
      warnings.push(...limit.warnings);
      const paid = Math.min(sum, limit.value);
      rest -= paid;
      lines.push({
        zh: `交强险（${groupZh[group]}）`,
        fen: paid,
        how: `${sayYuan(sum)}元，限额${sayYuan(limit.value)}元`,
        source: articles.traffic,
      });
    }
  if (rest > 0 || lines.length === 0)
    lines.push({
      zh: input.traffic ? '交强险以外对方承担' : '对方承担',
      fen: part(rest, share, MILLION),
      how: `${sayYuan(rest)}元 × ${sayPercent(share)}`,
      source: input.traffic ? articles.traffic : articles.harmMedical,
    });
  return { lines, warnings };
}

function reckon(input: Input, book: Book): Result {
  const { items, warnings } = itemsOf(input, book);
  const plainLines: Line[] = items.map(({ group: _, ...line }) => line);
  const whole = !input.traffic && input.share === 100;
  const split = whole ? { lines: plainLines, warnings: [] } : shared(input, book, items);
  return {
    total: { zh: '对方（含保险）要付', fen: sumOf(split.lines) },
    lines: split.lines,
    steps: whole
      ? []
      : [
          ...plainLines.map((line) => `${line.zh}：${line.how} = ${sayYuan(line.fen ?? 0)}元`),
          `各项合计 ${sayYuan(sumOf(plainLines))}元`,
        ],
    formula: '各项损失相加；机动车事故先由交强险在限额内赔，不足的按责任分担。',
    warnings: [
      ...new Set([
        ...warnings,
        ...split.warnings,
        ...(input.outcome === 'disabled' && input.disabilityPercent === undefined
          ? ['没有填残疾赔偿系数，残疾赔偿金没有算进去。']
          : []),
        '统计数按受诉法院所在地公布的上一年度数；精神损害抚慰金没有统一标准。',
      ]),
    ],
  };
}

export const injury = defineCalculator<Input>({
  code: 'injury',
  zh: '人身损害和交通事故赔偿',
  about: '医疗、误工、护理、残疾、死亡、被扶养人等各项。',
  suits: ['TRA', 'INJ', 'MED', 'SCH', 'NEI03'],
  input: Input,
  reckon,
});
