import { pick, type Rng } from './chance.ts';
import { contacts } from './narratives/contacts.ts';
import { family } from './narratives/family.ts';
import { harm } from './narratives/harm.ts';
import { labour } from './narratives/labour.ts';
import { land } from './narratives/land.ts';
import { neighbours } from './narratives/neighbours.ts';
import { property } from './narratives/property.ts';
import type { SettlementShape, Words } from './narratives/shape.ts';
import { trade } from './narratives/trade.ts';
import type { Slots } from './slots.ts';

export interface Instalment {
  /** Yuan. */
  amount: number;
  /** Days after the agreement takes effect; 0 is at once. */
  afterDays: number;
}
export interface Settlement {
  /** Yuan; 0 when no money moves. */
  total: number;
  payer: 'respondent' | 'applicant';
  instalments: Instalment[];
  clauses: string[];
}
/** One way of telling one trouble. */
export interface Narrative extends Words {
  text(rng: Rng, slots: Slots): string;
  heading(slots: Slots): string;
  claimsFor(slots: Slots): string[];
  /** Null when these words never end in an agreement. */
  settlement(rng: Rng, slots: Slots, amount: number): Settlement | null;
}

export const narratives: Narrative[] = [
  ...family,
  ...neighbours,
  ...land,
  ...labour,
  ...property,
  ...trade,
  ...harm,
  ...contacts,
].map(withVoice);

/** The narratives of one kind, and of one category or its three letters (`LAB`). */
export function narrativesOf(kind: Words['kind'], category?: string): Narrative[] {
  return narratives.filter((each) => each.kind === kind && (!category || (each.category ?? '').startsWith(category)));
}

function withVoice(words: Words): Narrative {
  return {
    ...words,
    text: (rng, slots) => fill(pick(rng, words.texts), slots),
    heading: (slots) => fill(words.title, slots),
    claimsFor: (slots) => words.claims.map((claim) => fill(claim, slots)),
    settlement: (rng, slots, amount) => {
      if (words.settlements.length === 0) return null;
      const shape = pick(rng, words.settlements);
      return settle(shape, fillAll(shape.clauses, slots), amount);
    },
  };
}

function settle(shape: SettlementShape, clauses: string[], amount: number): Settlement {
  if (shape.ratio === 0) return { total: 0, payer: shape.payer, instalments: [], clauses };
  const total = Math.max(50, Math.round((amount * shape.ratio) / 50) * 50);
  const instalments = partInto(total, shape.times);
  const way =
    instalments.length > 1
      ? `分${instalments.length}期付清，签字当日付${instalments[0]?.amount}元，其余每三十日一期`
      : '签字当日一次付清';
  const [from, to] = shape.payer === 'respondent' ? ['被申请人', '申请人'] : ['申请人', '被申请人'];
  return { total, payer: shape.payer, instalments, clauses: [`${from}向${to}${shape.verb}${total}元，${way}。`, ...clauses] };
}

/** Whole yuan, the last takes the rest, so that the parts always add up. */
function partInto(total: number, times: number): Instalment[] {
  const each = Math.floor(total / times);
  return Array.from({ length: times }, (_, at) => ({
    amount: at < times - 1 ? each : total - each * (times - 1),
    afterDays: at * 30,
  }));
}

/** Throws on a slot that nobody fills: a gap must never reach a screen. */
function fill(text: string, slots: Slots): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new RangeError(`no slot ${name}`);
    return value;
  });
}
const fillAll = (texts: string[], slots: Slots) => texts.map((text) => fill(text, slots));
