const row = { source: '[D] 产品清单；依所引法条', evidence: 'D', effectiveFrom: '2011-01-01' } as const;

export const businessTypes = [
  {
    code: 'commercial',
    zh: '商事纠纷',
    suits: ['BUS', 'FIN', 'CON03', 'IPR'],
    term: 'D05',
    body: 'commercial',
    material: [
      { zh: '合同、补充协议、订单、聊天约定', why: '约定了什么' },
      { zh: '送货单、验收单、对账单、发票', why: '履行到哪一步' },
      { zh: '付款流水', why: '还欠多少' },
      { zh: '营业执照、法定代表人身份、授权委托书', why: '来的人能不能拍板' },
      { zh: '仲裁条款、管辖条款', why: '谈不成去哪里' },
    ],
    papers: ['F1', 'F3', 'F6', 'F7', 'F12'],
    experts: ['行业协会、商会', '会计、造价人员', '律师调解员'],
    routes: ['court', 'arbitration', 'paymentOrder', 'notarisation'],
    calculators: ['penalty', 'loan', 'courtFee', 'limitation'],
    hints: [
      '双方都是企业的，可以选商事调解组织；只有商事调解组织可以按公布的标准收费，人民调解一律不收费。',
      '先看有没有仲裁协议。',
      '债务明确、对方没有异议的，可以走支付令或者有强制执行效力的公证。',
      '查一查有没有瞒着别的债权人转移财产（虚假调解，G10）。',
    ],
    basis: '《民法典》合同编；商事调解有关规定',
    ...row,
  },
  {
    code: 'administrative',
    zh: '行政争议（转介）',
    suits: ['ADM', 'EXP', 'PET'],
    term: null,
    body: 'refer',
    material: [
      { zh: '行政决定书、通知、公告', why: '从知道那天起六十日内复议、六个月内起诉' },
      { zh: '送达的日子', why: '期限从哪天算' },
      { zh: '房屋土地权属、补偿协议、评估报告（征收）', why: '复议机关要看' },
    ],
    papers: ['F14', 'F17'],
    experts: ['行政复议机构', '司法所', '法律援助律师'],
    routes: ['reconsideration', 'administrativeSuit', 'petition', 'legalAid'],
    calculators: ['courtFee'],
    hints: [
      '调委会不判断行政决定对错：写明理由，告知复议、诉讼的期限，当天转介。',
      '补偿数额、裁量范围里的事，由复议机关或者法院主持调解。',
      '举报干部的材料不得转给被举报人。',
    ],
    basis: '《行政复议法》第五条、第二十条；《行政诉讼法》第四十六条、第六十条',
    ...row,
  },
] as const;
