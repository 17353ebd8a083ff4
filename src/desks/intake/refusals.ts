import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('intake', {
  onceOnly: { status: 409, zh: '对答复的异议已经提过一次。', waysOn: ['可以作为新的事项再登记', '可以走信访、复议或诉讼'] },
  notYours: { status: 403, zh: '这件转办不是交给您的单位的。', waysOn: ['请对方单位办理'] },
  sameMatter: { status: 422, zh: '不能和自己关联。', waysOn: ['选另一件事项'] },
  future: { status: 422, zh: '发生时间不能晚于现在。', waysOn: ['改成实际发生的时间'] },
  needParties: { status: 422, zh: '当场调解要写明双方是谁。', waysOn: ['至少各写一位当事人的姓名'] },
});
