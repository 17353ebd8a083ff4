/** Limits of the compulsory motor insurance by the day of the accident: with fault, without fault. */
const groups = [
  ['harm', '死亡伤残', [110_000, 11_000], [180_000, 18_000]],
  ['medical', '医疗费用', [10_000, 1_000], [18_000, 1_800]],
  ['property', '财产损失', [2_000, 100], [2_000, 100]],
] as const;

const row = (code: string, zh: string, yuan: number, effectiveFrom: string, effectiveTo: string | null) => ({
  code: `compulsory.${code}`,
  zh: `交强险${zh}限额`,
  unit: 'fen',
  value: yuan * 100,
  knownUntil: effectiveTo ?? '2025-12-31',
  scope: 'national',
  source: effectiveTo ? '原保监会2008年公布的责任限额' : '银保监会2020年公布的责任限额，2020年9月19日起',
  evidence: 'K',
  effectiveFrom,
  effectiveTo,
});

export const compulsoryInsurance = groups.flatMap(([code, zh, before, now]) =>
  ([0, 1] as const).flatMap((i) => [
    row(i ? `${code}.blameless` : code, i ? `${zh}（无责）` : zh, before[i], '2008-02-01', '2020-09-18'),
    row(i ? `${code}.blameless` : code, i ? `${zh}（无责）` : zh, now[i], '2020-09-19', null),
  ]),
);
