import { sql, type Work } from '../../ground/store/index.ts';
import { type PlaceIndex, placeIndex } from './lookup.ts';
import { asPlace, loadPlaces } from './store.ts';

const kept = new Map<string, { mark: string; index: PlaceIndex }>();
const MOST = 64;

/**
 * The look-up of a centre's places for one civil day (`YYYY-MM-DD`). Built once and kept until a place changes: rows are only
 * ever added or saved with a higher revision, so their number and the sum of revisions tell.
 */
export async function placesOn(work: Work, day: string): Promise<PlaceIndex> {
  const { n, sum } = (await work.one<{ n: number; sum: number }>(
    sql`select count(*) as n, coalesce(sum(revision), 0)::bigint as sum from place where tenant_id = ${work.tenantId}`,
  ))!;
  const key = `${work.tenantId} ${day}`;
  const mark = `${n} ${sum}`;
  const found = kept.get(key);
  if (found?.mark === mark) return found.index;
  const index = placeIndex((await loadPlaces(work)).map(asPlace), day);
  kept.delete(key);
  kept.set(key, { mark, index });
  if (kept.size > MOST) kept.delete(kept.keys().next().value!);
  return index;
}
