/** Disposable income per head in towns, the year it was published for: used for deaths in the year after (工伤保险条例 39). */
const published = [
  [2020, 43_834],
  [2021, 47_412],
  [2022, 49_283],
  [2023, 51_821],
  [2024, 54_188],
] as const;

export const nationalIncome = published.map(([year, yuan]) => ({
  code: 'nationalIncomeYear',
  zh: `${year}年全国城镇居民人均可支配收入`,
  unit: 'fen',
  value: yuan * 100,
  knownUntil: `${year + 1}-12-31`,
  scope: 'national',
  source: `国家统计局${year}年国民经济和社会发展统计公报`,
  evidence: 'K',
  effectiveFrom: `${year + 1}-01-01`,
  effectiveTo: year === 2024 ? null : `${year + 1}-12-31`,
}));
