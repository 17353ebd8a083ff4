import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates } from '../../registers/matters/states.ts';

/** What another body handed in (§8.3): signed for or turned back here; taken on with `triage.accept`, answered by the journey it came by. */
const lifecycle = {
  of: 'dispute',
  zh: '纠纷',
  start: ['REGISTERED'],
  forParties: true,
  states: disputeStates,
  moves: {
    signForHandedIn: {
      zh: '签收移交件',
      by: ['triage', 'org', 'window'],
      from: ['REGISTERED', 'SCREENING'],
      to: ['same'],
      documents: ['F17'],
      guard: '法院、检察机关来的，期限从签收起算',
      basis: '特邀调解规定 27；在线调解规则 12',
    },
    turnBackHandedIn: {
      zh: '退回移交单位',
      by: ['triage', 'org'],
      from: ['REGISTERED', 'SCREENING'],
      to: ['CLOSED'],
      cancels: ['D01', 'D02'],
      starts: ['D18'],
      documents: ['F17'],
      notices: ['移交单位、当事人'],
      guard: '退回代码和理由',
      basis: '信访工作条例 23；在线调解规则 12',
    },
  },
} as const;
export const moves = lifecycle.moves;
export const handedInLifecycle = defineLifecycle<Role>(lifecycle);
