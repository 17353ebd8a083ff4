import { commands, mayTable, queries } from '../../src/centre.ts';
import type { Command } from '../../src/ground/command/index.ts';
import { type Guard, ownColumn, type Relation, rolePolicies, tablePolicies } from '../../src/registers/identity/policy.ts';
import { policySql } from '../../src/registers/identity/policySql.ts';
import { type Role, roles, staffRoles } from '../../src/registers/identity/roles.ts';
import { drawnFrom, page, table } from './markdown.ts';

const relations: Record<Relation, string> = {
  centre: '本中心全部',
  org: '交到本组织的',
  member: '自己参与的',
  grid: '本网格的',
  safety: '安全路径上的',
  audit: '登录与账号的留痕',
  party: '持签字链接的本人这一件',
  committee: '本会保管的调解记录',
  archive: '调解结束后的调解记录',
  page: '本人链接打开的这一件',
};
const zh = (role: string): string => roles[role as Role]?.zh ?? role;

function say(guard: Guard, tableName: string): string {
  if (guard === 'readers') return '按行上的名单';
  if (guard === 'tenant') return '本中心登录人员；当事人的页面';
  if (guard === 'staff') return '本中心登录人员';
  if (guard === 'own') return `本人（\`${ownColumn[tableName] ?? 'staff_id'}\`）和管理员`;
  if (guard === 'ownOrClock') return `本人（\`${ownColumn[tableName] ?? 'staff_id'}\`）和时钟`;
  if (guard === 'nobody') return '不许';
  return guard.map(zh).join('、');
}

const columns = [...staffRoles, 'clock', 'party'] as const;
const mark = (by: readonly string[], role: string): string =>
  by.includes(role) || (by.includes('anyone') && role !== 'clock' && role !== 'party') ? '●' : '·';
const line = ({ name, zh: said, by }: Pick<Command, 'name' | 'zh' | 'by'>): string[] => [
  `\`${name}\` ${said}`,
  ...columns.map((role) => mark(by, role)),
];
const byName = <T extends { name: string }>(list: readonly T[]): T[] => [...list].sort((a, b) => (a.name < b.name ? -1 : 1));

function policyPage(): string {
  const said = (list: readonly Relation[]) => list.map((relation) => relations[relation] ?? relation).join('、') || '不看事项';
  return page(
    drawnFrom('src/registers/identity/policy.ts and the commands'),
    '# 权限',
    '一张表，四处用：程序里的检查、数据库的行级安全（`db/policy.sql`）、这一页、逐格核对的测试。每一行数据带一份名单 `readers`，登录人员的身份与名单有一个相同才看得到；每个中心只看得到自己的数据。',
    '## 谁看、谁写、为什么',
    table(
      ['岗位', '看', '写', '为什么'],
      rolePolicies.map((row) => [zh(row.role), said(row.sees), row.writes.length > 0 ? said(row.writes) : '不写', row.why]),
    ),
    '## 每张表',
    '当事人不登录，由接待的人代为记录，或者凭邀请上本人的链接自己答复。登录这一步以“门”的名义查一个人的密码，只在那一个事务里。',
    table(
      ['表', '读', '加', '改', '删'],
      tablePolicies.map((row) => [
        `\`${row.table}\``,
        say(row.select, row.table),
        say(row.insert, row.table),
        say(row.update, row.table),
        say(row.delete, row.table),
      ]),
    ),
    '留痕 `ledger_event` 另有一道：数据库知道哪个岗位在哪个状态可以做哪一步，别的写不进去；谁也不能改、不能删。',
    '## 谁能做哪一步',
    '能不能做还要看状态和与这件事的关系，见 [lifecycles](lifecycles/)。',
    table(['步骤', ...columns.map(zh)], byName(commands).map(line)),
    '## 谁能查什么',
    table(['查询', ...columns.map(zh)], byName(queries).map(line)),
  );
}

export const drawPolicy = (): Record<string, string> => ({
  'db/policy.sql': policySql(mayTable()),
  'docs/policy.md': policyPage(),
});
