import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates } from '../../registers/matters/states.ts';

/** 公调对接 (§8.3): the way back to the body that handed it in. */
const lifecycle = {
  of: 'dispute', zh: '纠纷', start: ['REGISTERED'], forParties: true, states: disputeStates,
  moves: {
    answerPolice: { zh: '反馈公安', by: ['mediator', 'org', 'triage'], from: ['EFFECTIVE', 'TERMINATED', 'CLOSED'], to: ['same'], within: 'D19', meets: ['D19'], documents: ['F17', '不予处罚申请书（草稿）'], notices: ['公安机关'], guard: '附履行情况；处不处罚由公安决定', basis: '治安管理处罚法 9' },
  },
} as const;
export const moves = lifecycle.moves;
export const policeLifecycle = defineLifecycle<Role>(lifecycle);
