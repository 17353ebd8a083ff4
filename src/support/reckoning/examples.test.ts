import { describe, expect, test } from 'vitest';
import { parameters } from '../../../counties/demo/parameters.ts';
import { typePacks } from '../../../law/typePacks/index.ts';
import { Book, calculatorNamed, calculators, type Reckoning, reckon } from './index.ts';

const book = new Book(parameters, '2026-11-25');
const yuan = (n: number) => Math.round(n * 100);
const ask = (code: string, input: object, of = book): Reckoning => {
  const calculator = calculatorNamed(code);
  return reckon(calculator, calculator.input.parse(input), of);
};
const total = (code: string, input: object) => ask(code, input).total?.fen;
const line = (reckoning: Reckoning, zh: string) => reckoning.lines.find((one) => one.zh === zh)?.fen;

describe('诉讼费（诉讼费用交纳办法 13–16）', () => {
  test.each([
    [0, 50],
    [10_000, 50],
    [50_000, 1_050],
    [200_000, 4_300],
    [1_000_000, 13_800],
    [30_000_000, 191_800],
  ])('请求%i元的财产案件交%i元', (amount, fee) => {
    expect(total('courtFee', { kind: 'property', amountFen: yuan(amount) })).toBe(yuan(fee));
  });
  test('劳动争议10元；调解结案减半，只减一次', () => {
    expect(total('courtFee', { kind: 'labour' })).toBe(1_000);
    expect(total('courtFee', { kind: 'property', amountFen: yuan(50_000), half: 'mediated' })).toBe(yuan(525));
  });
  test('离婚分50万元财产：300元加超过20万元部分的千分之五', () => {
    expect(total('courtFee', { kind: 'divorce', amountFen: yuan(500_000) })).toBe(yuan(1_800));
  });
  test('名誉侵权索赔20万元：500元加两段', () => {
    expect(total('courtFee', { kind: 'personality', amountFen: yuan(200_000) })).toBe(yuan(1_500));
  });
  test('支付令是财产案件的三分之一', () => {
    expect(total('courtFee', { kind: 'paymentOrder', amountFen: yuan(50_000) })).toBe(yuan(350));
  });
});

describe('时效（民法典 188、195、203；调解仲裁法 27）', () => {
  test('三年到期是周日，顺延到周一', () => {
    expect(ask('limitation', { kind: 'general', knownOn: '2023-05-10' }).said).toBe('最晚2026-05-11');
  });
  test('申请调解让时效从那天重新算；没有公布放假安排的年份不猜', () => {
    const found = ask('limitation', {
      kind: 'general',
      knownOn: '2022-03-01',
      interruptions: [{ on: '2024-06-03', why: 'mediation' }],
    });
    expect(found.said).toBe('最晚2027-06-03');
    expect(found.warnings.join()).toContain('不猜');
  });
  test('过了时效再要钱，不算中断', () => {
    const found = ask('limitation', {
      kind: 'labour',
      knownOn: '2024-03-01',
      interruptions: [{ on: '2025-09-01', why: 'asked' }],
    });
    expect(found.said).toBe('最晚2025-03-01');
    expect(found.warnings.join()).toContain('没有因此中断');
  });
  test('在职期间欠的工资不受一年限制，离职后一年', () => {
    expect(ask('limitation', { kind: 'labour', knownOn: '2020-01-01', wages: true }).said).toContain('不受一年限制');
    expect(ask('limitation', { kind: 'labour', knownOn: '2020-01-01', wages: true, endedOn: '2025-08-18' }).said).toBe(
      '最晚2026-08-18',
    );
  });
  test('受损满20年不再延长', () => {
    expect(ask('limitation', { kind: 'general', knownOn: '2025-01-02', harmedOn: '2006-03-02' }).said).toBe('最晚2026-03-02');
  });
});

