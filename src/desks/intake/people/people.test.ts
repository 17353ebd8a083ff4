import fc from 'fast-check';
import { expect, test } from 'vitest';
import { demoIdNumber } from '../../../registers/parties/index.ts';
import { MOST_PEOPLE, parsePeople } from './index.ts';

test('有表头：按列名读，分组和代表人都在', () => {
  const { people, errors } = parsePeople('姓名\t联系电话\t楼幢\t代表\n程甲\t10000000001\t3幢\t是\n沈乙\t\t5幢\t');
  expect(errors).toEqual([]);
  expect(people).toEqual([
    { name: '程甲', phone: '10000000001', groupLabel: '3幢', representative: true },
    { name: '沈乙', groupLabel: '5幢' },
  ]);
});
test('没有表头：逗号、空格、顿号都行，号码自己认出来', () => {
  expect(parsePeople('程甲，13800000000，3幢\n沈乙 5幢 10000000002\n1、周丙').people).toEqual([
    { name: '程甲', phone: '13800000000', groupLabel: '3幢' },
    { name: '沈乙', groupLabel: '5幢', phone: '10000000002' },
    { name: '周丙' },
  ]);
});
test('坏行说明原因，不连累别人', () => {
  const id = demoIdNumber('1980-01-01', 1);
  const bad = id.slice(0, 17) + (id.endsWith('0') ? '1' : '0');
  const { people, errors } = parsePeople(
    ['姓名,电话,身份证号', '程甲,123,', '沈乙,,' + bad, ',10000000003,', '周丙,10000000004,', '周丙,10000000004,'].join('\n'),
  );
  expect(people.map((one) => one.name)).toEqual(['周丙']);
  expect(errors.map((one) => [one.row, one.trouble.slice(0, 4)])).toEqual([
    [2, '电话：手'],
    [3, '身份证号'],
    [4, '没有姓名'],
    [6, '和第5行'],
  ]);
});
test('最多五百人，多出来的列为没有读', () => {
  const { people, errors } = parsePeople(Array.from({ length: 510 }, (_, i) => `人${i}`).join('\n'));
  expect([people.length, errors.length]).toEqual([MOST_PEOPLE, 10]);
});
test('贴什么进来都不出错，人数加错行等于非空行', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc
          .array(fc.constantFrom('程甲', '沈乙', '10000000001', '姓', '3幢', '', '😀', '12'), { maxLength: 5 })
          .map((cells) => cells.join('\t')),
        { maxLength: 30 },
      ),
      (lines) => {
        const { people, errors } = parsePeople(lines.join('\n'));
        return people.length + errors.length === lines.filter((line) => line.trim() !== '').length;
      },
    ),
  );
});
