import { dayInChina } from '../../ground/clock/index.ts';
import type { Calendar } from './calendar.ts';
import type { Day } from './days.ts';
import { type Due, dueAt, type Extension, type Pause } from './due.ts';
import type { DeadlineRule } from './model.ts';

export interface ClockEvent {
  id: string;
  at: Date;
  kind: 'starts' | 'meets' | 'pauses' | 'resumes' | 'extends' | 'cancels';
  /** Deadline code: D05, D11, D110.sign … */
  code: string;
  /** Which of several clocks of one code: an instalment, a party. */
  subject?: string | undefined;
  /** `pauses`: planned end. `extends`: new last day. `starts`: the day the term runs from, where it is not the day of the event. */
  until?: Date | undefined;
  reason?: string | undefined;
}

/** `pending` is 待定: past the unadjusted day, but the holiday notice that decides is not loaded, so nobody is late. */
export type ClockState = 'running' | 'paused' | 'met' | 'missed' | 'pending' | 'cancelled';

export interface Clock extends Due {
  code: string;
  subject: string | undefined;
  rule: DeadlineRule;
  startedAt: Date;
  /** The day the term runs from: that of the event, or the one it named. */
  fromAt: Date;
  state: ClockState;
  metAt: Date | undefined;
  /** When it was met or cancelled. */
  endedAt: Date | undefined;
  /** Met in time; undefined while open, and where only an unloaded holiday could tell. */
  onTime: boolean | undefined;
  pauses: readonly Pause[];
  /** Time paused until now, in milliseconds. */
  pausedMs: number;
  /** Ids of the events that made this clock what it is, oldest first. */
  events: readonly string[];
}

/** The rule in force for a code on a day; undefined where no rule was in force (then there is no clock). */
export type RulesOf = (code: string, on: Day) => DeadlineRule | undefined;

interface Draft {
  code: string;
  subject: string | undefined;
  rule: DeadlineRule;
  startedAt: Date;
  fromAt: Date;
  due: Due;
  pauses: Pause[];
  extensions: Extension[];
  ended: { at: Date; how: 'met' | 'cancelled' } | undefined;
  events: string[];
}

const OPEN_FIRST = ['starts', 'extends', 'resumes', 'pauses', 'meets', 'cancels'] as const;
const CLOSE_FIRST = ['extends', 'resumes', 'pauses', 'meets', 'cancels', 'starts'] as const;
const DAY_MS = 86_400_000;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const inOrder = (a: ClockEvent, b: ClockEvent): number => a.at.getTime() - b.at.getTime() || compare(a.id, b.id);

/**
 * All clocks of one matter, from its events alone: the same events in any order give the same clocks.
 * A clock keeps the rule of the day the matter was received (`receivedOn`, else the day of its first event).
 * Events that the rule does not allow (a pause on a safety clock, an extension after expiry, a second start of a running clock)
 * leave the clock as it was: a started clock is never reset. `now` defaults to the instant of the last event.
 */
export function clocksOf(
  events: readonly ClockEvent[],
  rulesOf: RulesOf,
  calendar: Calendar,
  now?: Date,
  receivedOn?: Day,
): Clock[] {
  const sorted = [...events].sort(inOrder);
  const first = sorted[0];
  if (!first) return [];
  const on = receivedOn ?? dayInChina(first.at);
  const present = now ?? sorted.at(-1)!.at;
  const drafts = [...byKey(sorted).values()].flatMap((own) => run(own, rulesOf(own[0]!.code, on), calendar));
  return drafts.map((draft) => read(draft, present)).sort(asStarted);
}

const asStarted = (a: Clock, b: Clock): number =>
  a.startedAt.getTime() - b.startedAt.getTime() || compare(a.code, b.code) || compare(a.subject ?? '', b.subject ?? '');

function byKey(sorted: readonly ClockEvent[]): Map<string, ClockEvent[]> {
  const groups = new Map<string, ClockEvent[]>();
  for (const event of sorted) {
    const key = JSON.stringify([event.code, event.subject ?? null]);
    const group = groups.get(key);
    if (group) group.push(event);
    else groups.set(key, [event]);
  }
  return groups;
}

function run(events: readonly ClockEvent[], rule: DeadlineRule | undefined, calendar: Calendar): Draft[] {
  const drafts: Draft[] = [];
  if (!rule) return drafts;
  for (const together of byInstant(events)) {
    const open = drafts.at(-1);
    // One instant may end a round and begin the next (a review cycle), or begin and end one (a record made on the spot).
    const order: readonly string[] = open && !open.ended ? CLOSE_FIRST : OPEN_FIRST;
    for (const event of [...together].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || inOrder(a, b)))
      apply(event, rule, drafts, calendar);
  }
  return drafts;
}

