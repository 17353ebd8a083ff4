import { type Place, placeOf } from '../../src/registers/places/codes.ts';
import { int, pick, type Rng, seeded } from './chance.ts';
import { person } from './people.ts';
import { places } from './places.ts';

export type OrganisationKind =
  | 'centre'
  | 'committee'
  | 'commercial'
  | 'agency'
  | 'court'
  | 'procuratorate'
  | 'studio'
  | 'association';
export type OrganisationLevel = 'county' | 'town' | 'village' | 'enterprise' | 'industry';

export interface Member {
  name: string;
  sex: '男' | '女';
  post: 'director' | 'deputy' | 'member';
}
/** Every organisation has the same desk; only its settings differ. */
export interface Desk {
  signWithinHours: number;
  replyWithinWorkdays: number;
  openHours: string;
  phone: string;
}
export interface Organisation {
  key: string;
  zh: string;
  /** As it stands in file numbers: （2026）青埠人调字第1号. */
  shortName: string;
  kind: OrganisationKind;
  level: OrganisationLevel;
  placeCode: string;
  parent: string | null;
  /** Category prefixes it may take (`LAB`), or `*`. */
  duties: string[];
  desk: Desk;
  /** Committees only: 3–9 members with a woman among them (人民调解法 8). */
  members: Member[];
  /** Committees only: a three-year term ends on this day (人民调解法 9). */
  termEndsOn: string | null;
}

const county = '990101000000';
const desk = (hours: number, days: number, phone: number, openHours = '周一至周五 8:30–17:30'): Desk => ({
  signWithinHours: hours,
  replyWithinWorkdays: days,
  openHours,
  phone: `1000001${String(phone).padStart(4, '0')}`,
});

type Row = [key: string, zh: string, short: string, kind: OrganisationKind, level: OrganisationLevel, duties: string[]];
const countyRows: Row[] = [
  ['centre', '平澜县社会治理中心', '平澜', 'centre', 'county', ['*']],
  ['pmc-medical', '平澜县医疗纠纷人民调解委员会', '平澜医', 'committee', 'industry', ['MED']],
  ['pmc-traffic', '平澜县道路交通事故人民调解委员会', '平澜交', 'committee', 'industry', ['TRA']],
  ['pmc-property', '平澜县物业纠纷人民调解委员会', '平澜物', 'committee', 'industry', ['PRO', 'NEI']],
  ['pmc-labour', '平澜县劳动争议人民调解委员会', '平澜劳', 'committee', 'industry', ['LAB']],
  ['pmc-textile', '锦柚服饰有限公司人民调解委员会', '锦柚', 'committee', 'enterprise', ['LAB']],
  ['pmc-port', '临港物流园人民调解委员会', '临港', 'committee', 'enterprise', ['LAB', 'CON', 'BUS']],
  ['commercial', '平澜县商事调解中心', '平澜商', 'commercial', 'county', ['BUS', 'CON', 'FIN', 'IPR']],
  ['police', '平澜县公安局', '平公', 'agency', 'county', ['INJ', 'NEI', 'TRA']],
  ['petition', '平澜县信访局', '平信', 'agency', 'county', ['PET', 'EXP', 'VIL']],
  ['justice', '平澜县司法局', '平司', 'agency', 'county', ['*']],
  ['labour', '平澜县人力资源和社会保障局', '平人社', 'agency', 'county', ['LAB']],
  ['women', '平澜县妇女联合会', '平妇', 'agency', 'county', ['FAM']],
  ['union', '平澜县总工会', '平工', 'agency', 'county', ['LAB']],
  ['housing', '平澜县住房和城乡建设局', '平建', 'agency', 'county', ['PRO', 'HOU01', 'CON03']],
  ['market', '平澜县市场监督管理局', '平市监', 'agency', 'county', ['CSM', 'ECO', 'IPR']],
  ['nature', '平澜县自然资源和规划局', '平资规', 'agency', 'county', ['LAN', 'HOU02', 'EXP']],
  ['environment', '平澜县生态环境分局', '平环', 'agency', 'county', ['ENV', 'NEI02']],
  ['enforcement', '平澜县综合行政执法局', '平综执', 'agency', 'county', ['ADM', 'NEI02']],
  ['civil', '平澜县民政局', '平民', 'agency', 'county', ['FAM', 'SCH']],
  ['health', '平澜县卫生健康局', '平卫', 'agency', 'county', ['MED']],
  ['court', '平澜县人民法院', '平法', 'court', 'county', ['*']],
  ['procuratorate', '平澜县人民检察院', '平检', 'procuratorate', 'county', ['INJ', 'TRA']],
  ['association', '平澜县人民调解员联合会', '平调联', 'association', 'county', []],
];
const studios: [string, string, string, string[]][] = [
  ['studio-family', '桂香家事调解工作室', '990101001000', ['FAM', 'INH']],
  ['studio-old', '老支书说和工作室', '990101100000', ['LAN', 'HOU', 'NEI', 'VIL']],
  ['studio-sea', '渔家灯火工作室', '990101101000', ['BUS', 'CON', 'LAB']],
  ['studio-judge', '松冈退休法官工作室', '990101102000', ['CON', 'HOU', 'INJ']],
  ['studio-new', '新平澜人之家调解工作室', '990101003000', ['LAB', 'HOU01', 'CSM']],
];

