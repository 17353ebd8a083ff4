import type { Field, Form } from './paper.ts';

const f = (key: string, zh: string): Field => ({ key, zh });
const long = (key: string, zh: string): Field => ({ key, zh, long: true });

const partySign = '当事人（签名、盖章或按指印）';
const mediatorSign = '人民调解员（签名）';
const recorderSign = '记录人（签名）';
const ways = { zh: '您可以走的其他途径', columns: ['途径', '怎么走', '时限'], widths: ['2fr', '5fr', '3fr'] };
const plan = { zh: '履行安排', columns: ['期次', '履行内容', '金额', '期限'], widths: ['auto', '4fr', '4fr', 'auto'] };

/** 人民调解法 23、24 and what the notice must say besides: free of charge, effect, the other ways (2、4、26、31、33). */
const rightsAndDuties = [
  {
    zh: '人民调解的性质和原则',
    items: [
      '人民调解委员会是依法设立的调解民间纠纷的群众性组织，调解不收取任何费用。',
      '调解在当事人自愿、平等的基础上进行，不违背法律、法规和国家政策，尊重当事人的权利。',
      '当事人可以不经调解，也可以在调解的任何时候依法通过仲裁、行政、司法等途径维护自己的权利。',
    ],
  },
  {
    zh: '当事人的权利',
    items: [
      '选择或者接受人民调解员；',
      '接受调解、拒绝调解或者要求终止调解；',
      '要求调解公开进行或者不公开进行；',
      '自主表达意愿、自愿达成调解协议。',
    ],
  },
  {
    zh: '当事人的义务',
    items: ['如实陈述纠纷事实；', '遵守调解现场秩序，尊重人民调解员；', '尊重对方当事人行使权利。'],
  },
  {
    zh: '调解协议的效力',
    items: [
      '经人民调解委员会调解达成的调解协议，具有法律约束力，当事人应当按照约定履行。',
      '双方认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认，不收费。',
      '就协议的履行或者内容发生争议的，可以向人民法院起诉。',
    ],
  },
];

const readBack = (who: string) => [{ items: [`以上记录已读给${who}听（已阅），与所说的一致。`] }];

/**
 * The forms of 司发通〔2010〕239号 and the house's own (domain §2.1). A field's name stands here once: the template lays it out, the
 * blank form leaves it open and the editable twin lists it. A changed form is a new version with a template of its own.
 */
