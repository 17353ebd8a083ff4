import { type Asked, asked, sayAnswer } from './desks/mediation/consent/receipt.ts';
import { sayDay, sayInstant } from './ground/clock/index.ts';
import { sql, type Work } from './ground/store/index.ts';
import { roles } from './registers/identity/roles.ts';

type Data = Record<string, unknown>;
const said = (data: Data, key = 'words') => (data[key] ? `：“${String(data[key])}”` : '');
/** Who stays had all signed: the agreement took effect as the last one left. */
const settled = (data: Data) => (data.effective ? `；留下的各方已经签齐，协议生效 ${String(data.number)}` : '');
const plus = (data: Data, key: string) => (data[key] ? `：${String(data[key])}` : '');

/** How each kind of event is told in the thread: past tense, plain words. Every kind has one (tested). */
export const tellings: Readonly<Record<string, (data: Data) => string>> = {
  'intake.received': () => '登记',
  'intake.consulted': (d) => `当场答复${plus(d, 'reply')}`,
  'intake.recordedOnTheSpot': (d) => `当场调解补录${plus(d, 'result')}`,
  'intake.imported': () => '批量导入',
  'intake.importUndone': () => '撤销导入',
  'intake.answered': (d) => `答复${plus(d, 'reply')}`,
  'intake.passedOn': (d) => `转办${plus(d, 'reason')}`,
  'intake.replied': (d) => `办理结果${plus(d, 'reply')}`,
  'intake.sentBack': (d) => `退回${plus(d, 'reason')}`,
  'intake.objected': (d) => `对答复有异议${said(d)}`,
  'intake.converted': () => '转为纠纷办理',
  'intake.finished': (d) => `办结${plus(d, 'words')}`,
  'intake.withdrawn': (d) => `不用办了${said(d)}`,
  'matter.unmasked': (d) => `查看了完整${d.field === 'phone' ? '电话' : '证件号'}，用途${plus(d, 'reason')}`,
  'matter.linked': (d) => `${{ joined: '合并', linked: '关联', apart: '分开办理' }[String(d.kind)] ?? '关联事项'}${plus(d, 'code')}`,
  'notice.seen': (d) => `看过通知${plus(d, 'words')}`,
  'notice.delivered': (d) => `告知${plus(d, 'words')}`,
  'matter.gateAnswered': (d) => `核对出新情况${d.undone ? `，没有${String(d.undone)}` : ''}`,
  'matter.gateAgain': (d) => `有新情况，再核对一次${plus(d, 'fact')}`,
  'mediation.shamReviewed': (d) => `核查虚假调解迹象：${d.result === 'clear' ? '没有问题' : '终止'}${plus(d, 'finding')}`,
  'matter.noted': (d) => `记一笔${plus(d, 'text')}`,
  'matter.partyAdded': (d) => `补充当事人${plus(d, 'name')}`,
  'matter.attached': (d) => `上传材料${plus(d, 'name')}`,
  'matter.goneToCourt': (d) => `当事人选择去法院，已取走材料包${said(d)}${settled(d)}`,
  'triage.opened': () => '开始甄别',
  'triage.accepted': () => '受理',
  'triage.declined': (d) => `不予受理${plus(d, 'reason')}`,
  'triage.referred': (d) => `转介${plus(d, 'reason')}`,
  'triage.signedFor': () => '签收移交',
  'triage.taken': () => '接受移交',
  'triage.turnedBack': (d) => `退回移交${plus(d, 'reply')}`,
  'triage.recalled': (d) => `${d.askedBy ? '当事人要求收回转介' : '收回转介'}${plus(d, 'reason')}`,
  'triage.fedBack': (d) => `反馈结果${plus(d, 'result')}`,
  'triage.objected': (d) => `对不予受理有异议${plus(d, 'reason')}`,
  'triage.lapsed': () => '期满未提异议，办结',
  'triage.withdrawn': (d) => `撤回申请${said(d)}`,
  'triage.levelSet': (d) => `调整层级${plus(d, 'reason')}`,
  'safety.held': (d) => `进入安全保护${plus(d, 'what')}`,
  'safety.releaseProposed': (d) => `提出解除保护${plus(d, 'reason')}`,
  'safety.released': (d) => `解除保护${plus(d, 'reason')}`,
  'mediation.invited': (d) => `征询对方意愿${plus(d, 'words')}`,
  'mediation.invitedAgain': () => '再发一次邀请',
  'mediation.answered': (d) => `本人在网页上答复${d.answer ? `：${sayAnswer('mediation', String(d.answer) === 'leave' ? 'left' : String(d.answer))}` : ''}${settled(d)}`,
  'mediation.separatelyConsented': (d) => `单独同意${d.about ? `（${asked[d.about as Asked]?.zh}）：${sayAnswer(String(d.about), String(d.said))}` : ''}`,
  'mediation.mediatorWished': (d) => `说了想要谁当调解员${said(d)}`,
  'mediation.mediatorProposed': (d) => `推荐调解员${plus(d, 'name')}`,
  'mediation.proposalAnswered': (d) => `${d.answer === 'declined' ? '不接受' : '接受'}推荐的调解员${said(d)}`,
  'mediation.companionBroughtIn': (d) => `各方同意请人参加${plus(d, 'name')}`,
  'mediation.companionTakenOut': (d) => `一方收回同意，不再参加${plus(d, 'name')}`,
  'mediation.tieDeclared': () => '调解员申报回避关系',
  'mediation.agreed': (d) => `同意调解${said(d)}`,
  'mediation.triedToReach': (d) => `联系一次${plus(d, 'result')}`,
  'mediation.foundUnreachable': () => '联系不上，调解终止',
  'mediation.assigned': () => '确定调解员',
  'mediation.started': (d) => `开始调解${plus(d, 'place')}`,
  'mediation.sessionHeld': (d) => `${d.joint === 'separate' ? '分别谈了一次' : '调解一次'}${plus(d, 'place')}`,
  'mediation.talkedSeparately': (d) => `单独谈过一次${d.at ? `（${sayInstant(new Date(String(d.at)))}）` : ''}`,
  'mediation.suspended': (d) => `中止${d.until ? `到${sayDay(String(d.until))}` : ''}`,
  'mediation.resumed': () => '恢复调解',
  'mediation.extended': (d) => `各方同意延长${d.until ? `到${sayDay(String(d.until))}` : ''}`,
  'mediation.termsAgreed': () => '谈妥条款，已读给各方听',
  'mediation.marked': (d) => `${{ party: '当事人签字', mediator: '调解员签字', seal: '调委会盖章' }[String(d.who)] ?? '签名或盖章'}${{ phone: '（在自己手机上）', screen: '（在屏幕上）' }[String(d.way)] ?? ''}${d.effective ? `，协议生效 ${String(d.number)}` : ''}`,
  'mediation.linkGiven': () => '给当事人手机签字的链接',
  'mediation.scannedBack': (d) => `收回签好的纸质件${d.pages ? `（${String(d.pages)}页）` : ''}${d.effective ? `，协议生效 ${String(d.number)}` : ''}`,
  'mediation.sealAsked': (d) => `申请用印${d.pages ? `（${String(d.pages)}页${d.across ? '，骑缝' : ''}）` : ''}`,
  'mediation.sealUsed': (d) => `批准用印，调委会盖章${d.sealNumber ? `（登记 ${String(d.sealNumber)}）` : ''}${d.effective ? `，协议生效 ${String(d.number)}` : ''}`,
  'mediation.paperFinished': (d) => `盖电子章定稿${d.number ? `：${String(d.number)}` : ''}`,
  'mediation.reconsidered': (d) => `想改条款${plus(d, 'want')}`,
  'mediation.left': (d) => `当事人退出调解${said(d)}${settled(d)}`,
  'mediation.ended': (d) => `终止调解${plus(d, 'words')}`,
  'mediation.expired': () => '期限届满，调解终止',
  'mediation.mediatorChanged': (d) => `换调解员${plus(d, 'reason')}`,
  'mediation.roundOpened': (d) => `再调一轮${plus(d, 'reason')}`,
  'mediation.offerMade': () => '记了一个方案（内容只有承办的调解员看得到）',
  'mediation.offerAnswered': () => '记了对方案的答复（内容只有承办的调解员看得到）',
  'confirmation.applied': (d) => (d.complete ? '双方都签了司法确认申请' : '一方签了司法确认申请'),
  'confirmation.withdrawn': () => '撤回司法确认申请',
  'confirmation.accepted': (d) => `法院受理确认申请${plus(d, 'caseNumber')}`,
  'confirmation.confirmed': (d) => `法院裁定协议有效${plus(d, 'ruling')}`,
  'confirmation.refused': (d) => `法院未予确认${plus(d, 'reason')}`,
  'confirmation.lapsed': () => '司法确认期限已过',
  'performance.performed': (d) => `履行一期${plus(d, 'words')}`,
  'performance.waived': (d) => `权利人免除一期${said(d)}`,
  'performance.urged': (d) => `催促履行${plus(d, 'what')}`,
  'performance.breached': (d) => `到期未履行，已告知途径${plus(d, 'what')}`,
  'performance.followedUp': (d) => `回访${plus(d, 'finding')}`,
  'performance.closed': () => '结案',
  'performance.closedEnded': () => '办结（未调成）',
  'file.completed': () => '卷宗齐全',
  'file.reviewed': (d) => `评查卷宗：${d.result === 'sound' ? '合格' : '退回补正'}${plus(d, 'finding')}`,
  'performance.archived': () => '归档',
  'identity.settled': () => '建立中心',
  'identity.signedIn': () => '登录',
  'identity.signedOut': () => '退出登录',
  'identity.signInFailed': () => '登录没有成功',
  'identity.lockedOut': () => '登录失败太多，账户暂停',
  'identity.passwordChanged': () => '改密码',
  'identity.passwordReset': () => '重设密码',
  'identity.appointed': () => '任用或调整岗位',
  'identity.deactivated': () => '停用账户',
  'identity.absenceSet': () => '登记外出，交接工作',
  'identity.absenceEnded': () => '结束外出',
  'identity.totpBegun': () => '准备开启第二道验证',
  'identity.totpOn': () => '开启第二道验证',
  'identity.totpOff': () => '关闭第二道验证',
  'identity.sessionRevoked': () => '结束一处登录',
  'identity.oidcLinked': () => '绑定统一认证',
  'identity.oidcUnlinked': () => '解绑统一认证',
  'organisations.saved': () => '登记或更新组织',
  'places.imported': () => '导入区划网格',
  'places.postSet': () => '调整网格岗位',
  'supervision.raised': (d) => `${String(d.zh ?? '督办')}${plus(d, 'about')}`,
  'supervision.answered': (d) => `答复督办${plus(d, 'reply')}`,
  'mediation.progressWritten': (d) => `进展摘要${plus(d, 'summary')}`,
  'mediation.talksReceived': (d) => `当事人同意新调解员看以前的单独谈话${said(d)}`,
  'mediation.codeRenewed': () => '重发谈话码',
  'mediation.sessionPlanned': (d) => `约定调解${plus(d, 'at')}${d.place ? `，${String(d.place)}` : ''}`,
  'mediation.sessionMoved': (d) => `改期${plus(d, 'at')}${d.why ? `，${String(d.why)}` : ''}`,
  'mediation.sessionCancelled': (d) => `取消约定${plus(d, 'why')}`,
  'mediation.unavailableSet': () => '记下一方不方便的时间',
  'mediation.sessionReminded': () => '提醒明天的调解',
  'mediation.openingAsked': (d) => `危及生命，申请打开单独谈话${plus(d, 'reason')}`,
  'mediation.talkOpened': (d) => `两位复核员打开了一次单独谈话${plus(d, 'reason')}`,
  'identity.keyOpened': () => '打开谈话钥匙',
  'identity.keyRenewed': () => '换新谈话钥匙',
  'confirmation.reminded': (d) => `提醒双方${d.enforcing ? '申请执行' : '司法确认'}的期限${d.until ? `：${sayDay(String(d.until))}` : ''}`,
  'confirmation.packed': () => '取走送法院的材料',
  'performance.reminded': (d) => `提醒履行日${plus(d, 'what')}`,
  'performance.saidPaid': (d) => `一方说已履行${plus(d, 'what')}`,
  'performance.confirmedPaid': (d) => `对方确认收到${plus(d, 'what')}`,
  'performance.disputedPaid': (d) => `对方说没有收到${plus(d, 'what')}`,
  'performance.proofTalked': (d) => `就履行凭证谈了一次${plus(d, 'what')}`,
  'performance.followUpTried': (d) => `回访没有联系上${plus(d, 'finding')}`,
  'performance.followUpAsked': () => '提醒承办人该回访了',
  'performance.leftAlone': (d) => `不愿被回访${said(d)}`,
  'handedIn.sent': (d) => `移交进来${plus(d, 'reason')}`,
  'handedIn.signedFor': () => '签收移交件',
  'handedIn.turnedBack': (d) => `退回移交单位${plus(d, 'reason')}`,
  'handedIn.answered': (d) => `答复移交单位${plus(d, 'result')}`,
  'petitions.answered': (d) => `信访意见已出具${plus(d, 'number')}`,
};

