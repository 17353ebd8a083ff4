/** The roles of `docs/glossary.md`, one table. `clock` and `party` never sign in. */
export const roles = {
  window: { zh: '受理员' },
  seat: { zh: '坐席' },
  gridWorker: { zh: '网格员' },
  triage: { zh: '分流员' },
  org: { zh: '调委会主任' },
  mediator: { zh: '调解员' },
  judge: { zh: '法院联络员' },
  partner: { zh: '部门联络员' },
  crew: { zh: '服务队' },
  leader: { zh: '中心负责人' },
  safety: { zh: '安全复核员' },
  archivist: { zh: '档案员' },
  auditor: { zh: '审计员' },
  admin: { zh: '系统管理员' },
  clock: { zh: '时钟' },
  party: { zh: '当事人' },
} as const;

export type Role = keyof typeof roles;

/** Whoever is in contact with a party writes down the party's own move. Reading-only and administering roles are not in contact. */
export const inContact: readonly Role[] = [
  'window',
  'seat',
  'gridWorker',
  'triage',
  'org',
  'mediator',
  'judge',
  'partner',
  'crew',
  'leader',
  'safety',
  'archivist',
];

export const staffRoles: readonly Role[] = (Object.keys(roles) as Role[]).filter((role) => role !== 'party' && role !== 'clock');
