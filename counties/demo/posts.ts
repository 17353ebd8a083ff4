import { inForce } from '../../src/registers/places/codes.ts';
import { int, type Rng, seeded } from './chance.ts';
import { person } from './people.ts';
import { places } from './places.ts';
import { staff } from './staff.ts';

export type PostKind =
  | 'owner'
  | 'deputy'
  | 'police'
  | 'auxiliary'
  | 'gridWorker'
  | 'microGridWorker'
  | 'localPair'
  | 'newcomerPair';
export interface Post {
  placeCode: string;
  kind: PostKind;
  /** 网格长, 社区民警 … as it is called here. */
  zh: string;
  name: string;
  account: string | null;
  from: string;
  to: string | null;
}

const zh: Record<PostKind, string> = {
  owner: '网格长',
  deputy: '副网格长',
  police: '社区民警',
  auxiliary: '辅警',
  gridWorker: '网格员',
  microGridWorker: '微网格员',
  localPair: '本地联络户',
  newcomerPair: '新居民联络户',
};
const onDate = '2026-11-01';

/** Who answers for which ground: every county, town, village and grid in force, dated. */
export function posts(): Post[] {
  const rng = seeded(4401);
  return places()
    .filter((place) => inForce(place, onDate) && ['county', 'town', 'village', 'grid'].includes(place.level))
    .flatMap((place) =>
      place.level === 'grid'
        ? gridPosts(place.code, rng)
        : leaders(place.code, { county: '县', town: '镇街', village: '村社' }[place.level as 'town'] ?? '', rng),
    );
}

function leaders(placeCode: string, level: string, rng: Rng): Post[] {
  const post = (kind: PostKind, title: string): Post => ({
    placeCode,
    kind,
    zh: title,
    name: nameOf(rng),
    account: null,
    from: '2024-01-01',
    to: null,
  });
  return [post('owner', `${level}平安负责人`), post('deputy', `${level}平安副职`)];
}

function gridPosts(placeCode: string, rng: Rng): Post[] {
  const post = (kind: PostKind, from = '2024-01-01', to: string | null = null): Post => ({
    placeCode,
    kind,
    zh: zh[kind],
    name: nameOf(rng),
    account: null,
    from,
    to,
  });
  const demo = staff().find((member) => member.account === 'grid');
  const worker = {
    ...post('gridWorker'),
    ...(demo && placeCode.startsWith(demo.placeCode) ? { name: demo.name, account: demo.account } : {}),
  };
  const micro = Array.from({ length: int(rng, 2, 4) }, () => post('microGridWorker'));
  const gone = rng() < 0.15 ? [post('gridWorker', '2023-01-01', '2024-01-01')] : [];
  return [
    post('owner'),
    post('deputy'),
    post('police'),
    post('auxiliary'),
    worker,
    ...micro,
    post('localPair'),
    post('newcomerPair'),
    ...gone,
  ];
}

const nameOf = (rng: Rng) => person(rng, { bornFrom: 1962, bornTo: 2000 }).name;