describe('经济补偿和赔偿金（劳动合同法 47、87）', () => {
  const worked = { startedOn: '2020-03-01', endedOn: '2026-08-15', wageFen: yuan(8_000) };
  test('六年五个半月，月工资8000元：N是52000元，2N是104000元', () => {
    expect(total('severance', { kind: 'n', ...worked })).toBe(yuan(52_000));
    expect(total('severance', { kind: 'n2', ...worked })).toBe(yuan(104_000));
  });
  test('N+1加上一个月的工资', () => {
    expect(total('severance', { kind: 'n1', ...worked, lastMonthFen: yuan(9_000) })).toBe(yuan(61_000));
  });
  test.each([
    ['2025-01-01', '2025-12-31', 1],
    ['2025-01-01', '2025-06-30', 1],
    ['2025-01-01', '2025-06-29', 0.5],
    ['2025-01-01', '2025-01-01', 0.5],
    ['2024-01-01', '2026-06-30', 3],
  ])('%s到%s按%f个月', (startedOn, endedOn, months) => {
    expect(total('severance', { kind: 'n', startedOn, endedOn, wageFen: yuan(8_000) })).toBe(yuan(8_000 * months));
  });
  test('工资高于平均工资三倍的，按三倍，最多十二年', () => {
    const high = { kind: 'n', startedOn: '2010-01-01', endedOn: '2024-12-31', wageFen: yuan(30_000), averageFen: yuan(8_000) };
    expect(total('severance', high)).toBe(yuan(288_000));
    expect(total('severance', { ...high, wageFen: yuan(20_000) })).toBe(yuan(300_000));
  });
  test('低于最低工资的按最低工资', () => {
    expect(
      total('severance', {
        kind: 'n',
        startedOn: '2025-01-01',
        endedOn: '2025-12-31',
        wageFen: yuan(1_000),
        minimumFen: yuan(2_000),
      }),
    ).toBe(yuan(2_000));
  });
});

describe('二倍工资、加班费（劳动合同法 82；劳动法 44）', () => {
  test('一直没签合同，最多补十一个月', () => {
    expect(total('doubleWage', { startedOn: '2025-03-01', endedOn: '2026-06-30', wageFen: yuan(6_000) })).toBe(yuan(66_000));
  });
  test('三个半月时补签，补两个月零十五天', () => {
    expect(
      total('doubleWage', { startedOn: '2025-03-01', signedOn: '2025-06-16', endedOn: '2026-06-30', wageFen: yuan(6_000) }),
    ).toBe(yuan(15_000));
  });
  test('一个月内签了的不补', () => {
    expect(
      total('doubleWage', { startedOn: '2025-03-01', signedOn: '2025-03-20', endedOn: '2025-09-01', wageFen: yuan(6_000) }),
    ).toBe(0);
  });
  test('月工资8700元，一小时50元', () => {
    const input = { wageFen: yuan(8_700), weekday: 10, restDay: 8, holiday: 8 };
    expect(total('overtime', input)).toBe(yuan(750 + 800 + 1_200));
    expect(total('overtime', { ...input, paidFen: yuan(1_000) })).toBe(yuan(1_750));
  });
});

describe('工伤（工伤保险条例 35–39、64）', () => {
  test('十级，本人工资6000元，离开单位', () => {
    const found = ask('workInjury', { outcome: '10', happenedOn: '2025-05-01', wageFen: yuan(6_000), leaving: true });
    expect(line(found, '一次性伤残补助金')).toBe(yuan(42_000));
    expect(line(found, '一次性工伤医疗补助金')).toBe(yuan(24_000));
    expect(found.total?.fen).toBe(yuan(90_000));
    expect(found.warnings.join()).toContain('演示数据');
  });
  test('一级，工资高于平均的三倍按三倍，津贴按月不进合计', () => {
    const found = ask('workInjury', { outcome: '1', happenedOn: '2025-05-01', wageFen: yuan(30_000), averageFen: yuan(8_000) });
    expect(found.total?.fen).toBe(yuan(648_000));
    expect(line(found, '伤残津贴')).toBe(yuan(21_600));
  });
  test('2025年因工死亡：54188元的20倍加6个月平均工资', () => {
    const found = ask('workInjury', {
      outcome: 'death',
      happenedOn: '2025-05-01',
      wageFen: yuan(6_000),
      averageFen: yuan(8_000),
      spouse: true,
      relatives: 3,
    });
    expect(found.total?.fen).toBe(yuan(1_083_760 + 48_000));
    expect(line(found, '供养亲属抚恤金')).toBe(yuan(6_000));
  });
});

