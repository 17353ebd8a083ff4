import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates, everyDisputeState, inMediation, preAcceptance } from '../../registers/matters/states.ts';

export const triageLifecycle = defineLifecycle<Role>({
  of: 'dispute', zh: '纠纷', start: ['REGISTERED'], forParties: true, states: disputeStates,
  moves: {
    open: { zh: '开始甄别', by: ['triage', 'org'], from: ['REGISTERED'], to: ['SCREENING'], within: 'D02', primary: true, key: 'o', guard: '先看有没有重复，由人决定', basis: '[D] 产品默认' },
    accept: {
      zh: '受理', by: ['triage', 'org'], from: ['SCREENING'], to: ['ACCEPTED', 'same'], within: 'D02', meets: ['D01', 'D02'], starts: ['term', 'D03'], documents: ['F2', 'F3'], notices: ['双方分别告知'],
      guard: '受理前核对已答；有管辖或当事人选择。答出危险（G01–G04）的当场进入安全保护，不能受理的也记下', basis: '人民调解法 17、18', primary: true, key: 's',
    },
    decline: { zh: '不予受理', by: ['triage'], from: ['SCREENING'], to: ['NOT_ACCEPTED'], within: 'D02', meets: ['D01', 'D02'], starts: ['D23', 'D24'], documents: ['F14'], notices: ['理由和其他途径'], guard: 'G07–G09', basis: '人民调解法 26；民诉法 125' },
    refer: { zh: '转介', by: ['triage'], from: ['SCREENING'], to: ['REFERRED'], within: 'D02', meets: ['D01', 'D02'], starts: ['D04'], documents: ['F17'], notices: ['去向、联系人、下一步'], guard: '当事人同意，或法律要求', basis: '信访工作条例 22；[D]' },
    signFor: { zh: '签收', by: ['partner', 'judge', 'org'], from: ['REFERRED'], to: ['same'], within: 'D04', primary: true, basis: '[D]' },
    take: { zh: '接受移交', by: ['partner', 'judge', 'org'], from: ['REFERRED'], to: ['same'], within: 'D04', meets: ['D04'], starts: ['D19'], basis: '[D]' },
    turnBack: { zh: '退回', by: ['partner', 'judge', 'org'], from: ['REFERRED'], to: ['SCREENING'], within: 'D04', meets: ['D04'], cancels: ['D19'], starts: ['D02'], documents: ['F17'], notices: ['告知当事人'], guard: '退回代码和理由', basis: '信访工作条例 23' },
    feedBack: { zh: '反馈结果', by: ['partner', 'judge', 'org'], from: ['REFERRED'], to: ['CLOSED'], within: 'D19', meets: ['D04', 'D19'], starts: ['D18'], documents: ['F17'], notices: ['告知当事人'], basis: '[D]' },
    recall: { zh: '收回转介', by: ['party', 'triage'], from: ['REFERRED'], to: ['SCREENING'], cancels: ['D04'], starts: ['D02'], documents: ['F17'], notices: ['告知对方单位和当事人'], guard: '对方单位还没有接受；写明理由，申请的一方要求的不问理由；对方单位从此看不到这件事', basis: '信访工作条例 22；[D]' },
    object: { zh: '提出异议', by: ['party'], party: true, from: ['NOT_ACCEPTED'], to: ['SCREENING'], within: 'D23', meets: ['D23'], cancels: ['D24'], starts: ['D02'], guard: '换一位分流员复核', basis: '[D] 产品默认' },
    silence: { zh: '未提异议办结', by: ['clock'], from: ['NOT_ACCEPTED'], to: ['CLOSED'], within: 'D24', meets: ['D24'], cancels: ['D23'], starts: ['D18'], basis: '[D] 产品默认' },
    withdraw: { zh: '撤回申请', by: ['party'], party: true, from: [...preAcceptance], to: ['CLOSED', 'same'], cancels: ['D01', 'D02', 'D04', 'D19', 'D23', 'D24'], starts: ['D18'], notices: ['对方（已告知过的）', '收到转介的单位'], guard: '几位申请人的，各撤各的；最后一位撤回才办结', basis: '人民调解法 23' },
    hold: {
      zh: '进入安全保护', by: ['window', 'seat', 'gridWorker', 'triage', 'org', 'mediator', 'judge', 'partner', 'crew', 'leader', 'safety', 'archivist'], machine: 'safety', from: ['NONE', 'RELEASED', 'HELD'], to: ['HELD'], starts: ['D26'],
      guard: 'G01–G04，任何岗位立即可做；已在保护中的，补充迹象、写明保护谁', basis: '反家庭暴力法 14；未成年人保护法 11',
    },
    proposeRelease: { zh: '提出解除保护', by: ['safety'], machine: 'safety', from: ['HELD'], to: ['HELD'], meets: ['D26'], starts: ['D26'], guard: '理由、受害人安全意愿、强制报告已做', basis: '[D]' },
    release: { zh: '复核解除保护', by: ['safety'], machine: 'safety', from: ['HELD'], to: ['RELEASED'], meets: ['D26'], guard: '第二位安全复核员', basis: '[D]' },
    note: { zh: '记一笔', by: ['window', 'seat', 'gridWorker', 'triage', 'org', 'mediator', 'judge', 'partner', 'leader', 'safety', 'archivist'], from: everyDisputeState.filter((s) => s !== 'ARCHIVED'), to: ['same'], basis: '人民调解法 27' },
    setLevel: { zh: '调整层级', by: ['triage', 'org', 'leader'], from: [...preAcceptance, ...inMediation], to: ['same'], basis: '[D] 四级，默认，非官方' },
    addParty: { zh: '补充当事人', by: ['window', 'seat', 'gridWorker', 'triage', 'org', 'mediator', 'judge', 'partner'], from: [...preAcceptance, ...inMediation], to: ['same'], guard: '最多500人', basis: '人民调解法 20' },
  },
});
export const moves = triageLifecycle.moves as Record<'open' | 'accept' | 'decline' | 'refer' | 'signFor' | 'take' | 'turnBack' | 'feedBack' | 'recall' | 'object' | 'silence' | 'withdraw' | 'hold' | 'proposeRelease' | 'release' | 'note' | 'setLevel' | 'addParty', (typeof triageLifecycle.moves)[string]>;
