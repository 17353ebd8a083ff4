const byLaw = { evidence: 'V:Law', effectiveFrom: '2022-04-10' } as const;
const code355 = '《最高人民法院关于适用〈民事诉讼法〉的解释》第三百五十五条';
const code358 = '《最高人民法院关于适用〈民事诉讼法〉的解释》第三百五十八条';

/** Why a court would not take an agreement for confirmation, or would dismiss it: the questions of the pre-check (§1.2), each with its article. */
export const confirmationBars = [
  { code: 'late', zh: '生效已经超过三十天', next: '协议仍然有效；不履行的可以依协议起诉。', basis: '《民事诉讼法》第二百零五条', source: '自调解协议生效之日起三十日内，共同提出申请。', ...byLaw },
  { code: 'notYet', zh: '协议还没有生效', next: '各方、调解员签名，调委会盖章以后再申请。', basis: '《人民调解法》第二十九条；《民事诉讼法》第二百零五条', source: '自调解协议生效之日起三十日内。', ...byLaw },
  { code: 'entrusted', zh: '法院立案后委托的', next: '协议交给承办法官：制作调解书，或者撤诉。', basis: '《最高人民法院关于人民法院特邀调解的规定》第十九条至第二十一条', source: '委托调解达成协议的，特邀调解员应当向人民法院提交调解协议，由人民法院审查并制作调解书结案。', ...byLaw },
  { code: 'oral', zh: '口头协议', next: '双方愿意的，写成书面协议再申请。', basis: '《最高人民法院关于适用〈民事诉讼法〉的解释》第三百五十四条', source: '申请时应当提交调解协议、调解组织主持调解的证明等材料。', ...byLaw },
  { code: 'performed', zh: '已当场履行', next: '已经履行完，不需要强制执行力；请双方签收条。', basis: '《人民调解法》第三十三条', source: '[D] 已履行完毕的，双方一般没有确认的必要；双方坚持的，可以自行向法院申请。', ...byLaw, evidence: 'D' },
  { code: 'status', zh: '涉及身份关系', next: '财产、抚养费、探望可以另写一份协议申请确认；身份关系到民政部门登记或者到法院。', basis: code355, source: '申请确认婚姻关系、亲子关系、收养关系等身份关系无效、有效或者解除的，裁定不予受理。', ...byLaw },
  { code: 'ownership', zh: '涉及权属确认', next: '权属请向有权机关申请裁决或者向法院起诉；付款、腾退等部分可以另写。', basis: code355, source: '调解协议内容涉及物权、知识产权确权的，裁定不予受理。', ...byLaw },
  { code: 'competence', zh: '不归法院管', next: '按这类事情的途径办理。', basis: code355, source: '不属于人民法院受理范围的，裁定不予受理。', ...byLaw },
  { code: 'otherProcedure', zh: '要走别的程序（特别程序、公示催告、破产）', next: '到法院问清该走的程序。', basis: code355, source: '内容涉及适用其他特别程序、公示催告程序、破产程序审理的，裁定不予受理。', ...byLaw },
  { code: 'harm', zh: '损害国家、集体或者他人的利益', next: '改掉这一条，各方重新签，再申请。', basis: code358, source: '损害国家利益、社会公共利益、他人合法权益的，裁定驳回申请。', ...byLaw },
  { code: 'sham', zh: '有虚假调解的迹象，还没有核查清楚', next: '先由人核查；查清没有问题再申请。', basis: code358, source: '违反自愿原则、损害他人合法权益的，裁定驳回申请。', ...byLaw },
] as const;

/** Which court, in the order of the law. `basic`: the basic court; the intermediate one where the dispute is within its competence. */
export const confirmationCourts = [
  { code: 'invited', zh: '邀请调解组织先行调解的法院', only: true, basis: '《民事诉讼法》第二百零五条第一项', source: '人民法院邀请调解组织开展先行调解的，向作出邀请的人民法院提出。', evidence: 'V:Law', effectiveFrom: '2022-01-01' },
  { code: 'domicile', zh: '一方当事人住所地的法院', only: false, basis: '《民事诉讼法》第二百零五条第二项', source: '调解组织自行开展调解的，向当事人住所地、标的物所在地、调解组织所在地的基层人民法院提出；纠纷应由中级人民法院管辖的，向相应的中级人民法院提出。', evidence: 'V:Law', effectiveFrom: '2022-01-01' },
  { code: 'subject', zh: '标的物所在地的法院', only: false, basis: '《民事诉讼法》第二百零五条第二项', source: '同上，标的物所在地的基层人民法院。', evidence: 'V:Law', effectiveFrom: '2022-01-01' },
  { code: 'seat', zh: '调解组织所在地的法院', only: false, basis: '《民事诉讼法》第二百零五条第二项', source: '同上，调解组织所在地的基层人民法院。', evidence: 'V:Law', effectiveFrom: '2022-01-01' },
] as const;

/** What goes to the court, in the court's order (解释 354). `from`: how the file knows it. Nothing else goes in. */
export const confirmationMaterials = [
  { code: 'application', zh: '司法确认申请书', from: 'paper', of: ['F18'], when: 'always', basis: '《最高人民法院关于适用〈民事诉讼法〉的解释》第三百五十三条', source: '可以采用书面形式或者口头形式；口头的记入笔录由当事人签名。', ...byLaw },
  { code: 'agreement', zh: '人民调解协议书', from: 'paper', of: ['F7'], when: 'always', basis: '《最高人民法院关于适用〈民事诉讼法〉的解释》第三百五十四条', source: '调解协议。', ...byLaw },
  { code: 'presided', zh: '调解组织主持调解的证明', from: 'sheet', of: [], when: 'always', basis: '《最高人民法院关于适用〈民事诉讼法〉的解释》第三百五十四条', source: '调解组织主持调解的证明。', ...byLaw },
  { code: 'property', zh: '与协议有关的财产权利证明', from: 'attachment', of: ['房产', '不动产', '产权', '权属', '土地证', '行驶证', '登记证', '合同'], when: 'property', basis: '《最高人民法院关于适用〈民事诉讼法〉的解释》第三百五十四条', source: '与调解协议相关的财产权利证明等材料。', ...byLaw },
  { code: 'identity', zh: '双方身份、资格证明的复印件', from: 'attachment', of: ['身份证', '户口', '护照', '营业执照', '代表人证明', '委托书'], when: 'always', basis: '《最高人民法院关于适用〈民事诉讼法〉的解释》第三百五十四条', source: '当事人的身份、住所、联系方式等基本信息。', ...byLaw },
  { code: 'contacts', zh: '双方的住所和联系方式', from: 'sheet', of: [], when: 'always', basis: '《最高人民法院关于适用〈民事诉讼法〉的解释》第三百五十四条', source: '当事人的身份、住所、联系方式等基本信息。', ...byLaw },
] as const;
