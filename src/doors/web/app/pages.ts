/** The pages of the workbench: one list for the navigation, the palette and the router. */
export interface PageRow {
  path: string;
  zh: string;
  group: '办事' | '督办' | '名册' | '规则' | '系统';
  /** Roles that find it in the navigation; the server decides who may read. */
  roles: readonly string[] | 'all';
  load: () => Promise<{ default: React.ComponentType }>;
  key?: string;
}

import type React from 'react';

const handling = [
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
] as const;
const receiving = ['window', 'seat', 'gridWorker', 'triage', 'org', 'mediator', 'partner'] as const;

export const pages: readonly PageRow[] = [
  { path: '/work', zh: '我的待办', group: '办事', roles: handling, load: () => import('./pages/WorkPage.tsx') },
  { path: '/receive', zh: '登记', group: '办事', roles: receiving, load: () => import('./pages/ReceivePage.tsx'), key: 'n' },
  { path: '/consultation', zh: '来访咨询', group: '办事', roles: receiving, load: () => import('./pages/ConsultationPage.tsx') },
  {
    path: '/on-the-spot',
    zh: '当场调解',
    group: '办事',
    roles: ['mediator', 'org'],
    load: () => import('./pages/OnTheSpotPage.tsx'),
  },
  {
    path: '/matters',
    zh: '全部事项',
    group: '办事',
    roles: [...handling, 'auditor'],
    load: () => import('./pages/MattersPage.tsx'),
  },
  {
    path: '/notices',
    zh: '通知',
    group: '办事',
    roles: ['window', 'seat', 'gridWorker', 'triage', 'org', 'mediator', 'judge', 'partner', 'leader', 'archivist'],
    load: () => import('./pages/NoticesPage.tsx'),
  },
  {
    path: '/seal-uses',
    zh: '用印登记',
    group: '办事',
    roles: ['org', 'mediator', 'leader', 'archivist', 'auditor'],
    load: () => import('./pages/SealUsesPage.tsx'),
  },
  {
    path: '/handovers',
    zh: '移交对接',
    group: '办事',
    roles: ['triage', 'org', 'mediator', 'judge', 'partner', 'leader'],
    load: () => import('./pages/HandoversPage.tsx'),
  },
  {
    path: '/imports',
    zh: '批量导入',
    group: '办事',
    roles: ['window', 'seat', 'triage', 'leader'],
    load: () => import('./pages/ImportsPage.tsx'),
  },
  {
    path: '/leader',
    zh: '超时与口径',
    group: '督办',
    roles: ['leader', 'auditor'],
    load: () => import('./pages/LeaderPage.tsx'),
  },
  {
    path: '/ledger',
    zh: '留痕账本',
    group: '督办',
    roles: ['leader', 'auditor', 'archivist', 'admin'],
    load: () => import('./pages/LedgerPage.tsx'),
  },
  { path: '/places', zh: '区划网格', group: '名册', roles: 'all', load: () => import('./pages/PlacesPage.tsx') },
  { path: '/organisations', zh: '组织', group: '名册', roles: 'all', load: () => import('./pages/OrganisationsPage.tsx') },
  { path: '/staff', zh: '人员', group: '名册', roles: 'all', load: () => import('./pages/StaffPage.tsx') },
  { path: '/rules', zh: '规则与日历', group: '规则', roles: 'all', load: () => import('./pages/RulesPage.tsx') },
  { path: '/users', zh: '用户与角色', group: '系统', roles: ['admin'], load: () => import('./pages/StaffAccountsPage.tsx') },
  { path: '/reckon', zh: '计算器', group: '办事', roles: handling, load: () => import('./pages/ReckonPage.tsx') },
  { path: '/account', zh: '我的账户', group: '系统', roles: 'all', load: () => import('./pages/AccountPage.tsx') },
];

export const pagesFor = (roles: readonly string[]): PageRow[] =>
  pages.filter((p) => p.roles === 'all' || p.roles.some((r) => roles.includes(r)));
