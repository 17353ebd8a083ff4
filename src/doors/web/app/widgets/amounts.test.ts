import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAmounts, writeAmounts } from './amounts.ts';

test('a table from a workbook, a list, a chat: names and yuan, a heading passed over', () => {
  expect(readAmounts('姓名\t金额\n邵卫东\t30000\n1、工友2，30,000.50元\r\n\n工友3 3.2万\n阿依古丽 买买提：￥800')).toEqual([
    { name: '邵卫东', amountFen: 3_000_000 },
    { name: '工友2', amountFen: 3_000_050 },
    { name: '工友3', amountFen: 3_200_000 },
    { name: '阿依古丽 买买提', amountFen: 80_000 },
  ]);
});

test('a line without an amount keeps its name, so that it can be asked for', () => {
  expect(readAmounts('邵卫东\n工友2\t\n3 李四')).toEqual([{ name: '邵卫东' }, { name: '工友2' }, { name: '李四' }]);
});

test('what was written out reads back the same', () => {
  const person = fc.record({ name: fc.constantFrom('邵卫东', '工友2', '阿依古丽 买买提', '李四'), amountFen: fc.nat(1e11) });
  fc.assert(
    fc.property(fc.array(person), (rows) => {
      expect(readAmounts(writeAmounts(rows))).toEqual(rows);
    }),
  );
});
