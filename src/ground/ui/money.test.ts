import { expect, test } from 'vitest';
import { sayCapital, sayYuan } from './money.ts';

test('amounts carry separators and only the decimals that they have', () => {
  expect(sayYuan(123_450)).toBe('1,234.50');
  expect(sayYuan(1_000_000_00)).toBe('1,000,000');
  expect(sayYuan(5)).toBe('0.05');
});

test.each([
  [0, '零元整'],
  [1_234_50, '壹仟贰佰叁拾肆元伍角整'],
  [1_409_50, '壹仟肆佰零玖元伍角整'],
  [6_007_14, '陆仟零柒元壹角肆分'],
  [16_409_02, '壹万陆仟肆佰零玖元零贰分'],
  [325_04, '叁佰贰拾伍元零肆分'],
  [10_000_00, '壹万元整'],
  [10_005_00, '壹万零伍元整'],
  [100_000_000_00, '壹亿元整'],
  [1_000_001_000_00, '壹拾亿零壹仟元整'],
  [100_001_000_00, '壹亿零壹仟元整'],
  [100_010_000_00, '壹亿零壹万元整'],
  [10_000_000_000_00, '壹佰亿元整'],
  [30_105_00, '叁万零壹佰零伍元整'],
  [107_000_53, '壹拾万柒仟元零伍角叁分'],
  [5, '伍分'],
  [50, '伍角整'],
])('%i fen in capitals is %s', (fen, words) => {
  expect(sayCapital(fen)).toBe(words);
});
