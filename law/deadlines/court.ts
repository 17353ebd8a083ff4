const pausable = { maxDays: 60, grounds: ['appraisal', 'missing', 'force'] } as const;
const from = '特邀调解组织或者调解员签收材料';

const untilFilingFirst = {
  extendable: 'consentOfAll',
  maxExtension: { n: 30, unit: 'cal' },
  pausable,
  kind: 'statutory',
  evidence: 'V:Law; D（延长上限）',
  basis: '《最高人民法院关于人民法院特邀调解的规定》第二十七条；《人民法院在线调解规则》第二十四条',
  effectiveFrom: '2016-07-01',
} as const;

const filingFirst = {
  extendable: 'consentOfAll',
  maxExtension: { n: 30, unit: 'cal' },
  pausable,
  kind: 'statutory',
  evidence: 'secondary（两处一致，未见公报原文）',
  basis: '最高人民法院关于民事案件立案与调解工作的意见（2025年1月1日起施行）',
  effectiveFrom: '2025-01-01',
} as const;

const firstOf2016 =
  '普通程序十五日、简易程序七日，各方同意延长的不受此限，延长的期限不计入审限；自签收之日起算。延长上限三十日为产品默认。';
const firstOf2025 =
  '有案必立；立案后经同意调解，自调解员签收之日起普通程序十五日、简易程序七日，各方同意可再延三十日，期满转入审判程序。';

/** Court-linked mediation and what follows an agreement: D06–D08, D11, D12, D17. */
export const courtDeadlines = [
  {
    code: 'D06',
    zh: '委派调解期限（立案前）',
    from,
    length: { n: 30, unit: 'cal' },
    owedBy: 'partner',
    onExpiry: '各方同意延期，否则退回材料，当事人坚持起诉的法院应当登记立案',
    ...untilFilingFirst,
    source: '委派调解的期限为30日，双方同意延长的不受此限；自签字接收移交材料之日起算。延长上限三十日为产品默认。',
  },
  {
    code: 'D07',
    zh: '委托调解期限（普通程序）',
    from,
    length: { n: 15, unit: 'cal' },
    owedBy: 'partner',
    onExpiry: '恢复审理',
    ...untilFilingFirst,
    source: firstOf2016,
    effectiveTo: '2024-12-31',
  },
  {
    code: 'D07',
    zh: '委托调解期限（普通程序）',
    from,
    length: { n: 15, unit: 'cal' },
    owedBy: 'partner',
    onExpiry: '转入审判程序',
    ...filingFirst,
    source: firstOf2025,
  },
  {
    code: 'D08',
    zh: '委托调解期限（简易程序）',
    from,
    length: { n: 7, unit: 'cal' },
    owedBy: 'partner',
    onExpiry: '恢复审理',
    ...untilFilingFirst,
    source: firstOf2016,
    effectiveTo: '2024-12-31',
  },
  {
    code: 'D08',
    zh: '委托调解期限（简易程序）',
    from,
    length: { n: 7, unit: 'cal' },
    owedBy: 'partner',
    onExpiry: '转入审判程序',
    ...filingFirst,
    source: firstOf2025,
  },
  {
    code: 'D11',
    zh: '申请司法确认',
    from: '协议生效',
    length: { n: 30, unit: 'cal' },
    owedBy: 'party',
    onExpiry: '不能再申请司法确认，告知双方协议仍有效、可以起诉',
    warnings: [
      { after: 'start', n: 20, unit: 'cal', zh: '申请司法确认还剩十日' },
      { after: 'start', n: 25, unit: 'cal', zh: '申请司法确认还剩五日' },
      { after: 'start', n: 28, unit: 'cal', zh: '申请司法确认还剩两日' },
    ],
    kind: 'statutory',
    basis: '《人民调解法》第三十三条；《民事诉讼法》第二百零五条',
    source: '双方当事人认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认。',
    evidence: 'V:Law',
    effectiveFrom: '2011-01-01',
  },
  {
    code: 'D12',
    zh: '法院作出确认决定',
    from: '法院受理确认申请',
    length: { n: 15, unit: 'cal' },
    owedBy: 'court',
    extendable: 'authorityByLaw',
    maxExtension: { n: 10, unit: 'cal' },
    onExpiry: '向法院询问进度',
    kind: 'statutory',
    basis: '《最高人民法院关于人民调解协议司法确认程序的若干规定》第五条',
    source: '自受理之日起十五日内作出是否确认的决定；特殊情况经本院院长批准可延长十日。与现行特别程序的衔接以受理法院答复为准。',
    evidence: 'V:Law',
    effectiveFrom: '2011-03-30',
  },
  {
    code: 'D17',
    zh: '申请强制执行',
    from: '履行期最后一日',
    length: { n: 2, unit: 'year' },
    owedBy: 'party',
    onExpiry: '告知时效后果，建议咨询律师或者法律援助',
    warnings: [{ after: 'due', n: -90, unit: 'cal', zh: '申请执行的期间还剩九十日' }],
    kind: 'statutory',
    basis: '《民事诉讼法》第二百五十条',
    source: '申请执行的期间为二年，从法律文书规定履行期间的最后一日起计算；分期履行的，从最后一期履行期限届满之日起计算。',
    evidence: 'V:Law',
    effectiveFrom: '2008-04-01',
  },
] as const;

/** The two regimes of court-linked mediation. A matter keeps the one of the day it was received. */
export const courtRegimes = [
  {
    code: 'delegateFirst',
    zh: '先委派、后立案',
    defaultDoor: 'delegated',
    terms: { delegated: 'D06', ordinary: 'D07', summary: 'D08' },
    note: '立案前委派为主要入口。',
    source: '《特邀调解规定》第十一条、第二十七条；《在线调解规则》第二十四条',
    evidence: 'V:Law',
    effectiveFrom: '2016-07-01',
    effectiveTo: '2024-12-31',
  },
  {
    code: 'fileFirst',
    zh: '先立案、后委托',
    defaultDoor: 'entrusted',
    terms: { delegated: 'D06', ordinary: 'D07', summary: 'D08' },
    note: '立案后经同意委托为默认；所在法院仍使用立案前委派的，县里可以保留该入口。',
    source: '最高人民法院关于民事案件立案与调解工作的意见（二手来源）',
    evidence: 'secondary',
    effectiveFrom: '2025-01-01',
  },
] as const;
