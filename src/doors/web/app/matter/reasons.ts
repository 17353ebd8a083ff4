/** Why a matter ended or rests, in the words of the person who would ask. The codes are those that the desks write. */
export const reasons: Readonly<Record<string, string>> = {
  court: '一方去法院',
  left: '一方退出调解',
  refused: '一方不愿意调解',
  unreachable: '联系不上',
  expired: '调解期限届满',
  noAgreement: '谈不拢',
  unsuited: '不适合调解',
  sham: '疑似虚假调解',
  unsigned: '一方不签',
  withdrawn: '撤回申请',
  importUndone: '撤回了这批导入',
  appraisal: '正在鉴定',
  missing: '当事人一时找不到',
  force: '不可抗力',
};
