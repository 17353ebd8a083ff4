import { parse } from 'csv-parse/sync';
import { type Boundary, fullCode, type Place, parseCode } from './codes.ts';

export interface PlaceRowError {
  /** 1 is the first row under the heading, or the first feature. */
  row: number;
  message: string;
}
export interface PlaceList {
  places: Place[];
  errors: PlaceRowError[];
}

const columns = {
  code: ['code', '编码', '区划代码', '网格编码'],
  zh: ['zh', 'name', '名称', '网格名称'],
  effectiveFrom: ['effectiveFrom', '生效日期', '启用日期'],
  effectiveTo: ['effectiveTo', '失效日期', '停用日期'],
  population: ['population', '人口', '常住人口'],
  boundary: ['boundary', '边界'],
} as const;

/**
 * Reads a place list from CSV text with a heading row (Chinese or English names, see `columns`; boundary as GeoJSON text).
 * Good rows come back as places, bad ones as row errors in Chinese; nothing is dropped silently.
 * `fromDate` stands in where a row gives no day of effect.
 */
export function readPlacesCsv(text: string, fromDate: string): PlaceList {
  try {
    const rows = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true, relax_column_count: true });
    return collect(rows as Record<string, unknown>[], fromDate);
  } catch (error) {
    return refuse(`表格读不出来：${(error as Error).message}`);
  }
}

/**
 * Reads a GeoJSON FeatureCollection in CGCS2000 (WGS-84 is taken as equal, they differ by less than a metre). A file that
 * declares another system is refused whole: mixed systems are never stored.
 */
export function readPlacesGeoJson(text: string, fromDate: string): PlaceList {
  const file = json(text) as { type?: unknown; features?: unknown; crs?: { properties?: { name?: unknown } } } | null;
  if (file?.type !== 'FeatureCollection' || !Array.isArray(file.features))
    return refuse('不是 GeoJSON 要素集合（FeatureCollection）');
  const crs = file.crs?.properties?.name;
  if (crs !== undefined && !/4490|4326|CRS84|CGCS2000/i.test(String(crs))) {
    return refuse(`坐标系是 ${String(crs)}：只收 CGCS2000（EPSG:4490），请先转换`);
  }
  const rows = file.features.map((feature: { properties?: object; geometry?: unknown } | null) => ({
    ...feature?.properties,
    boundary: feature?.geometry ?? null,
  }));
  return collect(rows, fromDate);
}

function collect(rows: Record<string, unknown>[], fromDate: string): PlaceList {
  const list: PlaceList = { places: [], errors: [] };
  rows.forEach((row, at) => {
    const place = placeFrom(row, fromDate);
    const trouble = typeof place === 'string' ? place : clash(place, list.places);
    if (trouble) list.errors.push({ row: at + 1, message: trouble });
    else list.places.push(place as Place);
  });
  return list;
}

function placeFrom(row: Record<string, unknown>, fromDate: string): Place | string {
  const text = (name: keyof typeof columns) => String(cell(row, name) ?? '').trim();
  const parsed = parseCode(fullCode(text('code')));
  if (!parsed) return `编码“${text('code')}”不对：应为 12 位区划代码，网格再加 3 位`;
  if (!text('zh')) return '缺名称';
  const effectiveFrom = text('effectiveFrom') || fromDate;
  const effectiveTo = text('effectiveTo') || null;
  if (!isDay(effectiveFrom) || (effectiveTo && !isDay(effectiveTo))) return '日期应写成 2026-01-31 的样子';
  if (effectiveTo && effectiveTo <= effectiveFrom) return '失效日期要晚于生效日期';
  const population = text('population') === '' ? null : Number(text('population'));
  if (population !== null && !(Number.isInteger(population) && population >= 0))
    return `人口“${text('population')}”应为不小于 0 的整数`;
  const boundary = boundaryFrom(cell(row, 'boundary'));
  if (typeof boundary === 'string') return boundary;
  return { ...parsed, zh: text('zh'), boundary, effectiveFrom, effectiveTo, population };
}

function cell(row: Record<string, unknown>, name: keyof typeof columns): unknown {
  const heading = columns[name].find((each) => row[each] !== undefined);
  return heading && row[heading];
}

/** Two versions of one code may not be in force on the same day. */
function clash(place: Place, before: readonly Place[]): string | null {
  const until = (each: Place) => each.effectiveTo ?? '9999-12-31';
  const other = before.find((b) => b.code === place.code && b.effectiveFrom < until(place) && place.effectiveFrom < until(b));
  return other ? `编码 ${place.code} 与前面的“${other.zh}”有效期重叠` : null;
}

function boundaryFrom(value: unknown): Boundary | null | string {
  if (value === undefined || value === null || value === '') return null;
  const shape = (typeof value === 'string' ? json(value) : value) as Boundary | null;
  if (shape?.type !== 'Polygon' && shape?.type !== 'MultiPolygon') return '边界应是 GeoJSON 的 Polygon 或 MultiPolygon';
  const polygons: unknown[] = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  if (!Array.isArray(polygons) || polygons.length === 0) return '边界没有坐标';
  const rings = polygons.flatMap((polygon) => (Array.isArray(polygon) && polygon.length > 0 ? polygon : [null]));
  return (
    rings.map(ringTrouble).find((trouble) => trouble !== null) ?? { type: shape.type, coordinates: shape.coordinates as never }
  );
}

function ringTrouble(ring: unknown): string | null {
  if (!Array.isArray(ring) || ring.length < 4) return '边界的每一圈至少要四个点';
  if (!ring.every(isPoint)) return '边界的坐标应为“经度, 纬度”，并在中国范围内（经纬度可能写反了）';
  const [first, last] = [ring[0], ring[ring.length - 1]] as [number[], number[]];
  return first[0] === last[0] && first[1] === last[1] ? null : '边界没有闭合：最后一个点要与第一个点相同';
}

/** Within the bounding box of China: a swapped pair falls outside it. */
function isPoint(point: unknown): boolean {
  const [lon, lat] = Array.isArray(point) ? point : [];
  return typeof lon === 'number' && typeof lat === 'number' && lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}

const refuse = (message: string): PlaceList => ({ places: [], errors: [{ row: 0, message }] });