describe('人身损害、交通事故（人身损害赔偿解释 6–17；道交法 76）', () => {
  const person = {
    happenedOn: '2025-03-01',
    settledOn: '2025-10-01',
    bornOn: '1985-01-01',
    incomeFen: yuan(70_000),
    spendingFen: yuan(42_000),
    averageFen: yuan(8_000),
  };
  test.each([
    ['1985-01-01', 20],
    ['1965-10-01', 20],
    ['1963-01-01', 18],
    ['1951-01-01', 6],
    ['1950-10-01', 5],
    ['1930-01-01', 5],
  ])('%s出生的十级伤残按%i年', (bornOn, years) => {
    expect(total('injury', { outcome: 'disabled', ...person, bornOn, disabilityPercent: 10 })).toBe(yuan(7_000 * years));
  });
  test('误工、护理、住院各按天', () => {
    const found = ask('injury', {
      outcome: 'hurt',
      ...person,
      medicalFen: yuan(12_345.67),
      lostDays: 45,
      lostMonthlyFen: yuan(6_000),
      nursingDays: 10,
      nursingDayFen: yuan(180),
      stayDays: 10,
      foodDayFen: yuan(100),
    });
    expect(found.total?.fen).toBe(yuan(12_345.67 + 9_000 + 1_800 + 1_000));
  });
  test('被扶养人：八岁孩子父母两人扶养，算十年', () => {
    const found = ask('injury', {
      outcome: 'disabled',
      ...person,
      disabilityPercent: 10,
      dependants: [{ bornOn: '2017-06-01', kind: 'child', supporters: 2 }],
    });
    expect(line(found, '被扶养人生活费')).toBe(yuan(21_000));
  });
  test('几个被扶养人，每年合计不超过一人的消费支出', () => {
    const child = { bornOn: '2025-01-01', kind: 'child', supporters: 1 };
    const found = ask('injury', { outcome: 'dead', ...person, dependants: [child, child, child] });
    expect(line(found, '被扶养人生活费')).toBe(yuan(42_000 * 18));
    expect(line(found, '丧葬费')).toBe(yuan(48_000));
  });
  test('交强险先赔，余下按七成', () => {
    const found = ask('injury', {
      outcome: 'hurt',
      ...person,
      traffic: true,
      share: 70,
      medicalFen: yuan(28_000),
      mentalFen: yuan(200_000),
      propertyFen: yuan(3_000),
    });
    expect(line(found, '交强险（死亡伤残）')).toBe(yuan(180_000));
    expect(line(found, '交强险（医疗费用）')).toBe(yuan(18_000));
    expect(line(found, '交强险（财产损失）')).toBe(yuan(2_000));
    expect(line(found, '交强险以外对方承担')).toBe(yuan(31_000 * 0.7));
  });
  test('2020年9月19日以前的事故用旧限额', () => {
    const found = ask('injury', {
      outcome: 'hurt',
      ...person,
      happenedOn: '2020-09-18',
      traffic: true,
      mentalFen: yuan(200_000),
    });
    expect(line(found, '交强险（死亡伤残）')).toBe(yuan(110_000));
  });
});

