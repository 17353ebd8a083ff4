import { inForce, type Place } from '../../src/registers/places/codes.ts';
import { int, pick, type Rng, seeded, weighted } from './chance.ts';
import { type Course, type Fate, live, type Step } from './lives.ts';
import type { Channel, MatterKind, Opposite, Words } from './narratives/shape.ts';
import { type Narrative, narratives, type Settlement } from './narratives.ts';
import { committeeKey } from './organisations.ts';
import { person } from './people.ts';
import { places } from './places.ts';
import { addressAt, asParty, opposite, type Party, slotsFor } from './slots.ts';

export interface MatterPlan {
  seq: number;
  at: Date;
  channel: Channel;
  kind: MatterKind;
  category: string | null;
  /** The grid. */
  placeCode: string;
  narrative: string;
  title: string;
  claims: string[];
  /** Null where no name was given (a tip). */
  applicant: Party | null;
  respondent: Party | null;
  /** Claimed, yuan. */
  amount: number | null;
  /** Key of the committee that would take it. */
  committee: string | null;
  /** Several contacts about one cause. */
  cluster: 'wages' | 'leak' | 'card' | null;
  safety: Words['safety'];
  onTheSpot: boolean;
  settlement: Settlement | null;
  answer: string | null;
  /** In time order, none after `today`. */
  steps: Step[];
  fate: Fate;
  /** The template's id. */
  told: string;
}

const DAY = 86_400_000;
const CST = 8 * 3_600_000;
const kinds = { dispute: 42, enquiry: 19, service: 14, hazard: 12, consultation: 8, tip: 5 };
/** How often each family of disputes comes in; the order a county sees. */
const families: Record<string, number> = {
  NEI: 20,
  LAB: 14,
  FAM: 10,
  TRA: 9,
  PRO: 9,
  CON: 10,
  CSM: 7,
  INJ: 6,
  HOU: 6,
  LAN: 5,
  MED: 2,
  ENV: 3,
  VIL: 2,
  EXP: 1.5,
  INH: 2,
  SCH: 2,
  REP: 1.5,
  BUS: 1.5,
  FIN: 1.5,
  ECO: 2,
  TOU: 0.7,
  IPR: 0.4,
  DAT: 0.6,
  ADM: 1.5,
  PET: 1.2,
  OTH: 1,
};
const hours = {
  0: 1,
  6: 1,
  7: 3,
  8: 14,
  9: 22,
  10: 20,
  11: 11,
  12: 5,
  13: 8,
  14: 15,
  15: 16,
  16: 12,
  17: 7,
  18: 4,
  19: 5,
  20: 4,
  21: 3,
  22: 2,
  23: 1,
};

/**
 * What a county lives through in the `days` up to `today`: every matter with its words, people and the steps that have
 * happened by then. Pure and repeatable: same day and seed, same county. About 26 matters a day, fewer at weekends.
 */
export function plan(today: Date, days = 90, seed = 20260901): MatterPlan[] {
  const rng = seeded(seed);
  const grids = places().filter(
    (place) => place.level === 'grid' && inForce(place, new Date(today.getTime() + CST).toISOString().slice(0, 10)),
  );
  const moments = Array.from({ length: days }, (_, back) => momentsOf(rng, today, days - 1 - back)).flat();
  const plain = moments.map((at) => matter(rng, at, today, grids));
  const all = [...plain, ...clusters(rng, today, days, grids)].filter((each) => each.at <= today);
  return all.sort((a, b) => a.at.getTime() - b.at.getTime()).map((each, seq) => ({ ...each, seq: seq + 1 }));
}

function momentsOf(rng: Rng, today: Date, back: number): Date[] {
  const midnight = Math.floor((today.getTime() + CST) / DAY - back) * DAY;
  const weekday = new Date(midnight).getUTCDay();
  const mean = [11, 36, 31, 30, 29, 31, 14][weekday] as number;
  const count = Math.round(mean * (0.8 + rng() * 0.4));
  return Array.from(
    { length: count },
    () => new Date(midnight - CST + Number(weighted(rng, hours)) * 3_600_000 + int(rng, 0, 3_599_999)),
  );
}

