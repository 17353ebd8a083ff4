import { int, seeded } from './chance.ts';
import { idCheck } from './people.ts';

export type Role =
  | 'WIN'
  | 'SEAT'
  | 'GRID'
  | 'TRI'
  | 'ORG'
  | 'MED'
  | 'JUD'
  | 'PAR'
  | 'CREW'
  | 'LEAD'
  | 'SAF'
  | 'ARC'
  | 'AUD'
  | 'ADM';

export interface StaffMember {
  account: string;
  name: string;
  sex: '男' | '女';
  phone: string;
  idNumber: string;
  roles: Role[];
  organisation: string;
  placeCode: string;
  /** 能做什么, one short line for the sign-in page. */
  zh: string;
}

const qingbu = '990101002000';
const county = '990101000000';
type Row = [account: string, name: string, sex: '男' | '女', roles: Role[], organisation: string, placeCode: string, zh: string];

/** The demo accounts of the role table; one password for all. The first town is 青埠街道, `mediator3` sits in 沙潭镇. */
const rows: Row[] = [
  ['window', '柳青禾', '女', ['WIN'], 'centre', county, '窗口受理员：登记来访、出回执、当场答复咨询'],
  ['seat', '应亦舟', '男', ['SEAT'], 'centre', county, '热线坐席：边听边记、答复、转办'],
  ['seat2', '诸晴', '女', ['SEAT'], 'centre', county, '热线坐席：接第二路来电，独立回访'],
  ['grid', '俞海棠', '女', ['GRID'], 'pmc-002003', '990101002003', '网格员：上报隐患与纠纷，登门回访'],
  ['triage', '阮知行', '男', ['TRI'], 'centre', county, '分流员：查重、过调解条件清单、受理或引导'],
  ['triage2', '祝云舒', '女', ['TRI'], 'centre', county, '分流员：复核异议，接替分流'],
  ['org', '娄景明', '男', ['ORG'], 'pmc-002', qingbu, '青埠街道调委会主任：签收、指派调解员、盖章'],
  ['mediator', '柯素梅', '女', ['MED'], 'pmc-002', qingbu, '青埠街道专职调解员：主持调解、记录、回访'],
  ['mediator2', '虞长川', '男', ['MED'], 'pmc-002', qingbu, '青埠街道调解员：可接替、可共同调解'],
  ['mediator3', '励秋声', '男', ['MED'], 'pmc-100', '990101100000', '沙潭镇调解员：看不到青埠街道的事项'],
  ['judge', '章持衡', '女', ['JUD'], 'court', county, '法院联络员：委派委托、司法确认的受理与结果'],
  ['police', '程守安', '男', ['PAR'], 'police', county, '公安联络员：移交、签收、反馈'],
  ['petition', '董问渠', '男', ['PAR'], 'petition', county, '信访联络员：移交信访事项、看答复期限'],
  ['prosecutor', '邵明澈', '女', ['PAR'], 'procuratorate', county, '检察联络员：书面委托民事赔偿调解'],
  ['bureau', '冯惠风', '女', ['PAR'], 'justice', county, '司法局联络员：签收、答复、退回、反馈'],
  ['labour', '施建业', '男', ['PAR'], 'labour', county, '人社联络员：欠薪、工伤、仲裁衔接'],
  ['women', '钟若兰', '女', ['PAR'], 'women', county, '妇联联络员：家事与保护，接安全转介'],
  ['union', '汤同舟', '男', ['PAR'], 'union', county, '工会联络员：职工维权、劳动争议'],
  ['crew', '卢行远', '男', ['CREW'], 'centre', qingbu, '服务队：登录看页面；派单到场随平治110一起来'],
  ['leader', '沈怀瑾', '男', ['LEAD'], 'centre', county, '中心负责人：看逾期、看口径、答复督办'],
  ['safety', '何安澜', '女', ['SAF'], 'centre', county, '安全复核员：家暴、未成年人、自伤的保护'],
  ['safety2', '金暖阳', '女', ['SAF'], 'women', county, '安全复核员：解除须两人，这是第二人'],
  ['archivist', '董简书', '女', ['ARC'], 'centre', county, '档案员：齐卷、编号、归档'],
  ['auditor', '蒋照微', '男', ['AUD'], 'centre', county, '审计员：只读，验留痕、看尽责'],
  ['admin', '方守一', '男', ['ADM'], 'centre', county, '系统管理员：管账号与设置，看不到事项'],
];

/** Every demo account, always the same. */
export function staff(): StaffMember[] {
  const rng = seeded(2201);
  return rows.map(([account, name, sex, roles, organisation, placeCode, zh], at) => {
    const body = `990101${int(rng, 1968, 1997)}0${int(rng, 1, 9)}1${int(rng, 0, 9)}${String(100 + at * 2 + (sex === '男' ? 1 : 0))}`;
    return {
      account,
      name,
      sex,
      phone: `1000002${String(at + 1).padStart(4, '0')}`,
      idNumber: body + idCheck(body),
      roles,
      organisation,
      placeCode,
      zh,
    };
  });
}
