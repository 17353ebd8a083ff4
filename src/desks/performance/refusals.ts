import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('performance', {
  noSuchInstalment: { status: 422, zh: '没有这一期履行安排。', waysOn: ['在履行安排里选择'] },
  alreadySettled: { status: 409, zh: '这一期已经履行、免除或者记为未履行。', waysOn: ['看看履行安排里还有哪一期'] },
  notYet: { status: 422, zh: '履行日期还没有到。', waysOn: ['履行以后再记录'] },
  notFinished: {
    status: 409,
    zh: '还有没履行完的，不能结案。',
    waysOn: ['继续催促履行', '权利人愿意免除的，记录下来', '到期15天仍未履行的，记录未履行并告知途径'],
  },
  notCreditor: { status: 422, zh: '只有这一期的权利人可以免除。', waysOn: ['选权利人本人', '双方另有约定的，请权利人当面表示'] },
  courtWaits: {
    status: 422,
    zh: '法院委派、委托来的，办结前要反馈法院。',
    waysOn: ['写明退回的材料、各方确认的无争议事实（有的话）', '当事人坚持起诉的，请法院登记立案或者恢复审理'],
  },
  fileOpen: {
    status: 409,
    zh: '卷宗还没有齐全。',
    waysOn: ['先点“卷宗齐全”', '补齐登记表、权利义务告知书、调解记录和协议（或终止告知书）'],
  },
  lineOpen: { status: 409, zh: '还有条线没有了结，不能归档。', waysOn: ['看看安全、履行、司法确认哪一项还开着'] },
  noFollowUp: { status: 409, zh: '还没有回访。', waysOn: ['先记录一次回访'] },
  supervised: { status: 409, zh: '还在督办中，不能结案。', waysOn: ['先答复督办'] },
  notDebtor: { status: 422, zh: '“说已履行”由这一期的义务人提出。', waysOn: ['选义务人本人', '工作人员见证的，用“记录履行”'] },
  saidAlready: { status: 409, zh: '已经说过履行了，等对方答复。', waysOn: ['请权利人确认，或者说没有收到', '就凭证谈一次'] },
  nothingSaid: { status: 409, zh: '义务人还没有说这一期已履行。', waysOn: ['已经收到的，用“记录履行”', '没有收到的，先催促'] },
  bothMustWish: {
    status: 422,
    zh: '就凭证谈，要这一期的双方都愿意。',
    waysOn: ['分别问一问', '不愿谈的，可以直接起诉或者走其他途径'],
  },
  leftAlone: { status: 409, zh: '这位当事人说过不愿被回访。', waysOn: ['不再打扰', '本人主动来的，记一笔'] },
  visitNow: { status: 422, zh: '电话已经三次没有联系上。', waysOn: ['改为上门', '改为写信'] },
  bySafety: { status: 409, zh: '安全保护中，只由安全复核员按安全计划联系。', waysOn: ['请安全复核员联系', '有新情况的，记一笔'] },
  senderWaits: {
    status: 409,
    zh: '移交来的单位还在等结果，不能办结。',
    waysOn: ['先“反馈结果”', '没有谈成的，退回并写明各方确认的无争议事实（有的话）'],
  },
  tooEarly: { status: 409, zh: '到期满15天仍未履行，才能记为未履行。', waysOn: ['先催促履行', '当事人随时可以依协议起诉'] },
});
