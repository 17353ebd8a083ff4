import { describe, expect, test } from 'vitest';
import type { DocumentRow } from '../model.ts';
import { belongs, missingIn, placeOf, placeOfAttachment } from './order.ts';

const row = (kind: string, more: Partial<DocumentRow> = {}) =>
  ({ kind, lane: 'open', state: 'issued', number: null, ...more }) as DocumentRow;
const matter = (more: object = {}) => ({ facts: { term: 'D05' }, lateEntry: false, agreement: null, ending: null, ...more });
const agreed = { agreement: { form: 'written', text: '', effectiveAt: '2026-11-20T02:00:00.000Z' } } as const;

describe('卷内顺序', () => {
  test('按规定的次序：登记、告知、记录、协议、履行、回访、确认、说明', () => {
    const kinds = ['F2', 'F3', 'F12', 'F4', 'F5', 'F6', 'F7', 'F19', 'F9', 'F18', '情况说明'];
    expect([...kinds].reverse().sort((a, b) => placeOf(a) - placeOf(b))).toEqual(kinds);
  });
  test('材料按名字归位，认不出的算证据', () => {
    expect(placeOfAttachment('王某身份证正面.jpg')).toBeLessThan(placeOf('F12'));
    expect(placeOfAttachment('转账回单.png')).toBe(placeOf('F19'));
    expect(placeOfAttachment('IMG_0001.jpg')).toBe(placeOf('F5'));
  });
  test('作废的有号就留着，草稿、没有号的作废、安全记录都不进卷', () => {
    expect(belongs(row('F7', { state: 'void', number: '（2026）石埠人调字第3号' }))).toBe(true);
    expect(belongs(row('F7', { state: 'void' }))).toBe(false);
    expect(belongs(row('F7', { state: 'draft' }))).toBe(false);
    expect(belongs(row('安全记录', { lane: 'safety' }))).toBe(false);
  });
});

describe('卷宗缺什么', () => {
  test('谈成的要有登记、告知、记录、协议；没谈成的要有终止告知书', () => {
    expect(missingIn(matter(agreed), [])).toEqual([
      '人民调解申请书或受理登记表',
      '当事人权利义务告知书',
      '人民调解记录',
      '人民调解协议书（口头协议登记表）',
    ]);
    expect(missingIn(matter(), [row('F2'), row('F3')])).toEqual(['终止调解告知书']);
    expect(
      missingIn(
        matter(agreed),
        ['F1', 'F3', 'F6', 'F8'].map((kind) => row(kind)),
      ),
    ).toEqual([]);
  });
  test('作废的协议不能顶数；当场调解补录的不要求调解记录；没有受理过的什么都不缺', () => {
    expect(
      missingIn(matter(agreed), ['F2', 'F3', 'F6'].map((kind) => row(kind)).concat(row('F7', { state: 'void', number: 'x' }))),
    ).toEqual(['人民调解协议书（口头协议登记表）']);
    expect(
      missingIn(
        matter({ ...agreed, lateEntry: true, facts: {} }),
        ['F2', 'F3', 'F7'].map((kind) => row(kind)),
      ),
    ).toEqual([]);
    expect(missingIn(matter({ facts: {} }), [])).toEqual([]);
  });
});
