import { afterMediation, inMediation } from '../../../registers/matters/states.ts';

const talking = ['ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING'] as const;
/** What was planned takes place only while people still talk: an end ends it too. */
export const stillTalking = (state: string): boolean => (talking as readonly string[]).includes(state);
const once = [...inMediation, ...afterMediation, 'ARCHIVED'] as const;

/** Rows of the dispute's lifecycle that only write down what is talked of, and when: none of them changes the state. */
export const sessionMoves = {
  separateTalk: { zh: '记录单独谈话', by: ['mediator'], from: talking, to: ['same'], documents: ['F4（加密）'], guard: '承办的调解员本人；一次一把钥匙，只有他和这位当事人看得到', basis: '人民调解法 15(4)、22' },
  progress: { zh: '写进展摘要', by: ['mediator'], from: talking, to: ['same'], guard: '不写谁说了什么、出了什么价', basis: '人民调解法 15(4)；[D]' },
  receiveTalks: { zh: '当事人同意给我看以前的单独谈话', by: ['mediator'], from: talking, to: ['same'], guard: '当事人交出谈话码', basis: '人民调解法 15(4)' },
  renewCode: { zh: '重发谈话码', by: ['mediator'], from: talking, to: ['same'], guard: '当事人说丢了；旧码作废', basis: '人民调解法 15(4)' },
  plan: { zh: '约定调解时间', by: ['mediator', 'org'], from: talking, to: ['same'], notices: ['时间、地点'], guard: '安全保护中不约双方当面；请人陪同要各方同意', basis: '人民调解法 20、21' },
  movePlan: { zh: '改期', by: ['mediator', 'org'], from: talking, to: ['same'], notices: ['新的时间、地点'], basis: '人民调解法 21' },
  cancelPlan: { zh: '取消约定', by: ['mediator', 'org'], from: [...inMediation, ...afterMediation], to: ['same'], notices: ['取消'], basis: '人民调解法 21' },
  setUnavailable: { zh: '记下不方便的时间', by: ['mediator', 'org', 'window', 'seat', 'triage'], from: inMediation, to: ['same'], basis: '[D]' },
  remindPlan: { zh: '提醒明天的调解', by: ['clock'], from: talking, to: ['same'], notices: ['明天的时间、地点'], guard: '前一天；安全保护中不提醒双方当面的', basis: '[D]' },
  askOpening: { zh: '危及生命，申请打开单独谈话', by: ['safety'], from: once, to: ['same'], guard: '写明理由；还要另一位安全复核员同意', basis: '人民调解法 25；反家庭暴力法 14' },
  agreeOpening: { zh: '同意打开单独谈话', by: ['safety'], from: once, to: ['same'], notices: ['告诉当事人和调解员'], guard: '不是申请的那一位；打开60分钟', basis: '人民调解法 25；反家庭暴力法 14' },
} as const;
