import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates } from '../../registers/matters/states.ts';

/** 诉调对接 (§8.3): the way back to the body that handed it in. */
const lifecycle = {
  of: 'dispute', zh: '纠纷', start: ['REGISTERED'], forParties: true, states: disputeStates,
  moves: {
    answerCourt: { zh: '反馈法院', by: ['mediator', 'org', 'triage'], from: ['EFFECTIVE', 'TERMINATED', 'CLOSED'], to: ['same'], within: 'D19', meets: ['D19'], documents: ['F17'], notices: ['法院'], guard: '谈成的交协议，没谈成的退回材料；无争议事实要各方签字；不含调解中说的话', basis: '特邀调解规定 19–22；在线调解规则 18' },
  },
} as const;
export const moves = lifecycle.moves;
export const courtLifecycle = defineLifecycle<Role>(lifecycle);
