const by358 = {
  source: '《最高人民法院关于适用〈民事诉讼法〉的解释》第三百五十八条',
  evidence: 'V:Law',
  effectiveFrom: '2022-04-10',
} as const;

/** What a court looks at before it confirms (民诉法解释 358): asked aloud before anybody signs. */
export const lawfulness = [
  { code: 'L1', zh: '有没有哪一条违反法律的强制性规定？', hint: '如约定不缴社保、利率过高、免除伤人的责任。', ...by358 },
  {
    code: 'L2',
    zh: '会不会损害国家、公共利益或者没有到场的人？',
    hint: '如分掉第三人的房子、瞒着债权人转移财产、少报税。',
    ...by358,
  },
  { code: 'L3', zh: '是不是违背公序良俗？', hint: '如以断绝亲子往来、限制生育为条件。', ...by358 },
  { code: 'L4', zh: '每一方是不是自己愿意，没有人被逼？', hint: '单独问一遍。', ...by358 },
  { code: 'L5', zh: '谁、做什么、多少、哪天、怎么做，是不是都写清了？', hint: '执行的人只看这张纸也能照着做。', ...by358 },
] as const;
