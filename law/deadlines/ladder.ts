const byDefault = { source: '[D] 产品默认', evidence: 'D', effectiveFrom: '2011-01-01' } as const;

/** 提醒 → 催办 → 督办 → 挂牌. Supervision may change the handler or the means, never the outcome, and may not ask for an agreement. */
export const ladder = [
  { level: 0, zh: '提醒', to: '承办人', share: 0.7, ...byDefault },
  { level: 1, zh: '催办', to: '承办人', share: 0.9, beforeDue: { n: 1, unit: 'cal' }, ...byDefault },
  {
    level: 2,
    zh: '督办',
    to: '承办人和单位负责人；法定期限同时告知审计员',
    share: 1,
    replyWithin: { n: 2, unit: 'wd' },
    ...byDefault,
  },
  { level: 3, zh: '领导督办', to: '中心负责人，写明原因和日期', afterDue: { n: 3, unit: 'wd' }, ...byDefault },
  { level: 4, zh: '挂牌、约谈', to: '单位主要负责人', afterDue: { n: 7, unit: 'wd' }, ...byDefault },
] as const;
