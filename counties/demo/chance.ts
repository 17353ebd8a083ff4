/** A repeatable source of chance, 0 ≤ n < 1: the demo county is the same on every machine. */
export type Rng = () => number;

/** mulberry32: small, quick, good enough for invented people. */
export function seeded(seed: number): Rng {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number, both ends counted in. */
export const int = (rng: Rng, from: number, to: number) => from + Math.floor(rng() * (to - from + 1));

/** One of a non-empty list. */
export function pick<T>(rng: Rng, list: readonly T[]): T {
  if (list.length === 0) throw new RangeError('nothing to pick from');
  return list[Math.floor(rng() * list.length)] as T;
}

/** A key, as often as its weight says. */
export function weighted<K extends string>(rng: Rng, weights: Readonly<Partial<Record<K, number>>>): K {
  const rows = Object.entries(weights) as [K, number][];
  let left = rng() * rows.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of rows) if ((left -= weight) < 0) return key;
  return (rows[rows.length - 1] as [K, number])[0];
}

/** `count` different members, in the order of the list. */
export function some<T>(rng: Rng, list: readonly T[], count: number): T[] {
  const left = [...list.keys()];
  while (left.length > count) left.splice(Math.floor(rng() * left.length), 1);
  return left.map((at) => list[at] as T);
}
