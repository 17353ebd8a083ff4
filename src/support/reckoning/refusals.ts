import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('reckoning', {
  noCalculator: { status: 404, zh: '没有这个计算器。', waysOn: ['从计算器列表里选'] },
  figureMissing: {
    status: 422,
    zh: '参数表里没有这一天的数。',
    waysOn: ['查统计、人社部门公布的数，填在这一栏', '不急的，先算别的项目'],
  },
  datesCross: { status: 422, zh: '日期的先后不对。', waysOn: ['核对开始和结束的日期'] },
});
