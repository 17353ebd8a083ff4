import { int, pick, type Rng, seeded, some } from './chance.ts';
import { type Organisation, organisations } from './organisations.ts';
import { person } from './people.ts';
import { staff } from './staff.ts';

export interface MediatorProfile {
  key: string;
  /** The account of `staff()` it belongs to; null for a mediator without sign-in. */
  account: string | null;
  name: string;
  sex: '男' | '女';
  birthYear: number;
  phone: string;
  organisation: string;
  placeCode: string;
  kind: 'fullTime' | 'partTime' | 'invited' | 'volunteer' | 'expert';
  /** Four levels, one is the highest; null before the first rating. A word about staff, never about a party. */
  level: 1 | 2 | 3 | 4 | null;
  appointedOn: string;
  /** Category prefixes. */
  skills: string[];
  languages: string[];
  training: { beforePost: number; thisYear: number };
  /** Weekday 1 (Monday) to 7, local hours. */
  availability: { weekday: number; from: string; to: string }[];
  conflicts: { with: string; reason: string; declaredOn: string }[];
}

const skillSets = [
  ['FAM', 'INH'],
  ['NEI', 'PRO', 'INJ02'],
  ['LAB', 'CON'],
  ['LAN', 'HOU', 'VIL', 'EXP'],
  ['TRA', 'INJ'],
  ['CON', 'CSM', 'BUS', 'ECO'],
  ['MED', 'SCH', 'INJ'],
  ['ENV', 'LAN', 'NEI'],
  ['HOU', 'CON03', 'PRO'],
];
const reasons = ['亲属在该单位任职', '曾任该村村干部', '本人为该小区业主', '三年内曾代理其案件', '与负责人为姻亲'];
const bodies = [
  '平澜县锦柚服饰有限公司',
  '平澜县澜宁物业服务有限公司',
  '平澜县第一医院',
  '平澜县筑澜建设有限公司',
  '平澜农商银行青埠支行',
];

let made: MediatorProfile[] | null = null;

/** The three with accounts first, then 63 who are only on the list. Made once. */
export function mediators(): MediatorProfile[] {
  made ??= make(seeded(3301));
  return made;
}

function make(rng: Rng): MediatorProfile[] {
  const signed = staff().filter((member) => member.roles.includes('MED'));
  const known = signed.map((member, at): MediatorProfile => {
    const home = organisations().find((each) => each.key === member.organisation) as Organisation;
    const skills = [
      ['NEI', 'FAM', 'HOU', 'PRO', 'INJ'],
      ['LAB', 'CON', 'TRA', 'NEI', 'CSM'],
      ['LAN', 'HOU', 'NEI', 'FAM', 'VIL'],
    ][at] ?? ['NEI'];
    const base = profile(rng, home, `mediator-${member.account}`);
    return {
      ...base,
      account: member.account,
      name: member.name,
      sex: member.sex,
      phone: member.phone,
      kind: 'fullTime',
      level: at === 0 ? 2 : 3,
      skills,
      conflicts: [],
    };
  });
  const homes = organisations().filter(
    (each) => each.kind === 'committee' || each.kind === 'studio' || each.kind === 'commercial',
  );
  const homeAt = (at: number) => homes[(at * 7) % homes.length] as Organisation;
  const extra = [...signed.map((member) => member.organisation), 'pmc-002', 'pmc-002'];
  const listed = Array.from({ length: 63 }, (_, at) => {
    const home = organisations().find((each) => each.key === extra[at]) ?? homeAt(at);
    return profile(rng, home, `mediator-${String(at + 1).padStart(3, '0')}`);
  });
  return [...known, ...listed];
}

function profile(rng: Rng, home: Organisation, key: string): MediatorProfile {
  const one = person(rng, { bornFrom: 1956, bornTo: 1996 });
  const kind =
    home.level === 'village'
      ? pick(rng, ['partTime', 'volunteer'] as const)
      : pick(rng, ['fullTime', 'fullTime', 'partTime', 'invited', 'expert'] as const);
  const year = int(rng, 2014, 2025);
  const days = some(rng, [1, 2, 3, 4, 5, 6], kind === 'fullTime' ? 5 : int(rng, 2, 4));
  return {
    ...{ key, account: null, name: one.name, sex: one.sex, birthYear: one.birthYear, phone: one.phone },
    ...{ organisation: home.key, placeCode: home.placeCode, kind },
    level: year > 2023 ? null : year > 2021 ? 4 : year > 2017 ? pick(rng, [3, 4] as const) : pick(rng, [1, 2, 3] as const),
    appointedOn: `${year}-0${int(rng, 1, 9)}-01`,
    skills: home.duties.includes('*') ? [...new Set([...pick(rng, skillSets), ...pick(rng, skillSets)])] : home.duties,
    languages: [
      '普通话',
      ...(rng() < 0.8 ? ['本地话'] : []),
      ...(rng() < 0.05 ? ['手语'] : []),
      ...(rng() < 0.1 ? [pick(rng, ['英语', '苗语', '彝语', '壮语'])] : []),
    ],
    training: { beforePost: int(rng, 10, 24), thisYear: rng() < 0.12 ? int(rng, 0, 12) : int(rng, 16, 40) },
    availability: days.map((weekday) => ({ weekday, from: kind === 'fullTime' ? '08:30' : '13:30', to: '17:30' })),
    conflicts:
      rng() < 0.3 ? [{ with: pick(rng, bodies), reason: pick(rng, reasons), declaredOn: `2026-0${int(rng, 1, 8)}-15` }] : [],
  };
}