const table = {
  F1: {
    zh: '人民调解申请书',
    version: 1,
    people: 'ruled',
    fields: [long('outline', '纠纷概况'), long('requests', '申请事项')],
    standing: [{ items: ['人民调解委员会已将人民调解的性质、自愿原则和当事人的权利、义务告知申请人，现自愿申请人民调解。'] }],
    signs: ['申请人（签名、盖章或按指印）'],
    seal: false,
  },
  F2: {
    zh: '人民调解受理登记表',
    version: 1,
    people: 'ruled',
    fields: [
      f('receivedOn', '登记日期'),
      f('acceptedOn', '受理日期'),
      f('category', '纠纷类型'),
      f('source', '案件来源'),
      f('place', '纠纷发生地'),
      f('late', '补录说明'),
      long('outline', '纠纷简要情况'),
    ],
    signs: [partySign, '登记人（签名）'],
    seal: true,
    note: '此表由人民调解委员会填写。',
  },
  F3: {
    zh: '人民调解当事人权利义务告知书',
    version: 1,
    people: 'none',
    fields: [],
    standing: rightsAndDuties,
    signs: [partySign],
    seal: true,
    note: '以上内容已经告知并听明白。告知书一式两份，当事人一份，入卷一份。',
  },
  F4: {
    zh: '人民调解调查记录',
    version: 1,
    people: 'none',
    fields: [
      f('at', '时间'),
      f('place', '地点'),
      f('present', '参加人'),
      f('investigator', '调查人'),
      f('recorder', '记录人'),
      f('asked', '被调查人'),
      f('askedAbout', '性别、年龄、证件、单位、与当事人的关系'),
      f('matter', '事由'),
      long('said', '问答记录'),
    ],
    standing: readBack('被调查人'),
    signs: ['被调查人（每页签名或按指印）', '调查人（签名）', recorderSign],
    seal: false,
  },
  F5: {
    zh: '证据材料清单',
    version: 1,
    people: 'none',
    fields: [f('provider', '提供人'), f('receivedOn', '收到日期')],
    table: {
      zh: '证据材料',
      columns: ['序号', '名称', '来源', '原件或复印件', '页数', '备注'],
      widths: ['auto', '3fr', '2fr', '2fr', '1fr', '2fr'],
    },
    signs: ['提供人（签名）', '接收人（签名）'],
    seal: false,
  },
  F6: {
    zh: '人民调解记录',
    version: 1,
    people: 'none',
    fields: [
      f('at', '时间'),
      f('place', '地点'),
      f('parties', '当事人'),
      f('present', '参加人'),
      f('mediators', '人民调解员'),
      f('way', '方式'),
      long('said', '调解记录'),
      long('points', '谈成的和没有谈成的'),
      long('result', '调解结果'),
    ],
    standing: readBack('各方当事人'),
    signs: [partySign, mediatorSign, recorderSign],
    seal: false,
  },
  F7: {
    zh: '人民调解协议书',
    version: 1,
    people: 'prose',
    fields: [long('facts', '纠纷的主要事实、争议事项'), long('terms', '经调解，自愿达成如下协议'), f('copies', '份数')],
    table: { ...plan, zh: '履行方式、地点、期限' },
    standing: [
      {
        items: [
          '本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效（人民调解法第二十九条）。',
          '本协议具有法律约束力，当事人应当按照约定履行（第三十一条）。双方可以自协议生效之日起三十日内共同向人民法院申请司法确认（第三十三条）；就履行或者内容发生争议的，可以向人民法院起诉（第三十二条）。',
        ],
      },
    ],
    signs: [partySign, mediatorSign, recorderSign],
    seal: true,
  },
  F8: {
    zh: '人民调解口头协议登记表',
    version: 1,
    people: 'ruled',
    fields: [long('outline', '纠纷简要情况'), long('terms', '协议内容')],
    table: { ...plan, zh: '履行方式、期限' },
    standing: [{ items: ['口头调解协议自各方当事人达成协议之日起生效（人民调解法第三十条）。'] }],
    signs: ['当事人（可以不签）', mediatorSign, recorderSign],
    seal: true,
  },
  F9: {
    zh: '人民调解回访记录',
    version: 1,
    people: 'none',
    fields: [
      f('visited', '被回访人'),
      f('agreement', '协议编号'),
      f('matter', '纠纷'),
      f('way', '回访方式'),
      f('satisfied', '满意情况'),
      long('finding', '回访情况（履行、有无诉讼、有无反复、采取的措施）'),
    ],
    signs: ['被回访人（可以不签）', '回访人（签名）'],
    seal: false,
  },
  F10: {
    zh: '人民调解卷宗',
    version: 1,
    people: 'none',
    fields: [
      f('volume', '卷名'),
      f('mediator', '人民调解员'),
      f('from', '调解日期'),
      f('filer', '立卷人'),
      f('filedOn', '立卷时间'),
      f('retention', '保管期限'),
      f('remarks', '备注'),
    ],
    table: {
      zh: '卷内目录',
      columns: ['序号', '文书名称', '文号', '页次', '备注'],
      widths: ['auto', '4fr', '4fr', 'auto', '2fr'],
    },
    signs: [],
    seal: false,
  },
  'F10-back': {
    zh: '卷宗封底',
    version: 1,
    people: 'none',
    fields: [f('pages', '本卷页数'), f('checked', '卷内情况'), f('filer', '立卷人'), f('filedOn', '立卷时间')],
    signs: ['检查人（签名）'],
    seal: true,
  },
  F11: {
    zh: '人民调解结案报告表',
    version: 1,
    people: 'ruled',
    fields: [
      f('handler', '承办人'),
      f('source', '案件来源'),
      f('acceptedOn', '受理日期'),
      f('closedOn', '结案日期'),
      long('facts', '纠纷主要事实'),
      long('result', '处理结果'),
    ],
    signs: ['承办人（签名）', '负责人（签名）'],
    seal: true,
  },
  F12: {
    zh: '授权委托书',
    version: 1,
    people: 'none',
    fields: [
      f('principal', '委托人'),
      f('principalId', '委托人身份证件、住址、电话'),
      f('agent', '受托人'),
      f('agentId', '受托人身份证件、单位、电话'),
      f('matter', '委托事项'),
      f('powers', '委托权限（一般代理；特别代理须逐项写明：承认、变更、放弃请求，签订协议，代收款项）'),
      f('term', '委托期限'),
    ],
    signs: ['委托人（签名、盖章或按指印）', '受托人（签名）'],
    seal: false,
  },
  F13: {
    zh: '终止调解告知书',
    version: 1,
    people: 'none',
    fields: [f('to', '当事人'), f('matter', '纠纷'), f('reason', '终止理由'), long('limitation', '诉讼时效')],
    table: ways,
    standing: [{ items: ['终止调解不影响您的任何权利。去法院起诉不需要经过我们同意。（人民调解法第三条、第二十六条）'] }],
    signs: ['收到人（签名）'],
    seal: true,
  },
  F14: {
    zh: '不予受理告知书',
    version: 1,
    people: 'none',
    fields: [f('to', '当事人'), f('matter', '来访事项'), f('basis', '不予受理的情形'), long('reason', '理由')],
    table: ways,
    standing: [{ items: ['不同意的，可以在收到之日起五个工作日内向本中心提出异议，由另一位工作人员复核。'] }],
    signs: ['收到人（签名）'],
    seal: true,
  },
  F15: {
    zh: '调解员披露、回避声明',
    version: 1,
    people: 'none',
    fields: [
      f('mediator', '人民调解员'),
      f('matter', '纠纷'),
      long('disclosure', '与当事人、与本纠纷的关系'),
      f('decision', '当事人的意见'),
    ],
    standing: [
      {
        items: [
          '本人是当事人或者代理人的近亲属，与纠纷有利害关系，或者有其他关系可能影响公正调解的，应当说明；当事人可以要求更换。',
        ],
      },
    ],
    signs: [mediatorSign, partySign],
    seal: false,
  },
  F16: {
    zh: '延期调解同意书',
    version: 1,
    people: 'none',
    fields: [f('matter', '纠纷'), f('until', '调解期限延长到'), f('reason', '理由')],
    standing: [{ items: ['各方当事人自愿延长调解期限。延长期间，任何一方随时可以退出调解或者去法院。'] }],
    signs: [partySign, mediatorSign],
    seal: false,
  },
  F17: {
    zh: '移交（委派、委托）函',
    version: 1,
    people: 'ruled',
    fields: [
      f('to', '受送单位'),
      f('matter', '事项'),
      f('basis', '依据'),
      f('contact', '联系人'),
      long('outline', '情况概述'),
      long('reason', '移交理由'),
    ],
    standing: [
      { zh: '请予办理', items: ['请签收，并在接受或者退回后按期反馈结果；退回的，请注明理由。结果由本中心告知当事人。'] },
    ],
    signs: [],
    seal: true,
  },
  F18: {
    zh: '司法确认申请书',
    version: 1,
    people: 'prose',
    fields: [
      f('court', '致送法院'),
      long('request', '请求事项'),
      long('facts', '事实和理由'),
      long('delivery', '送达地址和联系方式'),
      long('attachments', '附件'),
    ],
    standing: [
      {
        zh: '承诺',
        items: [
          '申请人自愿达成调解协议，没有恶意串通、规避法律的行为。',
          '协议内容不损害国家利益、社会公共利益和他人合法权益。',
          '因协议内容给他人造成损害的，申请人愿意承担相应的民事责任和其他法律责任。',
        ],
      },
    ],
    signs: ['申请人（签名、盖章或按指印）'],
    seal: false,
  },
  F19: {
    zh: '履行证明（收条）',
    version: 1,
    people: 'none',
    fields: [
      f('agreement', '协议编号'),
      f('clause', '履行的条款'),
      f('payer', '履行人'),
      f('payee', '收到人'),
      f('amount', '金额'),
      f('doneOn', '履行日期'),
      f('how', '履行方式、凭据'),
      f('words', '说明'),
    ],
    signs: ['收到人（签名、盖章或按指印）', '履行人（签名）', '见证人（签名）'],
    seal: false,
  },
  F20: {
    zh: '催办（督办、预警）单',
    version: 1,
    people: 'none',
    fields: [
      f('to', '送'),
      f('matter', '事项'),
      f('issue', '催办内容'),
      f('basis', '依据'),
      f('deadline', '办理期限'),
      long('reply', '答复'),
    ],
    signs: ['答复人（签名）'],
    seal: true,
  },
  'court-pack': {
    zh: '法院材料包',
    version: 1,
    people: 'none',
    fields: [
      f('asker', '取材料的人'),
      f('parties', '当事人'),
      f('category', '纠纷类型'),
      f('requestedOn', '申请调解时间'),
      f('ended', '调解情况'),
      f('agreement', '调解协议'),
      long('request', '请求和经过'),
      long('terms', '协议内容'),
      long('limitation', '诉讼时效'),
    ],
    table: { ...ways, zh: '怎样起诉' },
    standing: [{ items: ['这里没有调解中任何一方说过的话、提出或者接受过的方案。取走材料不收费，起诉由您自己决定。'] }],
    signs: ['取材料的人（签名）'],
    seal: false,
  },
  general: {
    zh: '情况记录',
    version: 1,
    people: 'none',
    fields: [],
    signs: ['记录人（签名）'],
    seal: false,
  },
} as const satisfies Record<string, Form>;

export type FormCode = keyof typeof table;
export const forms: Readonly<Record<FormCode, Form>> = table;
export const isForm = (code: string): code is FormCode => Object.hasOwn(table, code);
