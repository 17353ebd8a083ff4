/** A place as the register names it. */
export interface NamedPlace {
  code: string;
  zh: string;
  parentCode: string | null;
}

export interface PlaceRead {
  code: string;
  zh: string;
  why: string;
}

const short = (zh: string): string => zh.replace(/(?:街道|社区|小区|[镇乡村])$/u, '');

/** The words by which a text names a place: its whole name, or the name without 街道、镇、村. One character is too little. */
function nameIn(text: string, zh: string): string | undefined {
  if (text.includes(zh)) return zh;
  const stem = short(zh);
  return [...stem].length >= 2 && stem !== zh && text.includes(stem) ? stem : undefined;
}

/**
 * The deepest place that the words name, told apart by the places above it when two share a name; null when that stays open.
 * Only a proposal. Pure.
 */
export function placeOf(text: string, places: readonly NamedPlace[]): PlaceRead | null {
  const byCode = new Map(places.map((place) => [place.code, place]));
  const hits = new Map(
    places.flatMap((place) => (nameIn(text, place.zh) ? [[place.code, nameIn(text, place.zh)!] as const] : [])),
  );
  const above = (code: string): string[] => {
    const parent = byCode.get(code)?.parentCode;
    return parent ? [parent, ...above(parent)] : [];
  };
  const weighed = [...hits].map(([code, name]) => {
    const line = above(code);
    const told = line.filter((parent) => hits.has(parent)).map((parent) => hits.get(parent)!);
    return { code, name, told, weight: told.length * 100 + line.length * 10 + name.length };
  });
  const best = Math.max(...weighed.map((one) => one.weight));
  const first = weighed.filter((one) => one.weight === best);
  if (first.length !== 1) return null;
  const { code, name, told } = first[0]!;
  return { code, zh: byCode.get(code)!.zh, why: `写到${[...told.reverse(), name].map((words) => `“${words}”`).join('')}` };
}
