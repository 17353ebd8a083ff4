import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates } from '../../registers/matters/states.ts';

/** 访调对接 (§8.3): the way back to the body that handed it in. */
const lifecycle = {
  of: 'dispute', zh: '纠纷', start: ['REGISTERED'], forParties: true, states: disputeStates,
  moves: {
    answerPetitions: { zh: '反馈信访部门', by: ['mediator', 'org', 'triage'], from: ['EFFECTIVE', 'TERMINATED', 'CLOSED'], to: ['same'], within: 'D19', meets: ['D19'], documents: ['F17'], notices: ['信访部门'], guard: '谈成的反馈，没谈成的退回；无争议事实要各方签字', basis: '信访工作条例 33' },
    petitionAnswered: { zh: '信访意见已出具', by: ['partner'], from: ['REGISTERED', 'SCREENING', 'NOT_ACCEPTED', 'REFERRED', 'ACCEPTED', 'CONSENT', 'ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING', 'EFFECTIVE', 'TERMINATED', 'CLOSED'], to: ['same'], within: 'D14', meets: ['D14'], guard: '信访部门自己的期限，调解不停它', basis: '信访工作条例 34' },
  },
} as const;
export const moves = lifecycle.moves;
export const petitionsLifecycle = defineLifecycle<Role>(lifecycle);
