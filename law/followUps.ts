const row = {
  source: '[D] 产品默认，可由县里收紧',
  evidence: 'D',
  basis: '《人民调解法》第三十一条',
  effectiveFrom: '2011-01-01',
} as const;

/** Which calls follow a matter (§8.1): `when` says from which day, `suits` for which kinds of dispute (null: all; the collective ones count as complex). */
export const followUps = [
  { code: 'FU.instant', when: 'instant', suits: null, ...row },
  { code: 'FU.instalment', when: 'each', suits: null, ...row },
  { code: 'FU.final', when: 'last', suits: null, ...row },
  { code: 'FU.long', when: 'last', suits: ['FAM', 'INH', 'INJ', 'MED', 'TRA', 'LAB02', 'SCH'], ...row },
  { code: 'FU.terminated', when: 'terminated', suits: null, ...row, basis: '《人民调解法》第二十六条' },
] as const;
