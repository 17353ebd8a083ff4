import { describe, expect, test } from 'vitest';
import { agreedIn, type Dialogue, lastSumOf, sidesOf, storyOf } from './fromDialogue.ts';

const dialogue: Dialogue = {
  id: 'T1',
  label: '社区邻里纠纷',
  text: '丁某家的空调外机正对着孟某家卧室，夏天吵得睡不着。',
  parties: '孟某, 丁某, 青埠社区工作人员',
  dialog: [
    { speaker: 'mediator', text: '两家先说说。' },
    { speaker: '孟某', text: '要求移走，赔1,200元。' },
    { speaker: '丁某', text: '移可以，最多出0.06万元。' },
    { speaker: '孟某', text: '那就这样，我同意。' },
  ],
};

describe('从对话到一件事', () => {
  test('工作人员不是当事人；单位和个人分得开', () => {
    expect(sidesOf(dialogue)).toEqual([
      { name: '孟某', kind: 'person' },
      { name: '丁某', kind: 'person' },
    ]);
    expect(sidesOf({ parties: '平澜纺织厂、孟某、司法所人员、孟某' })).toEqual([
      { name: '平澜纺织厂', kind: 'organisation' },
      { name: '孟某', kind: 'person' },
    ]);
    expect(storyOf({ ...dialogue, parties: '孟某, 派出所民警' })).toHaveProperty('doesNotFit');
  });

  test('最后说定的数，逗号、万、千都认得', () => {
    expect(lastSumOf(dialogue.dialog.map(({ text }) => text))).toBe(60_000);
    expect(lastSumOf(['先付3千元，合计1.25万余元'])).toBe(1_250_000);
    expect(lastSumOf(['互相道歉'])).toBeUndefined();
  });

  test('最后又说谈不拢的，不算谈成', () => {
    expect(agreedIn(['我同意。'])).toBe(true);
    expect(agreedIn(['同意再谈。', '最后没有达成一致，孟某向法院起诉。'])).toBe(false);
  });
});
