import type { Place, PlaceLevel } from './codes.ts';
import { type PlaceRow, sameContent } from './store.ts';

export type Redrawing =
  | { do: 'nothing' }
  | { do: 'open' }
  /** The old version ends on the day the new one begins: figures of earlier days stay true to the ground as it was. */
  | { do: 'replace'; old: PlaceRow }
  /** The same version said again with other content: a correction, not a redrawing. */
  | { do: 'correct'; old: PlaceRow }
  | { do: 'end'; old: PlaceRow; on: string }
  | { do: 'refuse'; why: string };

/** What one line of an import asks for, given the versions of its code so far (oldest first). */
export function redrawing(place: Place, versions: readonly PlaceRow[], knowsParent: (code: string) => boolean): Redrawing {
  const same = versions.find((row) => row.effectiveFrom === place.effectiveFrom);
  if (same) return sameVersion(same, place);
  if (place.parent && mustHaveParent.has(place.level) && !knowsParent(place.parent))
    return { do: 'refuse', why: `上级区划 ${place.parent} 还没有，请先导入上级` };
  const last = versions.at(-1);
  if (!last) return { do: 'open' };
  if (last.effectiveFrom > place.effectiveFrom)
    return { do: 'refuse', why: `${place.code} 已有 ${last.effectiveFrom} 起的新版本，不能再插入更早的` };
  if (last.effectiveTo && last.effectiveTo <= place.effectiveFrom) return { do: 'open' };
  return sameContent(last, place) && last.effectiveTo === place.effectiveTo ? { do: 'nothing' } : { do: 'replace', old: last };
}

function sameVersion(old: PlaceRow, place: Place): Redrawing {
  if (!sameContent(old, place)) return { do: 'correct', old };
  if (old.effectiveTo === null && place.effectiveTo) return { do: 'end', old, on: place.effectiveTo };
  return { do: 'nothing' };
}

/** A county may start with its own towns: what lies above it need not be entered. */
const mustHaveParent: ReadonlySet<PlaceLevel> = new Set<PlaceLevel>(['village', 'grid']);
