import { dayInChina, startOfDay } from '../../ground/clock/index.ts';
import { allKnown, type Calendar, isWeekend, kindOf } from './calendar.ts';
import { addCivil, type Day, dayOf, numberOf, sayDay } from './days.ts';
import type { DeadlineRule, Term, Unit } from './model.ts';

export interface Pause {
  from: Date;
  until: Date;
}

export interface Extension {
  /** When it was agreed; orders it among the pauses. */
  at: Date;
  /** The new last day; without it the longest extension that the rule allows. */
  until?: Date | undefined;
}

export interface Due {
  /** The instant the term ends: 24:00 of its last day for day terms. An act at that instant is in time. */
  dueAt: Date;
  dueOn: Day;
  /** False: 待定, a day that matters lies in a year whose holiday notice is not loaded. */
  certain: boolean;
  /** How the date came about, in words for a citizen. */
  steps: string[];
}

const EXACT = { h: 3_600_000, min: 60_000, s: 1_000 } as const;
const UNIT_ZH = {
  wd: '个工作日',
  cal: '日',
  h: '小时',
  min: '分钟',
  s: '秒',
  month: '个月',
  year: '年',
} as const satisfies Record<Unit, string>;

export const sayTerm = (term: Term): string => `${term.n}${UNIT_ZH[term.unit]}`;

const dayNumber = (at: Date): number => numberOf(dayInChina(at));

/** Whether a term runs by the second (hours, minutes, seconds) and not by days. */
export const isExact = (unit: Unit): unit is keyof typeof EXACT => unit in EXACT;

/** A day counts in a work-day term; in a year that is not loaded Monday to Friday count, and the result is marked 待定. */
const counts = (n: number, unit: Unit, calendar: Calendar): boolean => {
  if (unit !== 'wd') return true;
  const kind = kindOf(n, calendar);
  return kind === 'unknown' ? !isWeekend(n) : kind === 'work';
};

/** The last day of a term that starts counting on the day after `from`. */
function lastDay(from: number, term: Term, calendar: Calendar): number {
  if (term.unit === 'month' || term.unit === 'year') return addCivil(from, term.n, term.unit);
  if (term.unit !== 'wd') return from + term.n;
  let last = from;
  for (let left = term.n; left > 0; ) if (counts(++last, 'wd', calendar)) left--;
  return last;
}

/** 《民法典》第二百零三条: a last day on a statutory rest day moves to the day after the rest. Never rolls into the unknown. */
function roll(last: number, calendar: Calendar): { day: number; certain: boolean } {
  let day = last;
  while (kindOf(day, calendar) === 'rest') day++;
  return kindOf(day, calendar) === 'unknown' ? { day: last, certain: false } : { day, certain: true };
}

/** Takes the days of a pause out of the term: the day it begins no longer counts, the day it ends counts again. */
function shift(last: number, start: number, pause: Pause, unit: Unit, calendar: Calendar): number {
  const from = Math.max(dayNumber(pause.from), start + 1);
  const until = dayNumber(pause.until);
  if (until <= from || from > roll(last, calendar).day) return last;
  let left = 0;
  for (let n = from; n <= last; n++) if (counts(n, unit, calendar)) left++;
  return left === 0 ? Math.max(last, until) : lastDay(until - 1, { n: left, unit: unit === 'wd' ? 'wd' : 'cal' }, calendar);
}

interface Course {
  plain: number;
  last: number;
  steps: string[];
}

function extend(course: Course, extension: Extension, rule: DeadlineRule, calendar: Calendar): Course {
  const cap = rule.maxExtension ? lastDay(course.plain, rule.maxExtension, calendar) : Number.POSITIVE_INFINITY;
  const wanted = extension.until ? dayNumber(extension.until) : cap;
  const last = Math.max(course.last, Math.min(wanted, cap));
  if (!rule.extendable || !Number.isFinite(last) || last === course.last) return course;
  const capped = wanted > cap ? `（最长可延${sayTerm(rule.maxExtension!)}）` : '';
  return { ...course, last, steps: [...course.steps, `依规定延长至${sayDay(last)}${capped}`] };
}

