import { expect, test } from 'vitest';
import { readPasted } from './pasted.ts';

test('a pasted table with a heading is read by its heading', () => {
  expect(readPasted('电话\t姓名\t代表\n13800000000\t张三\t是\n\t李四\t\n')).toEqual([
    { phone: '13800000000', name: '张三', representative: true },
    { name: '李四' },
  ]);
});

test('without a heading the order is name, phone, ID, address, group; empty lines are left out', () => {
  expect(readPasted('张三,13800000000,,云溪花苑3幢\r\n\r\n,只有电话')).toEqual([
    { name: '张三', phone: '13800000000', address: '云溪花苑3幢' },
  ]);
});
