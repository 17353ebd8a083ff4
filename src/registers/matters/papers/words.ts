import type { EndingReason } from '../model.ts';

/** Codes of the record in the words of a paper. */
export const endingWords: Readonly<Record<EndingReason, string>> = {
  noAgreement: '谈不拢',
  refused: '一方不愿意调解',
  left: '一方退出调解',
  unsuited: '不适合调解',
  sham: '疑似虚假调解',
  unsigned: '一方不签',
  unreachable: '联系不上',
  expired: '调解期限届满',
  court: '一方去法院',
  withdrawn: '撤回申请',
  importUndone: '撤回了这批导入',
};
export const markWords: Readonly<Record<string, string>> = {
  signature: '已签名',
  fingerprint: '已按指印',
  seal: '已盖章',
  electronic: '已电子签名',
};
export const wayWords: Readonly<Record<string, string>> = {
  phone: '电话',
  visit: '上门',
  letter: '信函',
  message: '短信',
  joint: '双方当面',
  separate: '分别谈',
  receipt: '收条',
  transfer: '转账凭证',
  witnessed: '当面见证',
  told: '权利人确认',
  appraisal: '正在鉴定',
  missing: '当事人一时找不到',
  force: '不可抗力',
};
export const satisfactionWords: Readonly<Record<string, string>> = {
  very: '很满意',
  yes: '满意',
  fair: '一般',
  no: '不满意',
  unknown: '未回答',
};
/** Names of what a record without a form of its own holds. */
export const entryWords: Readonly<Record<string, string>> = {
  way: '方式',
  words: '说明',
  reason: '理由',
  until: '到',
  ruling: '裁定书文号',
  signs: '看到或听到的迹象',
  what: '看到、听到什么',
  safeContact: '怎样联系本人才安全',
  reported: '已报警或报告',
  text: '内容',
  result: '结果',
  finding: '情况',
};
