import { defineLifecycle } from '../../ground/lifecycle/index.ts';
import type { Role } from '../../registers/identity/roles.ts';
import { disputeStates, everyDisputeState, inMediation } from '../../registers/matters/states.ts';
import { sessionMoves } from './sessions/lifecycle.ts';

const lifecycle = {
  of: 'dispute', zh: '纠纷', start: ['REGISTERED'], forParties: true, states: disputeStates,
  moves: {
    invite: { zh: '征询对方意愿', by: ['org', 'mediator', 'triage'], from: ['ACCEPTED'], to: ['CONSENT'], within: 'D03', meets: ['D03'], documents: ['邀请'], notices: ['邀请：自愿、免费、其他途径'], guard: '有安全的联系方式', basis: '人民调解法 17；在线调解规则 15', primary: true, key: 'i' },
    agree: { zh: '记录同意调解', by: ['party'], party: true, from: ['ACCEPTED', 'CONSENT', 'ASSIGNED', 'MEDIATING'], to: ['same'], basis: '人民调解法 17、23' },
    tryReach: { zh: '记录一次联系', by: ['org', 'mediator', 'window', 'seat', 'triage', 'gridWorker'], from: ['CONSENT'], to: ['same'], basis: '[D] 三天三次' },
    unreachable: { zh: '联系不上，终止', by: ['org'], from: ['CONSENT'], to: ['TERMINATED'], within: 'D03', cancels: ['term', 'D04'], starts: ['D19'], documents: ['F13'], notices: ['其他途径'], guard: '三天里至少三次', basis: '人民调解法 17、26' },
    assign: { zh: '确定调解员', by: ['org', 'mediator', 'triage'], from: ['CONSENT'], to: ['ASSIGNED'], within: 'D04', meets: ['D04'], starts: ['D25'], documents: ['F15'], notices: ['调解员姓名和换人的权利'], guard: '各方都同意调解；调解员由当事人选定或接受；已披露', basis: '人民调解法 19、23', primary: true, key: 'a' },
    startSession: { zh: '开始调解', by: ['mediator', 'org'], from: ['ASSIGNED'], to: ['MEDIATING', 'same'], within: 'D25', meets: ['D25'], documents: ['F6'], notices: ['时间、地点'], guard: '权利义务已告知；核对再答一次，答出危险（G01–G04）的当场进入安全保护，不开始', basis: '人民调解法 21、22', primary: true, key: 's', joint: true },
    holdSession: { zh: '记录一次调解', by: ['mediator', 'org'], from: ['MEDIATING'], to: ['same'], documents: ['F6'], basis: '人民调解法 27', key: 'r' },
    answerGate: { zh: '有新情况，再核对', by: ['mediator', 'org', 'triage'], from: [...inMediation], to: ['same'], guard: '答出危险的当场保护；虚假迹象的停下来核查；损害别人的改掉再谈', basis: '人民调解法 25；特邀调解规定 18' },
    reviewSham: { zh: '核查虚假调解迹象', by: ['org', 'leader'], from: [...inMediation], to: ['same', 'TERMINATED'], cancels: ['term', 'D03', 'D04', 'D25', 'D27'], starts: ['D19'], documents: ['情况说明', 'F13'], guard: '不承办的人来核查；没有问题继续，有问题终止', basis: '特邀调解规定 18' },
    suspend: { zh: '中止', by: ['mediator', 'org'], from: ['MEDIATING'], to: ['SUSPENDED'], documents: ['情况说明'], notices: ['双方'], guard: '法律允许的理由；一轮里前后加起来最长60天，到期自动恢复', basis: '[D]；医疗纠纷条例 34（鉴定）' },
    resume: { zh: '恢复调解', by: ['mediator', 'org', 'clock'], from: ['SUSPENDED'], to: ['MEDIATING'], notices: ['双方'], basis: '[D]', primary: true },
    extend: { zh: '延长期限', by: ['mediator', 'org'], from: ['MEDIATING'], to: ['same'], documents: ['F16'], notices: ['新的期限'], guard: '各方都签字；到期之前', basis: '在线调解规则 24；地方规定' },
    agreeTerms: { zh: '谈妥条款', by: ['mediator', 'org'], from: ['MEDIATING'], to: ['SIGNING'], starts: ['D27'], documents: ['F7/F8 草稿'], notices: ['读给双方听'], guard: '合法性核对', basis: '人民调解法 28、29', primary: true, key: 't' },
    mark: { zh: '签名、按手印或盖章', by: ['party', 'mediator', 'org'], from: ['SIGNING'], to: ['SIGNING', 'EFFECTIVE'], documents: ['F7/F8'], notices: ['协议文本、履行日期、司法确认期限'], guard: '书面：各方＋调解员＋盖章；口头：记录', basis: '人民调解法 29、30', primary: true, key: 'm', joint: true },
    reconsider: { zh: '想改条款', by: ['party'], party: true, alone: 'signing', from: ['SIGNING'], to: ['MEDIATING'], cancels: ['D27'], documents: ['F6'], guard: '继续须各方再次同意', basis: '人民调解法 23' },
    leave: { zh: '退出调解', by: ['party'], party: true, alone: 'signing', from: [...inMediation], to: ['TERMINATED', 'same', 'EFFECTIVE'], cancels: ['term', 'D03', 'D04', 'D25', 'D27'], starts: ['D19'], documents: ['F13'], notices: ['其他途径、时效提示'], guard: '随时，不问理由，不能拒绝记录；集体事项中一人退出不影响其他人，留下的人都签齐了的，协议在他们之间生效', basis: '人民调解法 3、17、23、26' },
    end: { zh: '终止调解', by: ['mediator', 'org'], from: [...inMediation], to: ['TERMINATED'], cancels: ['term', 'D03', 'D04', 'D25', 'D27'], starts: ['D19'], documents: ['F13'], notices: ['其他途径、时效提示'], guard: '写明理由', basis: '人民调解法 26' },
    expire: { zh: '期限届满', by: ['clock'], from: [...inMediation], to: ['TERMINATED'], within: 'term', cancels: ['D03', 'D04', 'D25', 'D27'], meets: ['term'], starts: ['D19'], documents: ['F13'], notices: ['其他途径、时效提示'], basis: '地方规定；在线调解规则 24、25' },
    change: { zh: '换调解员', by: ['party', 'org', 'triage'], from: ['ASSIGNED', 'MEDIATING'], to: ['ASSIGNED'], within: 'D04.change', starts: ['D25'], documents: ['F15'], notices: ['新调解员'], guard: '期限不重算', basis: '人民调解法 23；在线调解规则 14' },
    newRound: { zh: '再调一轮', by: ['org', 'mediator'], from: ['EFFECTIVE', 'CLOSED'], to: ['MEDIATING'], starts: ['term'], cancels: ['D11', 'D12', 'D18', 'D19'], documents: ['F6'], notices: ['双方'], guard: '确认未成或各方都想改；各方同意', basis: '人民调解法 33' },
    inviteAgain: { zh: '再发一次邀请', by: ['org', 'mediator', 'triage', 'window', 'seat'], from: ['CONSENT', 'ASSIGNED', 'MEDIATING'], to: ['same'], documents: ['邀请'], notices: ['邀请：自愿、免费、其他途径'], guard: '还没有答应的人；有安全的联系方式', basis: '人民调解法 17；在线调解规则 15' },
    answer: { zh: '当事人在网页上自己答复', by: ['party'], alone: 'page', from: ['CONSENT', 'ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING'], to: ['same', 'TERMINATED', 'EFFECTIVE'], cancels: ['term', 'D03', 'D04', 'D25', 'D27'], starts: ['D19'], guard: '凭本人的链接；愿意、现在不谈、退出、去法院都是一步', basis: '人民调解法 3、17、23' },
    consentTo: { zh: '记录单独同意', by: ['party'], party: true, from: everyDisputeState, to: ['same'], guard: '敏感信息、孩子的信息各问各的；给出和收回都是这一步', basis: '个人信息保护法 14、15、29、31' },
    chooseMediator: { zh: '记录选谁当调解员', by: ['party'], party: true, from: ['CONSENT', 'ASSIGNED', 'MEDIATING'], to: ['same'], guard: '想要谁、不要谁，都不用理由', basis: '人民调解法 19、23(1)' },
    proposeMediator: { zh: '推荐调解员', by: ['org'], from: ['CONSENT', 'ASSIGNED', 'MEDIATING'], to: ['same'], notices: ['推荐谁、为什么，可以不接受'], guard: '没有哪一方说过不要他', basis: '人民调解法 19' },
    answerProposal: { zh: '记录接受不接受推荐', by: ['party'], party: true, from: ['CONSENT', 'ASSIGNED', 'MEDIATING'], to: ['same'], guard: '有推荐的人', basis: '人民调解法 23(1)' },
    bringIn: { zh: '请人参加', by: ['mediator', 'org'], from: ['ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING'], to: ['same'], documents: ['参加人'], guard: '每一方都同意这一位', basis: '人民调解法 19、20' },
    takeOut: { zh: '收回对参加人的同意', by: ['party'], party: true, from: ['ASSIGNED', 'MEDIATING', 'SUSPENDED', 'SIGNING'], to: ['same'], guard: '一方收回就够，不问理由', basis: '人民调解法 20、23' },
    goToCourt: { zh: '去法院（带走材料包）', by: ['party'], party: true, alone: 'signing', from: everyDisputeState, to: ['TERMINATED', 'same', 'EFFECTIVE'], cancels: ['term', 'D03', 'D04', 'D25', 'D27'], documents: ['法院材料包', 'F13'], notices: ['告知对方调解已结束'], guard: '无；一人一步即可，不收费', basis: '人民调解法 3(3)、26；民诉法 125、126' },
    sign: { zh: '手写签名', by: ['party', 'mediator', 'org'], alone: 'signing', from: ['SIGNING'], to: ['SIGNING', 'EFFECTIVE'], documents: ['F7'], notices: ['协议文本、履行日期、司法确认期限'], guard: '看到的和签的是同一版文本；婚姻、收养、继承等不用电子签名', basis: '人民调解法 29；电子签名法 3、13、14', joint: true },
    link: { zh: '请当事人用手机签', by: ['mediator', 'org'], from: ['SIGNING'], to: ['same'], guard: '书面协议；一人一个链接，一天有效，只能签一次', basis: '电子签名法 3、13、14', joint: true },
    scanBack: { zh: '收回签好的纸质件', by: ['mediator', 'org'], from: ['SIGNING'], to: ['SIGNING', 'EFFECTIVE'], documents: ['F7'], notices: ['协议文本、履行日期、司法确认期限'], guard: '纸上的方码和页数与发出的一致', basis: '人民调解法 29；档案法 37', joint: true },
    askSeal: { zh: '申请用印', by: ['mediator', 'org'], from: ['SIGNING'], to: ['same'], documents: ['用印登记'], basis: '人民调解法 29' },
    useSeal: { zh: '批准用印并盖章', by: ['org'], from: ['SIGNING'], to: ['SIGNING', 'EFFECTIVE'], documents: ['用印登记', 'F7'], notices: ['协议文本、履行日期、司法确认期限'], guard: '调委会主任；登记页数、份数、骑缝', basis: '人民调解法 29', joint: true },
    finishPaper: { zh: '盖电子章定稿', by: ['mediator', 'org', 'archivist'], from: ['EFFECTIVE', 'CLOSED'], to: ['same'], documents: ['F7/F8 定稿'], guard: '协议已生效；一份文书只定稿一次', basis: '电子签名法 13；档案法 37' },
    makeOffer: { zh: '记录方案或还价', by: ['mediator'], from: ['MEDIATING'], to: ['same'], documents: ['方案'], guard: '承办的调解员；只在谈的人之间，不作证据', basis: '人民调解法 22、23；在线调解规则 18、22', key: 'o' },
    answerOffer: { zh: '记录对方案的答复', by: ['mediator'], from: ['MEDIATING'], to: ['same'], documents: ['方案'], guard: '承办的调解员', basis: '人民调解法 22、23' },
    ...sessionMoves,
  },
} as const;
export const moves = lifecycle.moves;
export const mediationLifecycle = defineLifecycle<Role>(lifecycle);
