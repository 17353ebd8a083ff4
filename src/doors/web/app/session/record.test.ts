import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { begun, everybody, inputOf, LINES_A_PAGE, type Live, pagesOf, reworded, said } from './record.ts';

const start = begun(['王秀英', '李国强'], '调委会');
function spoken(n: number): Live {
  let live = start;
  for (let at = 0; at < n; at++) live = said({ ...live, typing: `第${at}句` });
  return live;
}

describe('现场记录', () => {
  test('记下一句：谁说的、什么时候；空的不记；还没按“记下”的也算说了', () => {
    const live = said({ ...start, speaker: '李国强', typing: ' 防水我可以重做 ' });
    expect(live.lines).toMatchObject([{ who: '李国强', words: '防水我可以重做' }]);
    expect(live.typing).toBe('');
    expect(said({ ...start, typing: '  ' }).lines).toEqual([]);
    expect(inputOf({ ...live, typing: '还有一句' }).lines).toHaveLength(2);
  });

  test('读过、签过以后再改一个字，要重新读、重新签', () => {
    const signed = { ...spoken(3), readBack: true, marks: [{ page: 1, name: '王秀英', at: start.at }] };
    expect(said({ ...signed, typing: '再加一句' })).toMatchObject({ readBack: false, marks: [] });
    expect(reworded(signed, { agreed: ['月底前修好'] })).toMatchObject({ readBack: false, marks: [] });
  });

  test('分页不丢一句，也不重复；没有话也有一页可签', () => {
    expect(pagesOf([])).toEqual([[]]);
    fc.assert(
      fc.property(fc.nat(60), (n) => {
        const { lines } = spoken(n);
        const pages = pagesOf(lines);
        expect(pages.flat()).toEqual(lines);
        expect(pages.every((page) => page.length <= LINES_A_PAGE)).toBe(true);
      }),
    );
  });

  test('到场的人：勾的和写的都在；同一份记录再交，编号不变', () => {
    expect(everybody({ ...start, others: '陈工、 邻居老周；' })).toEqual(['王秀英', '李国强', '陈工', '邻居老周']);
    expect(spoken(5).key).toBe(start.key);
  });
});
