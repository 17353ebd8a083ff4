import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import Flatbush from 'flatbush';
import { type Boundary, inForce, type Place, type PlaceLevel } from './codes.ts';

export interface PlaceIndex {
  /** The grid that holds a point, or null outside. On a shared line the lower code answers, so that the answer never wavers. */
  gridAt(lon: number, lat: number): Place | null;
  /** The same for any level that has boundaries. */
  placeAt(level: PlaceLevel, lon: number, lat: number): Place | null;
}

/**
 * Point-to-place look-up over the versions in force on one civil day (`YYYY-MM-DD`): a re-drawn grid keeps its old answer
 * for an old day. Coordinates are CGCS2000 degrees. Building costs about a millisecond per thousand boundaries.
 */
export function placeIndex(places: readonly Place[], onDate: string): PlaceIndex {
  const drawn = places.filter((place) => place.boundary && inForce(place, onDate));
  const finders = new Map<PlaceLevel, Finder>();
  const placeAt = (level: PlaceLevel, lon: number, lat: number) => {
    const finder = finders.get(level) ?? finderOf(drawn.filter((place) => place.level === level));
    finders.set(level, finder);
    return finder(lon, lat);
  };
  return { placeAt, gridAt: (lon, lat) => placeAt('grid', lon, lat) };
}

type Finder = (lon: number, lat: number) => Place | null;

function finderOf(unsorted: readonly Place[]): Finder {
  if (unsorted.length === 0) return () => null;
  const places = [...unsorted].sort((a, b) => (a.code < b.code ? -1 : 1));
  const boxes = new Flatbush(places.length);
  for (const place of places) boxes.add(...boxOf(place.boundary as Boundary));
  boxes.finish();
  return (lon, lat) => {
    const candidates = boxes.search(lon, lat, lon, lat).sort((a, b) => a - b);
    const hit = candidates.find((at) => holds(places[at]?.boundary as Boundary, lon, lat));
    return hit === undefined ? null : (places[hit] ?? null);
  };
}

/** True when the point lies in the boundary or on its line. */
export function holds(boundary: Boundary, lon: number, lat: number): boolean {
  return booleanPointInPolygon([lon, lat], boundary);
}

/** West, south, east, north in degrees. */
export function boxOf(boundary: Boundary): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = 0, lat = 0] of pointsOf(boundary)) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

function pointsOf(boundary: Boundary): number[][] {
  return boundary.type === 'Polygon' ? boundary.coordinates.flat() : boundary.coordinates.flat(2);
}
