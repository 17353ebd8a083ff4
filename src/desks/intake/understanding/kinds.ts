import { type Kind, kinds } from '../../../registers/matters/model.ts';
import { cuesIn, type Found, sayFound } from './cue.ts';

/** What makes a text one kind or another; the first of equals wins, so a hazard is never read as a mere question. */
const rules: ReadonlyArray<[Kind, RegExp]> = [
  ['hazard', /安全隐患|隐患|危房|危墙|裂缝|塌陷|坍塌|滑坡|漏电|电线裸露|井盖|消防通道|易燃|高空抛物|坠落|随时会|要倒/u],
  [
    'dispute',
    /纠纷|争执|吵架|打架|邻居|楼上|楼下|隔壁|对门|赔偿|赔钱|欠我|欠薪|欠条|借条|工资|不还|不退|退款|退钱|违约|拖欠|协商|调解|对方|离婚|分家|彩礼|抚养费|赡养|撞了|撞伤|物业费|押金|定金|漏水/u,
  ],
  ['tip', /举报|传销|赌博|偷排|黑车|非法|违规|无证|吸毒|卖淫|贪污|套取|冒领|偷税/u],
  ['service', /求助|帮忙|希望|建议|请求|恳请|维修|修一修|停电|停水|路灯|垃圾|清理|开通|安装|疏通|尽快解决/u],
  ['enquiry', /请问|咨询|如何办|怎么办理|怎样办|能不能|可不可以|是否可以|什么时候|政策|标准是|吗[？?]/u],
];

export interface Read {
  value: string;
  zh: string;
  why: string;
}

/** What kind of thing a person brings, by its words. A named other side makes it a dispute. Pure; a clerk decides. */
export function kindOf(text: string, named = false): Read {
  const told = rules.map(([kind, pattern]) => ({ kind, found: cuesIn(text, pattern) }));
  const best = told.reduce((a, b) => (variety(b.found) > variety(a.found) ? b : a));
  if (named) return { value: 'dispute', zh: kinds.dispute, why: '写明了对方是谁' };
  if (best.found.length === 0) return { value: 'enquiry', zh: kinds.enquiry, why: '没有别的线索，先按咨询登记' };
  return { value: best.kind, zh: kinds[best.kind], why: sayFound(best.found) };
}

export const variety = (found: readonly Found[]): number => new Set(found.map((one) => one.words)).size;
