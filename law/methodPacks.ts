const row = {
  label: '默认，非官方',
  skippable: true,
  source: '[D] 产品默认：公开资料未见官方定义',
  evidence: 'D',
  effectiveFrom: '2011-01-01',
} as const;

/** Ways of working that a county may switch on, rename or rewrite. Guidance only: no step is a condition for another or for court. */
export const methodPacks = [
  {
    code: 'fourLevels',
    zh: '四级化讼',
    steps: [
      {
        code: 'L1',
        zh: '网格',
        days: 3,
        what: '网格员、微网格员上门说和',
        checklist: ['听双方各说一遍', '问清要什么', '留下联系电话'],
      },
      {
        code: 'L2',
        zh: '村社无讼站',
        days: 7,
        what: '村社调委会、无讼调解员调解',
        checklist: ['告知权利', '当事人选调解员', '做调解记录'],
      },
      {
        code: 'L3',
        zh: '镇街无讼工作室',
        days: 15,
        what: '与司法所、派出所、法庭联合调解',
        checklist: ['查明争议点', '请专业人员', '备好协议或者终止告知'],
      },
      {
        code: 'L4',
        zh: '市中心',
        days: null,
        what: '行业专业调委会、法院对接、司法确认',
        checklist: ['专业调委会或者法院委托', '协议可以申请司法确认', '告知其他途径'],
      },
    ],
    upwardBy: ['当事人要求（随时、可直接到第四级或者法院）', '期限已满', '情况复杂', '有风险'],
    note: '不要求逐级走完；任何一级都可以直接去法院。',
    ...row,
  },
  {
    code: 'fiveSteps',
    zh: '五步工作法',
    steps: [
      { code: 'listen', zh: '听', days: null, what: '分别听双方说', checklist: ['单独谈', '不打断', '复述确认'] },
      { code: 'verify', zh: '查', days: null, what: '核实事实', checklist: ['看现场', '看证据', '问知情人（双方同意）'] },
      {
        code: 'explain',
        zh: '析',
        days: null,
        what: '讲法、讲情、讲理',
        checklist: ['说清有关法条', '说清可能的结果', '说清其他途径'],
      },
      {
        code: 'negotiate',
        zh: '调',
        days: null,
        what: '商量方案',
        checklist: ['方案由双方提', '谁、做什么、何时、怎么做', '不催不压'],
      },
      { code: 'visit', zh: '访', days: null, what: '回访', checklist: ['履行了没有', '还有没有难处', '有没有新的矛盾'] },
    ],
    upwardBy: [],
    note: '每一步是提示和清单，不是关卡。',
    ...row,
  },
] as const;