function byInstant(sorted: readonly ClockEvent[]): ClockEvent[][] {
  const groups: ClockEvent[][] = [];
  for (const event of sorted) {
    const last = groups.at(-1);
    if (last && last[0]!.at.getTime() === event.at.getTime()) last.push(event);
    else groups.push([event]);
  }
  return groups;
}

function apply(event: ClockEvent, rule: DeadlineRule, drafts: Draft[], calendar: Calendar): void {
  const draft = drafts.at(-1);
  if (event.kind === 'starts') {
    if (!draft || draft.ended) drafts.push(start(event, rule, calendar));
    return;
  }
  if (!draft || draft.ended || !change[event.kind](draft, event)) return;
  if (!draft.ended) draft.due = dueOf(draft, calendar);
  draft.events.push(event.id);
}

function start(event: ClockEvent, rule: DeadlineRule, calendar: Calendar): Draft {
  const fromAt = event.until ?? event.at;
  const draft = {
    code: event.code,
    subject: event.subject,
    rule,
    startedAt: event.at,
    fromAt,
    pauses: [],
    extensions: [],
    ended: undefined,
  };
  return { ...draft, due: dueAt({ rule, fromAt, calendar }), events: [event.id] };
}

const dueOf = (draft: Draft, calendar: Calendar): Due =>
  dueAt({ rule: draft.rule, fromAt: draft.fromAt, calendar, pauses: draft.pauses, extensions: draft.extensions });

/** What each kind of event does to an open clock; false where the rule does not allow it. */
const change: Record<Exclude<ClockEvent['kind'], 'starts'>, (draft: Draft, event: ClockEvent) => boolean> = {
  meets: (draft, event) => end(draft, event, 'met'),
  cancels: (draft, event) => end(draft, event, 'cancelled'),
  pauses(draft, { at, until }) {
    const allowed = draft.rule.pausable;
    if (!allowed || at > draft.due.dueAt || pausedAt(draft.pauses, at)) return false;
    const latest = at.getTime() + pauseLeft({ rule: draft.rule, pausedMs: pausedUntil(draft.pauses, at) });
    const planned = new Date(Math.min(until?.getTime() ?? latest, latest));
    if (planned <= at) return false;
    draft.pauses.push({ from: at, until: planned });
    return true;
  },
  resumes(draft, { at }) {
    const current = pausedAt(draft.pauses, at);
    if (current) current.until = at;
    return current !== undefined;
  },
  extends(draft, { at, until }) {
    if (!draft.rule.extendable || at > draft.due.dueAt) return false;
    draft.extensions.push({ at, until });
    return true;
  },
};

function end(draft: Draft, event: ClockEvent, how: 'met' | 'cancelled'): boolean {
  draft.ended = { at: event.at, how };
  return true;
}

/** How long a clock may still stand still, in milliseconds: pauses that follow each other count together, so none stretches the term. */
export const pauseLeft = ({ rule, pausedMs }: Pick<Clock, 'rule' | 'pausedMs'>): number =>
  Math.max(0, (rule.pausable?.maxDays ?? 0) * DAY_MS - pausedMs);

const pausedAt = (pauses: readonly Pause[], at: Date): Pause | undefined => pauses.find((p) => p.from <= at && at < p.until);

function read(draft: Draft, now: Date): Clock {
  const { ended, due } = draft;
  const metAt = ended?.how === 'met' ? ended.at : undefined;
  return {
    code: draft.code,
    subject: draft.subject,
    rule: draft.rule,
    startedAt: draft.startedAt,
    fromAt: draft.fromAt,
    dueAt: due.dueAt,
    dueOn: due.dueOn,
    certain: due.certain,
    steps: due.steps,
    state: stateOf(draft, now),
    metAt,
    endedAt: ended?.at,
    onTime: inTime(metAt, due),
    pauses: draft.pauses,
    pausedMs: pausedUntil(draft.pauses, ended && ended.at < now ? ended.at : now),
    events: draft.events,
  };
}

const pausedUntil = (pauses: readonly Pause[], until: Date): number =>
  pauses.reduce((sum, p) => sum + Math.max(0, Math.min(p.until.getTime(), until.getTime()) - p.from.getTime()), 0);

function stateOf({ ended, due, pauses }: Draft, now: Date): ClockState {
  if (ended) return ended.how;
  if (pausedAt(pauses, now)) return 'paused';
  if (now <= due.dueAt) return 'running';
  return due.certain ? 'missed' : 'pending';
}

function inTime(metAt: Date | undefined, due: Due): boolean | undefined {
  if (!metAt) return undefined;
  if (metAt <= due.dueAt) return true;
  return due.certain ? false : undefined;
}
