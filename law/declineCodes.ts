const row = { source: '[D] 产品默认，移交对接的退回理由', evidence: 'D', effectiveFrom: '2011-01-01' } as const;

/** Why a body that was sent a matter may decline it. Every handover ends in feedback or return; silence is supervised. */
export const declineCodes = [
  { code: 'outOfScope', zh: '不属职责范围', plain: '这类事不由本单位办理。', next: '写明应由谁办，退回分流。', ...row },
  { code: 'conflict', zh: '利害关系', plain: '本单位或者承办人与一方有利害关系。', next: '退回分流，另选单位。', ...row },
  {
    code: 'noCapacity',
    zh: '暂无力量',
    plain: '当前没有合适的人手。',
    next: '退回分流，另选单位；连续发生的报中心负责人。',
    ...row,
  },
  { code: 'noConsent', zh: '当事人不同意', plain: '当事人没有同意由本单位办理。', next: '退回分流，告知其他途径。', ...row },
  {
    code: 'gateHit',
    zh: '不宜调解',
    plain: '触及可调解性甄别的某一条，注明是哪一条。',
    next: '退回分流，按该条的途径办。',
    ...row,
  },
] as const;
