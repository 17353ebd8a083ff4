import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Compared, reasonsFor, sampleGrams, similarity } from './weigh.ts';

const at = (day: number) => new Date(Date.UTC(2026, 10, day, 4));
const paper = (more: Partial<Compared> = {}): Compared => ({
  phones: [],
  idNumbers: [],
  names: [],
  placeCode: null,
  placeText: null,
  text: '',
  receivedAt: at(20),
  ...more,
});
const leak = '三楼卫生间漏水，把二楼的天花板泡坏了，找过两次都说没空修。';

describe('疑似重复要有理由', () => {
  test('同一个电话就值得看一眼', () =>
    expect(reasonsFor(paper({ phones: ['a'] }), paper({ phones: ['a'], receivedAt: at(17) }))).toEqual(['电话相同', '相隔3天']));
  test('内容大半相同也值得看', () =>
    expect(reasonsFor(paper({ text: leak }), paper({ text: `您好，${leak}请帮忙。` }))[0]).toMatch(/^内容相近（\d+%的词相同）$/));
  test('只同名、只同地，不算', () => {
    expect(reasonsFor(paper({ names: ['程甲'] }), paper({ names: ['程甲'] }))).toEqual([]);
    expect(reasonsFor(paper({ placeCode: '1' }), paper({ placeCode: '1' }))).toEqual([]);
  });
  test('双方都同名，就算', () =>
    expect(reasonsFor(paper({ names: ['程甲', '沈乙'] }), paper({ names: ['沈乙', '程甲'] }))[0]).toBe('姓名相同（程甲、沈乙）'));
  test('同地又有一半相近的话，就算；没写的地点不算相同', () => {
    const [one, other] = ['三楼卫生间漏水，把二楼的天花板泡坏了', '二楼的天花板泡坏了，是楼上卫生间的水管裂开'];
    expect(reasonsFor(paper({ text: one, placeText: '钟楼巷3号' }), paper({ text: other, placeText: '钟楼巷3号' }))).toContain(
      '地点写法相同',
    );
    expect(reasonsFor(paper({ placeText: ' ' }), paper({ placeText: ' ' }))).toEqual([]);
  });
  test('隔了三十天以上，电话相同也不提', () =>
    expect(
      reasonsFor(paper({ phones: ['a'] }), paper({ phones: ['a'], receivedAt: new Date(at(20).getTime() - 31 * 86_400_000) })),
    ).toEqual([]));
});

test('相近程度在0和1之间，和次序无关，自己和自己是1', () => {
  const words = fc
    .array(fc.constantFrom('漏水', '天花板', '邻居', '工资', '油烟', '楼上', '二楼', '半夜', '路灯', '押金'), {
      minLength: 8,
      maxLength: 40,
    })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(words, words, (a, b) => {
      const near = similarity(a, b);
      return near >= 0 && near <= 1 && near === similarity(b, a) && [0, 1].includes(similarity(a, a));
    }),
  );
});
test('取样不多于要的数目，都是原文里有的', () => {
  expect(sampleGrams(leak, 8)).toHaveLength(8);
  expect(new Set(sampleGrams(leak.repeat(30))).size).toBeLessThanOrEqual(24);
  expect(sampleGrams('')).toEqual([]);
});
