import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { places as secondPlaces } from '../../../counties/second/places.ts';
import { refused, type SmallCentre, smallCentre, staffId } from '../../../tests/smallCentre.ts';
import type { Place } from './codes.ts';

let house: SmallCentre;
let admin: string;
beforeAll(async () => {
  house = await smallCentre(new Date('2026-03-02T01:00:00.000Z'));
  admin = (await house.enter('admin')).token;
});
afterAll(() => house.close());

const geojson = (places: readonly Place[]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: places.map(({ boundary, ...properties }) => ({ type: 'Feature', properties, geometry: boundary })),
  });
const bring = async (text: string, from: string, more: object = {}) =>
  (await house.perform(admin, 'places.importPlaces', { format: 'geojson', text, from, ...more })).extra as Record<
    string,
    number
  > & { errors: Array<{ row: number; message: string }> };
const square = (lon: number, lat: number, size: number): Place['boundary'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
});
const base = { kind: 'village', effectiveFrom: '2025-01-01', effectiveTo: null, population: 100 } as const;
const village: Place = { ...base, code: '990109100200', level: 'village', zh: '石埠村', parent: '990109100000', boundary: null };
const town: Place = {
  ...base,
  code: '990109100000',
  level: 'town',
  kind: 'town',
  zh: '石埠镇',
  parent: '990109000000',
  boundary: null,
};
const grid = (n: number, boundary: Place['boundary']): Place => ({
  ...base,
  code: `99010910020000${n}`,
  level: 'grid',
  kind: 'grid',
  zh: `第${n}网格`,
  parent: village.code,
  boundary,
});
const one = grid(1, square(121, 30, 0.01));
const two = grid(2, square(121.01, 30, 0.01));

interface At {
  place: { code: string } | null;
}
const at = (lon: number, lat: number, on?: string) =>
  house.ask<At>(admin, 'places.at', { lon: String(lon), lat: String(lat), on }).then((answer) => answer.place?.code ?? null);

describe('区划导入', () => {
  test('试算不写入；导入后点能落到网格；再导一次什么也不变', async () => {
    const text = geojson([town, village, one, two]);
    expect(await bring(text, '2025-01-01', { dryRun: true })).toMatchObject({ added: 4, errors: [] });
    expect(await house.ask(admin, 'places.list')).toEqual({ places: [] });
    expect(await bring(text, '2025-01-01')).toMatchObject({ added: 4, known: 0 });
    expect(await at(121.005, 30.005)).toBe(one.code);
    expect(await at(121.015, 30.005)).toBe(two.code);
    expect(await at(122, 30)).toBe(null);
    expect(await bring(text, '2025-01-01')).toMatchObject({ added: 0, known: 4 });
    expect(await house.db.look("select count(*)::int as n from ledger_event where kind = 'places.imported'")).toEqual([{ n: 1 }]);
  });

  test('网格重划：旧边界到那天为止，旧日子的点仍落在旧网格', async () => {
    const moved = { ...one, boundary: square(121, 30, 0.02), effectiveFrom: '2026-01-01' };
    const gone = { ...two, effectiveTo: '2026-01-01' };
    expect(await bring(geojson([moved, gone]), '2026-01-01')).toMatchObject({ redrawn: 1, ended: 1, errors: [] });
    expect(await at(121.015, 30.005)).toBe(one.code);
    expect(await at(121.015, 30.005, '2025-12-31')).toBe(two.code);
    const { versions } = await house.ask<{ versions: unknown[] }>(admin, 'places.detail', { code: one.code });
    expect(versions).toEqual([
      { effectiveFrom: '2025-01-01', effectiveTo: '2026-01-01', zh: '第1网格' },
      { effectiveFrom: '2026-01-01', effectiveTo: null, zh: '第1网格' },
    ]);
    expect(await house.db.look('select revision from place where code = $1 order by effective_from', [one.code])).toEqual([
      { revision: 2 },
      { revision: 1 },
    ]);
  });

  test('同一天的更正改在原行；插到新版本之前的、没有上级的，逐行说明', async () => {
    expect(await bring(geojson([{ ...village, zh: '石埠新村' }]), '2025-01-01')).toMatchObject({ corrected: 1 });
    const orphan = { ...grid(3, null), code: '990109100300001', parent: '990109100300' };
    const { errors, added } = await bring(
      geojson([orphan, { ...one, zh: '早的', effectiveFrom: '2025-06-01' }, grid(4, null)]),
      '2025-01-01',
    );
    expect(added).toBe(1);
    expect(errors.map((error) => error.row)).toEqual([1, 2]);
    expect(errors[0]!.message).toContain('上级');
    expect(
      await refused(house.perform(admin, 'places.importPlaces', { format: 'csv', text: '什么,都\n不,是', from: '2026-01-01' })),
    ).toBe('places.nothingRead');
    const csv = '编码,名称,人口\n990109100201,邻村,321\n';
    expect(
      (await house.perform(admin, 'places.importPlaces', { format: 'csv', text: csv, from: '2026-01-01' })).extra,
    ).toMatchObject({ added: 1 });
  });

  test('一整个县导得进，别人导不得', async () => {
    expect((await bring(geojson(secondPlaces()), '2024-01-01')).added).toBe(secondPlaces().length);
    const window = (await house.enter('window')).token;
    expect(await refused(house.perform(window, 'places.importPlaces', { format: 'csv', text: 'x', from: '2026-01-01' }))).toBe(
      'centre.wrongRole',
    );
  });
});

describe('网格岗位', () => {
  test('换人：前任到那天为止，留任的不动，可以空缺', async () => {
    const set = (from: string, ...names: string[]) =>
      house.perform(admin, 'places.setPost', {
        placeCode: one.code,
        post: 'microGridWorker',
        from,
        holders: names.map((name) => ({ name, staffId: name === '窗口' ? staffId('window') : null })),
      });
    await set('2026-02-01', '阿根', '窗口');
    await set('2026-03-01', '窗口', '新梅');
    const names = async (on: string) =>
      (await house.ask<{ posts: Array<{ name: string; postZh: string }> }>(admin, 'places.detail', { code: one.code, on })).posts
        .map((post) => post.name)
        .sort();
    expect(await names('2026-02-28')).toEqual(['窗口', '阿根'].sort());
    expect(await names('2026-03-01')).toEqual(['新梅', '窗口'].sort());
    expect(await house.db.look("select count(*)::int as n from place_post where name = '窗口'")).toEqual([{ n: 1 }]);
    await set('2026-03-02');
    expect(await names('2026-03-02')).toEqual([]);
    expect(
      await refused(
        house.perform(admin, 'places.setPost', { placeCode: '990109999999', post: 'owner', from: '2026-01-01', holders: [] }),
      ),
    ).toBe('places.notFound');
    expect(await refused(house.ask(admin, 'places.detail', { code: '990109100999' }))).toBe('places.notFound');
    expect(await refused(house.ask(admin, 'places.detail', { code: 'at-all' }))).toBe('places.notFound');
  });
});
