import { idCheck } from '../demo/people.ts';
import type { Role, StaffMember } from '../demo/staff.ts';

type Row = [account: string, name: string, sex: '男' | '女', roles: Role[], organisation: string, zh: string];
const rows: Row[] = [
  ['window', '夏侯清', '女', ['WIN'], 'centre', '窗口受理员（云汀县）'],
  ['triage', '令狐远', '男', ['TRI'], 'centre', '分流员（云汀县）'],
  ['org', '欧阳澄', '男', ['ORG'], 'pmc-001', '汀州里街道调委会主任'],
  ['mediator', '上官月', '女', ['MED'], 'pmc-001', '汀州里街道调解员'],
  ['leader', '端木舟', '男', ['LEAD'], 'centre', '中心负责人（云汀县）'],
  ['admin', '闻人诺', '女', ['ADM'], 'centre', '系统管理员（云汀县）'],
];

/** Accounts of the second centre: the same words as in the first, another tenant altogether. */
export function staff(): StaffMember[] {
  return rows.map(([account, name, sex, roles, organisation, zh], at) => {
    const body = `99010219850${at + 1}15${100 + at * 2 + (sex === '男' ? 1 : 0)}`;
    const placeCode = organisation === 'pmc-001' ? '990102001000' : '990102000000';
    return {
      account,
      name,
      sex,
      phone: `1000004000${at + 1}`,
      idNumber: body + idCheck(body),
      roles,
      organisation,
      placeCode,
      zh,
    };
  });
}
