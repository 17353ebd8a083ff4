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
  shamReview: {
    status: 409,
    zh: '有虚假调解的迹象，要先由人核查。',
    waysOn: ['请不承办这件事的负责人核查', '当事人随时可以退出或者去法院'],
  },
  harmsOthers: {
    status: 409,
    zh: '约定的内容会损害别人或者公共利益。',
    waysOn: ['改掉这一条，再核对一次', '改不掉的，终止调解', '受损害的人可以起诉'],
  },
  needsRepresentative: {
    status: 409,
    zh: '有当事人不能自己拿主意，法定代理人还没有参加。',
    waysOn: ['用“补充当事人”登记法定代理人，写明代理哪一位', '没有监护人的，联系民政或者向法院申请指定', '去法院'],
  },
  needsDisclosure: {
    status: 409,
    zh: '调解员有利害关系，还没有披露，或者各方还没有接受。',
    waysOn: ['写明关系，各方知情后接受的再继续', '换调解员'],
  },
  ownReview: { status: 403, zh: '承办人不能自己核查。', waysOn: ['请另一位负责人核查'] },
  gateOpen: { status: 422, zh: '开始调解前，核对要再答一次。', waysOn: ['逐条回答'] },
  gateStops: {
    status: 409,
    zh: '核对出现新情况，不能调解。',
    waysOn: ['终止调解并告知途径', '涉嫌犯罪的立即报警（110）', '去法院'],
  },
  tooLong: {
    status: 422,
    zh: '一轮调解里，中止前后加起来最长60天。',
    waysOn: ['选近一些的日期', '各方都同意的，办理延长期限（延期同意书）', '确实需要更久的，终止后再来'],
  },
  pausedOut: {
    status: 409,
    zh: '一轮调解里中止满60天，不能再中止。',
    waysOn: [
      '继续调解，各方都同意的可以延长期限（延期同意书）',
      '确实需要更久的，终止后再来',
      '不愿再等的，随时可以退出或去法院',
    ],
  },
  noGround: {
    status: 422,
    zh: '法律没有允许因为这个原因停下期限。',
    waysOn: ['各方都同意的，办理延长期限（延期同意书）', '期限照常走，可以先约下一次', '当事人随时可以退出或去法院'],
  },
  notExtendable: {
    status: 409,
    zh: '这一类调解的期限不能延长。',
    waysOn: ['抓紧在期限内谈', '到期告知其他途径；劳动争议可以申请劳动仲裁', '当事人随时可以退出或去法院'],
  },
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
  annexOpen: {
    status: 422,
    zh: '一人一份的名单和当事人对不上。',
    waysOn: ['照旁边的说明改名单', '先补充或更正当事人', '个别人不一样的，写在“履行安排”里'],
  },
  inkNeeded: { status: 422, zh: '婚姻、收养、继承等文书不能用电子签名。', waysOn: ['请用笔签名或按手印，再扫描或拍照上传'] },
  sealByCommittee: { status: 403, zh: '调委会的印章由调委会主任盖。', waysOn: ['请调委会主任登录后盖章'] },
  sealAsked: { status: 409, zh: '这份文书已经申请过用印，正等调委会主任批。', waysOn: ['请调委会主任批准盖章'] },
  noDraft: { status: 409, zh: '现在没有等着签的书面协议。', waysOn: ['先谈妥条款', '口头协议由调解员记录即可'] },
  linkGone: {
    status: 404,
    zh: '这个链接打不开了：可能已经签好、过期，或者换了新的。',
    waysOn: ['需要再签，请调解员再给一个', '不想签可以不签，随时可以退出或去法院', '有疑问请打调委会电话'],
  },
  otherText: {
    status: 409,
    zh: '协议的文字改过了，和刚才看到的不一样。',
    waysOn: ['请看过新的文字再签', '不同意的可以不签，退出或去法院'],
  },
  notThatDay: { status: 422, zh: '签的日子不对。', waysOn: ['填谈妥条款以后、今天以前（含今天）的日子'] },
  badScan: { status: 422, zh: '这份扫描件没有办法用。', waysOn: ['请从本页重新上传'] },
  wrongScan: {
    status: 422,
    zh: '扫描件不是这份协议。',
    waysOn: ['核对纸上的编码，扫描这份协议的全部页', '方码被挡住或拍糊的，请平放重扫'],
  },
  pagesMissing: {
    status: 422,
    zh: '扫描件的页数和发出的不一样。',
    waysOn: ['请把每一页都扫进去，不多不少', '缺页的重新打印再签'],
  },
  notFinal: { status: 409, zh: '这份文书现在不能定稿。', waysOn: ['协议生效以后再盖电子章', '已经定稿的直接下载'] },
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
