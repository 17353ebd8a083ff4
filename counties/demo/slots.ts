import { placeOf } from '../../src/registers/places/codes.ts';
import { int, pick, type Rng } from './chance.ts';
import type { Opposite, Words } from './narratives/shape.ts';
import { creditCode, type Person, person } from './people.ts';
import { places } from './places.ts';

export interface Party {
  kind: 'person' | 'organisation';
  name: string;
  person: Person | null;
  creditCode: string | null;
}
export type Slots = Record<string, string>;

const estates = [
  '澜庭花园',
  '青枫苑',
  '梧桐里小区',
  '东升苑',
  '桃浦新村',
  '学前弄小区',
  '晓月湾',
  '锦绣家园',
  '荷塘人家',
  '白杨公寓',
  '开元里',
];
const roads = ['望澜大道', '青埠路', '石榴桥东街', '沙潭公路', '盐仓线', '松云线', '机埠路', '学前街', '环塘路', '栗新路'];
const bodies: Record<Exclude<Opposite, 'neighbour' | 'relative' | 'person' | 'driver' | 'none'>, string[]> = {
  boss: ['平澜县顺禾五金加工部'],
  firm: [
    '平澜县联潮塑料制品厂',
    '平澜县锦柚服饰有限公司',
    '平澜县望禾食品有限公司',
    '平澜县栗丰箱包厂',
    '平澜县潭星机械有限公司',
    '平澜县岩泉建材有限公司',
  ],
  site: ['临澜市恒垣建筑劳务有限公司', '平澜县筑澜建设有限公司', '平澜县栗树镇安置房项目部'],
  shop: ['鹭湾渔家饭店', '阿芳面馆', '潮声烧烤', '澜街美发', '动岚健身俱乐部', '好邻生鲜超市', '瑞禾家具城', '晴窗摄影'],
  property: ['平澜县澜宁物业服务有限公司', '平澜县青檐物业服务有限公司', '平澜县和屿物业服务有限公司'],
  hospital: ['平澜县第一医院', '平澜县中医骨伤医院', '石榴桥街道卫生服务中心'],
  school: ['青埠实验小学', '文澜中学', '小海螺幼儿园', '启帆教育培训学校'],
  village: ['村经济合作社'],
  bank: ['平澜农商银行青埠支行', '东屿人寿平澜支公司'],
  platform: ['快蚁配送平澜站', '拉得快货运平澜服务点'],
  agency: ['平澜县综合行政执法局', '平澜县征收办公室', '平澜县人力资源和社会保障局'],
};

/** Trades that must fit the words: nobody has an eyelid cut at the noodle bar. */
const trades: Record<string, string[]> = {
  'med-beauty': ['悦岚医疗美容门诊部'],
  'med-denture': ['皓屿口腔诊所'],
  'env-pigs': ['栗丰生态养殖场'],
  'env-dust': ['平澜县岩泉砂石场'],
  'env-light': ['潮声娱乐会所'],
  'nei-fumes': ['潮声烧烤', '老埠头卤味店'],
  'nei-night-work': ['平澜县联潮塑料制品厂'],
  'lab-restaurant-wages': ['鹭湾渔家饭店', '阿芳面馆', '潮声烧烤'],
  'lab-streamer': ['平澜县星屿文化传媒有限公司'],
  'lab-noncompete': ['澜街美发连锁有限公司'],
  'lab-driver': ['拉得快货运平澜服务点'],
  'lab-rider': ['快蚁配送平澜站'],
  'fin-card': ['平澜农商银行青埠支行'],
  'fin-insurance': ['东屿人寿平澜支公司'],
  'con-seedlings': ['平澜县绿芽种苗店'],
  'con-used-car': ['沙潭二手车行'],
  'con-doors': ['平澜县瑞檐门窗厂'],
  'con-solar': ['平澜县耀檐新能源有限公司'],
  'con-move': ['好搭档搬家服务部'],
  'con-processing': ['平澜县锦柚服饰有限公司'],
  'con-wedding': ['望澜大酒店', '晴窗摄影'],
  'csm-furniture': ['瑞禾家具城', '平澜家电广场'],
  'csm-hair': ['澜街美发'],
  'csm-food': ['好邻生鲜超市', '老埠头卤味店'],
  'csm-gym-card': ['动岚健身俱乐部'],
  'csm-training': ['启帆教育培训学校'],
  'eco-return': ['栗新路网店“瑶光珠宝”'],
  'eco-express': ['快蚁快递青埠网点'],
  'tou-homestay': ['望潮民宿', '平澜县海天旅行社'],
  'inj-market-slip': ['好邻生鲜超市'],
  'inj-child-pool': ['小海螺儿童乐园'],
  'sch-tuition': ['小海螺幼儿园'],
  'sch-fight': ['青埠实验小学', '文澜中学'],
  'sch-bully': ['文澜中学'],
  'adm-fine': ['平澜县综合行政执法局'],
  'adm-pension': ['平澜县人力资源和社会保障局'],
  'pet-old-teacher': ['平澜县教育局'],
  'pet-road': ['平澜县交通工程项目部'],
  'exp-compensation': ['平澜县征收办公室'],
  'exp-temp-rent': ['平澜县征收办公室'],
};

