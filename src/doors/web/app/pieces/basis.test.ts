import { expect, test } from 'vitest';
import { sayBasis, sayStrength } from './basis.ts';

test('办一步的依据写成法院书记员认得的样子', () => {
  expect(sayBasis('人民调解法 17、18')).toBe('《人民调解法》第十七条、第十八条');
  expect(sayBasis('人民调解法 3(3)；民诉法 125')).toBe('《人民调解法》第三条第三项；《民事诉讼法》第一百二十五条');
  expect(sayBasis('民诉法解释 353–356')).toBe('《民事诉讼法司法解释》第三百五十三至三百五十六条');
  expect(sayBasis('[D]；医疗纠纷条例 34（鉴定）')).toBe('产品默认；《医疗纠纷预防和处理条例》第三十四条（鉴定）');
  expect(sayBasis('民诉法 206；解释 355、358')).toContain('《民事诉讼法》第二百零六条；');
});

test('产品自己定的照实说，不露出记号', () => {
  expect(['[D]', '[D] 产品默认', '[D] 三天三次', '[D] 四级，默认，非官方', '地方规定'].map(sayBasis)).toEqual([
    '产品默认',
    '产品默认',
    '三天三次（产品默认）',
    '四级，默认，非官方',
    '地方规定',
  ]);
});

test('证据的分量说成话，旁注留着', () => {
  expect(sayStrength('V:Law（2017年文本）; K（新序号）')).toEqual(['读过原文（2017年文本）', '通行，未读原文（新序号）']);
  expect(sayStrength('V local; D')).toEqual(['读过原文（地方规定）', '产品默认']);
});
