import { type Place, type PlaceLevel, parseCode } from '../../src/registers/places/codes.ts';
import { int, type Rng, seeded } from './chance.ts';

export interface TownPlan {
  code: string;
  zh: string;
  /** Share of the county's ground. */
  ground: number;
  communities: string[];
  villages: string[];
}
export interface CountyPlan {
  seed: number;
  province: { code: string; zh: string };
  city: { code: string; zh: string };
  county: { code: string; zh: string };
  /** Middle of the county and half its extent, in CGCS2000 degrees. */
  centre: [number, number];
  extent: [number, number];
  residents: number;
  from: string;
  towns: TownPlan[];
  /** Village whose first two grids were re-drawn, and the day. */
  redrawn?: { village: string; on: string };
}

/** A block of the lattice: columns x0..x1 and rows y0..y1. Blocks that touch share the very same points. */
interface Block {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}
const SIDE = 64;

/**
 * Lays an invented county on a bent lattice. Every boundary runs along lattice points that both neighbours use, so that
 * the grids cover the county with no gap and no overlap, to the last digit.
 */
export function makePlaces(plan: CountyPlan): Place[] {
  const rng = seeded(plan.seed);
  const lattice = bendLattice(plan, rng);
  const draw = (block: Block) => ({ type: 'Polygon' as const, coordinates: [ringOf(block, lattice)] });
  const rows: Place[] = [];
  const add = (code: string, zh: string, block: Block | null, population: number | null, dates: Partial<Place> = {}) => {
    const parsed = parseCode(code);
    if (!parsed) throw new RangeError(`no place code: ${code}`);
    const boundary = block && draw(block);
    rows.push({ ...parsed, zh, boundary, population, effectiveFrom: plan.from, effectiveTo: null, ...dates });
  };
  add(plan.province.code, plan.province.zh, null, null);
  add(plan.city.code, plan.city.zh, null, null);
  add(plan.county.code, plan.county.zh, { x0: 0, y0: 0, x1: SIDE, y1: SIDE }, plan.residents);
  const towns = split(
    { x0: 0, y0: 0, x1: SIDE, y1: SIDE },
    plan.towns.map((town) => town.ground),
    rng,
  );
  plan.towns.forEach((town, at) => {
    const units = unitsOf(town);
    add(town.code, town.zh, towns[at] as Block, 0);
    const blocks = split(
      towns[at] as Block,
      units.map((unit) => unit.ground + rng() * 0.6),
      rng,
    );
    units.forEach((unit, each) => {
      const block = blocks[each] as Block;
      add(unit.code, unit.zh, block, 0);
      const count = gridCount(unit.urban, block, rng);
      const people = Array.from({ length: count }, () => int(rng, unit.urban ? 1900 : 1100, unit.urban ? 3100 : 2100));
      const grids = split(
        block,
        people.map((n) => 1 + n / 3000),
        rng,
      );
      const old = plan.redrawn?.village === unit.code ? redraw(block, people, rng) : null;
      people.forEach((n, g) => {
        const code = unit.code + String(g + 1).padStart(3, '0');
        const zh = `${unit.zh.replace(/(社区|村)$/, '')}第${'一二三四五六七八九'[g]}网格`;
        if (old && plan.redrawn) add(code, zh, old[g] as Block, n, { effectiveTo: plan.redrawn.on });
        add(code, zh, grids[g] as Block, n, old && plan.redrawn ? { effectiveFrom: plan.redrawn.on } : {});
      });
    });
  });
  return countPeople(rows, plan);
}

/** The earlier lines of a village's grids: the same village, parted otherwise. */
function redraw(block: Block, people: number[], rng: Rng): Block[] {
  return split(
    block,
    people.map((_, at) => (at === 0 ? 3 : 1)),
    rng,
  );
}

function unitsOf(town: TownPlan) {
  const unit = (start: number, urban: boolean) => (zh: string, at: number) => ({
    code: town.code.slice(0, 9) + String(start + at).padStart(3, '0'),
    zh,
    urban,
    ground: urban ? 1 : 1.6,
  });
  return [...town.communities.map(unit(1, true)), ...town.villages.map(unit(200, false))];
}

