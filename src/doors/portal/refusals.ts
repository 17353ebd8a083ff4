import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('portal', {
  gone: {
    status: 404,
    zh: '这个链接打不开。',
    waysOn: ['看看链接有没有抄全', '打信上的电话，或者打12345，报信上的编码', '任何时候您都可以直接去法院'],
  },
  often: { status: 429, zh: '打开得太多了，请过几分钟再试。', waysOn: ['打信上的电话，或者打12345，报信上的编码'] },
  changed: { status: 409, zh: '信的内容换过了，请再看一遍再点。', waysOn: ['回到上一页，看一遍再选'] },
});