export interface ThreadEntry {
  id: string;
  at: string;
  kind: string;
  zh: string;
  actor: string | null;
  role: string;
  lane: string;
  data: Data;
}

/** One timeline from the ledger. Row-level security leaves out what this person may not read. */
export async function threadOf(work: Work, matterId: string): Promise<ThreadEntry[]> {
  const rows = await work.ask<{ id: string; at: Date; kind: string; lane: string; data: Data | null; name: string | null; roles: string[] | null; own: string | null }>(sql`
    select e.id, e.at, e.kind, e.lane, e.data, coalesce(s.name, p.name) as name, s.roles, p.id as own from event_detail e
    left join staff s on s.tenant_id = e.tenant_id and s.id = e.actor_id
    left join party p on p.tenant_id = e.tenant_id and p.id = e.actor_id and p.matter_id = e.matter_id
    where e.tenant_id = ${work.tenantId} and e.matter_id = ${matterId} order by e.at, e.id`);
  return rows.map(({ id, at, kind, lane, data, name, roles: mine, own }) => ({
    id, at: at.toISOString(), kind, lane, zh: data ? (tellings[kind]?.(data) ?? kind) : '（内容已按本人要求删除）',
    actor: name, role: roles[(mine?.[0] ?? (own ? 'party' : 'clock')) as keyof typeof roles]?.zh ?? '时钟', data: data ?? {},
  }));
}