interface Given {
  words?: Narrative;
  grid?: Place;
  applicant?: Party;
  respondent?: Party | null;
  channel?: Channel;
  cluster?: MatterPlan['cluster'];
  slow?: boolean;
}

function matter(rng: Rng, at: Date, now: Date, grids: Place[], given: Given = {}): MatterPlan {
  const kind = given.words?.kind ?? weighted(rng, kinds);
  const grid = given.grid ?? byPeople(rng, grids);
  const words = given.words ?? choose(rng, kind, grid);
  const respondent = given.respondent === undefined ? opposite(rng, words, grid.code) : given.respondent;
  const amount = words.money && claim(rng, words.money);
  const slots = slotsFor(rng, grid.code, at, respondent, amount ?? claim(rng, [800, 30_000]));
  const settlement = words.settlement(rng, slots, amount ?? 0);
  const course: Course = {
    kind: courseOf(words),
    danger: words.safety !== null,
    settlement,
    refusals: words.refusals,
    instant: kind === 'enquiry' || kind === 'consultation',
    slow: given.slow ?? rng() < 0.09,
  };
  const life = live(rng, at, now, course);
  const narrative = words.text(rng, slots);
  const signed = life.steps.some((step) => step.do === 'settle');
  return {
    ...{ seq: 0, at, kind, category: words.category, placeCode: grid.code, told: words.id, cluster: given.cluster ?? null },
    channel: given.channel ?? (/^(网格)?巡查|^走访|我是网格员/.test(narrative) ? 'grid' : channelAt(rng, words, at)),
    narrative,
    title: words.heading(slots),
    claims: words.claimsFor(slots),
    applicant: given.applicant ?? caller(rng, words, grid.code),
    ...{ respondent, amount, safety: words.safety, settlement: signed ? settlement : null },
    committee: kind === 'dispute' ? committeeFor(rng, words.category ?? '', grid.code) : null,
    answer: life.steps.some((step) => step.do === 'answer') ? pick(rng, words.answers) : null,
    ...life,
  };
}

function courseOf(words: Narrative): Course['kind'] {
  if (words.kind !== 'dispute') return 'short';
  if (words.safety) return 'safety';
  return words.settlements.length === 0 ? 'elsewhere' : 'dispute';
}

/** Words that fit the ground: no terraced field in a housing block. */
function choose(rng: Rng, kind: MatterKind, grid: Place): Narrative {
  const rural = Number(grid.code.slice(9, 12)) >= 200;
  const fits = narratives.filter(
    (each) => each.kind === kind && (each.setting === 'any' || (each.setting === 'rural') === rural),
  );
  if (kind !== 'dispute') return rarely(rng, fits);
  const open = Object.fromEntries(
    Object.entries(families).filter(([letters]) => fits.some((each) => each.category?.startsWith(letters))),
  );
  const letters = weighted(rng, open);
  return rarely(
    rng,
    fits.filter((each) => each.category?.startsWith(letters)),
  );
}

/** Violence at home and a death on the road are told, but not every day. */
function rarely(rng: Rng, list: Narrative[]): Narrative {
  const grave = (each: Narrative) => each.safety !== null || each.id === 'tra-death' || each.id === 'inj-drink';
  const mild = list.filter((each) => !grave(each));
  return rng() < 0.82 && mild.length ? pick(rng, mild) : pick(rng, list);
}

/** Log-uniform, two figures that a person would say. */
function claim(rng: Rng, [from, to]: [number, number]): number {
  const raw = Math.exp(Math.log(from) + rng() * (Math.log(to) - Math.log(from)));
  const step = 10 ** Math.max(1, Math.floor(Math.log10(raw)) - 1);
  return Math.max(from, Math.round(raw / step) * step);
}

/** Where more people live, more is brought. */
function byPeople(rng: Rng, grids: Place[]): Place {
  let left = rng() * grids.reduce((sum, grid) => sum + (grid.population ?? 0), 0);
  return grids.find((grid) => (left -= grid.population ?? 0) < 0) ?? (grids[0] as Place);
}

