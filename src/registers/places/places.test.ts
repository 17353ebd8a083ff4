import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { places as demo } from '../../../counties/demo/places.ts';
import { places as second } from '../../../counties/second/places.ts';
import { covers, fullCode, inForce, lineOf, type Place, parseCode, placeOf, prefixOf } from './codes.ts';
import { readPlacesCsv, readPlacesGeoJson } from './geojson.ts';
import { boxOf, holds, placeIndex } from './lookup.ts';

const today = '2026-11-22';
const grids = (list: Place[], on: string) => list.filter((place) => place.level === 'grid' && inForce(place, on));

describe('区划代码', () => {
  it('十二位代码读出级别、类别和上级', () => {
    expect(parseCode('990101002003')).toEqual({
      code: '990101002003',
      level: 'village',
      kind: 'community',
      parent: '990101002000',
    });
    expect(parseCode('990101100201')?.kind).toBe('village');
    expect(parseCode('990101200000')).toMatchObject({ level: 'town', kind: 'township', parent: '990101000000' });
    expect(parseCode('990000000000')).toMatchObject({ level: 'province', parent: null });
  });
  it('网格代码是十二位再加三位', () => {
    expect(parseCode('990101002003004')).toMatchObject({ level: 'grid', kind: 'grid', parent: '990101002003' });
    expect(parseCode('990101002003000')).toBeNull();
    expect(parseCode('990101002000001')).toBeNull();
  });
  it.each(['', '9901', 'ABCDEFGHIJKL', '000101002003', '990001000000', '990101000003', '990101700000', '990101700201'])(
    '不成代码的“%s”不认',
    (text) => expect(parseCode(text)).toBeNull(),
  );
  it('简写补足，前缀与上下级一致', () => {
    expect(fullCode('990101')).toBe('990101000000');
    expect(prefixOf('990101002000')).toBe('990101002');
    expect(covers('990101002000', '990101002003004')).toBe(true);
    expect(covers('990101002000', '990101003001001')).toBe(false);
    expect(lineOf('990101002003004')).toHaveLength(6);
    expect(placeOf('990101002003004', 'town')).toBe('990101002000');
  });
});

describe.each([
  ['demo', demo()],
  ['second', second()],
])('地图：%s', (_, list) => {
  const county = list.find((place) => place.level === 'county') as Place;
  const box = boxOf(county.boundary!);
  const cells = grids(list, today);

  it('县里任意一点恰好落在一个网格，且村、镇对得上', () => {
    const index = placeIndex(list, today);
    const share = fc.noBias(fc.integer({ min: 0, max: 1_000_000_007 })).map((n) => n / 1_000_000_007);
    const point = fc.tuple(share, share);
    let inside = 0;
    fc.assert(
      fc.property(point, ([a, b]) => {
        const [lon, lat] = [box[0] + a * (box[2] - box[0]), box[1] + b * (box[3] - box[1])];
        const hits = cells.filter((cell) => holds(cell.boundary!, lon, lat));
        const here = holds(county.boundary!, lon, lat);
        if (here) inside++;
        expect(hits.length).toBe(here ? 1 : 0);
        expect(index.gridAt(lon, lat)?.code).toBe(hits[0]?.code);
        expect(index.placeAt('village', lon, lat)?.code).toBe(hits[0]?.parent);
      }),
      { numRuns: 600, seed: 20261122 },
    );
    expect(inside).toBeGreaterThan(200);
  });
  it('网格面积之和等于全县面积', () => {
    const sum = cells.reduce((total, cell) => total + area(cell), 0);
    expect(Math.abs(sum / area(county) - 1)).toBeLessThan(1e-9);
    expect(Math.min(...cells.map(area))).toBeGreaterThan(0);
  });
  it('同一日期代码不重复，上级都在册，人口逐级相加', () => {
    const now = list.filter((place) => inForce(place, today));
    expect(new Set(now.map((place) => place.code)).size).toBe(now.length);
    for (const place of now) if (place.parent) expect(now.some((each) => each.code === place.parent)).toBe(true);
    expect(cells.reduce((sum, cell) => sum + cell.population!, 0)).toBe(county.population);
  });
});

