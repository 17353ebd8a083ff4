import { categoriesOn } from '../../../support/deadlines/index.ts';
import { cuesIn, sayFound } from './cue.ts';
import type { Read } from './kinds.ts';

/** Everyday words of each kind of dispute; the kinds themselves, dated, stand in law/. */
export const categoryWords: Readonly<Record<string, string>> = {
  FAM01: '离婚|夫妻财产|感情破裂|分居|婚内|出轨',
  FAM02: '抚养权|抚养费|探望|看孩子|孩子归谁',
  FAM03: '赡养|养老钱|不养老人|不管老人|扶养费',
  FAM04: '彩礼|订婚|退婚|恋爱|分手|三金',
  FAM05: '分家|析产|兄弟分房',
  INH01: '继承|遗产|遗嘱|过世后的房',
  NEI01: '邻居|楼上|楼下|隔壁|对门|漏水|渗水|采光|挡光|通道|通行|滴水|排水|围墙|空调外机|相邻',
  NEI02: '噪音|噪声|吵得|太吵|扰民|油烟|广场舞|装修声|半夜响',
  NEI03: '狗|猫|宠物|遛狗|犬|咬伤|鸡叫',
  HOU01: '房租|租房|房东|租客|租金|押金|购房|买房|卖房|二手房|房产证|开发商|延期交房|中介',
  HOU02: '宅基地|老宅|地基|翻建',
  LAN01: '承包地|土地承包|流转费|承包田|田埂|青苗',
  LAN02: '山林|林地|水源|林权|山界|自留山',
  EXP01: '征地|拆迁|征收|安置房|安置费|补偿款',
  CON01: '货款|买卖合同|供货|发货|交货|欠货款',
  CON02: '借钱|欠钱|欠款|借条|欠条|借款|利息|还钱|不还钱|民间借贷',
  CON03: '工程款|包工头|施工|装修款|装修公司|建筑工地|验收',
  CON04: '加工费|运费|运输|承揽|服务合同|快递丢',
  BUS01: '合伙|入伙|散伙|生产经营',
  BUS02: '股权|股东|分红|公司决议',
  FIN01: '保险|理赔|贷款|银行|信用卡|理财',
  LAB01: '欠薪|拖欠工资|工资没发|不发工资|讨薪|农民工|加班费|工钱',
  LAB02: '工伤|上班受伤|工地受伤|职业病',
  LAB03: '辞退|开除|裁员|经济补偿|解除合同|劳动合同|社保',
  LAB04: '外卖员|骑手|网约车|平台派单|快递员',
  CSM01: '消费|假货|质量问题|退货|三包|商家|售后|以次充好',
  CSM02: '预付卡|健身卡|会员卡|充值|美容卡|跑路|储值',
  ECO01: '网购|网店|直播带货|淘宝|电商|游戏充值',
  TRA01: '车祸|交通事故|撞车|撞了|追尾|剐蹭|肇事|撞伤',
  MED01: '医院|手术|误诊|医疗事故|医疗费太高|医生|治坏',
  INJ01: '打人|打架|打伤|受伤|摔伤|医药费|人身损害',
  INJ02: '损坏|弄坏|砸坏|财物|压坏|淹了',
  REP01: '名誉|造谣|诽谤|隐私|偷拍|个人信息|骚扰电话',
  SCH01: '学校|校园|老师|学生打|幼儿园|培训班退费|欺凌',
  ENV01: '污染|臭味|臭气|排污|污水|废气|粉尘|焚烧',
  PRO01: '物业|物业费|停车费|电梯|保安|小区绿化|停车位',
  PRO02: '业委会|公共收益|维修基金|公摊|业主大会',
  VIL01: '村务|村委会|村干部|村账|集体收益|低保名额',
  TOU01: '旅游|旅行社|导游|景区|民宿',
  IPR01: '商标|专利|侵权|抄袭|著作权|盗版',
  DAT01: '账号|虚拟财产|数据|游戏装备|封号',
  ADM01: '行政处罚|罚款决定|强拆|行政复议|不予许可|执法',
  PET01: '信访|上访|举报信|没人管|不作为',
};

const patterns = new Map(Object.entries(categoryWords).map(([code, words]) => [code, new RegExp(words, 'u')]));

/** The likeliest kind of dispute by its words, or null when none is said. Longer and more different words weigh more. Pure. */
export function categoryOf(text: string, on: string): Read | null {
  const told = categoriesOn(on).map(({ code, zh }) => {
    const pattern = patterns.get(code);
    const found = pattern ? cuesIn(text, pattern) : [];
    const weight =
      [...new Set(found.map(({ words }) => words))].reduce((sum, words) => sum + words.length, 0) +
      Math.min(found.length, 5) / 10;
    return { code, zh, found, weight };
  });
  const best = told.reduce((a, b) => (b.weight > a.weight ? b : a));
  return best.found.length > 0 ? { value: best.code, zh: best.zh, why: sayFound(best.found) } : null;
}
