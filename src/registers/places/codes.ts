/** The levels of the tree of places. A city's district counts as a county, a street or township as a town. */
export const placeLevels = ['province', 'city', 'county', 'town', 'village', 'grid'] as const;
export type PlaceLevel = (typeof placeLevels)[number];

export type PlaceKind =
  | 'province'
  | 'city'
  | 'county'
  | 'street'
  | 'town'
  | 'township'
  | 'quasiTown'
  | 'community'
  | 'village'
  | 'quasiVillage'
  | 'grid';

export const placeKindZh: Record<PlaceKind, string> = {
  province: '省',
  city: '市',
  county: '县',
  street: '街道',
  town: '镇',
  township: '乡',
  quasiTown: '类似乡级单位',
  community: '社区',
  village: '村',
  quasiVillage: '类似村级单位',
  grid: '网格',
};

/** GeoJSON geometry in CGCS2000 (EPSG:4490), longitude first, degrees. */
export type Boundary = { type: 'Polygon'; coordinates: number[][][] } | { type: 'MultiPolygon'; coordinates: number[][][][] };

/** One version of a place. A re-drawn place has several rows with one code, told apart by `effectiveFrom`. */
export interface Place {
  /** 12 digits (GB/T 2260 and the statistical code); a grid has 3 more of the county's own. */
  code: string;
  level: PlaceLevel;
  zh: string;
  parent: string | null;
  kind: PlaceKind;
  boundary: Boundary | null;
  /** Civil day in China, `YYYY-MM-DD`, counted in. */
  effectiveFrom: string;
  /** Civil day, counted out; null while the version is in force. */
  effectiveTo: string | null;
  /** Residents; null when not counted. */
  population: number | null;
}

export interface PlaceCode {
  code: string;
  level: PlaceLevel;
  kind: PlaceKind;
  parent: string | null;
}

const significant: Record<PlaceLevel, number> = { province: 2, city: 4, county: 6, town: 9, village: 12, grid: 15 };

/**
 * Reads a place code: 12 digits, or 15 with the grid. Null when it is no such code: wrong length, a lower part set under
 * an empty higher part, or a town or village class outside the ranges of the statistical code (国统字〔2009〕91号).
 */
export function parseCode(code: string): PlaceCode | null {
  if (!/^\d{12}(\d{3})?$/.test(code) || code.startsWith('00')) return null;
  const level = levelOf(code);
  const kind = level && kindOf(code, level);
  return level && kind ? { code, level, kind, parent: parentOf(code, level) } : null;
}

/** A shortened code (2, 4, 6 or 9 digits, as lists often give it) filled with zeros to 12; other texts unchanged. */
export function fullCode(text: string): string {
  const code = text.trim();
  return /^\d+$/.test(code) && [2, 4, 6, 9].includes(code.length) ? code.padEnd(12, '0') : code;
}

/** The digits that carry meaning: every place below begins with them. Throws RangeError on what is no place code. */
export function prefixOf(code: string): string {
  const parsed = parseCode(code);
  if (!parsed) throw new RangeError(`no place code: ${code}`);
  return code.slice(0, significant[parsed.level]);
}

/** True when `code` is `above` itself or lies under it. */
export function covers(above: string, code: string): boolean {
  return code.startsWith(prefixOf(above));
}

/** The chain from the place itself up to its province. */
export function lineOf(code: string): string[] {
  const parsed = parseCode(code);
  return parsed ? [code, ...(parsed.parent ? lineOf(parsed.parent) : [])] : [];
}

/** The place of one level on that chain, or null: `placeOf('990101001001002', 'town')` → `990101001000`. */
export function placeOf(code: string, level: PlaceLevel): string | null {
  return lineOf(code).find((each) => parseCode(each)?.level === level) ?? null;
}

/** True on the days of this version: from counted in, to counted out. */
export function inForce(place: Pick<Place, 'effectiveFrom' | 'effectiveTo'>, onDate: string): boolean {
  return place.effectiveFrom <= onDate && (place.effectiveTo === null || onDate < place.effectiveTo);
}

function levelOf(code: string): PlaceLevel | null {
  if (code.length === 15)
    return code.slice(12) === '000' || /^0+$/.test(code.slice(9, 12)) ? null : upTo(code.slice(0, 12), 'grid');
  const deepest = [...placeLevels].reverse().find((level) => level !== 'grid' && !empty(part(code, level)));
  return deepest ? upTo(code, deepest) : null;
}

/** A level holds only when no part above it is empty. */
function upTo(code: string, level: PlaceLevel): PlaceLevel | null {
  const above = placeLevels.slice(0, placeLevels.indexOf(level));
  return above.every((each) => !empty(part(code, each))) ? level : null;
}

function part(code: string, level: PlaceLevel): string {
  const before = placeLevels[placeLevels.indexOf(level) - 1];
  return code.slice(before ? significant[before] : 0, significant[level]);
}

const empty = (digits: string) => /^0*$/.test(digits);

/** Null when the town's or village's number lies outside the classes of the code. */
function kindOf(code: string, level: PlaceLevel): PlaceKind | null {
  if (!['town', 'village', 'grid'].includes(level)) return level as PlaceKind;
  const town = townKind(Number(part(code, 'town')));
  if (level === 'town' || town === null) return town;
  return level === 'grid' ? 'grid' : villageKind(Number(part(code, 'village')));
}

function townKind(number: number): PlaceKind | null {
  if (number < 100) return 'street';
  if (number < 200) return 'town';
  if (number < 400) return 'township';
  return number < 600 ? 'quasiTown' : null;
}

function villageKind(number: number): PlaceKind {
  if (number < 200) return 'community';
  return number < 400 ? 'village' : 'quasiVillage';
}

function parentOf(code: string, level: PlaceLevel): string | null {
  if (level === 'province') return null;
  const above = placeLevels[placeLevels.indexOf(level) - 1] as PlaceLevel;
  return code.slice(0, significant[above]).padEnd(12, '0');
}
