import fc from 'fast-check';
import { startOfDay } from '../../ground/clock/index.ts';
import { type Calendar, calendarOf } from './calendar.ts';
import { dayOf, numberOf } from './days.ts';
import { lawCalendar } from './law.ts';
import { type CalendarPack, DeadlineRule, type Term } from './model.ts';

/** Instants, terms and calendars for the tests of this room. */
export const at = (day: string, hour = 10, minute = 0): Date =>
  new Date(startOfDay(day).getTime() + (hour * 60 + minute) * 60_000);

/** A rule of any length; the rest as a test needs it. */
export function ruleOf(length: Term, more: Partial<DeadlineRule> = {}): DeadlineRule {
  const plain = { code: 'T01', zh: '测试', from: '受理', owedBy: 'centre', onExpiry: '提醒', kind: 'default', basis: '测试' };
  return DeadlineRule.parse({ ...plain, length, source: '[D] 测试', evidence: 'D', effectiveFrom: '2000-01-01', ...more });
}

export const loaded: Calendar = lawCalendar;

export const nothingLoaded = calendarOf([]);

/** An invented notice for 2027: only the tests know it. */
export const law2027: CalendarPack = {
  zh: '测试用的2027年安排',
  knownFrom: '2027-01-01',
  knownUntil: '2027-12-31',
  off: [
    { zh: '元旦', from: '2026-12-31', until: '2027-01-02' },
    { zh: '春节', from: '2027-02-05', until: '2027-02-12' },
  ],
  work: ['2026-12-27'],
  source: '测试',
  evidence: 'D',
};

const first = numberOf('2025-11-01');
/** An instant around 2026: before it, in it, and after the last loaded day. */
export const instants = fc
  .integer({ min: 0, max: 480 * 1440 })
  .map((m) => new Date(startOfDay(dayOf(first)).getTime() + m * 60_000));
export const inside = fc
  .integer({ min: 0, max: 250 * 1440 })
  .map((m) => new Date(startOfDay('2026-01-01').getTime() + m * 60_000));
export const terms: fc.Arbitrary<Term> = fc.oneof(
  fc.record({ n: fc.integer({ min: 0, max: 60 }), unit: fc.constantFrom('wd' as const, 'cal' as const) }),
  fc.record({ n: fc.integer({ min: 1, max: 90 }), unit: fc.constantFrom('h' as const, 'min' as const, 's' as const) }),
  fc.record({ n: fc.integer({ min: 1, max: 3 }), unit: fc.constantFrom('month' as const, 'year' as const) }),
);
export const dayTerms = terms.filter((t) => t.unit === 'wd' || t.unit === 'cal');
export const calendars = fc.constantFrom(loaded, nothingLoaded);