describe('民间借贷（民间借贷规定 25、28、31；民法典 561）', () => {
  test('2020年8月20日以前的借款分两段：前24%，后LPR四倍', () => {
    const found = ask('loan', {
      principalFen: yuan(100_000),
      lentOn: '2019-01-01',
      ratePercent: 24,
      until: '2021-08-20',
      filedOn: '2025-06-01',
    });
    expect(line(found, '还没付的利息')).toBe(yuan(39_254.79 + 12_000));
  });
  test('以后的借款按借钱那天的LPR四倍封顶', () => {
    expect(total('loan', { principalFen: yuan(100_000), lentOn: '2022-03-01', ratePercent: 36, until: '2023-03-01' })).toBe(
      yuan(114_800),
    );
  });
  test('还款先抵利息再抵本金', () => {
    const input = {
      principalFen: yuan(100_000),
      lentOn: '2021-01-01',
      ratePercent: 12,
      until: '2023-01-01',
      payments: [{ on: '2022-01-01', fen: yuan(20_000) }],
    };
    const found = ask('loan', input);
    expect(line(found, '还没还的本金')).toBe(yuan(92_000));
    expect(found.total?.fen).toBe(yuan(103_040));
  });
  test('2020年8月20日以前自愿付到36%的不退，但不能再要', () => {
    const input = { principalFen: yuan(100_000), lentOn: '2018-01-01', ratePercent: 36, until: '2019-01-01' };
    expect(total('loan', input)).toBe(yuan(124_000));
    expect(line(ask('loan', { ...input, payments: [{ on: '2019-01-01', fen: yuan(36_000) }] }), '还没还的本金')).toBe(
      yuan(100_000),
    );
  });
  test('没约定利息的没有利息，逾期后按LPR', () => {
    const input = { principalFen: yuan(100_000), lentOn: '2022-01-01', until: '2023-02-01' };
    expect(total('loan', input)).toBe(yuan(100_000));
    expect(total('loan', { ...input, dueOn: '2022-02-01' })).toBe(yuan(103_700));
  });
  test('LPR只确认到某天的，之后要说一声', () => {
    const found = ask('loan', { principalFen: yuan(100_000), lentOn: '2026-06-01', ratePercent: 10, until: '2026-10-01' });
    expect(found.warnings.join()).toContain('只确认到');
  });
  test('2019年8月20日以前没有LPR：请人填，不猜', () => {
    expect(() =>
      ask('loan', { principalFen: 100, lentOn: '2019-01-01', ratePercent: 10, until: '2020-08-21', filedOn: '2019-02-01' }),
    ).toThrow('LPR');
  });
});

describe('抚养、赡养、违约金', () => {
  test('月收入10000元，一个孩子按25%', () => {
    const found = ask('childSupport', {
      incomeFen: yuan(10_000),
      children: 1,
      sharePercent: 25,
      bornOn: '2016-05-20',
      fromOn: '2026-05-20',
    });
    expect(found.total?.fen).toBe(yuan(2_500));
    expect(found.lines[1]?.said).toBe('2034-05-20');
    expect(found.steps?.join()).toContain('2,000元至3,000元');
  });
  test('老人每月缺2400元，三个子女平均', () => {
    expect(total('elderSupport', { needFen: yuan(3_000), ownFen: yuan(600), children: 3, onDay: '2026-01-01' })).toBe(yuan(800));
  });
  test('违约金超过损失三成，参考130%；恶意违约不减', () => {
    expect(total('penalty', { agreedFen: yuan(20_000), lossFen: yuan(10_000) })).toBe(yuan(13_000));
    expect(total('penalty', { agreedFen: yuan(20_000), lossFen: yuan(10_000), badFaith: true })).toBe(yuan(20_000));
    expect(total('penalty', { baseFen: yuan(100_000), dayPercent: 0.05, days: 30, lossFen: yuan(5_000) })).toBe(yuan(1_500));
  });
});

test('当地没有填参数的，请人填上，不猜', () => {
  const bare = new Book([], '2026-11-25');
  expect(() => ask('workInjury', { outcome: '10', happenedOn: '2025-05-01', wageFen: 100, leaving: true }, bare)).toThrow('月数');
});

test('各类纠纷的清单里提到的计算器都有', () => {
  for (const { code, calculators: wanted } of typePacks)
    for (const one of wanted) expect(calculatorNamed(one).code, code).toBe(one);
});

test('每一行都写明公式和出处', () => {
  expect(calculators.map(({ code }) => code)).toHaveLength(11);
  const found = ask('severance', { kind: 'n', startedOn: '2020-03-01', endedOn: '2026-08-15', wageFen: yuan(8_000) });
  expect(found.sources).toEqual([{ zh: '《劳动合同法》第四十七条', from: '2008-01-01', evidence: 'V:Law' }]);
  expect(found.rounding).toContain('四舍五入');
});
