import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates } from '../../registers/matters/states.ts';

const machine = 'performance';
const lifecycle = {
  of: 'performance', zh: '履行与结案', start: ['NONE'], forParties: true, states: disputeStates,
  moves: {
    perform: { zh: '记录履行', by: ['mediator', 'org', 'window', 'seat', 'archivist'], machine, from: ['DUE', 'PARTIAL', 'BREACHED'], to: ['PARTIAL', 'DONE', 'BREACHED'], within: 'D16', documents: ['F19'], basis: '人民调解法 31', primary: true, key: 'p' },
    waive: { zh: '权利人免除', by: ['party'], party: true, machine, from: ['DUE', 'PARTIAL', 'BREACHED'], to: ['WAIVED', 'PARTIAL', 'DONE', 'BREACHED'], basis: '民法典 575' },
    urge: { zh: '催促履行', by: ['clock', 'mediator', 'org'], machine, from: ['DUE', 'PARTIAL', 'BREACHED'], to: ['DUE', 'PARTIAL', 'BREACHED'], within: 'D16', documents: ['F20'], notices: ['义务人'], basis: '人民调解法 31' },
    breach: { zh: '记录未履行', by: ['clock', 'org'], machine, from: ['DUE', 'PARTIAL', 'BREACHED'], to: ['BREACHED'], notices: ['权利人：强制执行、支付令、起诉'], basis: '人民调解法 31、32', guard: '到期15天仍未履行' },
    followUp: { zh: '记录回访', by: ['mediator', 'org', 'window', 'seat', 'archivist'], from: ['EFFECTIVE', 'TERMINATED', 'CLOSED'], to: ['same'], documents: ['F9'], basis: '[D]', key: 'v' },
    close: { zh: '结案', by: ['mediator', 'org'], from: ['EFFECTIVE'], to: ['CLOSED'], starts: ['D18'], documents: ['F19'], notices: ['请当事人评价'], guard: '已履行、已免除，或未履行且已告知途径；法院来的，已反馈', basis: '[D]', primary: true, key: 'c' },
    closeEnded: { zh: '办结（未调成）', by: ['mediator', 'org', 'triage'], from: ['TERMINATED'], to: ['CLOSED'], within: 'D19', meets: ['D19'], starts: ['D18'], documents: ['F11'], guard: '其他途径已告知；已反馈来源单位', basis: '人民调解法 26', primary: true, key: 'c' },
    completeFile: { zh: '卷宗齐全', by: ['archivist', 'mediator', 'org'], machine: 'file', from: ['OPEN'], to: ['COMPLETE'], documents: ['F10'], basis: '人民调解法 27' },
    reviewFile: { zh: '评查卷宗', by: ['leader', 'org'], machine: 'file', from: ['COMPLETE'], to: ['REVIEWED', 'OPEN'], guard: '查卷宗，不查结果好不好看', basis: '[D] 卷宗评查' },
    archive: { zh: '归档', by: ['archivist'], from: ['CLOSED'], to: ['ARCHIVED'], within: 'D18', meets: ['D18'], documents: ['F10'], guard: '卷宗齐全；各条线都已了结；已回访', basis: '人民调解法 27', primary: true, key: 'g' },
  },
} as const;
export const moves = lifecycle.moves;
export const performanceLifecycle = defineLifecycle<Role>(lifecycle);
