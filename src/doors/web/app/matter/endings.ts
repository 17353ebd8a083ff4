/** Why a matter ended, in the words of the file; the record keeps the code. */
export const endings: Readonly<Record<string, string>> = {
  noAgreement: '谈不拢',
  refused: '一方不愿意调解',
  left: '一方退出',
  unsuited: '不适合调解',
  sham: '疑似虚假调解',
  unsigned: '一方不签',
  unreachable: '联系不上',
  expired: '期限届满未延长',
  court: '当事人去法院',
  withdrawn: '当事人撤回',
  importUndone: '撤销导入',
};
