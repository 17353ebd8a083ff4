/** 1-year loan prime rate, parts per million (1 % = 10 000): first day of each value, last day, value. */
const published = [
  ['2019-08-20', '2019-09-19', 42_500],
  ['2019-09-20', '2019-11-19', 42_000],
  ['2019-11-20', '2020-02-19', 41_500],
  ['2020-02-20', '2020-04-19', 40_500],
  ['2020-04-20', '2021-12-19', 38_500],
  ['2021-12-20', '2022-01-19', 38_000],
  ['2022-01-20', '2022-08-21', 37_000],
  ['2022-08-22', '2023-06-19', 36_500],
  ['2023-06-20', '2023-08-20', 35_500],
  ['2023-08-21', '2024-07-21', 34_500],
  ['2024-07-22', '2024-10-20', 33_500],
  ['2024-10-21', '2025-05-19', 31_000],
  ['2025-05-20', null, 30_000],
] as const;

export const lpr = published.map(([effectiveFrom, effectiveTo, value]) => ({
  code: 'lpr1y',
  zh: '一年期贷款市场报价利率（LPR）',
  unit: 'parts',
  value,
  knownUntil: effectiveTo ?? '2025-11-30',
  scope: 'national',
  source: '全国银行间同业拆借中心每月20日公布',
  evidence: 'K',
  effectiveFrom,
  effectiveTo,
}));
