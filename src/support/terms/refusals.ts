import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('terms', {
  noClause: { status: 404, zh: '没有这一条条款。', waysOn: ['从条款库里选', '自己写也可以'] },
  gapsLeft: { status: 422, zh: '这一条还有空没有填。', waysOn: ['把空填好，协议内容和履行安排会一起写好', '不用这一条，自己写'] },
});
