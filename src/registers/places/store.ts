import { isDeepStrictEqual } from 'node:util';
import { sql, type Work } from '../../ground/store/index.ts';
import type { Kept } from '../../support/ledger/keep.ts';
import { inForce, type Place, parseCode } from './codes.ts';

export interface PlaceRow {
  tenantId: number;
  id: string;
  code: string;
  level: Place['level'];
  zh: string;
  parentCode: string | null;
  boundary: Place['boundary'];
  population: number | null;
  effectiveFrom: string;
  effectiveTo: string | null;
  revision: number;
  sealedBy: string | null;
  sealSalt: string | null;
}

/** Every version of every place, or those of the codes named. */
export const loadPlaces = (work: Work, codes?: readonly string[]): Promise<PlaceRow[]> =>
  work.ask<PlaceRow>(
    sql`select * from place where tenant_id = ${work.tenantId} ${codes ? sql`and code = any(${codes}::text[])` : sql``} order by code, effective_from`,
  );

export const asPlace = ({ code, level, zh, parentCode, boundary, population, effectiveFrom, effectiveTo }: PlaceRow): Place => ({
  code,
  level,
  zh,
  parent: parentCode,
  kind: parseCode(code)!.kind,
  boundary,
  population,
  effectiveFrom,
  effectiveTo,
});

export const rowOf = (
  work: Work,
  id: string,
  { code, level, zh, parent, boundary, population, effectiveFrom, effectiveTo }: Place,
  kept: Kept,
): PlaceRow => ({
  tenantId: work.tenantId,
  id,
  code,
  level,
  zh,
  parentCode: parent,
  boundary,
  population,
  effectiveFrom,
  effectiveTo,
  revision: 1,
  ...kept.seal(),
});

/** The same place with the same bounds; when it began does not matter. */
export const sameContent = (row: PlaceRow, place: Place): boolean =>
  row.zh === place.zh && row.population === place.population && isDeepStrictEqual(row.boundary, place.boundary);

/** The version in force on a civil day, of each code. */
export const inForceOn = (rows: readonly PlaceRow[], day: string): PlaceRow[] => rows.filter((row) => inForce(row, day));
