import { defineRefusals } from '../../ground/refusal/index.ts';

export const refusals = defineRefusals('mediation', {
  notAllAgree: {
    status: 409,
    zh: '还有当事人没有表示同意调解。',
    waysOn: ['先征询并记录每一方的意愿', '不愿调解的，记录退出，并告知其他途径'],
  },
  refusedParty: {
    status: 409,
    zh: '有当事人明确拒绝或已退出，不能继续调解。',
    waysOn: ['本人重新表示同意后再继续', '去法院或其他途径'],
  },
  tooFewTries: {
    status: 409,
    zh: '至少在三天里联系过三次，才能记为联系不上。',
    waysOn: ['继续联系并记录', '当事人可以直接去法院'],
  },
  gateOpen: { status: 422, zh: '开始调解前，核对要再答一次。', waysOn: ['逐条回答'] },
  gateStops: {
    status: 409,
    zh: '核对出现新情况，不能调解。',
    waysOn: ['终止调解并告知途径', '涉嫌犯罪的立即报警（110）', '去法院'],
  },
  tooLong: { status: 422, zh: '中止最长60天。', waysOn: ['选60天以内的日期', '确实需要更久的，终止后再来'] },
  notEveryone: {
    status: 422,
    zh: '延长期限要各方都同意并签字。',
    waysOn: ['请没有签字的一方签字', '不同意的，到期终止，告知其他途径'],
  },
  late: { status: 409, zh: '期限已过，不能再延长。', waysOn: ['终止后可以重新申请', '去法院'] },
  tooFar: {
    status: 422,
    zh: '延得太久。',
    waysOn: ['选近一些的日期，到时各方仍愿意的可以再延', '不愿再等的，随时可以退出或去法院'],
  },
  whoAsks: {
    status: 422,
    zh: '换调解员要写明是哪一位当事人提出的。',
    waysOn: ['选提出的当事人', '不是当事人提出的，请调委会主任或分流员办理'],
  },
  moneyPlan: { status: 422, zh: '履行安排没有写完整。', waysOn: ['每一期写清谁付给谁、多少、哪天、怎么付'] },
  inkNeeded: { status: 422, zh: '婚姻、收养、继承等文书不能用电子签名。', waysOn: ['请用笔签名或按手印，再拍照上传'] },
  sealByCommittee: { status: 403, zh: '调委会的印章由调委会主任盖。', waysOn: ['请调委会主任登录后盖章'] },
  ownSignature: { status: 403, zh: '调解员的签名由承办的调解员本人签。', waysOn: ['请承办的调解员登录后签'] },
  alreadyMarked: { status: 409, zh: '这一项已经签过了。', waysOn: ['看看还差谁'] },
  sameMediator: { status: 422, zh: '换人要换成另一位。', waysOn: ['从名册里另选一位', '当事人也可以退出或去法院'] },
  conflict: {
    status: 422,
    zh: '调解员披露了利害关系，而当事人没有全部接受。',
    waysOn: ['换一位调解员', '各方知情后仍然接受的，记录下来'],
  },
  notMediator: { status: 422, zh: '选的这位不是调解员，或者已停用。', waysOn: ['从调解员名册里选'] },
  ownOffers: { status: 403, zh: '方案只由承办这件事的调解员记。', waysOn: ['请承办的调解员登录后记', '领导和窗口看进展摘要'] },
  noOffer: { status: 404, zh: '找不到这个方案。', waysOn: ['从列出的方案里选', '换过调解员的，请各方再说一遍'] },
  offerSum: { status: 422, zh: '方案没有写清楚。', waysOn: ['写明多少钱、等到哪天；不是钱的选“其他”'] },
  planSum: { status: 422, zh: '分期加起来和总额不一样。', waysOn: ['核对每一期的金额', '一次给清的选“一次给多少钱”'] },
  offerClosed: { status: 409, zh: '这个方案已经有答复了。', waysOn: ['再谈的，记一个新的方案'] },
  offerLapsed: {
    status: 409,
    zh: '这个方案说好的日子已经过了。',
    waysOn: ['请提的人再说一次，记一个新的方案', '谈不拢的，可以去法院'],
  },
  notAllWant: { status: 422, zh: '再调一轮要各方都同意。', waysOn: ['分别征询', '不同意的，告知可以起诉'] },
});
