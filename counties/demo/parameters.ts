const years = [2024, 2025, 2026] as const;

/** Figures of 平澜县, which does not exist: made up so that the calculators can be shown, and marked as such wherever they appear. */
const made = [
  ['averageWageMonthly', '上年度职工月平均工资', 'fen', [780_000, 800_000, 820_000]],
  ['minimumWageMonthly', '最低月工资', 'fen', [220_000, 220_000, 230_000]],
  ['disposableIncomeYear', '上年度城镇居民人均可支配收入', 'fen', [6_600_000, 6_900_000, 7_200_000]],
  ['spendingYear', '上年度城镇居民人均消费支出', 'fen', [4_000_000, 4_150_000, 4_300_000]],
  ['hospitalFoodDay', '住院伙食补助每天', 'fen', [10_000, 10_000, 10_000]],
  ['nursingDay', '护理费每天', 'fen', [16_000, 17_000, 18_000]],
  ...([5, 6, 7, 8, 9, 10] as const).flatMap((grade, i) => [
    [
      `medicalSubsidy.${grade}`,
      `一次性工伤医疗补助金（${'五六七八九十'[i]}级）月数`,
      'months',
      [[15, 12, 9, 7, 5, 3][i]!],
    ] as const,
    [
      `employmentSubsidy.${grade}`,
      `一次性伤残就业补助金（${'五六七八九十'[i]}级）月数`,
      'months',
      [[15, 12, 9, 7, 5, 3][i]!],
    ] as const,
  ]),
] as const;

export const parameters = made.flatMap(([code, zh, unit, values]) =>
  values.map((value, i) => {
    const last = i === values.length - 1;
    return {
      code,
      zh,
      unit,
      value,
      knownUntil: values.length === 1 || last ? '2026-12-31' : `${years[i]}-12-31`,
      scope: 'county',
      source: '演示数据，不是官方统计',
      evidence: 'demo',
      effectiveFrom: `${years[i]}-01-01`,
      effectiveTo: last ? null : `${years[i]}-12-31`,
    };
  }),
);
