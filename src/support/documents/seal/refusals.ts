import { defineRefusals } from '../../../ground/refusal/index.ts';

export const sealRefusals = defineRefusals('seal', {
  notPdf: {
    status: 422,
    zh: '这份 PDF 读不出来，盖不了电子章。',
    waysOn: ['请重新生成或重新扫描成 PDF', '加了密码的先去掉密码'],
  },
  hasForm: {
    status: 422,
    zh: '这份 PDF 里有表单或别的签章，不能再盖。',
    waysOn: ['请打印成新的 PDF 再盖', '已经盖过的直接核对即可'],
  },
});