/** The window is shut at night; then it is the telephone, the portal or the police. */
function channelAt(rng: Rng, words: Words, at: Date): Channel {
  const local = new Date(at.getTime() + CST);
  const shut = local.getUTCHours() < 8 || local.getUTCHours() > 17 || local.getUTCDay() === 0;
  const wanted = pick(rng, words.channelHints);
  return shut && !['hotline12345', 'police110', 'portal'].includes(wanted) ? (rng() < 0.88 ? 'hotline12345' : 'portal') : wanted;
}

function caller(rng: Rng, words: Words, placeCode: string): Party | null {
  if (words.kind === 'tip' && rng() < 0.8) return null;
  if (['enquiry', 'hazard'].includes(words.kind) && rng() < 0.45) return null;
  return asParty(person(rng, { address: addressAt(rng, placeCode, words.setting), bornTo: 2002 }));
}

const industry: Record<string, string> = {
  MED: 'pmc-medical',
  TRA: 'pmc-traffic',
  PRO: 'pmc-property',
  LAB: 'pmc-labour',
  BUS: 'commercial',
};
function committeeFor(rng: Rng, category: string, placeCode: string): string {
  const special = industry[category.slice(0, 3)];
  if (special && rng() < 0.75) return special;
  return committeeKey(placeCode, rng() < 0.55 ? 'village' : 'town');
}

/** Three slow burns: unpaid workers of one contractor, one leaking building, one gym that shut. */
function clusters(rng: Rng, today: Date, days: number, grids: Place[]): MatterPlan[] {
  const gridIn = (code: string) => grids.find((grid) => grid.code.startsWith(code)) as Place;
  const wages: Given = {
    words: told('lab-site-wages'),
    grid: gridIn('990101103200'),
    respondent: firm(rng, 'site', 'lab-site-wages'),
    cluster: 'wages',
    slow: true,
  };
  const leak: Given = { words: told('nei-leak-bath'), grid: gridIn('990101002003'), cluster: 'leak' };
  const upstairs = asParty(person(rng, { address: addressAt(rng, '990101002003001', 'urban') }));
  const card: Given = {
    words: told('csm-gym-card'),
    grid: gridIn('990101001007'),
    respondent: firm(rng, 'shop', 'csm-gym-card'),
    cluster: 'card',
  };
  const back = (from: number, to: number) => new Date(today.getTime() - (to + rng() * (from - to)) * DAY);
  const spread = (count: number, from: number, to: number, given: () => Given) =>
    Array.from({ length: count }, () => matter(rng, working(back(Math.min(from, days - 1), to)), today, grids, given()));
  const regular = asParty(
    person(rng, { sex: '女', bornFrom: 1958, bornTo: 1966, address: addressAt(rng, '990101002003001', 'urban') }),
  );
  return [
    ...spread(14, 48, 3, () => wages),
    ...spread(5, 80, 6, () => ({ ...leak, respondent: upstairs, applicant: regular })),
    ...spread(5, 60, 2, () => ({ ...leak, respondent: upstairs })),
    ...spread(12, 16, 5, () => card),
  ];
}

const told = (id: string) => narratives.find((each) => each.id === id) as Narrative;
const firm = (rng: Rng, to: Opposite, id: string) => opposite(rng, { to, id } as Words, '990101103200001');

/** The same day at an hour when people call. */
function working(at: Date): Date {
  const local = new Date(at.getTime() + CST);
  return new Date(at.getTime() + ((local.getUTCHours() % 9) + 8 - local.getUTCHours()) * 3_600_000);
}

/** Facts about a plan, for the seed's closing line. */
export function tally(matters: readonly MatterPlan[]): {
  matters: number;
  byKind: Record<string, number>;
  byFate: Record<string, number>;
} {
  const count = (key: (each: MatterPlan) => string) => {
    const counts: Record<string, number> = {};
    for (const each of matters) counts[key(each)] = (counts[key(each)] ?? 0) + 1;
    return counts;
  };
  return { matters: matters.length, byKind: count((each) => each.kind), byFate: count((each) => each.fate) };
}
