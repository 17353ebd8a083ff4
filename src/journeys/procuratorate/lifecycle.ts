import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates } from '../../registers/matters/states.ts';

/** 检调对接 (§8.3): the way back to the body that handed it in. */
const lifecycle = {
  of: 'dispute', zh: '纠纷', start: ['REGISTERED'], forParties: true, states: disputeStates,
  moves: {
    answerProcuratorate: { zh: '反馈检察机关', by: ['mediator', 'org', 'triage'], from: ['EFFECTIVE', 'TERMINATED', 'CLOSED'], to: ['same'], within: 'D19', meets: ['D19'], documents: ['F17'], notices: ['检察机关'], guard: '只说赔偿、道歉、履行和是不是自愿；不写有没有罪', basis: '刑诉法 288–290' },
  },
} as const;
export const moves = lifecycle.moves;
export const procuratorateLifecycle = defineLifecycle<Role>(lifecycle);