let made: Organisation[] | null = null;

/** Every organisation of the county: county bodies, 8 town and 61 village committees, studios. Made once. */
export function organisations(): Organisation[] {
  made ??= make(seeded(1101));
  return made;
}

/** The committee of a village, or of the town or county that holds it. */
export function committeeKey(placeCode: string, level: 'village' | 'town'): string {
  return `pmc-${placeOf(placeCode, level)?.slice(6, level === 'town' ? 9 : 12)}`;
}

function make(rng: Rng): Organisation[] {
  const top = countyRows.map(
    ([key, zh, shortName, kind, level, duties], at): Organisation => ({
      ...{ key, zh, shortName, kind, level, duties, placeCode: county, parent: key === 'centre' ? null : 'centre' },
      desk:
        key === 'police'
          ? desk(1, 1, at, '每日 24 小时')
          : key === 'centre'
            ? desk(1, 1, at, '周一至周五 8:30–17:30，周六 8:30–12:00')
            : desk(24, 5, at),
      ...bench(rng, kind),
    }),
  );
  const local = places().filter((place) => place.level === 'town' || place.level === 'village');
  const committees = local.map((place, at) => committeeOf(place, desk(8, 3, 100 + at), rng));
  const rooms = studios.map(
    ([key, zh, placeCode, duties], at): Organisation => ({
      ...{
        key,
        zh,
        shortName: zh.slice(0, 2),
        kind: 'studio',
        level: 'town',
        placeCode,
        parent: committeeKey(placeCode, 'town'),
        duties,
      },
      ...{ desk: desk(24, 5, 300 + at, '周二、周四、周六 9:00–16:00'), members: [], termEndsOn: null },
    }),
  );
  return [...top, ...committees, ...rooms];
}

function committeeOf(place: Place, desk: Desk, rng: Rng): Organisation {
  const town = place.level === 'town';
  return {
    key: committeeKey(place.code, town ? 'town' : 'village'),
    zh: `${place.zh}人民调解委员会`,
    shortName: place.zh.replace(/(街道|镇|乡)$/, ''),
    kind: 'committee',
    level: town ? 'town' : 'village',
    placeCode: place.code,
    parent: town ? 'centre' : committeeKey(place.code, 'town'),
    duties: ['*'],
    desk,
    ...bench(rng, 'committee', town ? 7 : 5),
  };
}

function bench(rng: Rng, kind: OrganisationKind, about = 5): { members: Member[]; termEndsOn: string | null } {
  if (kind !== 'committee') return { members: [], termEndsOn: null };
  const size = Math.min(9, Math.max(3, about + int(rng, -1, 2)));
  const members = Array.from({ length: size }, (_, at): Member => {
    const one = person(rng, { bornFrom: 1960, bornTo: 1995, ...(at === 1 ? { sex: '女' as const } : {}) });
    return { name: one.name, sex: one.sex, post: at === 0 ? 'director' : at === 1 && size > 3 ? 'deputy' : 'member' };
  });
  return { members, termEndsOn: pick(rng, ['2027-03-31', '2027-12-31', '2028-06-30']) };
}
