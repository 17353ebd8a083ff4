import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('matters', {
  notFound: { status: 404, zh: '找不到这件事项，或者它不在您的查看范围内。', waysOn: ['核对编码后再查', '请中心分流员协助查找'] },
  stale: { status: 409, zh: '这件事项刚被别人更新过，您填写的内容已保留。', waysOn: ['看一眼最新情况，再点一次'] },
  notOfThis: { status: 409, zh: '这件事不走这一步。', waysOn: ['看现在可以办的几步', '刷新页面'] },
  wrongState: { status: 409, zh: '事项现在的状态不能做这一步。', waysOn: ['看“现在可以做的”里列出的步骤'] },
  wrongRole: { status: 403, zh: '您的岗位不能做这一步。', waysOn: ['请有这项职责的同事办理', '如岗位有误，请系统管理员调整'] },
  held: {
    status: 409,
    zh: '这件事项在安全保护中，涉及双方当面的步骤先停下。',
    waysOn: ['由安全复核员解除保护后再办', '可以分别、单独联系当事人', '当事人随时可以退出调解或去法院'],
  },
  noSuchParty: { status: 422, zh: '这件事项里没有这位当事人。', waysOn: ['在当事人列表里选择'] },
  tooMany: { status: 422, zh: '一件事项最多登记500位当事人。', waysOn: ['按同一原因分成几件，再相互关联'] },
});