function gridCount(urban: boolean, block: Block, rng: Rng): number {
  const cells = (block.x1 - block.x0) * (block.y1 - block.y0);
  return Math.max(2, Math.min(urban ? int(rng, 4, 6) : int(rng, 3, 4), Math.floor(cells / 4)));
}

/** Halves a block along its longer side until every weight has its own; ground follows weight, each keeps at least one cell. */
function split(block: Block, weights: number[], rng: Rng): Block[] {
  if (weights.length <= 1) return [block];
  const half = Math.round(weights.length / 2);
  const [left, right] = [weights.slice(0, half), weights.slice(half)];
  const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
  const share = sum(left) / sum(weights) + (rng() - 0.5) * 0.06;
  const wide = block.x1 - block.x0 >= block.y1 - block.y0;
  const [from, to] = wide ? [block.x0, block.x1] : [block.y0, block.y1];
  const across = wide ? block.y1 - block.y0 : block.x1 - block.x0;
  const room = (count: number) => Math.ceil(count / across);
  const cut = Math.max(from + room(left.length), Math.min(to - room(right.length), Math.round(from + (to - from) * share)));
  const [a, b] = wide
    ? [
        { ...block, x1: cut },
        { ...block, x0: cut },
      ]
    : [
        { ...block, y1: cut },
        { ...block, y0: cut },
      ];
  return [...split(a, left, rng), ...split(b, right, rng)];
}

/** Points of the lattice: shaken by under a quarter of a cell (no cell turns over), then bent from a square to a coast. */
function bendLattice(plan: CountyPlan, rng: Rng): number[][][] {
  const shake = () => (rng() - 0.5) * 0.44;
  const point = (x: number, y: number) => {
    const [u, v] = [((x + shake()) / SIDE) * 2 - 1, ((y + shake()) / SIDE) * 2 - 1];
    const round = 0.45;
    const bx = u * Math.sqrt(1 - (round * v * v) / 2) + 0.07 * Math.sin(2.6 * v + 0.8) + 0.03 * Math.sin(5.1 * v);
    const by = v * Math.sqrt(1 - (round * u * u) / 2) + 0.06 * Math.sin(2.9 * u - 0.4) + 0.03 * Math.sin(6.3 * u);
    return [plan.centre[0] + bx * plan.extent[0], plan.centre[1] + by * plan.extent[1]].map((n) => Math.round(n * 1e6) / 1e6);
  };
  return Array.from({ length: SIDE + 1 }, (_, x) => Array.from({ length: SIDE + 1 }, (_, y) => point(x, y)));
}

/** Counter-clockwise outer ring, as RFC 7946 wants it, closed. */
function ringOf({ x0, y0, x1, y1 }: Block, lattice: number[][][]): number[][] {
  const ring: number[][] = [];
  const at = (x: number, y: number) => ring.push(lattice[x]?.[y] as number[]);
  for (let x = x0; x < x1; x++) at(x, y0);
  for (let y = y0; y < y1; y++) at(x1, y);
  for (let x = x1; x > x0; x--) at(x, y1);
  for (let y = y1; y >= y0; y--) at(x0, y);
  return ring;
}

/** Scales the grids to the county's number of residents and sums them upwards. */
function countPeople(rows: Place[], plan: CountyPlan): Place[] {
  const now = rows.filter((row) => row.level === 'grid' && row.effectiveTo === null);
  const total = now.reduce((sum, row) => sum + (row.population ?? 0), 0);
  const scale = plan.residents / total;
  for (const row of rows) if (row.level === 'grid') row.population = Math.round((row.population ?? 0) * scale);
  const sums = (level: PlaceLevel, digits: number) => {
    for (const row of rows.filter((each) => each.level === level)) {
      const below = now.filter((grid) => grid.code.startsWith(row.code.slice(0, digits)));
      row.population = below.reduce((sum, grid) => sum + (grid.population ?? 0), 0);
    }
  };
  sums('village', 12);
  sums('town', 9);
  sums('county', 6);
  return rows;
}
