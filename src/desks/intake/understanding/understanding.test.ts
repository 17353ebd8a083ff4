import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { categoriesOn } from '../../../support/deadlines/index.ts';
import { categoryWords } from './categories.ts';
import { categoryOf, dangersIn, kindOf, placeOf, understand } from './index.ts';

const on = '2026-11-20';
const codes = (text: string) => dangersIn(text, on).map((one) => one.code);

describe('危险迹象', () => {
  test.each([
    ['他拿刀追出来，把我哥砍伤了', ['G01']],
    ['丈夫喝了酒就打我，孩子吓得不敢回家', ['G02']],
    ['我被老公打了', ['G02']],
    ['孩子在家被打得一身伤', ['G03']],
    ['继父殴打孩子', ['G03']],
    ['她说“不想活了”，一个人在河边', ['G04']],
    ['欠了我三年工资，再不给我就跳楼', ['G04']],
  ])('%s', (text, expected) => expect(codes(text)).toEqual(expect.arrayContaining(expected)));
  test.each([
    '他没有打人，只是吵了几句',
    '从来没拿刀',
    '请问有没有家暴要怎么认定',
    '想了解《反家庭暴力法》怎么规定',
    '小区要办反家暴宣传、防诈骗讲座',
    '店里跳楼价甩卖，买回来是坏的',
    '父亲打电话给我说房子漏水',
    '儿子关心我的身体',
    '楼上漏水，天花板泡坏了',
  ])('不误报：%s', (text) => expect(codes(text)).toEqual([]));
  test('说得出是哪几个字；转述的话另外注明', () => {
    expect(dangersIn('他拿刀砍人', on)[0]!.why).toBe('写到“拿刀”“砍人”');
    expect(dangersIn('她哭着说：“不想活了。”', on)[0]!.why).toBe('转述的话里有“不想活”');
  });
  test('否定只管一个分句', () => expect(codes('他没有骂人，拿刀就冲过来了')).toEqual(['G01']));
});

describe('是什么事', () => {
  test.each([
    ['楼上漏水，把我家天花板泡坏了，要求赔偿', 'dispute'],
    ['请问办理居住证需要什么材料，能不能网上办？', 'enquiry'],
    ['桥头电线裸露，有安全隐患', 'hazard'],
    ['举报巷口有人聚众赌博', 'tip'],
    ['希望给我们村安装路灯', 'service'],
    ['今天天气很好', 'enquiry'],
  ])('%s → %s', (text, kind) => {
    expect(kindOf(text).value).toBe(kind);
    expect(kindOf(text).why.length).toBeGreaterThan(3);
  });
  test('写明了对方就是纠纷', () => expect(kindOf('说点事', true)).toMatchObject({ value: 'dispute', why: '写明了对方是谁' }));
});

describe('哪一类纠纷', () => {
  test.each([
    ['楼上邻居家漏水', 'NEI01'],
    ['包工头拖欠工资，农民工讨薪', 'LAB01'],
    ['借条写明借款五万，一直不还钱', 'CON02'],
    ['两家为宅基地地基争了十年', 'HOU02'],
    ['健身卡充值以后店跑路了', 'CSM02'],
    ['骑电动车被撞伤，对方肇事', 'TRA01'],
    ['彩礼退不退', 'FAM04'],
  ])('%s → %s', (text, code) => expect(categoryOf(text, on)!.value).toBe(code));
  test('没有线索就不猜', () => expect(categoryOf('今天天气很好', on)).toBeNull());
  test('类别表里除“其他”以外每一类都有说法，没有多出来的', () => {
    const law = categoriesOn(on)
      .map((one) => one.code)
      .filter((code) => code !== 'OTH01');
    expect(Object.keys(categoryWords).sort()).toEqual(law.sort());
  });
});

describe('在哪里', () => {
  const places = [
    { code: '1', zh: '石埠镇', parentCode: null },
    { code: '2', zh: '青埠街道', parentCode: null },
    { code: '11', zh: '横塘村', parentCode: '1' },
    { code: '21', zh: '横塘村', parentCode: '2' },
    { code: '12', zh: '南浦社区', parentCode: '1' },
  ];
  test('写到最细的一级', () =>
    expect(placeOf('石埠镇南浦社区3幢', places)).toMatchObject({ code: '12', why: '写到“石埠镇”“南浦社区”' }));
  test('同名的村看写到哪个镇', () => expect(placeOf('青埠街道横塘村', places)!.code).toBe('21'));
  test('同名而没写镇，不猜', () => expect(placeOf('横塘村口', places)).toBeNull());
  test('少写“村”字也认', () => expect(placeOf('石埠的南浦', places)!.code).toBe('12'));
  test('没写地点就没有', () => expect(placeOf('楼上漏水', places)).toBeNull());
});

test('任何文字都读得完，每条结论都有理由', () => {
  const text = fc.oneof(
    fc.string(),
    fc
      .array(
        fc.constantFrom('楼上', '没有', '打', '丈夫', '“', '”', '，', '《', '》', '不想活', '漏水', '孩子', '被打', '说', '吗？'),
      )
      .map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (narrative) => {
      const { kind, category, dangers } = understand({ narrative }, [], on);
      return [kind, category, ...dangers].every((one) => one === null || one.why.length > 0);
    }),
  );
});
