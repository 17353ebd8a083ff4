import { sayCapital, sayYuan } from '../../../../ground/ui/money.ts';
import { sayDay, sayWhenInFull } from '../../../../ground/ui/when.ts';
import type { PaperSheet } from '../api.ts';
import { reasons } from './reasons.ts';

const labels: Record<string, string> = {
  text: '内容',
  reason: '理由',
  words: '说明',
  rights: '权利义务',
  routes: '其他途径',
  category: '纠纷类型',
  organisationId: '承办单位',
  mediatorId: '调解员',
  toOrganisationId: '接收单位',
  fromOrganisationId: '移交单位',
  acceptedAt: '受理时间',
  disclosure: '披露',
  hints: '系统提示',
  hintsChecked: '怎样核实的',
  accepted: '各方接受',
  free: '收费',
  until: '到',
  instalments: '履行安排',
  place: '地点',
  at: '时间',
  heldAt: '时间',
  summary: '摘要',
  result: '结果',
  outline: '情况概述',
  claims: '请求',
  contact: '联系人',
  legalBasis: '依据',
  what: '内容',
  amountFen: '金额',
  dueOn: '日期',
  limitation: '诉讼时效',
  finding: '回访情况',
  ruling: '裁定',
  narrative: '经过',
  applicant: '申请人',
  respondent: '被申请人',
  parties: '当事人',
  note: '备注',
  attended: '到场',
  by: '方式',
  form: '形式',
  asker: '取材料包的人',
  name: '姓名或名称',
  side: '身份',
  request: '请求和经过',
  requestReceivedAt: '申请调解时间',
  mediation: '调解情况',
  ended: '调解结束时间',
  agreementReached: '达成协议',
  agreement: '协议',
  number: '编号',
  effectiveAt: '生效时间',
  next: '怎样起诉',
  zh: '途径',
  plain: '怎么走',
  timeLimit: '时限',
  fee: '费用',
  present: '到场的人',
  said: '各方说的',
  points: '谈成的和没谈成的',
  declare: '声明',
  contents: '目录',
  participants: '到场的人',
  agreed: '谈成的',
  disputed: '没谈成的',
  offers: '各方的提议',
  readBack: '已读给在场的人听',
  pages: '逐页签名',
  title: '名称',
  doneOn: '履行日期',
  how: '凭什么',
  payer: '谁履行',
  payee: '给谁',
  court: '法院',
  enclosed: '附送材料',
  signedAt: '签署时间',
  address: '住所',
  idMask: '证件',
  phoneMask: '电话',
  organisation: '调解组织',
  mediator: '调解员',
  conditions: '条件',
  papers: '要带的材料',
  basis: '依据',
  complaint: '起诉状（自己填写、修改）',
  plaintiff: '原告',
  defendants: '被告',
  facts: '事实要点（逐条回答）',
  proofs: '常用的证据',
  evidence: '证据清单（本人带来的）',
  before: '起诉以前',
  undisputed: '各方签字确认的无争议事实',
  courtFee: '诉讼费',
  performed: '履行情况',
  voluntary: '各方自愿',
  apologised: '已赔礼道歉',
};
const forms: Record<string, string> = {
  written: '书面',
  oral: '口头',
  applicant: '申请人',
  respondent: '被申请人',
  joined: '共同申请人',
};

const results: Record<string, string> = { agreed: '谈成了', not: '没有谈成', continue: '下次继续' };
/** A record is read in the order in which it came about; what else a paper holds comes after in its own order. */
const inOrder = [
  'at',
  'place',
  'participants',
  'present',
  'said',
  'points',
  'agreed',
  'disputed',
  'offers',
  'result',
  'readBack',
  'pages',
];
const place = (key: string): number => (inOrder.includes(key) ? inOrder.indexOf(key) : inOrder.length);

/** The lines of a plain paper from its body: known names become words, unknown machine fields are left out. */
export function linesOf(paper: PaperSheet, wordOf: (code: string) => string): Array<{ zh: string; text: string }> {
  const body = (paper.body ?? {}) as Record<string, unknown>;
  const say = (key: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '';
    if (key === 'free') return value ? '人民调解不收费' : '';
    if (key === 'amountFen' && typeof value === 'number') return `${sayYuan(value)}元（${sayCapital(value)}）`;
    if (typeof value === 'boolean') return value ? '是' : '否';
    if (Array.isArray(value))
      return value
        .map((v, i) => `${value.length > 1 ? `${i + 1}. ` : ''}${say(key, v)}`)
        .filter(Boolean)
        .join('\n');
    if (typeof value === 'object') return sayThing(value as Record<string, unknown>);
    const text = String(value);
    if (/^\d{4}-\d\d-\d\dT/.test(text)) return sayWhenInFull(text);
    if (/^\d{4}-\d\d-\d\d$/.test(text)) return sayDay(text);
    return (
      paper.names?.[text] ??
      (key === 'reason' ? reasons[text] : undefined) ??
      (key === 'result' ? results[text] : undefined) ??
      (key === 'form' || key === 'side' ? (forms[text] ?? text) : /^[0-9a-f-]{36}$/.test(text) ? '' : wordOf(text))
    );
  };
  /** A way on is told as sentences after its name; any other thing as its parts. */
  const sayThing = (thing: Record<string, unknown>): string => {
    if (typeof thing.who === 'string' && typeof thing.words === 'string') return `${thing.who}：${thing.words}`;
    if (typeof thing.page === 'number') return `第${thing.page}页，${String(thing.name)}，${sayWhenInFull(String(thing.at))}`;
    const parts = Object.entries(thing)
      .filter(([k]) => labels[k])
      .map(([k, v]) => [k, say(k, v)] as const)
      .filter(([, words]) => words);
    if (parts.length === 1) return parts[0]![1];
    if (!thing.zh || !thing.plain) return parts.map(([k, words]) => `${labels[k]}：${words}`).join('，');
    const rest = parts.filter(([k]) => k !== 'zh').map(([k, words]) => (k === 'plain' ? words : `${labels[k]}：${words}`));
    return `${String(thing.zh)}：${rest.map((words) => words.replace(/[。；，]*$/, '。')).join('')}`;
  };
  return Object.entries(body)
    .filter(([key]) => labels[key])
    .sort(([a], [b]) => (/^F[46]$/.test(paper.kind) ? place(a) - place(b) : 0))
    .map(([key, value]) => ({ zh: labels[key]!, text: say(key, value) }))
    .filter((line) => line.text);
}
