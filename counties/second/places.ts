import type { Place } from '../../src/registers/places/codes.ts';
import { type CountyPlan, makePlaces } from '../demo/makePlaces.ts';

/** A small neighbour that must never see the first county, nor be seen by it. Invented as well. */
export const countyPlan: CountyPlan = {
  seed: 990102,
  province: { code: '990000000000', zh: '东屿省' },
  city: { code: '990100000000', zh: '临澜市' },
  county: { code: '990102000000', zh: '云汀县' },
  centre: [124.35, 29.3],
  extent: [0.16, 0.14],
  residents: 86_400,
  from: '2024-01-01',
  towns: [
    {
      code: '990102001000',
      zh: '汀州里街道',
      ground: 1,
      communities: ['前街社区', '水门社区', '渡船头社区'],
      villages: ['柳浪村'],
    },
    { code: '990102100000', zh: '云坞镇', ground: 1.4, communities: ['云坞社区'], villages: ['大坞村', '小坞村', '石臼村'] },
  ],
};

let made: Place[] | null = null;

/** Every place of the second county. Made once. */
export function places(): Place[] {
  made ??= makePlaces(countyPlan);
  return made;
}
