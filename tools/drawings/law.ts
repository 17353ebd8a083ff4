import { allRules, calendarPacks, type DeadlineRule, sayTerm } from '../../src/support/deadlines/index.ts';
import { drawnFrom, page, table } from './markdown.ts';

/** The newest dated row of a code: what is drawn does not depend on the day it is drawn. */
function newest(code: string): DeadlineRule | undefined {
  return allRules.deadlines.filter((rule) => rule.code === code).sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0];
}

/** A deadline code with its length: `D02 1个工作日`. */
export function sayLength(code: string): string {
  if (code === 'term') return 'D05–D10 调解期限';
  const rule = newest(code);
  if (!rule) throw new Error(`no deadline is called ${code}`);
  return `${code} ${sayTerm(rule.length)}`;
}

const owes = { centre: '中心', partner: '对接单位', party: '当事人', court: '法院' } as const;
const sorts = { statutory: '法定', default: '默认', practice: '通行做法', agreement: '约定' } as const;
const grounds = { consentOfAll: '各方同意', authorityByLaw: '法定机关批准' } as const;
const valid = ({ effectiveFrom, effectiveTo }: { effectiveFrom: string; effectiveTo: string | null }) =>
  `${effectiveFrom} 起${effectiveTo ? `，至 ${effectiveTo}` : ''}`;

const sayGround = (code: string): string => allRules.suspensionGrounds.find((one) => one.code === code)?.zh ?? code;

function extension({ extendable, maxExtension, pausable }: DeadlineRule): string {
  const longer = extendable ? `${grounds[extendable]}可延长${maxExtension ? `，最多${sayTerm(maxExtension)}` : ''}` : '不延长';
  return `${longer}；${pausable ? `可中止最多${pausable.maxDays}天（${pausable.grounds.map(sayGround).join('、')}）` : '不中止'}`;
}

function deadlinesPage(): string {
  const rows = allRules.deadlines.map((rule) => [
    rule.code,
    rule.zh,
    rule.from,
    sayTerm(rule.length),
    owes[rule.owedBy],
    extension(rule),
    rule.onExpiry,
    sorts[rule.kind],
    rule.basis,
    `${rule.source}〔${rule.evidence}〕`,
    valid(rule),
  ]);
  const rungs = allRules.ladder.map((rung) => [
    `L${rung.level} ${rung.zh}`,
    rung.to,
    [
      rung.share && `用去${Math.round(rung.share * 100)}%`,
      rung.beforeDue && `到期前${sayTerm(rung.beforeDue)}`,
      rung.afterDue && `到期后${sayTerm(rung.afterDue)}`,
    ]
      .filter(Boolean)
      .join('，或'),
    `${rung.source}〔${rung.evidence}〕`,
  ]);
  const years = calendarPacks.flatMap((pack) => [
    ...pack.off.map(({ zh, from, until }) => [zh, from === until ? from : `${from} 至 ${until}`, '放假', pack.source]),
    ...pack.work.map((day) => ['调休', day, '上班', pack.source]),
  ]);
  const regimes = allRules.courtRegimes.map((one) => [
    one.zh,
    valid(one),
    `委派 ${one.terms.delegated}；普通程序 ${one.terms.ordinary}；简易程序 ${one.terms.summary}`,
    one.note,
    `${one.source}〔${one.evidence}〕`,
  ]);
  return page(
    drawnFrom('law/deadlines, law/calendar'),
    '# 时限',
    '每一行都有起止日期和来源；县里可以缩短，不能放宽。证据标记：V 读过原文，K 凭所知未核，D 产品默认，S 政策文件，secondary 二手来源。没有载入放假通知的年份只写未调整的日期并标“待定”。',
    table(['代码', '名称', '从', '长度', '谁承担', '延长与中止', '到期', '性质', '依据', '来源', '适用'], rows),
    '## 督办阶梯',
    table(['级', '告诉谁', '何时', '来源'], rungs),
    '## 法院委派、委托',
    table(['规则', '适用', '时限代码', '说明', '来源'], regimes),
    '## 工作日',
    table(['名称', '日子', '', '来源'], years),
  );
}

const results = {
  stop: '停止',
  hold: '先保护或暂停',
  report: '报告',
  crisis: '危机处置',
  limit: '有限调解',
  refer: '引导到别处',
  terminate: '终止',
  representative: '要有代理人',
  disclose: '披露',
} as const;

function gatesPage(): string {
  const gates = allRules.gates.map((gate) => [
    gate.code,
    gate.zh,
    `${gate.question}（${gate.hint}）`,
    results[gate.result],
    gate.route,
    gate.basis,
    `${gate.source}〔${gate.evidence}〕`,
  ]);
  const routes = allRules.routes.map((route) => [
    route.zh,
    route.plain,
    route.timeLimit,
    route.fee,
    route.basis,
    `${route.source}〔${route.evidence}〕`,
  ]);
  const declines = allRules.declineCodes.map((code) => [code.zh, code.plain, code.next, `${code.source}〔${code.evidence}〕`]);
  const ends = allRules.terminationReasons.map((reason) => [
    reason.zh,
    reason.explain ? '要说明' : '不问理由',
    reason.proof,
    reason.basis,
    `${reason.source}〔${reason.evidence}〕`,
  ]);
  return page(
    drawnFrom('law/gates, law/routes, law/declineCodes, law/terminationReasons'),
    '# 受理前核对与出路',
    '受理前问一遍，开始调解前再问一遍，有新情况随时再问。“不清楚”也是回答。',
    table(['代码', '事项', '怎么问', '答“是”', '出路', '依据', '来源'], gates),
    '## 可以走的途径',
    '法院对每一类纠纷都在列，总是第一个。',
    table(['途径', '怎么走', '时限', '费用', '依据', '来源'], routes),
    '## 退回移交的理由',
    table(['理由', '说明', '下一步', '来源'], declines),
    '## 终止调解的理由',
    table(['理由', '说明', '凭据', '依据', '来源'], ends),
  );
}

export const drawLaw = (): Record<string, string> => ({ 'docs/deadlines.md': deadlinesPage(), 'docs/gates.md': gatesPage() });
