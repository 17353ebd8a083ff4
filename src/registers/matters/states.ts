import type { StateRow } from '../../ground/lifecycle/index.ts';

/** Main states of a dispute (docs/lifecycles/dispute.md). Reopening makes a linked new matter. */
export const disputeStates: Readonly<Record<string, StateRow>> = {
  REGISTERED: { zh: '已登记' },
  SCREENING: { zh: '甄别中' },
  NOT_ACCEPTED: { zh: '不予受理', end: 'open' },
  REFERRED: { zh: '已转介' },
  ACCEPTED: { zh: '已受理' },
  CONSENT: { zh: '征询意愿' },
  ASSIGNED: { zh: '已定调解员' },
  MEDIATING: { zh: '调解中' },
  SUSPENDED: { zh: '中止' },
  SIGNING: { zh: '待签署' },
  EFFECTIVE: { zh: '协议生效' },
  TERMINATED: { zh: '调解终止', end: 'open' },
  CLOSED: { zh: '已办结', end: 'neutral' },
  ARCHIVED: { zh: '已归档', end: 'good' },
};

/** The short path of what is no dispute (§8.0). */
export const shortStates: Readonly<Record<string, StateRow>> = {
  RECEIVED: { zh: '已收到' },
  ANSWERED: { zh: '已答复' },
  PASSED: { zh: '已转办' },
  DONE: { zh: '已办结', end: 'neutral' },
};

export const preAcceptance = ['REGISTERED', 'SCREENING', 'NOT_ACCEPTED', 'REFERRED'] as const;
export const inMediation = ['ACCEPTED', 'CONSENT', 'ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING'] as const;
export const afterMediation = ['EFFECTIVE', 'TERMINATED', 'CLOSED'] as const;
export const everyDisputeState = Object.keys(disputeStates);
export const openStates = [
  ...preAcceptance,
  ...inMediation,
  'EFFECTIVE',
  'TERMINATED',
  'RECEIVED',
  'ANSWERED',
  'PASSED',
] as const;

export const stateZh = (state: string): string => disputeStates[state]?.zh ?? shortStates[state]?.zh ?? state;

/** The sub-machines that live beside the main state and outlive CLOSED. */
export const subMachines = {
  safety: { zh: '安全', states: { NONE: '无', HELD: '安全保护中', RELEASED: '已解除保护' } },
  performance: {
    zh: '履行',
    states: { NONE: '无', DUE: '待履行', PARTIAL: '部分履行', DONE: '已履行', WAIVED: '已免除', BREACHED: '未履行' },
  },
  confirmation: {
    zh: '司法确认',
    states: {
      NA: '不适用',
      ELIGIBLE: '可申请',
      APPLIED: '已共同申请',
      ACCEPTED: '法院已受理',
      CONFIRMED: '已确认',
      REFUSED: '未予确认',
      WITHDRAWN: '已撤回',
      LAPSED: '已过期',
    },
  },
  supervision: { zh: '督办', states: { 0: '无', 1: '催办', 2: '督办', 3: '领导督办', 4: '挂牌' } },
  fileState: { zh: '卷宗', states: { OPEN: '未齐', COMPLETE: '已齐', REVIEWED: '已评查' } },
} as const;

export const ended = {
  safety: ['NONE', 'RELEASED'],
  performance: ['NONE', 'DONE', 'WAIVED', 'BREACHED'],
  confirmation: ['NA', 'CONFIRMED', 'REFUSED', 'WITHDRAWN', 'LAPSED'],
} as const;
