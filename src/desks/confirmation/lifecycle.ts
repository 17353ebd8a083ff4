import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates } from '../../registers/matters/states.ts';

const machine = 'confirmation';
const lifecycle = {
  of: 'confirmation', zh: '司法确认', start: ['NA'], forParties: true, states: disputeStates,
  moves: {
    apply: { zh: '申请司法确认', by: ['party'], party: true, machine, from: ['ELIGIBLE'], to: ['ELIGIBLE', 'APPLIED'], within: 'D11', documents: ['F18'], guard: '双方都签了才算申请', basis: '民诉法 205；人民调解法 33' },
    remind: { zh: '提醒期限', by: ['clock'], machine, from: ['ELIGIBLE', 'CONFIRMED'], to: ['ELIGIBLE', 'CONFIRMED'], within: 'D11', notices: ['双方：第20、25、28天；申请执行的两年还剩90天'], basis: '民诉法 205、250' },
    pack: { zh: '取送法院的材料', by: ['mediator', 'org', 'window', 'judge'], machine, from: ['ELIGIBLE', 'APPLIED', 'ACCEPTED'], to: ['ELIGIBLE', 'APPLIED', 'ACCEPTED'], documents: ['主持证明'], guard: '按法院的顺序；不含调解中说的话', basis: '民诉法解释 354' },
    withdrawApplication: { zh: '撤回确认申请', by: ['party'], party: true, machine, from: ['APPLIED', 'ACCEPTED'], to: ['WITHDRAWN'], cancels: ['D12'], basis: '民诉法解释 353–356' },
    courtAccept: { zh: '法院受理确认申请', by: ['judge'], machine, from: ['APPLIED'], to: ['ACCEPTED'], starts: ['D12'], basis: '司法确认规定 4' },
    courtConfirm: { zh: '裁定协议有效', by: ['judge'], machine, from: ['ACCEPTED'], to: ['CONFIRMED'], within: 'D12', meets: ['D12'], notices: ['双方'], guard: '从履行期最后一日起，申请执行的两年（D17）开始计算', basis: '民诉法 206、250' },
    courtRefuse: { zh: '不予确认', by: ['judge'], machine, from: ['APPLIED', 'ACCEPTED'], to: ['REFUSED'], within: 'D12', meets: ['D12'], notices: ['双方：再调一轮或起诉'], basis: '民诉法 206；解释 355、358' },
    lapse: { zh: '确认期限已过', by: ['clock'], machine, from: ['ELIGIBLE'], to: ['LAPSED'], within: 'D11', meets: ['D11'], notices: ['双方：协议仍有效，可起诉'], basis: '民诉法 205' },
  },
} as const;
export const moves = lifecycle.moves;
export const confirmationLifecycle = defineLifecycle<Role>(lifecycle);
