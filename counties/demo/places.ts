import type { Place } from '../../src/registers/places/codes.ts';
import { type CountyPlan, makePlaces } from './makePlaces.ts';

/** Invented from end to end: area 990101 is not assigned, and the ground lies on the open sea. */
export const countyPlan: CountyPlan = {
  seed: 990101,
  province: { code: '990000000000', zh: '东屿省' },
  city: { code: '990100000000', zh: '临澜市' },
  county: { code: '990101000000', zh: '平澜县' },
  centre: [123.62, 29.35],
  extent: [0.25, 0.2],
  residents: 481_260,
  from: '2024-01-01',
  redrawn: { village: '990101002003', on: '2026-01-01' },
  towns: [
    {
      code: '990101001000',
      zh: '望澜街道',
      ground: 0.85,
      communities: ['钟楼社区', '学前社区', '南浦社区', '文澜社区', '柳巷社区', '北塘社区', '机埠社区', '东升苑社区', '新盛社区'],
      villages: ['横塘村'],
    },
    {
      code: '990101002000',
      zh: '青埠街道',
      ground: 0.95,
      communities: ['码头社区', '青枫社区', '梧桐里社区', '棉纺社区', '晓月社区', '临港社区', '桃浦社区'],
      villages: ['双桥头村', '沈家荡村'],
    },
    {
      code: '990101003000',
      zh: '石榴桥街道',
      ground: 0.9,
      communities: ['石榴桥社区', '荷塘社区', '锦绣社区', '开元里社区', '科创园社区', '白杨社区'],
      villages: ['河头村', '长弄村'],
    },
    {
      code: '990101100000',
      zh: '沙潭镇',
      ground: 1.3,
      communities: ['沙潭社区', '新镇社区'],
      villages: ['大泽村', '上沙村', '下沙村', '杨梅坞村', '潭口村', '东洋村'],
    },
    {
      code: '990101101000',
      zh: '白鹭湾镇',
      ground: 1.3,
      communities: ['白鹭湾社区', '渔港社区'],
      villages: ['鹭鸣村', '海塘村', '盐仓村', '后浦村', '蛏田村', '望潮村'],
    },
    {
      code: '990101102000',
      zh: '松冈镇',
      ground: 1.4,
      communities: ['松冈社区'],
      villages: ['松冈岭村', '茶亭村', '半山村', '石门坑村', '毛竹湾村', '水碓村'],
    },
    {
      code: '990101103000',
      zh: '栗树镇',
      ground: 1.25,
      communities: ['栗树社区'],
      villages: ['上栗村', '下栗村', '古窑村', '联丰村', '前进村'],
    },
    {
      code: '990101200000',
      zh: '云岩乡',
      ground: 1.35,
      communities: ['云岩社区'],
      villages: ['云上村', '岩下村', '龙须坪村', '冷水坑村'],
    },
  ],
};

let made: Place[] | null = null;

/** Every version of every place of the county; a re-drawn grid has two rows. Made once. */
export function places(): Place[] {
  made ??= makePlaces(countyPlan);
  return made;
}
