import { z } from 'zod';
import { clauses, lawfulness } from '../../../law/clauses/index.ts';
import { sayCapital, sayYuan } from '../../ground/ui/money.ts';
import { addCivil, dayOf, numberOf } from '../deadlines/days.ts';
import { type Day, inForce } from '../deadlines/index.ts';
import { dated } from '../deadlines/model.ts';
import { refusals } from './refusals.ts';

const Slot = z
  .object({
    zh: z.string(),
    kind: z.enum(['party', 'money', 'day', 'count', 'percent', 'text', 'choice']),
    options: z.array(z.string()).readonly().optional(),
  })
  .readonly();
export type Slot = z.infer<typeof Slot>;

/** The promise in a clause: who does what for whom, how much, by when, how it is shown to be done. Names of slots, or a sentence with gaps. */
const Obligation = z
  .object({
    who: z.string(),
    toWhom: z.string(),
    what: z.string(),
    /** The slot with the whole sum, parted among the times … */
    amount: z.string().nullable().optional(),
    /** … or with what is paid each time. */
    each: z.string().optional(),
    dueOn: z.string(),
    times: z.string().optional(),
    proof: z.string(),
  })
  .readonly();

const gapsOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

export const Clause = z
  .object({
    code: z.string(),
    zh: z.string(),
    group: z.enum(['付钱', '做事', '家庭', '了结']),
    suits: z.array(z.string()).readonly().nullable(),
    text: z.string(),
    slots: z.record(z.string(), Slot).readonly(),
    obligation: Obligation.nullable(),
    basis: z.string(),
    ...dated,
  })
  .refine(({ text, slots }) => gapsOf(text).every((name) => name in slots), 'a gap of the text without its slot')
  .refine(
    ({ obligation: o, slots }) =>
      !o ||
      [o.who, o.toWhom, o.dueOn, o.times, o.each, o.amount, ...gapsOf(o.what).filter((name) => name !== 'n')].every(
        (name) => !name || name in slots,
      ),
    'a promise that names no slot',
  )
  .readonly();
export type Clause = z.infer<typeof Clause>;

const all: readonly Clause[] = z.array(Clause).parse(clauses);

/** The clauses for a kind of dispute: those made for it first, then what fits all. */
export function clausesFor(category: string | null, on: Day): readonly Clause[] {
  const fits = (clause: Clause) =>
    clause.suits === null || (category !== null && clause.suits.some((prefix) => category.startsWith(prefix)));
  const own = (clause: Clause) => (clause.suits === null ? 1 : 0);
  return all.filter((clause) => inForce(clause, on) && (category === null || fits(clause))).sort((a, b) => own(a) - own(b));
}

export const lawfulnessOn = (on: Day) => lawfulness.filter((row) => row.effectiveFrom <= on);

export interface Promise {
  payerId?: string;
  payeeId?: string;
  what: string;
  amountFen?: number;
  dueOn: Day;
}
export interface Composed {
  text: string;
  instalments: Promise[];
  proof: string | null;
}

export const sayMoney = (fen: number): string => `${sayYuan(fen)}元（大写：${sayCapital(fen)}）`;
const sayDay = (day: Day): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

const Value: Record<Slot['kind'], z.ZodType<string | number>> = {
  party: z.string().trim().min(1).max(80),
  money: z.number().int().min(1).max(1e13),
  day: z.iso.date(),
  count: z.number().int().min(1).max(400),
  percent: z.number().min(0).max(100),
  text: z.string().trim().min(1).max(500),
  choice: z.string().min(1).max(40),
};

/** The values of a clause's slots, checked one by one. Refusal `gapsLeft` names each field that is missing or wrong. */
function filled(clause: Clause, values: Readonly<Record<string, unknown>>): Record<string, string | number> {
  const read = Object.entries(clause.slots).map(
    ([name, slot]) => [name, slot, Value[slot.kind].safeParse(values[name])] as const,
  );
  const wrong = read.filter(([, , one]) => !one.success).map(([name, slot]) => [name, `请填写${slot.zh}`]);
  if (wrong.length > 0) throw refusals.gapsLeft({ fields: Object.fromEntries(wrong) });
  return Object.fromEntries(read.map(([name, , one]) => [name, one.data as string | number]));
}

/**
 * The sentence and its promises from one set of values, so that paper and schedule never differ. `names`: how each party is called.
 * A sum in several times is parted in whole fen, what is left over falls on the last; due days follow month by month (民法典 202).
 */
export function compose(
  code: string,
  values: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): Composed {
  const clause = all.find((one) => one.code === code);
  if (!clause) throw refusals.noClause();
  const given = filled(clause, values);
  const say = (name: string): string => {
    const slot = clause.slots[name];
    const value = given[name];
    if (!slot || value === undefined) return '';
    if (slot.kind === 'party') return names[String(value)] ?? String(value);
    if (slot.kind === 'money') return sayMoney(Number(value));
    if (slot.kind === 'day') return sayDay(String(value));
    return String(value);
  };
  // One pass: what somebody typed into a gap is never read as a gap again.
  const fill = (text: string, n = 1) => text.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'n' ? String(n) : say(name)));
  const { obligation: o } = clause;
  if (!o) return { text: fill(clause.text), instalments: [], proof: null };
  const times = o.times ? Number(given[o.times]) : 1;
  const whole = o.amount ? Number(given[o.amount]) : undefined;
  const amountOf = (n: number) => (o.each ? Number(given[o.each]) : whole === undefined ? undefined : shareOf(whole, times, n));
  const first = numberOf(String(given[o.dueOn]));
  return {
    text: fill(clause.text),
    proof: o.proof,
    instalments: Array.from({ length: times }, (_, i) => ({
      payerId: String(given[o.who]),
      payeeId: String(given[o.toWhom]),
      what: fill(o.what, i + 1),
      ...(amountOf(i + 1) !== undefined && { amountFen: amountOf(i + 1) }),
      dueOn: dayOf(addCivil(first, i, 'month')),
    })),
  };
}

/** Equal parts in whole yuan while they last; the last part makes the sum right. */
function shareOf(whole: number, times: number, n: number): number {
  const unit = whole >= times * 100 ? 100 : 1;
  const each = Math.floor(whole / times / unit) * unit;
  return n < times ? each : whole - each * (times - 1);
}