/** The other side of a matter: a neighbour, or one of a handful of invented bodies that come back again and again. */
export function opposite(rng: Rng, words: Words, placeCode: string): Party | null {
  if (words.to === 'none') return null;
  if (words.to === 'neighbour' || words.to === 'relative' || words.to === 'person' || words.to === 'driver') {
    return asParty(person(rng, { address: addressAt(rng, placeCode, words.setting) }));
  }
  const names = words.to === 'village' ? [villageName(placeCode) + '经济合作社'] : (trades[words.id] ?? bodies[words.to]);
  const name = pick(rng, names);
  return { kind: 'organisation', name, person: null, creditCode: creditCode(numberOf(name)) };
}

export function asParty(one: Person): Party {
  return { kind: 'person', name: one.name, person: one, creditCode: null };
}

/** A street address in words; invented houses in an invented place. */
export function addressAt(rng: Rng, placeCode: string, setting: Words['setting']): string {
  const town = nameOf(placeOf(placeCode, 'town'));
  const where = `平澜县${town}${villageName(placeCode)}`;
  const urban = setting === 'urban' || (setting === 'any' && !/村$/.test(villageName(placeCode)));
  return urban
    ? `${where}${estateAt(placeCode)}${int(rng, 1, 28)}幢${int(rng, 1, 4)}单元${flat(rng)}室`
    : `${where}${int(rng, 1, 12)}组${int(rng, 1, 96)}号`;
}

/** Everything the words may ask for. `amount` is the claim in yuan, spoken here as people speak. */
export function slotsFor(rng: Rng, placeCode: string, at: Date, other: Party | null, amount: number): Slots {
  const about = other?.person ?? person(rng);
  const elder = at.getUTCFullYear() - about.birthYear > 45;
  return {
    estate: estateAt(placeCode),
    b: String(int(rng, 1, 28)),
    room: flat(rng),
    village: villageName(placeCode),
    place: villageName(placeCode),
    town: nameOf(placeOf(placeCode, 'town')),
    road: pick(rng, roads),
    shop: other?.kind === 'organisation' ? other.name : pick(rng, bodies.shop),
    firm: other?.kind === 'organisation' ? other.name : pick(rng, bodies.firm),
    other: other?.name ?? about.name,
    call: rng() < 0.25 ? about.name : (elder ? '老' : '小') + about.name[0],
    sum: rng() < 0.65 ? spoken(amount) : `${amount}元`,
    months: pick(rng, ['两', '三', '四', '五', '六', '八', '十']),
    years: pick(rng, ['三', '五', '六', '八', '九', '十二', '十五']),
    days: String(int(rng, 3, 19)),
    times: pick(rng, ['两', '三', '四', '五', '七八']),
    people: String(int(rng, 6, 38)),
    kid: String(int(rng, 4, 13)),
    when: whenBefore(rng, at),
  };
}

/** 12000 → 一万二, 8600 → 八千六, 105000 → 十万五; what does not fit the tongue stays in figures. */
export function spoken(yuan: number): string {
  const digit = '零一二三四五六七八九';
  const said = (n: number) => (n === 2 ? '两' : digit[n]);
  const [head, tail] = [Math.floor(yuan / 10_000), yuan % 10_000];
  if (head >= 10 && head < 20 && tail % 1000 === 0)
    return `十${head > 10 ? digit[head - 10] : ''}万${tail ? digit[tail / 1000] : ''}`;
  if (head >= 20 || (head >= 10 && tail)) return tail ? `${yuan}块` : `${head}万`;
  if (head > 0) return tail % 1000 === 0 ? `${said(head)}万${tail ? digit[tail / 1000] : ''}` : `${yuan}块`;
  const [thousand, rest] = [Math.floor(yuan / 1000), yuan % 1000];
  if (thousand > 0) return rest % 100 === 0 ? `${said(thousand)}千${rest ? digit[rest / 100] : ''}` : `${yuan}块`;
  return yuan >= 100 && yuan % 100 === 0 ? `${said(yuan / 100)}百块` : `${yuan}块`;
}

/** A past day as people name it. */
function whenBefore(rng: Rng, at: Date): string {
  const day = new Date(at.getTime() + 8 * 3_600_000 - int(rng, 9, 70) * 86_400_000);
  const named = `${day.getUTCMonth() + 1}月${day.getUTCDate()}号`;
  const part = ['上旬', '中旬', '下旬'][Math.min(2, Math.floor((day.getUTCDate() - 1) / 10))];
  const loose = [`${day.getUTCMonth() + 1}月${part}`, named, named, '上个月', '上个礼拜'];
  return pick(rng, loose);
}

let byCode: Map<string, string> | null = null;
function nameOf(code: string | null): string {
  byCode ??= new Map(places().map((place) => [place.code, place.zh]));
  return (code && byCode.get(code)) ?? '';
}
export const villageName = (placeCode: string) => nameOf(placeOf(placeCode, 'village'));
const estateAt = (placeCode: string) =>
  estates[(Number(placeCode.slice(6, 12)) * 7 + Number(placeCode.slice(12) || 0)) % estates.length] as string;
const flat = (rng: Rng) => `${int(rng, 1, 17)}0${int(rng, 1, 4)}`;
const numberOf = (name: string) => [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_000_000, 7);