describe('网格重划', () => {
  const old = placeIndex(demo(), '2025-06-30');
  const now = placeIndex(demo(), today);
  it('旧日期仍答旧网格，新日期答新网格', () => {
    const village = demo().find((place) => place.code === '990101002003') as Place;
    const [west, south, east, north] = boxOf(village.boundary!);
    const moved: [number, number][] = [];
    for (let i = 1; i < 30; i++) {
      for (let j = 1; j < 30; j++) {
        const [lon, lat] = [west + ((east - west) * i) / 30, south + ((north - south) * j) / 30];
        if (!holds(village.boundary!, lon, lat)) continue;
        expect(old.gridAt(lon, lat)?.parent).toBe(village.code);
        if (old.gridAt(lon, lat)?.code !== now.gridAt(lon, lat)?.code) moved.push([lon, lat]);
      }
    }
    expect(moved.length).toBeGreaterThan(20);
  });
  it('生效当日用新图，前一日用旧图', () => {
    const versions = demo().filter((place) => place.code === '990101002003001');
    expect(versions).toHaveLength(2);
    expect(versions.filter((place) => inForce(place, '2026-01-01'))).toEqual([versions[1]]);
    expect(versions.filter((place) => inForce(place, '2025-12-31'))).toEqual([versions[0]]);
  });
});

describe('导入区划', () => {
  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [123.1, 29.1],
        [123.2, 29.1],
        [123.2, 29.2],
        [123.1, 29.1],
      ],
    ],
  };
  const feature = (properties: object, geometry: unknown = square) => ({ type: 'Feature', properties, geometry });
  const file = (features: object[], extra: object = {}) => JSON.stringify({ type: 'FeatureCollection', features, ...extra });

  it('好行收下，坏行逐行说明，一行不少', () => {
    const csv = [
      '\uFEFF编码,名称,生效日期,失效日期,人口',
      '990101002003,梧桐里社区,2024-01-01,,9000',
      '990101,平澜县,,,',
      '12345,错的,,,',
      '990101002004,,,,',
      '990101002005,晓月社区,2024/1/1,,',
      '990101002006,临港社区,2026-01-01,2025-01-01,',
      '990101002007,桃浦社区,,,很多',
      '990101002003,梧桐里社区,2025-01-01,,',
      '990101002001,码头社区,2026-02-31,,',
    ].join('\n');
    const { places, errors } = readPlacesCsv(csv, '2026-01-01');
    expect(places.map((place) => place.code)).toEqual(['990101002003', '990101000000']);
    expect(errors.map((error) => error.row)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(errors.map((error) => error.message).join()).toMatch(/编码.*缺名称.*日期.*失效日期.*人口.*重叠.*日期/);
  });
  it('GeoJSON 往返不变', () => {
    const list = grids(demo(), today).slice(0, 20);
    const text = file(list.map(({ boundary, ...rest }) => feature(rest, boundary)));
    expect(readPlacesGeoJson(text, '2024-01-01')).toEqual({ places: list, errors: [] });
  });
  it.each([
    ['没闭合', { type: 'Polygon', coordinates: [square.coordinates[0]!.slice(0, 3).concat([[123.15, 29.3]])] }, /闭合/],
    ['经纬度写反', { type: 'Polygon', coordinates: [square.coordinates[0]!.map(([a, b]) => [b, a])] }, /写反/],
    ['不是面', { type: 'Point', coordinates: [123, 29] }, /Polygon/],
    ['空面', { type: 'Polygon', coordinates: [] }, /四个点/],
    ['空多面', { type: 'MultiPolygon', coordinates: [] }, /没有坐标/],
  ])('边界%s说得出原因', (_, geometry, reason) => {
    const { places, errors } = readPlacesGeoJson(file([feature({ code: '990101002003001', zh: '第一网格' }, geometry)]), today);
    expect(places).toEqual([]);
    expect(errors[0]?.message).toMatch(reason);
  });
  it('别的坐标系整份退回，乱文件不出错只说明', () => {
    const crs = { type: 'name', properties: { name: 'EPSG:3857' } };
    expect(readPlacesGeoJson(file([feature({ code: '990101', zh: '平澜县' })], { crs }), today).errors[0]?.message).toMatch(
      /EPSG:3857/,
    );
    expect(readPlacesGeoJson('{', today).errors).toHaveLength(1);
    fc.assert(
      fc.property(fc.json(), (text) => readPlacesGeoJson(file([{ geometry: JSON.parse(text) }]), today).places.length === 0),
    );
    expect(readPlacesCsv('编码,名称\n"990101', today).errors).toHaveLength(1);
  });
});

/** Shoelace, in square degrees: positive when the ring runs counter-clockwise. */
function area(place: Place): number {
  const [ring = []] = place.boundary!.coordinates as number[][][];
  return ring.slice(1).reduce((sum, [x2 = 0, y2 = 0], at) => sum + (ring[at]![0]! * y2 - x2 * ring[at]![1]!) / 2, 0);
}
