import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates } from '../../registers/matters/states.ts';

const afterwards = ['EFFECTIVE', 'TERMINATED', 'CLOSED', 'ARCHIVED'] as const;
const owing = ['DUE', 'PARTIAL', 'BREACHED'] as const;

const machine = 'performance';
const lifecycle = {
  of: 'performance', zh: '履行与结案', start: ['NONE'], forParties: true, states: disputeStates,
  moves: {
    perform: { zh: '记录履行', by: ['mediator', 'org', 'window', 'seat', 'archivist'], machine, from: ['DUE', 'PARTIAL', 'BREACHED'], to: ['PARTIAL', 'DONE', 'BREACHED'], within: 'D16', documents: ['F19'], basis: '人民调解法 31', primary: true, key: 'p' },
    waive: { zh: '权利人免除', by: ['party'], party: true, machine, from: ['DUE', 'PARTIAL', 'BREACHED'], to: ['WAIVED', 'PARTIAL', 'DONE', 'BREACHED'], basis: '民法典 575' },
    urge: { zh: '催促履行', by: ['clock', 'mediator', 'org'], machine, from: ['DUE', 'PARTIAL', 'BREACHED'], to: ['DUE', 'PARTIAL', 'BREACHED'], within: 'D16', documents: ['F20'], notices: ['义务人'], basis: '人民调解法 31' },
    breach: { zh: '记录未履行', by: ['clock', 'org'], machine, from: ['DUE', 'PARTIAL', 'BREACHED'], to: ['BREACHED'], notices: ['权利人：强制执行、支付令、起诉'], basis: '人民调解法 31、32', guard: '到期15天仍未履行' },
    followUp: { zh: '记录回访', by: ['mediator', 'org', 'window', 'seat', 'archivist', 'safety'], from: [...afterwards], to: ['same'], documents: ['F9'], guard: '电话三次没联系上的，上门或者写信；不愿被打扰的不再回访；安全保护中的只由安全复核员联系', basis: '人民调解法 31；[D]', key: 'v' },
    remind: { zh: '提醒履行日', by: ['clock'], machine, from: [...owing], to: [...owing], within: 'D16', notices: ['双方：三天前、当天'], basis: '人民调解法 31' },
    sayPaid: { zh: '说已履行', by: ['party'], party: true, machine, from: [...owing], to: [...owing], notices: ['权利人：请确认或者提出不同'], guard: '义务人说，带凭证；对方不答不算确认', basis: '人民调解法 31；[D]' },
    confirmPaid: { zh: '确认收到', by: ['party'], party: true, machine, from: [...owing], to: ['PARTIAL', 'DONE', 'BREACHED'], meets: [], documents: ['F19'], guard: '权利人本人确认', basis: '人民调解法 31' },
    disputePaid: { zh: '说没有收到', by: ['party'], party: true, machine, from: [...owing], to: [...owing], documents: ['履行材料包'], notices: ['双方：可以就凭证谈一次，也可以直接走其他途径'], guard: '权利人说了算数，不用理由', basis: '人民调解法 32' },
    talkProof: { zh: '就履行凭证谈一次', by: ['mediator', 'org'], machine, from: [...owing], to: [...owing, 'DONE'], documents: ['F6'], guard: '这一期双方都同意谈；只谈付没付、付了多少，不改协议', basis: '人民调解法 17、31、32', joint: true },
    remindFollowUp: { zh: '提醒回访', by: ['clock'], from: [...afterwards], to: ['same'], notices: ['承办人'], basis: '人民调解法 31；[D]' },
    leaveAlone: { zh: '不愿被回访', by: ['party'], party: true, from: [...afterwards], to: ['same'], guard: '说一声就停，不问理由', basis: '个人信息保护法 15；[D]' },
    close: { zh: '结案', by: ['mediator', 'org'], from: ['EFFECTIVE'], to: ['CLOSED'], starts: ['D18'], documents: ['F19'], notices: ['请当事人评价'], guard: '已履行、已免除，或未履行且已告知途径；法院来的，已反馈', basis: '[D]', primary: true, key: 'c' },
    closeEnded: { zh: '办结（未调成）', by: ['mediator', 'org', 'triage'], from: ['TERMINATED'], to: ['CLOSED'], within: 'D19', meets: ['D19'], starts: ['D18'], documents: ['F11'], guard: '其他途径已告知；已反馈来源单位', basis: '人民调解法 26', primary: true, key: 'c' },
    completeFile: { zh: '卷宗齐全', by: ['archivist', 'mediator', 'org'], machine: 'file', from: ['OPEN'], to: ['COMPLETE'], documents: ['F10'], basis: '人民调解法 27' },
    reviewFile: { zh: '评查卷宗', by: ['leader', 'org'], machine: 'file', from: ['COMPLETE'], to: ['REVIEWED', 'OPEN'], guard: '查卷宗，不查结果好不好看', basis: '[D] 卷宗评查' },
    archive: { zh: '归档', by: ['archivist'], from: ['CLOSED'], to: ['ARCHIVED'], within: 'D18', meets: ['D18'], documents: ['F10'], guard: '卷宗齐全；各条线都已了结；已回访', basis: '人民调解法 27', primary: true, key: 'g' },
  },
} as const;
export const moves = lifecycle.moves;
export const performanceLifecycle = defineLifecycle<Role>(lifecycle);
