import { performance } from 'node:perf_hooks';
import { int, pick, seeded } from '../counties/demo/chance.ts';
import type { House } from '../src/doors/cli/house.ts';
import type { Actor } from '../src/ground/command/index.ts';
import { foldText } from '../src/registers/matters/grams.ts';
import { listMatters, MatterFilter } from '../src/registers/matters/list.ts';
import { cpuOfFamily } from './cost.ts';
import { fill, type Told } from './fill.ts';
import { inFreshHouse } from './house.ts';
import { rounded } from './rig.ts';

interface Level {
  matters: number;
  list: Times;
  search: Times & { recall: number };
}
interface Times {
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  databaseCpuMs: number;
}

/**
 * P5, P6: the product's own list and search, as a triage clerk under row-level security, at 10,000, 100,000 and 1,000,000 matters.
 * Recall: the newest 200 of each word against reading every text; growth: log10 of the times' ratio from one level to the next.
 */
export async function search({ upTo, words }: { upTo: number; words: number }): Promise<object> {
  return inFreshHouse(async (house, tenantId, people) => {
    const actor = people.account('triage');
    const told: Told[] = [];
    const levels: Level[] = [];
    for (const size of [10_000, 100_000, 1_000_000].filter((size) => size <= upTo)) {
      await fill(house.admin, tenantId, actor.id, told, size);
      levels.push(await level(house, tenantId, actor, told, words));
      console.error(JSON.stringify(levels.at(-1)));
    }
    const [before, last] = levels.slice(-2) as [Level, Level | undefined];
    const growth = (of: (one: Level) => number) => (last ? rounded(Math.log10(of(last) / of(before)), 3) : null);
    const { recall, p50Ms, p99Ms } = (last ?? before).search;
    const listGrowth = { p50: growth((one) => one.list.p50Ms), cpu: growth((one) => one.list.databaseCpuMs) };
    const searchGrowth = {
      p50: growth((one) => one.search.p50Ms),
      p95: growth((one) => one.search.p95Ms),
      cpu: growth((one) => one.search.databaseCpuMs),
    };
    return { bench: 'search', rows: told.length, words, recall, p50Ms, p99Ms, growth: searchGrowth, listGrowth, levels };
  });
}

const filters = [{}, { open: 'true' }, { state: 'MEDIATING' }, { channel: 'grid' }, { kind: 'dispute' }, { category: 'LAB' }].map(
  (one) => MatterFilter.parse(one),
);

async function level(house: House, tenantId: number, actor: Actor, told: Told[], count: number): Promise<Level> {
  const asked = wordsOf(told, count);
  const ask = (filter: MatterFilter) =>
    house.store.within(tenantId, { ...actor, actorId: actor.id }, async (work) => {
      const began = performance.now();
      const { lines } = await listMatters(work, actor, house.vault, filter);
      return { ms: performance.now() - began, ids: lines.map((one) => one.id) };
    });
  const timed = (all: MatterFilter[]) => times(house, all, async (filter) => (await ask(filter)).ms);
  await timed(asked.slice(0, 50).map((query) => MatterFilter.parse({ query })));
  const list = await timed(Array.from({ length: 200 }, (_, i) => filters[i % filters.length]!));
  const found = await timed(asked.map((query) => MatterFilter.parse({ query })));
  let [wanted, met] = [0, 0];
  for (const query of asked) {
    const seen = new Set((await ask(MatterFilter.parse({ query, limit: 200 }))).ids);
    const truth = bruteForce(told, query, 200);
    wanted += truth.length;
    met += truth.filter((id) => seen.has(id)).length;
    if (seen.size !== truth.length) throw new Error(`${query}: ${seen.size} found, ${truth.length} there`);
  }
  return { matters: told.length, list, search: { ...found, recall: met / wanted } };
}

async function times(house: House, all: MatterFilter[], one: (filter: MatterFilter) => Promise<number>): Promise<Times> {
  const cpu = cpuOfFamily(house.postgres!.pid);
  const taken: number[] = [];
  for (const filter of all) taken.push(await one(filter));
  const databaseCpuMs = rounded((cpuOfFamily(house.postgres!.pid) - cpu) / all.length);
  taken.sort((a, b) => a - b);
  const at = (share: number) => rounded(taken[Math.floor(taken.length * share)]!);
  return { p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), databaseCpuMs };
}

/** Words of two to six characters as they stand in the texts, so that common ones come as often as people write them. */
function wordsOf(told: readonly Told[], count: number): string[] {
  const rng = seeded(5);
  const words = new Set<string>();
  while (words.size < count) {
    const letters = [...pick(rng, told).text];
    const [start, length] = [int(rng, 0, letters.length - 6), int(rng, 2, 6)];
    const word = letters.slice(start, start + length).join('');
    if (/^\p{Script=Han}{2,6}$/u.test(word) && foldText(word) === word) words.add(word);
  }
  return [...words];
}

function bruteForce(told: readonly Told[], word: string, most: number): string[] {
  const found: string[] = [];
  for (let i = told.length - 1; i >= 0 && found.length < most; i--) if (told[i]!.text.includes(word)) found.push(told[i]!.id);
  return found;
}
