import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('intake', {
  onceOnly: { status: 409, zh: '对答复的异议已经提过一次。', waysOn: ['可以作为新的事项再登记', '可以走信访、复议或诉讼'] },
  notYours: { status: 403, zh: '这件转办不是交给您的单位的。', waysOn: ['请对方单位办理'] },
  sameMatter: { status: 422, zh: '不能和自己关联。', waysOn: ['选另一件事项'] },
  future: { status: 422, zh: '发生时间不能晚于现在。', waysOn: ['改成实际发生的时间'] },
  tooLongAgo: {
    status: 422,
    zh: '当场调解补录只记一年以内的事。',
    waysOn: ['看看时间有没有写错', '更早的台账用“批量导入”作为历史记入', '事情还没有了结的，登记来件，按步骤办理'],
  },
  needParties: { status: 422, zh: '当场调解要写明双方是谁。', waysOn: ['至少各写一位当事人的姓名'] },
  gateOpen: { status: 422, zh: '补录前核对还没有答完。', waysOn: ['逐条回答，不清楚的选“不清楚”'] },
  gateStops: {
    status: 409,
    zh: '核对结果不允许以调解了结。',
    waysOn: [
      '改记为“没谈成”，会告知其他途径',
      '作为来件登记，由分流员转有关单位',
      '涉嫌犯罪的立即报警（110）',
      '当事人随时可以去法院',
    ],
  },
  notAnswered: {
    status: 422,
    zh: '补录要把一路上该做的都答清楚。',
    waysOn: ['做到了的勾上', '没有做到的，先登记来件，按步骤办理', '没谈成的，改记为“没谈成”'],
  },
  notAllMarked: {
    status: 422,
    zh: '书面协议要各方、调解员都签了，调委会盖了章，才能补录为生效。',
    waysOn: ['补签后再录', '各方认可的，可以改记口头协议', '先登记来件，再走签署'],
  },
  needMediator: { status: 422, zh: '要写明是哪位调解员调解的。', waysOn: ['从调解员名册里选本单位的调解员'] },
  needOrganisation: { status: 422, zh: '您的账号没有所属的调解组织，不能编号。', waysOn: ['请系统管理员补上所属组织'] },
  notInImport: { status: 409, zh: '这一步只在批量导入时使用。', waysOn: ['到“批量导入”页面上传表格', '单件的请用“登记”'] },
  noImport: { status: 404, zh: '没有这次导入。', waysOn: ['回到导入列表看看'] },
  importBusy: { status: 409, zh: '这次导入还在进行，或者已经撤销。', waysOn: ['等它完成再试', '刷新看看进度'] },
  noUpload: { status: 404, zh: '上传的文件已过期，或者不是您上传的。', waysOn: ['重新选择文件上传'] },
  noFile: { status: 422, zh: '没有收到文件。', waysOn: ['选择文件后再上传'] },
  needTextColumn: { status: 422, zh: '没有指明哪一列是内容。', waysOn: ['在对应关系里选出“内容”或“标题”是哪一列'] },
  badUpload: { status: 422, zh: '附件没有经过上传检查。', waysOn: ['从“放进卷宗”重新上传文件'] },
});
