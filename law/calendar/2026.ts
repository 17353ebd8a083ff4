/** State Council holiday notice for 2026. The 2027 notice comes as its own file; until then every day of 2027 is 待定. */
export const calendar2026 = {
  zh: '2026年节假日安排',
  knownFrom: '2026-01-01',
  knownUntil: '2026-12-31',
  off: [
    { zh: '元旦', from: '2026-01-01', until: '2026-01-03' },
    { zh: '春节', from: '2026-02-15', until: '2026-02-23' },
    { zh: '清明节', from: '2026-04-04', until: '2026-04-06' },
    { zh: '劳动节', from: '2026-05-01', until: '2026-05-05' },
    { zh: '端午节', from: '2026-06-19', until: '2026-06-21' },
    { zh: '中秋节', from: '2026-09-25', until: '2026-09-27' },
    { zh: '国庆节', from: '2026-10-01', until: '2026-10-07' },
  ],
  work: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  source: '国务院办公厅关于2026年部分节假日安排的通知（2025年11月4日）',
  evidence: 'V:P13',
} as const;
