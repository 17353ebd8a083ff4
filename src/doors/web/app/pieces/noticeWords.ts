/** The words of notices as the pages choose among them; held against the server's own tables by tests/inWords.test.ts. */
export const states: Array<[string, string]> = [
  ['waiting', '待告知'],
  ['held', '安全保护中，先不告知'],
  ['done', '已告知'],
];
/** The ways to a party: what goes to colleagues waits on their own page. */
export const ways: Array<[string, string]> = [
  ['print', '打印'],
  ['phone', '电话'],
  ['sms', '短信'],
];
/** What parties are told of; what only colleagues are told is not looked for here. */
export const kinds: Array<[string, string]> = [
  ['receipt', '登记回执'],
  ['answered', '答复'],
  ['passedOn', '转办'],
  ['accepted', '受理'],
  ['declined', '不予受理'],
  ['referred', '转介'],
  ['turnedBack', '转介被退回'],
  ['recalled', '转介已收回'],
  ['withdrawn', '申请已撤回'],
  ['fedBack', '办理结果'],
  ['invitation', '邀请'],
  ['assigned', '调解员'],
  ['session', '调解的时间地点'],
  ['suspended', '中止'],
  ['resumed', '恢复'],
  ['extended', '延期'],
  ['terms', '协议内容'],
  ['effective', '协议生效'],
  ['terminated', '终止调解'],
  ['confirmed', '法院确认'],
  ['refused', '法院未予确认'],
  ['lapsed', '确认期限已过'],
  ['urged', '催促履行'],
  ['reminded', '履行日提醒'],
  ['proof', '履行凭证'],
  ['expiring', '期限快到'],
  ['followUp', '该回访了'],
  ['breached', '没有履行'],
  ['closed', '结案'],
  ['round', '再调一轮'],
  ['opened', '单独谈话被打开'],
];
/** What a button says of how a party was told. */
export const hows: Array<[how: string, zh: string]> = [
  ['handed', '当面给了'],
  ['read', '电话念了'],
  ['posted', '寄出了'],
];
/** Who only reads or keeps accounts tells nobody anything. */
export const notInContact: readonly string[] = ['auditor', 'admin'];
