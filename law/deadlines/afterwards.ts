const byDefault = { kind: 'default', source: '[D] 产品默认，可由县里收紧', evidence: 'D', effectiveFrom: '2011-01-01' } as const;
const visit = {
  owedBy: 'centre',
  climbs: false,
  onExpiry: '提醒，三次未联系上改为上门或者书信',
  basis: '《人民调解法》第三十一条：对履行情况进行监督',
  ...byDefault,
} as const;

/** Keeping the promise: performance, follow-up visits, feedback, archive (D16, D18, D19, FU.*). */
export const afterwardsDeadlines = [
  {
    code: 'D16',
    zh: '履行到期',
    from: '协议约定的履行日',
    length: { n: 0, unit: 'cal' },
    owedBy: 'party',
    onExpiry: '提醒履行；第十五日仍未履行的，记为违约并告知对方可走的途径',
    warnings: [
      { after: 'due', n: -3, unit: 'cal', zh: '三天后到履行日' },
      { after: 'due', n: 0, unit: 'cal', zh: '今天是履行日' },
      { after: 'due', n: 1, unit: 'cal', zh: '第一次提醒履行' },
      { after: 'due', n: 7, unit: 'cal', zh: '第二次提醒履行' },
      { after: 'due', n: 15, unit: 'cal', zh: '告知对方：已确认的可申请执行，也可申请支付令、起诉、持公证书申请执行' },
    ],
    kind: 'agreement',
    basis: '《人民调解法》第三十一条；调解协议',
    source: '履行日由当事人约定；提醒的日子为产品默认。',
    evidence: 'V:Law; D（提醒日）',
    effectiveFrom: '2011-01-01',
  },
  {
    code: 'D18',
    zh: '归档',
    from: '办结',
    length: { n: 30, unit: 'cal' },
    owedBy: 'centre',
    onExpiry: '提醒',
    basis: '归档约定',
    ...byDefault,
  },
  {
    code: 'D19',
    zh: '向委托单位反馈',
    from: '有结果',
    length: { n: 5, unit: 'wd' },
    owedBy: 'centre',
    onExpiry: '督办',
    basis: '对接约定',
    ...byDefault,
  },
  { code: 'FU.instant', zh: '回访（即时履行）', from: '办结', length: { n: 7, unit: 'cal' }, ...visit },
  { code: 'FU.instalment', zh: '回访（每期履行）', from: '履行到期', length: { n: 3, unit: 'cal' }, ...visit },
  { code: 'FU.final', zh: '回访（最后一期）', from: '最后一期到期', length: { n: 30, unit: 'cal' }, ...visit },
  { code: 'FU.long', zh: '回访（复杂、家事、伤害）', from: '最后一期到期', length: { n: 90, unit: 'cal' }, ...visit },
  {
    code: 'FU.terminated',
    zh: '回访（未达成）',
    from: '终止',
    length: { n: 15, unit: 'cal' },
    ...visit,
    basis: '《人民调解法》第二十六条：问清是否找到了途径',
  },
] as const;