function pause(course: Course, span: Pause, start: number, rule: DeadlineRule, calendar: Calendar): Course {
  if (!rule.pausable) return course;
  const move = (n: number) => shift(n, start, span, rule.length.unit, calendar);
  const last = move(course.last);
  if (last === course.last) return course;
  const said = `中止${sayDay(dayNumber(span.from))}至${sayDay(dayNumber(span.until))}不计入，末日移至${sayDay(last)}`;
  return { plain: move(course.plain), last, steps: [...course.steps, said] };
}

function dayTerm(of: DueOf): Due {
  const { rule, calendar } = of;
  const start = dayNumber(of.fromAt);
  const first = lastDay(start, rule.length, calendar);
  let course: Course = {
    plain: first,
    last: first,
    steps: [`${sayDay(start)}当日不计入`, `自次日起${sayTerm(rule.length)}，末日${sayDay(first)}`],
  };
  const changes = [
    ...(of.pauses ?? []).map((p) => ({ at: p.from, apply: (c: Course) => pause(c, p, start, rule, calendar) })),
    ...(of.extensions ?? []).map((e) => ({ at: e.at, apply: (c: Course) => extend(c, e, rule, calendar) })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const change of changes) course = change.apply(course);
  const end = roll(course.last, calendar);
  const certain = end.certain && (rule.length.unit !== 'wd' || allKnown(start + 1, course.last, calendar));
  const steps = [...course.steps, ...rest(course.last, end.day, calendar), `截止${sayDay(end.day)}24:00`];
  if (!certain) steps.push('待定：所涉年份的放假安排尚未导入，导入后重新计算');
  return { dueAt: startOfDay(dayOf(end.day + 1)), dueOn: dayOf(end.day), certain, steps };
}

function rest(last: number, end: number, calendar: Calendar): string[] {
  if (last === end) return [];
  return [`末日为${calendar.off.get(last) ?? '周末'}休息日，顺延至其后第一个工作日${sayDay(end)}`];
}

export interface DueOf {
  rule: DeadlineRule;
  /** The instant of the event that starts the term. */
  fromAt: Date;
  calendar: Calendar;
  pauses?: readonly Pause[];
  extensions?: readonly Extension[];
}

/**
 * When a term ends (《民事诉讼法》第八十五条、《民法典》第二百条至第二百零四条): the day of the event is not counted, a last day of rest moves
 * to the next work day, a day term ends at 24:00 China time of its last day; hours, minutes and seconds run exactly.
 * Pauses and extensions that the rule does not allow change nothing; an extension beyond the cap ends at the cap.
 */
export function dueAt(of: DueOf): Due {
  const { unit, n } = of.rule.length;
  if (!isExact(unit)) return dayTerm(of);
  const at = new Date(of.fromAt.getTime() + n * EXACT[unit]);
  return {
    dueAt: at,
    dueOn: dayInChina(at),
    certain: true,
    steps: [`自事件发生时起${sayTerm(of.rule.length)}，按时分秒计算，不顺延`],
  };
}

/** The instant `term` after (or, with a negative sign, before) another one, unrolled: for warnings and rungs. */
export function instantAfter(at: Date, term: { n: number; unit: Unit }, calendar: Calendar): { at: Date; certain: boolean } {
  if (isExact(term.unit)) return { at: new Date(at.getTime() + term.n * EXACT[term.unit]), certain: true };
  if (term.unit === 'wd' && term.n > 0) {
    // Counted from the last day itself: 24:00 belongs to the day that ends.
    const from = dayNumber(new Date(at.getTime() - 1));
    const last = lastDay(from, { n: term.n, unit: 'wd' }, calendar);
    return { at: startOfDay(dayOf(last + 1)), certain: allKnown(from + 1, last, calendar) };
  }
  const days =
    term.unit === 'month' || term.unit === 'year' ? addCivil(dayNumber(at), term.n, term.unit) - dayNumber(at) : term.n;
  return { at: new Date(at.getTime() + days * 86_400_000), certain: true };
}
