import { int, pick, type Rng, weighted } from './chance.ts';
import type { Settlement } from './narratives.ts';

export type Fate =
  | 'registered'
  | 'screening'
  | 'notAccepted'
  | 'referred'
  | 'accepted'
  | 'consent'
  | 'assigned'
  | 'mediating'
  | 'suspended'
  | 'signing'
  | 'effective'
  | 'closed'
  | 'archived'
  | 'terminated'
  | 'court'
  | 'withdrawn'
  | 'answered'
  | 'safetyHeld';

export type StepName =
  | 'open'
  | 'decline'
  | 'refer'
  | 'accept'
  | 'askConsent'
  | 'agreeToMediate'
  | 'assign'
  | 'firstSession'
  | 'session'
  | 'suspend'
  | 'resume'
  | 'extend'
  | 'settle'
  | 'sign'
  | 'pay'
  | 'applyConfirmation'
  | 'terminate'
  | 'goToCourt'
  | 'withdraw'
  | 'followUp'
  | 'close'
  | 'archive'
  | 'answer'
  | 'holdSafety';

export interface Step {
  do: StepName;
  at: Date;
  /** Yuan, of a payment. */
  amount?: number;
  /** The new last day of mediation, when all parties agreed to go on. */
  until?: Date;
  /** Why it ended, was declined or stands still, in the words of who said it. */
  words?: string;
}
export interface Life {
  steps: Step[];
  fate: Fate;
  /** Made over tea in one sitting and recorded on one page (row 1a). */
  onTheSpot: boolean;
}

const stateAfter: Partial<Record<StepName, Fate>> = {
  open: 'screening',
  decline: 'notAccepted',
  refer: 'referred',
  accept: 'accepted',
  askConsent: 'consent',
  assign: 'assigned',
  firstSession: 'mediating',
  suspend: 'suspended',
  resume: 'mediating',
  settle: 'signing',
  sign: 'effective',
  terminate: 'terminated',
  goToCourt: 'court',
  withdraw: 'withdrawn',
  close: 'closed',
  archive: 'archived',
  answer: 'answered',
  holdSafety: 'safetyHeld',
};

/** Whose way a life takes, and what it holds. */
export interface Course {
  kind: 'dispute' | 'short' | 'elsewhere' | 'safety';
  /** Said to be in danger: held at once, whatever else happens. */
  danger: boolean;
  settlement: Settlement | null;
  refusals: string[];
  instant: boolean;
  slow: boolean;
}

/** Lives a matter from `start` and stops at `now`: what has not happened yet is not told. Pure. */
export function live(rng: Rng, start: Date, now: Date, course: Course): Life {
  const story = new Story(rng, start, course);
  const onTheSpot = course.kind === 'dispute' && course.settlement !== null && rng() < 0.1;
  if (course.kind === 'short') shortPath(story);
  else if (course.kind === 'elsewhere') elsewhere(story);
  else if (course.kind === 'safety') held(story);
  else if (onTheSpot) spot(story);
  else wholePath(story);
  const steps = keepTerm(story.steps).filter((step) => step.at <= now);
  const last = [...steps].reverse().find((step) => stateAfter[step.do]);
  return { steps, fate: (last && stateAfter[last.do]) ?? 'registered', onTheSpot };
}

class Story {
  steps: Step[] = [];
  readonly rng: Rng;
  readonly course: Course;
  private at: Date;
  constructor(rng: Rng, start: Date, course: Course) {
    this.rng = rng;
    this.course = course;
    this.at = start;
  }
  /** The next step, some hours later, moved into working hours; a slow matter takes three to five times as long. */
  next(step: StepName, from: number, to: number, more: Partial<Step> = {}): this {
    const hours = (from + this.rng() ** 1.7 * (to - from)) * (this.course.slow ? 3 + 2 * this.rng() : 1);
    const wanted = new Date(this.at.getTime() + hours * 3_600_000);
    this.at = hours < 1 ? wanted : inWorkingHours(wanted, this.rng);
    this.steps.push({ do: step, at: this.at, ...more });
    return this;
  }
  chance(share: number): boolean {
    return this.rng() < share;
  }
  refusal(): string {
    return this.course.refusals.length ? pick(this.rng, this.course.refusals) : '一方不愿继续';
  }
}

function shortPath(story: Story) {
  if (story.course.danger) return void story.next('holdSafety', 0.02, 0.2).next('answer', 0.2, 2);
  if (story.chance(0.14)) return void story.next('refer', 0.2, 7);
  if (story.chance(0.05)) return; // left lying: it shows up as overdue
  story.next('answer', story.course.instant ? 0.05 : 0.4, story.course.instant ? 0.4 : 16);
  if (story.chance(0.8)) story.next('close', 20, 96);
}

function elsewhere(story: Story) {
  story.next('open', 0.5, 8);
  story.next(story.chance(0.55) ? 'decline' : 'refer', 0.5, 18, { words: story.refusal() });
}

