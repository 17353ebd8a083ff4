/** Why a mediation term may stand still, and nothing else may stop it (§1.10). Which term knows which ground stands in its own row. */
export const suspensionGrounds = [
  {
    code: 'appraisal',
    zh: '正在鉴定',
    basis: '《人民法院在线调解规则》第二十六条；《医疗纠纷预防和处理条例》第三十四条',
    source: '委托鉴定的期间不计入调解期限。',
    evidence: 'V:Law',
    effectiveFrom: '2011-01-01',
  },
  {
    code: 'missing',
    zh: '后来查明的当事人需要通知',
    basis: '调解期限约定',
    source: '[D] 产品默认，可由县里收紧',
    evidence: 'D',
    effectiveFrom: '2011-01-01',
  },
  {
    code: 'force',
    zh: '不可抗力',
    basis: '调解期限约定',
    source: '[D] 产品默认，可由县里收紧',
    evidence: 'D',
    effectiveFrom: '2011-01-01',
  },
] as const;
