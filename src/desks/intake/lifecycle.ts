import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates, shortStates } from '../../registers/matters/states.ts';

export const receivers = ['window', 'seat', 'gridWorker', 'triage', 'org', 'mediator', 'judge', 'partner', 'leader'] as const;

/** The short path of enquiries, requests, hazards, tips and consultations (§8.0), and the first row of the long one. */
const lifecycle = {
  of: 'short', zh: '咨询、求助与其他来件', start: ['RECEIVED'], forParties: true, states: { ...shortStates, REGISTERED: disputeStates.REGISTERED! },
  moves: {
    answer: { zh: '答复', by: ['window', 'seat', 'gridWorker', 'triage', 'leader'], from: ['RECEIVED', 'PASSED'], to: ['ANSWERED'], within: 'D01', meets: ['D01', 'D19'], notices: ['答复'], basis: '[D]', primary: true, key: 'a' },
    passOn: { zh: '转办', by: ['window', 'seat', 'gridWorker', 'triage', 'leader'], from: ['RECEIVED'], to: ['PASSED'], within: 'D01', meets: ['D01'], starts: ['D19'], documents: ['F17'], notices: ['去向、联系人'], basis: '信访工作条例 22' },
    reply: { zh: '回复办理结果', by: ['partner', 'judge', 'org'], from: ['PASSED'], to: ['ANSWERED'], within: 'D19', meets: ['D19'], notices: ['答复'], basis: '[D]', primary: true, key: 'a' },
    sendBack: { zh: '退回', by: ['partner', 'judge', 'org'], from: ['PASSED'], to: ['RECEIVED'], cancels: ['D19'], starts: ['D01'], basis: '信访工作条例 23' },
    object: { zh: '对答复有异议', by: ['party'], party: true, from: ['ANSWERED'], to: ['RECEIVED'], starts: ['D01'], guard: '一次', basis: '[D]' },
    convert: { zh: '转为纠纷', by: ['window', 'seat', 'gridWorker', 'triage'], from: ['RECEIVED', 'ANSWERED', 'PASSED'], to: ['REGISTERED'], meets: ['D01'], cancels: ['D19'], starts: ['D02'], guard: '当事人同意', basis: '人民调解法 17' },
    finish: { zh: '办结', by: ['window', 'seat', 'gridWorker', 'triage', 'leader'], from: ['ANSWERED'], to: ['DONE'], basis: '[D]', primary: true, key: 'c' },
    withdrawShort: { zh: '不用办了', by: ['party'], party: true, from: ['RECEIVED', 'PASSED', 'ANSWERED'], to: ['DONE'], cancels: ['D01', 'D19'], basis: '[D]' },
    shortToCourt: { zh: '去法院（带走材料包）', by: ['party'], party: true, from: ['RECEIVED', 'ANSWERED', 'PASSED', 'CONVERTED', 'DONE'], to: ['same'], guard: '无；一人一步即可，不收费', basis: '人民调解法 3(3)；民诉法 125' },
  },
} as const;
export const moves = lifecycle.moves;
export const shortLifecycle = defineLifecycle<Role>(lifecycle as never);