function held(story: Story) {
  story.next('holdSafety', 0.05, 0.5);
}

const DAY = 86_400_000;

/**
 * Mediation has thirty days from acceptance (D05): who needs longer signs for it in time, a matter that never came to a
 * session ends by itself. A matter that stands still at the mark is extended once it goes on.
 */
function keepTerm(steps: Step[]): Step[] {
  const find = (...names: StepName[]) => steps.find((step) => names.includes(step.do));
  const [accepted, session, end] = [find('accept'), find('firstSession'), find('sign', 'terminate', 'goToCourt')];
  if (!accepted || !end) return steps;
  const [mark, term] = [new Date(accepted.at.getTime() + 26 * DAY), new Date(accepted.at.getTime() + 30 * DAY)];
  if (end.at <= mark) return steps;
  if (!session || session.at >= mark) return lapse(steps, term);
  const [stop, again] = [find('suspend'), find('resume')];
  const at = stop && again && stop.at <= mark && mark <= again.at ? new Date(again.at.getTime() + 1_800_000) : mark;
  if (end.at <= at) return steps;
  const until = new Date(Math.max(at.getTime() + 30 * DAY, end.at.getTime() + 3 * DAY));
  return [...steps, { do: 'extend' as const, at, until }].sort((a, b) => a.at.getTime() - b.at.getTime());
}

function lapse(steps: Step[], term: Date): Step[] {
  const after = (days: number) => new Date(term.getTime() + days * DAY);
  const ended: Step[] = [
    { do: 'terminate', at: after(1), words: '期限届满未能开始调解' },
    { do: 'close', at: after(3) },
  ];
  return [...steps.filter((step) => step.at < term), ...ended];
}

/** Agreed at the kitchen table: the states are passed in one sitting. */
function spot(story: Story) {
  for (const step of ['open', 'accept', 'askConsent', 'agreeToMediate', 'assign', 'firstSession', 'settle', 'sign'] as const)
    story.next(step, 0.02, 0.3);
  afterwards(story);
}

function wholePath(story: Story) {
  if (story.chance(0.03)) return;
  story.next('open', 0.3, 9);
  if (story.chance(0.02)) return;
  const screened = weighted(story.rng, { accept: 86, decline: 3, refer: 7, withdraw: 4 });
  story.next(screened, 0.5, 18, screened === 'decline' ? { words: story.refusal() } : {});
  if (screened !== 'accept') return;
  story.next('askConsent', 1, 60);
  if (story.chance(0.13)) return ending(story, 6, 90);
  story.next('agreeToMediate', 2, 80).next('assign', 1, 40).next('firstSession', 10, 120);
  if (story.chance(0.06))
    story
      .next('suspend', 20, 120, { words: pick(story.rng, ['等伤残鉴定', '等测绘结果', '一方外出务工', '等总包核账']) })
      .next('resume', 140, 480);
  for (let more = int(story.rng, 0, 2); more > 0; more--) story.next('session', 24, 140);
  if (!story.course.settlement || story.chance(0.41)) return ending(story, 12, 200);
  story.next('settle', 2, 120).next('sign', 0.3, 40);
  afterwards(story);
}

function ending(story: Story, from: number, to: number) {
  story.next(story.chance(0.2) ? 'goToCourt' : 'terminate', from, to, { words: story.refusal() });
  if (story.chance(0.85)) story.next('close', 4, 120);
  if (story.chance(0.8)) story.next('followUp', 330, 400).next('archive', 24, 400);
}

/** Payments fall due by the calendar; about one promise in eight is broken and nothing more is paid. */
function afterwards(story: Story) {
  const parts = story.course.settlement?.instalments ?? [];
  if (parts.length > 1 && story.chance(0.35)) story.next('applyConfirmation', 20, 400);
  for (const [at, part] of parts.entries()) {
    if (story.chance(at === 0 ? 0.05 : 0.1)) return;
    story.next('pay', at === 0 ? 0.1 : 640, at === 0 ? 30 : 740, { amount: part.amount });
  }
  story.next('followUp', 150, 220).next('close', 2, 60).next('archive', 24, 500);
}

/** Desks work 8:30–17:30 from Monday to Friday; what falls outside waits for the next working morning. */
function inWorkingHours(at: Date, rng: Rng): Date {
  const local = new Date(at.getTime() + 8 * 3_600_000);
  const minutes = local.getUTCHours() * 60 + local.getUTCMinutes();
  const weekday = local.getUTCDay();
  if (weekday > 0 && weekday < 6 && minutes >= 510 && minutes < 1050) return at;
  const ahead = minutes < 510 && weekday > 0 && weekday < 6 ? 0 : weekday === 5 ? 3 : weekday === 6 ? 2 : 1;
  const day = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate() + ahead));
  return new Date(day.getTime() - 8 * 3_600_000 + (510 + int(rng, 0, 220)) * 60_000 + int(rng, 0, 59) * 1000);
}
