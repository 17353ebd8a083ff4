import { defineRefusals } from '../../../ground/refusal/index.ts';

export const refusals = defineRefusals('papers', {
  glyph: {
    status: 422,
    zh: '文书里有字库没有的字，为免印错没有出具：',
    waysOn: ['先打印空白文书，这个字手写', '换一种写法（例如常用字形、拼音），在备注里说明', '请系统管理员反馈这个字'],
  },
  tooLong: {
    status: 422,
    zh: '这份文书排版的时间太长，没有排完。',
    waysOn: ['把过长的内容分成几份', '先打印空白文书手写', '稍后再试一次'],
  },
  busy: { status: 503, zh: '正在排版的文书太多。', waysOn: ['等一分钟再试', '急用的先打印空白文书手写'] },
  noForm: { status: 404, zh: '没有这种文书格式。', waysOn: ['在文书格式列表里选择'] },
});
