import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('terms', {
  noClause: { status: 404, zh: '没有这一条条款。', waysOn: ['从条款库里选', '自己写也可以'] },
  unsound: {
    status: 422,
    zh: '这样签了没法履行，或者法律不允许：',
    waysOn: ['按每一项旁边的提示改好，已填的都还在', '拿不准的先不写进协议，其余照签', '谈不拢的，随时可以去法院'],
  },
  gapsLeft: { status: 422, zh: '这一条还有空没有填。', waysOn: ['把空填好，协议内容和履行安排会一起写好', '不用这一条，自己写'] },
});
