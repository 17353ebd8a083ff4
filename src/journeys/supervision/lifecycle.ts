import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates } from '../../registers/matters/states.ts';

const levels = ['0', '1', '2', '3', '4'] as const;
const machine = 'supervision';

/** 提醒 → 催办 → 督办 → 挂牌 (§8.4). It can move people and time, never the outcome. */
const lifecycle = {
  of: 'supervision', zh: '催办督办', start: ['0'], forParties: false, states: disputeStates,
  moves: {
    raise: { zh: '催办升级', by: ['clock'], machine, from: levels, to: levels, documents: ['F20'], notices: ['承办人及其负责人'], basis: '[D] 提醒、催办、督办、挂牌' },
    answer: { zh: '答复督办', by: ['org', 'mediator', 'triage', 'partner', 'leader'], machine, from: ['1', '2', '3', '4'], to: ['0'], documents: ['F20'], guard: '写明原因和新的日期', basis: '[D]' },
  },
} as const;
export const moves = lifecycle.moves;
export const supervisionLifecycle = defineLifecycle<Role>(lifecycle);
